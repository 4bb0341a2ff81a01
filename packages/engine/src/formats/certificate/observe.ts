/** One DER object of a file (certificate, list, key, container) as what it says, whichever way the file spells it. */
import { type CertificateState, clip, type RevocationListState, type Source } from '../../observations/index.ts';
import { maxRevoked, readCrl } from '../../protocol/crl.ts';
import { hex } from '../../protocol/bytes.ts';
import { sha1 } from '../../protocol/digest.ts';
import { derChildren, derOid, derTag, readDer } from '../../protocol/der.ts';
import { readCertificate } from '../../protocol/x509.ts';

/** Kinds of DER files. A private key is never read further than to be known as one. */
export type DerKind = 'certificate' | 'crl' | 'private-key' | 'pkcs12' | 'pkcs7' | 'request' | 'unknown';

/** Tells what an object is by its outer elements. `bytes` may be the beginning only. */
export function derKind(bytes: Uint8Array): DerKind {
  const limit = bytes.length;
  const outer = start(bytes, 0);
  if (outer === undefined || outer.tag !== derTag.sequence) return 'unknown';
  const first = start(bytes, outer.content);
  if (first === undefined) return 'unknown';
  if (first.tag === derTag.oid)
    return derOid(bytes, readDer(bytes, outer.content)) === '1.2.840.113549.1.7.2' ? 'pkcs7' : 'unknown';
  if (first.tag === derTag.integer) {
    const version = bytes[first.content] ?? 0;
    const second = start(bytes, first.content + first.length);
    if (second === undefined) return 'unknown';
    // PKCS#12 (RFC 7292 4): version 3 and a ContentInfo. PKCS#1, SEC 1 and PKCS#8 keys: a version and key material or an algorithm.
    if (version === 3 && second.tag === derTag.sequence) return 'pkcs12';
    return version <= 1 && [derTag.integer, derTag.sequence, derTag.octetString].some((tag) => tag === second.tag)
      ? 'private-key'
      : 'unknown';
  }
  if (first.tag !== derTag.sequence) return 'unknown';
  const inner = start(bytes, first.content);
  if (inner === undefined) return 'unknown';
  // An encrypted key (RFC 5958 3): an algorithm, then its octets.
  if (inner.tag === derTag.oid) {
    const next = start(bytes, first.content + first.length);
    return next?.tag === derTag.octetString ? 'private-key' : 'unknown';
  }
  if (inner.tag === 0xa0) return 'certificate';
  if (inner.tag !== derTag.integer && inner.tag !== derTag.sequence) return 'unknown';
  if (inner.tag === derTag.integer) {
    const second = start(bytes, inner.content + inner.length);
    // A request has its subject there, a list of revoked certificates and an old certificate an algorithm.
    if (second?.tag === derTag.sequence && start(bytes, second.content)?.tag === derTag.set) return 'request';
  }
  return limit >= outer.content + outer.length && readCrl(bytes) === undefined ? 'certificate' : 'crl';
}

/** Tag and place of the content of an element that may run past the bytes at hand. */
function start(bytes: Uint8Array, at: number): { tag: number; content: number; length: number } | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  if (first < 0x80) return { tag, content: at + 2, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 4 || at + 2 + count > bytes.length) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] ?? 0);
  return { tag, content: at + 2 + count, length };
}

function day(ns: bigint | null): string {
  return ns === null ? '?' : new Date(Number(ns / 1_000_000n)).toISOString().slice(0, 19) + 'Z';
}

function keyId(bytes: Uint8Array, [offset, length]: readonly [number, number]): string {
  return hex(sha1(bytes.subarray(offset, offset + length)));
}

/** The certificate, or undefined when it does not parse. `place` is where it stands; what is quoted is a line of its own. */
export function certificateState(
  bytes: Uint8Array,
  file: string | null,
  place: Pick<Source, 'artifact' | 'at'>,
): CertificateState | undefined {
  const read = readCertificate(bytes);
  if (read === undefined) return undefined;
  const names = read.subjectAltNames.slice(0, 64);
  const validity = `${day(read.notBefore)} to ${day(read.notAfter)}`;
  return {
    kind: 'certificate',
    from: 'file',
    file,
    subject: clip(read.subject, 1000),
    issuer: clip(read.issuer, 1000),
    serial: read.serial,
    notBefore: read.notBefore,
    notAfter: read.notAfter,
    altNames: names.map(({ type, value }) => ({ type, value: clip(value, 300) })),
    ca: read.ca,
    ...(read.pathLength === null ? {} : { pathLength: read.pathLength }),
    keyUsage: read.keyUsage,
    extendedKeyUsage: read.extendedKeyUsage,
    key: read.keyType === null ? null : read.keyBits === null ? read.keyType : `${read.keyType} ${read.keyBits}`,
    signature: read.signatureAlgorithm,
    subjectKeyId: read.subjectKeyId,
    authorityKeyId: read.authorityKeyId,
    revocationPlaces: read.revocationPlaces,
    ...(read.publicKey === null ? {} : { publicKeyId: keyId(bytes, read.publicKey) }),
    ownKey: null,
    src: {
      ...place,
      quote: clip(`certificate ${read.serial} of ${read.subject}, valid ${validity}, by ${read.issuer}`),
      time: null,
    },
  };
}

/** The list, or undefined when it does not parse; `left` tells how many entries were beyond the cap. */
export function revocationState(
  bytes: Uint8Array,
  place: Pick<Source, 'artifact' | 'at'>,
): { readonly state: RevocationListState; readonly entries: number } | undefined {
  const read = readCrl(bytes);
  if (read === undefined) return undefined;
  const { entries, number, ...told } = read;
  const name = number === null ? '' : ` ${number}`;
  const quote = `revocation list${name} of ${read.issuer}, ${day(read.thisUpdate)} to ${day(read.nextUpdate)}: ${entries} revoked`;
  return {
    entries,
    state: { kind: 'revocation-list', from: 'file', ...told, src: { ...place, quote: clip(quote), time: null } },
  };
}

/** Cap of entries that `revocationState` keeps. */
export { maxRevoked };

/** Whether the first bytes are those of a DER file: a SEQUENCE in the long form, of a kind that is known. */
export function looksLikeDer(head: Uint8Array): boolean {
  if (head[0] !== derTag.sequence || ((head[1] ?? 0) & 0xfc) !== 0x80 || head[1] === 0x80) return false;
  return derKind(head) !== 'unknown';
}

/** Certificates inside a PKCS#7 SignedData (RFC 2315 9.1), as bundles are shipped. */
export function bundledCertificates(bytes: Uint8Array): readonly Uint8Array[] {
  const outer = readDer(bytes, 0);
  const wrapped = outer === undefined ? undefined : derChildren(bytes, outer, 2)[1];
  const signed = wrapped === undefined ? undefined : readDer(bytes, wrapped.content, wrapped.end);
  const set = signed === undefined ? undefined : derChildren(bytes, signed, 8).find((part) => part.tag === 0xa0);
  return set === undefined ? [] : derChildren(bytes, set, 200).map((node) => bytes.subarray(node.offset, node.end));
}
