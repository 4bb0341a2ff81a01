/**
 * A lax byte cursor: it reads network byte order out of a Uint8Array and never throws. What does not fit is `undefined`,
 * and `lengthFault` says who claimed the bytes that are not there.
 */

/**
 * A length that did not hold. `offset` is where the reading began (bytes from the start of the slice the layer was
 * given), `needed` and `had` count bytes from there, and `claimedBy` names the field (or the rule) that asked for them.
 */
export interface LengthFault {
  layer: string;
  offset: number;
  needed: number;
  had: number;
  claimedBy: string;
}

/** Builds a LengthFault; all numbers in bytes. */
export function lengthFault(
  layer: string,
  offset: number,
  needed: number,
  had: number,
  claimedBy: string,
): LengthFault {
  return { layer, offset, needed, had: had < 0 ? 0 : had, claimedBy };
}

/** One line for people: `IKE header at 0: needs 28 bytes (fixed header), has 11`. */
export function describeLengthFault(fault: LengthFault): string {
  return `${fault.layer} at ${fault.offset}: needs ${fault.needed} bytes (${fault.claimedBy}), has ${fault.had}`;
}

/** Unsigned byte at `offset`, or undefined past the end. */
export function u8(bytes: Uint8Array, offset: number): number | undefined {
  return bytes[offset];
}

/** Unsigned 16 bits, big-endian, or undefined when they are not all there. */
export function u16(bytes: Uint8Array, offset: number): number | undefined {
  const a = bytes[offset];
  const b = bytes[offset + 1];
  return a === undefined || b === undefined ? undefined : (a << 8) | b;
}

/** Unsigned 24 bits, big-endian, or undefined when they are not all there. */
export function u24(bytes: Uint8Array, offset: number): number | undefined {
  const a = bytes[offset];
  const rest = u16(bytes, offset + 1);
  return a === undefined || rest === undefined ? undefined : (a << 16) | rest;
}

/** Unsigned 32 bits, big-endian, or undefined when they are not all there. */
export function u32(bytes: Uint8Array, offset: number): number | undefined {
  const high = u16(bytes, offset);
  const low = u16(bytes, offset + 2);
  return high === undefined || low === undefined ? undefined : high * 0x10000 + low;
}

/** Unsigned 64 bits, big-endian, or undefined when they are not all there. */
export function u64(bytes: Uint8Array, offset: number): bigint | undefined {
  const high = u32(bytes, offset);
  const low = u32(bytes, offset + 4);
  return high === undefined || low === undefined ? undefined : (BigInt(high) << 32n) | BigInt(low);
}

/** Unsigned 16 bits, little-endian (files written by little-endian hosts), or undefined. */
export function u16le(bytes: Uint8Array, offset: number): number | undefined {
  const a = bytes[offset];
  const b = bytes[offset + 1];
  return a === undefined || b === undefined ? undefined : (b << 8) | a;
}

/** Unsigned 32 bits, little-endian, or undefined. */
export function u32le(bytes: Uint8Array, offset: number): number | undefined {
  const low = u16le(bytes, offset);
  const high = u16le(bytes, offset + 2);
  return low === undefined || high === undefined ? undefined : high * 0x10000 + low;
}

/** Unsigned 64 bits, little-endian, or undefined. */
export function u64le(bytes: Uint8Array, offset: number): bigint | undefined {
  const low = u32le(bytes, offset);
  const high = u32le(bytes, offset + 4);
  return low === undefined || high === undefined ? undefined : (BigInt(high) << 32n) | BigInt(low);
}

/** A view (no copy) of `length` bytes at `offset`, or undefined when they are not all there. */
export function slice(bytes: Uint8Array, offset: number, length: number): Uint8Array | undefined {
  if (offset < 0 || length < 0 || offset + length > bytes.length) return undefined;
  return bytes.subarray(offset, offset + length);
}

/** A view (no copy) of at most `length` bytes at `offset`: what is there, possibly nothing. */
export function sliceLax(bytes: Uint8Array, offset: number, length: number): Uint8Array {
  const from = Math.min(Math.max(offset, 0), bytes.length);
  const to = Math.min(from + Math.max(length, 0), bytes.length);
  return bytes.subarray(from, to);
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));

/** Lower-case hex of `length` bytes at `offset` (all the rest when left out); bytes past the end are left out. */
export function hex(bytes: Uint8Array, offset = 0, length: number = bytes.length - offset): string {
  const end = Math.min(offset + length, bytes.length);
  let text = '';
  for (let i = Math.max(offset, 0); i < end; i++) text += HEX[bytes[i] ?? 0] ?? '';
  return text;
}

/** Bytes of a hex string (spaces, colons and line breaks allowed), or undefined when it is not hex of whole bytes. */
export function fromHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/[\s:]/g, '');
  if (digits.length % 2 !== 0 || /[^0-9a-fA-F]/.test(digits)) return undefined;
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/** Whether two byte strings are equal. Not constant-time: only for evidence, never for secrets. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether every byte of `bytes` from `offset` on for `length` bytes is zero; false when they are not all there. */
export function allZero(bytes: Uint8Array, offset: number, length: number): boolean {
  if (offset < 0 || offset + length > bytes.length) return false;
  for (let i = offset; i < offset + length; i++) if (bytes[i] !== 0) return false;
  return true;
}

/** Joins byte strings into one new array. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * A reading position in a byte string. Each `take…` moves on by what it read; when the bytes are not all there it gives
 * `undefined`, stays where it is and remembers the first fault in `fault`.
 */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  readonly layer: string;
  /** Next byte to read, from the start of `bytes`. */
  offset: number;
  /** The first reading that failed, if any. */
  fault: LengthFault | undefined;
}

/** A cursor over `bytes` (a view, not a copy) that names `layer` in its faults. */
export function cursor(bytes: Uint8Array, layer: string, offset = 0): ByteCursor {
  return { bytes, layer, offset, fault: undefined };
}

/** Bytes left after the cursor. */
export function remaining(at: ByteCursor): number {
  return Math.max(at.bytes.length - at.offset, 0);
}

function lacks(at: ByteCursor, needed: number, claimedBy: string): boolean {
  if (needed >= 0 && at.offset + needed <= at.bytes.length) return false;
  at.fault ??= lengthFault(at.layer, at.offset, needed, remaining(at), claimedBy);
  return true;
}

/** Takes one unsigned byte. `claimedBy` names the field read, for the fault. */
export function takeU8(at: ByteCursor, claimedBy: string): number | undefined {
  if (lacks(at, 1, claimedBy)) return undefined;
  const value = u8(at.bytes, at.offset);
  at.offset += 1;
  return value;
}

/** Takes 16 bits, big-endian. */
export function takeU16(at: ByteCursor, claimedBy: string): number | undefined {
  if (lacks(at, 2, claimedBy)) return undefined;
  const value = u16(at.bytes, at.offset);
  at.offset += 2;
  return value;
}

/** Takes 32 bits, big-endian. */
export function takeU32(at: ByteCursor, claimedBy: string): number | undefined {
  if (lacks(at, 4, claimedBy)) return undefined;
  const value = u32(at.bytes, at.offset);
  at.offset += 4;
  return value;
}

/** Takes 64 bits, big-endian. */
export function takeU64(at: ByteCursor, claimedBy: string): bigint | undefined {
  if (lacks(at, 8, claimedBy)) return undefined;
  const value = u64(at.bytes, at.offset);
  at.offset += 8;
  return value;
}

/** Takes a view (no copy) of `length` bytes; `claimedBy` names the length field that asked for them. */
export function takeBytes(at: ByteCursor, length: number, claimedBy: string): Uint8Array | undefined {
  if (lacks(at, length, claimedBy)) return undefined;
  const view = at.bytes.subarray(at.offset, at.offset + length);
  at.offset += length;
  return view;
}

/** Moves the cursor over `length` bytes; false (and a fault) when they are not all there. */
export function skip(at: ByteCursor, length: number, claimedBy: string): boolean {
  if (lacks(at, length, claimedBy)) return false;
  at.offset += length;
  return true;
}
