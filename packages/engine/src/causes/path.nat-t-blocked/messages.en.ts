import type { CauseMessages } from '../api.ts';

export default {
  title: 'UDP 4500 is blocked after IKE moves there',
  explanation:
    'The negotiation starts well on UDP 500 and dies when the ends move to UDP 4500 because of a NAT (or because a product always does). Nothing of any size gets through on the new port in the direction that fails, so keys and identities have not been looked at yet.',
  meaning: 'The exchange starts on UDP 500 and dies on UDP 4500, where nothing passes.',
  proof:
    'The first message on UDP 4500 is seen leaving one end and not arriving at the other, whatever its size, while those on UDP 500 arrived. If small ones cross and large ones do not, it is fragments.',
  separatedBy: 'a capture at the other end: whether anything at all arrives on UDP 4500, and of which size',
  steps: {
    ask: 'Ask whether the user is in a hotel, a guest network or behind a new router; let them try another network, such as a mobile phone.',
    capture: 'Capture at both ends during one attempt, and look for the first packet on UDP 4500.',
    fix: 'Open UDP 4500 in both directions on every firewall on the way and on both hosts, and forward it together with UDP 500 where a NAT device leads to a server behind it.',
  },
} satisfies CauseMessages as CauseMessages;
