import { childOf, useTransport } from '../../kernel-plane.ts';
import { bringUp, ESTABLISHED, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'policy-mode-mismatch',
  title: 'the responder insists on transport mode and is offered a tunnel',
  truth: [{ cause: 'policy.mode-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  allow: {
    daemons: [
      ['strongswan', 'libreswan'],
      ['libreswan', 'libreswan'],
    ],
    nat: ['none'],
    dataPlane: ['userland', 'kernel'],
  },
  configure: (world) => {
    useTransport(world);
    childOf(world.initiator).mode = 'tunnel';
  },
  act: async (world) => {
    await bringUp(world);
  },
  prove: (recording) => [
    says(recording.initiator, ESTABLISHED),
    says(recording.responder, /policy dictates Transport Mode, but peer requested Tunnel Mode/),
    says(recording.initiator, {
      strongswan: /received NO_PROPOSAL_CHOSEN notify, no CHILD_SA built/,
      libreswan: /rejected Child SA with NO_PROPOSAL_CHOSEN/,
    }),
  ],
};
export default scenario;
