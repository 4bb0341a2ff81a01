import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { argText } from '../by-statement.ts';

/** A policy was found, and what is in it cannot be used: unreadable data, dangling references, no offers. */
export default defineCause({
  id: 'policy.corrupt',
  severity: 'high',
  references: ['EVT-R-02', 'EVT-R-05', 'EVT-I-01', 'EVT-I-02', 'EVT-I-09', 'EVT-I-10', 'EVT-I-11'],
  mistakenFor: ['policy.retrieval-failed', 'policy.not-assigned'],
  explains: ['policy.not-assigned', 'policy.no-ike-config', 'service.block-mode', 'policy.retrieval-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netsh ipsec static show all', args: [], task: 'policy-store' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (!['config', 'first', 'child'].includes(view.breakPoint.phase)) return null;
    for (const end of [view.initiator, view.responder]) {
      const invalid = view.hostFacts(end.label, 'policy.invalid');
      const local = view
        .hostFacts(end.label, 'policy.apply-failed')
        .filter((fact) => fact.args['store'] === 'local' || fact.args['store'] === 'persistent');
      const last = invalid.at(-1) ?? local.at(-1);
      if (last === undefined) continue;
      const later = view
        .hostFacts(end.label, 'policy.applied')
        .filter((fact) => fact.src.artifact === last.src.artifact && fact.seq > last.seq);
      if (later.length > 0) continue;
      return {
        // That a store could not be applied may also be a matter of permissions.
        stand: invalid.length > 0 ? 'proves' : 'indicates',
        for: fromFacts([...invalid.slice(-3), ...local.slice(-2)]),
        against: [],
        weight: 65,
        at: end.label,
        args: { host: end.label, what: argText(last, 'what') },
        details: { host: end.label, what: argText(last, 'what') === '' ? null : argText(last, 'what') },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
