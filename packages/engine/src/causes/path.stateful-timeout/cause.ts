import { defineCause, fromSource, type Opinion } from '../api.ts';
import { stories } from '../traffic.ts';

/** A device on the way forgets the flow after an idle time and then drops it. */
export default defineCause({
  id: 'path.stateful-timeout',
  severity: 'medium',
  references: ['PATH-12', 'T2-23', 'RFC 7296 2.23', 'RFC 3948 4'],
  mistakenFor: ['path.esp-blocked', 'sa.out-of-sync'],
  explains: ['symptom.intermittent', 'symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: null, text: 'measure', privilege: 'admin', risk: 'reads' },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const { leaving, arriving } = story.sa;
      if (
        leaving?.last == null ||
        arriving?.last == null ||
        arriving.first === null ||
        leaving.packets <= arriving.packets ||
        ((story.sa.arrivingLiveUntil ?? 0n) < leaving.last - 50_000_000n &&
          (story.delivered ?? Number.POSITIVE_INFINITY) > arriving.packets)
      )
        continue;
      const gap = leaving.idle.find(
        (idle) => arriving.last !== null && idle.from >= arriving.last - 1_000_000_000n && idle.to > arriving.last,
      );
      if (gap === undefined) continue;
      const seconds = Number((gap.to - gap.from) / 1_000_000_000n);
      return {
        stand: 'proves',
        for: [fromSource(leaving.source, 'packet'), fromSource(arriving.source, 'packet')],
        against: [],
        direction: { from: story.from, to: story.to },
        args: { from: story.from, to: story.to, seconds },
        details: { spi: story.sa.spi, idleSeconds: seconds, sent: leaving.packets, arrived: arriving.packets },
      };
    }
    return null;
  },
});
