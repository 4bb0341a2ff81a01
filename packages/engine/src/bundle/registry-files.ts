/**
 * Registry files with pseudonyms. An export of the registry editor, a hive and a policy file (registry.pol) all become an export of the
 * registry editor that holds the keys a diagnosis reads: the form a person can check before sending it. Permissions of keys get lost.
 */
import { parseHive } from '../formats/registry/hive-file.ts';
import { parsePreg } from '../formats/registry/preg.ts';
import { parseRegFile, type RegistryFile, type RegistryValue } from '../formats/registry/reg-file.ts';
import { replacePolicyData } from './policy-data.ts';
import type { Redaction } from './redaction.ts';

/** Redacts text, keeping nothing between calls. */
export type RedactText = (text: string) => string;

const roots: Readonly<Record<string, string>> = {
  HKLM: 'HKEY_LOCAL_MACHINE',
  HKCU: 'HKEY_CURRENT_USER',
  HKU: 'HKEY_USERS',
  HKCR: 'HKEY_CLASSES_ROOT',
  HKCC: 'HKEY_CURRENT_CONFIG',
};

function longKey(key: string): string {
  const end = key.indexOf('\\');
  const root = end < 0 ? key : key.slice(0, end);
  return (roots[root] ?? root) + (end < 0 ? '' : key.slice(end));
}

/** Names of values that hold a secret whatever their type (WLAN, RAS, L2TP and the like). */
const secretValue = /psk|pre-?shared|passw|secret|private/i;
/** Octets of binary values that are not known, up to which they name nobody: flags, times, GUIDs. */
const shortBinary = 16;

function textOf(data: Uint8Array): string {
  let text = '';
  for (let i = 0; i + 1 < data.length; i += 2) text += String.fromCharCode((data[i] ?? 0) | ((data[i + 1] ?? 0) << 8));
  return text;
}

function octetsOf(text: string): Uint8Array {
  const out = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    out[2 * i] = text.charCodeAt(i) & 255;
    out[2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return out;
}

const quoted = (text: string): string => `"${text.replaceAll(/[\\"]/g, (sign) => `\\${sign}`)}"`;

function hexList(type: number, data: Uint8Array): string {
  const digits = Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(',');
  return `hex${type === 3 ? '' : `(${type.toString(16)})`}:${digits}`;
}

/** One value as the registry editor writes it, redacted. */
function valueText(value: RegistryValue, redaction: Redaction, text: RedactText): string {
  const { type, data, name, key } = value;
  if (secretValue.test(name)) {
    redaction.count('secrets', 1);
    return type === 4 ? hexNumber(data) : quoted('taken-out');
  }
  switch (type) {
    case 1:
      return quoted(text(textOf(data).replace(/\0+$/, '')));
    case 2:
    case 7:
      return hexList(type, octetsOf(textOf(data).split('\0').map(text).join('\0')));
    case 4:
      return hexNumber(data);
    default: {
      const own = data.slice();
      if (name.toLowerCase() === 'ipsecdata')
        replacePolicyData(own, key.slice(key.lastIndexOf('\\') + 1), redaction, text);
      else if (own.length > shortBinary) own.fill(0);
      return hexList(type, own);
    }
  }
}

function hexNumber(data: Uint8Array): string {
  const value = data.length >= 4 ? new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true) : 0;
  return `dword:${value.toString(16).padStart(8, '0')}`;
}

/** The file as an export of the registry editor, redacted. */
export function registryText(file: RegistryFile, redaction: Redaction, text: RedactText): string {
  const lines = ['Windows Registry Editor Version 5.00', ''];
  for (const key of file.removed) lines.push(`[-${text(longKey(key))}]`, '');
  const byKey = new Map<string, RegistryValue[]>([...file.keys.keys()].map((key) => [key, []]));
  for (const value of file.values) {
    const known = byKey.get(value.key);
    if (known === undefined) byKey.set(value.key, [value]);
    else known.push(value);
  }
  for (const [key, values] of byKey) {
    lines.push(`[${text(longKey(key))}]`);
    for (const value of values)
      lines.push(`${value.name === '' ? '@' : quoted(text(value.name))}=${valueText(value, redaction, text)}`);
    lines.push('');
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** Reads a registry file of any of the three kinds; never throws. */
export function readRegistryFile(
  format: 'registry-hive' | 'registry-policy' | 'registry-export',
  bytes: Uint8Array,
  text: string,
): RegistryFile {
  if (format === 'registry-hive') return parseHive(bytes);
  if (format === 'registry-policy') return parsePreg(bytes);
  return parseRegFile(text.split(/\r\n|\n|\r/).map((line, i) => ({ text: line, number: i + 1 })));
}

/** Every text in it, for learning. */
export function* registryTexts(file: RegistryFile): Generator<string, void, void> {
  for (const { type, data, name } of file.values)
    if (type === 1 || type === 2 || type === 7) yield `${name}=${textOf(data).replaceAll('\0', '\n')}\n`;
}
