import { defineCause } from '../api.ts';
import { judgeBlocked } from '../traffic.ts';

/** IKE succeeds, and ESP, plain or in UDP, never arrives. */
export default defineCause({
  id: 'path.esp-blocked',
  severity: 'high',
  references: ['NET-04', 'RFC 4303'],
  mistakenFor: ['host.forwarding-or-filter', 'sa.out-of-sync', 'policy.selector-mismatch'],
  explains: ['symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'other',
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any udp port 500 or udp port 4500 or esp or ah or icmp',
        args: [],
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => judgeBlocked(view, 'ESP'),
});
