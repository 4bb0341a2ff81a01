import {
  answers,
  bothUp,
  counter,
  crossing,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  provenByHost,
} from '../../kernel-plane.ts';
import { bringUp } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'sa-lookup-failed-mark',
  title: 'an SA of the responder is bound to a mark that no packet carries',
  truth: [{ cause: 'sa.lookup-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({
    daemons: [
      ['strongswan', 'strongswan'],
      ['libreswan', 'strongswan'],
    ],
  }),
  tune: inKernel(),
  configure: (world) => {
    world.responder.config.rewrite = (text) =>
      text.replace(/^( +)(esp_proposals = .*)$/m, '$1$2\n$1mark_in = 42\n$1mark_in_sa = yes');
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    {
      what: 'the responder holds the SA with a mark',
      ok: /mark 0x2a/.test(recording.responder.file('ip-xfrm-state.txt')),
      by: /mark 0x2a\S*/.exec(recording.responder.file('ip-xfrm-state.txt'))?.[0] ?? 'no mark',
    },
    counter(recording, 'responder', 'XfrmInNoStates'),
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
  ],
};
export default scenario;
