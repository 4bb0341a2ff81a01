import type { Scenario } from '../../types.ts';
import threeHosts from './healthy-three-hosts.ts';

const scenario: Scenario = {
  ...threeHosts,
  id: 'healthy-two-behind-nat',
  title: 'Two peers of one gateway behind one NAT, both work',
  notes: ['note.nat-detected'],
  sharedNat: true,
  allow: { nat: ['initiator'], family: [4] },
};

export default scenario;
