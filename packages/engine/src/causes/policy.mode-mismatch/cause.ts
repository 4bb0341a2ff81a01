import { defineCause, fromSource, type CaseView, type Opinion } from '../api.ts';
import { stories } from '../traffic.ts';
import { argOrNull, firstArg, judgeStatements } from '../by-statement.ts';

const byStatement = judgeStatements({
  phases: ['child', 'rekey'],
  proves: [{ codes: ['policy.mode-refused'] }],
  configuration: { kinds: ['mode'], phases: ['child'] },
  args: (_, facts) => ({ offered: firstArg(facts, 'offered'), wanted: firstArg(facts, 'wanted') }),
  details: (_, facts, differences) => ({
    offered: argOrNull(facts, 'offered'),
    wanted: argOrNull(facts, 'wanted'),
    differences: differences.map((difference) => difference.details),
  }),
});

/** Both ends installed the SA and the modes differ: what one encrypts the other cannot take apart. */
function installedModes(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'established') return null;
  for (const story of stories(view)) {
    const sender = story.sa.senderState.find((state) => state.mode !== null);
    const receiver = story.sa.receiverState.find((state) => state.mode !== null);
    if (sender === undefined || receiver === undefined || sender.mode === receiver.mode) continue;
    return {
      stand: 'proves',
      for: [fromSource(sender.src, 'configuration'), fromSource(receiver.src, 'configuration'), ...story.evidence],
      against: [],
      at: story.to,
      direction: { from: story.from, to: story.to },
      args: { offered: sender.mode ?? '', wanted: receiver.mode ?? '' },
      details: { spi: story.sa.spi, offered: sender.mode, wanted: receiver.mode, differences: [] },
    };
  }
  return null;
}

/** Transport against tunnel mode, or the tunnel endpoints differ. */
export default defineCause({
  id: 'policy.mode-mismatch',
  severity: 'high',
  references: ['RFC 7296 1.3.1', 'RFC 4301 3.2', 'RFC 2407 4.5'],
  mistakenFor: ['proposal.esp-mismatch', 'policy.selector-mismatch'],
  explains: ['policy.selector-mismatch', 'proposal.esp-mismatch'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [], task: 'refresh-policy' },
    },
  ],
  judge: (view) => byStatement(view) ?? installedModes(view),
});
