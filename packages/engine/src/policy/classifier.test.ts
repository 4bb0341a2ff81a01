import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddressRange, Family } from './addresses.ts';
import { prefixRange } from './addresses.ts';
import { classifier } from './classifier.ts';
import { holdsPacket, type PacketBox, type PacketPoint } from './packet-box.ts';

// Few values, so that boxes meet each other and packets meet boxes.
const address = (family: Family): fc.Arbitrary<bigint> => {
  const base = family === 4 ? 0x0a000000n : 0x20010db8n << 96n;
  return fc.nat(255).map((low) => base + BigInt(low));
};
const range = (family: Family): fc.Arbitrary<AddressRange> =>
  fc.oneof(
    fc.record({ at: address(family), prefix: fc.nat(12) }).map(({ at, prefix }) => {
      const bits = family === 4 ? 32 : 128;
      return prefixRange(family, at, prefix === 12 ? 0 : bits - prefix);
    }),
    fc.tuple(address(family), address(family)).map(([a, b]) => ({ family, from: a < b ? a : b, to: a < b ? b : a })),
  );
const port = fc.oneof(fc.nat(5), fc.constantFrom(0, 1023, 1024, 65_534, 65_535));
const span = fc.oneof(
  fc.constant({ from: 0, to: 65_535 }),
  port.map((one) => ({ from: one, to: one })),
  fc.tuple(port, port).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) })),
);
const protocol = fc.constantFrom(0, 1, 6, 17);
const box = fc.constantFrom<Family>(4, 6).chain(
  (family): fc.Arbitrary<PacketBox> =>
    fc.record({
      source: range(family),
      destination: range(family),
      protocol,
      sourcePorts: span,
      destinationPorts: span,
    }),
);
const packet = fc.constantFrom<Family>(4, 6).chain(
  (family): fc.Arbitrary<PacketPoint> =>
    fc.record({
      family: fc.constant(family),
      source: address(family),
      destination: address(family),
      protocol: fc.constantFrom(1, 6, 17, 50),
      sourcePort: port,
      destinationPort: port,
    }),
);

describe('classifier', () => {
  it('agrees with a naive scan on random boxes', () => {
    fc.assert(
      fc.property(
        fc.array(box, { maxLength: 120 }),
        fc.array(packet, { minLength: 1, maxLength: 60 }),
        (boxes, packets) => {
          const find = classifier(boxes);
          for (const one of packets)
            expect(find(one)).toBe(boxes.findIndex((candidate) => holdsPacket(candidate, one)));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('passes over boxes that hold nothing', () => {
    const all = prefixRange(4, 0n, 0);
    const any = { from: 0, to: 65_535 };
    const empty = {
      source: all,
      destination: all,
      protocol: 0,
      sourcePorts: { from: 1, to: 0 },
      destinationPorts: any,
    };
    const mixed = {
      source: all,
      destination: prefixRange(6, 0n, 0),
      protocol: 0,
      sourcePorts: any,
      destinationPorts: any,
    };
    const whole = { source: all, destination: all, protocol: 0, sourcePorts: any, destinationPorts: any };
    const find = classifier([empty, mixed, whole]);
    const point = { source: 1n, destination: 2n, protocol: 6, sourcePort: 0, destinationPort: 0 };
    expect(find({ family: 4, ...point })).toBe(2);
    expect(find({ family: 6, ...point })).toBe(-1);
  });
});
