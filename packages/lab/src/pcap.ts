import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Sighting } from './types.ts';

/**
 * The lab's own small capture reader, kept apart from the engine's so that one cannot hide a fault of the other.
 * Reads what the lab itself records: pcap (µs and ns) and pcapng, Ethernet and Linux cooked v2, IPv4 and IPv6.
 */
export function readCapture(path: string): Sighting[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return [];
  }
  if (bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  if (bytes.length < 24) return [];
  return bytes.readUInt32LE(0) === 0x0a0d0d0a ? readPcapng(bytes) : readPcap(bytes);
}

function readPcap(bytes: Buffer): Sighting[] {
  const scale = bytes.readUInt32LE(0) === 0xa1b23c4d ? 1n : 1000n;
  const link = bytes.readUInt32LE(20);
  const out: Sighting[] = [];
  for (let at = 24; at + 16 <= bytes.length; ) {
    const time = BigInt(bytes.readUInt32LE(at)) * 1_000_000_000n + BigInt(bytes.readUInt32LE(at + 4)) * scale;
    const length = bytes.readUInt32LE(at + 8);
    const end = at + 16 + length;
    if (end > bytes.length) break;
    const seen = readFrame(bytes.subarray(at + 16, end), link, time);
    if (seen !== null) out.push(seen);
    at = end;
  }
  return out;
}

function readPcapng(bytes: Buffer): Sighting[] {
  const out: Sighting[] = [];
  const links: number[] = [];
  const units: bigint[] = [];
  for (let at = 0; at + 12 <= bytes.length; ) {
    const type = bytes.readUInt32LE(at);
    const size = bytes.readUInt32LE(at + 4);
    if (size < 12 || at + size > bytes.length) break;
    if (type === 1) {
      links.push(bytes.readUInt16LE(at + 8));
      units.push(resolution(bytes.subarray(at + 16, at + size - 4)));
    } else if (type === 6) {
      const id = bytes.readUInt32LE(at + 8);
      const ticks = (BigInt(bytes.readUInt32LE(at + 12)) << 32n) | BigInt(bytes.readUInt32LE(at + 16));
      const length = bytes.readUInt32LE(at + 20);
      const seen = readFrame(bytes.subarray(at + 28, at + 28 + length), links[id] ?? 1, ticks * (units[id] ?? 1000n));
      if (seen !== null) out.push(seen);
    }
    at += size;
  }
  return out;
}

/** Nanoseconds per tick from an interface's options. */
function resolution(options: Buffer): bigint {
  for (let at = 0; at + 4 <= options.length; ) {
    const code = options.readUInt16LE(at);
    const length = options.readUInt16LE(at + 2);
    if (code === 9 && length === 1) return options[at + 4] === 9 ? 1n : 1000n;
    if (code === 0) break;
    at += 4 + ((length + 3) & ~3);
  }
  return 1000n;
}

function readFrame(frame: Buffer, link: number, time: bigint): Sighting | null {
  const head = link === 276 ? 20 : link === 113 ? 16 : 14;
  if (frame.length < head) return null;
  const type = link === 276 ? frame.readUInt16BE(0) : link === 113 ? frame.readUInt16BE(14) : frame.readUInt16BE(12);
  const body = frame.subarray(head);
  if (type === 0x0800) return read4(body, time);
  if (type === 0x86dd) return read6(body, time);
  return null;
}

function read4(ip: Buffer, time: bigint): Sighting | null {
  if (ip.length < 20) return null;
  const head = ((ip[0] ?? 0) & 15) * 4;
  const text = (at: number): string => [...ip.subarray(at, at + 4)].join('.');
  const fragment = ip.readUInt16BE(6) & 0x3fff;
  const rest = ip.subarray(head, ip.readUInt16BE(2));
  return finish(time, text(12), text(16), ip[9] ?? 0, rest, fragment !== 0, (fragment & 0x1fff) === 0);
}

function read6(ip: Buffer, time: bigint): Sighting | null {
  if (ip.length < 40) return null;
  const text = (at: number): string => {
    const groups: string[] = [];
    for (let i = 0; i < 8; i++) groups.push(ip.readUInt16BE(at + 2 * i).toString(16));
    return groups.join(':');
  };
  let protocol = ip[6] ?? 0;
  let at = 40;
  let fragment = false;
  let first = true;
  while ((protocol === 0 || protocol === 43 || protocol === 60 || protocol === 44) && at + 8 <= ip.length) {
    if (protocol === 44) {
      fragment = true;
      first = (ip.readUInt16BE(at + 2) & 0xfff8) === 0;
    }
    const size = protocol === 44 ? 8 : ((ip[at + 1] ?? 0) + 1) * 8;
    protocol = ip[at] ?? 0;
    at += size;
  }
  return finish(time, text(8), text(24), protocol, ip.subarray(at, 40 + ip.readUInt16BE(4)), fragment, first);
}

function finish(
  time: bigint,
  from: string,
  to: string,
  protocol: number,
  rest: Buffer,
  fragment: boolean,
  first: boolean,
): Sighting {
  if (protocol !== 17 || !first || rest.length < 8) {
    return {
      time,
      from,
      to,
      protocol,
      sourcePort: null,
      destinationPort: null,
      payload: rest,
      length: rest.length,
      fragment,
    };
  }
  return {
    time,
    from,
    to,
    protocol,
    sourcePort: rest.readUInt16BE(0),
    destinationPort: rest.readUInt16BE(2),
    payload: rest.subarray(8),
    length: rest.readUInt16BE(4) - 8,
    fragment,
  };
}

/** What a UDP datagram on an IKE port carries, or null when it is none. */
export function carries(seen: Sighting): 'ike' | 'esp' | 'keepalive' | null {
  if (seen.protocol !== 17 || seen.sourcePort === null) return null;
  const ports = [seen.sourcePort, seen.destinationPort];
  if (ports.includes(500)) return 'ike';
  if (!ports.includes(4500)) return null;
  if (seen.length === 1) return 'keepalive';
  const p = seen.payload;
  return (p[0] ?? 1) === 0 && p[1] === 0 && p[2] === 0 && p[3] === 0 ? 'ike' : 'esp';
}
