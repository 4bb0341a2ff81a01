import { defineCause, fromFacts } from '../api.ts';
import { argOrNull, argText } from '../by-statement.ts';

/** The configuration was not loaded, or part of it was silently dropped. */
export default defineCause({
  id: 'policy.config-rejected',
  severity: 'high',
  references: ['POL-21', 'EVT-I-08', 'EVT-I-11'],
  mistakenFor: ['policy.no-ike-config', 'service.start-failed'],
  explains: [
    'policy.no-ike-config',
    'policy.not-assigned',
    'auth.secret-missing',
    'ike.timeout',
    'service.not-listening',
    'path.ike-blocked',
    'proposal.ike-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'load',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-all || ipsec addconn --checkconfig', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view) {
    if (view.breakPoint.phase === 'established' || view.breakPoint.phase === 'rekey') return null;
    for (const end of [view.responder, view.initiator]) {
      const facts = view.hostFacts(end.label, 'config.rejected');
      const first = facts[0];
      if (first === undefined) continue;
      const name = typeof first.args['connection'] === 'string' ? first.args['connection'] : '';
      // A connection that was loaded after all (a later try) is no fault.
      const loaded = view
        .hostFacts(end.label, 'config.loaded')
        .some((fact) => name !== '' && fact.args['connection'] === name && fact.seq > first.seq);
      const used =
        name !== '' &&
        view.negotiations.some((negotiation) => negotiation.attempts.some((attempt) => attempt.connection === name));
      if (loaded || used) continue;
      return {
        stand: 'proves',
        for: fromFacts(facts.slice(0, 6)),
        against: [],
        at: end.label,
        args: { host: end.label, connection: name, what: argText(first, 'what') },
        details: {
          host: end.label,
          connection: name === '' ? null : name,
          what: argOrNull(facts, 'what'),
          keyword: argOrNull(facts, 'keyword'),
          file: argOrNull(facts, 'file'),
        },
      };
    }
    return null;
  },
});
