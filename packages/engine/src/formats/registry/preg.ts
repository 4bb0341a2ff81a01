import { type RegistryFile, type RegistryValue, shortKey, textOf } from './reg-file.ts';

const signature = 0x67655250;
const headerBytes = 8;
const maxValues = 200_000;
const maxName = 4096;
const maxFaults = 200;
/** Brackets that are tried as the beginning of an instruction after damage, in all. */
const maxTries = 10_000;

const [open, close, semicolon] = [0x5b, 0x5d, 0x3b];

/** Whether bytes begin as a policy file does: `PReg` and version 1 (MS-GPREG 2.2.1). */
export function looksLikePreg(bytes: Uint8Array): boolean {
  if (bytes.length < headerBytes) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.getUint32(0, true) === signature && view.getUint32(4, true) === 1;
}

/**
 * Reads a Registry.pol file (MS-GPREG 2.2.1): instructions `[key;value;type;size;data]` in UTF-16LE. Keys are given below HKLM, as those of
 * a machine's policy are. Damage loses one instruction; reading goes on at the next bracket. `line` counts instructions, from 1.
 */
export function parsePreg(bytes: Uint8Array): RegistryFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values: RegistryValue[] = [];
  const keys = new Map<string, number>();
  const places = new Map<number, readonly [offset: number, length: number]>();
  const faults: { line: number; reason: string }[] = [];
  const fault = (line: number, reason: string): void =>
    void (faults.length < maxFaults && faults.push({ line, reason }));
  const unit = (at: number): number => (at + 2 <= bytes.length ? view.getUint16(at, true) : -1);
  let at = headerBytes;
  let line = 0;
  let tries = 0;

  /** A text up to its NUL, and what is behind the delimiter that follows it; null when that is not there. */
  const text = (from: number): { readonly value: string; readonly next: number } | null => {
    let value = '';
    for (let i = from; i + 2 <= bytes.length && value.length <= maxName; i += 2) {
      const code = unit(i);
      if (code === 0) return unit(i + 2) === semicolon ? { value, next: i + 4 } : null;
      value += String.fromCharCode(code);
    }
    return null;
  };

  const number = (from: number): { readonly value: number; readonly next: number } | null =>
    from + 6 <= bytes.length && unit(from + 4) === semicolon
      ? { value: view.getUint32(from, true), next: from + 6 }
      : null;

  /** One instruction; what is behind it, or null when it is damaged. */
  const instruction = (from: number): number | null => {
    const key = text(from + 2);
    if (key === null) return null;
    const name = text(key.next);
    if (name === null) return null;
    const type = number(name.next);
    if (type === null) return null;
    const size = number(type.next);
    if (size === null || size.value > 65_535 || size.next + size.value > bytes.length) return null;
    const end = size.next + size.value;
    if (unit(end) !== close) return null;
    const path = shortKey(`HKEY_LOCAL_MACHINE\\${key.value}`);
    if (!keys.has(path)) keys.set(path, line);
    places.set(line, [from, end + 2 - from]);
    if (values.length < maxValues)
      values.push({
        key: path,
        name: name.value,
        type: type.value,
        data: bytes.slice(size.next, end),
        line,
        last: line,
      });
    return end + 2;
  };

  while (at + 2 <= bytes.length) {
    line++;
    const next = unit(at) === open ? instruction(at) : null;
    if (next !== null) {
      at = next;
      continue;
    }
    fault(line, `an instruction that cannot be read, at byte ${at}`);
    let found = -1;
    for (let i = at + 2; i + 2 <= bytes.length && tries < maxTries; i += 2) {
      if (unit(i) !== open) continue;
      tries++;
      if (instruction(i) === null) continue;
      found = i;
      break;
    }
    if (found < 0) break;
    // It was read to see whether it is one: reading it again is the loop's.
    values.pop();
    at = found;
  }
  return { values, keys, removed: [], faults, places };
}

/**
 * What is left when the instructions are carried out in their order: names that begin with `**` take values or keys away, or set a value
 * only where there is none, and a value that is set again replaces the first (MS-GPREG 3.2.5.1).
 */
export function carriedOut(file: RegistryFile): RegistryFile {
  const byKey = new Map<string, Map<string, RegistryValue>>();
  const removed: string[] = [];
  for (const value of file.values) {
    const key = value.key.toLowerCase();
    const held = byKey.get(key) ?? new Map<string, RegistryValue>();
    byKey.set(key, held);
    const name = value.name.toLowerCase();
    const listed = (): readonly string[] => (textOf({ ...value, type: 1 }) ?? '').toLowerCase().split(';');
    if (name.startsWith('**soft.')) {
      const soft = name.slice('**soft.'.length);
      if (!held.has(soft)) held.set(soft, { ...value, name: value.name.slice('**soft.'.length) });
    } else if (name.startsWith('**delvals')) held.clear();
    else if (name === '**deletevalues') for (const one of listed()) held.delete(one.trim());
    else if (name === '**deletekeys')
      for (const one of listed()) {
        const path = `${key}\\${one.trim()}`;
        removed.push(path);
        for (const [other, values] of byKey) if (other === path || other.startsWith(`${path}\\`)) values.clear();
      }
    else if (name.startsWith('**del.')) held.delete(name.slice('**del.'.length));
    else if (!name.startsWith('**')) held.set(name, value);
  }
  const values = [...byKey.values()].flatMap((held) => [...held.values()]);
  return { ...file, values, removed: [...file.removed, ...removed] };
}
