import { inKernel, keepCounters, kernelDraw, pingFrom } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'netem-healthy-reorder',
  title: 'a path that reorders packets',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['esp', 'netem'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  prepare: async (world) => {
    for (const role of ['initiator', 'responder'] as const) {
      const device = world.routerInterface(role);
      await world.router.must([
        'tc',
        'qdisc',
        'add',
        'dev',
        device,
        'root',
        'netem',
        'delay',
        '30ms',
        'reorder',
        '60%',
        '50%',
      ]);
    }
  },
  act: async (world) => {
    world.note('up', await bringUp(world, 60_000));
    await pingFrom(world, 'initiator', { count: 10 });
    await pingFrom(world, 'responder', { count: 10 });
    await keepCounters(world);
  },
  prove: (recording) => works(recording),
};
export default scenario;
