import { defineCause, type Opinion } from '../api.ts';
import { argText, firstArg, judgeStatements } from '../by-statement.ts';
import { skewed } from '../domain-state.ts';

const byStatement = judgeStatements({
  phases: ['auth', 'first', 'keys'],
  proves: [{ codes: ['auth.kerberos-failed'], where: (fact) => argText(fact, 'reason') === 'clock-skew' }],
  indicates: [
    {
      codes: ['auth.kerberos-failed'],
      where: (fact, view) =>
        argText(fact, 'reason') === 'general' &&
        view
          .hostFacts(fact.host, 'host.clock-unsynchronised')
          .some((item) => argText(item, 'what') === 'KRB_AP_ERR_SKEW'),
      weight: 90,
    },
  ],
  args: (_, facts) => ({ what: firstArg(facts, 'what') }),
  needs: () => [{ host: null, what: 'clock' }],
});

/** Kerberos refuses the proof because the clocks differ by more than it allows. Wins over host.clock. */
export default defineCause({
  id: 'auth.kerberos-clock-skew',
  severity: 'high',
  references: ['DC-11', 'RFC 4120 7.5.9'],
  mistakenFor: ['auth.kerberos-unavailable', 'host.clock'],
  explains: ['host.clock', 'auth.kerberos-unavailable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'cmd',
        template: 'w32tm /query /status & w32tm /stripchart /computer:DC /samples:3',
        args: [],
        task: 'clock',
      },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'cmd', template: 'w32tm /resync', args: [], task: 'synchronise-clock' },
    },
  ],
  judge(view): Opinion | null {
    const said = byStatement(view);
    // What the host's own listings show is more than the words of the failure alone.
    return said?.stand === 'proves' ? said : (skewed(view) ?? said);
  },
});
