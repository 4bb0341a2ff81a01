import { defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { stories, xfrmCounter } from '../traffic.ts';

/** Integrity checks fail on a known SPI: packets are altered on the way. */
export default defineCause({
  id: 'path.packet-altered',
  severity: 'high',
  references: ['LOSS-02', 'LOSS-03', 'LOSS-05', 'RFC 4303 3.4.4', 'RFC 7296 3.14'],
  mistakenFor: ['auth.psk-mismatch', 'sa.transform-disagreement', 'host.offload'],
  explains: ['ike.peer-failed', 'symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'pattern',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'cat /proc/net/xfrm_stat', args: [] },
    },
    {
      tier: 2,
      host: null,
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'tcpdump -ni any -w esp.pcap esp or ah or udp port 4500', args: [] },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const failed = view.facts('message.integrity-failed');
    if (failed.length > 0 && view.version === 2 && view.breakPoint.phase !== 'established') {
      return {
        stand: 'indicates',
        for: fromFacts(failed.slice(0, 4)),
        against: [],
        weight: 70,
        details: { ike: true },
      };
    }
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const counter = xfrmCounter(view, story.to, 'XfrmInStateProtoError');
      const counted = counter !== null && counter.value > 0;
      const noise = view.hostFacts(story.to, 'esp.integrity-failed');
      if (!counted && noise.length === 0) continue;
      // Some packets pass with the same keys: the keys are right, so those that fail were changed.
      const passed = (story.delivered ?? 0) > 0;
      const evidence = [
        ...story.evidence,
        ...(counter !== null && counted ? [fromSource(counter.source, 'statement')] : []),
        ...fromFacts(noise.slice(0, 3)),
      ];
      const direction = { from: story.from, to: story.to };
      return {
        // What spoils them on the sender's own card looks the same (host.offload), as long as nobody compares the bytes.
        stand: 'indicates',
        for: evidence,
        against: [],
        weight: passed ? 80 : 50,
        direction,
        args: { from: story.from, to: story.to },
        details: {
          ike: false,
          spi: story.sa.spi,
          arrived: story.arrived,
          delivered: story.delivered,
          failed: counter?.value ?? noise.length,
        },
      };
    }
    return null;
  },
});
