import { crossing, inKernel, keepCounters, kernelDraw, pingFrom, useAh } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ah-healthy-tunnel',
  title: 'a working tunnel that only authenticates, with AH',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['ah'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  configure: (world) => useAh(world, 'sha1'),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator');
    await pingFrom(world, 'responder');
    await keepCounters(world);
  },
  prove: (recording) => [...works(recording), ...crossing(recording, 'initiator', 51, 'all')],
};
export default scenario;
