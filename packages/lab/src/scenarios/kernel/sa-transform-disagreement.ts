import {
  EVERY_PAIR,
  answers,
  bothUp,
  connectionOf,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByHost,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { HostRecording, Scenario } from '../../types.ts';

function truncation(host: HostRecording): string {
  return /auth-trunc hmac\(sha256\) \S+ \(256 bits\) (\d+)/.exec(host.file('ip-xfrm-state.txt'))?.[1] ?? 'unknown';
}

const scenario: Scenario = {
  id: 'sa-transform-disagreement',
  title: 'one end truncates the integrity check to 96 bits, the other to 128',
  truth: [{ cause: 'sa.transform-disagreement', at: 'both' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ daemons: EVERY_PAIR.filter((pair) => pair.includes('libreswan')) }),
  tune: inKernel((draw, rng) => {
    draw.algorithms.child = { encryption: rng.pick(['aes128', 'aes256']), integrity: 'sha256' };
  }),
  configure: (world) => {
    const odd = world.responder.daemon.kind === 'libreswan' ? world.responder : world.initiator;
    connectionOf(odd).extra = { libreswan: ['sha2-truncbug=yes'] };
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 5 });
    await pingFrom(world, 'responder', { count: 5 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    {
      what: 'the kernels of the two ends hold different truncations',
      ok: truncation(recording.initiator) !== truncation(recording.responder),
      by: `${truncation(recording.initiator)} and ${truncation(recording.responder)} bits`,
    },
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
  ],
};
export default scenario;
