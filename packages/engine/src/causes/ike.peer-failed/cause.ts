import { defineCause, fromFacts, fromRow, type Opinion } from '../api.ts';
import { silentEnd } from '../path-facts.ts';

/** The peer got our message; then it fell silent, sent a bare delete, or an empty error. */
export default defineCause({
  id: 'ike.peer-failed',
  severity: 'medium',
  references: ['RFC 7296 2.4', 'RFC 7296 2.21'],
  mistakenFor: ['path.ike-blocked', 'auth.psk-mismatch'],
  explains: ['symptom.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
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
    const got = view.rows
      .filter((row) => row.sender !== peer.role && row.processed === 'yes' && row.answered !== 'yes')
      .at(-1);
    const crashed = view.hostFacts(peer.label, 'daemon.crashed', 'ike.overloaded');
    if (got !== undefined) {
      const evidence = [...fromRow(got), ...fromFacts(crashed.slice(0, 2))];
      const nothingSent = view.rows.every(
        (row) => row.sender !== peer.role || row.messageId !== got.messageId || row.exchange !== got.exchange,
      );
      return {
        stand: nothingSent && peer.hasLog && (got.seenArriving === 'yes' || got.copies > 1) ? 'proves' : 'indicates',
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
