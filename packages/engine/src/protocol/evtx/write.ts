/** Writes EVTX files and their BinXML, for tests and examples. What it writes is what Windows writes: names and templates once per chunk. */
import { crc32 } from '../crc32.ts';
import {
  chunkMagic,
  chunkSize,
  fileHeaderSize,
  fileMagic,
  recordMagic,
  recordsAt,
  token,
  valueType,
} from './layout.ts';
import {
  toFileTime,
  type WrittenContent,
  type WrittenElement,
  type WrittenPart,
  type WrittenValue,
} from './write-values.ts';

export interface WrittenRecord {
  readonly id: bigint;
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly content: WrittenContent;
}

/** A chunk while it is filled. */
interface Sheet {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  /** Where names and templates stand, and in which order they came. */
  readonly names: Map<string, number>;
  readonly templates: Map<WrittenElement, number>;
  first: bigint;
  last: bigint;
  lastAt: number;
}

function sheet(): Sheet {
  // Room for a record that turns out not to fit.
  const bytes = new Uint8Array(4 * chunkSize);
  const view = new DataView(bytes.buffer);
  return { bytes, view, at: recordsAt, names: new Map(), templates: new Map(), first: 0n, last: 0n, lastAt: recordsAt };
}

function u8(to: Sheet, n: number): void {
  to.view.setUint8(to.at++, n);
}

function u16(to: Sheet, n: number): void {
  to.view.setUint16(to.at, n, true);
  to.at += 2;
}

function u32(to: Sheet, n: number): void {
  to.view.setUint32(to.at, n, true);
  to.at += 4;
}

function units(to: Sheet, text: string): void {
  for (let i = 0; i < text.length; i++) u16(to, text.charCodeAt(i));
}

/** Hash of a name, as the table of a chunk's names is ordered by. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65599) + name.charCodeAt(i)) | 0;
  return hash & 0xffff;
}

/** The offset of a name; the name itself, where it comes up for the first time, with its place in the table of the chunk. */
function name(to: Sheet, text: string): void {
  const known = to.names.get(text);
  if (known !== undefined) {
    u32(to, known);
    return;
  }
  const at = to.at + 4;
  u32(to, at);
  to.names.set(text, at);
  const slot = 128 + 4 * (nameHash(text) % 64);
  u32(to, to.view.getUint32(slot, true));
  to.view.setUint32(slot, at, true);
  u16(to, nameHash(text));
  u16(to, text.length);
  units(to, text);
  u16(to, 0);
}

function part(to: Sheet, one: WrittenPart, more: boolean): void {
  const flag = more ? token.more : 0;
  if (typeof one === 'string') {
    u8(to, token.text | flag);
    u8(to, valueType.string);
    u16(to, one.length);
    units(to, one);
  } else if ('value' in one) {
    u8(to, one.optional === true ? token.optionalValue : token.value);
    u16(to, one.value);
    u8(to, one.as ?? valueType.string);
  } else if ('cdata' in one) {
    u8(to, token.cdata | flag);
    u16(to, one.cdata.length);
    units(to, one.cdata);
  } else if ('entity' in one) {
    u8(to, token.entity | flag);
    name(to, one.entity);
  } else if ('character' in one) {
    u8(to, token.character | flag);
    u16(to, one.character);
  } else {
    u8(to, token.instructionTarget);
    name(to, one.target);
    u8(to, token.instructionData);
    u16(to, one.data.length);
    units(to, one.data);
  }
}

/** Writes a length in front of what `write` writes. */
function sized(to: Sheet, write: () => void): void {
  const at = to.at;
  u32(to, 0);
  write();
  to.view.setUint32(at, to.at - at - 4, true);
}

function element(to: Sheet, { name: own, attributes = [], children = [] }: WrittenElement, inTemplate: boolean): void {
  u8(to, token.openElement | (attributes.length > 0 ? token.more : 0));
  if (inTemplate) u16(to, 0xffff);
  sized(to, () => {
    name(to, own);
    if (attributes.length > 0)
      sized(to, () =>
        attributes.forEach(([key, parts], i) => {
          u8(to, token.attribute | (i < attributes.length - 1 ? token.more : 0));
          name(to, key);
          parts.forEach((one, j) => part(to, one, j < parts.length - 1));
        }),
      );
    if (children.length === 0) {
      u8(to, token.closeEmpty);
      return;
    }
    u8(to, token.closeStart);
    children.forEach((child, i) => {
      if (typeof child === 'object' && 'name' in child) element(to, child, inTemplate);
      else part(to, child, i < children.length - 1);
    });
    u8(to, token.endElement);
  });
}

function fragmentHeader(to: Sheet): void {
  for (const byte of [token.fragment, 1, 1, 0]) u8(to, byte);
}

/** A GUID that is the same for the same template: hashes of its text. */
function templateGuid(template: WrittenElement): number[] {
  const text = JSON.stringify(template);
  return [1, 2, 3, 4].map((salt) => {
    let hash = 0x811c9dc5 ^ salt;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    return hash >>> 0;
  });
}

const guids = new WeakMap<WrittenElement, number[]>();

function content(to: Sheet, what: WrittenContent): void {
  fragmentHeader(to);
  if ('element' in what) {
    element(to, what.element, what.dependency === true);
    u8(to, token.end);
    return;
  }
  const guid = guids.get(what.template) ?? templateGuid(what.template);
  guids.set(what.template, guid);
  u8(to, token.instance);
  u8(to, 1);
  u32(to, guid[0] ?? 0);
  const known = to.templates.get(what.template);
  if (known !== undefined) u32(to, known);
  else {
    const at = to.at + 4;
    u32(to, at);
    to.templates.set(what.template, at);
    const slot = 384 + 4 * ((guid[0] ?? 0) % 32);
    u32(to, to.view.getUint32(slot, true));
    to.view.setUint32(slot, at, true);
    for (const word of guid) u32(to, word);
    sized(to, () => {
      fragmentHeader(to);
      element(to, what.template, true);
      u8(to, token.end);
    });
  }
  values(to, what.values);
  u8(to, token.end);
}

function values(to: Sheet, all: readonly WrittenValue[]): void {
  u32(to, all.length);
  const list = to.at;
  to.at += 4 * all.length;
  all.forEach((one, i) => {
    const at = to.at;
    if ('content' in one) content(to, one.content);
    else {
      to.bytes.set(one.bytes, at);
      to.at += one.bytes.length;
    }
    to.view.setUint16(list + 4 * i, to.at - at, true);
    to.view.setUint16(list + 4 * i + 2, one.type, true);
  });
}

function record(to: Sheet, { id, ns, content: what }: WrittenRecord): void {
  const at = to.at;
  u32(to, recordMagic);
  u32(to, 0);
  to.view.setBigUint64(to.at, id, true);
  to.view.setBigUint64(to.at + 8, toFileTime(ns), true);
  to.at += 16;
  content(to, what);
  to.at = at + Math.ceil((to.at - at + 4) / 8) * 8;
  const size = to.at - at;
  to.view.setUint32(at + 4, size, true);
  to.view.setUint32(to.at - 4, size, true);
  if (at === recordsAt) to.first = id;
  to.last = id;
  to.lastAt = at;
}

/** Puts right the two checksums of a chunk. */
export function sealChunk(chunk: Uint8Array): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.length);
  view.setUint32(52, crc32(chunk, recordsAt, Math.min(view.getUint32(48, true), chunk.length)), true);
  view.setUint32(124, crc32(chunk, 128, recordsAt, crc32(chunk, 0, 120)), true);
}

function closed(from: Sheet): Uint8Array {
  const chunk = from.bytes.slice(0, chunkSize);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, chunkMagic[0], true);
  view.setUint32(4, chunkMagic[1], true);
  for (const [at, id] of [
    [8, from.first],
    [16, from.last],
    [24, from.first],
    [32, from.last],
  ] as const)
    view.setBigUint64(at, id, true);
  view.setUint32(40, 128, true);
  view.setUint32(44, from.lastAt, true);
  view.setUint32(48, from.at, true);
  sealChunk(chunk);
  return chunk;
}

/** Chunks of 64 KiB with these records. Throws for a record that no chunk has room for. */
export function* evtxChunks(records: Iterable<WrittenRecord>): Generator<Uint8Array> {
  let to = sheet();
  for (const one of records) {
    const before = { at: to.at, first: to.first, last: to.last, lastAt: to.lastAt };
    const tables = to.bytes.slice(0, recordsAt);
    record(to, one);
    if (to.at <= chunkSize) continue;
    if (before.at === recordsAt) throw new RangeError('a record that is larger than a chunk');
    to.bytes.fill(0, before.at, to.at);
    to.bytes.set(tables);
    Object.assign(to, before);
    yield closed(to);
    to = sheet();
    record(to, one);
    if (to.at > chunkSize) throw new RangeError('a record that is larger than a chunk');
  }
  if (to.at > recordsAt) yield closed(to);
}

/** A file header for so many chunks. */
export function evtxHeader(chunks: number, nextRecord: bigint, dirty = false): Uint8Array {
  const header = new Uint8Array(fileHeaderSize);
  const view = new DataView(header.buffer);
  view.setUint32(0, fileMagic[0], true);
  view.setUint32(4, fileMagic[1], true);
  view.setBigUint64(16, BigInt(Math.max(chunks - 1, 0)), true);
  view.setBigUint64(24, nextRecord, true);
  view.setUint32(32, 128, true);
  view.setUint16(36, 1, true);
  view.setUint16(38, 3, true);
  view.setUint16(40, fileHeaderSize, true);
  view.setUint16(42, chunks, true);
  view.setUint32(120, dirty ? 1 : 0, true);
  view.setUint32(124, crc32(header, 0, 120), true);
  return header;
}

/** A whole file. */
export function writeEvtx(records: Iterable<WrittenRecord>, { dirty = false } = {}): Uint8Array {
  let last = 0n;
  const counted = (function* () {
    for (const one of records) {
      last = one.id;
      yield one;
    }
  })();
  const chunks = [...evtxChunks(counted)];
  const file = new Uint8Array(fileHeaderSize + chunks.length * chunkSize);
  file.set(evtxHeader(chunks.length, last + 1n, dirty));
  chunks.forEach((chunk, i) => file.set(chunk, fileHeaderSize + i * chunkSize));
  return file;
}
