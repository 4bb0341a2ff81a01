import { defineCause, fromSource, type Opinion } from '../api.ts';
import { icmpKind } from '../path-facts.ts';
import { stories } from '../traffic.ts';

/** Protected traffic passes small and fails large, and nobody hears of the smaller MTU on the way. */
export default defineCause({
  id: 'path.pmtu-blackhole',
  severity: 'high',
  references: ['PATH-15', 'PATH-17', 'PATH-18', 'T2-27', 'RFC 4301 8.2'],
  mistakenFor: ['path.esp-blocked', 'app.not-ipsec'],
  explains: ['symptom.no-traffic', 'symptom.slow'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'initiator', text: 'measure', privilege: 'user', risk: 'reads' },
    {
      tier: 2,
      host: null,
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: {
        shell: 'sh',
        template: 'nft add rule inet filter forward tcp flags syn tcp option maxseg size set rt mtu',
        args: [],
      },
    },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const { leaving, arriving } = story.sa;
      if (leaving === null || arriving === null || arriving.packets === 0) continue;
      if (leaving.maxLength <= arriving.maxLength || arriving.packets >= leaving.packets || leaving.maxLength < 1000)
        continue;
      const lost = leaving.packets - arriving.packets;
      // Smaller ones came after lost ones: it is the size, and not the way, that stops them.
      const large = (leaving.bytes - arriving.bytes) * 4 >= lost * leaving.maxLength * 3;
      const passes = arriving.gaps >= 2 && large;
      const tooBig = view.icmp.filter((item) => icmpKind(item) === 'too-big');
      return {
        stand: passes ? 'proves' : lost >= 3 && large ? 'indicates' : 'allows',
        weight: 80,
        for: [
          fromSource(leaving.source, 'packet'),
          fromSource(arriving.source, 'packet'),
          ...tooBig.flatMap((item) => item.sources.map((source) => fromSource(source, 'clear-testimony'))).slice(0, 2),
        ],
        against: [],
        at: null,
        direction: { from: story.from, to: story.to },
        args: { from: story.from, to: story.to, largest: arriving.maxLength, lost: leaving.maxLength },
        details: {
          spi: story.sa.spi,
          largestArrived: arriving.maxLength,
          largestSent: leaving.maxLength,
          sent: leaving.packets,
          arrived: arriving.packets,
          icmp: tooBig.map((item) => item.mtu),
        },
      };
    }
    const partial = view.incomplete.filter((item) => !item.ike);
    if (partial.length > 0)
      return {
        stand: 'indicates',
        for: partial.slice(0, 3).map((item) => fromSource(item.source, 'packet')),
        against: [],
        weight: 55,
        args: { from: partial[0]?.from ?? '', to: partial[0]?.to ?? '', largest: 0, lost: 0 },
        details: { fragmentsMissing: partial.length },
      };
    return null;
  },
});
