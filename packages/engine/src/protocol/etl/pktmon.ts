import { type EtlPacket, linkTypes } from './packets.ts';
import type { EtlEvent } from './read.ts';

/**
 * Packets in a trace of the packet monitor (`pktmon start --capture`): event 160 has a packet as one component of the network stack saw it, and
 * 170 one that was dropped there. The fields before its bytes are those of PKTMON_EVT_STREAM_METADATA (pktmonnpik.h), packed, with the size
 * before and after cutting behind them, as Microsoft’s parser for Network Monitor and etl2pcapng have them.
 */
export const pktmonProvider = '{4D4F80D9-C8BD-4D73-BB5B-19C90402C5AC}';

const ids = { filter: 100, packet: 160, drop: 170 } as const;
/** Bytes before the bytes of the packet. */
const header = 34;
const at = {
  group: 0,
  number: 8,
  appearance: 10,
  direction: 12,
  type: 14,
  component: 16,
  originalSize: 30,
  loggedSize: 32,
} as const;
/** PKTMON_DIRECTION_TAG: only these two are reported by a network interface, the others by parts of the stack above it. */
const direction = { out: 2, received: 3, sent: 4, egress: 6 } as const;
/** PKTMON_PACKET_TYPE. */
const types: Readonly<Record<number, number>> = { 1: linkTypes.ethernet, 2: linkTypes.wireless, 3: linkTypes.raw };

interface Kept {
  readonly packet: EtlPacket;
  readonly appearance: number;
}

/** Collects packets: of the appearances of one at interfaces the one nearest to the wire, the first of what came in, the last of what went out. */
export interface PktmonCollector {
  /** A reason where an event does not fit. */
  add(event: EtlEvent): string | null;
  /** Bytes of the packets that are held. */
  bytes(): number;
  /** Packets as they passed the interfaces; what was dropped on its way out did not. */
  packets(): readonly EtlPacket[];
  /** A filter was set: what it left out is not known. */
  filtered(): boolean;
}

/** Makes a collector of the packets of one trace. */
export function pktmonCollector(): PktmonCollector {
  const kept = new Map<string, Kept>();
  const dropped = new Set<string>();
  let bytes = 0;
  let filtered = false;
  return {
    add(event) {
      if (event.id === ids.filter) filtered = true;
      if (event.id !== ids.packet && event.id !== ids.drop) return null;
      const { data } = event;
      if (event.version !== 0) return `event ${event.id} of the packet monitor in version ${event.version}`;
      if (data.length < header) return 'a packet without the fields before it';
      const view = new DataView(data.buffer, data.byteOffset, data.length);
      const key = `${view.getBigUint64(at.group, true)} ${view.getUint16(at.number, true)}`;
      const way = view.getUint16(at.direction, true);
      const goesOut = way === direction.sent || way === direction.out || way === direction.egress;
      if (event.id === ids.drop) {
        if (goesOut) dropped.add(key);
        return null;
      }
      const linkType = types[view.getUint16(at.type, true)];
      if ((way !== direction.received && way !== direction.sent) || linkType === undefined) return null;
      const logged = view.getUint16(at.loggedSize, true);
      if (logged > data.length - header)
        return `a packet of ${logged} bytes of which ${data.length - header} are there`;
      if (event.ns === null) return 'a packet without a time';
      const appearance = view.getUint16(at.appearance, true);
      const before = kept.get(key);
      if (before !== undefined && (goesOut ? before.appearance >= appearance : before.appearance <= appearance))
        return null;
      bytes += logged - (before?.packet.frame.length ?? -64);
      kept.set(key, {
        appearance,
        packet: {
          ns: event.ns,
          frame: data.slice(header, header + logged),
          originalLength: Math.max(logged, view.getUint16(at.originalSize, true)),
          linkType,
          interfaceIndex: view.getUint16(at.component, true),
          direction: goesOut ? 'out' : 'in',
        },
      });
      return null;
    },
    bytes: () => bytes,
    packets: () =>
      [...kept]
        .filter(([key, { packet }]) => packet.direction === 'in' || !dropped.has(key))
        .map(([, one]) => one.packet),
    filtered: () => filtered,
  };
}
