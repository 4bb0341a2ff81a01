import {
  type CaseView,
  defineCause,
  type End,
  type Evidence,
  type Fact,
  fromFacts,
  fromRow,
  type Opinion,
} from '../api.ts';
import {
  exempted,
  exemptedByStore,
  heldPing,
  type LeanedOn,
  negotiated,
  negotiatedByStore,
  serversOf,
  storeWithout,
} from '../exempt-servers.ts';

interface Found {
  readonly server: LeanedOn;
  readonly evidence: readonly Evidence[];
  readonly weight: number;
  /** Both policies say so: this end asks for security, and the server's own policy has no rule for it; and it was tried in vain. */
  readonly agreed: boolean;
}

/** What shows that the policy of this end is in the way between it and a server it leans on. */
function find(view: CaseView, end: End): Found | null {
  const other = end === view.initiator ? view.responder : view.initiator;
  const asked = other.role === 'responder' ? view.main?.responderEndpoint : view.main?.initiatorEndpoint;
  let best: Found | null = null;
  for (const server of serversOf(view, end.label)) {
    // A server with rules of its own, or with which IPsec stood before, may well be meant to speak IPsec.
    const peer = asked?.address === server.address || other.host.addresses.includes(server.address);
    const without = peer ? storeWithout(other, end) : [];
    const stood = view.stood('ike.established').length > 0;
    const speaks = peer && (stood || (other.hasConfiguration && without.length === 0));
    if (speaks || exempted(view, end.label, server) || exemptedByStore(end, server)) continue;
    const ping = heldPing(view, end.label, server);
    const stored = negotiatedByStore(end, server);
    const rules = [...negotiated(view, end, server), ...stored];
    const row = view.rows.find((item) => item.sender === end.role);
    // A fallback to clear began with IKE that nobody answered.
    const soft = view.facts('child.soft').filter((fact) => fact.host === end.label);
    const recorded = inVain(view, end, other);
    const asks = !peer
      ? []
      : end.role === 'initiator' && row !== undefined
        ? fromRow(row).slice(0, 1)
        : fromFacts([...soft.slice(0, 1), ...recorded]);
    if (ping.length + rules.length + asks.length === 0) continue;
    // A rule alone may fall short of this traffic; what the driver or IKE did with it does not.
    const agreed = stored.length > 0 && asks.length > 0 && without.length > 0;
    // That the server itself has no policy for this host is no other cause, but the other half of this one.
    const refused = recorded.some((fact) => fact.host === other.label);
    // Of a record alone that nobody answered: the exemption may be there, and another filter in front of it.
    const silence = recorded.length === asks.length && asks.length > 0 && !refused && ping.length + rules.length === 0;
    const weight = refused ? 100 : asks.length > 0 ? 85 : ping.length > 0 ? 80 : 60;
    if (best === null || weight > best.weight)
      best = {
        server,
        weight,
        evidence: [server.told, ...asks, ...ping, ...rules, ...(agreed ? without : [])].map((item) =>
          silence ? { ...item, class: 'absence' } : item,
        ),
        agreed,
      };
  }
  return best;
}

/** Records alone, without packets: this end asked the server for IKE and got no answer, or the server's own log has no policy for it. */
function inVain(view: CaseView, end: End, other: End): readonly Fact[] {
  if (view.rows.length > 0 || end.role !== 'initiator' || view.breakPoint.phase !== 'first') return [];
  const [asked] = view
    .facts('message.gave-up')
    .filter((fact) => fact.host === end.label && fact.args['answered'] !== true);
  if (asked === undefined) return [];
  return [
    asked,
    ...view
      .facts('policy.no-ike-config')
      .filter((fact) => fact.host === other.label)
      .slice(0, 1),
  ];
}

/** Whether a ticket is what this negotiation lacks: Kerberos is among its ways of authentication, or nothing was negotiated at all. */
function leansOnDirectory(view: CaseView, found: Found): boolean {
  if (view.breakPoint.phase === 'config') return true;
  const peer = view.main?.responderEndpoint?.address === found.server.address;
  if (peer) return true;
  if (view.breakPoint.phase !== 'auth' || found.server.kind !== 'domain-controller') return false;
  const rounds = [view.initiator, view.responder].flatMap((end) => end.connections.flatMap((item) => item.local));
  return rounds.some((round) => round.method === 'kerberos' || /kerb/i.test(round.detail ?? ''));
}

/** A server that has to be reached without IPsec (domain controller, DNS, DHCP, WINS) is not exempt from the policy. */
export default defineCause({
  id: 'policy.exemption-missing',
  severity: 'high',
  references: ['DC-02', 'DC-04', 'NAM-08', 'NET-07', 'NET-08', 'TOOL-29'],
  mistakenFor: ['policy.peer-without-ipsec', 'service.not-listening', 'path.ike-blocked'],
  explains: [
    'service.not-listening',
    'path.ike-blocked',
    'path.peer-unreachable',
    'policy.peer-without-ipsec',
    'name.resolution-failed',
    'auth.kerberos-unavailable',
    'ike.timeout',
  ],
  steps: [
    { tier: 1, host: null, text: 'ask', privilege: 'user', risk: 'none' },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: {
        shell: 'cmd',
        template: 'netsh advfirewall consec show rule name=all',
        args: [],
        task: 'configuration',
      },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
    { tier: 3, host: 'fault', text: 'escalate', privilege: 'admin', risk: 'none' },
  ],
  judge(view): Opinion | null {
    const { phase } = view.breakPoint;
    if (phase !== 'config' && phase !== 'first' && phase !== 'auth') return null;
    for (const end of [view.initiator, view.responder]) {
      const found = find(view, end);
      if (found === null || !leansOnDirectory(view, found)) continue;
      const { address, kind } = found.server;
      return {
        // What a server is to the host its listings say; that it is meant to be exempt is how networks are built, not a rule. The server's own
        // policy settles it.
        stand: found.agreed && view.breakPoint.manner === 'silent' ? 'proves' : 'indicates',
        for: found.evidence,
        against: [],
        weight: found.weight,
        at: end.label,
        args: { host: end.label, address },
        details: { host: end.label, address, server: kind },
        needs: [{ host: end.label, what: 'configuration' }],
      };
    }
    return null;
  },
});
