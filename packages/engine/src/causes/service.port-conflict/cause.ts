import { type CaseView, defineCause, type Opinion } from '../api.ts';
import { vpnClientOfProgram } from '../../knowledge/windows/vpn-clients.ts';
import { judgeHost } from '../by-host.ts';
import { answered, foreignSocket } from '../host-state.ts';

const byStatement = judgeHost(
  ['daemon.bind-failed'],
  (fact) => !/cannot assign|not available/i.test(String(fact.args['errno'] ?? '')),
  (fact) => /in use|EADDRINUSE|\b98\b/i.test(String(fact.args['errno'] ?? '')),
);

/** A listing of sockets names another program on a port of IKE; when it was made it does not say. */
function bySockets(view: CaseView): Opinion | null {
  const { phase } = view.breakPoint;
  if (phase !== 'config' && phase !== 'first') return null;
  for (const end of [view.responder, view.initiator]) {
    const found = foreignSocket(view, end.label);
    if (found === null || answered(view, end)) continue;
    // A VPN client that is known by its name is app.third-party-vpn.
    if (vpnClientOfProgram(found.program) !== undefined) continue;
    return {
      stand: 'indicates',
      for: found.evidence,
      against: [],
      // Where IKE has a socket there as well, both may work.
      weight: found.shared ? 55 : 85,
      at: end.label,
      details: { host: end.label, port: found.port, program: found.program },
      args: { host: end.label, name: '', port: found.port, what: found.program },
      needs: [{ host: end.label, what: 'log' }],
    };
  }
  return null;
}

/** Another program owns UDP 500 or 4500. */
export default defineCause({
  id: 'service.port-conflict',
  severity: 'high',
  references: ['POL-20', 'EVT-S-11', 'EVT-S-16', 'APP-12'],
  mistakenFor: ['service.not-listening', 'service.start-failed'],
  explains: [
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
      command: { shell: 'sh', template: 'ss -lunp', args: [], task: 'listeners' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => byStatement(view) ?? bySockets(view),
});
