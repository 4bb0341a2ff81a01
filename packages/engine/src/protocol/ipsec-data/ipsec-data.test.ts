import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterEnd, PolicyFilter } from '../../observations/policy.ts';
import { secretDigest } from '../../observations/secret.ts';
import {
  type Blob,
  readFilterBlob,
  readIsakmpBlob,
  readNegotiationBlob,
  readNfaBlob,
  readPolicyBlob,
} from './index.ts';
import { writeFilters, writeIsakmp, writeNegotiation, writeNfa, writePolicy } from './write.fixture.ts';

/** Every byte has a name, once, in order. */
function explained(blob: Blob, length: number): void {
  let at = 0;
  for (const field of blob.fields) {
    expect(field.offset).toBe(at);
    at += field.length;
  }
  expect(at).toBe(length);
}

const any = { from: 0, to: 65_535 };
const word = fc.integer({ min: 0, max: 0xffffffff });
const dotted = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');

// Not the one that begins at 0.0.0.0: that stands for any address, or with all bits of the mask for the host's own.
const subnet = fc.tuple(word, fc.integer({ min: 1, max: 32 })).map(([base, bits]): FilterEnd => {
  const mask = bits === 32 ? 0xffffffff : ~(0xffffffff >>> bits) >>> 0;
  const from = ((base | 0x80000000) & mask) >>> 0;
  return { kind: 'range', from: dotted(from), to: dotted((from | ~mask) >>> 0) };
});
const end: fc.Arbitrary<FilterEnd> = fc.oneof(
  subnet,
  fc.constantFrom<FilterEnd>({ kind: 'any' }, { kind: 'me' }, { kind: 'name', name: 'gw.example.com' }),
);
const port = fc.integer({ min: 1, max: 65_535 }).map((one) => ({ from: one, to: one }));
const filter: fc.Arbitrary<PolicyFilter> = fc.record({
  description: fc.constantFrom('', 'web', '서버'),
  mirrored: fc.boolean(),
  source: end,
  destination: end,
  protocol: fc.constantFrom(0, 1, 6, 17),
  sourcePorts: fc.oneof(fc.constant(any), port),
  destinationPorts: fc.oneof(fc.constant(any), port),
  tunnel: fc.constant(null),
  unevenMask: fc.constant(false),
});

describe('ipsecData', () => {
  it('of a policy', () => {
    const bytes = writePolicy(0);
    const blob = readPolicyBlob(bytes);
    expect(blob).toMatchObject({ pollingSeconds: 10_800, faults: [] });
    explained(blob, bytes.length);
  });

  it('of a filter list, as systems before and after Vista write it', () => {
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 6 }),
        fc.constantFrom('xp' as const, 'vista' as const),
        (filters, written) => {
          const bytes = writeFilters(filters, written);
          const blob = readFilterBlob(bytes);
          expect(blob.faults).toEqual([]);
          expect(blob.filters).toEqual(filters);
          explained(blob, bytes.length);
        },
      ),
    );
  });

  it('of a filter list with servers, ranges and a mask with holes', () => {
    const base = {
      description: '',
      mirrored: true,
      protocol: 17,
      sourcePorts: any,
      destinationPorts: any,
      tunnel: null,
      unevenMask: false,
    };
    const servers: PolicyFilter[] = [
      { ...base, source: { kind: 'me' }, destination: { kind: 'dns' } },
      { ...base, source: { kind: 'wins' }, destination: { kind: 'any' } },
    ];
    expect(readFilterBlob(writeFilters(servers)).filters).toEqual(servers);
    const ranges: PolicyFilter[] = [
      {
        ...base,
        source: { kind: 'me' },
        destination: { kind: 'range', from: '192.0.2.7', to: '192.0.2.9' },
        destinationPorts: { from: 80, to: 90 },
      },
    ];
    expect(readFilterBlob(writeFilters(ranges, 'vista')).filters).toEqual(ranges);
    const holes = writeFilters([
      { ...base, source: { kind: 'any' }, destination: { kind: 'range', from: '10.0.0.0', to: '10.255.255.255' } },
    ]);
    // The destination's mask: the second byte of 255.0.0.0 becomes 0, 255.0.255.0.
    const at = holes.length - 1 - 2 - 2 - 4 - 4 - 4;
    expect([...holes.subarray(at - 4, at)]).toEqual([255, 0, 0, 0]);
    holes[at - 2] = 255;
    expect(readFilterBlob(holes).filters[0]).toMatchObject({ unevenMask: true });
  });

  it('of an ISAKMP policy, with what older systems leave in the ids', () => {
    const offers = [
      {
        encryption: '3DES',
        hash: 'SHA1',
        group: 'modp2048',
        quickModeLimit: 0,
        lifetimeKilobytes: 0,
        lifetimeSeconds: 28_800,
      },
      {
        encryption: 'DES',
        hash: 'MD5',
        group: 'modp768',
        quickModeLimit: 1,
        lifetimeKilobytes: 7,
        lifetimeSeconds: 60,
      },
    ];
    for (const written of ['xp', 'vista'] as const) {
      const bytes = writeIsakmp({ offers, masterPfs: true, written });
      const blob = readIsakmpBlob(bytes);
      expect(blob).toMatchObject({ masterPfs: true, lifetimeSeconds: 28_800, offers, faults: [] });
      explained(blob, bytes.length);
    }
  });

  it('of a negotiation policy; an offer without transforms stands for falling back', () => {
    const offers = [
      {
        lifetimeSeconds: 3600,
        lifetimeKilobytes: 100_000,
        pfs: true,
        transforms: [{ protocol: 'ESP' as const, algorithm: '3DES', integrity: 'SHA1', id: 3 }],
      },
      {
        lifetimeSeconds: 0,
        lifetimeKilobytes: 0,
        pfs: false,
        transforms: [
          { protocol: 'AH' as const, algorithm: 'SHA1', integrity: null, id: 2 },
          { protocol: 'ESP' as const, algorithm: 'none', integrity: 'MD5', id: 0 },
        ],
      },
      { lifetimeSeconds: 0, lifetimeKilobytes: 0, pfs: false, transforms: [] },
    ];
    const bytes = writeNegotiation(offers);
    const blob = readNegotiationBlob(bytes);
    expect(blob).toMatchObject({ offers, faults: [] });
    explained(blob, bytes.length);
  });

  it('of a rule; the pre-shared key becomes a digest and is on no record', () => {
    for (const written of ['xp', 'vista'] as const) {
      const bytes = writeNfa({
        authentication: [
          { method: 'psk', key: 'not for others' },
          { method: 'certificate', authority: 'CN=Root' },
          { method: 'kerberos' },
        ],
        interfaces: 'lan',
        tunnel: '192.0.2.1',
        active: false,
        written,
      });
      const blob = readNfaBlob(bytes);
      expect(blob).toMatchObject({ interfaces: 'lan', tunnelEndpoint: '192.0.2.1', active: false, faults: [] });
      expect(blob.authentication.map(({ method }) => method)).toEqual(['psk', 'certificate', 'kerberos']);
      const [psk] = blob.authentication;
      expect(psk?.method === 'psk' && psk.key?.equals(secretDigest(new TextEncoder().encode('not for others')))).toBe(
        true,
      );
      expect(JSON.stringify(blob)).not.toContain('not for');
      explained(blob, bytes.length);
    }
  });

  it('never throws, and bounds what it believes', () => {
    const readers = [readPolicyBlob, readIsakmpBlob, readNegotiationBlob, readNfaBlob, readFilterBlob];
    const good = [
      writePolicy(1),
      writeIsakmp({ offers: [] }),
      writeNegotiation([]),
      writeNfa({ authentication: [] }),
      writeFilters([]),
    ];
    fc.assert(
      fc.property(fc.nat(4), fc.uint8Array({ maxLength: 300, size: 'max' }), fc.nat(40), (which, tail, keep) => {
        const head = good[which] ?? new Uint8Array(0);
        const bytes = Uint8Array.from([...head.subarray(0, 16 + (keep % (head.length - 15))), ...tail]);
        const blob = readers[which]?.(bytes);
        expect((blob?.faults.length ?? 0) <= 100).toBe(true);
        for (const field of blob?.fields ?? []) expect(field.offset + field.length).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
