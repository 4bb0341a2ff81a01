/**
 * Pseudonyms of addresses that keep prefixes (Crypto-PAn: Xu, Fan, Ammar, Moon, "Prefix-Preserving IP Address Anonymization", ICNP
 * 2002): two addresses share as many leading bits afterwards as before. Private stays private and public stays public
 * (`address-kinds.ts`); no address of such a range becomes itself; the last octet of a network address or broadcast (RFC 919) stays one.
 */
import { type AddressKind, ipv4Kinds, ipv6Kinds } from './address-kinds.ts';
import type { Keyed, Purpose } from './keyed.ts';

const maxTables = 65_536;
const maxCached = 262_144;
/** One bit per node of the tree below an octet, by `1 << depth | bits`. */
type Flips = Uint8Array;

/** What stands in front of an IPv4 address in the last four octets of an IPv6 address. */
const embedding: readonly (readonly number[])[] = [
  // Compatible and mapped (RFC 4291 sections 2.5.5.1 and 2.5.5.2), translated (RFC 2765 section 2.1, RFC 6052, RFC 8215).
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff],
  [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0],
  [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0],
  [0, 0x64, 0xff, 0x9b, 0, 1, 0, 0, 0, 0, 0, 0],
];

/** Bits of addresses of one family turned over, each by the bits before it. */
class Tree {
  private readonly keyed: Keyed;
  private readonly purpose: Purpose;
  private readonly kinds: readonly AddressKind[];
  /** Nodes above the edge of a range, which would leave it if they turned; and the first below it, which always turn. */
  private readonly fixed = new Set<string>();
  private readonly turned = new Set<string>();
  private readonly tables = new Map<string, Flips>();
  private readonly lastOctet: number;

  constructor(keyed: Keyed, purpose: Purpose, kinds: readonly AddressKind[], octets: number, edges: boolean) {
    this.keyed = keyed;
    this.purpose = purpose;
    this.kinds = kinds;
    this.lastOctet = edges ? octets - 1 : -1;
    const path = (kind: AddressKind, depth: number): string => {
      let bits = '';
      for (let i = 0; i < depth; i++) bits += ((kind.prefix[i >> 3] ?? 0) >> (7 - (i & 7))) & 1;
      return bits;
    };
    for (const kind of kinds) for (let depth = 0; depth < kind.length; depth++) this.fixed.add(path(kind, depth));
    for (const kind of kinds) {
      this.turned.add(path(kind, kind.length));
      for (let depth = 1; depth <= kind.length; depth++) {
        const own = path(kind, depth);
        const sibling = own.slice(0, -1) + (own.endsWith('1') ? '0' : '1');
        if (!this.fixed.has(sibling)) this.turned.add(sibling);
      }
    }
  }

  private kindOf(bytes: Uint8Array, at: number): AddressKind | undefined {
    return this.kinds.find(({ prefix, length }) => {
      for (let i = 0; i < length; i += 8) {
        const mask = i + 8 <= length ? 0xff : (0xff << (8 - (length - i))) & 0xff;
        if (((bytes[at + (i >> 3)] ?? 0) & mask) !== ((prefix[i >> 3] ?? 0) & mask)) return false;
      }
      return true;
    });
  }

  /** Writes the pseudonym of the address at `at` to `out`. */
  write(bytes: Uint8Array, at: number, octets: number, out: Uint8Array, to: number): void {
    if (this.kindOf(bytes, at)?.keep === 'whole') {
      out.set(bytes.subarray(at, at + octets), to);
      return;
    }
    const made = new Uint8Array(octets);
    let prefix = '';
    for (let octet = 0; octet < octets; octet++) {
      const value = bytes[at + octet] ?? 0;
      const flips = this.table(prefix, octet);
      let node = 1;
      let result = 0;
      for (let bit = 7; bit >= 0; bit--) {
        const own = (value >> bit) & 1;
        const flip = ((flips[node >> 3] ?? 0) >> (node & 7)) & 1;
        result = (result << 1) | (own ^ flip);
        node = (node << 1) | own;
      }
      made[octet] = result;
      prefix += String.fromCharCode(value);
    }
    out.set(made, to);
  }

  private table(prefix: string, octet: number): Flips {
    const known = this.tables.get(prefix);
    if (known !== undefined) return known;
    const flips = this.makeTable(prefix, octet);
    if (this.tables.size >= maxTables) this.tables.clear();
    this.tables.set(prefix, flips);
    return flips;
  }

  private makeTable(prefix: string, octet: number): Flips {
    const flips = new Uint8Array(32);
    const view = new DataView(flips.buffer);
    const words = [0, 0, 0, 0];
    for (let i = 0; i < prefix.length; i++) words[i >> 2] = ((words[i >> 2] ?? 0) << 8) | prefix.charCodeAt(i);
    const [a = 0, b = 0, c = 0, d = 0] = words;
    // Of the last octet of an IPv6 prefix nothing follows, so its place in the last word is free for the length.
    for (let half = 0; half < 2; half++)
      this.keyed.block(this.purpose, a, b, c, (d << 8) ^ (octet << 1) ^ half).forEach((word, i) => {
        view.setUint32(16 * half + 4 * i, word);
      });
    let bits = '';
    for (const char of prefix) bits += char.charCodeAt(0).toString(2).padStart(8, '0');
    const set = (node: number, flip: 0 | 1): void => {
      const mask = 1 << (node & 7);
      flips[node >> 3] = flip === 1 ? (flips[node >> 3] ?? 0) | mask : (flips[node >> 3] ?? 0) & ~mask;
    };
    if (octet === this.lastOctet)
      for (let depth = 0; depth < 8; depth++) {
        set(1 << depth, 0);
        set((1 << (depth + 1)) - 1, 0);
      }
    if (this.touched(bits))
      for (let node = 1; node < 256; node++) {
        const own = bits + node.toString(2).slice(1);
        if (this.fixed.has(own)) set(node, 0);
        else if (this.turned.has(own)) set(node, 1);
      }
    return flips;
  }

  private touched(bits: string): boolean {
    for (const own of this.turned) if (own.startsWith(bits)) return true;
    for (const own of this.fixed) if (own.startsWith(bits)) return true;
    return false;
  }
}

/** Pseudonyms of IPv4, IPv6 and MAC addresses. */
export class Addresses {
  private readonly keyed: Keyed;
  private readonly v4: Tree;
  private readonly v6: Tree;
  private readonly four = new Map<number, number>();
  private readonly six = new Map<string, Uint8Array>();
  private readonly macs = new Map<number, number>();

  constructor(keyed: Keyed) {
    this.keyed = keyed;
    this.v4 = new Tree(keyed, 'ipv4', ipv4Kinds, 4, true);
    this.v6 = new Tree(keyed, 'ipv6', ipv6Kinds, 16, false);
  }

  /** Pseudonym of an IPv4 address, both as unsigned 32 bits. */
  ipv4(address: number): number {
    const known = this.four.get(address);
    if (known !== undefined) return known;
    const bytes = Uint8Array.of(address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255, address & 255);
    this.v4.write(bytes, 0, 4, bytes, 0);
    const made = new DataView(bytes.buffer).getUint32(0);
    if (this.four.size >= maxCached) this.four.clear();
    this.four.set(address, made);
    return made;
  }

  /** Puts the pseudonym of the address at `at` (4 or 16 octets) in its place. */
  replace(bytes: Uint8Array, at: number, length: 4 | 16): void {
    if (length === 16) {
      this.replaceV6(bytes, at);
      return;
    }
    const own = this.ipv4(
      (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>>
        0,
    );
    bytes[at] = own >>> 24;
    bytes[at + 1] = own >>> 16;
    bytes[at + 2] = own >>> 8;
    bytes[at + 3] = own;
  }

  private replaceV6(bytes: Uint8Array, at: number): void {
    let key = '';
    for (let i = 0; i < 16; i += 2) key += String.fromCharCode(((bytes[at + i] ?? 0) << 8) | (bytes[at + i + 1] ?? 0));
    let made = this.six.get(key);
    if (made === undefined) {
      made = this.makeV6(bytes.slice(at, at + 16));
      if (this.six.size >= maxCached) this.six.clear();
      this.six.set(key, made);
    }
    bytes.set(made, at);
  }

  private makeV6(own: Uint8Array): Uint8Array {
    const starts = (...octets: readonly number[]): boolean => octets.every((octet, i) => own[i] === octet);
    // 6to4 (RFC 3056) holds an IPv4 address in the third to sixth octet, these in the last four.
    if (embedding.some((prefix) => starts(...prefix)) && (own[12] !== 0 || own[13] !== 0)) {
      this.replace(own, 12, 4);
      return own;
    }
    // Solicited-node multicast (RFC 4291 section 2.7.1) ends in three octets of the address that is asked for.
    if (starts(0xff, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff)) {
      own.set(this.keyed.octets(own.subarray(13), 3), 13);
      return own;
    }
    const out = new Uint8Array(16);
    this.v6.write(own, 0, 16, out, 0);
    if (starts(0x20, 0x02)) {
      const inner = own.slice(2, 6);
      this.replace(inner, 0, 4);
      out.set([0x20, 0x02, ...inner]);
    }
    return out;
  }

  /**
   * The pseudonym of a network of `length` bits: its prefix is that of its hosts, and what was zero behind it stays so; an address with
   * its prefix length (`192.0.2.7/24`) is that of the host.
   */
  network(bytes: Uint8Array, length: number): Uint8Array {
    const out = bytes.slice();
    this.replace(out, 0, bytes.length === 16 ? 16 : 4);
    if (behind(bytes, length, 0)) fill(out, length, 0);
    return out;
  }

  /** Pseudonyms of the ends of a range (both inclusive); a range that is a prefix stays one, and any other keeps its order. */
  range(start: Uint8Array, end: Uint8Array): readonly [Uint8Array, Uint8Array] {
    const length = commonBits(start, end);
    const [from, to] = [start.slice(), end.slice()];
    const octets = start.length === 16 ? 16 : 4;
    this.replace(from, 0, octets);
    this.replace(to, 0, octets);
    if (behind(start, length, 0) && behind(end, length, 0xff) && length < octets * 8) {
      fill(from, length, 0);
      fill(to, length, 0xff);
    }
    return compare(from, to) <= 0 ? [from, to] : [to, from];
  }

  /** Replaces the MAC address at `at`: groups (IEEE 802 I/G bit), zero and broadcast stay; the U/L bit does too. */
  replaceMac(bytes: Uint8Array, at: number): void {
    const first = bytes[at] ?? 0;
    if ((first & 1) === 1) {
      // IPv6 multicast of a solicited node (RFC 2464 section 7) ends as the address it stands for.
      if (first === 0x33 && bytes[at + 1] === 0x33 && bytes[at + 2] === 0xff)
        bytes.set(this.keyed.octets(bytes.subarray(at + 3, at + 6), 3), at + 3);
      return;
    }
    const high = (first << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const low = ((bytes[at + 3] ?? 0) << 16) | ((bytes[at + 4] ?? 0) << 8) | (bytes[at + 5] ?? 0);
    if (high === 0 && low === 0) return;
    const key = high * 0x1000000 + low;
    let made = this.macs.get(key);
    if (made === undefined) {
      const [a, b] = this.keyed.block('mac', high, low, 0, 0);
      made = ((((a >>> 8) & 0xfcffff) | ((first << 16) & 0x30000)) >>> 0) * 0x1000000 + (b >>> 8);
      if (this.macs.size >= maxCached) this.macs.clear();
      this.macs.set(key, made);
    }
    const top = Math.floor(made / 0x1000000);
    bytes[at] = top >>> 16;
    bytes[at + 1] = top >>> 8;
    bytes[at + 2] = top;
    bytes[at + 3] = made >>> 16;
    bytes[at + 4] = made >>> 8;
    bytes[at + 5] = made;
  }
}

function bitsOf(length: number, octet: number): number {
  const held = Math.max(0, Math.min(8, length - 8 * octet));
  return 0xff >> held;
}

/** Whether all bits behind `length` are those of `value` (0 or 0xff), and there are any. */
function behind(bytes: Uint8Array, length: number, value: 0 | 0xff): boolean {
  for (let i = 0; i < bytes.length; i++) if ((((bytes[i] ?? 0) ^ value) & bitsOf(length, i)) !== 0) return false;
  return length < bytes.length * 8;
}

function fill(bytes: Uint8Array, length: number, value: 0 | 0xff): void {
  for (let i = 0; i < bytes.length; i++) {
    const mask = bitsOf(length, i);
    bytes[i] = ((bytes[i] ?? 0) & ~mask) | (value & mask);
  }
}

function commonBits(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) {
    const different = (a[i] ?? 0) ^ (b[i] ?? 0);
    if (different !== 0) return 8 * i + Math.clz32(different) - 24;
  }
  return a.length * 8;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return 0;
}
