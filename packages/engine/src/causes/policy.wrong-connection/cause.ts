import { defineCause, fromFact, fromSource, type Opinion } from '../api.ts';
import { betterConnection } from '../wrong-connection.ts';

/** An earlier or more general connection or rule catches the negotiation meant for another one. */
export default defineCause({
  id: 'policy.wrong-connection',
  severity: 'high',
  references: ['GD-16', 'GD-26', 'RRAS-05', 'NAM-09'],
  mistakenFor: ['policy.selector-mismatch', 'auth.identity-mismatch'],
  explains: [
    'policy.selector-mismatch',
    'auth.identity-mismatch',
    'proposal.esp-mismatch',
    'auth.psk-mismatch',
    'auth.method-mismatch',
    'auth.secret-missing',
    'proposal.pfs-mismatch',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'compare',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [] },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'fix',
      privilege: 'admin',
      risk: 'disrupts',
      command: { shell: 'sh', template: 'swanctl --load-conns', args: [] },
    },
  ],
  judge(view): Opinion | null {
    if (
      view.breakPoint.phase === 'established' ||
      view.breakPoint.phase === 'config' ||
      view.breakPoint.phase === 'first'
    )
      return null;
    if (view.breakPoint.manner !== 'refused' && view.breakPoint.manner !== 'aborted-locally') return null;
    const found = betterConnection(view);
    if (found === null) return null;
    return {
      stand: 'proves',
      for: [
        fromFact(found.selected),
        fromSource(found.chosen.src, 'configuration'),
        fromSource(found.better.src, 'configuration'),
      ],
      against: [],
      at: found.selected.host,
      args: { chosen: found.chosen.name, better: found.better.name, host: found.selected.host },
      details: { chosen: found.chosen.name, better: found.better.name, because: found.because },
    };
  },
});
