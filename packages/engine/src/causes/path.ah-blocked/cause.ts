import { defineCause } from '../api.ts';
import { judgeBlocked } from '../traffic.ts';

/** IKE succeeds, and AH never arrives, or a NAT rewrites what it protects. */
export default defineCause({
  id: 'path.ah-blocked',
  severity: 'high',
  references: ['PATH-11', 'LOSS-01', 'RFC 4302 3.3.3', 'RFC 3947'],
  mistakenFor: ['host.forwarding-or-filter'],
  explains: ['sa.transform-disagreement', 'symptom.no-traffic', 'path.packet-altered', 'sa.out-of-sync'],
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
        template: 'tcpdump -ni any ah or esp or udp port 4500 or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    { tier: 2, host: null, text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge: (view) => judgeBlocked(view, 'AH'),
});
