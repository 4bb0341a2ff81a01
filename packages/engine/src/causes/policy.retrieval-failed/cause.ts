import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { argText } from '../by-statement.ts';

/** A policy is assigned, and it cannot be read from the directory; nothing stands in for it. */
export default defineCause({
  id: 'policy.retrieval-failed',
  severity: 'high',
  references: ['EVT-R-01', 'EVT-R-03', 'EVT-R-11', 'EVT-I-18', 'EVT-I-19'],
  mistakenFor: ['policy.not-assigned', 'policy.corrupt'],
  explains: ['policy.not-assigned', 'policy.stale', 'policy.no-ike-config'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'gpupdate /target:computer & nltest /dsgetdc:DOMAIN', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (!['config', 'first', 'child'].includes(view.breakPoint.phase)) return null;
    for (const end of [view.initiator, view.responder]) {
      const failed = view
        .hostFacts(end.label, 'policy.directory-unreachable', 'policy.apply-failed')
        .filter(
          (fact) =>
            fact.args['store'] === undefined || fact.args['store'] === 'directory' || fact.args['store'] === 'cache',
        );
      const last = failed.at(-1);
      if (last === undefined) continue;
      // A policy that was applied after it, from the directory or from the copy at hand, stands in for it.
      const applied = view
        .hostFacts(end.label, 'policy.applied')
        .filter(
          (fact) => fact.src.artifact === last.src.artifact && fact.seq >= last.seq && fact.args['store'] !== 'local',
        );
      const cached = last.args['cached'] === true || applied.length > 0;
      // No word of the cache: the directory alone failed, and a copy may have been used. Away from its network that is no fault (EVT-I-18).
      const sure = failed.some((fact) => fact.args['store'] === 'cache') && applied.length === 0;
      const note = (cached || !sure) && view.negotiations.length === 0;
      return {
        stand: cached && !note ? 'allows' : sure ? 'proves' : 'indicates',
        ...(note ? { note: true } : {}),
        for: fromFacts(failed.slice(-4)),
        against: fromFacts(applied.slice(0, 1)),
        weight: 60,
        at: end.label,
        args: { host: end.label },
        details: { host: end.label, error: argText(last, 'error') === '' ? null : argText(last, 'error') },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
