import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-address-assignment-none',
  title: 'The client asks for a virtual address and the responder has no pool for it',
  truth: [{ cause: 'ike.address-assignment-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      connection.requestAddresses = ['0.0.0.0'];
      for (const child of connection.children) child.localSubnets = [];
    }
    for (const connection of world.responder.config.connections) {
      for (const child of connection.children) child.remoteSubnets = [];
    }
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, /no virtual IP found for %any requested by/),
    says(recording.initiator, /INTERNAL_ADDRESS_FAILURE/),
  ],
};

export default scenario;
