import { says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'ike-address-assignment-full',
  title: 'The address pool of the responder is used up',
  truth: [{ cause: 'ike.address-assignment-failed', at: 'responder' }],
  verdict: 'failing',
  breaks: 'refused-child',
  ike: [2],
  hosts: 3,
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    for (const host of world.hosts) {
      if (host.role === 'responder') continue;
      for (const connection of host.config.connections) {
        connection.requestAddresses = ['0.0.0.0'];
        for (const child of connection.children) child.localSubnets = [];
      }
    }
    world.responder.config.pools = [{ name: 'clients', addresses: '10.99.3.7/32' }];
    for (const connection of world.responder.config.connections) {
      connection.pools = ['clients'];
      for (const child of connection.children) child.remoteSubnets = [];
    }
  },
  async act(world) {
    await world.third?.daemon.initiate();
    await tryOnce(world);
  },
  prove: (recording) => [
    says(recording.responder, /pool 'clients' is full/),
    says(recording.initiator, /INTERNAL_ADDRESS_FAILURE/),
  ],
};

export default scenario;
