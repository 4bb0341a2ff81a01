/** X.501 names as text. */
import { derChildren, derOid, derTag, derText, type DerNode, readDer } from './der.ts';

const ATTRIBUTE: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'T',
  '2.5.4.13': 'D',
  '2.5.4.17': 'postalCode',
  '2.5.4.41': 'N',
  '2.5.4.42': 'G',
  '2.5.4.43': 'I',
  '2.5.4.45': 'ID',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
  '1.2.840.113549.1.9.2': 'unstructuredName',
  '1.2.840.113549.1.9.8': 'unstructuredAddress',
};

/**
 * Text of a Name element: attributes in the order they are encoded, `C=CH, O=Example, CN=gw`, as IKE daemons write them
 * (RFC 4514 writes the reverse order); values escaped as RFC 4514 section 2.4 says. `''` for an empty name, undefined when
 * the bytes are not a name. At most 64 relative names are read.
 */
export function nameText(bytes: Uint8Array, node: DerNode | undefined): string | undefined {
  if (node === undefined || node.tag !== derTag.sequence) return undefined;
  const parts: string[] = [];
  for (const relative of derChildren(bytes, node)) {
    if (relative.tag !== derTag.set) return undefined;
    const pairs: string[] = [];
    for (const pair of derChildren(bytes, relative, 16)) {
      const [type, value] = derChildren(bytes, pair, 2);
      const oid = derOid(bytes, type);
      if (oid === undefined || value === undefined) return undefined;
      pairs.push(`${ATTRIBUTE[oid] ?? oid}=${escapeValue(derText(bytes, value))}`);
    }
    if (pairs.length === 0) return undefined;
    parts.push(pairs.join('+'));
  }
  return parts.length === 0 && node.end > node.content ? undefined : parts.join(', ');
}

/** Text of a DER name that fills `bytes` from `offset` to `end`, or undefined when it does not. */
export function distinguishedName(bytes: Uint8Array, offset = 0, end: number = bytes.length): string | undefined {
  return nameText(bytes, readDer(bytes, offset, end));
}

function escapeValue(value: string): string {
  let text = '';
  for (let i = 0; i < value.length; i++) {
    const char = value.charAt(i);
    const edge =
      (char === ' ' && (i === 0 || i === value.length - 1)) ||
      (char === '#' && i === 0 && value.length > 1 && !/^#[0-9a-f]+$/.test(value));
    text += edge || ',+"\\<>;='.includes(char) ? `\\${char}` : char;
  }
  return text;
}
