/**
 * Encrypted IKEv1 messages opened with the key of their SA (RFC 2409 appendix B). Every message chains on the one before: the
 * first IV comes from the public values, the later ones are the last block of ciphertext; phase 2 starts from the last block of
 * phase 1 and the message id.
 */
import type { Ikev1Secrets, SecretKey } from '../../observations/keys.ts';
import { ciphers } from '../crypto/ciphers.ts';
import { hashes } from '../crypto/macs.ts';
import { decodePayloads, headerLength } from '../ike/decode.ts';
import { firstPayload, type IkePayload } from '../ike/message.ts';
import type { WireIke } from '../wire-reading.ts';
import type { Inner } from './ikev2.ts';
import { negotiatedV1 } from './negotiated.ts';

/** The encryption key as handed in, or what it is made from. */
export type Ikev1Key = { readonly key: SecretKey } | { readonly secrets: Ikev1Secrets };

const informational = 5;
const maxIvs = 1000;

/** Opens the messages of one SA in the order in which they were captured. */
export function ikev1Opener(source: Ikev1Key): (ike: WireIke) => Inner | null {
  let answer: readonly IkePayload[] | null = null;
  const publicValues: { initiator?: Uint8Array; responder?: Uint8Array } = {};
  const nonces: { initiator?: Uint8Array; responder?: Uint8Array } = {};
  const ivs = new Map<number, Uint8Array>();
  let phase1: Uint8Array | null = null;
  let initiatorAddress: string | null = null;
  let spis: { readonly initiator: string; readonly responder: string } | null = null;

  const learn = (ike: WireIke): void => {
    const { message } = ike;
    initiatorAddress ??= message.responderSpi === '0000000000000000' ? ike.src.address : null;
    const role = ike.src.address === initiatorAddress ? 'initiator' : 'responder';
    if (role === 'responder') {
      answer ??= firstPayload(message.payloads, 'sa') === undefined ? null : message.payloads;
      spis ??= { initiator: message.initiatorSpi, responder: message.responderSpi };
    }
    const publicValue = firstPayload(message.payloads, 'ke')?.data;
    const nonce = firstPayload(message.payloads, 'nonce')?.data;
    if (publicValue !== undefined) publicValues[role] ??= publicValue;
    if (nonce !== undefined) nonces[role] ??= nonce;
  };

  return (ike) => {
    const { message, octets } = ike;
    if (!message.encrypted) {
      learn(ike);
      return null;
    }
    const suite = answer === null ? null : negotiatedV1(answer);
    const hash = suite === null ? undefined : hashes.get(suite.hash);
    const cipher = suite === null ? undefined : ciphers.get(suite.encryption);
    if (hash === undefined || cipher === undefined) return { closed: 'unknown-algorithm' };
    const size = cipher.blockLength;
    const end = Math.min(message.length, octets.length);
    const body = octets.subarray(headerLength, end);
    if (end < message.length || body.length === 0 || body.length % size !== 0) return { closed: 'too-short' };
    if (phase1 === null) {
      const { initiator, responder } = publicValues;
      if (initiator === undefined || responder === undefined) return { closed: 'too-short' };
      phase1 = hash.hash(joined(initiator, responder)).slice(0, size);
    }
    const id = message.messageId >>> 0;
    const start: Uint8Array =
      id === 0 ? phase1 : (ivs.get(id) ?? hash.hash(joined(phase1, bytesOfId(id))).slice(0, size));
    const open = (key: Uint8Array): Uint8Array | null =>
      key.length === cipher.keyLength
        ? cipher.decrypt(key, empty, { iv: start, ciphertext: body, aad: empty, icv: empty })
        : null;
    const text =
      'key' in source ? source.key.use(open) : derive(source.secrets, nonces, spis, hash.mac, cipher.keyLength, open);
    if (text === null) return { closed: 'key-length' };
    const { payloads, faults } = decodePayloads(text.slice(), message.nextPayload.id, 'IKEv1', {
      exchangeType: message.exchangeType.id,
    });
    // Nothing authenticates the cipher: payloads that hang together are what shows that the key fits.
    if (faults.length > 0 || payloads.length === 0 || payloads.some(({ kind }) => kind === 'unknown'))
      return { closed: 'garbage' };
    const last = body.slice(body.length - size);
    if (id === 0) phase1 = last;
    else if (message.exchangeType.id !== informational && ivs.size < maxIvs) ivs.set(id, last);
    return { payloads };
  };
}

const empty = new Uint8Array(0);

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function bytesOfId(id: number): Uint8Array {
  return Uint8Array.of(id >>> 24, (id >>> 16) & 255, (id >>> 8) & 255, id & 255);
}

function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** SKEYID with a pre-shared key, SKEYID_e, and its expansion (RFC 2409 section 5, appendix B). Null when nonces were not seen. */
function derive(
  secrets: Ikev1Secrets,
  nonces: { readonly initiator?: Uint8Array; readonly responder?: Uint8Array },
  spis: { readonly initiator: string; readonly responder: string } | null,
  prf: (key: Uint8Array, data: Uint8Array) => Uint8Array,
  keyLength: number,
  open: (key: Uint8Array) => Uint8Array | null,
): Uint8Array | null {
  const { initiator, responder } = nonces;
  if (initiator === undefined || responder === undefined || spis === null) return null;
  const cookies = joined(bytesOfHex(spis.initiator), bytesOfHex(spis.responder));
  const step = (skeyid: Uint8Array, before: Uint8Array, shared: Uint8Array, number: number): Uint8Array =>
    prf(skeyid, joined(before, shared, cookies, Uint8Array.of(number)));
  return secrets.preSharedKey.use((key) =>
    secrets.sharedSecret.use((shared) => {
      const skeyid = prf(key, joined(initiator, responder));
      const d = step(skeyid, empty, shared, 0);
      const a = step(skeyid, d, shared, 1);
      const e = step(skeyid, a, shared, 2);
      return open(expand(e, keyLength, prf));
    }),
  );
}

/** A key longer than the PRF's output: K1 = prf(SKEYID_e, 0), Kn = prf(SKEYID_e, Kn-1). */
function expand(e: Uint8Array, keyLength: number, prf: (key: Uint8Array, data: Uint8Array) => Uint8Array): Uint8Array {
  if (e.length >= keyLength) return e.subarray(0, keyLength);
  let part = prf(e, Uint8Array.of(0));
  let all = part;
  while (all.length < keyLength) {
    part = prf(e, part);
    all = joined(all, part);
  }
  return all.subarray(0, keyLength);
}
