/**
 * Registry hives as they lie on a disk or as `reg save` writes them (regf). Source: "Windows registry file format specification" (M. Suhanov,
 * regf), held against libhivex and libregf. Versions 1.3 to 1.6.
 */
import { codeUnits } from '../evtx/strings.ts';

/** Where cells begin; offsets of cells count from here. */
const binsAt = 4096;
const none = 0xffffffff;
/** A resident value: its data stands where the offset would. */
const resident = 0x80000000;
const maxName = 512;
/** Data of one segment of a large value. */
const segmentBytes = 16_344;

/** What is read at most; what is beyond is told of as a fault. */
export interface HiveLimits {
  readonly maxDepth: number;
  /** Keys that are gone into, and entries of lists that are looked at. */
  readonly maxKeys: number;
  readonly maxEntries: number;
  readonly maxValues: number;
  readonly maxValueBytes: number;
  readonly maxFaults: number;
}

export const defaultHiveLimits: HiveLimits = {
  maxDepth: 64,
  maxKeys: 100_000,
  maxEntries: 5_000_000,
  maxValues: 200_000,
  maxValueBytes: 2 ** 20,
  maxFaults: 200,
};

export interface HiveValue {
  /** Empty: the default value. */
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
  /** Of its record in the file, in bytes. */
  readonly offset: number;
}

export interface HiveKey {
  readonly name: string;
  /** Offset of its record in the file, in bytes. */
  readonly offset: number;
  /** FILETIME; 0: not told. */
  readonly written: bigint;
  /** Its names from below the root, for asking of it again. */
  readonly depth: number;
  /** Names of the keys below it are read one by one. */
  subkeys(): Iterable<HiveKey>;
  values(): readonly HiveValue[];
  /** Its security descriptor (MS-DTYP 2.4.6); null: it cannot be read. */
  security(): Uint8Array | null;
}

export interface Hive {
  readonly root: HiveKey | null;
  /** `log`: a file of changes that were not written yet; its keys cannot be read alone. */
  readonly type: 'hive' | 'log';
  readonly version: string;
  /** What the file says of its own name: a part of its path. */
  readonly fileName: string;
  /** Changes stand in its logs alone: what is read may be older than what the system saw. */
  readonly dirty: boolean;
  readonly faults: readonly { readonly offset: number; readonly reason: string }[];
}

/** Whether bytes begin as a hive does. */
export function looksLikeHive(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x72 && bytes[1] === 0x65 && bytes[2] === 0x67 && bytes[3] === 0x66;
}

/** Opens a hive. Never throws; faults are added as keys are read. Lists that lead back to themselves end at their depth and their limits. */
export function openHive(bytes: Uint8Array, limits: HiveLimits = defaultHiveLimits): Hive {
  const faults: { offset: number; reason: string }[] = [];
  const reader = new Cells(bytes, limits, faults);
  const version = `${reader.u32(20)}.${reader.u32(24)}`;
  const fileType = reader.u32(28);
  const fileName = reader.wide(48, 64).split('\0')[0] ?? '';
  const log = fileType !== 0;
  const dirty = reader.u32(4) !== reader.u32(8) || checksum(reader) !== reader.u32(508);
  const known = reader.u32(20) === 1 && reader.u32(24) >= 3 && reader.u32(24) <= 6;
  if (!log && !known) reader.fault(20, `version ${version}, which is not known`);
  const root = log ? null : keyAt(reader, reader.u32(36), 0, new Set());
  if (!log && root === null) reader.fault(36, 'no root key');
  return { root, type: log ? 'log' : 'hive', version, fileName, dirty, faults };
}

function checksum(reader: Cells): number {
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum = (sum ^ reader.u32(at)) >>> 0;
  return sum === none ? none - 1 : sum === 0 ? 1 : sum;
}

/** Cells of a hive by offset, and what is spent on reading them. */
class Cells {
  readonly bytes: Uint8Array;
  readonly limits: HiveLimits;
  keys = 0;
  entries = 0;
  values = 0;
  private readonly view: DataView;
  private readonly faults: { offset: number; reason: string }[];
  private readonly told = new Set<string>();

  constructor(bytes: Uint8Array, limits: HiveLimits, faults: { offset: number; reason: string }[]) {
    this.bytes = bytes;
    this.limits = limits;
    this.faults = faults;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fault(offset: number, reason: string): void {
    if (this.faults.length < this.limits.maxFaults) this.faults.push({ offset, reason });
  }

  /** Tells of a limit once. */
  limit(what: string, cap: number): void {
    if (this.told.has(what)) return;
    this.told.add(what);
    this.fault(0, `more than ${cap} ${what}: the rest is not read`);
  }

  /** Past the end there are zeros. */
  u16(at: number): number {
    return at + 2 <= this.bytes.length ? this.view.getUint16(at, true) : 0;
  }

  u32(at: number): number {
    return at + 4 <= this.bytes.length ? this.view.getUint32(at, true) : 0;
  }

  u64(at: number): bigint {
    return at + 8 <= this.bytes.length ? this.view.getBigUint64(at, true) : 0n;
  }

  /** From and to of a cell's content in the file; null where no cell in use can be there. */
  cell(offset: number): readonly [from: number, to: number] | null {
    if (offset === none || offset % 8 !== 0) return null;
    const at = binsAt + offset;
    if (at + 8 > this.bytes.length) return null;
    const size = -this.view.getInt32(at, true);
    if (size < 8 || at + size > this.bytes.length) return null;
    return [at + 4, at + size];
  }

  signature(at: number): string {
    return String.fromCharCode(this.bytes[at] ?? 0, this.bytes[at + 1] ?? 0);
  }

  /** A name of bytes of Latin-1 or of UTF-16LE. */
  name(from: number, length: number, narrow: boolean): string {
    return narrow ? String.fromCharCode(...this.bytes.subarray(from, from + length)) : this.wide(from, length);
  }

  /** A text of UTF-16LE of so many bytes. */
  wide(from: number, length: number): string {
    const room = Math.min(length, this.bytes.length - from);
    return room < 2 ? '' : codeUnits(this.view, from, room >> 1);
  }
}

function keyAt(cells: Cells, offset: number, depth: number, above: ReadonlySet<number>): HiveKey | null {
  const cell = cells.cell(offset);
  if (cell === null || cells.signature(cell[0]) !== 'nk') return null;
  const [at, end] = cell;
  const length = cells.u16(at + 72);
  if (length > maxName || at + 76 + length > end) {
    cells.fault(at, 'a key whose name is longer than its record');
    return null;
  }
  const narrow = (cells.u16(at + 2) & 0x20) !== 0;
  const path = new Set(above).add(offset);
  return {
    name: cells.name(at + 76, length, narrow),
    offset: at,
    written: cells.u64(at + 4),
    depth,
    *subkeys() {
      const count = cells.u32(at + 20);
      if (count === 0) return;
      if (depth >= cells.limits.maxDepth) {
        cells.limit('keys below each other', cells.limits.maxDepth);
        return;
      }
      let lost = 0;
      for (const child of listed(cells, cells.u32(at + 28), at, true)) {
        // A list may lead back to a key above.
        const key = path.has(child) ? null : keyAt(cells, child, depth + 1, path);
        if (key === null) {
          if (lost++ === 0) cells.fault(at, 'a subkey that is none');
          continue;
        }
        if (++cells.keys > cells.limits.maxKeys) {
          cells.limit('keys', cells.limits.maxKeys);
          return;
        }
        yield key;
      }
    },
    values: () => valuesOf(cells, at),
    security: () => securityOf(cells, cells.u32(at + 44)),
  };
}

/** Offsets of the keys of a list: `li` alone, `lf` and `lh` with a hint beside each, `ri` of lists of these. */
function* listed(cells: Cells, offset: number, key: number, top: boolean): Iterable<number> {
  const cell = cells.cell(offset);
  const kind = cell === null ? '' : cells.signature(cell[0]);
  const step = { li: 4, lf: 8, lh: 8, ri: 4 }[kind];
  if (cell === null || step === undefined || (kind === 'ri' && !top)) {
    cells.fault(cell?.[0] ?? key, 'a list of subkeys that cannot be read');
    return;
  }
  const [at, end] = cell;
  const count = cells.u16(at + 2);
  for (let i = 0; i < count; i++) {
    if (++cells.entries > cells.limits.maxEntries) {
      cells.limit('entries of lists', cells.limits.maxEntries);
      return;
    }
    const from = at + 4 + i * step;
    if (from + 4 > end) {
      cells.fault(at, `a list of ${count} subkeys that is shorter`);
      return;
    }
    if (kind === 'ri') yield* listed(cells, cells.u32(from), key, false);
    else yield cells.u32(from);
  }
}

function valuesOf(cells: Cells, key: number): readonly HiveValue[] {
  const count = cells.u32(key + 36);
  // A predefined handle keeps something else there.
  if (count === 0 || (cells.u16(key + 2) & 0x40) !== 0) return [];
  const list = cells.cell(cells.u32(key + 40));
  if (list === null) {
    cells.fault(key, 'a list of values that cannot be read');
    return [];
  }
  const [from, to] = list;
  const room = Math.floor((to - from) / 4);
  if (count > room) cells.fault(key, `a list of ${count} values that is shorter`);
  const found: HiveValue[] = [];
  for (let i = 0; i < Math.min(count, room); i++) {
    if (++cells.values > cells.limits.maxValues) {
      cells.limit('values', cells.limits.maxValues);
      break;
    }
    const value = valueAt(cells, cells.u32(from + 4 * i));
    if (value === null) cells.fault(key, 'a value that cannot be read');
    else found.push(value);
  }
  return found;
}

function valueAt(cells: Cells, offset: number): HiveValue | null {
  const cell = cells.cell(offset);
  if (cell === null || cells.signature(cell[0]) !== 'vk') return null;
  const [at, end] = cell;
  const length = cells.u16(at + 2);
  if (length > 32_766 || at + 20 + length > end) return null;
  const narrow = (cells.u16(at + 16) & 1) !== 0;
  const data = dataOf(cells, at);
  if (data === null) return null;
  return { name: cells.name(at + 20, length, narrow), type: cells.u32(at + 12), data, offset: at };
}

function dataOf(cells: Cells, value: number): Uint8Array | null {
  const told = cells.u32(value + 4);
  if (told >= resident) {
    const length = told - resident;
    return length > 4 ? null : cells.bytes.slice(value + 8, value + 8 + length);
  }
  if (told === 0) return new Uint8Array(0);
  if (told > cells.limits.maxValueBytes) return null;
  const cell = cells.cell(cells.u32(value + 8));
  if (cell === null) return null;
  const [from, to] = cell;
  if (told > segmentBytes && cells.signature(from) === 'db') return segments(cells, from, told);
  return from + told > to ? null : cells.bytes.slice(from, from + told);
}

/** A large value: a list of segments (version 1.4 and later). */
function segments(cells: Cells, at: number, length: number): Uint8Array | null {
  const count = cells.u16(at + 2);
  const list = cells.cell(cells.u32(at + 4));
  if (list === null || count < 2 || count !== Math.ceil(length / segmentBytes) || list[0] + 4 * count > list[1])
    return null;
  const data = new Uint8Array(length);
  for (let i = 0, done = 0; i < count; i++) {
    const cell = cells.cell(cells.u32(list[0] + 4 * i));
    const part = Math.min(segmentBytes, length - done);
    if (cell === null || cell[0] + part > cell[1]) return null;
    data.set(cells.bytes.subarray(cell[0], cell[0] + part), done);
    done += part;
  }
  return data;
}

function securityOf(cells: Cells, offset: number): Uint8Array | null {
  const cell = cells.cell(offset);
  if (cell === null || cells.signature(cell[0]) !== 'sk') return null;
  const [at, end] = cell;
  const length = cells.u32(at + 16);
  return length > 65_536 || at + 20 + length > end ? null : cells.bytes.slice(at + 20, at + 20 + length);
}
