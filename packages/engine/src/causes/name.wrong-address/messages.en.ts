import type { CauseMessages } from '../api.ts';

export default {
  title: 'The name of the other end leads to the wrong host',
  explanation:
    'The name resolves, but to an address that is not that of the other end: a stale record, a hosts file, or the inside view of a name for a host outside. IKE packets then go to a stranger or to nobody.',
  meaning: 'The name of the peer resolves to the address of another host.',
  proof:
    'The initiator sends to an address that the other end does not have, and the host that proves itself by the identity expected under this name is at hand with other, public addresses. Or its HOSTS or LMHOSTS file leads there, while name servers, or the host of that name itself, tell another address. It is never certain: a translating device in front of that host may own the address, or the host may have one more than it shows.',
  separatedBy: 'the address the name gives on that host, next to the addresses of the other end',
  steps: {
    ask: 'Ask whether the other side moved to a new address or provider lately.',
    check:
      'Look the name up on that host and on another one (Linux: getent ahosts NAME; Windows: Resolve-DnsName), and read the hosts file. Compare with the addresses the other end really has.',
    fix: 'Correct the record or the hosts file, clear the caches (Linux: resolvectl flush-caches; Windows: ipconfig /flushdns), and start the connection again.',
  },
} satisfies CauseMessages as CauseMessages;
