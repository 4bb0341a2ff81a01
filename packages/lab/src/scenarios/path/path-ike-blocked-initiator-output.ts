import { hostRules } from '../../filters.ts';
import { countIke, counted, outerPing, says, tryOnce } from '../../steps.ts';
import type { Scenario } from '../../types.ts';

const scenario: Scenario = {
  id: 'path-ike-blocked-initiator-output',
  title: "The initiator's own firewall never lets its requests out",
  truth: [{ cause: 'path.ike-blocked', at: 'initiator' }],
  verdict: 'failing',
  breaks: 'silent-init',
  ike: [2],
  unseen: ['initiator'],
  allow: { dataPlane: ['userland', 'kernel'], retransmit: ['short'] },
  async prepare(world) {
    await hostRules(world.initiator.node, 'output', ['udp dport { 500, 4500 } drop']);
  },
  async act(world) {
    await outerPing(world);
    await tryOnce(world);
    await outerPing(world);
  },
  prove: (recording) => [
    says(recording.initiator, /sending packet: from/),
    counted('no request left', countIke(recording.initiator, 'out'), (n) => n === 0),
  ],
};

export default scenario;
