import { defineCause } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { proposalDetails } from '../proposal-details.ts';

/** No common proposal for the IKE SA or main mode. */
export default defineCause({
  id: 'proposal.ike-mismatch',
  severity: 'high',
  references: ['EVT-K-06', 'EVT-K-15', 'GD-10', 'RFC 7296 2.7', 'RFC 7296 3.3'],
  mistakenFor: ['policy.no-ike-config', 'ike.version-mismatch'],
  explains: ['ike.timeout', 'ike.peer-failed', 'path.ike-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [] },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [] },
    },
  ],
  judge: judgeStatements({
    phases: ['first', 'keys'],
    proves: [{ codes: ['proposal.none-chosen'], where: (fact) => !/ESP|AH/.test(argText(fact, 'protocol')) }],
    indicates: [
      {
        codes: ['proposal.ke-unacceptable'],
        weight: 65,
        where: (_, view) => view.breakPoint.notify === 'INVALID_KE_PAYLOAD',
      },
    ],
    configuration: {
      kinds: ['ike-proposal'],
      phases: ['first'],
      where: (_, view) => view.breakPoint.manner === 'refused' || view.breakPoint.manner === 'silent',
    },
    notifies: ['NO_PROPOSAL_CHOSEN', 'INVALID_KE_PAYLOAD'],
    args: (_, facts) => ({ what: firstArg(facts, 'what') }),
    details: (view) => proposalDetails(view, 'IKE'),
  }),
});
