import type { CauseMessages } from '../api.ts';

export default {
  title: 'No Kerberos ticket for the other computer',
  explanation:
    'The two computers prove themselves with Kerberos, and one of them could not get a ticket for the other: it reached no domain controller, there is no trust between their domains, or the name of the target is not known there. IKE itself works.',
  meaning: 'Kerberos authentication of the computers fails because no service ticket could be had.',
  proof:
    'The record of the failure carries a reason of the security package that means no ticket (no authority could be contacted, target unknown). The general words that Kerberos failed are also written where a logon right or a membership is missing.',
  separatedBy:
    'the responder’s own log of logons and its Oakley.log or trace, and the ticket cache of the computer that asked',
  steps: {
    ask: 'Ask whether the computer was just moved to another network or domain, and whether other services of the domain work from it.',
    check:
      'Check that a domain controller is found and the secure channel stands, and look at the tickets of the computer.',
    fix: 'Restore access to a domain controller (DNS, routes, an exemption for domain controllers in the IPsec policy) or the trust between the domains.',
  },
} satisfies CauseMessages as CauseMessages;
