/** Sets of packets as boxes of five numbers: what filters of every kind are. */
import { type AddressRange, type Family, highest } from './addresses.ts';

/** The packets that a filter or a policy is for. Ranges hold both ends. */
export interface PacketBox {
  readonly source: AddressRange;
  readonly destination: AddressRange;
  /** IP protocol number; 0: any. */
  readonly protocol: number;
  readonly sourcePorts: PortSpan;
  readonly destinationPorts: PortSpan;
}

/** ICMP has type × 256 + code in the place of its source port (RFC 4301 section 4.4.1.1). */
export interface PortSpan {
  readonly from: number;
  readonly to: number;
}

/** One packet. Ports are 0 where its protocol has none. */
export interface PacketPoint {
  readonly family: Family;
  readonly source: bigint;
  readonly destination: bigint;
  readonly protocol: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** What stands in the place of the source port of a message of ICMP. */
export function icmpKey(type: number, code: number): number {
  return type * 256 + code;
}

/** The message of ICMP that is meant where none is named: an echo request (RFC 792, RFC 4443 section 4.1). */
export function echoRequest(protocol: number): number {
  return icmpKey(protocol === 58 ? 128 : 8, 0);
}

/** Source, destination, protocol, source port, destination port. */
export const dimensions = 5;
/** Numbers of a box: from and to of each dimension. */
export const boxWidth = dimensions * 2;

/** Bounds of a box of one family in each dimension, as they are compared: inclusive. */
type Bound = readonly [from: bigint | number, to: bigint | number];

function boundsOf(box: PacketBox): readonly Bound[] {
  return [
    [box.source.from, box.source.to],
    [box.destination.from, box.destination.to],
    box.protocol === 0 ? [0, 255] : [box.protocol, box.protocol],
    [box.sourcePorts.from, box.sourcePorts.to],
    [box.destinationPorts.from, box.destinationPorts.to],
  ];
}

/** Whether a box can hold a packet at all: both ends of one family, no range turned around. */
export function isSound({ source, destination, sourcePorts, destinationPorts }: PacketBox): boolean {
  return (
    source.family === destination.family &&
    source.from <= source.to &&
    destination.from <= destination.to &&
    sourcePorts.from <= sourcePorts.to &&
    destinationPorts.from <= destinationPorts.to
  );
}

/** Whether a box holds a packet. */
export function holdsPacket(box: PacketBox, packet: PacketPoint): boolean {
  return (
    box.source.family === packet.family &&
    box.destination.family === packet.family &&
    box.source.from <= packet.source &&
    packet.source <= box.source.to &&
    box.destination.from <= packet.destination &&
    packet.destination <= box.destination.to &&
    (box.protocol === 0 || box.protocol === packet.protocol) &&
    box.sourcePorts.from <= packet.sourcePort &&
    packet.sourcePort <= box.sourcePorts.to &&
    box.destinationPorts.from <= packet.destinationPort &&
    packet.destinationPort <= box.destinationPorts.to
  );
}

/**
 * Boxes of one family as plain numbers, which compare as the values do. IPv6 addresses are too large for that: their place among the
 * addresses at which boxes begin and end stands for them.
 */
export interface PlainBoxes {
  /** From and to of each dimension of each box, one after the other. */
  readonly bounds: Float64Array;
  /** Lowest and highest number of each dimension. */
  readonly limits: readonly (readonly [low: number, high: number])[];
  /** The number that stands for an address. */
  address(dimension: 0 | 1, value: bigint): number;
}

/** Numbers of sound boxes of one family. */
export function plainBoxes(boxes: readonly PacketBox[], family: Family): PlainBoxes {
  const own = boxes.map(boundsOf);
  const [sources, destinations] = family === 4 ? [null, null] : [edgesOf(own, 0), edgesOf(own, 1)];
  const address = (dimension: 0 | 1, value: bigint): number => {
    const edges = dimension === 0 ? sources : destinations;
    return edges === null ? Number(value) : placeAmong(edges, value);
  };
  const bounds = new Float64Array(boxes.length * boxWidth);
  own.forEach((box, i) => {
    box.forEach((bound, d) => {
      bound.forEach((value, side) => {
        bounds[i * boxWidth + d * 2 + side] = d < 2 ? address(d as 0 | 1, BigInt(value)) : Number(value);
      });
    });
  });
  const limit = (dimension: 0 | 1): readonly [number, number] => [
    address(dimension, 0n),
    address(dimension, highest(family)),
  ];
  return { bounds, limits: [limit(0), limit(1), [0, 255], [0, 65_535], [0, 65_535]], address };
}

/** Where intervals begin: at each box's begin, and behind each box's end. */
function edgesOf(boxes: readonly (readonly Bound[])[], dimension: number): readonly bigint[] {
  const starts = new Set<bigint>();
  for (const box of boxes) {
    const [from, to] = box[dimension] ?? [0, 0];
    starts.add(BigInt(from));
    starts.add(BigInt(to) + 1n);
  }
  return [...starts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** How many begins are not above the value. */
function placeAmong(edges: readonly bigint[], value: bigint): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as bigint) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How one box lies to another: `inside` means all of the first lies in the second. */
export type BoxRelation = 'apart' | 'equal' | 'inside' | 'around' | 'crossing';

/** Relation of box `a` to box `b`. */
export function boxRelation({ bounds }: PlainBoxes, a: number, b: number): BoxRelation {
  let smaller = true;
  let larger = true;
  for (let d = 0; d < boxWidth; d += 2) {
    const aFrom = bounds[a * boxWidth + d] ?? 0;
    const aTo = bounds[a * boxWidth + d + 1] ?? 0;
    const bFrom = bounds[b * boxWidth + d] ?? 0;
    const bTo = bounds[b * boxWidth + d + 1] ?? 0;
    if (aFrom > bTo || bFrom > aTo) return 'apart';
    if (aFrom < bFrom || aTo > bTo) smaller = false;
    if (bFrom < aFrom || bTo > aTo) larger = false;
  }
  return smaller && larger ? 'equal' : smaller ? 'inside' : larger ? 'around' : 'crossing';
}
