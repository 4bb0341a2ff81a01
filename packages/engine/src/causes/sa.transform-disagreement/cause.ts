import { sameSecret } from '../../observations/secret.ts';
import { defineCause, fromSource, type CaseView, type Opinion } from '../api.ts';
import { stories, type Story, integrityFailures } from '../traffic.ts';

/** The same SPI, with a different key or transform in use at the two ends. */
export default defineCause({
  id: 'sa.transform-disagreement',
  severity: 'high',
  references: ['RFC 4303 2.2.1', 'RFC 4868', 'RFC 4303 3.4.4'],
  mistakenFor: ['path.packet-altered', 'path.esp-blocked'],
  explains: ['symptom.no-traffic', 'path.packet-altered'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip -s xfrm state list nokeys', args: [], task: 'sa-listing' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'established') return null;
    for (const story of stories(view).filter((item) => neverDelivered(view, item))) {
      const sender = story.sa.senderState.find((state) => state.from === 'kernel' && state.transform !== null);
      const receiver = story.sa.receiverState.find((state) => state.from === 'kernel' && state.transform !== null);
      const differ = sender !== undefined && receiver !== undefined && sender.transform !== receiver.transform;
      const keys =
        sender !== undefined &&
        receiver !== undefined &&
        sender.keyDigest !== undefined &&
        receiver.keyDigest !== undefined &&
        !sameSecret(sender.keyDigest, receiver.keyDigest);
      const failed = integrityFailures(view, story);
      const counted = failed !== null;
      if (!differ && !keys && !counted) continue;
      const evidence = [
        ...story.evidence,
        ...(failed === null ? [] : [fromSource(failed.source, 'statement')]),
        ...(sender !== undefined && (differ || keys) ? [fromSource(sender.src, 'configuration')] : []),
        ...(receiver !== undefined && (differ || keys) ? [fromSource(receiver.src, 'configuration')] : []),
      ];
      return {
        stand: differ || keys ? 'proves' : 'indicates',
        for: evidence,
        against: [],
        weight: 75,
        at: story.to,
        direction: { from: story.from, to: story.to },
        args: { sender: sender?.transform ?? '', receiver: receiver?.transform ?? '' },
        details: {
          spi: story.sa.spi,
          sender: sender?.transform ?? null,
          receiver: receiver?.transform ?? null,
          keysDiffer: keys,
          arrived: story.arrived,
        },
        needs: [
          { host: story.from, what: 'kernel-state' },
          { host: story.to, what: 'kernel-state' },
        ],
      };
    }
    return null;
  },
});

/**
 * Packets reached the receiver, it has the SA, and none was ever delivered: by its listing, or by its counter of failures. What
 * fails the check has arrived, capture or not.
 */
function neverDelivered(view: CaseView, story: Story): boolean {
  const failed = integrityFailures(view, story)?.value ?? 0;
  const arrived = story.arrived ?? failed;
  if (arrived === 0 || story.sa.receiverHas === 'no') return false;
  return story.delivered === null ? failed >= arrived : story.delivered === 0;
}
