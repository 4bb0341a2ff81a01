import { forwardRules, from } from '../../filters.ts';
import { PAIRS, countIke, counted, fact, outerPing, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ike-blocked-reply',
  title: 'UDP 500 from the responder is filtered on the way back',
  truth: [{ cause: 'path.ike-blocked', at: 'path' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  async prepare(world) {
    await forwardRules(world.router, [`${from(world, 'responder')} udp sport 500 drop`]);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
    await outerPing(world);
  },
  prove: (recording) => [
    fact(recording, 'outer-pings', (n) => n > 0, 'the responder answers pings'),
    counted('requests arrived', countIke(recording.responder, 'in'), (n) => n > 0),
    counted('the responder answered', countIke(recording.responder, 'out'), (n) => n > 0),
    counted('no answer arrived', countIke(recording.initiator, 'in'), (n) => n === 0),
  ],
};

export default scenario;
