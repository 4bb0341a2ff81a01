import { defineCause } from '../api.ts';
import { judgeBlocked } from '../traffic.ts';

/** IKE succeeds, and AH never arrives, or a NAT rewrites what it protects. */
export default defineCause({
  id: 'path.ah-blocked',
  severity: 'high',
  references: ['NET-04', 'RFC 4302 3.3.3'],
  mistakenFor: ['host.forwarding-or-filter'],
  explains: ['symptom.no-traffic', 'path.packet-altered'],
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
  judge: (view) => judgeBlocked(view, 'AH'),
});
