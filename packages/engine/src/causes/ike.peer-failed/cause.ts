import { defineCause, fromFacts, fromRow, type CaseView, type LedgerRow, type Opinion } from '../api.ts';
import { silentEnd } from '../path-facts.ts';

const narrower =
  /^(policy\.(no-|config|selectors-un|mode-ref)|proposal\.none|auth\.(psk|hash|identity|method|cert|no-|signature|user|private|own-failed)|ike\.(version|exchange|half-open|virtual-ip))/;

/** The peer got our message; then it fell silent, sent a bare delete, or an empty error. */
export default defineCause({
  id: 'ike.peer-failed',
  severity: 'medium',
  references: ['IKE-07', 'IKE-23', 'T2-25', 'EVT-K-16', 'RFC 7296 2.21'],
  mistakenFor: ['path.ike-blocked', 'auth.psk-mismatch'],
  explains: ['symptom.timeout', 'sa.rekey-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'log',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'journalctl -u strongswan -u strongswan-starter -u ipsec --since -1h',
        args: [],
        task: 'ike-log',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if (phase === 'config' || phase === 'established' || manner !== 'silent') return null;
    const peer = silentEnd(view);
    const needs = [
      { host: peer.label, what: 'log' as const },
      { host: peer.label, what: 'raised-log-level' as const },
    ];
    const args = { peer: peer.label };
    // The peer did decide, and says so in its log: whatever it did is narrower than falling silent.
    const decided = view.negotiations.some((negotiation) =>
      negotiation.facts.some((fact) => fact.host === peer.label && narrower.test(fact.code)),
    );
    const loose = view.hostFacts(
      peer.label,
      'policy.no-ike-config',
      'ike.version-refused',
      'ike.version-by-policy',
      'ike.half-open-limit',
      'ike.exchange-refused',
      'proposal.none-chosen',
    );
    if (decided || loose.length > 0) return null;
    const gaveUp = view.facts('message.gave-up').filter((fact) => fact.host !== peer.label);
    // An answer that came after the asker had given up was not taken in.
    const unanswered = (row: LedgerRow): boolean =>
      !view.rows.some(
        (other) =>
          other.sender === peer.role &&
          other.exchange === row.exchange &&
          other.messageId === row.messageId &&
          other.kind === 'response' &&
          (other.processed === 'yes' || (other.receivedByLog !== 'no' && gaveUp.length === 0)),
      );
    const got = view.rows
      .filter(
        (row) =>
          row.sender !== peer.role &&
          row.kind !== 'response' &&
          (row.processed === 'yes' || row.seenArriving === 'yes') &&
          unanswered(row),
      )
      .at(-1);
    const crashed = view.hostFacts(peer.label, 'daemon.crashed', 'ike.overloaded');
    if (
      got !== undefined &&
      got ===
        view.rows
          .filter((row) => row.sender !== peer.role && row.kind !== 'response' && row.exchange !== 'INFORMATIONAL')
          .at(-1)
    ) {
      // Without its own word a firewall behind the capture does the same.
      const taken = fromRow(got).map((item) => (peer.hasLog ? item : { ...item, class: 'shape' as const }));
      const evidence = [...taken, ...fromFacts(crashed.slice(0, 2)), ...fromFacts(gaveUp.slice(-1), 'absence')];
      const sure =
        got.processed === 'yes' &&
        peer.hasLog &&
        (got.copies > 1 || gaveUp.length > 0) &&
        // That its log tells of no answer is no proof; that its own capture shows none leaving is.
        // A daemon that takes a first message in says what it makes of it: without such a word its log lost it, or it died.
        (crashed.length > 0 || (phase !== 'first' && peer.hasCapture && got.seenArriving === 'yes')) &&
        goesOn(view, got, peer.label) &&
        // Silence is read off what its records do not hold: they have to be whole.
        !got.sightings.some((sighting) => view.hasHoles(sighting.artifact)) &&
        view.facts('message.undecryptable', 'message.malformed').length === 0 &&
        // It sent its answer again, had not done with it, or answered too late: it was not silent, whatever else its log lost.
        !view.facts('message.peer-retransmitted').some((fact) => fact.host === peer.label) &&
        view.hostFacts(peer.label, 'message.peer-retransmitted').length === 0 &&
        !view.rows.some((row) => row.kind === 'response' && answers(row, got));
      return {
        stand: sure ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        at: peer.label,
        weight: 60,
        args,
        details: { lastTaken: got.step, peer: peer.label },
        needs,
      };
    }
    return {
      stand: 'allows',
      for: [],
      against: [],
      weight: 40,
      at: peer.label,
      args,
      details: { peer: peer.label },
      needs,
    };
  },
});

/** Whether a response that was seen somewhere is that to a request. */
function answers(response: LedgerRow, request: LedgerRow): boolean {
  return (
    response.exchange === request.exchange &&
    response.messageId === request.messageId &&
    response.sender !== request.sender &&
    (response.sentByLog === 'yes' || response.seenLeaving === 'yes' || response.seenArriving === 'yes')
  );
}

/** The peer's log reaches beyond the last repetition, or tells of its crash: that it says nothing more is not that it ends there. */
function goesOn(view: CaseView, row: LedgerRow, host: string): boolean {
  if (view.hostFacts(host, 'daemon.crashed').length > 0) return true;
  const own = view.negotiations.flatMap((negotiation) => negotiation.facts).filter((fact) => fact.host === host);
  const all = [...own, ...view.hostFacts(host, 'daemon.stopping', 'daemon.started', 'config.loaded')];
  const undated = own.every((fact) => view.timesOf(fact).common === null);
  return undated || all.some((fact) => (view.timesOf(fact).common ?? 0n) > (row.at ?? 0n) + 500_000_000n);
}
