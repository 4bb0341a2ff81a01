import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePcap } from '../capture/write.ts';
import { bytesSource } from '../source.ts';
import { esp, fragments, frame, ikeMessage, ip, marked, tcp, udpIp } from './build.ts';
import { scanCapture } from './scan.ts';

const hosts = ['192.0.2.1', '198.51.100.9', '203.0.113.5', '2001:db8::1', '2001:db8::9'] as const;
const other = {
  '192.0.2.1': '198.51.100.9',
  '198.51.100.9': '203.0.113.5',
  '203.0.113.5': '192.0.2.1',
  '2001:db8::1': '2001:db8::9',
  '2001:db8::9': '2001:db8::1',
} as const;

interface Spec {
  readonly from: (typeof hosts)[number];
  readonly kind: number;
  readonly number: number;
  readonly small: number;
  readonly damage: number;
}

function datagramsOf({ from, kind, number, small }: Spec): Uint8Array[] {
  const to = other[from];
  const options = { hopLimit: 60 + (small % 5) };
  const protectedPacket = esp(small === 3 ? 0 : 0xc0de0000 + small, number, 24 + small);
  const text = new Uint8Array(small).fill(7);
  switch (kind) {
    case 0:
      return [ip(from, to, 50, protectedPacket, options)];
    case 1:
      return [udpIp(from, to, 4500, small === 2 ? 61_234 : 4500, protectedPacket, options)];
    case 2:
      return [
        ip(from, to, 6, tcp(small === 4 ? 4500 : 50_000 + small, 443, [2, 16, 18, 17, 4][small % 5] ?? 0), options),
      ];
    case 3:
      return [
        udpIp(from, to, 40_000 + small, small === 1 ? 53 : 5060, new Uint8Array(number % 40).fill(small), options),
      ];
    case 4:
      return [udpIp(from, to, 500, 500, ikeMessage(), options)];
    case 5:
      return [udpIp(from, to, 7000, 7001, marked(ikeMessage()), options)];
    case 6:
      return [udpIp(from, to, 7000, 7001, protectedPacket, options)];
    case 7:
      return [udpIp(from, to, 4500, 4500, text.length === 1 ? Uint8Array.of(255) : text, options)];
    case 8:
      return fragments(from, to, 50, esp(0xc0de0000 + small, number, 300), 160, options);
    default:
      return [udpIp(from, to, 4500, 4500, ikeMessage(), options)];
  }
}

/** A frame, sometimes with a byte of its headers changed, an end cut off, or padding. */
function framesOf(spec: Spec): Uint8Array[] {
  return datagramsOf(spec).map((datagram) => {
    const bytes = frame(datagram);
    if (spec.damage < 12) return bytes;
    if (spec.damage === 12) return bytes.slice(0, Math.max(1, bytes.length - 1 - (spec.number % 60)));
    if (spec.damage === 13) return Uint8Array.from([...bytes, 0, 0, 0, 0, 0, 0]);
    const changed = bytes.slice();
    const place = 12 + (spec.number % Math.min(60, changed.length - 12));
    changed[place] = (changed[place] ?? 0) ^ (1 << (spec.small % 8));
    return changed;
  });
}

const spec: fc.Arbitrary<Spec> = fc.record({
  from: fc.constantFrom(...hosts),
  kind: fc.integer({ min: 0, max: 9 }),
  number: fc.integer({ min: 1, max: 200 }),
  small: fc.integer({ min: 0, max: 9 }),
  damage: fc.integer({ min: 0, max: 15 }),
});

describe('common packets', () => {
  it('are counted as the long way counts them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(spec, { minLength: 1, maxLength: 120 }), fc.boolean(), async (specs, printed) => {
        // Often enough the same flow again, and more of it than is fingerprinted.
        const all = [...specs, ...specs, ...specs];
        const frames = all.flatMap(framesOf);
        const bytes = writePcap(
          frames.map((one, i) => ({ ns: 1_700_000_000_000_000_000n + BigInt(i) * 700_000_000n, frame: one })),
        );
        // Without fingerprints the second packet of a flow already is a common one.
        const limits = printed ? {} : { maxPrintedFlows: 0 };
        const short = await scanCapture(bytesSource(bytes), {}, limits);
        const long = await scanCapture(bytesSource(bytes), { onSpiPacket: () => {} }, limits);
        expect(short).toEqual(long);
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    [hosts[0], hosts[1]],
    [hosts[3], hosts[4]],
  ])('of a long ESP flow from %s are counted one by one', async (from, to) => {
    const frames = Array.from({ length: 500 }, (_, i) =>
      frame(ip(from, to, 50, esp(0xabcd, i + 1 + (i > 300 ? 7 : 0), 40))),
    );
    const bytes = writePcap(frames.map((one, i) => ({ ns: BigInt(i), frame: one })));
    const scan = await scanCapture(bytesSource(bytes));
    expect(scan).toEqual(await scanCapture(bytesSource(bytes), { onSpiPacket: () => {} }));
    expect(scan.spiFlows).toMatchObject([{ packets: 500, missing: 7, maxSequence: 507 }]);
  });
});
