/** Events of a trace as the providers write them, from the published layouts. Synthetic. */
import { traceData, type WrittenTraceEvent } from './write.ts';

export const wfp = '0C478C5B035141B18C584A6737DA32E3';
export const packetCapture = '2ED6006E47294609B4233EE7BCD678EF';
export const packetMonitor = '4D4F80D9C8BD4D73BB5B19C90402C5AC';
export const rras = '2498997209674E21A92693854033638E';
export const start = 1_777_885_200_000_000_000n;

const sid = Uint8Array.of(1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0);

/** SOCKADDR_IN: family, port in network order, address, and eight bytes to fill it up. */
export function socket(address: string, port = 500): Uint8Array {
  const out = new Uint8Array(16);
  out[0] = 2;
  out[2] = port >> 8;
  out[3] = port & 255;
  out.set(address.split('.').map(Number), 4);
  return out;
}

interface Failure {
  readonly own: string;
  readonly peer: string;
  readonly code: number;
  /** 1 here, 2 at the peer (IKEEXT_ERROR_POINT). */
  readonly point: number;
  readonly role: number;
  readonly state: number;
  /** Seconds after the start. */
  readonly at: number;
  readonly version?: 0 | 1;
}

/** 1005: main mode failed. Between the names and the code stand lists of security identifiers, whose form is not told by every reader. */
export function mainModeFailure(failure: Failure): WrittenTraceEvent {
  const [own, peer] = [socket(failure.own), socket(failure.peer)];
  const fields = traceData(
    { u64: 0n },
    { u32: own.length },
    { bytes: own },
    { u32: peer.length },
    { bytes: peer },
    { u32: 0 },
    { text: 'System' },
    { bytes: sid },
    { text: '' },
    { text: '' },
    { u32: 1 },
    { u32: 7 },
    { text: 'S-1-1-0' },
    { u32: 0 },
    { u32: 0 },
    { text: '' },
    { u32: failure.code },
    { u32: failure.point },
    { u32: 0 },
    { u32: 0 },
    { u32: failure.state },
    { u32: failure.role },
    { u32: 2 },
    { u64: 17n },
    { u64: 54_919_761n },
    ...(failure.version === 1 ? [{ bytes: new Uint8Array(16) }] : []),
  );
  return { provider: wfp, id: 1005, version: failure.version ?? 0, ns: moment(failure.at), data: fields };
}

export const moment = (seconds: number): bigint => start + BigInt(Math.round(seconds * 1000)) * 1_000_000n;

const keywords = { start: 0x4000_0000n, end: 0x8000_0000n, send: 0x1_0000_0000n, receive: 0x2_0000_0000n } as const;

/** 1001: a frame, in as many pieces as are given. */
export function frameEvents(at: number, out: boolean, ...pieces: readonly Uint8Array[]): WrittenTraceEvent[] {
  return pieces.map((piece, index) => ({
    provider: packetCapture,
    id: 1001,
    ns: moment(at),
    keywords:
      (index === 0 ? keywords.start : 0n) |
      (index === pieces.length - 1 ? keywords.end : 0n) |
      (out ? keywords.send : keywords.receive),
    data: traceData({ u32: 12 }, { u32: 12 }, { u32: piece.length }, { bytes: piece }),
  }));
}

interface Seen {
  readonly group: number;
  readonly appearance: number;
  /** PKTMON_DIRECTION_TAG. */
  readonly way: number;
  readonly frame: Uint8Array;
  readonly at: number;
  readonly component?: number;
  readonly originalSize?: number;
  /** 170: dropped here. */
  readonly dropped?: true;
}

/** 160 or 170 of the packet monitor: a packet as a component saw it. */
export function monitored(seen: Seen): WrittenTraceEvent {
  const head = new Uint8Array(34);
  const view = new DataView(head.buffer);
  view.setBigUint64(0, BigInt(seen.group), true);
  view.setUint16(8, 1, true);
  view.setUint16(10, seen.appearance, true);
  view.setUint16(12, seen.way, true);
  view.setUint16(14, 1, true);
  view.setUint16(16, seen.component ?? 9, true);
  view.setUint16(30, seen.originalSize ?? seen.frame.length, true);
  view.setUint16(32, seen.frame.length, true);
  return {
    provider: packetMonitor,
    id: seen.dropped === true ? 170 : 160,
    ns: moment(seen.at),
    data: traceData({ bytes: head }, { bytes: seen.frame }),
  };
}
