/** LDIF of the IP Security container of a directory (RFC 2849), as `ldifde -d "CN=IP Security,..."` writes it (ADP-01 to ADP-13). */
import type { TextFormat } from '../reader.ts';
import { isObjectName, policyObjectOf } from '../registry/policy-objects.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';
import { base64Bytes } from '../shared/secret-value.ts';
import { permissionsOf, permissionsOfText } from '../../protocol/security-descriptor.ts';
import { utf8 } from '../../protocol/text.ts';

interface Attribute {
  readonly name: string;
  readonly bytes: Uint8Array | null;
  readonly text: string;
  readonly line: number;
}

const maxAttributes = 10_000;

function parse(lines: readonly Line[], draft: Draft): void {
  let entry: Attribute[] = [];
  let entries = 0;
  const close = (): void => {
    if (entry.length === 0) return;
    entries++;
    observe(entry, draft);
    entry = [];
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    if (line.text.trim() === '') {
      close();
      continue;
    }
    if (line.text.startsWith('#')) continue;
    // A line that begins with a blank goes on with the one before.
    const parts = [line.text];
    while (lines[i + 1]?.text.startsWith(' ') === true) parts.push(lines[++i]?.text.slice(1) ?? '');
    const attribute = attributeOf(parts.join(''), line.number);
    if (attribute === null) draft.fault(line.number, 'no attribute');
    else if (entry.length < maxAttributes) entry.push(attribute);
  }
  close();
  if (entries === 0) draft.fault(null, 'no entry');
}

function attributeOf(text: string, line: number): Attribute | null {
  const colon = text.indexOf(':');
  if (colon < 1) return null;
  const name = text.slice(0, colon).split(';')[0]?.toLowerCase() ?? '';
  if (text.charAt(colon + 1) === ':') {
    const bytes = base64Bytes(text.slice(colon + 2).trim()) ?? null;
    return { name, bytes, text: bytes === null ? '' : utf8(bytes), line };
  }
  return { name, bytes: null, text: text.slice(colon + 1).trimStart(), line };
}

function observe(entry: readonly Attribute[], draft: Draft): void {
  const dn = entry.find(({ name }) => name === 'dn');
  const object = /^CN=([^,]{1,100})/i.exec(dn?.text ?? '')?.[1] ?? '';
  if (dn === undefined || !isObjectName(object)) return;
  const texts = new Map<string, string[]>();
  for (const { name, text } of entry) texts.set(name, [...(texts.get(name) ?? []), text]);
  const data = entry.find(({ name }) => name === 'ipsecdata');
  const descriptor = entry.find(({ name }) => name === 'ntsecuritydescriptor');
  const permissions =
    descriptor === undefined
      ? null
      : descriptor.bytes === null
        ? permissionsOfText(descriptor.text)
        : permissionsOf(descriptor.bytes);
  if (descriptor !== undefined && permissions === null)
    draft.fault(descriptor.line, 'a security descriptor that cannot be read');
  const made = policyObjectOf({
    store: 'domain',
    object,
    texts,
    data: data?.bytes ?? null,
    changed: generalisedTime(texts.get('whenchanged')?.[0] ?? ''),
    permissions,
    src: draft.source(dn.line),
  });
  if (made === null) return;
  draft.add(made);
  for (const reason of made.faults) draft.fault(data?.line ?? dn.line, reason);
}

/** Seconds since the Unix epoch of `20041001160000.0Z` (RFC 4517 section 3.3.13); null where it is none. */
function generalisedTime(text: string): number | null {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?:[.,]\d{1,9})?Z$/.exec(text.slice(0, 40));
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1, 7).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second);
  return Number.isFinite(ms) ? ms / 1000 : null;
}

/** Reader of LDIF; what is read of it are objects of IPsec policies. */
export const ldif: TextFormat = {
  format: 'ldif',
  sniff(head) {
    const told = head.filter((line) => line.trim() !== '' && !line.startsWith('#') && !line.startsWith(' '));
    const first = told[0] ?? '';
    if (!/^(?:version: 1|dn::? )/i.test(first.slice(0, 40))) return 0;
    return told.some((line) =>
      /^dn: CN=ipsec(?:Policy|ISAKMPPolicy|NFA|NegotiationPolicy|Filter)\{/i.test(line.slice(0, 80)),
    )
      ? 96
      : 30;
  },
  open: collectingReader('ldif', (lines, draft) => {
    let hidden = false;
    for (const { text, number } of lines) {
      if (!text.startsWith(' '))
        hidden = /^(?:ipsecData|ntSecurityDescriptor|unicodePwd|userPassword)/i.test(text.slice(0, 40));
      if (hidden) draft.quotable.set(number, '***');
    }
    parse(lines, draft);
  }),
  basis: { known: 'unconfirmed', source: 'RFC 2849, MS-GPIPSEC 2.2.3' },
};
