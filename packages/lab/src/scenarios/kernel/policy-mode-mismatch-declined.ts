import { childOf, inKernel, keepCounters, kernelDraw, useTransport } from '../../kernel-plane.ts';
import { bringUp, ESTABLISHED, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-mode-mismatch-declined',
  title: 'the initiator insists on transport mode and the responder only has a tunnel',
  truth: [{ cause: 'policy.mode-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-child',
  needs: ['esp'],
  ike: [2],
  allow: kernelDraw({
    daemons: [
      ['libreswan', 'strongswan'],
      ['libreswan', 'libreswan'],
    ],
  }),
  tune: inKernel(),
  configure: (world) => {
    useTransport(world);
    childOf(world.responder).mode = 'tunnel';
  },
  act: async (world) => {
    await bringUp(world, 20_000);
    await keepCounters(world);
  },
  prove: (recording) => [
    says(recording.initiator, ESTABLISHED),
    says(
      recording.initiator,
      /policy dictates Transport Mode, but peer requires Tunnel Mode|[Tt]ransport [Mm]ode.*(peer|required|reject)/,
    ),
  ],
};
export default scenario;
