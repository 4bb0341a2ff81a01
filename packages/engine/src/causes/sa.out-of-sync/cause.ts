import { defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { counterEvidence, stories, xfrmCounter } from '../traffic.ts';

/** Packets arrive and the receiver has no such SA: it restarted, or a delete got lost. */
export default defineCause({
  id: 'sa.out-of-sync',
  severity: 'high',
  references: ['RFC 7296 2.4', 'IKE-40'],
  mistakenFor: ['path.esp-blocked', 'host.forwarding-or-filter'],
  explains: ['symptom.no-traffic', 'path.esp-blocked', 'ike.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established' && view.breakPoint.phase !== 'rekey') return null;
    for (const story of stories(view)) {
      if (story.sent === null || story.sent === 0 || story.sa.receiverHas !== 'no' || (story.delivered ?? 0) > 0)
        continue;
      // A sender that gave the SA up as well has finished with it.
      if (story.sa.senderHas === 'no') continue;
      const started = view.hostFacts(story.to, 'daemon.started');
      const restarted = started.length > 1 ? started.slice(-1) : [];
      const unknown = view.hostFacts(story.to, 'child.unknown-spi', 'message.unknown-sa');
      const noStates = xfrmCounter(view, story.to, 'XfrmInNoStates');
      const listing = view
        .dump(story.to, 'listing')
        .filter((item) => item.of === 'sas')
        .map((item) => fromSource(item.src, 'statement'));
      const evidence = [
        ...story.evidence,
        ...listing.slice(0, 1),
        ...fromFacts(restarted),
        ...fromFacts(unknown.slice(0, 2)),
        ...counterEvidence(noStates),
      ];
      const sure = (story.arrived ?? 0) > 0 || restarted.length > 0 || unknown.length > 0;
      return {
        stand: sure && story.sa.senderHas === 'yes' ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 65,
        at: story.to,
        direction: { from: story.from, to: story.to },
        args: { from: story.from, to: story.to, spi: story.sa.spi },
        details: { spi: story.sa.spi, sent: story.sent, arrived: story.arrived, restarted: restarted.length > 0 },
        needs: [
          { host: story.to, what: 'sa-listing' },
          { host: story.to, what: 'capture' },
        ],
      };
    }
    return null;
  },
});
