import type { CauseMessages } from '../api.ts';

export default {
  title: 'AH packets are blocked, or a NAT spoils them',
  explanation:
    'IKE succeeded, but AH packets from {from} do not reach {to} or fail their check there. AH protects the addresses themselves, so it cannot pass any NAT; many firewalls do not know IP protocol 51 at all.',
  meaning:
    'IKE succeeds and AH never arrives, or arrives with addresses rewritten by a NAT and fails its integrity check.',
  proof:
    'AH is seen leaving one end and not arriving at the other, or it arrives with other addresses and the receiver counts integrity failures.',
  separatedBy: 'captures at both ends: addresses of the same AH packet before and after',
  steps: {
    ask: 'Ask whether a router or firewall was put between the two computers lately.',
    capture: 'Capture at both ends while traffic is sent; compare the addresses and SPIs.',
    fix: 'Behind a NAT use ESP instead of AH, with null encryption if privacy is not wanted (strongSwan: esp_proposals instead of ah_proposals; Libreswan: phase2=esp). Without a NAT let the firewall pass IP protocol 51.',
  },
} satisfies CauseMessages as CauseMessages;
