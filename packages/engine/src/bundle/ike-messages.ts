/**
 * IKE messages with pseudonyms in place (RFC 2408, RFC 7296). What is encrypted stays as it is. In clear, identities, certificates, requests,
 * addresses and NAT detection are replaced, each at its own length; proofs and nonces of aggressive mode, by which a shared key can be guessed
 * (RFC 2409 section 5.4), are made worthless; what is not known is blanked.
 */
import { vendorName } from '../knowledge/registries/vendor-ids.ts';
import { maskLength } from '../protocol/address.ts';
import { u16, u32 } from '../protocol/bytes.ts';
import { readDer } from '../protocol/der.ts';
import { isPrintable } from '../protocol/text.ts';
import { learnCertificate, replaceCertificate, replaceDer, replaceGeneralName, replaceName } from './der.ts';
import { type End, NatHashes } from './nat-hashes.ts';
import type { Redaction } from './redaction.ts';

const header = 28;
const maxPayloads = 128;
const aggressive = 4;
const maxFragmented = 4096;

/** Notifies whose data are addresses of the sender (RFC 4555, RFC 5685), with the octets in front of them. */
const addressNotifies: ReadonlyMap<number, number> = new Map([
  [16397, 0],
  [16398, 0],
]);
const redirects: ReadonlySet<number> = new Set([16407, 16408]);
const natNotifies: ReadonlySet<number> = new Set([16388, 16389]);
/** Notifies of a first message whose data name nobody: COOKIE, INVALID_KE_PAYLOAD, SIGNATURE_HASH_ALGORITHMS, puzzles, status without names. */
const keptNotifies: ReadonlySet<number> = new Set([
  17, 14, 16390, 16430, 16431, 16434, 16435, 16404, 16418, 16441, 16439,
]);

/** Redacts IKE messages. */
export class IkeMessages {
  private readonly redaction: Redaction;
  private readonly nat: NatHashes;
  /** Fragmented messages of IKEv1 by SPI and identifier: whether what is inside is encrypted. */
  private readonly fragmented = new Map<string, boolean>();

  constructor(redaction: Redaction) {
    this.redaction = redaction;
    this.nat = new NatHashes(redaction);
  }

  /** Whether a message is encrypted behind its header, so that nothing of it is changed. */
  sealed(bytes: Uint8Array, at: number, end: number): boolean {
    if (end - at < header) return false;
    const major = (bytes[at + 17] ?? 0) >> 4;
    const next = bytes[at + 16] ?? 0;
    if (major === 2) return next === 46 || next === 53;
    return major === 1 && ((bytes[at + 19] ?? 0) & 1) === 1 && next !== 132;
  }

  /** Redacts the message from `at` to `end` (captured); `ends` are both ends of the datagram as they were. */
  replace(bytes: Uint8Array, at: number, end: number, ends: readonly End[]): void {
    const major = (bytes[at + 17] ?? 0) >> 4;
    if (end - at < header || (major !== 1 && major !== 2)) {
      bytes.fill(0, at, end);
      return;
    }
    if (this.sealed(bytes, at, end)) return;
    const claimed = at + (u32(bytes, at + 24) ?? 0);
    const stop = claimed >= at + header && claimed < end ? claimed : end;
    // What is behind the end that the header claims belongs to nothing.
    bytes.fill(0, stop, end);
    const spis = bytes.slice(at, at + 16);
    let type = bytes[at + 16] ?? 0;
    let from = at + header;
    for (let count = 0; type !== 0; count++) {
      if (count >= maxPayloads || from + 4 > stop) return void bytes.fill(0, from, stop);
      const next = bytes[from] ?? 0;
      const length = u16(bytes, from + 2) ?? 0;
      if (length < 4) return void bytes.fill(0, from, stop);
      const to = Math.min(from + length, stop);
      if (major === 2 && (type === 46 || type === 53)) return;
      this.payload(bytes, at, from + 4, to, type, { v2: major === 2, whole: from + length <= stop, spis, ends });
      if (from + length > stop) return;
      from = to;
      type = next;
    }
    bytes.fill(0, from, stop);
  }

  private payload(bytes: Uint8Array, message: number, from: number, to: number, type: number, one: Place): void {
    if (!one.whole && ![33, 34, 40, 1, 4].includes(type)) return void bytes.fill(0, from, to);
    if (one.v2) this.payloadV2(bytes, from, to, type, one);
    else this.payloadV1(bytes, message, from, to, type, one);
  }

  private payloadV2(bytes: Uint8Array, from: number, to: number, type: number, one: Place): void {
    switch (type) {
      // SA, KE, nonce and Delete name nobody, and without the private value they open nothing.
      case 33:
      case 34:
      case 40:
      case 42:
        return;
      case 35:
      case 36:
        return this.identity(bytes, from, to);
      case 37:
        return this.certificate(bytes, from, to);
      case 38:
        for (let at = from + 1; at + 20 <= to; at += 20)
          bytes.set(this.redaction.identifier(bytes.slice(at, at + 20)), at);
        return;
      case 41:
        return this.notification(bytes, from, to, one);
      case 43:
        return this.vendor(bytes, from, to);
      case 44:
      case 45:
        return this.selectors(bytes, from, to);
      default:
        bytes.fill(0, from, to);
    }
  }

  private payloadV1(bytes: Uint8Array, message: number, from: number, to: number, type: number, one: Place): void {
    const exchange = bytes[message + 18] ?? 0;
    switch (type) {
      case 1:
      case 4:
      case 12:
        return;
      case 5:
        return this.identity(bytes, from, to);
      case 6:
        return this.certificate(bytes, from, to);
      case 7: {
        const name = readDer(bytes, from + 1, to);
        if (name !== undefined) replaceName(bytes, name, this.redaction);
        else bytes.fill(0, Math.min(from + 1, to), to);
        return;
      }
      case 8:
      case 9:
        return this.worthless(bytes, from, to);
      case 10:
        if (exchange === aggressive) this.worthless(bytes, from, to);
        return;
      case 11:
        return this.notification(bytes, from + 4, to, one);
      case 13:
        return this.vendor(bytes, from, to);
      case 15:
      case 20:
      case 130:
        if (type !== 15 || exchange === 2 || exchange === aggressive)
          return this.nat.replace(bytes, from, to - from, one.spis, one.ends);
        return void bytes.fill(0, from, to);
      case 21:
      case 131:
        if (to - from === 8 || to - from === 20)
          this.redaction.addresses.replace(bytes, from + 4, to - from === 8 ? 4 : 16);
        else bytes.fill(0, from, to);
        return;
      case 132:
        return this.fragment(bytes, message, from, to);
      // Methods of AuthIP name nobody.
      case 135:
        return;
      default:
        bytes.fill(0, from, to);
    }
  }

  /** Equal values stay equal, and prove nothing any more. */
  private worthless(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    bytes.set(this.redaction.keyed.octets(bytes.slice(from, to)), from);
    this.redaction.count('proofs-removed', 1);
  }

  /** A piece of a message of IKEv1: kept where the first piece shows that the message is encrypted. */
  private fragment(bytes: Uint8Array, message: number, from: number, to: number): void {
    let key = '';
    for (let i = message; i < message + 16; i++) key += String.fromCharCode(bytes[i] ?? 0);
    key += u16(bytes, from) ?? 0;
    if (bytes[from + 2] === 1) {
      if (this.fragmented.size >= maxFragmented) this.fragmented.clear();
      this.fragmented.set(key, this.sealed(bytes, from + 4, to));
    }
    if (this.fragmented.get(key) === true) return;
    bytes.fill(0, Math.min(from + 4, to), to);
    this.redaction.count('clear-payloads-blanked', 1);
  }

  /** Identification (RFC 2407 section 4.6.2, RFC 7296 section 3.5): type, three octets, data. */
  private identity(bytes: Uint8Array, from: number, to: number): void {
    const data = from + 4;
    const length = to - data;
    if (length <= 0) return;
    const { addresses, names } = this.redaction;
    switch (bytes[from]) {
      case 1:
      case 5:
        if (length === 4 || length === 16) return addresses.replace(bytes, data, length);
        break;
      case 4:
      case 6:
      case 7:
      case 8:
        if (length === 8 || length === 32)
          return this.pair(bytes, data, length / 2, bytes[from] === 7 || bytes[from] === 8);
        break;
      case 2:
      case 3:
        return names.replace(bytes, data, length);
      case 9: {
        const name = readDer(bytes, data, to);
        if (name !== undefined) return replaceName(bytes, name, this.redaction);
        break;
      }
      case 10: {
        const name = readDer(bytes, data, to);
        if (name !== undefined) return replaceGeneralName(bytes, name, this.redaction);
        break;
      }
      case 13:
        return;
      default:
        if (isPrintable(bytes.subarray(data, to))) names.replace(bytes, data, length);
        else bytes.set(this.redaction.identifier(bytes.slice(data, to)), data);
        return;
    }
    bytes.fill(0, data, to);
  }

  /** A network with its mask, or a range. */
  private pair(bytes: Uint8Array, at: number, octets: number, range: boolean): void {
    const own = bytes.slice(at, at + octets);
    const other = bytes.slice(at + octets, at + 2 * octets);
    const { addresses } = this.redaction;
    if (range) {
      const [start, end] = addresses.range(own, other);
      bytes.set(start, at);
      bytes.set(end, at + octets);
      return;
    }
    bytes.set(addresses.network(own, maskLength(other) ?? octets * 8), at);
  }

  /** Traffic selectors (RFC 7296 section 3.13). */
  private selectors(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from + 4; at + 8 <= to; ) {
      const length = u16(bytes, at + 2) ?? 0;
      const octets = bytes[at] === 7 ? 4 : bytes[at] === 8 ? 16 : 0;
      if (length < 8 || at + length > to) return void bytes.fill(0, at, to);
      if (octets > 0 && length === 8 + 2 * octets) this.pair(bytes, at + 8, octets, true);
      else bytes.fill(0, at + 4, at + length);
      at += length;
    }
  }

  private certificate(bytes: Uint8Array, from: number, to: number): void {
    const encoding = bytes[from];
    const own = bytes.slice(Math.min(from + 1, to), to);
    if ((encoding === 4 || encoding === 5) && replaceCertificate(own, this.redaction)) bytes.set(own, from + 1);
    else if (encoding === 7 && replaceDer(own, this.redaction)) bytes.set(own, from + 1);
    else if ((encoding === 12 || encoding === 13) && own.length > 20) {
      bytes.set(this.redaction.identifier(own.slice(0, 20)), from + 1);
      this.redaction.names.replace(bytes, from + 21, to - from - 21);
    } else bytes.fill(0, Math.min(from + 1, to), to);
  }

  /** Vendor IDs that are known say which product; others may say anything. */
  private vendor(bytes: Uint8Array, from: number, to: number): void {
    const own = bytes.slice(from, to);
    if (vendorName(own) === undefined) bytes.set(this.redaction.keyed.octets(own), from);
  }

  private notification(bytes: Uint8Array, from: number, to: number, one: Place): void {
    if (to - from < 4) return void bytes.fill(0, from, to);
    const type = u16(bytes, from + 2) ?? 0;
    const data = from + 4 + (bytes[from + 1] ?? 0);
    const length = to - data;
    if (length <= 0) return;
    if (one.v2 && natNotifies.has(type)) return this.nat.replace(bytes, data, length, one.spis, one.ends);
    if (one.v2 && addressNotifies.has(type) && (length === 4 || length === 16))
      return this.redaction.addresses.replace(bytes, data, length);
    if (one.v2 && redirects.has(type)) return this.redirect(bytes, data, to);
    if (one.v2 ? keptNotifies.has(type) : length <= 16) return;
    bytes.set(this.redaction.keyed.octets(bytes.slice(data, to)), data);
  }

  /** REDIRECT (RFC 5685 section 6): type of the gateway, length, the gateway, a nonce. */
  private redirect(bytes: Uint8Array, at: number, to: number): void {
    const length = bytes[at + 1] ?? 0;
    const stop = Math.min(at + 2 + length, to);
    if (bytes[at] === 1 && length === 4) this.redaction.addresses.replace(bytes, at + 2, 4);
    else if (bytes[at] === 2 && length === 16) this.redaction.addresses.replace(bytes, at + 2, 16);
    else if (bytes[at] === 3) this.redaction.names.replace(bytes, at + 2, stop - at - 2);
    else bytes.fill(0, at + 2, stop);
  }

  /** Learns from certificates in a clear message. */
  learn(bytes: Uint8Array, at: number, end: number): void {
    if (end - at < header || this.sealed(bytes, at, end)) return;
    const v2 = (bytes[at + 17] ?? 0) >> 4 === 2;
    let type = bytes[at + 16] ?? 0;
    for (let from = at + header, count = 0; type !== 0 && from + 4 <= end && count < maxPayloads; count++) {
      const length = u16(bytes, from + 2) ?? 0;
      if (length < 4 || from + length > end || (v2 && (type === 46 || type === 53))) return;
      if (type === (v2 ? 37 : 6)) learnCertificate(bytes.slice(from + 5, from + length), this.redaction);
      type = bytes[from] ?? 0;
      from += length;
    }
  }
}

interface Place {
  readonly v2: boolean;
  readonly whole: boolean;
  readonly spis: Uint8Array;
  readonly ends: readonly End[];
}
