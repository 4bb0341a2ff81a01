import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** The automatic L2TP policy of a VPN server catches isolation traffic: it asks for certificates where Kerberos is meant. */
export default defineCause({
  id: 'policy.rras-l2tp-conflict',
  severity: 'medium',
  references: ['RRAS-01', 'RRAS-04', 'RRAS-05', 'RRAS-07', 'RRAS-09', 'EVT-K-32'],
  mistakenFor: ['auth.certificate-missing', 'auth.method-mismatch', 'policy.wrong-connection'],
  explains: ['auth.certificate-missing', 'auth.method-mismatch'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netsh ipsec dynamic show mmfilter all', args: [], task: 'main-mode-filters' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (!['auth', 'first', 'keys'].includes(view.breakPoint.phase) || view.version === 2) return null;
    const certificates = view.facts(
      'auth.certificate-none-suitable',
      'auth.certificate-missing',
      'auth.method-refused',
    );
    if (certificates.length === 0) return null;
    for (const end of [view.responder, view.initiator]) {
      const runs = view.hostFacts(end.label, 'host.remote-access');
      if (runs.length === 0) continue;
      // The two prove themselves by Kerberos otherwise: then it is another policy that wants a certificate, and not one that is missing.
      const kerberos = view.stood('auth.own-method').filter((fact) => fact.args['method'] === 'kerberos');
      return {
        stand: 'indicates',
        for: fromFacts([...runs.slice(0, 1), ...certificates.slice(0, 3), ...kerberos.slice(-1)]),
        against: [],
        weight: kerberos.length > 0 ? 85 : 70,
        leaves: ['auth.certificate-missing', 'auth.certificate-unsuitable', 'auth.method-mismatch'],
        at: end.label,
        args: { host: end.label },
        details: { host: end.label },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
