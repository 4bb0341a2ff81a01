/** What one redaction shares: the key, the pseudonyms made with it, and the account of what was done. */
import { hex } from '../protocol/bytes.ts';
import { Addresses } from './addresses.ts';
import { hexBytes } from '../formats/shared/secret-value.ts';
import { Keyed } from './keyed.ts';
import { Names } from './names.ts';
import { SeenRuns } from './seen-runs.ts';

/** Whom the result is for: `colleague` may know how the network is built, `vendor` may not (inventory SOC-02 to SOC-08). */
export type Audience = 'colleague' | 'vendor';

export type Counted =
  | 'addresses'
  | 'names'
  | 'secrets'
  | 'certificates'
  | 'nat-detection-kept'
  | 'nat-detection-unknown'
  | 'proofs-removed'
  | 'clear-payloads-blanked'
  | 'unread-frames-blanked'
  | 'capture-blocks-dropped'
  | 'guarded-facts-removed';

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const maxIdentifiers = 100_000;

/** One redaction: the same for every file of it. */
export class Redaction {
  readonly keyed: Keyed;
  readonly addresses: Addresses;
  readonly names: Names;
  readonly audience: Audience;
  /** Identifiers computed from a public key, by hex: the one of the key that took its place. */
  readonly keyIds = new Map<string, string>();
  /** Addresses met, as `addressText` writes them: NAT detection hashes are tried against them. */
  readonly met = new Set<string>();
  /** The same, of texts alone. */
  readonly told = new Set<string>();
  /** Runs of texts that were learned from already. */
  readonly seen = new SeenRuns();
  /** Fields that no name follows, and values of those that one does: the same. */
  readonly seenKeys = new SeenRuns();
  readonly seenValues = new SeenRuns();
  private readonly counts = new Map<Counted, number>();

  constructor(key: Uint8Array, audience: Audience = 'colleague') {
    this.keyed = new Keyed(key);
    this.addresses = new Addresses(this.keyed);
    this.names = new Names(this.keyed);
    this.audience = audience;
  }

  count(what: Counted, by: number): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + by);
  }

  /** How much was replaced or taken out, by kind. */
  counted(): Readonly<Partial<Record<Counted, number>>> {
    return Object.fromEntries([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Whether an address, as `addressText` writes it, was met in the evidence. */
  knows(address: string): boolean {
    return this.told.has(address) || this.met.has(address);
  }

  /** The stand-in of an identifier: as many octets, its first of the same sign and not zero, as a serial number's (RFC 5280 section 4.1.2.2). */
  identifier(own: Uint8Array): Uint8Array {
    const known = this.keyIds.get(hex(own));
    if (known !== undefined) return hexBytes(known) ?? own;
    const made = this.keyed.octets(own).slice();
    if (made.length > 0) made[0] = (own[0] ?? 0) < 0x80 ? ((made[0] ?? 0) & 0x7f) | 0x40 : (made[0] ?? 0) | 0x80;
    return made;
  }

  /** Learns which identifier takes the place of another. */
  pair(was: Uint8Array, now: Uint8Array): void {
    if (this.keyIds.size < maxIdentifiers) this.keyIds.set(hex(was), hex(now));
  }

  /** The stand-in of octets written in hexadecimal, in the case they are written in. */
  hex(text: string): string {
    const upper = /[A-F]/.test(text) && !/[a-f]/.test(text);
    const odd = text.length % 2;
    const own = hexBytes(text) ?? new Uint8Array(0);
    const made = hex(this.identifier(own)).slice(odd);
    return upper ? made.toUpperCase() : made;
  }

  /** The stand-in of text in base64: as long, with its padding. */
  base64(own: Uint8Array): string {
    const made = this.keyed.octets(own);
    let out = '';
    for (let i = 0; i < own.length; i++) out += own[i] === 0x3d ? '=' : (base64Alphabet[(made[i] ?? 0) & 63] ?? 'A');
    return out;
  }

  /** The stand-in of a decimal number of up to 32 bits, by where it stands. */
  number(text: string, where: string, place: number): string {
    const seed = this.keyed.mac(
      'digits',
      Uint8Array.from(`${where}|${place}|${text}`, (char) => char.charCodeAt(0)),
    );
    const made = new DataView(seed.buffer, seed.byteOffset).getUint32(0);
    return String(place > 6 ? 1000 + (made % 900_000) : made);
  }
}
