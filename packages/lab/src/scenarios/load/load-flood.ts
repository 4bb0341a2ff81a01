import { ESTABLISHED, countIke, counted, says, silent, tryOnce } from '../../steps.ts';
import { flood } from '../../flood.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'load-flood',
  title: 'Half-open negotiations from invented addresses use up the responder; an honest peer is ignored',
  truth: [{ cause: 'load.flood', at: 'responder' }],
  verdict: 'failing',
  breaks: 'load',
  ike: [2],
  hosts: 3,
  hidden: ['third'],
  start: ['initiator', 'responder'],
  allow: { nat: ['none'], family: [4], dataPlane: ['userland', 'kernel'], logTime: ['clock', 'iso', 'dash'] },
  tune(draw, rng) {
    draw.algorithms.ike.group = rng.pick(['modp2048', 'curve25519']);
  },
  configure(world) {
    world.responder.config.daemon = {
      strongswan: [
        'init_limit_half_open = 40',
        'cookie_threshold = 0',
        'cookie_threshold_ip = 0',
        'block_threshold = 1000',
        'half_open_timeout = 60',
      ],
    };
    for (const connection of world.responder.config.connections) connection.remote.addresses = ['%any'];
    world.responder.config.connections.splice(1);
  },
  async act(world) {
    if (world.third !== null) await flood(world.router, world.third, world.responder.draw.publicAddress, 160);
    await tryOnce(world);
  },
  prove: (recording) => [
    says(recording.responder, /ignoring IKE_SA setup from .*half-open IKE_SA limit of \d+ reached/),
    counted('requests arrived', countIke(recording.responder, 'in', 34), (n) => n > 100),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
