/** Opening one protected IKEv2 body: IV, ciphertext and integrity check (RFC 7296 section 3.14, RFC 5282). */
import type { SecretKey } from '../../observations/keys.ts';
import { ciphers } from '../crypto/ciphers.ts';
import { integrityAlgorithms } from '../crypto/macs.ts';

/** Keys of one direction with their algorithms by registry name. */
export interface DirectionKeys {
  readonly encryption: string;
  readonly encryptionKey: SecretKey;
  readonly integrity: string | null;
  readonly integrityKey: SecretKey | null;
}

/** Why something stayed closed. */
export type Closed =
  /** The algorithm is not known here. */
  | 'unknown-algorithm'
  /** The key handed in has another length than the algorithm. */
  | 'key-length'
  /** Cut off, or lengths that fit no message. */
  | 'too-short'
  /** The integrity check fails: another key, or octets that were changed. */
  | 'integrity'
  /** It opens to something that is none. */
  | 'garbage';

export type Opened = { readonly clear: Uint8Array } | { readonly closed: Closed };

/**
 * Opens `bytes[start, end)`, which is IV, ciphertext and ICV. A MAC runs over `bytes[from, end - ICV)` and `after` (the high half
 * of an extended sequence number); combined modes authenticate `aad`. What comes back still has its padding.
 */
export function openSealed(
  bytes: Uint8Array,
  from: number,
  start: number,
  end: number,
  aad: Uint8Array,
  keys: DirectionKeys,
  after: Uint8Array = new Uint8Array(0),
): Opened {
  const cipher = ciphers.get(keys.encryption);
  if (cipher === undefined) return { closed: 'unknown-algorithm' };
  if (keys.encryptionKey.length !== cipher.keyLength + cipher.saltLength) return { closed: 'key-length' };
  const mac = cipher.icvLength > 0 || keys.integrity === null ? null : integrityAlgorithms.get(keys.integrity);
  if (mac === undefined) return { closed: 'unknown-algorithm' };
  const icvLength = mac === null ? cipher.icvLength : mac.icvLength;
  const body = end - start - cipher.ivLength - icvLength;
  if (body < 0 || body % cipher.blockLength !== 0 || end > bytes.length) return { closed: 'too-short' };
  const icv = bytes.subarray(end - icvLength, end);
  if (mac !== null && keys.integrityKey !== null) {
    const covered = new Uint8Array(end - icvLength - from + after.length);
    covered.set(bytes.subarray(from, end - icvLength));
    covered.set(after, covered.length - after.length);
    const made = keys.integrityKey.use((key) => mac.mac(key, covered));
    if (!icv.every((byte, at) => byte === made[at])) return { closed: 'integrity' };
  }
  const sealed = {
    iv: bytes.subarray(start, start + cipher.ivLength),
    ciphertext: bytes.subarray(start + cipher.ivLength, end - icvLength),
    aad,
    icv,
  };
  const clear = keys.encryptionKey.use((key) =>
    cipher.decrypt(key.subarray(0, cipher.keyLength), key.subarray(cipher.keyLength), sealed),
  );
  return clear === null ? { closed: 'integrity' } : { clear };
}
