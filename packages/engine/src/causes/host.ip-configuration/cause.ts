import { type CaseView, defineCause, fromFacts, fromSource, type Opinion } from '../api.ts';
import { withoutLease } from '../host-state.ts';

/** An address that the configuration uses is not on the host. */
export default defineCause({
  id: 'host.ip-configuration',
  severity: 'high',
  references: ['T1-20', 'NET-01', 'PATH-02', 'EVT-I-06'],
  mistakenFor: ['path.ike-blocked', 'host.route-missing'],
  explains: [
    'path.ike-blocked',
    'path.peer-unreachable',
    'ike.timeout',
    'service.not-listening',
    'policy.no-ike-config',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'ip addr', args: [], task: 'addresses' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    if (view.breakPoint.phase === 'established' || view.breakPoint.phase === 'rekey') return null;
    for (const end of [view.initiator, view.responder]) {
      const facts = [
        ...view
          .hostFacts(end.label, 'host.send-failed')
          .filter((fact) =>
            /invalid argument|cannot assign|network is unreachable|EADDRNOTAVAIL|EINVAL|ENETUNREACH/i.test(
              String(fact.args['errno'] ?? ''),
            ),
          ),
        ...view
          .hostFacts(end.label, 'daemon.bind-failed')
          .filter((fact) => /cannot assign|EADDRNOTAVAIL/i.test(String(fact.args['errno'] ?? ''))),
        // A daemon told to connect by an address that is not its own; in a file for both ends it is no fault.
        ...(view.negotiations.length === 0 ? view.hostFacts(end.label, 'config.no-local-end') : []),
      ];
      const addresses = view.dump(end.label, 'address');
      const wanted = end.connections
        .flatMap((connection) => connection.localAddresses)
        .filter((address) => /^[0-9a-fA-F.:]+$/.test(address) && address !== '0.0.0.0' && address !== '::');
      // An interface that is down takes its addresses with it: then the host is cut off, whatever is configured.
      const down =
        addresses.some((item) => !item.up && item.interface !== 'lo') ||
        view.dump(end.label, 'host-fact').some((item) => item.name === 'interface-down');
      const absent =
        addresses.length === 0 || down
          ? []
          : wanted.filter((address) => !addresses.some((item) => item.address === address));
      const told = facts.some((fact) => !/unreachable/i.test(String(fact.args['errno'] ?? '')));
      // Without a listing of addresses, or without knowing which of them is meant, the words for a missing route and for a missing
      // address are the same.
      const unlisted = facts.length > 0 && (addresses.length === 0 || wanted.length === 0);
      if (absent.length === 0 && !told && !unlisted) continue;
      const connection = end.connections.find((item) =>
        item.localAddresses.some((address) => absent.includes(address)),
      );
      const listed =
        absent.length > 0
          ? [
              ...(connection === undefined ? [] : [fromSource(connection.src, 'configuration')]),
              ...addresses.slice(0, 3).map((item) => fromSource(item.src, 'configuration')),
            ]
          : [];
      const sure = absent.length > 0 && facts.length > 0;
      return {
        stand: sure ? 'proves' : 'indicates',
        for: [...fromFacts(facts.slice(0, 4)), ...listed],
        against: [],
        at: end.label,
        weight: 65,
        args: { host: end.label, address: absent[0] ?? '' },
        details: { host: end.label, absent, present: addresses.map((item) => item.address).slice(0, 16) },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return leaseFailed(view) ?? usesItsOwn(view);
  },
});

/** The address that the initiator negotiates from is among those that were listed of it. */
function usesItsOwn(view: CaseView): Opinion | null {
  const used = view.main?.initiatorEndpoint?.address;
  const listed = view.dump(view.initiator.label, 'address').find((item) => item.up && item.address === used);
  return listed === undefined
    ? null
    : { stand: 'excluded', for: [], against: [fromSource(listed.src, 'configuration')] };
}

/** The host got no address from its network: what it has is one that it gave itself, or none any more. */
function leaseFailed(view: CaseView): Opinion | null {
  const { phase } = view.breakPoint;
  if (phase !== 'config' && phase !== 'first') return null;
  for (const end of [view.responder, view.initiator]) {
    const found = withoutLease(view, end.label);
    if (found === null) continue;
    // An address that it negotiates from it has, whenever the listing was made.
    const used = end.role === 'initiator' ? (view.main?.initiatorEndpoint?.address ?? null) : null;
    const answered = view.rows.some((row) => row.sender === end.role && end.role === 'responder');
    if (answered || (used !== null && !found.own.includes(used))) continue;
    return {
      // When it was listed it does not say.
      stand: 'indicates',
      for: found.evidence,
      against: [],
      at: end.label,
      weight: 75,
      args: { host: end.label, address: '' },
      details: { host: end.label, absent: [], present: found.own },
      needs: [{ host: end.label, what: 'log' }],
    };
  }
  return null;
}
