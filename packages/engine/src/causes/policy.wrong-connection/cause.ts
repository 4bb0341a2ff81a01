import { defineCause, fromFact, fromSource, type CaseView, type Opinion } from '../api.ts';
import { expectedElsewhere } from '../auth.identity-mismatch/cause.ts';
import { argText, notifyEvidence } from '../by-statement.ts';
import { kernelRefused } from '../kernel-policies.ts';
import { betterConnection, passedOver } from '../wrong-connection.ts';

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
  judge(view): Opinion | null {
    if (
      view.breakPoint.phase === 'established' ||
      view.breakPoint.phase === 'config' ||
      view.breakPoint.phase === 'first'
    )
      return null;
    if (view.breakPoint.manner !== 'refused' && view.breakPoint.manner !== 'aborted-locally') return null;
    const found = betterConnection(view);
    if (found === null) return caughtByAddress(view) ?? caughtByAnother(view);
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

/** The peer's identity is expected by a connection that is meant for another address; what answers this one expects another identity. */
function caughtByAddress(view: CaseView): Opinion | null {
  const fact = view.facts('policy.no-peer-config').find((item) => expectedElsewhere(item, view));
  if (fact === undefined) return null;
  const sent = argText(fact, 'remoteId').toLowerCase();
  const better = view
    .dump(fact.host, 'connection')
    .find((connection) => connection.remote.some((round) => round.id?.toLowerCase() === sent));
  if (better === undefined) return null;
  const chosen = view.dump(fact.host, 'connection').find((connection) => connection.name !== better.name)?.name ?? '';
  return {
    stand: 'indicates',
    for: [fromFact(fact), fromSource(better.src, 'configuration')],
    against: [],
    weight: 75,
    at: fact.host,
    args: { chosen, better: better.name, host: fact.host },
    details: { chosen, better: better.name, because: 'address' },
  };
}

/** The selectors asked for are refused although one of several connections has them: the daemon looked in another one. */
function caughtByAnother(view: CaseView): Opinion | null {
  if (view.breakPoint.phase !== 'child') return null;
  const refused = notifyEvidence(view, ['TS_UNACCEPTABLE', 'INVALID_ID_INFORMATION']);
  if (refused.length === 0 || kernelRefused(view)) return null;
  const found = passedOver(view);
  if (found === null) return null;
  const { better, chosen } = found;
  const host = view.responder.label;
  return {
    stand: 'indicates',
    for: [fromSource(better.src, 'configuration'), fromSource(chosen.src, 'configuration'), ...refused],
    against: [],
    weight: 75,
    at: host,
    args: { chosen: chosen.name, better: better.name, host },
    details: { chosen: chosen.name, better: better.name, because: 'selectors' },
  };
}
