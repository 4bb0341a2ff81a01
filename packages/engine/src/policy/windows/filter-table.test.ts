import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressRange } from '../addresses.ts';
import type { FilterEnd, PolicyFilter } from '../../observations/index.ts';
import { expandPolicies, type SpecificFilter } from './expand.ts';
import { FilterTable, type PacketKey } from './filter-table.ts';
import { groupPolicies } from './woodgrove.fixture.ts';

const [policy] = [groupPolicies.isolation];
const [rule] = policy.rules;
if (rule === undefined) throw new Error('the fixture has no rule');

const base = 0xc0a8_0100;
const base6 = 0x2001_0db8_0000_0000_0000_0000_0000_0000n;
const range6: fc.Arbitrary<AddressRange> = fc.oneof(
  fc.constant({ family: 6 as const, from: 0n, to: (1n << 128n) - 1n }),
  fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => ({
    family: 6 as const,
    from: base6 + BigInt(Math.min(a, b)),
    to: base6 + BigInt(Math.max(a, b)),
  })),
);
const range: fc.Arbitrary<AddressRange> = fc.oneof(
  fc.constant({ family: 4 as const, from: 0n, to: 0xffff_ffffn }),
  fc.tuple(fc.nat(15), fc.nat(15)).map(([a, b]) => ({
    family: 4 as const,
    from: BigInt(base + Math.min(a, b)),
    to: BigInt(base + Math.max(a, b)),
  })),
);
const ports = fc.oneof(
  fc.constant({ from: 0, to: 65_535 }),
  fc.nat(5).map((port) => ({ from: port, to: port })),
  fc.nat(5).map((port) => ({ from: port, to: port + 3 })),
);
const filters: fc.Arbitrary<readonly SpecificFilter[]> = fc
  .array(
    fc
      .tuple(fc.oneof(fc.tuple(range, range), fc.tuple(range6, range6)), fc.constantFrom(0, 6, 17), ports, ports)
      .map(([ends, ...rest]) => [...ends, ...rest] as const),
    { maxLength: 30 },
  )
  .map((list) =>
    list.map(([source, destination, protocol, sourcePorts, destinationPorts], index) => ({
      direction: 'outbound' as const,
      source,
      destination,
      protocol,
      sourcePorts,
      destinationPorts,
      action: 'permit' as const,
      rule,
      policy,
      mirror: false,
      weight: 0,
      index,
    })),
  );
const packet4: fc.Arbitrary<PacketKey> = fc.record({
  source: fc.nat(17).map((n) => base + n),
  destination: fc.nat(17).map((n) => base + n),
  protocol: fc.constantFrom(6, 17, 1),
  sourcePort: fc.nat(9),
  destinationPort: fc.nat(9),
});
const packet: fc.Arbitrary<PacketKey> = fc.oneof(
  packet4,
  packet4.map((one) => ({
    ...one,
    source: base6 + BigInt(one.source) - BigInt(base),
    destination: base6 + BigInt(one.destination) - BigInt(base),
  })),
);

/** As the driver is described: filter by filter, the first that fits. */
function scan(list: readonly SpecificFilter[], one: PacketKey): SpecificFilter | null {
  const within = (from: number | bigint, value: number | bigint, to: number | bigint): boolean =>
    from <= value && value <= to;
  const family = typeof one.source === 'bigint' ? 6 : 4;
  return (
    list.find(
      (filter) =>
        filter.source.family === family &&
        filter.destination.family === family &&
        within(filter.source.from, one.source, filter.source.to) &&
        within(filter.destination.from, one.destination, filter.destination.to) &&
        (filter.protocol === 0 || filter.protocol === one.protocol) &&
        within(filter.sourcePorts.from, one.sourcePort, filter.sourcePorts.to) &&
        within(filter.destinationPorts.from, one.destinationPort, filter.destinationPorts.to),
    ) ?? null
  );
}

describe('a table of filters', () => {
  it('answers as going through them in order does', () => {
    fc.assert(
      fc.property(filters, fc.array(packet, { minLength: 1, maxLength: 20 }), (list, packets) => {
        const table = new FilterTable(list);
        for (const one of packets) expect(table.find(one)).toBe(scan(list, one));
      }),
      { numRuns: 400 },
    );
  });

  it('gives the most specific of the filters that take a packet (GD-16)', () => {
    const end = fc.constantFrom<FilterEnd>(
      { kind: 'any' },
      { kind: 'me' },
      { kind: 'range', from: '192.168.1.0', to: '192.168.1.255' },
      { kind: 'range', from: '192.168.1.0', to: '192.168.1.15' },
      { kind: 'range', from: '192.168.1.3', to: '192.168.1.3' },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(end, end, fc.constantFrom(0, 6)), { maxLength: 12 }), packet4, (list, one) => {
        const generic = list.map(
          ([source, destination, protocol]): PolicyFilter => ({
            description: '',
            mirrored: true,
            source,
            destination,
            protocol,
            sourcePorts: { from: 0, to: 65_535 },
            destinationPorts: { from: 0, to: 65_535 },
            tunnel: null,
            unevenMask: false,
          }),
        );
        const written = { ...policy, rules: [{ ...rule, filters: generic }] };
        const all = expandPolicies([written], { addresses: ['192.168.1.1'] }).filters.filter(
          ({ direction }) => direction === 'outbound',
        );
        const found = new FilterTable(all).find(one);
        for (const filter of all)
          if (scan([filter], one) !== null) expect(found?.weight).toBeGreaterThanOrEqual(filter.weight);
      }),
      { numRuns: 300 },
    );
  });

  it('knows ranges too wild for prefixes', () => {
    const wild: AddressRange = { family: 4, from: 1n, to: 0xffff_fffen };
    const filter = (source: AddressRange, destination: AddressRange): SpecificFilter => ({
      direction: 'outbound',
      source,
      destination,
      protocol: 0,
      sourcePorts: { from: 0, to: 65_535 },
      destinationPorts: { from: 0, to: 65_535 },
      action: 'block',
      rule,
      policy,
      mirror: false,
      weight: 0,
      index: 0,
    });
    const [first] = [filter(wild, wild)];
    const table = new FilterTable([first]);
    const at = (source: number, destination: number): PacketKey => ({
      source,
      destination,
      protocol: 6,
      sourcePort: 1,
      destinationPort: 1,
    });
    expect(table.find(at(base, base))).toBe(first);
    expect(table.find(at(0, base))).toBeNull();
    expect(table.find(at(Number.NaN, base))).toBeNull();
    // Nothing goes from one family to the other.
    expect(table.find({ ...at(base, base), destination: BigInt(base) })).toBeNull();
  });
});
