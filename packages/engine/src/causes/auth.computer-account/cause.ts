import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { argText } from '../by-statement.ts';
import { brokenChannel } from '../domain-state.ts';

/** The secure channel or the account of the computer in its domain is broken, so that it cannot prove itself. */
export default defineCause({
  id: 'auth.computer-account',
  severity: 'high',
  references: ['EVT-K-30', 'DC-07', 'DC-08'],
  mistakenFor: ['auth.kerberos-unavailable', 'auth.logon-right-denied'],
  explains: ['auth.kerberos-unavailable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'nltest /sc_query:DOMAIN', args: [] },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'cmd', template: 'nltest /sc_reset:DOMAIN', args: [] },
    },
  ],
  judge(view): Opinion | null {
    if (!['auth', 'first', 'keys'].includes(view.breakPoint.phase)) return null;
    const refused = view
      .facts('auth.kerberos-failed')
      .filter((fact) =>
        ['logon-denied', 'general', 'no-credentials', 'wrong-principal'].includes(argText(fact, 'reason')),
      );
    for (const end of [view.initiator, view.responder]) {
      const [broken] = view.hostFacts(end.label, 'host.computer-account');
      if (broken === undefined || refused.length === 0) continue;
      const denied = refused.some((fact) => argText(fact, 'reason') !== 'general');
      return {
        stand: denied ? 'proves' : 'indicates',
        for: fromFacts([broken, ...refused.slice(0, 2)]),
        against: [],
        weight: 85,
        at: end.label,
        args: { host: end.label },
        details: { host: end.label, what: argText(broken, 'what') },
      };
    }
    const channel = brokenChannel(view);
    if (channel !== null) return channel;
    const denied = refused.filter((fact) => argText(fact, 'reason') === 'logon-denied');
    // The target could not open the ticket it was shown: there was one, for another account or an old password.
    const strange =
      denied.length > 0 ? denied : refused.filter((fact) => argText(fact, 'reason') === 'wrong-principal');
    if (strange.length === 0) return null;
    return {
      stand: 'indicates',
      for: fromFacts(strange.slice(0, 3)),
      against: [],
      weight: denied.length > 0 ? 75 : 60,
      leaves: ['auth.logon-right-denied', 'auth.membership-stale', 'auth.kerberos-unavailable'],
      at: strange[0]?.host ?? null,
      args: { host: strange[0]?.host ?? '' },
      needs: [{ host: strange[0]?.host ?? null, what: 'log' }],
    };
  },
});
