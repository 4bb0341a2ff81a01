import { type CaseView, defineCause, type End, fromSource, type HostFact, type Opinion } from '../api.ts';
import { filterOfFirst } from '../host-filter.ts';
import { directionOf, icmpEvidence, ikeIcmp, lostOnPath, silentEnd, socketErrors } from '../path-facts.ts';

/** UDP 500 is filtered on the way or by a firewall of one of the hosts. */
export default defineCause({
  id: 'path.ike-blocked',
  severity: 'high',
  references: ['IKE-01', 'PATH-08', 'T1-21', 'T2-23', 'RFC 7296 2'],
  mistakenFor: ['path.peer-unreachable', 'service.not-listening', 'ike.peer-failed'],
  explains: ['ike.timeout', 'symptom.timeout', 'ike.peer-failed'],
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
        template: 'tcpdump -ni any udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
        args: [],
        task: 'capture',
      },
    },
    {
      tier: 2,
      host: 'fault',
      text: 'check',
      privilege: 'admin',
      risk: 'reads',
      command: { shell: 'sh', template: 'nft list ruleset', args: [], task: 'firewall' },
    },
    { tier: 2, host: 'fault', text: 'fix', privilege: 'admin', risk: 'disrupts' },
  ],
  judge(view): Opinion | null {
    const { phase, manner } = view.breakPoint;
    if ((phase !== 'first' && phase !== 'keys') || (manner !== 'silent' && manner !== 'icmp')) return null;
    // A host that answers with port unreachable got the datagram: nothing was filtered on the way to it.
    const refused = ikeIcmp(view, 'port-unreachable').filter(
      (item) => item.from === silentEnd(view).label || silentEnd(view).host.addresses.includes(item.from),
    );
    if (refused.length > 0) return { stand: 'excluded', for: [], against: icmpEvidence(refused) };
    const prohibited = ikeIcmp(view, 'prohibited');
    const told = [...icmpEvidence(prohibited), ...socketErrors(view, 'prohibited')];
    const found = lostOnPath(view);
    const needs = [
      { host: silentEnd(view).label, what: 'capture' as const },
      { host: silentEnd(view).label, what: 'firewall' as const },
    ];
    if (found !== null && found.lost.port !== 4500 && !found.lost.large) {
      const direction = directionOf(found);
      const unreachable = ikeIcmp(view, 'unreachable').length > 0 || socketErrors(view, 'unreachable').length > 0;
      // The way itself says that the host cannot be reached: that it is filtered is only what else it may be.
      const stand =
        unreachable && view.alive.responder !== 'yes'
          ? 'allows'
          : !unreachable &&
              found.stand === 'proves' &&
              // A host whose interface is down is not filtered; something of one end has to have reached the other.
              (found.where !== 'path' || view.alive.initiator === 'yes' || view.alive.responder === 'yes')
            ? 'proves'
            : 'indicates';
      // That it was sent and not received fits a host that is off the network as well, where nothing tells that it is there.
      const dark =
        view.alive[found.lost.receiver] !== 'yes' &&
        (found.where === 'unknown' || (found.where === 'path' && view.alive[found.lost.sender] !== 'yes'));
      const evidence = dark ? found.evidence.map((item) => ({ ...item, class: 'absence' as const })) : found.evidence;
      const signs = view.lifeSigns[found.lost.sender].slice(0, 2);
      // That the sender lives makes nothing surer where the loss itself is read off a capture that may not show it.
      const shape = evidence.every((item) => item.class === 'shape' || item.class === 'absence');
      return {
        stand,
        for: [...evidence, ...told, ...(shape ? signs.map((item) => ({ ...item, class: 'shape' as const })) : signs)],
        against: [],
        weight: 75,
        at: found.dropper,
        direction,
        args: { from: direction.from, to: direction.to, where: found.where },
        details: {
          direction: `${direction.from}->${direction.to}`,
          where: found.where,
          lastSeen: found.lost.arrived === 'yes' ? found.to.label : found.from.label,
          step: found.lost.row.step,
          copies: found.lost.row.copies,
        },
        needs,
      };
    }
    const direction = { from: view.initiator.label, to: view.responder.label };
    const base = {
      at: null,
      direction,
      args: { from: direction.from, to: direction.to, where: 'unknown' },
      details: {
        direction: `${direction.from}->${direction.to}`,
        where: 'unknown',
        icmp: prohibited.map((item) => ({ from: item.from, type: item.type, code: item.code })),
      },
      needs,
    };
    const filter = view.alive.responder === 'yes' && phase !== 'first' ? null : filterOfFirst(view);
    if (filter !== null) {
      const [from, to] =
        filter.sender === 'initiator' ? [view.initiator, view.responder] : [view.responder, view.initiator];
      const way = { from: from.label, to: to.label };
      return {
        stand: 'indicates',
        for: [...filter.evidence, ...told],
        against: [],
        weight: filter.applies === 'yes' ? 86 : 62,
        ...base,
        at: view[filter.role].label,
        direction: way,
        args: { ...way, where: 'host' },
        details: { ...base.details, direction: `${way.from}->${way.to}`, where: 'host' },
      };
    }
    const silent = silentEnd(view);
    const asking = silent === view.initiator ? view.responder : view.initiator;
    // A host may stop what comes in, and as well what it sends itself.
    const stopped = droppedByHost(view, silent);
    const dropped = stopped.length > 0 ? stopped : droppedByHost(view, asking);
    const blocks = dropped.length > 0 ? dropped : blockedByPlatform(view, silent);
    const [by] = blocks;
    if (by !== undefined)
      return {
        stand: 'indicates',
        for: [
          ...blocks.map((fact) => fromSource(fact.src, dropped.length > 0 ? 'statement' : 'configuration')),
          ...told,
        ],
        against: [],
        // A filter that would stop it may be outdone by one of another layer; a packet that was dropped is gone.
        weight: dropped.length > 0 ? 88 : 62,
        ...base,
        at: (stopped.length === 0 && dropped.length > 0 ? asking : silent).label,
        args: { ...base.args, where: 'host' },
        details: { ...base.details, where: 'host', ...filterNamed(by) },
      };
    if (told.length > 0) return { stand: 'indicates', for: told, against: [], weight: 85, ...base };
    if (view.alive.responder === 'yes' && view.lifeSigns.responder.length > 0 && phase === 'first')
      // That the host lives speaks for a filter and against a dead host; a daemon that drops the request looks the same.
      return {
        stand: 'indicates',
        for: view.lifeSigns.responder.map((item) => ({ ...item, class: 'shape' as const })),
        against: [],
        weight: 55,
        ...base,
      };
    return { stand: 'allows', for: [], against: [], ...base };
  },
});

/** The host's own filtering platform counts packets of IKE from the other end among those that it dropped. */
function droppedByHost(view: CaseView, end: End): readonly HostFact[] {
  const other = end === view.initiator ? view.responder : view.initiator;
  const asked = end.role === 'responder' ? view.main?.initiatorEndpoint : view.main?.responderEndpoint;
  const from = new Set([...other.host.addresses, ...(asked == null ? [] : [asked.address])]);
  return view
    .dump(end.label, 'host-fact')
    .filter(
      (fact) =>
        fact.name === 'firewall-drop' &&
        /^udp\/(?:500|4500) /.test(fact.value) &&
        from.has(fact.value.split(' ')[1] ?? ''),
    )
    .slice(0, 2);
}

/** A filter of the platform names the port of IKE and blocks what comes in on it. */
function blockedByPlatform(view: CaseView, silent: End): readonly HostFact[] {
  return view
    .dump(silent.label, 'host-fact')
    .filter((fact) => fact.name === 'firewall-blocks' && fact.value.startsWith('udp/500 in '))
    .slice(0, 2);
}

/** The filter that a fact of the platform names. */
function filterNamed(fact: HostFact): { readonly filter?: string } {
  const at = fact.value.indexOf(' "');
  return at < 0 ? {} : { filter: fact.value.slice(at + 1) };
}
