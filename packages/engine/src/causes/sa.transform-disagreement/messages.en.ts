import type { CauseMessages } from '../api.ts';

export default {
  title: 'The two ends use different keys or transforms on one SA',
  explanation:
    'Packets arrive on the right SPI and not a single one passes its check: the two ends use different keys, another length of the integrity value, or extended sequence numbers on one side only. IKE looks perfectly well.',
  meaning:
    'The same SPI, with a different key or transform in use at the two ends (for example truncation of HMAC-SHA-256, or ESN).',
  proof:
    'Both kernels list the SA with transforms or keys that differ, or every packet of the SA that arrives is counted as an integrity failure.',
  separatedBy: 'the transforms and keys of this SPI in both kernels, and whether any packet ever passed',
  steps: {
    ask: 'Ask which products are on both sides and whether one of them is old or a phone.',
    compare:
      'Compare the SA of the same SPI on both ends: algorithm, key length, truncation (96 or 128 bits for SHA-256), ESN flag, mark. The command leaves the keys out; without nokeys it prints them, so compare keys on the hosts themselves and send such output to nobody.',
    fix: 'Take an algorithm without doubt on both ends (AES-GCM), or set the truncation of old peers (strongSwan: sha256_96 = yes; Libreswan: sha2-truncbug=yes), or turn ESN off on both; then start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
