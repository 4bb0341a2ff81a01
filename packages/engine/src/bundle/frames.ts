/**
 * Frames with pseudonyms in place. Nothing changes its length; checksums stay as right or as wrong as they were. ESP and encrypted IKE stay
 * octet for octet, so that both ends' captures can still be held against each other; whatever is in clear and not read by a diagnosis is blanked.
 */
import { addressText } from '../protocol/address.ts';
import type { Packet } from '../protocol/capture/types.ts';
import { etherArp, etherIpv4, etherIpv6, type LinkView, readLink } from '../protocol/ip/link.ts';
import {
  IpView,
  parseIp,
  protocolAh,
  protocolEsp,
  protocolIcmp,
  protocolIcmp6,
  protocolTcp,
  protocolUdp,
} from '../protocol/ip/parse.ts';
import { hasNonEspMarker, looksLikeIke, portIke, portNatT } from '../protocol/ip/transport.ts';
import { replaceDhcp, replaceDns, replaceKerberos, replaceRadius } from './clear-services.ts';
import { replaceNeighbour } from './icmp6.ts';
import { IkeMessages } from './ike-messages.ts';
import type { End } from './nat-hashes.ts';
import { insideNull } from './null-encryption.ts';
import type { Redaction } from './redaction.ts';
import { moveChecksum, plus, sumOf } from './sums.ts';
import { TcpIke } from './tcp-ike.ts';

const deepest = 4;
const maxFragments = 65_536;
const maxOddPorts = 1024;
const maxMet = 65_536;

type Service = (bytes: Uint8Array, at: number, end: number, redaction: Redaction) => void;

/** Services by port that keep their form. */
const services: ReadonlyMap<number, Service> = new Map<number, Service>([
  [53, replaceDns],
  [5353, replaceDns],
  [5355, replaceDns],
  [67, replaceDhcp],
  [68, replaceDhcp],
  [88, replaceKerberos],
  [1645, replaceRadius],
  [1812, replaceRadius],
]);

/** What is done with the payload of a datagram. */
type Way = 'keep' | 'ike' | 'marked-ike' | 'null' | Service | 'blank';

/** One transport segment and the change of the addresses above it. */
interface Segment {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly at: number;
  /** End of what was captured of it. */
  readonly end: number;
  readonly before: number;
  readonly after: number;
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  /** More of the datagram follows in other fragments. */
  readonly more: boolean;
  readonly key: string;
  readonly depth: number;
}

/** Redacts frames. */
export class Frames {
  private readonly redaction: Redaction;
  private readonly ike: IkeMessages;
  private readonly tcp: TcpIke;
  private readonly link: LinkView = { type: 0, offset: 0 };
  /** Fragmented datagrams whose payload stays as it is. */
  private readonly kept = new Map<string, boolean>();
  private readonly odd = new Set<number>();
  private readonly metFour = new Set<number>();
  /** One view and one place for addresses for each layer of tunnels: they are filled anew for each packet. */
  private readonly views: IpView[] = [];
  private readonly scratch: Scratch[] = [];

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.ike = new IkeMessages(redaction);
    this.tcp = new TcpIke(this.ike);
  }

  /** Redacts the frame of a packet in place. */
  replace(packet: Packet): void {
    const { bytes, view, offset } = packet;
    const end = offset + packet.capturedLength;
    this.link.type = 0;
    this.link.offset = end;
    readLink(packet, this.link);
    const { type } = this.link;
    if (type < 0) {
      bytes.fill(0, offset, end);
      if (end > offset) this.redaction.count('unread-frames-blanked', 1);
      return;
    }
    this.linkAddresses(packet, end);
    const at = this.link.offset;
    if (type === etherIpv4 || type === etherIpv6)
      this.datagram(bytes, view, at, end, offset + packet.originalLength, 0, true);
    else if (type === etherArp) this.arp(bytes, view, at, end);
    else if (at < end) {
      bytes.fill(0, at, end);
      this.redaction.count('unread-frames-blanked', 1);
    }
  }

  private linkAddresses({ bytes, offset, linkType }: Packet, end: number): void {
    const { addresses } = this.redaction;
    if (linkType === 1 && end - offset >= 14) {
      addresses.replaceMac(bytes, offset);
      addresses.replaceMac(bytes, offset + 6);
    } else if (linkType === 113 && end - offset >= 16) {
      if (bytes[offset + 5] === 6) addresses.replaceMac(bytes, offset + 6);
      else bytes.fill(0, offset + 6, offset + 14);
    } else if (linkType === 276 && end - offset >= 20) {
      if (bytes[offset + 11] === 6) addresses.replaceMac(bytes, offset + 12);
      else bytes.fill(0, offset + 12, offset + 20);
    }
  }

  /** ARP for Ethernet and IPv4 (RFC 826). */
  private arp(bytes: Uint8Array, view: DataView, at: number, end: number): void {
    if (end - at < 28 || view.getUint16(at + 2) !== 0x0800 || bytes[at + 4] !== 6 || bytes[at + 5] !== 4)
      return void bytes.fill(0, at, end);
    const { addresses } = this.redaction;
    for (const place of [8, 18]) {
      addresses.replaceMac(bytes, at + place);
      addresses.replace(bytes, at + place + 6, 4);
    }
    bytes.fill(0, at + 28, end);
  }

  private datagram(
    bytes: Uint8Array,
    view: DataView,
    at: number,
    end: number,
    wireEnd: number,
    depth: number,
    outermost: boolean,
  ): void {
    const ip = (this.views[depth] ??= new IpView());
    const fault = depth > deepest ? 'ip.version' : parseIp(ip, bytes, view, at, end, wireEnd);
    if (fault !== '' && fault !== 'ip.total-length-short') {
      bytes.fill(0, Math.min(at, end), end);
      this.redaction.count('unread-frames-blanked', 1);
      return;
    }
    const length = ip.addressLength;
    const scratch = (this.scratch[depth] ??= newScratch());
    const source = copied(bytes, ip.source, scratch, length, 0);
    const destination = copied(bytes, ip.destination, scratch, length, 1);
    const key = ip.isFragment ? fragmentKey(source, destination, ip) : '';
    const before = sumOf(bytes, ip.source, 2 * length);
    this.redaction.addresses.replace(bytes, ip.source, length);
    this.redaction.addresses.replace(bytes, ip.destination, length);
    const after = sumOf(bytes, ip.source, 2 * length);
    if (ip.version === 4) this.header(bytes, view, at, ip, before, after);
    else options(bytes, at + 40, Math.min(ip.payload, end), bytes[at + 6] ?? 0, this.redaction);
    const stop = Math.max(ip.payload, Math.min(ip.payload + ip.payloadCaptured, end));
    // What the link layer fills up with may be anything.
    if (outermost && stop < end) bytes.fill(0, stop, end);
    if (fault !== '') return;
    if (ip.fragmentOffset > 0) return this.rest(bytes, ip.payload, stop, ip.protocol, key);
    const more = ip.moreFragments;
    this.segment(ip.protocol, {
      bytes,
      view,
      at: ip.payload,
      end: stop,
      before,
      after,
      source,
      destination,
      more,
      key,
      depth,
    });
  }

  /** Options of IPv4 but router alert (RFC 2113) become no-operations: routes and times in them tell of places. */
  private header(bytes: Uint8Array, view: DataView, at: number, ip: IpView, before: number, after: number): void {
    let [from, to] = [before, after];
    const stop = at + ip.headerLength;
    if (stop > at + 20) {
      from = plus(from, sumOf(bytes, at + 20, stop - at - 20));
      for (let i = at + 20; i < stop; ) {
        const type = bytes[i] ?? 0;
        const size = type <= 1 ? 1 : Math.max(2, bytes[i + 1] ?? 2);
        if (type > 1 && type !== 148) bytes.fill(1, i, Math.min(i + size, stop));
        i += size;
      }
      to = plus(to, sumOf(bytes, at + 20, stop - at - 20));
    }
    moveChecksum(view, at + 10, from, to);
  }

  /** A fragment that is not the first. */
  private rest(bytes: Uint8Array, at: number, end: number, protocol: number, key: string): void {
    if (protocol === protocolEsp || this.kept.get(key) === true) return;
    bytes.fill(0, at, end);
    this.redaction.count('clear-payloads-blanked', 1);
  }

  private segment(protocol: number, one: Segment): void {
    switch (protocol) {
      case protocolUdp:
        return this.udp(one);
      case protocolTcp:
        return this.tcpSegment(one);
      case protocolIcmp:
        return this.icmp(one);
      case protocolIcmp6:
        return this.icmp6(one);
      case protocolEsp:
        return this.esp(one.bytes, one.view, one.at, one.end, one);
      case protocolAh: {
        const length = one.end - one.at >= 12 ? ((one.bytes[one.at + 1] ?? 0) + 2) * 4 : 0;
        if (length < 12 || one.at + length > one.end) return;
        return this.segment(one.bytes[one.at] ?? 59, { ...one, at: one.at + length, depth: one.depth + 1 });
      }
      case 4:
      case 41:
        return this.datagram(one.bytes, one.view, one.at, one.end, one.end, one.depth + 1, false);
      case 47:
        return this.gre(one);
      case 59:
      case 108:
        return;
      default:
        this.blank(one.bytes, one.at, one.end);
    }
  }

  private blank(bytes: Uint8Array, at: number, end: number): void {
    if (at >= end) return;
    bytes.fill(0, at, end);
    this.redaction.count('clear-payloads-blanked', 1);
  }

  /** GRE (RFC 2784, RFC 2890) around IP. */
  private gre(one: Segment): void {
    const { bytes, view, at, end } = one;
    if (end - at < 4) return this.blank(bytes, at, end);
    const flags = view.getUint16(at);
    const type = view.getUint16(at + 2);
    const inner =
      at + 4 + ((flags & 0x8000) !== 0 ? 4 : 0) + ((flags & 0x2000) !== 0 ? 4 : 0) + ((flags & 0x1000) !== 0 ? 4 : 0);
    if ((type !== etherIpv4 && type !== etherIpv6) || (flags & 0x8000) !== 0 || inner > end)
      return this.blank(bytes, Math.min(at + 4, end), end);
    this.datagram(bytes, view, inner, end, end, one.depth + 1, false);
  }

  private udp(one: Segment): void {
    const { bytes, view, at, end } = one;
    if (end - at < 8) return void bytes.fill(0, Math.min(at + 4, end), end);
    const [sourcePort, destinationPort] = [view.getUint16(at), view.getUint16(at + 2)];
    const payload = at + 8;
    const claimed = view.getUint16(at + 4);
    const stop = claimed >= 8 && at + claimed < end ? at + claimed : end;
    if (stop < end && !one.more) bytes.fill(0, stop, end);
    const way = this.wayOf(bytes, payload, stop, claimed - 8, sourcePort, destinationPort);
    const untouched =
      way === 'keep' ||
      (way === 'ike' && this.ike.sealed(bytes, payload, stop)) ||
      (way === 'marked-ike' && this.ike.sealed(bytes, payload + 4, stop));
    if (one.more) this.keep(one.key, untouched || way === 'null');
    let [before, after] = [one.before, one.after];
    if (!untouched) {
      const sum = sumOf(bytes, payload, stop - payload);
      const ends = [
        { address: one.source, port: sourcePort },
        { address: one.destination, port: destinationPort },
      ];
      this.go(way, one, payload, stop, ends);
      before = plus(before, sum);
      after = plus(after, sumOf(bytes, payload, stop - payload));
    }
    if (view.getUint16(at + 6) === 0) return;
    // Of a datagram in pieces whose other pieces are blanked the sum cannot be kept: none is better than a wrong one.
    if (one.more && !untouched && way !== 'null') return view.setUint16(at + 6, 0);
    moveChecksum(view, at + 6, before, after);
    if (view.getUint16(at + 6) === 0) view.setUint16(at + 6, 0xffff);
  }

  private keep(key: string, keep: boolean): void {
    if (this.kept.size >= maxFragments) this.kept.clear();
    this.kept.set(key, keep);
  }

  private wayOf(bytes: Uint8Array, at: number, end: number, claimed: number, source: number, destination: number): Way {
    const length = end - at;
    const natT = source === portNatT || destination === portNatT;
    const ports = natT || source === portIke || destination === portIke;
    if (length === 0) return 'keep';
    if (natT && length === 1) return 'keep';
    if (hasNonEspMarker(bytes, at, length) && (natT || looksLikeIke(bytes, at + 4, claimed - 4, length - 4))) {
      if (!natT) this.oddPorts(source, destination);
      return 'marked-ike';
    }
    if (natT) return looksLikeIke(bytes, at, claimed, length) ? 'ike' : 'null';
    if (ports) return 'ike';
    if (looksLikeIke(bytes, at, claimed, length)) {
      this.oddPorts(source, destination);
      return 'ike';
    }
    const service = services.get(destination) ?? services.get(source);
    if (service !== undefined) return service;
    if (this.odd.has(source) || this.odd.has(destination)) return 'null';
    return 'blank';
  }

  private oddPorts(source: number, destination: number): void {
    if (this.odd.size >= maxOddPorts) this.odd.clear();
    // The lower one is what was configured; the other may be anybody's.
    this.odd.add(Math.min(source, destination));
  }

  private go(way: Way, one: Segment, at: number, end: number, ends: readonly End[]): void {
    const { bytes, view } = one;
    if (way === 'ike') this.ike.replace(bytes, at, end, ends);
    else if (way === 'marked-ike') this.ike.replace(bytes, at + 4, end, ends);
    else if (way === 'null') this.esp(bytes, view, at, end, one);
    else if (typeof way === 'function') way(bytes, at, end, this.redaction);
    else this.blank(bytes, at, end);
  }

  /** ESP: ciphertext stays; what is not encrypted at all (RFC 2410) is gone into. */
  private esp(bytes: Uint8Array, view: DataView, at: number, end: number, one: Segment): void {
    const inside = one.more ? null : insideNull(bytes, at, end);
    if (inside === null) return;
    this.segment(inside.protocol, { ...one, bytes, view, at: at + 8, end: inside.end, depth: one.depth + 1 });
  }

  private tcpSegment(one: Segment): void {
    const { bytes, view, at, end } = one;
    if (end - at < 20) return void bytes.fill(0, Math.min(at + 8, end), end);
    const data = at + Math.max(20, (view.getUint8(at + 12) >> 4) * 4);
    const [sourcePort, destinationPort] = [view.getUint16(at), view.getUint16(at + 2)];
    if (one.more) this.keep(one.key, false);
    let [before, after] = [one.before, one.after];
    if (data < end) {
      const sum = sumOf(bytes, data, end - data);
      const ends = [
        { address: one.source, port: sourcePort },
        { address: one.destination, port: destinationPort },
      ];
      const encapsulated = sourcePort === portNatT || destinationPort === portNatT;
      if (!encapsulated || !this.tcp.replace(bytes, data, end, ends)) this.blank(bytes, data, end);
      before = plus(before, sum);
      after = plus(after, sumOf(bytes, data, end - data));
    }
    moveChecksum(view, at + 16, before, after);
  }

  /** ICMP (RFC 792): quoted datagrams are datagrams, the rest is blanked. */
  private icmp(one: Segment): void {
    const { bytes, view, at, end } = one;
    if (end - at < 8) return;
    const sum = sumOf(bytes, at + 4, end - at - 4);
    const type = bytes[at] ?? 0;
    if (type === 5) this.redaction.addresses.replace(bytes, at + 4, 4);
    if ([3, 4, 5, 11, 12].includes(type)) this.datagram(bytes, view, at + 8, end, 2 ** 40, one.depth + 1, false);
    else if (type !== 13 && type !== 14) bytes.fill(0, at + 8, end);
    moveChecksum(view, at + 2, sum, sumOf(bytes, at + 4, end - at - 4));
  }

  private icmp6(one: Segment): void {
    const { bytes, view, at, end } = one;
    if (end - at < 8) return;
    const sum = sumOf(bytes, at + 4, end - at - 4);
    const type = bytes[at] ?? 0;
    if (type >= 1 && type <= 4) this.datagram(bytes, view, at + 8, end, 2 ** 40, one.depth + 1, false);
    else if (type >= 133 && type <= 137) replaceNeighbour(bytes, at, end, type, this.redaction);
    else bytes.fill(0, at + 8, end);
    moveChecksum(view, at + 2, plus(one.before, sum), plus(one.after, sumOf(bytes, at + 4, end - at - 4)));
  }

  /** Learns of a packet what the redaction of others needs: its addresses, certificates in clear, and which datagrams in pieces stay. */
  learn(packet: Packet): void {
    const { bytes, view, offset } = packet;
    const end = offset + packet.capturedLength;
    this.link.type = 0;
    readLink(packet, this.link);
    if (this.link.type !== etherIpv4 && this.link.type !== etherIpv6) return;
    const at = this.link.offset;
    if (this.link.type === etherIpv4 && end - at >= 20) {
      this.metV4(view, at + 12);
      this.metV4(view, at + 16);
      // Most packets are whole, and neither IKE nor short: nothing is learned of them.
      const protocol = bytes[at + 9];
      if (protocol !== protocolUdp || (view.getUint16(at + 6) & 0x1fff) !== 0) return;
    } else if (end - at >= 40) {
      this.met(addressText(bytes, at + 8, 16));
      this.met(addressText(bytes, at + 24, 16));
    }
    const ip = (this.views[0] ??= new IpView());
    if (parseIp(ip, bytes, view, at, end, offset + packet.originalLength) !== '' || ip.protocol !== protocolUdp) return;
    if (ip.fragmentOffset > 0 || ip.payloadCaptured < 8) return;
    const from = ip.payload + 8;
    const stop = ip.payload + ip.payloadCaptured;
    const way = this.wayOf(
      bytes,
      from,
      stop,
      view.getUint16(ip.payload + 4) - 8,
      view.getUint16(ip.payload),
      view.getUint16(ip.payload + 2),
    );
    const message = way === 'ike' ? from : way === 'marked-ike' ? from + 4 : -1;
    const untouched = way === 'keep' || way === 'null' || (message >= 0 && this.ike.sealed(bytes, message, stop));
    if (ip.moreFragments) {
      const key = fragmentKey(
        bytes.slice(ip.source, ip.source + ip.addressLength),
        bytes.slice(ip.destination, ip.destination + ip.addressLength),
        ip,
      );
      this.keep(key, untouched);
    }
    if (message >= 0 && !untouched) this.ike.learn(bytes, message, stop);
  }

  private metV4(view: DataView, at: number): void {
    const address = view.getUint32(at);
    if (this.metFour.has(address) || this.metFour.size >= maxMet) return;
    this.metFour.add(address);
    this.met(`${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`);
  }

  private met(address: string | undefined): void {
    if (address !== undefined && this.redaction.met.size < maxMet) this.redaction.met.add(address);
  }
}

type Scratch = Readonly<Record<4 | 16, readonly [Uint8Array, Uint8Array]>>;

function newScratch(): Scratch {
  return { 4: [new Uint8Array(4), new Uint8Array(4)], 16: [new Uint8Array(16), new Uint8Array(16)] };
}

function copied(bytes: Uint8Array, at: number, scratch: Scratch, length: 4 | 16, which: 0 | 1): Uint8Array {
  const out = scratch[length][which];
  for (let i = 0; i < length; i++) out[i] = bytes[at + i] ?? 0;
  return out;
}

function fragmentKey(source: Uint8Array, destination: Uint8Array, ip: IpView): string {
  return `${addressText(source, 0, ip.addressLength)}|${addressText(destination, 0, ip.addressLength)}|${ip.protocol}|${ip.identification}`;
}

/** IPv6 extension headers: segments of routes become pseudonyms, options but padding, router alert and jumbo are blanked. */
function options(bytes: Uint8Array, at: number, end: number, first: number, redaction: Redaction): void {
  let [from, type] = [at, first];
  while (from + 8 <= end && [0, 43, 44, 60, 135, 139, 140].includes(type)) {
    const next = bytes[from] ?? 0;
    if (type === 44) {
      from += 8;
      type = next;
      continue;
    }
    const stop = Math.min(from + ((bytes[from + 1] ?? 0) + 1) * 8, end);
    if (type === 43) for (let i = from + 8; i + 16 <= stop; i += 16) redaction.addresses.replace(bytes, i, 16);
    else if (type === 0 || type === 60)
      for (let i = from + 2; i + 1 < stop; ) {
        const kind = bytes[i] ?? 0;
        const size = kind === 0 ? 1 : 2 + (bytes[i + 1] ?? 0);
        if (![0, 1, 5, 0xc2].includes(kind)) bytes.fill(0, i + 2, Math.min(i + size, stop));
        i += size;
      }
    else bytes.fill(0, Math.min(from + 4, stop), stop);
    from = stop;
    type = next;
  }
}
