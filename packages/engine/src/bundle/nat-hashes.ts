/**
 * NAT detection hashes (RFC 3947 section 3.2, RFC 7296 section 2.23). They are of an address and a port, and so are guessed in seconds;
 * one that is found to be of an address of the evidence is computed anew of its pseudonym, so that what fitted fits and what did not does
 * not; any other is a pseudonym itself, and fits nothing.
 */
import { addressBytes } from '../protocol/address.ts';
import { hex } from '../protocol/bytes.ts';
import { digest, type DigestName } from '../protocol/digest.ts';
import type { Redaction } from './redaction.ts';

const byLength: Readonly<Record<number, DigestName>> = {
  16: 'md5',
  20: 'sha1',
  32: 'sha256',
  48: 'sha384',
  64: 'sha512',
};
const maxCandidates = 64;
const maxTries = 20_000;
const maxKnown = 50_000;

/** One end of a datagram, as it was. */
export interface End {
  readonly address: Uint8Array;
  readonly port: number;
}

/** Finds of what hashes are. */
export class NatHashes {
  private readonly redaction: Redaction;
  private readonly known = new Map<string, Uint8Array>();
  private candidates: Uint8Array[] | null = null;
  private tries = 0;

  constructor(redaction: Redaction) {
    this.redaction = redaction;
  }

  /** Replaces the hash at `at`; `spis` are both SPIs, 16 octets. */
  replace(bytes: Uint8Array, at: number, length: number, spis: Uint8Array, ends: readonly End[]): void {
    const own = bytes.slice(at, at + length);
    const key = hex(own);
    let made = this.known.get(key);
    if (made === undefined) {
      made = this.make(own, spis, ends);
      if (this.known.size >= maxKnown) this.known.clear();
      this.known.set(key, made);
    }
    bytes.set(made, at);
  }

  private make(own: Uint8Array, spis: Uint8Array, ends: readonly End[]): Uint8Array {
    const name = byLength[own.length];
    if (name === undefined) return this.redaction.keyed.octets(own);
    for (const { address, port } of ends) {
      const made = this.tried(name, own, spis, address, port);
      if (made !== null) return made;
    }
    const ports = [...new Set([...ends.map(({ port }) => port), 500, 4500])];
    // What the hosts say of themselves comes first: an address behind a NAT stands in no packet of the other side.
    this.candidates ??= [...this.redaction.told, ...this.redaction.met]
      .slice(0, maxCandidates)
      .flatMap((text) => addressBytes(text) ?? []);
    for (const address of this.candidates)
      for (const port of ports) {
        if (this.tries >= maxTries) break;
        this.tries++;
        const made = this.tried(name, own, spis, address, port);
        if (made !== null) return made;
      }
    this.redaction.count('nat-detection-unknown', 1);
    return this.redaction.keyed.octets(own);
  }

  private tried(
    name: DigestName,
    own: Uint8Array,
    spis: Uint8Array,
    address: Uint8Array,
    port: number,
  ): Uint8Array | null {
    const data = new Uint8Array(18 + address.length);
    data.set(spis);
    data.set(address, 16);
    data[16 + address.length] = port >> 8;
    data[17 + address.length] = port & 255;
    const found = digest(name, data);
    for (let i = 0; i < found.length; i++) if (found[i] !== own[i]) return null;
    this.redaction.addresses.replace(data, 16, address.length === 16 ? 16 : 4);
    this.redaction.count('nat-detection-kept', 1);
    return digest(name, data);
  }
}
