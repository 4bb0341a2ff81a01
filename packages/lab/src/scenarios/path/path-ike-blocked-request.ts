import { forwardRules, to, verdict } from '../../filters.ts';
import { PAIRS, countIke, counted, fact, outerPing, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ike-blocked-request',
  title: 'UDP 500 from the initiator is filtered on the way; other traffic passes',
  truth: [{ cause: 'path.ike-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['manner'] = rng.pick(['drop', 'drop', 'prohibited']);
  },
  async prepare(world) {
    await forwardRules(world.router, [
      `${to(world, 'responder')} udp dport 500 ${verdict(String(world.draw.fault['manner']))}`,
    ]);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
    await outerPing(world);
  },
  prove: (recording) => [
    fact(recording, 'outer-pings', (n) => n > 0, 'the responder answers pings'),
    counted('the initiator asked', countIke(recording.initiator, 'out'), (n) => n > 0),
    counted('nothing of it arrived', countIke(recording.responder, 'in'), (n) => n === 0),
  ],
};

export default scenario;
