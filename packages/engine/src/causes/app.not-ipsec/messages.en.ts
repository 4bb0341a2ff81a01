import type { CauseMessages } from '../api.ts';

export default {
  title: 'IPsec works; what fails is the application above it',
  explanation:
    'Between {host} and {peer} a quick mode that protects stands, and what was tried through it ({what}) fails all the same: the port is closed, a filter above IPsec drops it, or the server turns the user down. IPsec carries the packets; the reason is to be looked for above it.',
  meaning:
    'The SAs carry traffic, and the failure is in the application, its service, its permissions, or a filter above IPsec.',
  proof:
    'SAs that protect stand between both ends, and the peer itself says that the port is closed or that the user is not permitted; or packets pass both ways and the port stays silent. A delay while IKE or the fallback to clear is at work is not this.',
  separatedBy:
    'whether other traffic passes between the same two hosts, and what the server’s own log says of the request',
  steps: {
    ask: 'Ask whether other services of the same server work from the same computer, and whether the same service works from other computers.',
    check:
      'See on the server whether the service runs and listens (netstat -ano), and what its firewall, which works above IPsec, does with the port; some firewalls allow one direction only until the first packet went the other way.',
    fix: 'Start the service, open its port in the firewall of the server, or give the user the permission; leave IPsec as it is.',
  },
} satisfies CauseMessages as CauseMessages;
