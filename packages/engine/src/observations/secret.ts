import { sha256 } from '../protocol/digest.ts';

const shown = '[secret]';

/**
 * A secret reduced to something that can be compared, and held against what it is said to have made. Digest and octets live in
 * private fields: JSON, string conversion, inspection, spreading and structured cloning of this object never show them.
 */
export class SecretDigest {
  readonly #value: string;
  readonly #octets: Uint8Array;

  constructor(value: string, octets: Uint8Array) {
    this.#value = value;
    this.#octets = octets;
  }

  /** Whether the secret passes a test of its octets: the proof of an opened message. */
  made(proof: (octets: Uint8Array) => boolean): boolean {
    return proof(this.#octets);
  }

  equals(other: SecretDigest): boolean {
    return this.#value === other.#value;
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

/** Digest of secret octets, for `sameSecret`. The same octets give equal digests however a file spelled them (text, hex, base64). */
export function secretDigest(secret: Uint8Array): SecretDigest {
  const domain = Uint8Array.from('ipsec-doctor secret equality\0', (char) => char.charCodeAt(0));
  const data = new Uint8Array(domain.length + secret.length);
  data.set(domain);
  data.set(secret, domain.length);
  let value = '';
  for (const byte of sha256(data)) value += byte.toString(16).padStart(2, '0');
  return new SecretDigest(value, secret.slice());
}

/** Whether two secrets are the same octets. */
export function sameSecret(a: SecretDigest, b: SecretDigest): boolean {
  return a.equals(b);
}
