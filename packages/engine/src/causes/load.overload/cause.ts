import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** More honest negotiations than the responder can take; it refuses or delays. */
export default defineCause({
  id: 'load.overload',
  severity: 'high',
  references: ['EVT-K-34', 'EVT-K-23', 'EVT-K-25', 'RFC 8019'],
  mistakenFor: ['load.flood', 'path.ike-blocked'],
  explains: ['ike.timeout', 'symptom.timeout', 'path.ike-blocked', 'ike.peer-failed', 'sa.install-failed'],
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
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'established') return null;
    const limit = view.hostFacts(view.responder.label, 'ike.half-open-limit', 'ike.overloaded');
    if (limit.length === 0) return null;
    const crowd = view.crowd;
    const flood = crowd !== null && crowd.halfOpen >= 20 && crowd.halfOpen >= crowd.answered * 4;
    if (flood) return { stand: 'excluded', for: [], against: fromFacts(limit.slice(0, 2)) };
    // Those who ask have to be seen going on: a thinned record of a flood looks like a small crowd.
    const real = crowd !== null && crowd.answered >= crowd.halfOpen;
    return {
      stand: real ? 'proves' : 'indicates',
      for: fromFacts(limit.slice(0, 4)),
      against: [],
      weight: 60,
      at: view.responder.label,
      args: { host: view.responder.label, count: crowd?.halfOpen ?? 0 },
      details: { halfOpen: crowd?.halfOpen ?? null, answered: crowd?.answered ?? null },
    };
  },
});
