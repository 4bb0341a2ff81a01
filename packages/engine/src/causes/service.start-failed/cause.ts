import { defineCause } from '../api.ts';
import { judgeHost } from '../by-host.ts';

/** The IPsec service, daemon or driver failed to start or load. */
export default defineCause({
  id: 'service.start-failed',
  severity: 'high',
  references: ['SVC-01'],
  mistakenFor: ['service.not-listening'],
  explains: ['service.not-listening', 'ike.timeout', 'path.ike-blocked', 'path.peer-unreachable', 'sa.install-failed'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeHost(['daemon.start-failed', 'daemon.crashed'], () => true),
});
