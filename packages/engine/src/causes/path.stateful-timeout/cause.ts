import { defineCause, fromSource, type Opinion } from '../api.ts';
import type { FlowSighting } from '../../correlation/types.ts';
import { lastPause, stories, type Pause } from '../traffic.ts';

/** Packets of the other direction passed in the pause. */
function within(pause: Pause, flow: FlowSighting): boolean {
  if (flow.first === null || flow.last === null) return false;
  const margin = 1_000_000_000n;
  const [from, to] = [pause.from + margin, pause.to - margin];
  if (from >= to || flow.first >= to || flow.last <= from) return false;
  return !flow.idle.some((idle) => idle.from <= from && idle.to >= to);
}

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
      const pause = lastPause(leaving, arriving);
      if (pause === null) continue;
      // Nor does a device forget what the other end used meanwhile.
      const back = stories(view).filter((other) => other.from === story.to && other.to === story.from);
      if (back.some(({ sa }) => [sa.leaving, sa.arriving].some((flow) => flow !== null && within(pause, flow))))
        continue;
      const seconds = Number((pause.to - pause.from) / 1_000_000_000n);
      return {
        // That it stopped during the pause may be chance: it speaks for the device, and proves nothing.
        stand: leaving.packets - arriving.packets >= 3 ? 'indicates' : 'allows',
        weight: 85,
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
