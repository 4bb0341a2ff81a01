import { defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';

/** A flood of negotiations from sources that never answer uses up the responder. */
export default defineCause({
  id: 'load.flood',
  severity: 'high',
  references: ['EVT-K-34', 'EVT-K-36', 'RFC 7296 2.6', 'RFC 8019'],
  mistakenFor: ['path.ike-blocked', 'ike.peer-failed', 'load.overload'],
  explains: ['ike.timeout', 'symptom.timeout', 'path.ike-blocked', 'ike.peer-failed', 'load.overload'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --stats || ipsec whack --globalstatus', args: [], task: 'statistics' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: null, text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'established') return null;
    // A scrap of a log that names no peer is nobody who was refused.
    if (view.initiator.host.addresses.length === 0) return null;
    const limit = view.hostFacts(view.responder.label, 'ike.half-open-limit', 'ike.overloaded', 'ike.cookie-demanded');
    const crowd = view.crowd;
    if (crowd === null || crowd.halfOpen <= crowd.answered) return null;
    const many = crowd.halfOpen >= 20 && crowd.halfOpen >= crowd.answered * 4;
    const turnedAway = limit.some((fact) => fact.code !== 'ike.cookie-demanded');
    // So few do not exhaust a responder that took somebody else in meanwhile.
    const some = crowd.halfOpen >= 8 && crowd.addresses >= 5 && crowd.answered === 0;
    if (!many && !turnedAway && !some) return null;
    const evidence = [
      ...fromFacts(limit.slice(0, 3)),
      ...crowd.sources.slice(0, 3).map((source) => fromSource(source, many || turnedAway ? 'packet' : 'shape')),
    ];
    return {
      stand: many && turnedAway ? 'proves' : 'indicates',
      for: evidence,
      against: [],
      weight: many ? 70 : turnedAway ? 55 : 40,
      at: view.responder.label,
      args: { host: view.responder.label, count: crowd.halfOpen },
      details: { halfOpen: crowd.halfOpen, addresses: crowd.addresses, answered: crowd.answered },
    };
  },
});
