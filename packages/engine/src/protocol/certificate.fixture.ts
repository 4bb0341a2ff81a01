/** Certificates and revocation lists for tests: the right shape (RFC 5280), and signatures that no one should check. */

type Bytes = readonly number[];

function element(tag: number, ...parts: readonly Bytes[]): Bytes {
  const content = parts.flat();
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return [tag, ...size, ...content];
}

function text(tag: number, value: string): Bytes {
  return element(tag, [...new TextEncoder().encode(value)]);
}

function oid(value: string): Bytes {
  const [first = 0, second = 0, ...rest] = value.split('.').map(Number);
  const body = [first * 40 + second];
  for (const arc of rest) {
    const digits = [arc & 127];
    for (let left = arc >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128);
    body.push(...digits);
  }
  return element(6, body);
}

function hexBytes(hex: string): Bytes {
  return hex.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
}

const attributes: Readonly<Record<string, string>> = { C: '2.5.4.6', O: '2.5.4.10', CN: '2.5.4.3' };

/** `C=KR, O=Example Works, CN=Root` as a Name. */
function name(value: string): Bytes {
  const parts = value.split(', ').map((part) => {
    const [key = '', ...rest] = part.split('=');
    return element(0x31, element(0x30, oid(attributes[key] ?? '2.5.4.3'), text(12, rest.join('='))));
  });
  return element(0x30, ...parts);
}

/** `2026-11-23T10:00:00Z` as a GeneralizedTime. */
function time(value: string): Bytes {
  return text(0x18, `${value.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`);
}

function extension(id: string, value: Bytes): Bytes {
  return element(0x30, oid(id), element(4, value));
}

const algorithm = element(0x30, oid('1.2.840.10045.4.3.2'));
const signature = element(3, [0, 1, 2, 3]);

export interface CertificateDraft {
  readonly subject: string;
  readonly issuer: string;
  readonly serial?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dns?: readonly string[];
  readonly uri?: readonly string[];
  readonly email?: readonly string[];
  /** Names of other kinds (otherName), by the kind's identifier. */
  readonly other?: readonly { readonly oid: string; readonly value: string }[];
  readonly ca?: boolean;
  /** Bits of keyUsage, `digitalSignature` first. */
  readonly usage?: number;
  readonly purposes?: readonly string[];
  readonly keyId?: string;
  readonly issuerKeyId?: string;
}

/** A DER certificate. */
export function makeCertificate(draft: CertificateDraft): Uint8Array {
  const extensions: Bytes[] = [];
  const names = [
    ...(draft.dns ?? []).map((one) => text(0x82, one)),
    ...(draft.uri ?? []).map((one) => text(0x86, one)),
    ...(draft.email ?? []).map((one) => text(0x81, one)),
    ...(draft.other ?? []).map((one) => element(0xa0, oid(one.oid), element(0xa0, text(12, one.value)))),
  ];
  if (names.length > 0) extensions.push(extension('2.5.29.17', element(0x30, ...names)));
  if (draft.ca !== undefined) extensions.push(extension('2.5.29.19', element(0x30, draft.ca ? element(1, [255]) : [])));
  if (draft.usage !== undefined) extensions.push(extension('2.5.29.15', element(3, [0, draft.usage])));
  if (draft.purposes !== undefined)
    extensions.push(extension('2.5.29.37', element(0x30, ...draft.purposes.map((one) => oid(one)))));
  if (draft.keyId !== undefined) extensions.push(extension('2.5.29.14', element(4, hexBytes(draft.keyId))));
  if (draft.issuerKeyId !== undefined)
    extensions.push(extension('2.5.29.35', element(0x30, element(0x80, hexBytes(draft.issuerKeyId)))));
  const key = element(
    0x30,
    element(0x30, oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')),
    element(3, [0, 4, 1, 2, 3]),
  );
  const validity = element(0x30, time(draft.from ?? '2024-01-01T00:00:00Z'), time(draft.to ?? '2034-01-01T00:00:00Z'));
  const tbs = element(
    0x30,
    element(0xa0, element(2, [2])),
    element(2, hexBytes(draft.serial ?? '1001')),
    algorithm,
    name(draft.issuer),
    validity,
    name(draft.subject),
    key,
    ...(extensions.length === 0 ? [] : [element(0xa3, element(0x30, ...extensions))]),
  );
  return Uint8Array.from(element(0x30, tbs, algorithm, signature));
}

export interface CrlDraft {
  readonly issuer: string;
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  readonly revoked?: readonly { readonly serial: string; readonly at: string; readonly reason?: number }[];
  readonly delta?: boolean;
  readonly issuerKeyId?: string;
}

/** A DER revocation list. */
export function makeCrl(draft: CrlDraft): Uint8Array {
  const entries = (draft.revoked ?? []).map(({ serial, at, reason }) =>
    element(
      0x30,
      element(2, hexBytes(serial)),
      time(at),
      ...(reason === undefined ? [] : [element(0x30, extension('2.5.29.21', element(10, [reason])))]),
    ),
  );
  const extensions = [extension('2.5.29.20', element(2, [7]))];
  if (draft.delta === true) extensions.push(extension('2.5.29.27', element(2, [3])));
  if (draft.issuerKeyId !== undefined)
    extensions.push(extension('2.5.29.35', element(0x30, element(0x80, hexBytes(draft.issuerKeyId)))));
  const tbs = element(
    0x30,
    element(2, [1]),
    algorithm,
    name(draft.issuer),
    time(draft.thisUpdate ?? '2025-10-01T00:00:00Z'),
    ...(draft.nextUpdate === undefined ? [] : [time(draft.nextUpdate)]),
    ...(entries.length === 0 ? [] : [element(0x30, ...entries)]),
    element(0xa0, element(0x30, ...extensions)),
  );
  return Uint8Array.from(element(0x30, tbs, algorithm, signature));
}

/** PEM of one object. */
export function pem(label: string, bytes: Uint8Array): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let body = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const have = Math.min(3, bytes.length - i) + 1;
    for (let j = 0; j < 4; j++) body += j < have ? alphabet.charAt((group >> (18 - 6 * j)) & 63) : '=';
  }
  return `-----BEGIN ${label}-----\n${body.replaceAll(/(.{64})/g, '$1\n')}\n-----END ${label}-----\n`;
}
