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
  id: 'sa-out-of-sync-plain',
  title: 'the responder restarts without a word and the initiator goes on using the old SA',
  truth: [{ cause: 'sa.out-of-sync', at: 'responder' }],
  verdict: 'failing',
  breaks: 'established-no-traffic',
  honest: provenByHost(),
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { key: 'before' });
    const { daemon, node } = world.responder;
    await daemon.kill();
    await node.must(['ip', 'xfrm', 'state', 'flush']);
    await node.must(['ip', 'xfrm', 'policy', 'flush']);
    world.note('restarted', await daemon.start());
    await daemon.load();
    await pingFrom(world, 'initiator', { count: 6 });
    await keepCounters(world);
  },
  prove: (recording) => [
    ...bothUp(recording),
    ...crossing(recording, 'initiator', 50, 'all'),
    answers(recording, 'before', (count) => count > 0, 'pings were answered before the restart'),
    answers(recording, 'initiator', (count) => count === 0, 'and not after it'),
    counter(recording, 'responder', 'XfrmInNoStates'),
  ],
};
export default scenario;
