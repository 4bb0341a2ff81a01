import { defineCause, fromSource, type Opinion } from '../api.ts';
import { stories, xfrmCounter } from '../traffic.ts';

/** Within a thousand packets of 2^32 - 1 (decimal or 0x text of the kernel). */
function exhausted(text: string | undefined): boolean {
  if (text === undefined || !/^(0x)?[0-9a-fA-F]{1,12}$/.test(text)) return false;
  return Number(text) >= 0xffff_fc00;
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
    for (const story of stories(view)) {
      const full = story.sa.senderState.find((state) => exhausted(state.attributes['oseq']));
      const counter = xfrmCounter(view, story.from, 'XfrmOutStateSeqError');
      const counted = counter !== null && counter.value > 0;
      if (full === undefined && !counted) continue;
      const evidence = [
        ...(counter !== null && counted ? [fromSource(counter.source, 'statement')] : []),
        ...(full === undefined ? [] : [fromSource(full.src, 'statement')]),
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
