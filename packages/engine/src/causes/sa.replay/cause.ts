import { defineCause, fromSource, type Opinion } from '../api.ts';
import { larger, saCounter, stories, xfrmCounter } from '../traffic.ts';

/** Packets arrive on a known SPI with an old sequence number and are dropped as replays. */
export default defineCause({
  id: 'sa.replay',
  severity: 'medium',
  references: ['LOSS-21', 'RFC 4303 3.4.3'],
  mistakenFor: ['path.packet-altered'],
  explains: ['symptom.intermittent'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'cat /proc/net/xfrm_stat; ip -s xfrm state list nokeys',
        args: [],
        task: 'drops',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  degrades: true,
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const counter = larger(xfrmCounter(view, story.to, 'XfrmInStateSeqError'), saCounter(story, 'replay'));
      if (counter === null || counter.value === 0) continue;
      const copies = story.sa.arriving?.duplicates ?? 0;
      // A stray late packet is normal; a share of the traffic is not.
      if ((story.delivered ?? 0) === 0 || counter.value < 5 || counter.value * 50 < (story.arrived ?? story.sent ?? 0))
        continue;
      return {
        stand: 'proves',
        for: [fromSource(counter.source, 'statement'), ...story.evidence],
        against: [],
        at: story.to,
        direction: { from: story.from, to: story.to },
        args: { from: story.from, to: story.to },
        details: { spi: story.sa.spi, dropped: counter.value, duplicatesSeen: copies, delivered: story.delivered },
      };
    }
    return null;
  },
});
