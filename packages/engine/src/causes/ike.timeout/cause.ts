import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** Timed out, and not even the direction is known. */
export default defineCause({
  id: 'ike.timeout',
  severity: 'medium',
  references: ['EVT-K-16'],
  mistakenFor: ['path.ike-blocked', 'path.peer-unreachable'],
  explains: [],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.manner !== 'silent' || view.rows.length > 0) return null;
    const facts = view.facts('message.gave-up');
    if (facts.length === 0) return null;
    return {
      stand: 'allows',
      for: fromFacts(facts.slice(-2)),
      against: [],
      weight: 10,
      needs: [
        { host: view.responder.label, what: 'log' },
        { host: view.responder.label, what: 'capture' },
      ],
    };
  },
});
