/** Writes hives, for round trips (see read.ts for the source of the layout). */

export interface WrittenValue {
  readonly name: string;
  readonly type: number;
  readonly data: Uint8Array;
}

export interface WrittenKey {
  readonly name: string;
  readonly values?: readonly WrittenValue[];
  readonly subkeys?: readonly WrittenKey[];
  /** Left out: that of the key above. */
  readonly security?: Uint8Array;
}

export interface HiveShape {
  readonly minor?: 3 | 5 | 6;
  /** Kind of the lists of subkeys; more than `split` keys are put behind an `ri`. */
  readonly lists?: 'lf' | 'lh' | 'li';
  readonly split?: number;
  readonly dirty?: boolean;
  readonly fileName?: string;
}

const none = 0xffffffff;
const segmentBytes = 16_344;

function latin(text: string): boolean {
  return [...text].every((char) => char.charCodeAt(0) < 256);
}

function nameBytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, latin(text) ? 'latin1' : 'utf16le'));
}

/** A descriptor that lets one account do everything: that of the system, or of another number. */
export function someSecurity(seed = 0): Uint8Array {
  const bytes = Buffer.alloc(20 + 12 + 12 + 28);
  bytes[0] = 1;
  bytes.writeUInt16LE(0x8004, 2);
  bytes.writeUInt32LE(20, 4);
  bytes.writeUInt32LE(32, 8);
  bytes.writeUInt32LE(44, 16);
  for (const at of [20, 32]) {
    bytes[at] = 1;
    bytes[at + 1] = 1;
    bytes[at + 7] = 5;
    bytes.writeUInt32LE(18, at + 8);
  }
  bytes[44] = 2;
  bytes.writeUInt16LE(28, 46);
  bytes.writeUInt16LE(1, 48);
  bytes.writeUInt16LE(20, 54);
  bytes.writeUInt32LE(0xf003f, 56);
  bytes.set([1, 1, 0, 0, 0, 0, 0, 5], 60);
  bytes.writeUInt32LE(18 + seed, 68);
  return Uint8Array.from(bytes);
}

/** A hive with the given root. */
export function writeHive(root: WrittenKey, shape: HiveShape = {}): Uint8Array {
  const { minor = 5, lists = 'lh', split = 500 } = shape;
  const cells: { at: number; bytes: Buffer }[] = [];
  let used = 32;
  const cell = (length: number): { readonly offset: number; readonly bytes: Buffer } => {
    const size = Math.ceil((length + 4) / 8) * 8;
    // No cell crosses the end of a bin; here all of them lie in one.
    const bytes = Buffer.alloc(size);
    bytes.writeInt32LE(-size, 0);
    const at = used;
    cells.push({ at, bytes });
    used += size;
    return { offset: at, bytes: bytes.subarray(4) };
  };
  const securities = new Map<string, { readonly offset: number; readonly bytes: Buffer }>();
  const securityOf = (descriptor: Uint8Array): { readonly offset: number; readonly bytes: Buffer } => {
    const key = Buffer.from(descriptor).toString('hex');
    const known = securities.get(key);
    if (known !== undefined) {
      known.bytes.writeUInt32LE(known.bytes.readUInt32LE(12) + 1, 12);
      return known;
    }
    const made = cell(20 + descriptor.length);
    made.bytes.write('sk', 0, 'latin1');
    made.bytes.writeUInt32LE(1, 12);
    made.bytes.writeUInt32LE(descriptor.length, 16);
    made.bytes.set(descriptor, 20);
    securities.set(key, made);
    return made;
  };
  const dataOf = (data: Uint8Array): number => {
    if (data.length <= segmentBytes || minor < 4) {
      const made = cell(data.length);
      made.bytes.set(data);
      return made.offset;
    }
    const parts: number[] = [];
    for (let at = 0; at < data.length; at += segmentBytes) {
      const part = data.subarray(at, at + segmentBytes);
      const made = cell(segmentBytes + 4);
      made.bytes.set(part);
      parts.push(made.offset);
    }
    const list = cell(4 * parts.length);
    parts.forEach((offset, i) => list.bytes.writeUInt32LE(offset, 4 * i));
    const head = cell(8);
    head.bytes.write('db', 0, 'latin1');
    head.bytes.writeUInt16LE(parts.length, 2);
    head.bytes.writeUInt32LE(list.offset, 4);
    return head.offset;
  };
  const valueOf = ({ name, type, data }: WrittenValue): number => {
    const text = nameBytes(name);
    const made = cell(20 + text.length);
    made.bytes.write('vk', 0, 'latin1');
    made.bytes.writeUInt16LE(text.length, 2);
    if (data.length <= 4) {
      made.bytes.writeUInt32LE(0x80000000 + data.length, 4);
      made.bytes.set(data, 8);
    } else {
      made.bytes.writeUInt32LE(data.length, 4);
      made.bytes.writeUInt32LE(dataOf(data), 8);
    }
    made.bytes.writeUInt32LE(type, 12);
    made.bytes.writeUInt16LE(latin(name) ? 1 : 0, 16);
    made.bytes.set(text, 20);
    return made.offset;
  };
  const hashOf = (name: string): number =>
    [...name.toUpperCase()].reduce((sum, char) => (Math.imul(sum, 37) + char.charCodeAt(0)) >>> 0, 0);
  const listOf = (keys: readonly (readonly [offset: number, name: string])[]): number => {
    if (keys.length > split) {
      const leaves: number[] = [];
      for (let at = 0; at < keys.length; at += split) leaves.push(listOf(keys.slice(at, at + split)));
      const head = cell(4 + 4 * leaves.length);
      head.bytes.write('ri', 0, 'latin1');
      head.bytes.writeUInt16LE(leaves.length, 2);
      leaves.forEach((offset, i) => head.bytes.writeUInt32LE(offset, 4 + 4 * i));
      return head.offset;
    }
    const step = lists === 'li' ? 4 : 8;
    const made = cell(4 + step * keys.length);
    made.bytes.write(lists, 0, 'latin1');
    made.bytes.writeUInt16LE(keys.length, 2);
    keys.forEach(([offset, name], i) => {
      made.bytes.writeUInt32LE(offset, 4 + step * i);
      if (lists === 'lh') made.bytes.writeUInt32LE(hashOf(name), 8 + step * i);
      if (lists === 'lf') made.bytes.set(nameBytes(name).subarray(0, 4), 8 + step * i);
    });
    return made.offset;
  };
  const keyOf = (key: WrittenKey, parent: number, above: Uint8Array, isRoot: boolean): number => {
    const text = nameBytes(key.name);
    const made = cell(76 + text.length);
    const bytes = made.bytes;
    bytes.write('nk', 0, 'latin1');
    bytes.writeUInt16LE((latin(key.name) ? 0x20 : 0) | (isRoot ? 0x0c : 0), 2);
    bytes.writeBigUInt64LE(132_000_000_000_000_000n, 4);
    bytes.writeUInt32LE(isRoot ? made.offset : parent, 16);
    for (const at of [28, 32, 40, 48]) bytes.writeUInt32LE(none, at);
    const security = key.security ?? above;
    bytes.writeUInt32LE(securityOf(security).offset, 44);
    bytes.writeUInt16LE(text.length, 72);
    bytes.set(text, 76);
    const subkeys = [...(key.subkeys ?? [])].sort((a, b) => (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1));
    if (subkeys.length > 0) {
      const offsets = subkeys.map((one) => [keyOf(one, made.offset, security, false), one.name] as const);
      bytes.writeUInt32LE(subkeys.length, 20);
      bytes.writeUInt32LE(listOf(offsets), 28);
      bytes.writeUInt32LE(2 * Math.max(...subkeys.map(({ name }) => name.length)), 52);
    }
    const values = key.values ?? [];
    if (values.length > 0) {
      const offsets = values.map(valueOf);
      const list = cell(4 * offsets.length);
      offsets.forEach((offset, i) => list.bytes.writeUInt32LE(offset, 4 * i));
      bytes.writeUInt32LE(values.length, 36);
      bytes.writeUInt32LE(list.offset, 40);
      bytes.writeUInt32LE(2 * Math.max(...values.map(({ name }) => name.length)), 60);
      bytes.writeUInt32LE(Math.max(...values.map(({ data }) => data.length)), 64);
    }
    return made.offset;
  };
  const rootAt = keyOf(root, none, root.security ?? someSecurity(), true);
  const chain = [...securities.values()];
  chain.forEach((one, i) => {
    one.bytes.writeUInt32LE(chain[(i + 1) % chain.length]?.offset ?? one.offset, 4);
    one.bytes.writeUInt32LE(chain[(i + chain.length - 1) % chain.length]?.offset ?? one.offset, 8);
  });
  const binSize = Math.ceil((used + 8) / 4096) * 4096;
  const file = Buffer.alloc(4096 + binSize);
  file.write('regf', 0, 'latin1');
  file.writeUInt32LE(7, 4);
  file.writeUInt32LE(shape.dirty === true ? 6 : 7, 8);
  file.writeBigUInt64LE(132_000_000_000_000_000n, 12);
  file.writeUInt32LE(1, 20);
  file.writeUInt32LE(minor, 24);
  file.writeUInt32LE(1, 32);
  file.writeUInt32LE(rootAt, 36);
  file.writeUInt32LE(binSize, 40);
  file.writeUInt32LE(1, 44);
  file.write(shape.fileName ?? 'SOFTWARE', 48, 'utf16le');
  file.write('hbin', 4096, 'latin1');
  file.writeUInt32LE(binSize, 4096 + 8);
  file.writeBigUInt64LE(132_000_000_000_000_000n, 4096 + 20);
  for (const { at, bytes } of cells) bytes.copy(file, 4096 + at);
  if (binSize > used) file.writeInt32LE(binSize - used, 4096 + used);
  let sum = 0;
  for (let at = 0; at < 508; at += 4) sum = (sum ^ file.readUInt32LE(at)) >>> 0;
  file.writeUInt32LE(sum, 508);
  return Uint8Array.from(file);
}

/** Keys along a path, the last one with what is given. */
export function atPath(path: string, last: Omit<WrittenKey, 'name'>): WrittenKey {
  const [name = '', ...rest] = path.split('\\');
  return rest.length === 0 ? { name, ...last } : { name, subkeys: [atPath(rest.join('\\'), last)] };
}
