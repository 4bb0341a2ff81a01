import { type CaseView, defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { judgeDrops } from '../driver-drops.ts';
import { arrivesUnchanged, integrityFailures, stories } from '../traffic.ts';

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
      command: { shell: 'sh', template: 'cat /proc/net/xfrm_stat', args: [], task: 'drops' },
    },
    {
      tier: 2,
      host: null,
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any -w esp.pcap esp or ah or udp port 4500',
        args: [],
        task: 'capture',
      },
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
    if (view.breakPoint.phase === 'config') return alteredByRecords(view);
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view)) {
      const { sa } = story;
      const changed = sa.compared?.changed ?? 0;
      const failures = integrityFailures(view, story);
      const noise = view.hostFacts(story.to, 'esp.integrity-failed');
      if (changed === 0 && failures === null && noise.length === 0) continue;
      // A few records of a log nobody held against a real one need no study.
      const few = noise.length < 3 && noise.every((fact) => !view.confirmed(fact.src.artifact));
      if (changed === 0 && failures === null && few) continue;
      // Some packets pass with the same keys: the keys are right, so those that fail were changed.
      const passed = (story.delivered ?? 0) > 0;
      const evidence = [
        ...story.evidence,
        ...(failures === null ? [] : [fromSource(failures.source, 'statement')]),
        ...fromFacts(noise.slice(0, 3)),
      ];
      const direction = { from: story.from, to: story.to };
      const base = {
        for: evidence,
        against: [],
        direction,
        args: { from: story.from, to: story.to },
        details: {
          ike: false,
          spi: sa.spi,
          arrived: story.arrived,
          delivered: story.delivered,
          failed: failures?.value ?? noise.length,
          compared: sa.compared,
        },
      };
      // Both captures hold the same packets with other bytes in them: what happened between them is no matter of opinion.
      if (changed > 0) return { stand: 'proves', ...base };
      if (arrivesUnchanged(story)) continue;
      // What spoils them on the sender's own card looks the same (host.offload), as long as nobody compares the bytes.
      return { stand: 'indicates', weight: passed ? 80 : 50, ...base };
    }
    return alteredByRecords(view);
  },
});

/**
 * Records of drops alone. An SPI that nobody knows may have been changed on the way as well (the text of event 4965 says so), which is less
 * likely than an SA that is gone (sa.out-of-sync).
 */
function alteredByRecords(view: CaseView): Opinion | null {
  return judgeDrops(view, 'esp.integrity-failed', 60, 'host') ?? judgeDrops(view, 'child.unknown-spi', 45, 'host');
}
