/** What a certificate says about itself (RFC 5280), read without verifying anything. */
import { addressText } from './address.ts';
import { hex } from './bytes.ts';
import { derChildren, derOid, derTag, derTime, type DerNode, readDer } from './der.ts';
import { latin1, utf8 } from './text.ts';
import { nameText } from './distinguished-name.ts';

export interface SubjectAltName {
  readonly type: 'dns' | 'email' | 'ip' | 'uri' | 'dn' | 'upn' | 'other';
  readonly value: string;
}

/** Fields of a certificate; null where the certificate does not carry them or they do not parse. Times in ns since 1970. */
export interface CertificateSummary {
  readonly subject: string;
  readonly issuer: string;
  /** Lower-case hex without leading zero octet. */
  readonly serial: string;
  readonly notBefore: bigint | null;
  readonly notAfter: bigint | null;
  readonly subjectAltNames: readonly SubjectAltName[];
  readonly keyUsage: readonly string[] | null;
  readonly extendedKeyUsage: readonly string[] | null;
  /** Basic constraints; null when the extension is missing. */
  readonly ca: boolean | null;
  /** pathLenConstraint of an authority; null: none. */
  readonly pathLength: number | null;
  readonly keyType: string | null;
  readonly keyBits: number | null;
  readonly signatureAlgorithm: string | null;
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** It says where lists of revoked certificates or a responder are (RFC 5280 sections 4.2.1.13 and 4.2.2.1). */
  readonly revocationPlaces: boolean;
  /** SubjectPublicKeyInfo as [offset, length] in the certificate: IKEv2 CERTREQ hashes are SHA-1 of these bytes. */
  readonly publicKeyInfo: readonly [offset: number, length: number];
  /** The public key itself, without its algorithm: what key identifiers are the SHA-1 of (RFC 5280 section 4.2.1.2). Null: unread. */
  readonly publicKey: readonly [offset: number, length: number] | null;
  /** What could not be read although it is there. */
  readonly unread: readonly string[];
}

/** Largest certificate read, in bytes. */
const MAX_CERTIFICATE = 65536;
const MAX_NAMES = 128;

const SIGNATURES: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'RSA-MD5',
  '1.2.840.113549.1.1.5': 'RSA-SHA1',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.113549.1.1.11': 'RSA-SHA256',
  '1.2.840.113549.1.1.12': 'RSA-SHA384',
  '1.2.840.113549.1.1.13': 'RSA-SHA512',
  '1.2.840.10040.4.3': 'DSA-SHA1',
  '2.16.840.1.101.3.4.3.2': 'DSA-SHA256',
  '1.2.840.10045.4.1': 'ECDSA-SHA1',
  '1.2.840.10045.4.3.2': 'ECDSA-SHA256',
  '1.2.840.10045.4.3.3': 'ECDSA-SHA384',
  '1.2.840.10045.4.3.4': 'ECDSA-SHA512',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
};

const CURVES: Readonly<Record<string, readonly [string, number]>> = {
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
};

const PURPOSES: Readonly<Record<string, string>> = {
  '2.5.29.37.0': 'anyExtendedKeyUsage',
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.5': 'ipsecEndSystem',
  '1.3.6.1.5.5.7.3.6': 'ipsecTunnel',
  '1.3.6.1.5.5.7.3.7': 'ipsecUser',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.5.5.7.3.17': 'ipsecIKE',
  '1.3.6.1.5.5.8.2.2': 'ikeIntermediate',
  '1.3.6.1.4.1.311.20.2.2': 'smartcardLogon',
};

const USAGES: readonly string[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
];

/** Name of a signature algorithm identifier (RFC 5280 section 4.1.1.2) at `node`; its OID when unknown. */
export function signatureAlgorithmName(bytes: Uint8Array, node: DerNode | undefined): string | undefined {
  const oid = node === undefined ? undefined : derOid(bytes, readDer(bytes, node.content, node.end));
  return oid === undefined ? undefined : (SIGNATURES[oid] ?? oid);
}

/**
 * Reads a DER certificate. Undefined when its outer shape (Certificate, TBSCertificate, names, key) does not hold; otherwise
 * a summary with `unread` naming extensions that did not parse. Never throws; linear in the input.
 */
export function readCertificate(bytes: Uint8Array): CertificateSummary | undefined {
  if (bytes.length > MAX_CERTIFICATE) return undefined;
  const outer = readDer(bytes, 0);
  if (outer === undefined || outer.tag !== derTag.sequence) return undefined;
  const [tbs, algorithm] = derChildren(bytes, outer, 3);
  if (tbs === undefined || tbs.tag !== derTag.sequence) return undefined;
  const fields = derChildren(bytes, tbs, 16);
  const first = fields[0]?.tag === 0xa0 ? 1 : 0;
  const [serial, , issuer, validity, subject, key] = fields.slice(first);
  const issuerText = nameText(bytes, issuer);
  const subjectText = nameText(bytes, subject);
  if (serial === undefined || issuerText === undefined || subjectText === undefined || key === undefined)
    return undefined;
  const [notBefore, notAfter] = validity === undefined ? [] : derChildren(bytes, validity, 2);
  const extensions = fields.slice(first + 6).find((field) => field.tag === 0xa3);
  return {
    subject: subjectText,
    issuer: issuerText,
    serial: integerHex(bytes, serial),
    notBefore: derTime(bytes, notBefore) ?? null,
    notAfter: derTime(bytes, notAfter) ?? null,
    signatureAlgorithm: signatureAlgorithmName(bytes, algorithm) ?? null,
    publicKeyInfo: [key.offset, key.end - key.offset],
    publicKey: publicKeyBits(bytes, key),
    ...publicKey(bytes, key),
    ...readExtensions(bytes, extensions),
  };
}

function integerHex(bytes: Uint8Array, node: DerNode): string {
  let from = node.content;
  while (from + 1 < node.end && bytes[from] === 0) from++;
  return hex(bytes, from, Math.min(node.end - from, 64));
}

function publicKeyBits(bytes: Uint8Array, info: DerNode): readonly [number, number] | null {
  const bits = derChildren(bytes, info, 2)[1];
  // The first octet counts the bits that are left over: none.
  return bits === undefined || bits.end <= bits.content ? null : [bits.content + 1, bits.end - bits.content - 1];
}

function publicKey(bytes: Uint8Array, info: DerNode): Pick<CertificateSummary, 'keyType' | 'keyBits'> {
  const [algorithm, bits] = derChildren(bytes, info, 2);
  const parts = algorithm === undefined ? [] : derChildren(bytes, algorithm, 2);
  const oid = derOid(bytes, parts[0]);
  if (oid === undefined || bits === undefined) return { keyType: null, keyBits: null };
  if (oid === '1.2.840.113549.1.1.1' || oid === '1.2.840.113549.1.1.10') {
    const rsa = readDer(bytes, bits.content + 1, bits.end);
    const modulus = rsa === undefined ? undefined : readDer(bytes, rsa.content, rsa.end);
    return { keyType: 'RSA', keyBits: modulus === undefined ? null : integerBits(bytes, modulus) };
  }
  if (oid === '1.2.840.10045.2.1') {
    const curve = CURVES[derOid(bytes, parts[1]) ?? ''];
    return { keyType: curve === undefined ? 'EC' : `EC ${curve[0]}`, keyBits: curve?.[1] ?? null };
  }
  if (oid === '1.2.840.10040.4.1') {
    const prime = parts[1] === undefined ? undefined : readDer(bytes, parts[1].content, parts[1].end);
    return { keyType: 'DSA', keyBits: prime === undefined ? null : integerBits(bytes, prime) };
  }
  if (oid === '1.3.101.112') return { keyType: 'Ed25519', keyBits: 256 };
  if (oid === '1.3.101.113') return { keyType: 'Ed448', keyBits: 456 };
  return { keyType: SIGNATURES[oid] ?? oid, keyBits: null };
}

function integerBits(bytes: Uint8Array, node: DerNode): number {
  let from = node.content;
  while (from < node.end && bytes[from] === 0) from++;
  if (from >= node.end) return 0;
  return (node.end - from) * 8 - Math.clz32(bytes[from] ?? 0) + 24;
}

type Extensions = Pick<
  CertificateSummary,
  | 'subjectAltNames'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'ca'
  | 'pathLength'
  | 'subjectKeyId'
  | 'authorityKeyId'
  | 'revocationPlaces'
  | 'unread'
>;

function readExtensions(bytes: Uint8Array, wrapper: DerNode | undefined): Extensions {
  const list = wrapper === undefined ? undefined : readDer(bytes, wrapper.content, wrapper.end);
  const unread: string[] = [];
  let subjectAltNames: SubjectAltName[] = [];
  let keyUsage: string[] | null = null;
  let extendedKeyUsage: string[] | null = null;
  let ca: boolean | null = null;
  let pathLength: number | null = null;
  let subjectKeyId: string | null = null;
  let authorityKeyId: string | null = null;
  let revocationPlaces = false;
  if (wrapper !== undefined && list === undefined) unread.push('extensions');
  for (const extension of list === undefined ? [] : derChildren(bytes, list)) {
    const parts = derChildren(bytes, extension, 3);
    const oid = derOid(bytes, parts[0]);
    const octets = parts.at(-1);
    if (oid === undefined || octets === undefined || octets.tag !== derTag.octetString) {
      unread.push(oid ?? 'extension');
      continue;
    }
    const value = readDer(bytes, octets.content, octets.end);
    if (value === undefined) {
      unread.push(oid);
      continue;
    }
    if (oid === '2.5.29.17') subjectAltNames = generalNames(bytes, value);
    else if (oid === '2.5.29.15') keyUsage = usages(bytes, value);
    else if (oid === '2.5.29.37') extendedKeyUsage = purposes(bytes, value);
    else if (oid === '2.5.29.19') {
      ca = isCa(bytes, value);
      pathLength = pathLengthOf(bytes, value);
    } else if (oid === '2.5.29.14') subjectKeyId = hex(bytes, value.content, Math.min(value.end - value.content, 64));
    else if (oid === '2.5.29.31' || oid === '1.3.6.1.5.5.7.1.1') revocationPlaces = true;
    else if (oid === '2.5.29.35') {
      const id = derChildren(bytes, value, 3).find((part) => part.tag === 0x80);
      if (id !== undefined) authorityKeyId = hex(bytes, id.content, Math.min(id.end - id.content, 64));
    }
  }
  return {
    subjectAltNames,
    keyUsage,
    extendedKeyUsage,
    ca,
    pathLength,
    subjectKeyId,
    authorityKeyId,
    revocationPlaces,
    unread,
  };
}

function usages(bytes: Uint8Array, value: DerNode): string[] {
  const names: string[] = [];
  for (let bit = 0; bit < USAGES.length; bit++) {
    const at = value.content + 1 + (bit >> 3);
    const byte = at < value.end ? (bytes[at] ?? 0) : 0;
    if ((byte >> (7 - (bit & 7))) & 1) names.push(USAGES[bit] ?? '');
  }
  return names;
}

function purposes(bytes: Uint8Array, value: DerNode): string[] {
  return derChildren(bytes, value).map((node) => {
    const oid = derOid(bytes, node) ?? '?';
    return PURPOSES[oid] ?? oid;
  });
}

function isCa(bytes: Uint8Array, value: DerNode): boolean {
  const [flag] = derChildren(bytes, value, 2);
  return flag !== undefined && flag.tag === derTag.boolean && bytes[flag.content] !== 0;
}

function pathLengthOf(bytes: Uint8Array, value: DerNode): number | null {
  const number = derChildren(bytes, value, 2).find(({ tag }) => tag === derTag.integer);
  if (number === undefined || number.end - number.content > 2) return null;
  let length = 0;
  for (let at = number.content; at < number.end; at++) length = length * 256 + (bytes[at] ?? 0);
  return length;
}

function generalNames(bytes: Uint8Array, value: DerNode): SubjectAltName[] {
  return derChildren(bytes, value, MAX_NAMES).map((node) => generalName(bytes, node));
}

/** Text of a GeneralName element (RFC 5280 section 4.2.1.6). */
export function generalName(bytes: Uint8Array, node: DerNode): SubjectAltName {
  const content = bytes.subarray(node.content, Math.min(node.end, node.content + 1024));
  switch (node.tag) {
    case 0x81:
      return { type: 'email', value: latin1(content) };
    case 0x82:
      return { type: 'dns', value: latin1(content) };
    case 0x86:
      return { type: 'uri', value: latin1(content) };
    case 0x87: {
      const length = node.end - node.content;
      const text = length === 4 || length === 16 ? addressText(bytes, node.content, length) : undefined;
      return { type: 'ip', value: text ?? hex(content) };
    }
    case 0xa4:
      return { type: 'dn', value: nameText(bytes, readDer(bytes, node.content, node.end)) ?? hex(content) };
    case 0xa0: {
      const [type, wrapped] = derChildren(bytes, node, 2);
      const inner = wrapped === undefined ? undefined : readDer(bytes, wrapped.content, wrapped.end);
      if (derOid(bytes, type) === '1.3.6.1.4.1.311.20.2.3' && inner !== undefined)
        return {
          type: 'upn',
          value: utf8(bytes.subarray(inner.content, Math.min(inner.end, inner.content + 1024))),
        };
      return { type: 'other', value: hex(content) };
    }
    default:
      return { type: 'other', value: hex(content) };
  }
}
