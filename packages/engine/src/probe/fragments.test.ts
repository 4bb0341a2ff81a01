import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFragments,
  type Encapsulation,
  FragmentError,
  fragmentSizes,
  ikeFragments,
  largestInner,
  protectedBytes,
  saBytes,
  travel,
  travelIke,
} from './fragments.ts';

/** ESP or AH written out byte by byte, as its RFC draws it. */
function writeOut(inner: number[], { family, mode, protocol, sa }: Encapsulation): number[] {
  const header = family === 4 ? 20 : 40;
  const carried = mode === 'tunnel' ? inner : inner.slice(header);
  const bytes: number[] = [];
  const put = (count: number, value: number): void => {
    for (let i = 0; i < count; i++) bytes.push(value);
  };
  if (protocol === 'AH') {
    // Next header, length, reserved, SPI, sequence number, ICV, and what fills the header up.
    put(1, 4);
    put(1, 0);
    put(2, 0);
    put(4, 1);
    put(4, 2);
    put(sa.icv, 3);
    while (bytes.length % (family === 4 ? 4 : 8) !== 0) bytes.push(0);
    return [...bytes, ...carried];
  }
  put(4, 1);
  put(4, 2);
  put(sa.iv, 3);
  const before = bytes.length;
  for (const byte of carried) bytes.push(byte);
  let padding = 0;
  const aligned = (): boolean => {
    const ciphertext = bytes.length + 2 - before;
    return ciphertext % sa.block === 0 && ciphertext % 4 === 0;
  };
  while (!aligned()) bytes.push(++padding);
  bytes.push(padding, 4);
  put(sa.icv, 5);
  return bytes;
}

/** Cuts a datagram as a router does, one byte after the other into a fragment. */
function cut(total: number, mtu: number, family: 4 | 6): number[] {
  if (total <= mtu) return [total];
  const header = family === 4 ? 20 : 48;
  const rest = total - (family === 4 ? 20 : 40);
  const sizes: number[] = [];
  let offset = 0;
  while (offset < rest) {
    let taken = 0;
    while (offset + taken < rest && header + taken < mtu) taken++;
    // Not the last one: eight bytes are the unit.
    if (offset + taken < rest) while (taken % 8 !== 0) taken--;
    sizes.push(header + taken);
    offset += taken;
  }
  return sizes;
}

const algorithms = [
  'aes256-sha256',
  'aes128-sha1',
  '3des-md5',
  'aes128gcm16',
  'aes256gcm8',
  'chacha20poly1305',
  'null-sha512',
  'aes128ctr-sha384',
] as const;
const encapsulations = fc.record({
  family: fc.constantFrom(4 as const, 6 as const),
  mode: fc.constantFrom('tunnel' as const, 'transport' as const),
  protocol: fc.constantFrom('ESP' as const, 'AH' as const),
  carrier: fc.constantFrom('ip' as const, 'udp' as const, 'tcp' as const),
  algorithm: fc.constantFrom(...algorithms),
  tcpOptions: fc.constantFrom(0, 12),
});

function made({
  algorithm,
  ...rest
}: { readonly algorithm: string; readonly protocol: 'ESP' | 'AH' } & Omit<Encapsulation, 'sa'>): Encapsulation {
  return { ...rest, sa: saBytes(rest.protocol === 'AH' ? 'sha256' : algorithm, rest.protocol) };
}

describe('arithmetic', () => {
  it('ESP and AH are as long as when they are written out byte by byte', () => {
    fc.assert(
      fc.property(encapsulations, fc.integer({ min: 40, max: 3000 }), (drawn, size) => {
        const encapsulation = made(drawn);
        expect(protectedBytes(size, encapsulation)).toBe(writeOut(Array<number>(size).fill(0), encapsulation).length);
      }),
    );
  });

  it('fragments are those a router cuts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 41, max: 20_000 }),
        fc.integer({ min: 68, max: 9000 }),
        fc.constantFrom(4 as const, 6 as const),
        (total, mtu, family) => {
          expect(fragmentSizes(total, mtu, family)).toEqual(cut(total, mtu, family));
        },
      ),
    );
  });

  it('what fits is the border: one byte more does not travel in one piece', () => {
    fc.assert(
      fc.property(encapsulations, fc.integer({ min: 200, max: 9000 }), (drawn, mtu) => {
        const encapsulation = made(drawn);
        const fits = largestInner(encapsulation, mtu);
        expect(fits).not.toBeNull();
        expect(travel(fits ?? 0, encapsulation, mtu).pieces).toHaveLength(1);
        expect(travel((fits ?? 0) + 1, encapsulation, mtu).pieces.length).toBeGreaterThan(1);
      }),
    );
  });

  it('IKE fragments never need fragments of IP, and one fewer would not hold it (RFC 7383)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...algorithms),
        fc.integer({ min: 100, max: 20_000 }),
        fc.integer({ min: 300, max: 1500 }),
        (algorithm, size, mtu) => {
          const sa = saBytes(algorithm, 'ESP');
          const found = ikeFragments(size, 4, 'udp', mtu, sa);
          if (found === null) throw new Error('no room');
          expect(travelIke(found.each, 4, 'udp', mtu).pieces).toHaveLength(1);
          // One more block in each would not fit the MTU, and one message fewer would not hold the content.
          expect(found.count === 1 || 20 + 8 + 4 + found.each + sa.block > mtu).toBe(true);
          const room = found.each - 28 - 8 - sa.iv - sa.icv - 1;
          const content = size - 28 - 4 - sa.iv - sa.icv - 1;
          expect(found.count * room).toBeGreaterThanOrEqual(content);
          if (found.count > 1) expect((found.count - 1) * room).toBeLessThan(content);
        },
      ),
    );
  });
});

describe('computed by hand', () => {
  const query = {
    mtu: 1500,
    family: 4,
    mode: 'tunnel',
    protocol: 'ESP',
    carrier: 'udp',
    tcpOptions: 12,
    algorithm: 'aes256-sha256',
    payload: null,
    payloadIsTcp: true,
    ike: null,
    ikeVersion: 1,
  } as const;

  it('ESP in UDP with AES-CBC and SHA-256: 1422 bytes fit an Ethernet', () => {
    // 1500 - 20 - 8 - 8 - 16 - 16 = 1432, whole blocks 1424, less two bytes: 1422.
    expect(countFragments(query)).toMatchObject({ fits: 1422, mss: 1382, overhead: { least: 70, most: 85 } });
  });

  it("the guide's ping: 5000 bytes in transport mode become four fragments", () => {
    // 5028 with IP and ICMP; ESP 8 + 16 + 5024 + 16 = 5064 (5008 + 2 padded to 5024), IP 20: 5084. Of 5064 three carry 1480, the last 624.
    const { payload, caveats } = countFragments({
      ...query,
      mode: 'transport',
      carrier: 'ip',
      payload: 5028,
      payloadIsTcp: false,
    });
    expect(payload).toEqual({ inner: 5028, outer: 5084, pieces: [1500, 1500, 1500, 644] });
    expect(caveats).toEqual(['udp-fragmented', 'offload']);
  });

  it('a ticket of 4000 bytes has no way around fragments, a certificate may have', () => {
    const ticket = countFragments({ ...query, carrier: 'ip', ike: { carries: 'ticket', bytes: 4000 } });
    expect(ticket.ike).toMatchObject({ inner: 4236, others: 236, outer: 4264 });
    expect(ticket.ike?.pieces).toEqual([1500, 1500, 1304]);
    expect(ticket.caveats).toContain('kerberos-no-avoidance');
    expect(ticket.ikeFragmented).toBeNull();
    const certificate = countFragments({ ...query, ike: { carries: 'certificate', bytes: 3000 }, ikeVersion: 2 });
    expect(certificate.caveats).toContain('certificate-avoidance');
    expect(certificate.ikeFragmented?.count).toBe(3);
  });

  it('TCP carries what would be fragments as segments', () => {
    const { payload, fits } = countFragments({ ...query, carrier: 'tcp', payload: 1500 });
    expect(payload?.pieces).toHaveLength(2);
    // 1500 - 20 - 20 - 12 - 2 - 8 - 16 - 16 = 1406, whole blocks 1392, less two bytes.
    expect(fits).toBe(1390);
  });

  it('says what it cannot count', () => {
    expect(() => countFragments({ ...query, algorithm: 'rot13' })).toThrow(FragmentError);
    expect(() => countFragments({ ...query, protocol: 'AH', algorithm: 'aes256' })).toThrow(FragmentError);
    expect(largestInner({ ...query, carrier: 'ip', sa: saBytes('aes256-sha256', 'ESP') }, 68)).toBeNull();
  });
});
