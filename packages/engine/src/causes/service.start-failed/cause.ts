import { defineCause } from '../api.ts';
import { judgeHost } from '../by-host.ts';

/** The IPsec service, daemon or driver failed to start or load. */
export default defineCause({
  id: 'service.start-failed',
  severity: 'high',
  references: ['EVT-S-01', 'EVT-S-15', 'EVT-S-18', 'POL-21'],
  mistakenFor: ['service.not-listening'],
  explains: ['service.not-listening', 'ike.timeout', 'path.ike-blocked', 'path.peer-unreachable', 'sa.install-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'journalctl -b -u strongswan -u strongswan-starter -u ipsec', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  // That nothing runs may be the end of a failed start as well as somebody's stop.
  judge: judgeHost(
    ['daemon.start-failed', 'daemon.crashed', 'daemon.not-running'],
    (fact, view) => fact.code !== 'daemon.not-running' || view.breakPoint.phase === 'config',
    (fact) => fact.code !== 'daemon.not-running',
  ),
});
