import { defineCause } from '../api.ts';
import { judgeHost } from '../by-host.ts';

/** The name of the peer does not resolve. */
export default defineCause({
  id: 'name.resolution-failed',
  severity: 'high',
  references: ['T1-08', 'NAM-02', 'NAM-03', 'NAM-06'],
  mistakenFor: ['path.peer-unreachable'],
  explains: ['ike.timeout', 'path.peer-unreachable'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    { tier: 2, host: 'fault', text: 'check', privilege: 'user', risk: 'reads' },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: judgeHost(['host.name-unresolved'], () => true),
});
