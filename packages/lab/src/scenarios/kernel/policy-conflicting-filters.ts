import {
  answers,
  bothUp,
  inKernel,
  keepCounters,
  kernelDraw,
  pingFrom,
  protocolPackets,
  provenByHost,
} from '../../kernel-plane.ts';
import { bringUp, counted } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-conflicting-filters',
  title:
    'another program of the initiator has put a policy that lets everything pass in front of the one that protects',
  truth: [{ cause: 'policy.conflicting-filters', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: {
    ...provenByHost(),
    // The kernel of the initiator holds both policies and counts nothing on its SA: it needs no witness.
    initiator: { truthInSet: false, notCertain: [], verdicts: ['failing', 'degraded', 'inconclusive'] },
  },
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw({ family: [4] }),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    const any = ['src', '0.0.0.0/0', 'dst', '0.0.0.0/0'];
    await world.initiator.node.must(['ip', 'xfrm', 'policy', 'add', ...any, 'dir', 'out', 'priority', '1']);
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    answers(recording, 'initiator', (count) => count === 0, 'no ping was answered'),
    counted('no ESP leaves the initiator', protocolPackets(recording.initiator, 50, 'out'), (n) => n === 0),
    {
      what: 'the kernel of the initiator holds both policies',
      ok:
        /dir out priority 1 /.test(recording.initiator.file('ip-xfrm-policy.txt')) &&
        /dir out priority \d{2,}[^\n]*\n\s+tmpl/.test(recording.initiator.file('ip-xfrm-policy.txt')),
      by: 'priority 1 without a template',
    },
  ],
};
export default scenario;
