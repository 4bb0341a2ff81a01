/**
 * Keys that were handed in as evidence to read protected traffic with. Their octets live in a private field and are given out
 * only to a function; JSON, inspection and string conversion show none of them.
 */
import type { Source } from './source.ts';

const shown = '[secret]';

/** Key octets that can be used and not shown. */
export class SecretKey {
  readonly #octets: Uint8Array;

  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  get length(): number {
    return this.#octets.length;
  }

  /** Computes something with the octets. What comes back must not be the octets themselves. */
  use<T>(compute: (octets: Uint8Array) => T): T {
    return compute(this.#octets);
  }

  toJSON(): string {
    return shown;
  }

  toString(): string {
    return shown;
  }

  [Symbol.toPrimitive](): string {
    return shown;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return shown;
  }
}

/**
 * Keys of an IKE SA. SPIs are 16 lower-case hex digits. Algorithm names are those of the IKEv2 registries with the key length
 * (ENCR_AES_CBC_256); null: as negotiated on the wire. `initiator` and `responder` name the direction they protect: SK_ei and SK_ai
 * protect what the initiator sends (RFC 7296 section 2.14). Keys of combined modes have their salt behind them. IKEv1 has one
 * encryption key for both (SKEYID_e, expanded).
 */
export interface IkeKeys {
  readonly kind: 'ike-keys';
  readonly version: 1 | 2;
  /** Null: whichever SA they open. */
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  readonly encryption: string | null;
  readonly integrity: string | null;
  readonly encryptionKeys: { readonly initiator: SecretKey; readonly responder: SecretKey };
  readonly integrityKeys: { readonly initiator: SecretKey; readonly responder: SecretKey } | null;
  /** SK_pi and SK_pr, with which AUTH is made (RFC 7296 section 2.15); null when not told. */
  readonly proofKeys: { readonly initiator: SecretKey; readonly responder: SecretKey } | null;
  readonly src: Source;
}

/** IKEv1: the pre-shared key and the shared Diffie-Hellman secret g^xy, from which all other keys follow (RFC 2409 section 5). */
export interface Ikev1Secrets {
  readonly kind: 'ikev1-secrets';
  readonly initiatorSpi: string;
  readonly preSharedKey: SecretKey;
  readonly sharedSecret: SecretKey;
  readonly src: Source;
}

/** Keys of one ESP SA. `spi` is eight lower-case hex digits; addresses are null when any fits. */
export interface EspKeys {
  readonly kind: 'esp-keys';
  readonly spi: string;
  readonly source: string | null;
  readonly destination: string | null;
  readonly encryption: string;
  readonly encryptionKey: SecretKey;
  readonly integrity: string | null;
  readonly integrityKey: SecretKey | null;
  readonly src: Source;
}

export type KeyObservation = IkeKeys | Ikev1Secrets | EspKeys;

/** Whether an observation is a key that something may be opened with. */
export function isKey(item: { readonly kind: string }): item is KeyObservation {
  return item.kind === 'ike-keys' || item.kind === 'ikev1-secrets' || item.kind === 'esp-keys';
}
