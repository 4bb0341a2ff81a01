import { defineCause, type CaseView, type Fact } from '../api.ts';
import { judgeStatements } from '../by-statement.ts';
import { fatalDifferences } from '../differences.ts';
import { noneLoaded } from '../meant-connection.ts';
import { otherVersion } from '../other-version.ts';

/** What the end that finds no connection is configured with is of the other version. */
function versionsDiffer(fact: Fact, view: CaseView): boolean {
  return fatalDifferences(view, ['version']).length > 0 || otherVersion(fact, view) !== null;
}

/** One end speaks IKEv1 and the other IKEv2. */
export default defineCause({
  id: 'ike.version-mismatch',
  severity: 'high',
  references: ['RFC 7296 2.5', 'RFC 2409 5'],
  mistakenFor: ['policy.no-ike-config', 'proposal.ike-mismatch'],
  explains: ['policy.no-ike-config', 'ike.timeout', 'path.ike-blocked'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeStatements({
    phases: ['first', 'config'],
    proves: [
      { codes: ['ike.version-refused', 'ike.version-by-policy'] },
      {
        codes: ['policy.no-ike-config'],
        where: (fact, view) => noneLoaded(view, view.end(fact.host)) === 'no' && versionsDiffer(fact, view),
      },
    ],
    indicates: [
      {
        codes: ['policy.no-ike-config'],
        where: versionsDiffer,
        weight: 75,
        leaves: ['policy.not-assigned', 'policy.config-rejected'],
      },
    ],
    configuration: { kinds: ['version'], phases: ['first'] },
    notifies: ['INVALID_MAJOR_VERSION'],
    args: (view) => ({ version: view.version ?? '' }),
    details: (view, _, differences) => ({
      initiatorVersion: view.version,
      differences: differences.map((difference) => difference.details),
    }),
  }),
});
