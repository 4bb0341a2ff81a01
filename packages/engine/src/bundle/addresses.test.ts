import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBytes, addressText, isPrivate } from '../protocol/address.ts';
import { Addresses } from './addresses.ts';
import { Keyed } from './keyed.ts';
import { testKey } from './run.fixture.ts';

const addresses = new Addresses(new Keyed(testKey));
const octets4 = fc.uint8Array({ minLength: 4, maxLength: 4 });
const octets16 = fc.uint8Array({ minLength: 16, maxLength: 16 });

function made(bytes: Uint8Array): Uint8Array {
  const out = bytes.slice();
  addresses.replace(out, 0, out.length === 16 ? 16 : 4);
  return out;
}

const of = (text: string): string =>
  addressText(made(addressBytes(text) ?? new Uint8Array(4)), 0, text.includes(':') ? 16 : 4) ?? '';

function common(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length * 8; i++) if ((((a[i >> 3] ?? 0) ^ (b[i >> 3] ?? 0)) >> (7 - (i & 7))) & 1) return i;
  return a.length * 8;
}

describe('pseudonyms of addresses', () => {
  it.each([
    ['IPv4', octets4, 4],
    ['IPv6', octets16, 16],
  ] as const)('share as many leading bits as before: %s', (_, octets, length) => {
    fc.assert(
      fc.property(octets, octets, fc.integer({ min: 0, max: length * 8 }), (a, b, shared) => {
        // Two that share a prefix of any length, which random ones never do.
        const other = b.slice();
        for (let i = 0; i < shared; i++) {
          const bit = 0x80 >> (i & 7);
          other[i >> 3] = ((other[i >> 3] ?? 0) & ~bit) | ((a[i >> 3] ?? 0) & bit);
        }
        // Addresses with one of the other family in them are mapped by it.
        const special = [a, other].some(
          (one) => length === 16 && (one[0] === 0 || one[0] === 0xff || (one[0] === 0x20 && one[1] === 2)),
        );
        if (!special) expect(common(made(a), made(other))).toBe(common(a, other));
      }),
      { numRuns: 400 },
    );
  });

  it('stay private or public, and none is itself', () => {
    fc.assert(
      fc.property(octets4, (bytes) => {
        const [before, after] = [addressText(bytes, 0, 4) ?? '', addressText(made(bytes), 0, 4) ?? ''];
        expect(isPrivate(after)).toBe(isPrivate(before));
        if ((bytes[0] ?? 0) !== 0 && bytes[0] !== 127 && (bytes[0] ?? 0) < 224) expect(after).not.toBe(before);
      }),
    );
    for (const start of ['10.', '172.', '192.168.', '169.254.'])
      expect(of(`${start}20.1.2`.split('.').slice(0, 4).join('.'))).toMatch(
        new RegExp(`^${start.replaceAll('.', '\\.')}`),
      );
  });

  it.each(['127.0.0.1', '0.0.0.0', '255.255.255.255', '224.0.0.251', '::1', '::', 'ff02::1'])('%s stays', (text) => {
    expect(of(text)).toBe(text);
  });

  it('keep link-local, unique local, and the IPv4 address within an IPv6 one', () => {
    expect(of('fe80::1')).toMatch(/^fe80::/);
    expect(of('fd12::1')).toMatch(/^fd/);
    expect(of('::ffff:192.0.2.7')).toBe(`::ffff:${of('192.0.2.7')}`);
    expect(of('64:ff9b::c000:207')).not.toBe('64:ff9b::c000:207');
  });

  it('keep networks, broadcasts and ranges what they are', () => {
    const network = addressText(addresses.network(addressBytes('10.21.75.0') ?? new Uint8Array(4), 24), 0, 4);
    expect(network).toMatch(/\.0$/);
    expect(of('10.21.75.9').split('.').slice(0, 3)).toEqual(network?.split('.').slice(0, 3));
    expect(of('10.21.75.255')).toMatch(/\.255$/);
    const range = addresses.range(
      addressBytes('10.21.0.0') ?? new Uint8Array(4),
      addressBytes('10.21.255.255') ?? new Uint8Array(4),
    );
    expect(range.map((one) => addressText(one, 0, 4)?.split('.').slice(2).join('.'))).toEqual(['0.0', '255.255']);
    const [from, to] = addresses.range(
      addressBytes('10.1.0.100') ?? new Uint8Array(4),
      addressBytes('10.1.0.201') ?? new Uint8Array(4),
    );
    expect(Buffer.compare(from, to)).toBeLessThanOrEqual(0);
  });

  it('map MAC addresses one to one, groups and the rest of their kind apart', () => {
    const mac = (...octets: readonly number[]): string => {
      const bytes = Uint8Array.from(octets);
      addresses.replaceMac(bytes, 0);
      return Buffer.from(bytes).toString('hex');
    };
    expect(mac(0xff, 0xff, 0xff, 0xff, 0xff, 0xff)).toBe('ffffffffffff');
    expect(mac(0, 0, 0, 0, 0, 0)).toBe('000000000000');
    expect(mac(1, 0, 0x5e, 0, 0, 1)).toBe('01005e000001');
    const own = mac(0x00, 0x0c, 0x29, 1, 2, 3);
    expect(own).toBe(mac(0x00, 0x0c, 0x29, 1, 2, 3));
    expect(own).not.toBe('000c29010203');
    expect(Number.parseInt(own.slice(0, 2), 16) & 3).toBe(0);
    expect(Number.parseInt(mac(0x02, 0, 0, 1, 2, 3).slice(0, 2), 16) & 3).toBe(2);
  });
});
