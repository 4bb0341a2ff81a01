import { outsideByOneClock } from '../certificate-files.ts';
import { timeWords } from '../certificate-words.ts';
import { dateNs } from '../../correlation/dates.ts';
import { defineCause, fromFacts, type CaseView, type Opinion } from '../api.ts';
import { measuredOffset } from '../domain-state.ts';
import { beyondZones, clockWasReset } from '../validity.ts';

/** A wrong clock on a host makes a valid certificate look invalid. */
export default defineCause({
  id: 'host.clock',
  severity: 'high',
  references: ['IKE-16', 'RFC 5280 4.1.2.5', 'RFC 4945 5.1'],
  mistakenFor: ['auth.certificate-expired', 'auth.certificate-not-yet-valid'],
  explains: [
    'auth.certificate-expired',
    'auth.certificate-not-yet-valid',
    'auth.certificate-untrusted',
    'auth.no-trusted-key',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'timedatectl', args: [], task: 'clock' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    for (const fact of view.facts(
      'auth.certificate-expired',
      'auth.certificate-not-yet-valid',
      'auth.certificate-invalid-time',
    )) {
      const { own, theirs } = view.timesOf(fact);
      const notBefore = dateNs(String(fact.args['notBefore'] ?? ''));
      const notAfter = dateNs(String(fact.args['notAfter'] ?? ''));
      if (notBefore === null || notAfter === null || theirs === null) continue;
      const offset = own === null ? null : theirs - own;
      const wrong = offset !== null && (offset > beyondZones || offset < -beyondZones);
      const validThere = theirs >= notBefore && theirs <= notAfter;
      // By every other clock the certificate is valid at that moment; only the clock of the host that checks puts it outside.
      if (!validThere || (!wrong && own !== null)) continue;
      const seconds = offset === null ? 0 : Number(offset / 1_000_000_000n);
      return {
        // Two clocks that differ do not tell which one is wrong.
        stand: 'indicates',
        for: fromFacts([fact]),
        against: [],
        weight: 85,
        leaves: timeWords,
        at: fact.host,
        args: { host: fact.host, seconds },
        details: {
          host: fact.host,
          offsetSeconds: offset === null ? null : seconds,
          notBefore: String(fact.args['notBefore'] ?? ''),
          notAfter: String(fact.args['notAfter'] ?? ''),
        },
        needs: [{ host: fact.host, what: 'clock' }],
      };
    }
    if (view.clocksAgree) return { stand: 'excluded', for: [], against: [] };
    return aloneWithItsClock(view) ?? aloneWithItsListing(view);
  },
});

/** The check rests on the host's own clock, and nobody else's is at hand to hold against it. */
function aloneWithItsClock(view: CaseView): Opinion | null {
  const fact = view
    .facts('auth.certificate-expired', 'auth.certificate-not-yet-valid', 'auth.certificate-invalid-time')
    .find((item) => view.timesOf(item).theirs === null);
  if (fact === undefined) return null;
  const measured = measuredOffset(view, fact.host);
  // Its own measurement against a time server; when it was made it does not say.
  const off = measured !== null && Math.abs(measured.seconds) > 300 ? measured : null;
  return {
    stand: 'indicates',
    for: [...fromFacts([fact]), ...(off === null ? [] : [off.evidence])],
    against: [],
    weight: clockWasReset(fact, view) || off !== null ? 95 : 70,
    leaves: timeWords,
    at: fact.host,
    args: { host: fact.host, seconds: Math.round(off?.seconds ?? 0) },
    details: {
      host: fact.host,
      offsetSeconds: off === null ? null : Math.round(off.seconds),
      notBefore: String(fact.args['notBefore'] ?? ''),
      notAfter: String(fact.args['notAfter'] ?? ''),
    },
    needs: [{ host: fact.host, what: 'clock' }],
  };
}

/** The same by the certificates that a host lists, where nobody says why the proof was refused. */
function aloneWithItsListing(view: CaseView): Opinion | null {
  const evidence = outsideByOneClock(view);
  if (evidence.length === 0) return null;
  const checker = view.breakPoint.decidedBy === 'initiator' ? view.initiator.label : view.responder.label;
  return {
    stand: 'indicates',
    for: evidence,
    against: [],
    weight: 75,
    at: checker,
    args: { host: checker, seconds: 0 },
    details: { host: checker, offsetSeconds: null, notBefore: '', notAfter: '' },
    needs: [{ host: checker, what: 'clock' }],
  };
}
