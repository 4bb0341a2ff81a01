import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePcap, writePcapng, type WrittenPacket } from '../capture/write.ts';
import { bytesSource } from '../source.ts';
import { readWire } from '../wire.ts';
import {
  ah,
  arp,
  esp,
  fragments,
  frame,
  icmp,
  ikeMessage,
  ip,
  type Link,
  linkTypes,
  marked,
  tcp,
  udp,
  udpIp,
} from './build.ts';
import { scanCapture } from './scan.ts';

const a4 = '192.0.2.1';
const b4 = '198.51.100.9';
const a6 = '2001:db8::1';
const b6 = '2001:db8:5::9';

/** One of everything. */
function zoo(link: Link): WrittenPacket[] {
  const big = ikeMessage({ exchange: 35, messageId: 1 }, 2000);
  const datagrams = [
    udpIp(a4, b4, 500, 500, ikeMessage()),
    udpIp(b4, a4, 500, 500, ikeMessage({ responderSpi: 5, flags: 0x20 })),
    udpIp(a6, b6, 4500, 4500, marked(ikeMessage({ exchange: 35 }, 120))),
    ...fragments(a4, b4, 17, udp(a4, b4, 500, 500, big), 1400),
    ...fragments(a6, b6, 17, udp(a6, b6, 500, 500, big), 1400).slice(0, 1),
    ip(a4, b4, 50, esp(0xc0ffee01, 1)),
    ip(a4, b4, 50, esp(0xc0ffee01, 3)),
    ip(a4, b4, 51, ah(4, 0x77, 1, ip(a4, b4, 6, tcp(1, 2, 2)))),
    udpIp(a4, b4, 4500, 4500, esp(0xc0ffee02, 1)),
    udpIp(a4, b4, 4500, 4500, Uint8Array.of(0xff)),
    udpIp(a4, b4, 1500, 2500, marked(ikeMessage())),
    ip(b4, a4, 1, icmp(3, 4, 1300, udpIp(a4, b4, 500, 500, ikeMessage({}, 200)))),
    ip(a4, b4, 1, icmp(8, 0, 1, new Uint8Array(56))),
    ip(a4, b4, 6, tcp(40000, 443, 2)),
    ip(a4, b4, 41, udpIp(a6, b6, 500, 500, ikeMessage())),
    udpIp(a6, b6, 500, 500, ikeMessage(), {
      extensions: [{ type: 0, bytes: Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0) }],
    }),
  ];
  const frames = datagrams.map((one) => frame(one, link));
  if (link === 'ethernet') frames.push(frame(arp(a4, b4), link, 0x0806));
  return frames.map((one, i) => ({ ns: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n, frame: one }));
}

async function events(bytes: Uint8Array, block = 65_536) {
  const log: unknown[] = [];
  const scan = await scanCapture(bytesSource(bytes, block), {
    onIke: (datagram) => log.push({ ...datagram, bytes: datagram.bytes.slice() }),
    onSpiPacket: (packet) => log.push({ ...packet }),
    onIcmpError: (error) => log.push({ ...error }),
    onIncomplete: (datagram) => log.push({ ...datagram, head: datagram.head.slice() }),
  });
  return { log, scan };
}

const link = fc.constantFrom(...(Object.keys(linkTypes) as Link[]));
const file = fc
  .record({ link, ng: fc.boolean(), little: fc.boolean() })
  .map(({ link, ng, little }) =>
    ng
      ? writePcapng(zoo(link), { littleEndian: little, interfaces: [{ linkType: linkTypes[link], name: 'x' }] })
      : writePcap(zoo(link), { littleEndian: little, linkType: linkTypes[link] }),
  );

const mutated = fc
  .record({
    file,
    cut: fc.double({ min: 0, max: 1, noNaN: true }),
    changes: fc.array(fc.record({ at: fc.double({ min: 0, max: 0.9999, noNaN: true }), to: fc.nat(255) }), {
      maxLength: 12,
    }),
  })
  .map(({ file, cut, changes }) => {
    const bytes = file.slice(0, cut > 0.5 ? file.length : Math.floor(cut * 2 * file.length));
    for (const { at, to } of changes) if (bytes.length > 0) bytes[Math.floor(at * bytes.length)] = to;
    return bytes;
  });

// Shrinking a failure must not outlast the test.
const patience = { interruptAfterTimeLimit: 20_000, markInterruptAsFailure: true } as const;

describe('any bytes', () => {
  it('of a damaged capture are read without an exception, whatever the blocks', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, fc.integer({ min: 1, max: 400 }), async (bytes, block) => {
        const whole = await events(bytes, bytes.length + 1);
        expect(await events(bytes, block)).toEqual(whole);
      }),
      { numRuns: 300, ...patience },
    );
  });

  it('at all are read without an exception', async () => {
    const heads = [writePcap([]), writePcap([], { linkType: 276 }), writePcapng([]), Uint8Array.of(0x1f, 0x8b, 8, 0)];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ size: 'max', maxLength: 4000 }),
        async (head, rest) => {
          const bytes = Uint8Array.of(...head, ...rest);
          expect(await events(bytes, 333)).toEqual(await events(bytes));
        },
      ),
      { numRuns: 200, ...patience },
    );
  });

  it('of a damaged gzip file are read without an exception, whatever the blocks', async () => {
    const packed = mutated.map((bytes) => new Uint8Array(gzipSync(bytes)));
    const change = fc.record({ at: fc.double({ min: 0, max: 0.9999, noNaN: true }), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        packed,
        fc.array(change, { maxLength: 3 }),
        fc.integer({ min: 1, max: 400 }),
        async (bytes, changes, block) => {
          for (const { at, to } of changes) bytes[Math.floor(at * bytes.length)] = to;
          const whole = await events(bytes, bytes.length + 1);
          expect(await events(bytes, block)).toEqual(whole);
        },
      ),
      { numRuns: 150, ...patience },
    );
  });

  it('give a reading with plain values', async () => {
    await fc.assert(
      fc.asyncProperty(mutated, async (bytes) => {
        const reading = await readWire(bytesSource(bytes), 'a1');
        expect(reading.packets).toBeGreaterThanOrEqual(0);
        for (const ike of reading.ike) expect(ike.copies).toBeGreaterThan(0);
        for (const flow of reading.flows) expect(flow.gaps).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 150, ...patience },
    );
  });
});

describe('frames', () => {
  it('of any content are sorted without an exception', async () => {
    const types = [0, 1, 9, 12, 14, 50, 51, 101, 104, 108, 109, 113, 166, 228, 229, 276];
    const any = fc.array(fc.uint8Array({ maxLength: 120 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...types), any, async (linkType, frames) => {
        const packets = frames.map((one, i) => ({
          ns: BigInt(i),
          frame: one,
          originalLength: one.length + (i % 3) * 40,
        }));
        const { scan } = await events(writePcap(packets, { linkType }));
        expect(scan.capture.packets).toBe(frames.length);
      }),
      { numRuns: 500, ...patience },
    );
  });

  it('mean the same in every byte order and file format', async () => {
    await fc.assert(
      fc.asyncProperty(link, async (one) => {
        const linkType = linkTypes[one];
        const files = [true, false].flatMap((littleEndian) => [
          writePcap(zoo(one), { littleEndian, linkType }),
          writePcapng(zoo(one), { littleEndian, interfaces: [{ linkType }] }),
        ]);
        const [first, ...others] = await Promise.all(files.map((bytes) => events(bytes)));
        for (const other of others) expect(other.log).toEqual(first?.log);
      }),
    );
  });
});
