import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allZero,
  bytesEqual,
  concatBytes,
  cursor,
  describeLengthFault,
  fromHex,
  hex,
  remaining,
  slice,
  sliceLax,
  takeBytes,
  takeU16,
  takeU32,
  takeU64,
  takeU8,
  u16,
  u16le,
  u24,
  u32,
  u32le,
  u64,
  u64le,
} from './bytes.ts';

describe('byte cursor', () => {
  const bytes = Uint8Array.of(0xff, 0xfe, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06);

  it('reads both byte orders without sign', () => {
    expect([u16(bytes, 0), u24(bytes, 0), u32(bytes, 0)]).toEqual([0xfffe, 0xfffe01, 0xfffe0102]);
    expect([u16le(bytes, 0), u32le(bytes, 0)]).toEqual([0xfeff, 0x0201feff]);
    expect([u64(bytes, 0), u64le(bytes, 0)]).toEqual([0xfffe010203040506n, 0x060504030201feffn]);
  });

  it('gives undefined past the end and names the claim', () => {
    expect([u16(bytes, 7), u32(bytes, 5), u64(bytes, 1), slice(bytes, 4, 5)]).toEqual(Array(4).fill(undefined));
    expect(sliceLax(bytes, 6, 10)).toEqual(Uint8Array.of(5, 6));
    const at = cursor(bytes, 'KE payload');
    expect(takeU32(at, 'group')).toBe(0xfffe0102);
    expect(takeBytes(at, 9, 'payload length')).toBeUndefined();
    expect(at.fault).toEqual({ layer: 'KE payload', offset: 4, needed: 9, had: 4, claimedBy: 'payload length' });
    expect(at.fault && describeLengthFault(at.fault)).toBe('KE payload at 4: needs 9 bytes (payload length), has 4');
    expect(remaining(at)).toBe(4);
    expect(takeU64(at, 'x')).toBeUndefined();
    expect(takeU16(at, 'x')).toBe(0x0304);
    expect(takeU8(at, 'x')).toBe(5);
  });

  it('never throws, never reads outside', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.integer({ min: -50, max: 50 }),
        fc.integer(),
        (data, off, len) => {
          for (const read of [u16, u24, u32, u64, u16le, u32le, u64le]) read(data, off);
          const part = slice(data, off, len);
          if (part) expect(part.length).toBe(len);
          expect(sliceLax(data, off, len).length).toBeLessThanOrEqual(data.length);
          hex(data, off, len);
          allZero(data, off, len);
        },
      ),
    );
  });

  it('turns hex both ways', () => {
    fc.assert(fc.property(fc.uint8Array(), (data) => bytesEqual(fromHex(hex(data)) ?? new Uint8Array(1), data)));
    expect(fromHex('0')).toBeUndefined();
    expect(fromHex('zz')).toBeUndefined();
    expect(concatBytes(Uint8Array.of(1), Uint8Array.of(2, 3))).toEqual(Uint8Array.of(1, 2, 3));
  });
});
