import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { argText } from '../by-statement.ts';

/** The peer proved itself with Kerberos and lacks the right to log on from the network. */
export default defineCause({
  id: 'auth.logon-right-denied',
  severity: 'high',
  references: ['EVT-K-31', 'DC-12'],
  mistakenFor: ['auth.kerberos-unavailable', 'auth.membership-stale'],
  explains: ['auth.kerberos-unavailable', 'auth.membership-stale', 'ike.timeout', 'ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'gpresult /scope computer /v', args: [], task: 'group-policy' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (!['auth', 'first', 'keys'].includes(view.breakPoint.phase)) return null;
    const refused = view.facts('auth.kerberos-failed', 'auth.not-authorized', 'auth.refused-generally');
    for (const end of [view.responder, view.initiator]) {
      // The host's own record names the right that is missing.
      const [right] = view.hostFacts(end.label, 'auth.logon-right-missing');
      if (right === undefined || refused.length === 0) continue;
      return {
        stand: 'proves',
        for: fromFacts([right, ...refused.slice(0, 2)]),
        against: [],
        at: end.label,
        args: { host: end.label },
        details: { host: end.label, what: argText(right, 'what'), user: argText(right, 'account') },
      };
    }
    const general = refused.filter(
      (fact) =>
        fact.code === 'auth.not-authorized' ||
        (fact.code === 'auth.kerberos-failed' && argText(fact, 'reason') === 'general'),
    );
    if (general.length === 0) return null;
    return {
      stand: 'indicates',
      for: fromFacts(general.slice(0, 3)),
      against: [],
      weight: general.some((fact) => fact.code === 'auth.not-authorized') ? 65 : 55,
      leaves: [
        'auth.membership-stale',
        'auth.kerberos-unavailable',
        'auth.computer-account',
        'auth.kerberos-clock-skew',
      ],
      at: general[0]?.host ?? null,
      args: { host: general[0]?.host ?? '' },
      needs: [{ host: view.responder.label, what: 'log' }],
    };
  },
});
