import type { Line } from '../shared/reading.ts';

/** One value of a registry key, as an export or a policy file gives it. */
export interface RegistryValue {
  /** Path of the key with its root in short form, `HKLM\SOFTWARE\...`. */
  readonly key: string;
  /** Empty: the default value. */
  readonly name: string;
  /** REG_NONE 0, REG_SZ 1, REG_EXPAND_SZ 2, REG_BINARY 3, REG_DWORD 4, REG_MULTI_SZ 7, REG_QWORD 11 … */
  readonly type: number;
  /** Bytes as the registry holds them; of a text UTF-16LE without the closing NUL. */
  readonly data: Uint8Array;
  /** Line of a text, or place of an instruction, from 1; and the last line of it. */
  readonly line: number;
  readonly last: number;
}

export interface RegistryFile {
  readonly values: readonly RegistryValue[];
  /** Keys, also those without values, with their lines; and keys the file takes away. */
  readonly keys: ReadonlyMap<string, number>;
  readonly removed: readonly string[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
  /** Bytes of values by their `line`, of files that are no text. */
  readonly places?: ReadonlyMap<number, readonly [offset: number, length: number]>;
  /** Who may do what with each key, as SDDL, where the file tells. */
  readonly permissions?: ReadonlyMap<string, string>;
}

const maxValueBytes = 8 * 2 ** 20;
const maxValues = 200_000;
const maxFaults = 200;

const roots: ReadonlyMap<string, string> = new Map([
  ['HKEY_LOCAL_MACHINE', 'HKLM'],
  ['HKEY_CURRENT_USER', 'HKCU'],
  ['HKEY_USERS', 'HKU'],
  ['HKEY_CLASSES_ROOT', 'HKCR'],
  ['HKEY_CURRENT_CONFIG', 'HKCC'],
]);

/** A key's path with a short root. */
export function shortKey(path: string): string {
  const end = path.indexOf('\\');
  const root = end < 0 ? path : path.slice(0, end);
  const short = roots.get(root.toUpperCase());
  return short === undefined ? path : short + (end < 0 ? '' : path.slice(end));
}

/** Whether a line begins an export of the registry editor: version 5 (UTF-16) or of Windows 98 and NT 4 (ANSI). */
export function isRegHeader(line: string): boolean {
  return /^\uFEFF?(?:Windows Registry Editor Version 5\.00|REGEDIT4)\s*$/.test(line.slice(0, 60));
}

/** Reads an export of the registry editor (KB 310516). A value that cannot be read is a fault and the rest is read on. */
export function parseRegFile(lines: readonly Line[]): RegistryFile {
  const values: RegistryValue[] = [];
  const keys = new Map<string, number>();
  const removed: string[] = [];
  const faults: { line: number; reason: string }[] = [];
  const fault = (line: number, reason: string): void =>
    void (faults.length < maxFaults && faults.push({ line, reason }));
  const ansi = lines.some(({ text }) => text.startsWith('REGEDIT4'));
  let key: string | null = null;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (line === undefined) break;
    const text = line.text.trim();
    if (text === '' || text.startsWith(';') || isRegHeader(line.text)) continue;
    if (text.startsWith('[')) {
      const path = text.endsWith(']') ? text.slice(1, -1) : text.slice(1);
      if (!text.endsWith(']')) fault(line.number, 'a key without its closing bracket');
      if (path.startsWith('-')) {
        removed.push(shortKey(path.slice(1)));
        key = null;
      } else {
        key = shortKey(path);
        keys.set(key, keys.get(key) ?? line.number);
      }
      continue;
    }
    const [whole, taken] = wholeValue(lines, i);
    i += taken;
    const last = lines[i]?.number ?? line.number;
    if (key === null) {
      if (removed.length === 0) fault(line.number, 'a value outside of any key');
      continue;
    }
    const read = parseValue(whole, ansi);
    if (read === null) fault(line.number, 'no value of a known form');
    else if (values.length < maxValues) values.push({ key, ...read, line: line.number, last });
  }
  return { values, keys, removed, faults };
}

/** A value with the lines it goes on in, and how many these are: bytes behind a backslash at the end of a line, texts with line ends in them. */
function wholeValue(lines: readonly Line[], from: number): readonly [text: string, more: number] {
  const first = lines[from]?.text.trim() ?? '';
  const parts: string[] = [first];
  let at = from;
  let length = first.length;
  const take = (trim: boolean): string => {
    const text = lines[++at]?.text ?? '';
    parts.push(trim ? text.trim() : text);
    length += text.length;
    return parts.at(-1) ?? '';
  };
  const more = (): boolean => at + 1 < lines.length && length < 4 * maxValueBytes;
  if (/=hex(?:\([0-9a-fA-F]{1,8}\))?:/.test(first.slice(0, 400))) {
    for (let last = first; last.endsWith('\\') && more(); ) last = take(true);
    return [parts.join(''), at - from];
  }
  for (let open = isOpen(first, false); open && more(); ) open = isOpen(take(false), true);
  return [parts.join('\n'), at - from];
}

/** Whether a quoted text is still open at the end of a line; `open`: it was at the beginning. */
function isOpen(text: string, open: boolean): boolean {
  let now = open;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (now && char === 92) i++;
    else if (char === 34) now = !now;
  }
  return now;
}

function parseValue(text: string, ansi: boolean): Pick<RegistryValue, 'name' | 'type' | 'data'> | null {
  let name = '';
  let at: number;
  if (text.startsWith('@')) at = 1;
  else if (text.startsWith('"')) {
    const quoted = quotedText(text, 0);
    if (quoted === null) return null;
    name = quoted.value;
    at = quoted.end;
  } else return null;
  if (text.charAt(at) !== '=') return null;
  const value = text.slice(at + 1);
  if (value.startsWith('"')) {
    const quoted = quotedText(value, 0);
    return quoted === null ? null : { name, type: 1, data: utf16Bytes(quoted.value) };
  }
  const dword = /^dword:([0-9a-fA-F]{1,8})$/.exec(value.slice(0, 20));
  if (dword !== null) {
    const data = new Uint8Array(4);
    new DataView(data.buffer).setUint32(0, Number.parseInt(dword[1] ?? '0', 16), true);
    return { name, type: 4, data };
  }
  const hex = /^hex(?:\(([0-9a-fA-F]{1,8})\))?:/.exec(value.slice(0, 20));
  if (hex === null) return null;
  const type = hex[1] === undefined ? 3 : Number.parseInt(hex[1], 16);
  const bytes = hexList(value.slice(hex[0].length));
  if (bytes === null) return null;
  const isText = type === 1 || type === 2 || type === 7;
  return { name, type, data: isText && ansi ? widened(bytes) : bytes };
}

function quotedText(text: string, from: number): { readonly value: string; readonly end: number } | null {
  let value = '';
  for (let i = from + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') return { value, end: i + 1 };
    if (char === '\\') value += text.charAt(++i);
    else value += char;
  }
  return null;
}

function hexList(text: string): Uint8Array | null {
  const parts = text.replaceAll(/[\s\\]/g, '').split(',');
  if (parts.length > maxValueBytes) return null;
  const bytes = new Uint8Array(parts.length);
  let count = 0;
  for (const part of parts) {
    if (part === '') continue;
    if (!/^[0-9a-fA-F]{1,2}$/.test(part)) return null;
    bytes[count++] = Number.parseInt(part, 16);
  }
  return bytes.subarray(0, count);
}

/** Text of one byte each as UTF-16LE: characters beyond ASCII are those of a code page nobody knows here. */
function widened(bytes: Uint8Array): Uint8Array {
  const wide = new Uint8Array(bytes.length * 2);
  bytes.forEach((byte, i) => {
    wide[2 * i] = byte;
  });
  return wide;
}

function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), true);
  return bytes;
}

/** A value as text, up to its first NUL; null where it is none. */
export function textOf(value: RegistryValue | undefined): string | null {
  return value === undefined || (value.type !== 1 && value.type !== 2) ? null : (textsOf(value)[0] ?? '');
}

/** The texts of a value of one or many. */
export function textsOf(value: RegistryValue): readonly string[] {
  let text = '';
  for (let i = 0; i + 1 < value.data.length; i += 2)
    text += String.fromCharCode((value.data[i] ?? 0) | ((value.data[i + 1] ?? 0) << 8));
  return text.split('\0').filter((one, i) => one !== '' || i === 0);
}

/** A value as number; null where it is none. */
export function numberOf(value: RegistryValue | undefined): number | null {
  if (value?.type !== 4 || value.data.length < 4) return null;
  return new DataView(value.data.buffer, value.data.byteOffset, 4).getUint32(0, true);
}
