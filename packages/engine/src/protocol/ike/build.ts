/**
 * Makes IKE messages: the encoder tests and fixture generators use. It writes what it is told, also what no daemon would
 * send; only lengths, next-payload fields and counts are filled in, and each can be overridden.
 */
import { addressBytes } from '../address.ts';
import { concatBytes, fromHex } from '../bytes.ts';

/** A payload to write: its type and body (without generic header). */
export interface BuildPayload {
  readonly type: number;
  readonly body: Uint8Array;
  readonly critical?: boolean;
  /** Overrides the length field, which counts the 4-byte header too. */
  readonly length?: number;
  /** Overrides the next payload field (for SK: the first payload inside). */
  readonly next?: number;
}

export interface BuildMessage {
  readonly major?: number;
  readonly minor?: number;
  /** 16 hex digits. */
  readonly initiatorSpi?: string;
  readonly responderSpi?: string;
  readonly exchange: number;
  /** The flags octet. */
  readonly flags?: number;
  readonly messageId?: number;
  readonly payloads?: readonly BuildPayload[];
  /** First payload type of an encrypted IKEv1 message, with its ciphertext in `raw`. */
  readonly next?: number;
  /** Bytes after the payloads. */
  readonly raw?: Uint8Array;
  /** Overrides the length field. */
  readonly length?: number;
}

/** Flag octets by name (RFC 7296 section 3.1, RFC 2408 section 3.1). */
export const flag = { encrypted: 1, commit: 2, initiator: 8, version: 16, response: 32 } as const;

/** Bytes of hex text; throws on what is not hex, because a fixture is wrong then. */
export function bytesOf(text: string): Uint8Array {
  const bytes = fromHex(text);
  if (bytes === undefined) throw new TypeError(`not hex: ${text}`);
  return bytes;
}

/** Bytes of ASCII text. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0) & 255);
}

/** Bytes of an address text; throws when it is none. */
export function addressOf(text: string): Uint8Array {
  const bytes = addressBytes(text);
  if (bytes === undefined) throw new TypeError(`not an address: ${text}`);
  return bytes;
}

/** Unsigned 16 bits, big-endian. */
export function be16(value: number): Uint8Array {
  return Uint8Array.of((value >> 8) & 255, value & 255);
}

/** Unsigned 32 bits, big-endian. */
export function be32(value: number): Uint8Array {
  return Uint8Array.of((value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

/** A whole message: 28-byte header and payloads. Defaults: IKEv2, SPIs of one, no flags, message id 0. */
export function buildMessage(message: BuildMessage): Uint8Array {
  const payloads = message.payloads ?? [];
  const body = concatBytes(buildPayloads(payloads), message.raw ?? new Uint8Array());
  return concatBytes(
    bytesOf(message.initiatorSpi ?? '1111111111111111'),
    bytesOf(message.responderSpi ?? '0000000000000000'),
    Uint8Array.of(
      message.next ?? payloads[0]?.type ?? 0,
      ((message.major ?? 2) << 4) | (message.minor ?? 0),
      message.exchange,
      message.flags ?? 0,
    ),
    be32(message.messageId ?? 0),
    be32(message.length ?? 28 + body.length),
    body,
  );
}

/** A payload chain without header (what an SK payload holds). */
export function buildPayloads(payloads: readonly BuildPayload[]): Uint8Array {
  return concatBytes(
    ...payloads.map((payload, i) =>
      concatBytes(
        Uint8Array.of(payload.next ?? payloads[i + 1]?.type ?? 0, payload.critical === true ? 0x80 : 0),
        be16(payload.length ?? 4 + payload.body.length),
        payload.body,
      ),
    ),
  );
}

/** An attribute: a number goes out as TV, bytes as TLV. */
export type BuildAttribute = readonly [type: number, value: number | Uint8Array];

function attributesBytes(attributes: readonly BuildAttribute[]): Uint8Array {
  return concatBytes(
    ...attributes.map(([type, value]) =>
      typeof value === 'number'
        ? concatBytes(be16(0x8000 | type), be16(value))
        : concatBytes(be16(type), be16(value.length), value),
    ),
  );
}

export interface BuildTransform {
  /** IKEv2: transform type; IKEv1: transform number. */
  readonly first: number;
  readonly id: number;
  readonly attributes?: readonly BuildAttribute[];
}

export interface BuildProposal {
  readonly number?: number;
  readonly protocol: number;
  readonly spi?: string;
  readonly transforms: readonly BuildTransform[];
}

/** The `last substructure` octet: 0 for the last, `more` before. */
const last = (i: number, count: number, more: number): number => (i + 1 === count ? 0 : more);

function proposalsBytes(proposals: readonly BuildProposal[], version: 1 | 2): Uint8Array {
  return concatBytes(
    ...proposals.map((proposal, i) => {
      const spi = bytesOf(proposal.spi ?? '');
      const transforms = concatBytes(
        ...proposal.transforms.map((transform, j) => {
          const attributes = attributesBytes(transform.attributes ?? []);
          return concatBytes(
            Uint8Array.of(last(j, proposal.transforms.length, 3), 0),
            be16(8 + attributes.length),
            version === 2
              ? concatBytes(Uint8Array.of(transform.first, 0), be16(transform.id))
              : Uint8Array.of(transform.first, transform.id, 0, 0),
            attributes,
          );
        }),
      );
      return concatBytes(
        Uint8Array.of(last(i, proposals.length, 2), 0),
        be16(8 + spi.length + transforms.length),
        Uint8Array.of(proposal.number ?? i + 1, proposal.protocol, spi.length, proposal.transforms.length),
        spi,
        transforms,
      );
    }),
  );
}

/** IKEv2 SA payload (RFC 7296 section 3.3). */
export function saV2(proposals: readonly BuildProposal[]): BuildPayload {
  return { type: 33, body: proposalsBytes(proposals, 2) };
}

/** IKEv1 SA payload, DOI IPSEC, identity only (RFC 2408 section 3.4). */
export function saV1(proposals: readonly BuildProposal[]): BuildPayload {
  return { type: 1, body: concatBytes(be32(1), be32(1), proposalsBytes(proposals, 1)) };
}

/** IKEv2 KE payload. */
export function keV2(group: number, data: Uint8Array): BuildPayload {
  return { type: 34, body: concatBytes(be16(group), be16(0), data) };
}

/** A payload whose body is only data: nonce (40, 10), vendor id (43, 13), KE of IKEv1 (4), hash (8), signature (9), NAT-D (20). */
export function plain(type: number, data: Uint8Array): BuildPayload {
  return { type, body: data };
}

/** IKEv2 notify. */
export function notifyPayloadV2(
  type: number,
  data: Uint8Array = new Uint8Array(),
  spi: { readonly protocol: number; readonly spi: string } = { protocol: 0, spi: '' },
): BuildPayload {
  const bytes = bytesOf(spi.spi);
  return { type: 41, body: concatBytes(Uint8Array.of(spi.protocol, bytes.length), be16(type), bytes, data) };
}

/** IKEv1 notify, DOI IPSEC. */
export function notifyPayloadV1(
  type: number,
  data: Uint8Array = new Uint8Array(),
  spi: { readonly protocol: number; readonly spi: string } = { protocol: 1, spi: '' },
): BuildPayload {
  const bytes = bytesOf(spi.spi);
  return { type: 11, body: concatBytes(be32(1), Uint8Array.of(spi.protocol, bytes.length), be16(type), bytes, data) };
}

/** IKEv2 IDi (role initiator) or IDr. */
export function idV2(role: 'initiator' | 'responder', idType: number, data: Uint8Array): BuildPayload {
  return { type: role === 'initiator' ? 35 : 36, body: concatBytes(Uint8Array.of(idType, 0, 0, 0), data) };
}

/** IKEv1 ID payload. */
export function idV1(idType: number, data: Uint8Array, protocol = 0, port = 0): BuildPayload {
  return { type: 5, body: concatBytes(Uint8Array.of(idType, protocol), be16(port), data) };
}

/** CERT or CERTREQ: `type` 37, 38 (IKEv2) or 6, 7 (IKEv1). */
export function certificatePayload(type: 6 | 7 | 37 | 38, encoding: number, data: Uint8Array): BuildPayload {
  return { type, body: concatBytes(Uint8Array.of(encoding), data) };
}

/** IKEv2 AUTH. */
export function authV2(method: number, data: Uint8Array): BuildPayload {
  return { type: 39, body: concatBytes(Uint8Array.of(method, 0, 0, 0), data) };
}

/** Delete: all SPIs of one size; with none, the IKE SA itself (protocol 1). */
export function deletePayload(version: 1 | 2, protocol: number, spis: readonly string[] = []): BuildPayload {
  const size = (spis[0]?.length ?? 0) / 2;
  const body = concatBytes(Uint8Array.of(protocol, size), be16(spis.length), ...spis.map(bytesOf));
  return version === 2 ? { type: 42, body } : { type: 12, body: concatBytes(be32(1), body) };
}

export interface BuildSelector {
  readonly protocol?: number;
  readonly ports?: readonly [from: number, to: number];
  readonly from: string;
  readonly to: string;
}

/** IKEv2 TSi or TSr. */
export function tsV2(role: 'initiator' | 'responder', selectors: readonly BuildSelector[]): BuildPayload {
  const parts = selectors.map((selector) => {
    const from = addressOf(selector.from);
    const [low, high] = selector.ports ?? [0, 65535];
    return concatBytes(
      Uint8Array.of(from.length === 4 ? 7 : 8, selector.protocol ?? 0),
      be16(8 + 2 * from.length),
      be16(low),
      be16(high),
      from,
      addressOf(selector.to),
    );
  });
  return {
    type: role === 'initiator' ? 44 : 45,
    body: concatBytes(Uint8Array.of(selectors.length, 0, 0, 0), ...parts),
  };
}

/** IKEv2 SK: `inner` is the type of the first payload inside, `ciphertext` IV, ciphertext and checksum. */
export function sk(inner: number, ciphertext: Uint8Array): BuildPayload {
  return { type: 46, body: ciphertext, next: inner };
}

/** IKEv2 SKF (RFC 7383 section 2.5). */
export function skf(inner: number, number: number, total: number, ciphertext: Uint8Array): BuildPayload {
  return { type: 53, body: concatBytes(be16(number), be16(total), ciphertext), next: inner };
}

/** IKEv1 fragment (MS-IKEE 2.2.3.1). */
export function fragmentV1(id: number, number: number, last: boolean, data: Uint8Array): BuildPayload {
  return { type: 132, body: concatBytes(be16(id), Uint8Array.of(number, last ? 1 : 0), data) };
}

/** IKEv2 CP (47) or IKEv1 attributes (14, with an identifier). */
export function configuration(
  version: 1 | 2,
  cfgType: number,
  attributes: readonly (readonly [type: number, data: Uint8Array])[],
  identifier = 0,
): BuildPayload {
  const list = concatBytes(...attributes.map(([type, data]) => concatBytes(be16(type), be16(data.length), data)));
  const head = concatBytes(Uint8Array.of(cfgType, 0), version === 1 ? be16(identifier) : be16(0));
  return { type: version === 2 ? 47 : 14, body: concatBytes(head, list) };
}

/** EAP payload: code, identifier, and for requests and responses a method and its data. */
export function eap(
  code: number,
  identifier: number,
  method?: number,
  data: Uint8Array = new Uint8Array(),
): BuildPayload {
  const rest = method === undefined ? new Uint8Array() : concatBytes(Uint8Array.of(method), data);
  return { type: 48, body: concatBytes(Uint8Array.of(code, identifier), be16(4 + rest.length), rest) };
}
