/** IKE and ESP in TCP (RFC 9329): a stream of messages with their length in front. */
import { hex, u16 } from '../protocol/bytes.ts';
import { hasNonEspMarker } from '../protocol/ip/transport.ts';
import type { IkeMessages } from './ike-messages.ts';
import type { End } from './nat-hashes.ts';

const prefix = [0x49, 0x4b, 0x45, 0x54, 0x43, 0x50];
const maxFlows = 4096;

interface Flow {
  /** Octets of the message that went on beyond the last segment, and whether they stay. */
  left: number;
  keep: boolean;
}

/** Follows the messages of streams, segment by segment in the order they were captured. */
export class TcpIke {
  private readonly ike: IkeMessages;
  private readonly flows = new Map<string, Flow>();

  constructor(ike: IkeMessages) {
    this.ike = ike;
  }

  /** Redacts the data of a segment; false: it is of no stream of IKE that is known. */
  replace(bytes: Uint8Array, at: number, end: number, ends: readonly End[]): boolean {
    const key = ends.map(({ address, port }) => `${hex(address)}:${port}`).join('|');
    let from = at;
    let flow = this.flows.get(key);
    if (prefix.every((byte, i) => bytes[at + i] === byte)) {
      from += prefix.length;
      flow = undefined;
    } else if (flow === undefined && !this.begins(bytes, at, end)) return false;
    flow ??= { left: 0, keep: true };
    if (this.flows.size >= maxFlows) this.flows.clear();
    this.flows.set(key, flow);
    if (flow.left > 0) {
      const part = Math.min(flow.left, end - from);
      if (!flow.keep) bytes.fill(0, from, from + part);
      flow.left -= part;
      from += part;
    }
    while (from + 2 <= end) {
      const length = u16(bytes, from) ?? 0;
      if (length < 2) {
        bytes.fill(0, from, end);
        return true;
      }
      const stop = Math.min(from + length, end);
      const isIke = hasNonEspMarker(bytes, from + 2, stop - from - 2);
      flow.keep = !isIke || this.ike.sealed(bytes, from + 6, stop);
      if (!flow.keep) this.ike.replace(bytes, from + 6, stop, ends);
      flow.left = from + length - stop;
      from = stop;
    }
    if (from < end) bytes.fill(0, from, end);
    return true;
  }

  /** A stream whose beginning was not captured goes on with a message that is whole. */
  private begins(bytes: Uint8Array, at: number, end: number): boolean {
    const length = u16(bytes, at) ?? 0;
    return length >= 10 && at + length === end;
  }
}
