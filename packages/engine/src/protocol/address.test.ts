import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, addressText, maskLength, rangeText } from './address.ts';

const bytes = (text: string): Uint8Array => addressBytes(text) ?? new Uint8Array();

const text = (from: string): string | undefined => addressText(bytes(from), 0, 16);

describe('addresses', () => {
  it('writes IPv6 as RFC 5952 says', () => {
    expect(text('2001:0db8:0:0:1:0:0:1')).toBe('2001:db8::1:0:0:1');
    expect(text('2001:db8:0:1:1:1:1:1')).toBe('2001:db8:0:1:1:1:1:1');
    expect(text('0:0:0:0:0:0:0:0')).toBe('::');
    expect(text('::ffff:192.0.2.1')).toBe('::ffff:192.0.2.1');
    expect(text('fe80::1')).toBe('fe80::1');
    expect(text('1::')).toBe('1::');
  });

  it('reads only what the platform calls an address, and reads it back', () => {
    const word = fc.constantFrom('0', '1', 'ff', 'db8', '::', ':', '.', '255', '256', '01', 'g', '10.0.0.1', 'abcde');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        expect(addressBytes(text) !== undefined).toBe(isIP(text) !== 0);
      }),
      { numRuns: 5000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (raw) => {
        expect(addressBytes(addressText(raw, 0, 16) ?? '')).toEqual(raw);
        expect(addressBytes(addressText(raw, 3, 4) ?? '')).toEqual(raw.subarray(3, 7));
      }),
    );
  });

  it('says ranges as prefixes only where they are', () => {
    const range = (from: string, to: string): string => rangeText(bytes(from), bytes(to));
    expect(range('10.1.0.0', '10.1.255.255')).toBe('10.1.0.0/16');
    expect(range('0.0.0.0', '255.255.255.255')).toBe('0.0.0.0/0');
    expect(range('10.1.2.3', '10.1.2.3')).toBe('10.1.2.3/32');
    expect(range('10.1.0.1', '10.1.0.2')).toBe('10.1.0.1-10.1.0.2');
    expect(range('::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toBe('::/0');
    expect(range('10.0.0.9', '10.0.0.1')).toBe('10.0.0.9-10.0.0.1');
    expect(maskLength(bytes('255.255.254.0'))).toBe(23);
    expect(maskLength(bytes('255.0.255.0'))).toBeUndefined();
  });

  it('agrees with the platform about what a prefix holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), fc.integer({ min: 0, max: 32 }), (raw, prefix) => {
        const start = raw.map((byte, i) => byte & (0xff00 >> Math.min(Math.max(prefix - 8 * i, 0), 8)) & 255);
        const end = start.map((byte, i) => byte | (0xff >> Math.min(Math.max(prefix - 8 * i, 0), 8)));
        const text = rangeText(start, end);
        expect(text.endsWith(`/${prefix}`)).toBe(true);
        const list = new BlockList();
        list.addSubnet(text.split('/')[0] ?? '', prefix, 'ipv4');
        expect(list.check(addressText(end, 0, 4) ?? '', 'ipv4')).toBe(true);
      }),
    );
  });
});
