import { defineCause, fromRow, fromSource, type LedgerRow, type Opinion } from '../api.ts';
import { directionOf, icmpEvidence, ikeIcmp, lostOnPath, silentEnd } from '../path-facts.ts';

/** The negotiation starts on UDP 500 and dies when it moves to UDP 4500. */
export default defineCause({
  id: 'path.nat-t-blocked',
  severity: 'high',
  references: ['PATH-09', 'RFC 7296 2.23', 'RFC 3948'],
  mistakenFor: ['path.fragments-dropped', 'ike.peer-failed'],
  explains: ['ike.timeout', 'symptom.timeout', 'ike.peer-failed', 'auth.psk-mismatch'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any udp port 500 or udp port 4500 or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if (
      phase === 'first' ||
      phase === 'config' ||
      phase === 'established' ||
      (manner !== 'silent' && manner !== 'icmp')
    )
      return null;
    const floated = view.rows.filter((row) => row.dstPort === 4500 || row.srcPort === 4500);
    if (floated.length === 0) return null;
    const crossed = floated.filter((row) => row.processed === 'yes' || row.seenArriving === 'yes');
    const inbound = crossed.filter((row) => row.sender !== view.breakPoint.failedSender);
    const found = lostOnPath(view);
    // Without a loss that is seen, a way is open only where something of each sender came over it.
    const untried = floated.some((row) => !crossed.some((other) => other.sender === row.sender));
    const sameWay = crossed.filter((row) => (found === null ? !untried : row.sender === found.lost.sender));
    if (sameWay.length > 0 && (found === null || found.where !== 'host'))
      return { stand: 'excluded', for: [], against: sameWay.flatMap((row) => fromRow(row)).slice(0, 3) };
    // What reached the host's interface after others of its kind were taken in there: the port is open.
    const open = sameWay.filter((row) => row !== found?.lost.row && row.processed === 'yes');
    if (open.length > 0 && found?.stand === 'indicates')
      return { stand: 'excluded', for: [], against: open.flatMap((row) => fromRow(row)).slice(0, 3) };
    if (found?.where === 'host' && found.stand === 'indicates' && (phase === 'child' || phase === 'rekey'))
      return { stand: 'allows', for: [], against: [] };
    const lostWay = found === null ? null : found.from.label;
    const espCrossed = view.sas.filter(
      (sa) => sa.encapsulation === 'udp' && sa.arriving !== null && (lostWay === null || sa.from === lostWay),
    );
    const crossing = espCrossed[0]?.arriving;
    if (crossing != null) return { stand: 'excluded', for: [], against: [fromSource(crossing.source, 'packet')] };
    const told = icmpEvidence(ikeIcmp(view, 'prohibited'));
    const senderUp =
      (found !== null && endsSetUp(found.lost.row)) ||
      view.facts('ike.established').some((fact) => fact.role === found?.lost.sender);
    const needs = [{ host: silentEnd(view).label, what: 'capture' as const }];
    if (
      found !== null &&
      found.lost.port === 4500 &&
      (found.lost.row.ipFragments <= 1 || found.lost.row.bytes === null || found.lost.row.bytes < 1400)
    ) {
      const direction = directionOf(found);
      // Nor does a capture show what else came: the two look the same (ike.lost-final-message).
      const alike = senderUp && found.lost.arrived !== 'no' && told.length === 0;
      const evidence = [...found.evidence, ...told];
      return {
        // Its sender believes that the IKE SA stands: it may also be only the last message that got lost.
        stand: senderUp ? 'indicates' : found.stand,
        for: alike ? evidence.map((item) => ({ ...item, class: 'shape' as const })) : evidence,
        against: [],
        weight: alike ? 50 : 75,
        at: found.dropper,
        direction,
        args: { from: direction.from, to: direction.to },
        details: {
          direction: `${direction.from}->${direction.to}`,
          where: found.where,
          step: found.lost.row.step,
          bytes: found.lost.row.bytes,
          copies: found.lost.row.copies,
          crossedOn4500: inbound.length,
        },
        needs,
      };
    }
    if (found !== null && found.lost.large) return { stand: 'allows', for: [], against: [], weight: 30, needs };
    const direction = { from: view.initiator.label, to: view.responder.label };
    const evidence = floated.slice(-1).flatMap((row) => fromRow(row, 'absence'));
    return {
      stand: told.length > 0 ? 'indicates' : 'allows',
      for: told.length > 0 ? [...told, ...evidence] : [],
      against: [],
      weight: 60,
      direction,
      args: { from: direction.from, to: direction.to },
      details: { direction: `${direction.from}->${direction.to}`, where: 'unknown' },
      needs,
    };
  },
});

/** Whoever sends this message holds the IKE SA for made (RFC 2409 5, RFC 7296 1.2). */
function endsSetUp(row: LedgerRow): boolean {
  if (row.sender !== 'responder') return false;
  return row.exchange === 'IKE_AUTH' || row.step === 'Main Mode message 6';
}
