import { type CaseView, defineCause, type Opinion } from '../api.ts';
import { judgeHost } from '../by-host.ts';
import { answered, failedService } from '../host-state.ts';

const byStatement = judgeHost(
  ['daemon.start-failed', 'daemon.crashed', 'daemon.needed-and-down', 'daemon.not-running'],
  (fact, view) => fact.code !== 'daemon.not-running' || view.breakPoint.phase === 'config',
  // That it was down when it was needed does not say that its start failed; that nothing runs may be somebody's stop as well.
  (fact) => fact.code !== 'daemon.needed-and-down' && fact.code !== 'daemon.not-running',
);

/** The service control manager tells with which error a service of IPsec ended; when it was asked it does not say. */
function byService(view: CaseView): Opinion | null {
  const { phase } = view.breakPoint;
  if (phase !== 'config' && phase !== 'first') return null;
  for (const end of [view.responder, view.initiator]) {
    const found = failedService(view, end.label);
    if (found === null || answered(view, end)) continue;
    const what = `${found.name} ${found.exit}`;
    return {
      stand: 'indicates',
      for: found.evidence,
      against: [],
      weight: 85,
      at: end.label,
      details: { host: end.label, what, service: found.name },
      args: { host: end.label, what, name: '', port: '' },
      needs: [{ host: end.label, what: 'log' }],
    };
  }
  return null;
}

/** The IPsec service, daemon or driver failed to start or load. */
export default defineCause({
  id: 'service.start-failed',
  severity: 'high',
  references: ['EVT-S-01', 'EVT-S-15', 'EVT-S-18', 'POL-21'],
  mistakenFor: ['service.not-listening'],
  explains: [
    'service.not-listening',
    'ike.timeout',
    'path.ike-blocked',
    'path.peer-unreachable',
    'sa.install-failed',
    'service.block-mode',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'journalctl -b -u strongswan -u strongswan-starter -u ipsec',
        args: [],
        task: 'service-log',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge: (view) => byStatement(view) ?? byService(view),
});
