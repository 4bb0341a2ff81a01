import type { Packet } from '../capture/types.ts';
import type { IpView } from './parse.ts';
import type { UdpView } from './transport.ts';

/** What the scanner has in hand of one datagram that is, or ought to be, an IKE message. One object, filled anew for each. */
export interface IkeSighting {
  /** The message without marker: `captured` bytes of `data` from `from`; `length` as UDP claims. */
  data: Uint8Array;
  view: DataView;
  from: number;
  captured: number;
  length: number;
  /** Numbers of the addresses (`IkeMessages` is given their texts); below zero they have none. */
  source: number;
  destination: number;
  sourcePort: number;
  destinationPort: number;
  /** 0 none, 1 non-ESP, 2 missing. */
  marker: number;
  hopLimit: number;
  direction: number;
  interfaceIndex: number;
  ifindex: number;
  seconds: number;
  nanoseconds: number;
  packet: number;
  /** Header, exchange type and length field are those of an IKE message. */
  plausible: boolean;
  /** Packets of the fragments it came in; null when it came whole. */
  fragments: readonly number[] | null;
}

/** One to be filled. */
export function emptySighting(): IkeSighting {
  return {
    data: new Uint8Array(0),
    view: new DataView(new ArrayBuffer(0)),
    from: 0,
    captured: 0,
    length: 0,
    source: -1,
    destination: -1,
    sourcePort: 0,
    destinationPort: 0,
    marker: 0,
    hopLimit: 0,
    direction: 0,
    interfaceIndex: -1,
    ifindex: 0,
    seconds: 0,
    nanoseconds: 0,
    packet: 0,
    plausible: false,
    fragments: null,
  };
}

/** What the headers tell; `marker` are the bytes of it in front of the message. */
export function fillSighting(found: IkeSighting, ip: IpView, udp: UdpView, packet: Packet, marker: number): void {
  found.data = ip.data;
  found.view = ip.dataView;
  found.from = udp.payload + marker;
  found.captured = Math.max(0, udp.captured - marker);
  found.length = Math.max(0, udp.length - marker);
  found.sourcePort = udp.sourcePort;
  found.destinationPort = udp.destinationPort;
  found.hopLimit = ip.hopLimit;
  found.direction = packet.direction;
  found.interfaceIndex = packet.interfaceIndex;
  found.ifindex = packet.ifindex;
  found.seconds = packet.seconds;
  found.nanoseconds = packet.nanoseconds;
  found.packet = packet.number;
}
