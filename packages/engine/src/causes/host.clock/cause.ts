import { defineCause, fromFacts, type Opinion } from '../api.ts';
import { dateNs } from '../dates.ts';

/** A wrong clock on a host makes a valid certificate look invalid, or breaks what depends on time. */
export default defineCause({
  id: 'host.clock',
  severity: 'high',
  references: ['T2-20'],
  mistakenFor: ['auth.certificate-expired', 'auth.certificate-not-yet-valid'],
  explains: [
    'auth.certificate-expired',
    'auth.certificate-not-yet-valid',
    'auth.certificate-untrusted',
    'auth.no-trusted-key',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const facts = view.facts(
      'auth.certificate-expired',
      'auth.certificate-not-yet-valid',
      'auth.certificate-invalid-time',
    );
    for (const fact of facts) {
      const skew = view.clockSkew(fact.host);
      const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
      const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
      if (skew === null || fact.at === null || notBefore === null || notAfter === null) continue;
      // By the other host's clock the certificate is valid at that moment; only this host's clock puts it outside.
      const here = fact.at;
      const there = fact.at + skew;
      const insideHere = here >= notBefore && here <= notAfter;
      const insideThere = there >= notBefore && there <= notAfter;
      if (insideHere || !insideThere) continue;
      const seconds = Number(skew / 1_000_000_000n);
      return {
        stand: 'proves',
        for: fromFacts([fact]),
        against: [],
        at: fact.host,
        args: { host: fact.host, seconds },
        details: {
          host: fact.host,
          offsetSeconds: seconds,
          notBefore: String(fact.args['notBefore'] ?? ''),
          notAfter: String(fact.args['notAfter'] ?? ''),
        },
        needs: [{ host: fact.host, what: 'clock' }],
      };
    }
    return null;
  },
});
