import { defineCause } from '../api.ts';
import { judgeBlocked } from '../traffic.ts';

/** IKE succeeds, and ESP, plain or in UDP, never arrives. */
export default defineCause({
  id: 'path.esp-blocked',
  severity: 'high',
  references: ['PATH-10', 'LOSS-01', 'T1-21', 'RFC 4303', 'RFC 3948'],
  mistakenFor: ['host.forwarding-or-filter', 'sa.out-of-sync', 'policy.selector-mismatch'],
  explains: ['symptom.no-traffic'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: null,
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any esp or ah or udp port 4500 or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    {
      tier: 2,
      host: null,
      text: 'counters',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip -s xfrm state list nokeys', args: [], task: 'sa-listing' },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => judgeBlocked(view, 'ESP'),
});
