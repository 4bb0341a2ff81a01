import { defineCause } from '../api.ts';
import { judgeHost } from '../by-host.ts';

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
      command: { shell: 'sh', template: 'ss -lunp', args: [] },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeHost(
    ['daemon.bind-failed'],
    (fact) => !/cannot assign|not available/i.test(String(fact.args['errno'] ?? '')),
    (fact) => /in use|EADDRINUSE|\b98\b/i.test(String(fact.args['errno'] ?? '')),
  ),
});
