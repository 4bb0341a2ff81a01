import { defineCause, fromFacts, fromRow, type Opinion } from '../api.ts';

/** The last message of the exchange was lost, and the ends disagree on its completion. */
export default defineCause({
  id: 'ike.lost-final-message',
  severity: 'medium',
  references: ['RFC 7296 2.4', 'RFC 2409 5.5'],
  mistakenFor: ['sa.out-of-sync', 'path.nat-t-blocked'],
  explains: ['symptom.timeout', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'config' || view.breakPoint.phase === 'first') return null;
    const by = (role: 'initiator' | 'responder') => view.facts('ike.established').filter((fact) => fact.role === role);
    const initiatorUp = by('initiator');
    const responderUp = by('responder');
    const last = view.rows
      .filter(
        (row) =>
          row.exchange === 'IKE_AUTH' ||
          row.exchange === 'Quick Mode' ||
          row.exchange === 'Main Mode' ||
          row.exchange === 'Aggressive Mode',
      )
      .at(-1);
    if (last === undefined) return null;
    const receiver = last.sender === 'initiator' ? 'responder' : 'initiator';
    const senderUp = last.sender === 'initiator' ? initiatorUp : responderUp;
    const receiverUp = last.sender === 'initiator' ? responderUp : initiatorUp;
    const crossedEarlier = view.rows.some(
      (row) =>
        row !== last &&
        row.sender === last.sender &&
        row.dstPort === last.dstPort &&
        (row.processed === 'yes' || row.seenArriving === 'yes'),
    );
    if (
      senderUp.length > 0 &&
      receiverUp.length === 0 &&
      view[receiver].hasLog &&
      last.processed !== 'yes' &&
      last.seenArriving !== 'yes'
    ) {
      const repeated = view.facts('message.peer-retransmitted').filter((fact) => fact.role === last.sender);
      const stand = last.seenArriving === 'no' && crossedEarlier ? 'proves' : 'indicates';
      const direction = { from: view[last.sender].label, to: view[receiver].label };
      return {
        stand,
        for: [...fromFacts(senderUp.slice(-1)), ...fromRow(last), ...fromFacts(repeated.slice(-2))],
        against: [],
        weight: crossedEarlier ? 70 : 45,
        direction,
        args: { from: direction.from, to: direction.to, step: last.step },
        details: {
          step: last.step,
          believes: direction.from,
          doesNot: direction.to,
          copies: last.copies,
          crossedEarlier,
        },
        needs: [{ host: direction.to, what: 'capture' }],
      };
    }
    return null;
  },
});
