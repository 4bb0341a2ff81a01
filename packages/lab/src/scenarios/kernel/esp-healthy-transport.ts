import { crossing, inKernel, keepCounters, kernelDraw, pingFrom, useTransport } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'esp-healthy-transport',
  title: 'two hosts in transport mode with plain ESP',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['esp'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  configure: (world) => {
    useTransport(world);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { outer: true });
    await pingFrom(world, 'responder', { outer: true });
    await keepCounters(world);
  },
  prove: (recording) => [...works(recording), ...crossing(recording, 'initiator', 50, 'all')],
};
export default scenario;
