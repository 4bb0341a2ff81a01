import { crossing, inKernel, keepCounters, kernelDraw, pingFrom } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'esp-healthy-tunnel',
  title: 'a working tunnel with plain ESP in the kernel',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator');
    await pingFrom(world, 'responder');
    await keepCounters(world);
  },
  prove: (recording) => [...works(recording), ...crossing(recording, 'initiator', 50, 'all')],
};
export default scenario;
