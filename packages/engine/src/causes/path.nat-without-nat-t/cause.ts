import { defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { stories } from '../traffic.ts';

/** There is a NAT on the path, and an end without NAT traversal. */
export default defineCause({
  id: 'path.nat-without-nat-t',
  severity: 'high',
  references: ['IKE-22', 'REG-15', 'RFC 3947', 'RFC 7296 2.23'],
  mistakenFor: ['path.nat-t-blocked', 'auth.identity-mismatch'],
  explains: ['path.esp-blocked', 'path.ah-blocked', 'symptom.no-traffic', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-sas || ipsec trafficstatus', args: [], task: 'sa-listing' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const markers = view.facts('message.non-esp-marker-missing');
    const nat = view.nat.behind !== 'none' && view.nat.behind !== 'unknown';
    if (markers.length >= 3 && view.breakPoint.phase === 'established')
      return {
        stand: 'indicates',
        for: fromFacts(markers.slice(0, 3)),
        against: [],
        weight: 60,
        at: markers[0]?.host ?? null,
        details: { nat: view.nat.behind },
      };
    if (!nat || view.breakPoint.phase !== 'established') return null;
    const plain = stories(view, 'ESP').filter(
      (story) =>
        story.sa.encapsulation === 'none' &&
        story.sa.leaving !== null &&
        (story.sent ?? 0) > 0 &&
        (story.delivered ?? 0) === 0 &&
        (story.arrived ?? 0) === 0,
    );
    const first = plain[0];
    if (first === undefined) return null;
    // Plain ESP seen leaving and covered as not arriving: what the NAT cannot map is lost there.
    const sure = first.sa.leaving !== null && first.arrived === 0;
    return {
      stand: sure ? 'proves' : 'indicates',
      for: [...first.evidence, ...view.nat.sources.map((source) => fromSource(source, 'statement'))],
      against: [],
      weight: 75,
      direction: { from: first.from, to: first.to },
      details: { nat: view.nat.behind, encapsulation: 'none' },
    };
  },
});
