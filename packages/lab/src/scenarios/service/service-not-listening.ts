import { countIke, counted, outerPing, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'service-not-listening',
  title: 'The peer host is up and no IKE daemon runs on it: ICMP port unreachable',
  truth: [{ cause: 'service.not-listening', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  start: ['initiator'],
  allow: {
    dataPlane: ['userland', 'kernel'],
    daemons: [
      ['strongswan', 'strongswan'],
      ['libreswan', 'strongswan'],
    ],
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
  },
  prove: (recording) => [
    counted('requests arrived', countIke(recording.responder, 'in'), (n) => n > 0),
    counted('the responder never answered', countIke(recording.responder, 'out'), (n) => n === 0),
    { what: 'no daemon ran on the responder', ok: recording.responder.log === '', by: 'no log' },
  ],
};

export default scenario;
