/** ICMP errors, as a case sees them. */
import type { Source } from '../observations/index.ts';
import type { WireIcmp } from '../protocol/wire-reading.ts';
import type { Account } from './account.ts';
import { hostByLabel } from './account-index.ts';
import { trafficIndex } from './traffic-index.ts';
import type { BreakPoint, Host, IcmpView, LedgerRow } from './types.ts';
import { isoTime } from './wire-attempts.ts';

/** ICMP errors about packets between the two hosts of a case. */
export function icmpOf(account: Account, labels: { initiator: string; responder: string }): IcmpView[] {
  const pair = new Set([labels.initiator, labels.responder]);
  // An error about packets between this end and another host that takes part is of another case.
  const ofOthers = (label: string): boolean => !pair.has(label) && hostByLabel(account, label) !== undefined;
  const views: IcmpView[] = [];
  for (const { artifact, item } of trafficIndex(account).icmpOf([...pair])) {
    const src = account.ownerOf(item.quotedSrc, item.quotedSrcPort) ?? item.quotedSrc;
    const dst = account.ownerOf(item.quotedDst, item.quotedDstPort) ?? item.quotedDst;
    if (ofOthers(src) || ofOthers(dst)) continue;
    views.push({
      from: account.ownerOf(item.src) ?? item.src,
      type: item.type,
      code: item.code,
      version: item.version,
      mtu: item.mtu,
      quoted: {
        src,
        dst,
        protocol: item.quotedProtocol,
        srcPort: item.quotedSrcPort,
        dstPort: item.quotedDstPort,
        spi: item.quotedSpi,
      },
      count: item.count,
      sources: [icmpSource(artifact, item)],
      ns: item.ns + (account.clocks.get(artifact)?.offset ?? 0n),
      artifact,
    });
  }
  return views;
}

function icmpSource(artifact: string, item: WireIcmp): Source {
  const name = `ICMP${item.version === 6 ? 'v6' : ''} type ${item.type} code ${item.code}`;
  return {
    artifact,
    at: [{ packet: item.packet }],
    quote: `${item.src} > ${item.dst} ${name}${item.mtu === null ? '' : ` mtu ${item.mtu}`} quoting ${item.quotedSrc}${item.quotedSrcPort === null ? '' : `.${item.quotedSrcPort}`} > ${item.quotedDst}${item.quotedDstPort === null ? '' : `.${item.quotedDstPort}`} protocol ${item.quotedProtocol}`,
    time: isoTime(item.ns),
  };
}

/**
 * A port that is closed says so to the first datagram. Where it only says so after several had gone unanswered, somebody listened
 * then, and was stopped since.
 */
function cameLate(item: IcmpView, rows: readonly LedgerRow[]): boolean {
  const closed = item.code === (item.version === 6 ? 4 : 3);
  const asked = rows.filter((row) => row.sender === 'initiator' && row.at !== null && row.copies > 1).at(-1);
  if (!closed || asked?.at == null || item.ns === null) return false;
  return item.ns - asked.at > 2_000_000_000n;
}

/** A silence for which an ICMP error was sent is no silence. */
export function withIcmp(
  breakPoint: BreakPoint,
  icmp: readonly IcmpView[],
  responder: Host,
  rows: readonly LedgerRow[],
): BreakPoint {
  const early = breakPoint.phase === 'first' || breakPoint.phase === 'keys' || breakPoint.phase === 'auth';
  if (breakPoint.manner !== 'silent' || !early) return breakPoint;
  const errors = icmp.filter(
    (item) =>
      item.quoted.protocol === 17 &&
      [item.quoted.dstPort, item.quoted.srcPort].some((port) => port === 500 || port === 4500) &&
      item.type === (item.version === 6 ? 1 : 3) &&
      !cameLate(item, rows),
  );
  if (errors.length === 0) return breakPoint;
  const fromPeer = errors.some((item) => item.from === responder.label || responder.addresses.includes(item.from));
  return {
    ...breakPoint,
    manner: 'icmp',
    decidedBy: fromPeer ? 'responder' : 'path',
    failedSender: 'initiator',
    waitingFor: 'responder',
  };
}
