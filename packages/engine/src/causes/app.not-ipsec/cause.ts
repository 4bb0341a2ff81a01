import type { ProbeState } from '../../observations/index.ts';
import { type CaseView, defineCause, type End, fromSource, type Opinion } from '../api.ts';
import { probesOf, protectedBetween } from '../probes-of-peer.ts';
import { passesBothWays } from '../traffic.ts';

/** ERROR_ACCESS_DENIED, ERROR_LOGON_FAILURE: the server of the share was reached, and said so (winerror.h). */
const deniedByServer: ReadonlySet<number> = new Set([5, 1326]);

/** Why the application fails: its port is closed, the server turns the user down, or nothing comes back although packets pass. */
function reasonOf(probe: ProbeState, passes: boolean): 'closed' | 'denied' | 'filtered' | null {
  if (probe.tool === 'share') return probe.code !== null && deniedByServer.has(probe.code) ? 'denied' : null;
  if (probe.tool !== 'port') return null;
  if (probe.outcome === 'refused') return 'closed';
  // Of UDP silence says nothing: most services answer only what they understand.
  return probe.outcome === 'silent' && passes && probe.service?.startsWith('tcp/') === true ? 'filtered' : null;
}

function judgeEnd(view: CaseView, end: End, other: End): Opinion | null {
  const stands = protectedBetween(view, end, other);
  if (stands.length === 0) return null;
  const tried = probesOf(view, end, other).filter(({ tool }) => tool === 'port' || tool === 'share');
  // Where one service works the way is good, and which of them is missed nobody tells.
  if (tried.some(({ outcome }) => outcome === 'answered')) return null;
  const passes = passesBothWays(view);
  const failed = tried.flatMap((probe) => {
    const reason = reasonOf(probe, passes);
    return reason === null ? [] : [{ probe, reason }];
  });
  const first = failed.find(({ reason }) => reason !== 'filtered') ?? failed[0];
  if (first === undefined) return null;
  const service = first.probe.service ?? 'SMB';
  return {
    stand: 'indicates',
    for: [...failed.slice(0, 3).map(({ probe }) => fromSource(probe.src, 'statement')), ...stands],
    against: [],
    // That it stands is known; that packets pass is seen, or follows from the peer's word that the port is closed.
    weight: first.reason === 'filtered' ? 55 : passes ? 85 : 75,
    at: other.label,
    args: { host: end.label, peer: other.label, what: service },
    details: { host: end.label, peer: other.label, application: service, reason: first.reason },
    needs: [{ host: other.label, what: 'capture' }],
  };
}

/** IPsec carries packets both ways, and what fails is above it: a service that is down, a port that is filtered, a user without permission. */
export default defineCause({
  id: 'app.not-ipsec',
  severity: 'low',
  references: ['T2-22', 'T2-24', 'APP-01', 'T1-09'],
  mistakenFor: ['path.esp-blocked', 'policy.selector-mismatch', 'host.forwarding-or-filter', 'app.first-packet-delay'],
  explains: [],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'user',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netstat -ano', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase !== 'established' && phase !== 'rekey' && phase !== 'config') return null;
    return judgeEnd(view, view.initiator, view.responder) ?? judgeEnd(view, view.responder, view.initiator);
  },
});
