import { CHILD_UP, bringUp, fact, says } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-virtual-address',
  title: 'A client gets a virtual address from the pool of the gateway',
  truth: [],
  verdict: 'healthy',
  breaks: 'none',
  ike: [1, 2],
  allow: { nat: ['none', 'initiator'] },
  configure(world) {
    for (const connection of world.initiator.config.connections) {
      connection.requestAddresses = ['0.0.0.0'];
      for (const child of connection.children) child.localSubnets = [];
    }
    world.responder.config.pools = [{ name: 'clients', addresses: '10.99.3.0/28' }];
    for (const connection of world.responder.config.connections) {
      connection.pools = ['clients'];
      for (const child of connection.children) child.remoteSubnets = [];
    }
  },
  async act(world) {
    await bringUp(world);
    world.note('pings-initiator', await world.initiator.ping(world.responder.draw.inner, 3, { from: '10.99.3.1' }));
  },
  prove: (recording) => [
    says(recording.initiator, CHILD_UP),
    says(recording.responder, /assigning virtual IP/),
    fact(recording, 'pings-initiator', (n) => n > 0, 'the client reaches the network'),
  ],
};

export default scenario;
