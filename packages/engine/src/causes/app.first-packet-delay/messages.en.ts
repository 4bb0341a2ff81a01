import type { CauseMessages } from '../api.ts';

export default {
  title: 'The application gives up before IKE or the fallback to clear is done',
  explanation:
    'On {host} the first try ({what}) to reach {peer} had no answer, and yet the two can talk: an SA came to stand, or the host fell back to clear. Until then the first packet is held back: one to two seconds for IKE with Kerberos, always three seconds before a fallback. Who waits no longer reports an error.',
  meaning: 'The first packet waits for IKE or for the fallback to clear, and the application does not wait as long.',
  proof:
    'An SA, or one that stands for a fallback, was made for the peer, and of what was tried the first had no answer and a later one had. Time services and the locator of domain controllers wait for three seconds; one message without repetition, like an SNMP trap, is simply lost.',
  separatedBy: 'whether the same try works when it is repeated within a few minutes',
  steps: {
    ask: 'Ask whether a second try at once works, and whether it fails again only after a pause of some minutes.',
    check:
      'Ping the server, then try again at once: while the SA stands there is no delay. See in the log of either end how long IKE took.',
    fix: 'Exempt servers that need no protection and are asked by impatient programs, raise the time-out of the application, or make the peer a member of the isolated network, so that no fallback is needed. Scans and monitoring of many hosts should come from an exempt address.',
  },
} satisfies CauseMessages as CauseMessages;
