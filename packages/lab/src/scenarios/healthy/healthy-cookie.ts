import { bringUp, pingBoth, says, works } from '../../steps.ts';
import { flood } from '../../flood.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'healthy-cookie',
  title: 'Under a flood the responder asks for a cookie, the honest peer returns it',
  truth: [],
  verdict: 'healthy',
  notes: ['note.cookie-challenge'],
  breaks: 'none',
  ike: [2],
  hosts: 3,
  hidden: ['third'],
  start: ['initiator', 'responder'],
  allow: { nat: ['none', 'initiator'], family: [4] },
  tune(draw, rng) {
    draw.algorithms.ike.group = rng.pick(['modp2048', 'curve25519']);
  },
  configure(world) {
    world.responder.config.daemon = {
      strongswan: ['cookie_threshold = 8', 'cookie_threshold_ip = 0', 'block_threshold = 1000'],
    };
    for (const connection of world.responder.config.connections) connection.remote.addresses = ['%any'];
    world.responder.config.connections.splice(1);
  },
  async act(world) {
    if (world.third !== null) await flood(world.router, world.third, world.responder.draw.publicAddress, 20);
    await bringUp(world);
    await pingBoth(world);
  },
  prove: (recording) => [
    ...works(recording),
    says(recording.initiator, /received COOKIE notify|IKE_SA_INIT response 0 \[ N\(COOKIE\) \]/),
  ],
};

export default scenario;
