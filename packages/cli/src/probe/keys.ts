import { createDiffieHellmanGroup, createECDH, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Draw } from '@ipsec-doctor/engine/probe/first-message';

/** Groups of Node by their number: RFC 2409 and 3526 (modp), RFC 5903 (ecp), RFC 8031 (curves). */
const modp: Readonly<Record<number, string>> = {
  2: 'modp2',
  5: 'modp5',
  14: 'modp14',
  15: 'modp15',
  16: 'modp16',
  17: 'modp17',
  18: 'modp18',
};
const ecp: Readonly<Record<number, string>> = { 19: 'prime256v1', 20: 'secp384r1', 21: 'secp521r1' };
const curves: Readonly<Record<number, 'x25519' | 'x448'>> = { 31: 'x25519', 32: 'x448' };

/** Leading zeros that a number loses belong to a public value (RFC 7296 section 3.4). */
function padded(bytes: Buffer, length: number): Uint8Array {
  return new Uint8Array(Buffer.concat([Buffer.alloc(Math.max(0, length - bytes.length)), bytes]));
}

/** Public value of a fresh key; undefined for a group that Node does not have. The private part is thrown away. */
export function publicValue(group: number): Uint8Array | undefined {
  const name = modp[group];
  if (name !== undefined) {
    const keys = createDiffieHellmanGroup(name);
    return padded(keys.generateKeys(), keys.getPrime().length);
  }
  const curve = ecp[group];
  // The point without its first octet: x and y (RFC 5903 section 7).
  if (curve !== undefined) return new Uint8Array(createECDH(curve).generateKeys().subarray(1));
  const kind = curves[group];
  if (kind === undefined) return undefined;
  const { publicKey } = kind === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('x448');
  const x = publicKey.export({ format: 'jwk' }).x;
  return x === undefined ? undefined : new Uint8Array(Buffer.from(x, 'base64url'));
}

/** A fresh SPI and nonce, never reused. */
export function freshDraw(): Draw {
  return {
    initiatorSpi: `1${randomBytes(8).toString('hex').slice(1)}`,
    nonce: new Uint8Array(randomBytes(32)),
    publicValue,
  };
}
