import { defineCause, type Fact, fromFacts, fromRow, fromSource, type Opinion } from '../api.ts';

const closing = new Set(['IKE_AUTH', 'Quick Mode', 'Main Mode', 'Aggressive Mode']);

/** The last message of the exchange was lost, and the ends disagree on its completion. */
export default defineCause({
  id: 'ike.lost-final-message',
  severity: 'medium',
  references: ['RFC 7296 2.4', 'RFC 2409 5.5', 'LOSS-12', 'EVT-K-24'],
  mistakenFor: ['sa.out-of-sync', 'path.nat-t-blocked'],
  explains: ['symptom.timeout', 'ike.timeout'],
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
        template: 'tcpdump -ni any udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if (phase === 'config' || phase === 'first' || manner === 'refused') return null;
    const rows = view.rows.filter((row) => closing.has(row.exchange));
    const last = rows.find((row) => row.step === 'Quick Mode message 3') ?? rows.at(-1);
    if (last === undefined) return null;
    const quick = last.exchange === 'Quick Mode';
    const receiver = last.sender === 'initiator' ? 'responder' : 'initiator';
    const stands = view.facts(quick ? 'child.established' : 'ike.established');
    const senderUp = stands.filter((fact) => fact.role === last.sender);
    const receiverUp = stands.filter((fact) => fact.role === receiver);
    // The receiver's log, which covers the moment, or a live capture there does not hold the message.
    const known = last.receivedByLog === 'no' || last.seenArriving === 'no';
    if (senderUp.length === 0 || receiverUp.length > 0 || !known) return null;
    if (last.processed === 'yes' || last.seenArriving === 'yes') return null;
    // Who protects traffic with what the message settled has got it.
    const settled = new Set((view.main?.children ?? []).flatMap((child) => child.spis));
    const uses = view.sas.some(
      (sa) => settled.has(sa.spi) && sa.from === view[receiver].label && (sa.leaving !== null || sa.arriving !== null),
    );
    if (uses) return null;
    const earlier = view.rows.filter(
      (row) =>
        row !== last &&
        row.sender === last.sender &&
        row.dstPort === last.dstPort &&
        last.dstPort !== null &&
        (row.processed === 'yes' || row.seenArriving === 'yes'),
    );
    const flow = view.sas.find((sa) => sa.from === view[last.sender].label && sa.arriving !== null)?.arriving ?? null;
    const crossed = earlier.length > 0 || flow !== null;
    const repeated = view
      .facts('message.peer-retransmitted')
      .filter((fact) => fact.role === last.sender && ofMessage(fact, last.messageId));
    // The receiver shows that it missed the message: it repeats its own, or gives up. Without that a thinned record looks the same.
    const tired = view.facts('message.gave-up', 'message.retransmitted').filter((fact) => fact.role === receiver);
    const unheard = repeated.length > 0 || tired.length > 0 || last.copies > 1;
    if (!unheard) return null;
    const direction = { from: view[last.sender].label, to: view[receiver].label };
    // Where nothing else is known to cross that way, a blocked way looks the same (path.nat-t-blocked).
    const cls = crossed ? 'statement' : 'shape';
    return {
      // A capture at its sender that does not show it: it never left, or the capture has a hole.
      stand:
        view[receiver].hasLog && last.seenArriving === 'no' && last.seenLeaving !== 'no' && crossed
          ? 'proves'
          : 'indicates',
      for: [
        ...fromFacts(senderUp.slice(-1), cls),
        ...fromRow(last, crossed ? 'packet' : 'shape'),
        ...fromFacts(repeated.slice(-2), cls),
        ...(flow === null ? [] : [fromSource(flow.source, 'packet')]),
      ],
      against: [],
      weight: crossed ? 70 : 45,
      direction,
      args: { from: direction.from, to: direction.to, step: last.step },
      details: {
        step: last.step,
        believes: direction.from,
        doesNot: direction.to,
        copies: last.copies,
        otherPacketsCross: crossed,
      },
      needs: [{ host: direction.to, what: 'capture' }],
    };
  },
});

/** The line speaks of this message, or does not say of which. */
function ofMessage(fact: Fact, messageId: number | null): boolean {
  const id = fact.args['messageId'];
  return typeof id !== 'number' || messageId === null || id === messageId;
}
