import { crossing, inKernel, keepCounters, kernelDraw, pingFrom, useAh, useTransport } from '../../kernel-plane.ts';
import { bringUp, works } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ah-healthy-transport',
  title: 'two hosts in transport mode with AH',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  needs: ['ah'],
  ike: [1, 2],
  allow: kernelDraw(),
  tune: inKernel(),
  configure: (world) => {
    useTransport(world);
    useAh(world);
  },
  act: async (world) => {
    await bringUp(world, 30_000);
    await pingFrom(world, 'initiator', { outer: true });
    await pingFrom(world, 'responder', { outer: true });
    await keepCounters(world);
  },
  prove: (recording) => [...works(recording), ...crossing(recording, 'initiator', 51, 'all')],
};
export default scenario;
