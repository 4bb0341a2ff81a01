import { defineCause, fromFacts, type CaseView, type Fact, type Opinion } from '../api.ts';

/** An implementation breaks the protocol, or two implementations do not understand each other. */
export default defineCause({
  id: 'ike.protocol-violation',
  severity: 'medium',
  references: ['RFC 7296 2.21', 'RFC 2408 5', 'LOSS-12'],
  mistakenFor: ['auth.psk-mismatch', 'path.packet-altered'],
  explains: ['ike.peer-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'other', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: null, text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'established') return null;
    const facts = view
      .facts('ike.protocol-error', 'message.malformed', 'message.invalid-header')
      .filter((fact) => !aboutClearNotify(fact, view));
    if (facts.length === 0)
      return view.breakPoint.manner === 'undecryptable' && view.version === 2
        ? { stand: 'allows', for: [], against: [] }
        : null;
    // Garbage after decryption is what a wrong key looks like in IKEv1.
    const early = view.version === 1 && view.breakPoint.phase === 'auth';
    const first = facts[0];
    // That a message could not be parsed is said of one that a wrong key spoilt, too; in IKEv2 keys do not depend on secrets.
    const generic =
      view.breakPoint.phase === 'config' &&
      view.version !== 2 &&
      facts.every((fact) => fact.args['what'] === 'message');
    return {
      stand: 'indicates',
      for: fromFacts(facts.slice(0, 4), generic ? 'shape' : 'statement'),
      against: [],
      weight: early ? 20 : 55,
      at:
        first === undefined ? null : first.host === view.initiator.label ? view.responder.label : view.initiator.label,
      args: { what: String(first?.args['what'] ?? '') },
      details: { what: String(first?.args['what'] ?? '') },
    };
  },
});

/** strongSwan drops a notify that comes in clear during main mode and calls it malformed: the peer said why it stops, and broke nothing. */
function aboutClearNotify(fact: Fact, view: CaseView): boolean {
  return view
    .facts('message.ignored')
    .some(
      (item) =>
        item.args['what'] === 'unprotected' &&
        item.src.artifact === fact.src.artifact &&
        fact.seq > item.seq &&
        fact.seq - item.seq <= 3,
    );
}
