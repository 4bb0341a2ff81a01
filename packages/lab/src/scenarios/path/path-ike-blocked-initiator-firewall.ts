import { hostRules } from '../../filters.ts';
import { countIke, counted, outerPing, silent, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ike-blocked-initiator-firewall',
  title: "The initiator's own firewall drops what the responder answers",
  truth: [{ cause: 'path.ike-blocked', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [1, 2],
  allow: { dataPlane: ['userland', 'kernel'] },
  async prepare(world) {
    await hostRules(world.initiator.node, 'input', ['udp dport { 500, 4500 } drop']);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
  },
  prove: (recording) => [
    counted('answers arrived', countIke(recording.initiator, 'in'), (n) => n > 0),
    silent(recording.initiator, /received packet: from/),
  ],
};

export default scenario;
