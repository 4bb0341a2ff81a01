import type { CauseMessages } from '../api.ts';

export default {
  title: 'The groups for perfect forward secrecy differ',
  explanation:
    'The ends agree on everything for the traffic except the key exchange group: one demands perfect forward secrecy and the other has none, or the groups differ. With IKEv2 the first SA needs no group of its own, so this often shows only at the first rekey, an hour or more after everything worked.',
  meaning:
    'The group for perfect forward secrecy in quick mode or in the CHILD_SA exchange differs, or only one end has one.',
  proof:
    'The end that decides refuses the key exchange method or lists proposals that differ in the group alone, or both configurations show it.',
  separatedBy:
    'the groups in the ESP proposals of both ends, and whether the first SA worked and only the rekey failed',
  steps: {
    ask: 'Ask whether the connection works at first and breaks after about the same time each day or hour.',
    compare:
      'Compare the groups. strongSwan: the group inside esp_proposals (none means no PFS); Libreswan: pfs= and the group in esp=; Windows: the PFS group of the quick mode set. Other products call it "PFS group" in phase 2.',
    fix: 'Set the same group on both ends, or none on both, and load the connection again (strongSwan: swanctl --load-conns; Libreswan: ipsec add NAME). Prove it by forcing a rekey (strongSwan: swanctl --rekey; Libreswan: ipsec rekey-child or a new start), not only by connecting.',
  },
} satisfies CauseMessages as CauseMessages;
