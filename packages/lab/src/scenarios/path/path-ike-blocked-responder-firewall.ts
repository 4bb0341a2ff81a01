import { hostRules, verdict } from '../../filters.ts';
import { PAIRS, countIke, counted, outerPing, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ike-blocked-responder-firewall',
  title: "The responder's own firewall refuses UDP 500",
  truth: [{ cause: 'path.ike-blocked', at: 'responder' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'], daemons: PAIRS },
  tune(draw, rng) {
    draw.fault['manner'] = rng.pick(['drop', 'drop', 'prohibited']);
  },
  async prepare(world) {
    await hostRules(world.responder.node, 'input', [
      `udp dport { 500, 4500 } ${verdict(String(world.draw.fault['manner']))}`,
    ]);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
  },
  prove: (recording) => [
    counted('requests arrived', countIke(recording.responder, 'in'), (n) => n > 0),
    counted('the responder never answered', countIke(recording.responder, 'out'), (n) => n === 0),
    silent(recording.responder, {
      strongswan: /received packet: from/,
      libreswan: /responding to|IKE_SA_INIT request|Main Mode/,
    }),
  ],
};

export default scenario;
