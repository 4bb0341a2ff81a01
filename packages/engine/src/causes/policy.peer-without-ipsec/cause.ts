import { defineCause, fromSource, type Opinion } from '../api.ts';
import { ikeIcmp } from '../path-facts.ts';

/** One side requires IPsec, and the other has none. */
export default defineCause({
  id: 'policy.peer-without-ipsec',
  severity: 'medium',
  references: ['T2-09', 'EVT-K-13', 'GD-15'],
  mistakenFor: ['service.not-listening', 'path.ike-blocked'],
  explains: ['symptom.timeout'],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'swanctl --list-conns || ipsec status', args: [], task: 'configuration' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase !== 'first' || view.breakPoint.manner === 'refused') return null;
    const peer = view.responder;
    // A host with no daemon, no configuration and no listening socket; its own listing has to say so.
    const empty = view.dump(peer.label, 'listing').filter((item) => item.of === 'connections' && item.entries === 0);
    if (
      empty.length === 0 ||
      view.dump(peer.label, 'connection').length > 0 ||
      view.hostFacts(peer.label, 'daemon.started').length > 0
    )
      return null;
    return {
      stand: ikeIcmp(view, 'port-unreachable').length > 0 ? 'indicates' : 'allows',
      for: empty.map((item) => fromSource(item.src, 'configuration')),
      against: [],
      weight: 40,
      at: peer.label,
      args: { peer: peer.label },
      details: { peer: peer.label },
    };
  },
});
