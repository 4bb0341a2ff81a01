import type { ClearFlow, Scan } from './ip/scan-types.ts';
import type { WireClear } from './wire-reading.ts';

type Clear = { -readonly [K in keyof WireClear]: WireClear[K] };

/** Clear traffic with client ports folded away: what matters is who speaks to which service, and whether it answers. */
export function foldClear(scan: Scan): WireClear[] {
  const folded = new Map<string, Clear>();
  for (const flow of scan.clear) foldInto(folded, clearOf(flow));
  for (const echo of scan.echoes)
    foldInto(folded, {
      protocol: 'icmp-echo',
      src: echo.src,
      dst: echo.dst,
      dstPort: null,
      forward: echo.requests,
      backward: echo.replies,
      resets: 0,
      firstPacket: echo.firstPacket,
      first: echo.firstNs,
      last: echo.lastNs,
      maxForwardLength: echo.maxRequestLength,
      maxBackwardLength: echo.maxReplyLength,
    });
  return [...folded.values()].sort((a, b) => a.firstPacket - b.firstPacket);
}

function clearOf(flow: ClearFlow): Clear {
  const protocol = flow.protocol === 6 ? 'tcp' : flow.protocol === 17 ? 'udp' : 'other';
  return {
    protocol,
    src: flow.src,
    dst: flow.dst,
    dstPort: flow.ports && protocol !== 'other' ? flow.dstPort : null,
    forward: flow.forwardPackets,
    backward: flow.backwardPackets,
    resets: flow.resetsForward + flow.resetsBackward,
    firstPacket: flow.firstPacket,
    first: flow.firstNs,
    last: flow.lastNs,
    maxForwardLength: flow.maxForwardLength,
    maxBackwardLength: flow.maxBackwardLength,
  };
}

function foldInto(folded: Map<string, Clear>, item: Clear): void {
  const key = `${item.protocol}|${item.src}|${item.dst}|${item.dstPort}`;
  const known = folded.get(key);
  if (known === undefined) {
    folded.set(key, item);
    return;
  }
  known.forward += item.forward;
  known.backward += item.backward;
  known.resets += item.resets;
  if (item.firstPacket < known.firstPacket) known.firstPacket = item.firstPacket;
  if (item.first < known.first) known.first = item.first;
  if (item.last > known.last) known.last = item.last;
  known.maxForwardLength = Math.max(known.maxForwardLength, item.maxForwardLength);
  known.maxBackwardLength = Math.max(known.maxBackwardLength, item.maxBackwardLength);
}
