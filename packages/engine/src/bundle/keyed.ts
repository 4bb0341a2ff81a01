/** Pseudo-random functions under the key of the sender: everything that redaction makes up comes from here. */
import { unsafe } from '@noble/ciphers/aes.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8Bytes } from '../protocol/text.ts';

/** Octets of a redaction key. */
export const redactionKeyLength = 32;

/** What a part of the key is for: pseudonyms of one kind say nothing about those of another. */
export type Purpose = 'ipv4' | 'ipv6' | 'mac' | 'word' | 'octets' | 'digits';

/** Keyed functions of one redaction. The same key gives the same pseudonyms, in every file and in every run. */
export class Keyed {
  private readonly key: Uint8Array;
  private readonly blocks = new Map<Purpose, Uint32Array>();

  /** Throws a RangeError when the key has not `redactionKeyLength` octets. */
  constructor(key: Uint8Array) {
    if (key.length !== redactionKeyLength) throw new RangeError(`a redaction key has ${redactionKeyLength} octets`);
    this.key = key.slice();
  }

  /** HMAC-SHA-256 (RFC 2104) of a purpose and data, 32 octets. */
  mac(purpose: Purpose, data: Uint8Array): Uint8Array {
    const label = utf8Bytes(`ipsec-doctor redaction ${purpose}\0`);
    const all = new Uint8Array(label.length + data.length);
    all.set(label);
    all.set(data, label.length);
    return hmac(sha256, this.key, all);
  }

  /** One block of AES-128 (FIPS 197) under the key of a purpose, as Crypto-PAn uses it (Xu, Fan, Ammar, Moon 2002); four words. */
  block(purpose: Purpose, a: number, b: number, c: number, d: number): readonly [number, number, number, number] {
    let schedule = this.blocks.get(purpose);
    if (schedule === undefined) {
      schedule = unsafe.expandKeyLE(this.mac(purpose, new Uint8Array(0)).subarray(0, 16));
      this.blocks.set(purpose, schedule);
    }
    const { s0, s1, s2, s3 } = unsafe.encrypt(schedule, a, b, c, d);
    return [s0, s1, s2, s3];
  }

  /** `length` octets that stand for others: the same for the same data, and nothing else to be told from them. */
  octets(data: Uint8Array, length: number = data.length): Uint8Array {
    const seed = this.mac('octets', data);
    if (length <= seed.length) return seed.subarray(0, length);
    const view = new DataView(seed.buffer, seed.byteOffset, 32);
    const out = new Uint8Array(Math.ceil(length / 16) * 16);
    const written = new DataView(out.buffer);
    for (let at = 0; at < out.length; at += 16) {
      const words = this.block(
        'octets',
        view.getUint32(0),
        view.getUint32(4),
        view.getUint32(8),
        at ^ view.getUint32(12),
      );
      words.forEach((word, i) => {
        written.setUint32(at + 4 * i, word);
      });
    }
    return out.subarray(0, length);
  }
}
