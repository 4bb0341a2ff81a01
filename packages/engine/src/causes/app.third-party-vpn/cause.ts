import { vpnClientOfProgram } from '../../knowledge/windows/vpn-clients.ts';
import { type CaseView, defineCause, type End, fromFacts, type Opinion } from '../api.ts';
import { answered, failedService, foreignSocket, runningVpnClient, stoppedService } from '../host-state.ts';

function opinion(end: End, product: string, more: Pick<Opinion, 'for' | 'weight' | 'details' | 'leaves'>): Opinion {
  return {
    stand: 'indicates',
    against: [],
    at: end.label,
    args: { host: end.label, name: product },
    needs: [{ host: end.label, what: 'log' }],
    ...more,
    details: { host: end.label, product, ...more.details },
  };
}

/** The client has a port of IKE. */
function onThePort(view: CaseView, end: End): Opinion | null {
  const found = foreignSocket(view, end.label);
  const client = found === null ? undefined : vpnClientOfProgram(found.program);
  if (found === null || client === undefined) return null;
  return opinion(end, client.product, {
    for: found.evidence,
    // Where IKE has a socket there as well, both may work.
    weight: found.shared ? 55 : 85,
    details: { program: found.program, port: found.port },
  });
}

/** The client runs, and IKE of the system does not: it is disabled, or failed to start (APP-12). */
function inItsPlace(view: CaseView, end: End): Opinion | null {
  const client = runningVpnClient(view, end.label);
  if (client === null) return null;
  const failed = view.hostFacts(end.label, 'daemon.start-failed', 'daemon.bind-failed');
  const service = failedService(view, end.label) ?? stoppedService(view, end.label);
  if (failed.length === 0 && service?.disabled !== true && (service?.exit ?? 0) === 0) return null;
  return opinion(end, client.product, {
    for: [...fromFacts(failed.slice(0, 2)), ...(service?.evidence ?? []), client.evidence],
    weight: 65,
    leaves: ['service.not-listening', 'service.start-failed', 'service.port-conflict'],
    details: { service: client.service },
  });
}

/** The VPN client of another vendor stands in the way of the system's own IKE: it has its ports, or took its place. */
export default defineCause({
  id: 'app.third-party-vpn',
  severity: 'high',
  references: ['APP-12', 'APP-13', 'POL-20', 'EVT-S-11'],
  mistakenFor: ['service.port-conflict', 'service.not-listening', 'app.layered-provider'],
  explains: [
    'service.port-conflict',
    'service.not-listening',
    'service.start-failed',
    'ike.timeout',
    'path.ike-blocked',
    'path.peer-unreachable',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'cmd', template: 'netstat -abno & sc query', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase !== 'config' && phase !== 'first') return null;
    for (const end of [view.responder, view.initiator]) {
      if (answered(view, end)) continue;
      const found = onThePort(view, end) ?? inItsPlace(view, end);
      if (found !== null) return found;
    }
    return null;
  },
});
