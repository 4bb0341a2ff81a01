/**
 * LDIF (RFC 2849) of policy objects: what stands in base64 is opened, redacted and closed again. Binary attributes that are not policy data (security
 * descriptors, GUIDs, SIDs) are stand-ins; permissions get lost. Lines that were folded are written whole.
 */
import { ldif } from '../formats/ldif/reader.ts';
import { base64Bytes } from '../formats/shared/secret-value.ts';
import { utf8, utf8Bytes } from '../protocol/text.ts';
import { base64Text } from './pem.ts';
import { replacePolicyData } from './policy-data.ts';
import type { Redaction } from './redaction.ts';
import type { RedactText } from './registry-files.ts';

const surely = 50;
const textAttributes: ReadonlySet<string> = new Set(
  'dn cn name ipsecname description distinguishedname displayname ipsecownersreference ipsecnfareference ipsecisakmpreference ipsecfilterreference ipsecnegotiationpolicyreference'.split(
    ' ',
  ),
);

/** Whether a text is LDIF, by its first lines. */
export function isLdif(head: string): boolean {
  return ldif.sniff(head.split(/\r?\n/).slice(0, 200), '') >= surely;
}

/** The text redacted; `plain` redacts what is no base64. */
export function ldifText(content: string, redaction: Redaction, plain: RedactText): string {
  const out: string[] = [];
  let object = '';
  const lines = content.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    let line = lines[i] ?? '';
    while (lines[i + 1]?.startsWith(' ') === true) line += lines[++i]?.slice(1) ?? '';
    const colon = line.indexOf(':');
    const name = colon < 1 ? '' : (line.slice(0, colon).split(';')[0]?.toLowerCase() ?? '');
    const encoded = colon > 0 && line[colon + 1] === ':';
    const bytes = encoded ? base64Bytes(line.slice(colon + 2).trim()) : undefined;
    const text = bytes === undefined ? line.slice(colon + 1).trim() : utf8(bytes);
    if (name === 'dn') object = /^CN=([^,]{1,100})/i.exec(text)?.[1] ?? '';
    if (!encoded) out.push(plain(line));
    else if (bytes === undefined) out.push(`${line.slice(0, colon)}:`);
    else {
      let made = bytes;
      if (name === 'ipsecdata') replacePolicyData(made, object, redaction, plain);
      else if (textAttributes.has(name)) made = utf8Bytes(plain(text));
      else made = redaction.keyed.octets(bytes);
      out.push(`${line.slice(0, colon)}:: ${base64Text(made)}`);
    }
  }
  return out.join('\r\n');
}
