/** What a certificate revocation list says (RFC 5280 section 5.1), read without verifying anything. */
import { hex } from './bytes.ts';
import { derChildren, derOid, derTag, derTime, type DerNode, readDer } from './der.ts';
import { nameText } from './distinguished-name.ts';

export interface CrlSummary {
  readonly issuer: string;
  /** Nanoseconds since the epoch; null where absent or unreadable. */
  readonly thisUpdate: bigint | null;
  readonly nextUpdate: bigint | null;
  readonly authorityKeyId: string | null;
  /** Lower-case hex. */
  readonly number: string | null;
  /** A delta list (5.2.4), or one for a part of the certificates or for other issuers (5.2.5). */
  readonly partial: boolean;
  readonly revoked: readonly { readonly serial: string; readonly at: bigint | null; readonly reason: string | null }[];
  /** Entries in the list, those beyond the cap included. */
  readonly entries: number;
}

/** Entries kept of one list. */
export const maxRevoked = 100_000;

/** RFC 5280 section 5.3.1. */
const reasons: readonly (string | null)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  null,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];

/** Reads a DER CertificateList; undefined when its outer shape does not hold. Never throws; linear in the input. */
export function readCrl(bytes: Uint8Array): CrlSummary | undefined {
  const outer = readDer(bytes, 0);
  if (outer === undefined || outer.tag !== derTag.sequence) return undefined;
  const tbs = readDer(bytes, outer.content, outer.end);
  if (tbs === undefined || tbs.tag !== derTag.sequence) return undefined;
  const fields = derChildren(bytes, tbs, 8);
  let at = fields[0]?.tag === derTag.integer ? 1 : 0;
  const algorithm = fields[at++];
  const issuer = nameText(bytes, fields[at++]);
  const first = fields[at++];
  const thisUpdate = derTime(bytes, first);
  // The name is followed by a time here, and by a pair of times in a certificate.
  if (algorithm?.tag !== derTag.sequence || issuer === undefined || first === undefined || !isTime(first))
    return undefined;
  const next = fields[at];
  const nextUpdate = next !== undefined && isTime(next) ? derTime(bytes, next) : undefined;
  if (next !== undefined && isTime(next)) at++;
  const list = fields[at]?.tag === derTag.sequence ? fields[at++] : undefined;
  const extensions = fields.slice(at).find((field) => field.tag === 0xa0);
  const told = listExtensions(bytes, extensions);
  return { issuer, thisUpdate: thisUpdate ?? null, nextUpdate: nextUpdate ?? null, ...told, ...entriesOf(bytes, list) };
}

function isTime(node: DerNode): boolean {
  return node.tag === derTag.utcTime || node.tag === derTag.generalizedTime;
}

function entriesOf(bytes: Uint8Array, list: DerNode | undefined): Pick<CrlSummary, 'revoked' | 'entries'> {
  const revoked: { serial: string; at: bigint | null; reason: string | null }[] = [];
  let entries = 0;
  const end = list?.end ?? 0;
  for (let at = list?.content ?? 0; at < end; ) {
    const entry = readDer(bytes, at, end);
    if (entry === undefined) break;
    at = entry.end;
    const [serial, when, more] = derChildren(bytes, entry, 3);
    if (serial?.tag !== derTag.integer) continue;
    entries++;
    if (revoked.length >= maxRevoked) continue;
    revoked.push({
      serial: serialHex(bytes, serial),
      at: derTime(bytes, when) ?? null,
      reason: more === undefined ? null : reasonOf(bytes, more),
    });
  }
  return { revoked, entries };
}

function serialHex(bytes: Uint8Array, node: DerNode): string {
  let from = node.content;
  while (from + 1 < node.end && bytes[from] === 0) from++;
  return hex(bytes, from, Math.min(node.end - from, 64));
}

function reasonOf(bytes: Uint8Array, extensions: DerNode): string | null {
  for (const extension of derChildren(bytes, extensions, 16)) {
    const parts = derChildren(bytes, extension, 3);
    const octets = parts.at(-1);
    if (derOid(bytes, parts[0]) !== '2.5.29.21' || octets === undefined) continue;
    const value = readDer(bytes, octets.content, octets.end);
    return value === undefined ? null : (reasons[bytes[value.content] ?? 255] ?? null);
  }
  return null;
}

function listExtensions(
  bytes: Uint8Array,
  wrapper: DerNode | undefined,
): Pick<CrlSummary, 'authorityKeyId' | 'number' | 'partial'> {
  const list = wrapper === undefined ? undefined : readDer(bytes, wrapper.content, wrapper.end);
  let authorityKeyId: string | null = null;
  let number: string | null = null;
  let partial = false;
  for (const extension of list === undefined ? [] : derChildren(bytes, list)) {
    const parts = derChildren(bytes, extension, 3);
    const oid = derOid(bytes, parts[0]);
    const octets = parts.at(-1);
    const value = octets === undefined ? undefined : readDer(bytes, octets.content, octets.end);
    if (value === undefined) continue;
    if (oid === '2.5.29.35') {
      const id = derChildren(bytes, value, 3).find((part) => part.tag === 0x80);
      if (id !== undefined) authorityKeyId = hex(bytes, id.content, Math.min(id.end - id.content, 64));
    } else if (oid === '2.5.29.20') number = serialHex(bytes, value);
    else if (oid === '2.5.29.27' || oid === '2.5.29.28') partial = true;
  }
  return { authorityKeyId, number, partial };
}
