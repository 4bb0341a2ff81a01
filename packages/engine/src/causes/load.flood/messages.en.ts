import type { CauseMessages } from '../api.ts';

export default {
  title: 'A flood of half-open negotiations exhausts the responder',
  explanation:
    '{host} is busy with {count} negotiations that were begun and never continued. Their sources do not answer, so most of them are forged; honest peers are refused or time out.',
  meaning: 'A flood of negotiations from sources that never answer uses up the responder.',
  proof:
    'The responder reports its limit of half-open negotiations, and most of those open come from sources that never answer a cookie or the second message.',
  separatedBy: 'the share of half-open negotiations whose sources never answer',
  steps: {
    ask: 'Ask whether many users are affected at once and since when; tell security.',
    check:
      'Count half-open SAs and their sources, and see whether cookies are demanded (strongSwan: cookie_threshold, block_threshold, init_limit_half_open; Libreswan: ddos-mode and ddos-ike-threshold).',
    fix: 'Let the responder demand cookies early, limit half-open SAs per source, and filter the sources upstream with the provider. Known peers can be let through by address.',
    escalate: 'Treat it as an attack: keep a capture and the counters for security.',
  },
} satisfies CauseMessages as CauseMessages;
