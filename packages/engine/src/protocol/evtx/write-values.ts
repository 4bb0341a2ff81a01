/** Values as BinXML has them, for what `write.ts` writes. */
import { valueType } from './layout.ts';

/** A value of a template: its type and its bytes, or a piece of BinXML that is written where it comes to stand. */
export type WrittenValue =
  | { readonly type: number; readonly bytes: Uint8Array }
  | { readonly type: typeof valueType.binXml; readonly content: WrittenContent };

/** A hole of a template; `as` is the type that the hole tells of (the value has its own). */
export interface WrittenHole {
  readonly value: number;
  readonly optional?: boolean;
  readonly as?: number;
}

export type WrittenPart =
  | string
  | WrittenHole
  | { readonly cdata: string }
  | { readonly entity: string }
  | { readonly character: number }
  | { readonly target: string; readonly data: string };

export interface WrittenElement {
  readonly name: string;
  readonly attributes?: readonly (readonly [name: string, parts: readonly WrittenPart[]])[];
  readonly children?: readonly (WrittenElement | WrittenPart)[];
}

/** An instance of a template, or an element in place. Templates are the same when they are the same object. */
export type WrittenContent =
  | { readonly template: WrittenElement; readonly values: readonly WrittenValue[] }
  /** `dependency`: its elements carry the index that only those of templates should. */
  | { readonly element: WrittenElement; readonly dependency?: boolean };

/** UTF-16LE without a zero at its end. */
export function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[2 * i] = text.charCodeAt(i) & 255;
    bytes[2 * i + 1] = text.charCodeAt(i) >> 8;
  }
  return bytes;
}

function numeric(type: number, size: number, set: (view: DataView) => void): WrittenValue {
  const bytes = new Uint8Array(size);
  set(new DataView(bytes.buffer));
  return { type, bytes };
}

/** Bytes of a GUID as it is written, with or without braces. */
export function guidBytes(text: string): Uint8Array {
  const hex = text.replaceAll(/[{}-]/g, '');
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16) || 0);
  return Uint8Array.from([3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15], (i) => bytes[i] ?? 0);
}

/** Bytes of a security identifier as it is written: S-1-5-… */
export function sidBytes(text: string): Uint8Array {
  const [, revision = '1', authority = '0', ...rest] = text.split('-');
  const bytes = new Uint8Array(8 + 4 * rest.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = Number(revision);
  bytes[1] = rest.length;
  const value = BigInt(authority);
  view.setUint16(2, Number(value >> 32n));
  view.setUint32(4, Number(value & 0xffffffffn));
  rest.forEach((one, i) => view.setUint32(8 + 4 * i, Number(one), true));
  return bytes;
}

/** Makers of values, by type. Times are nanoseconds since 1970. */
export const value = {
  none: { type: valueType.null, bytes: new Uint8Array(0) } as WrittenValue,
  string: (text: string): WrittenValue => ({ type: valueType.string, bytes: utf16Bytes(text) }),
  ansi: (text: string): WrittenValue => ({
    type: valueType.ansi,
    bytes: Uint8Array.from(text, (one) => one.charCodeAt(0) & 255),
  }),
  int8: (n: number): WrittenValue => numeric(valueType.int8, 1, (view) => view.setInt8(0, n)),
  uint8: (n: number): WrittenValue => numeric(valueType.uint8, 1, (view) => view.setUint8(0, n)),
  int16: (n: number): WrittenValue => numeric(valueType.int16, 2, (view) => view.setInt16(0, n, true)),
  uint16: (n: number): WrittenValue => numeric(valueType.uint16, 2, (view) => view.setUint16(0, n, true)),
  int32: (n: number): WrittenValue => numeric(valueType.int32, 4, (view) => view.setInt32(0, n, true)),
  uint32: (n: number): WrittenValue => numeric(valueType.uint32, 4, (view) => view.setUint32(0, n, true)),
  int64: (n: bigint): WrittenValue => numeric(valueType.int64, 8, (view) => view.setBigInt64(0, n, true)),
  uint64: (n: bigint): WrittenValue => numeric(valueType.uint64, 8, (view) => view.setBigUint64(0, n, true)),
  real32: (n: number): WrittenValue => numeric(valueType.real32, 4, (view) => view.setFloat32(0, n, true)),
  real64: (n: number): WrittenValue => numeric(valueType.real64, 8, (view) => view.setFloat64(0, n, true)),
  boolean: (yes: boolean): WrittenValue =>
    numeric(valueType.boolean, 4, (view) => view.setUint32(0, yes ? 1 : 0, true)),
  binary: (bytes: Uint8Array): WrittenValue => ({ type: valueType.binary, bytes }),
  guid: (text: string): WrittenValue => ({ type: valueType.guid, bytes: guidBytes(text) }),
  size32: (n: number): WrittenValue => numeric(valueType.size, 4, (view) => view.setUint32(0, n, true)),
  size64: (n: bigint): WrittenValue => numeric(valueType.size, 8, (view) => view.setBigUint64(0, n, true)),
  fileTime: (ns: bigint): WrittenValue =>
    numeric(valueType.fileTime, 8, (view) => view.setBigUint64(0, toFileTime(ns), true)),
  systemTime: (parts: readonly number[]): WrittenValue =>
    numeric(valueType.systemTime, 16, (view) => parts.forEach((part, i) => view.setUint16(2 * i, part, true))),
  sid: (text: string): WrittenValue => ({ type: valueType.sid, bytes: sidBytes(text) }),
  hex32: (n: number): WrittenValue => numeric(valueType.hex32, 4, (view) => view.setUint32(0, n, true)),
  hex64: (n: bigint): WrittenValue => numeric(valueType.hex64, 8, (view) => view.setBigUint64(0, n, true)),
  handle: (n: bigint): WrittenValue => numeric(valueType.handle, 8, (view) => view.setBigUint64(0, n, true)),
  xml: (text: string): WrittenValue => ({ type: valueType.xml, bytes: utf16Bytes(text) }),
  binXml: (content: WrittenContent): WrittenValue => ({ type: valueType.binXml, content }),
  /** Several values of one type; strings get a zero each. */
  array: (type: number, items: readonly WrittenValue[]): WrittenValue => {
    const zero = type === valueType.string ? [0, 0] : type === valueType.ansi ? [0] : [];
    return {
      type: type | valueType.array,
      bytes: Uint8Array.from(items.flatMap((item) => ('bytes' in item ? [...item.bytes, ...zero] : []))),
    };
  },
};

/** FILETIME of nanoseconds since 1970. */
export function toFileTime(ns: bigint): bigint {
  return ns / 100n + 116_444_736_000_000_000n;
}
