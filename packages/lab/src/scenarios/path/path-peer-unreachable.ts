import { ESTABLISHED, PAIRS, countIke, counted, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-peer-unreachable',
  title: 'Nothing of any kind comes back from the peer: no route behind the router, or the host is down',
  truth: [{ cause: 'path.peer-unreachable', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], nat: ['none'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['manner'] = rng.pick(['no-route', 'host-down']);
  },
  async prepare(world) {
    if (world.draw.fault['manner'] === 'no-route') {
      const address = world.responder.draw.publicAddress;
      const family = world.draw.family === 6 ? ['-6'] : [];
      await world.router.must(['ip', ...family, 'route', 'add', 'unreachable', address]);
    } else {
      await world.responder.node.must(['ip', 'link', 'set', 'eth0', 'down']);
    }
  },
  act: tryOnce,
  prove: (recording) => [
    counted('the initiator asked', countIke(recording.initiator, 'out'), (n) => n > 0),
    counted('nothing of it arrived', countIke(recording.responder, 'in'), (n) => n === 0),
    silent(recording.initiator, ESTABLISHED),
  ],
};

export default scenario;
