import { defineCause, fromFacts, type Opinion } from '../api.ts';

/** Timed out, and not even the direction is known. */
export default defineCause({
  id: 'ike.timeout',
  severity: 'medium',
  references: ['EVT-K-16', 'EVT-K-17', 'IKE-17', 'IKE-23'],
  mistakenFor: ['path.ike-blocked', 'path.peer-unreachable'],
  explains: [],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'responder',
      text: 'log',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'journalctl -u strongswan -u strongswan-starter -u ipsec --since -1h',
        args: [],
        task: 'ike-log',
      },
    },
    {
      tier: 2,
      host: null,
      text: 'capture',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'sh',
        template: 'tcpdump -ni any -U -w ike.pcap udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.manner !== 'silent' || view.rows.length > 0) return null;
    const facts = view
      .facts('message.gave-up', 'ike.failed')
      .filter((fact) => fact.code === 'message.gave-up' || fact.args['what'] === 'peer not responding');
    const [first] = facts;
    if (first === undefined) return null;
    const other = first.role === 'responder' ? view.initiator.label : view.responder.label;
    return {
      stand: 'allows',
      for: fromFacts(facts.slice(-2)),
      against: [],
      // What the other end decided in the minute before is in its own records (inventory IKE-23).
      needs: [
        { host: other, what: 'log' },
        { host: other, what: 'capture' },
      ],
    };
  },
});
