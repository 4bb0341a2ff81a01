import type { CaseView, End, Evidence, IcmpView, LedgerRow, Role } from './api.ts';
import { fromFact, fromRow, fromSource } from './api.ts';
import { on4500 } from '../correlation/ledger.ts';
import { filterOfIke } from './host-filter.ts';
import { lostMessage, type LostMessage } from './lost-message.ts';

/** ICMP errors by what they mean (RFC 792, RFC 1812 5.2.7, RFC 4443). */
export function icmpKind(
  item: Pick<IcmpView, 'version' | 'type' | 'code'>,
): 'port-unreachable' | 'unreachable' | 'prohibited' | 'too-big' | 'other' {
  if (item.version === 6) {
    if (item.type === 2) return 'too-big';
    if (item.type !== 1) return 'other';
    return item.code === 4
      ? 'port-unreachable'
      : item.code === 1 || item.code === 5 || item.code === 6
        ? 'prohibited'
        : 'unreachable';
  }
  if (item.type !== 3) return 'other';
  if (item.code === 3) return 'port-unreachable';
  if (item.code === 4) return 'too-big';
  return item.code === 9 || item.code === 10 || item.code === 13 ? 'prohibited' : 'unreachable';
}

/** ICMP errors that quote IKE (UDP 500, 4500) of this negotiation's ends. */
export function ikeIcmp(view: CaseView, kind: ReturnType<typeof icmpKind>): readonly IcmpView[] {
  return view.icmp.filter(
    (item) =>
      item.quoted.protocol === 17 &&
      icmpKind(item) === kind &&
      [item.quoted.dstPort, item.quoted.srcPort].some((port) => port === 500 || port === 4500),
  );
}

/** Evidence out of ICMP errors. They can be forged, except where the host that sent them was captured sending them. */
export function icmpEvidence(items: readonly IcmpView[]): readonly Evidence[] {
  return items.flatMap((item) => item.sources.map((source) => fromSource(source, 'clear-testimony', null)));
}

type SocketError = 'unreachable' | 'prohibited' | 'port-unreachable';

const words: Readonly<Record<SocketError, RegExp>> = {
  unreachable: /no route|host unreach|host is unreach|host is down|EHOSTUNREACH/i,
  prohibited: /prohibit|not permitted|EACCES|EPERM|permission/i,
  'port-unreachable': /refused|ECONNREFUSED/i,
};

/**
 * What the daemon was told of ICMP errors by its socket. Type and code, where it writes them, say more than the error number: Linux has one
 * EHOSTUNREACH for a host that is not there and for one that a filter does not let through.
 */
export function socketErrors(view: CaseView, kind: SocketError): readonly Evidence[] {
  return view
    .facts('host.icmp-received', 'host.send-failed')
    .filter((fact) => {
      const { icmpType: type, icmpCode: code, complainant } = fact.args;
      if (typeof type === 'number' && typeof code === 'number')
        return icmpKind({ version: String(complainant ?? '').includes(':') ? 6 : 4, type, code }) === kind;
      return words[kind].test(String(fact.args['errno'] ?? ''));
    })
    .map((fact) => fromFact(fact, 'clear-testimony'));
}

/** The host's own kernel did not let the daemon send. */
function notPermitted(view: CaseView): readonly Evidence[] {
  return view
    .facts('host.send-failed')
    .filter((fact) => /not permitted|EPERM/i.test(String(fact.args['errno'] ?? '')))
    .map((fact) => fromFact(fact, 'clear-testimony'));
}

export interface LostOnPath {
  readonly lost: LostMessage;
  readonly from: End;
  readonly to: End;
  /** host: it reached the host's interface (or never left it) and the host itself dropped it. */
  readonly where: 'path' | 'host' | 'unknown';
  readonly stand: 'proves' | 'indicates';
  readonly evidence: readonly Evidence[];
  readonly dropper: string | null;
}

/**
 * Where a message that was repeated and not answered got lost. Proven when captures stood at both sides of the loss (or a log
 * says that the daemon got nothing of what a capture shows arriving); indicated by less.
 */
export function lostOnPath(view: CaseView): LostOnPath | null {
  if (view.breakPoint.manner !== 'silent' && view.breakPoint.manner !== 'icmp') return null;
  const lost = lostMessage(view);
  if (lost === null) return null;
  const from = view[lost.sender];
  const to = view[lost.receiver];
  const { row } = lost;
  // Fragments of it came: it left, whatever a capture with holes shows.
  const parts = view.incomplete.some((item) => item.ike && item.from === from.label);
  const rule = filterOfIke(view, lost.sender, 'out', row);
  const kept = rule.evidence;
  const keptIn =
    row.seenLeaving === 'no' || (row.seenLeaving === 'unknown' && row.seenArriving === 'no' && kept.length > 0);
  if (row.sentByLog === 'yes' && keptIn && !parts)
    return {
      lost,
      from,
      to,
      where: 'host',
      // A missing route or address keeps it in as well: a rule of the host settles it.
      stand: row.copies >= 3 && rule.applies === 'yes' ? 'proves' : 'indicates',
      evidence: [...lost.evidence, ...kept],
      dropper: from.label,
    };
  // Its own kernel does not let the daemon send, and a rule of the host says why.
  const denied = notPermitted(view);
  if (row.sentByLog === 'yes' && row.seenLeaving !== 'yes' && kept.length > 0 && denied.length > 0)
    return {
      lost,
      from,
      to,
      where: 'host',
      stand: rule.applies === 'yes' ? 'proves' : 'indicates',
      evidence: [...lost.evidence, ...denied.slice(0, 2), ...kept],
      dropper: from.label,
    };
  // A daemon that took it in tells more than a capture that lacks it.
  if (row.receivedByLog !== 'yes' && row.seenLeaving === 'yes' && row.seenArriving === 'no') {
    // A capture of one direction shows nobody arriving, and one without any packet of the kind may have been told to leave it out.
    const kind = on4500(row) ? 'UDP 4500' : 'IKE';
    const none = view.showsNone(to.label, kind);
    // Where records are lost, those of a capture without any may be lost as well, unless the log there knows of none either.
    const blind = to.hasLog ? none && row.receivedByLog !== 'no' && hasLosses(view) : none || view.isOneSided(to.label);
    return {
      lost,
      from,
      to,
      where: 'path',
      stand: row.copies >= 2 && !blind ? 'proves' : 'indicates',
      evidence: blind ? lost.evidence.map((item) => ({ ...item, class: 'shape' as const })) : lost.evidence,
      dropper: null,
    };
  }
  if (row.sentByLog === 'yes' && row.seenArriving === 'no')
    return { lost, from, to, where: 'unknown', stand: 'indicates', evidence: lost.evidence, dropper: null };
  // The daemon may drop what it does not want without a word, or have no socket; a rule that drops IKE on the host settles it.
  const within = { lost, from, to, where: 'host', dropper: to.label } as const;
  if (row.seenArriving === 'yes' && row.processed !== 'yes' && row.answered !== 'yes') {
    const filter = filterOfIke(view, lost.receiver, 'in', row);
    if (filter.applies === 'yes')
      return { ...within, stand: 'proves', evidence: [...lost.evidence, ...filter.evidence] };
    if (filter.applies === 'maybe')
      return { ...within, stand: 'indicates', evidence: [...lost.evidence, ...filter.evidence] };
    if (row.receivedByLog === 'no' && !took(view, to, row))
      return { ...within, stand: 'indicates', evidence: lost.evidence };
  }
  if (
    (row.seenLeaving === 'yes' || row.sentByLog === 'yes') &&
    row.receivedByLog === 'no' &&
    row.seenArriving !== 'yes' &&
    !lost.answered
  ) {
    return { lost, from, to, where: 'unknown', stand: 'indicates', evidence: lost.evidence, dropper: null };
  }
  return null;
}

/** Records of one of the two ends demonstrably lack some. */
function hasLosses(view: CaseView): boolean {
  return [view.initiator, view.responder].some(({ host }) => host.artifacts.some((id) => view.hasHoles(id)));
}

/** The end the initiator waits for, from one side only. */
export function silentEnd(view: CaseView): End {
  const role: Role = view.breakPoint.waitingFor ?? 'responder';
  return view[role];
}

/** The message and its direction as the contract writes it. */
export function directionOf(found: LostOnPath): { from: string; to: string } {
  return { from: found.from.label, to: found.to.label };
}

export { fromRow };

/** The daemon says that it took a datagram of this size from its socket: it only says no more of it. */
function took(view: CaseView, to: End, row: LedgerRow): boolean {
  return view
    .facts('packet.received')
    .some((fact) => fact.host === to.label && row.bytes !== null && Number(fact.args['bytes']) === row.bytes);
}
