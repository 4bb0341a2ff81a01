import { judgeDrops } from '../driver-drops.ts';
import { defineCause, fromSource, type Opinion } from '../api.ts';
import { arrivesUnchanged, integrityFailures, stories, trafficTrouble } from '../traffic.ts';

/** The network card or its driver spoils packets that it is to encrypt, check, or sum. */
export default defineCause({
  id: 'host.offload',
  severity: 'medium',
  references: ['NIC-02', 'NIC-04', 'NIC-05', 'LOSS-05'],
  mistakenFor: ['path.packet-altered'],
  explains: ['path.packet-altered'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip -s xfrm state list nokeys', args: [], task: 'sa-listing' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const dropped = judgeDrops(view, 'esp.integrity-failed', 50, 'host');
    if (dropped !== null) return dropped;
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const state = [...story.sa.senderState, ...story.sa.receiverState].find(
        (item) => item.attributes['offload'] !== undefined,
      );
      if (state === undefined || (story.delivered ?? 0) > 0) continue;
      // Without a view of the receiver nobody knows whether they arrive.
      const seen = (story.arrived ?? 0) > 0;
      if (!seen && (story.arrived === 0 || (story.sent ?? 0) === 0 || trafficTrouble(view) === null)) continue;
      const host = story.sa.senderState.includes(state) ? story.from : story.to;
      return {
        stand: 'indicates',
        for: [fromSource(state.src, 'configuration'), ...story.evidence],
        against: [],
        weight: seen ? 45 : 20,
        at: host,
        args: { host },
        details: { host, offload: state.attributes['offload'] ?? '' },
        needs: [{ host, what: 'kernel-state' }],
      };
    }
    // Integrity checks that fail on some packets of good keys: a card that spoils them is the rival of a device on the way.
    const altered = stories(view).find(
      (story) => integrityFailures(view, story) !== null && (story.delivered ?? 0) > 0 && !story.sa.compared?.changed,
    );
    const failures = altered === undefined ? null : integrityFailures(view, altered);
    if (altered === undefined || failures === null) return null;
    const base = {
      against: [],
      at: altered.from,
      args: { host: altered.from },
      details: { host: altered.from, offload: '', compared: altered.sa.compared },
      needs: [{ host: altered.from, what: 'kernel-state' as const }],
    };
    // They arrive as they left, byte by byte: they were wrong before they left.
    if (arrivesUnchanged(altered))
      return {
        stand: 'indicates',
        for: [...altered.evidence, fromSource(failures.source, 'statement')],
        weight: 85,
        ...base,
      };
    // Without the packets as they left, nothing tells the two apart.
    return {
      stand: 'indicates',
      for: [...altered.evidence, fromSource(failures.source, 'statement')],
      weight: 65,
      ...base,
    };
  },
});
