import { ESTABLISHED, PAIRS, says, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'auth-identity-behind-nat',
  title: 'A host behind a NAT sends its inside address as identity, the peer expects the outside one',
  truth: [{ cause: 'auth.identity-mismatch', at: 'both' }],
  verdict: 'failing',
  breaks: 'refused-auth',
  ike: [2],
  allow: { nat: ['initiator'], family: [4], dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  configure(world) {
    const inside = world.initiator.draw.address;
    const outside = world.initiator.draw.publicAddress;
    for (const connection of world.initiator.config.connections) connection.local.id = inside;
    for (const connection of world.responder.config.connections) connection.remote.id = outside;
    for (const secret of world.initiator.config.secrets) secret.ids = [inside, world.responder.draw.identity];
    for (const secret of world.responder.config.secrets) secret.ids = [outside, world.responder.draw.identity];
  },
  act: tryOnce,
  prove: (recording) => [
    says(recording.responder, {
      strongswan: /no matching peer config found/,
      libreswan: /Peer ID|no suitable connection|peer ID|mismatch/i,
    }),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
