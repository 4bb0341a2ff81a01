import type { WrittenPacket } from '../capture/write.ts';
import type { EtlEvent } from './read.ts';

/**
 * Packets in a trace: event 1001 of Microsoft-Windows-NDIS-PacketCapture (`netsh trace start capture=yes`, `New-NetEventSession`) has a piece
 * of a frame. Keywords say which piece begins or ends a frame, where it was going, and its medium, as etl2pcapng of Microsoft (MIT) reads them.
 */
export const packetProvider = '{2ED6006E-4729-4609-B423-3EE7BCD678EF}';

const fragmentId = 1001;
const keyword = {
  wirelessWan: 0x200n,
  native80211: 0x1_0000n,
  start: 0x4000_0000n,
  end: 0x8000_0000n,
  send: 0x1_0000_0000n,
} as const;
/** Miniport interface, lower interface, and size of the piece, four bytes each. */
const fragmentHeader = 12;
/** Bytes of a frame that is put together of pieces. */
const maxFrame = 262_144;
/** Frames that are put together at a time: each processor and interface has one. */
const maxOpen = 256;

/** LINKTYPE_ETHERNET, LINKTYPE_RAW, LINKTYPE_IEEE802_11 (the pcap registry). */
export const linkTypes = { ethernet: 1, raw: 101, wireless: 105 } as const;

/** A frame, and the interface it was seen at. */
export interface EtlPacket {
  readonly ns: bigint;
  readonly frame: Uint8Array;
  /** Length on the wire, where the frame was cut. */
  readonly originalLength?: number;
  readonly linkType: number;
  /** LowerIfIndex: where several layers of one interface are captured, each has its own number. */
  readonly interfaceIndex: number;
  readonly direction: NonNullable<WrittenPacket['direction']>;
}

interface Open {
  pieces: Uint8Array[];
  length: number;
}

/** Puts the pieces of frames together. `add` gives a frame when its last piece has come, and a reason where a piece does not fit. */
export function packetAssembler(): { add(event: EtlEvent): EtlPacket | string | null } {
  const open = new Map<string, Open>();
  return {
    add(event) {
      if (event.id !== fragmentId) return null;
      const { data } = event;
      if (data.length < fragmentHeader) return 'a piece of a frame without its header';
      const view = new DataView(data.buffer, data.byteOffset, data.length);
      const size = view.getUint32(8, true);
      if (size > data.length - fragmentHeader)
        return `a piece of ${size} bytes of which ${data.length - fragmentHeader} are there`;
      const interfaceIndex = view.getUint32(4, true);
      const key = `${view.getUint32(0, true)} ${interfaceIndex} ${event.threadId}`;
      const piece = data.subarray(fragmentHeader, fragmentHeader + size);
      const starts = (event.keywords & keyword.start) !== 0n;
      const ends = (event.keywords & keyword.end) !== 0n;
      const held = open.get(key);
      if (starts) open.delete(key);
      else if (held === undefined) return 'a piece of a frame whose beginning is not there';
      const frame: Open = starts || held === undefined ? { pieces: [], length: 0 } : held;
      frame.pieces.push(piece.slice());
      frame.length += piece.length;
      if (frame.length > maxFrame) {
        open.delete(key);
        return `a frame of more than ${maxFrame} bytes`;
      }
      if (!ends) {
        if (open.size < maxOpen) open.set(key, frame);
        return null;
      }
      open.delete(key);
      if (event.ns === null) return 'a frame without a time';
      return {
        ns: event.ns,
        frame: joined(frame),
        linkType:
          (event.keywords & keyword.native80211) !== 0n
            ? linkTypes.wireless
            : (event.keywords & keyword.wirelessWan) !== 0n
              ? linkTypes.raw
              : linkTypes.ethernet,
        interfaceIndex,
        direction: (event.keywords & keyword.send) === 0n ? 'in' : 'out',
      };
    },
  };
}

function joined({ pieces, length }: Open): Uint8Array {
  const out = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}
