import { defineCause, fromSource, type Opinion } from '../api.ts';
import type { FlowSighting } from '../../correlation/types.ts';
import { stories, type Story, xfrmCounter } from '../traffic.ts';

/** Within a thousand packets of 2^32 - 1 (decimal or 0x text of the kernel). */
function exhausted(text: string | undefined): boolean {
  if (text === undefined || !/^(0x)?[0-9a-fA-F]{1,12}$/.test(text)) return false;
  return Number(text) >= 0xffff_fc00;
}

/** The last number there is stood in the last packet of this SA, and the sender has sent on no other one since. */
function lastOfAll(story: Story, all: readonly Story[]): FlowSighting | null {
  const seen = [story.sa.leaving, story.sa.arriving].find((flow) => flow?.lastSequence === 0xffff_ffff);
  const { last } = seen ?? { last: null };
  if (seen == null || last === null) return null;
  const since = all.some((other) =>
    [other.sa.leaving, other.sa.arriving].some(
      (flow) => other !== story && other.from === story.from && flow?.last != null && flow.last > last,
    ),
  );
  return since ? null : seen;
}

/** The sequence counter of an SA is used up, and the sender may not send on it any more. */
export default defineCause({
  id: 'sa.sequence-exhausted',
  severity: 'high',
  references: ['RFC 4303 3.3.3', 'RFC 4303 2.2.1'],
  mistakenFor: ['path.esp-blocked', 'sa.replay'],
  explains: ['symptom.no-traffic'],
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
        template: 'ip -s xfrm state list nokeys; cat /proc/net/xfrm_stat',
        args: [],
        task: 'drops',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    const all = stories(view);
    for (const story of all) {
      const full = story.sa.senderState.find((state) => exhausted(state.attributes['oseq']));
      const counter = xfrmCounter(view, story.from, 'XfrmOutStateSeqError');
      const counted = counter !== null && counter.value > 0;
      const seen = lastOfAll(story, all);
      if (full === undefined && !counted && seen === null) continue;
      const evidence = [
        ...(counter !== null && counted ? [fromSource(counter.source, 'statement')] : []),
        ...(full === undefined ? [] : [fromSource(full.src, 'statement')]),
        ...(seen === null ? [] : [fromSource(seen.lastSource, 'packet', seen.last)]),
        ...story.evidence,
      ];
      return {
        stand: counted && full !== undefined ? 'proves' : counted ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        at: story.from,
        direction: { from: story.from, to: story.to },
        args: { host: story.from },
        details: { spi: story.sa.spi, counter: counter?.value ?? null },
      };
    }
    return null;
  },
});
