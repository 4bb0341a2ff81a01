import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { esp, frame, ip } from '../ip/build.ts';
import { bytesSource, type ByteSource, blobSource, iterableSource } from '../source.ts';
import { readCapture, sniffCapture } from './read.ts';
import { type CaptureLimits, toNs } from './types.ts';
import { writePcap, writePcapng, type WrittenPacket } from './write.ts';

const base = 1_700_000_000_123_456_789n;

function packetsOf(count: number): WrittenPacket[] {
  return Array.from({ length: count }, (_, i) => ({
    ns: base + BigInt(i) * 1_500_000_000n,
    frame: frame(ip('192.0.2.1', '192.0.2.2', 50, esp(0xc0ffee01, i + 1, 20 + i))),
  }));
}

interface Seen {
  readonly number: number;
  readonly ns: bigint;
  readonly length: number;
  readonly original: number;
  readonly linkType: number;
  readonly interfaceIndex: number;
  readonly direction: number;
  readonly last: number | undefined;
}

async function read(source: ByteSource | Uint8Array, limits: Partial<CaptureLimits> = {}) {
  const seen: Seen[] = [];
  const summary = await readCapture(
    source instanceof Uint8Array ? bytesSource(source) : source,
    (packet) => {
      seen.push({
        number: packet.number,
        ns: toNs(packet.seconds, packet.nanoseconds),
        length: packet.capturedLength,
        original: packet.originalLength,
        linkType: packet.linkType,
        interfaceIndex: packet.interfaceIndex,
        direction: packet.direction,
        last: packet.bytes[packet.offset + packet.capturedLength - 1],
      });
    },
    limits,
  );
  return { seen, summary };
}

const micro = (ns: bigint): bigint => (ns / 1000n) * 1000n;

describe('pcap', () => {
  for (const littleEndian of [true, false])
    for (const nanoseconds of [true, false])
      it(`reads ${littleEndian ? 'little' : 'big'}-endian ${nanoseconds ? 'ns' : 'µs'}`, async () => {
        const packets = packetsOf(5);
        const { seen, summary } = await read(writePcap(packets, { littleEndian, nanoseconds, snaplen: 1500 }));
        expect(seen.map((one) => one.ns)).toEqual(packets.map(({ ns }) => (nanoseconds ? ns : micro(ns))));
        expect(seen.map((one) => one.number)).toEqual([1, 2, 3, 4, 5]);
        expect(seen.map((one) => one.length)).toEqual(packets.map((one) => one.frame.length));
        expect(summary).toMatchObject({ format: 'pcap', packets: 5, incomplete: false, faults: [], drops: null });
        expect(summary.interfaces).toMatchObject([{ linkType: 1, snaplen: 1500, packets: 5 }]);
        expect(summary.firstNs).toBe(seen[0]?.ns);
        expect(summary.lastNs).toBe(seen[4]?.ns);
      });

  it('reads the modified format with its direction', async () => {
    const plain = writePcap(packetsOf(1));
    const out = new Uint8Array(plain.length + 8);
    out.set(plain.subarray(0, 40));
    out.set(plain.subarray(40), 48);
    out.set([0x34, 0xcd, 0xb2, 0xa1]);
    out.set([7, 0, 0, 0, 0, 8, 4, 0], 40);
    const { seen, summary } = await read(out);
    expect(summary.faults).toEqual([]);
    expect(seen).toMatchObject([{ direction: 2 }]);
  });

  it('tells what the snap length cut and which times go backwards', async () => {
    const [a, b] = packetsOf(2);
    if (a === undefined || b === undefined) throw new Error('two packets');
    const { seen, summary } = await read(writePcap([{ ...b, originalLength: 1400 }, a]));
    expect(seen[0]).toMatchObject({ original: 1400 });
    expect(summary).toMatchObject({ truncatedPackets: 1, outOfOrder: 1 });
    expect(summary.firstNs).toBe(micro(a.ns));
  });

  it('gives the packets before a cut and says where it is', async () => {
    const whole = writePcap(packetsOf(3));
    const { seen, summary } = await read(whole.subarray(0, whole.length - 5));
    expect(seen).toHaveLength(2);
    expect(summary.incomplete).toBe(true);
    expect(summary.faults).toMatchObject([{ code: 'capture.cut-short', packet: 3 }]);
  });

  it('finds the next record after a damaged one', async () => {
    const packets = packetsOf(6);
    const bytes = writePcap(packets);
    const at = 24 + 16 + (packets[0]?.frame.length ?? 0);
    bytes.set([255, 255, 255, 127], at + 8);
    const { seen, summary } = await read(bytes);
    expect(seen).toHaveLength(5);
    expect(summary.faults.map((fault) => fault.code)).toEqual(['capture.record-damaged', 'capture.resumed']);
    expect(summary.faults[0]?.offset).toBe(at);
  });

  it('says that a record claims fewer bytes on the wire than it holds', async () => {
    const [one] = packetsOf(1);
    if (one === undefined) throw new Error('a packet');
    const { seen, summary } = await read(writePcap([{ ...one, originalLength: 3 }]));
    expect(seen[0]?.original).toBe(one.frame.length);
    expect(summary.faultCounts).toEqual({ 'capture.length-lie': 1 });
  });
});

describe('pcapng', () => {
  for (const littleEndian of [true, false])
    it(`reads interfaces, options and counters, ${littleEndian ? 'little' : 'big'}-endian`, async () => {
      const [a, b, c] = packetsOf(3);
      if (a === undefined || b === undefined || c === undefined) throw new Error('three packets');
      const bytes = writePcapng(
        [{ ...a, direction: 'in' }, { ...b, interfaceId: 1, direction: 'out', comments: ['look'], drops: 2 }, c],
        {
          littleEndian,
          interfaces: [
            { name: 'eth0', filter: 'udp port 500', received: 10, drops: 4, snaplen: 96, os: 'Linux 6' },
            { name: 'wlan0', resolution: 9, linkType: 1, description: 'Funk – süß' },
          ],
          names: [{ address: Uint8Array.of(192, 0, 2, 1), name: 'gw.example' }],
          secrets: new Uint8Array(13).fill(0x53),
        },
      );
      const { seen, summary } = await read(bytes);
      expect(summary.faults).toEqual([]);
      expect(seen.map((one) => one.ns)).toEqual([micro(a.ns), b.ns, micro(c.ns)]);
      expect(seen.map((one) => one.direction)).toEqual([1, 2, 0]);
      expect(seen.map((one) => one.interfaceIndex)).toEqual([0, 1, 0]);
      expect(summary.interfaces).toMatchObject([
        { name: 'eth0', filter: 'udp port 500', received: 10, drops: 4, snaplen: 96, os: 'Linux 6', packets: 2 },
        { name: 'wlan0', description: 'Funk – süß', ticksPerSecond: 1e9, drops: null },
      ]);
      expect(summary).toMatchObject({
        format: 'pcapng',
        drops: 4,
        comments: 1,
        secretsBlocks: 1,
        names: [{ address: '192.0.2.1', name: 'gw.example' }],
      });
      expect(JSON.stringify({ ...summary, firstNs: 0, lastNs: 0 })).not.toContain('SSSS');
    });

  for (const resolution of [0, 3, 6, 7, 9, 12, 0x80 + 20, 0x80 + 32])
    it(`reads times of resolution ${resolution}`, async () => {
      const ticks = resolution >= 0x80 ? 2n ** BigInt(resolution - 0x80) : 10n ** BigInt(resolution);
      const [one] = packetsOf(1);
      if (one === undefined) throw new Error('a packet');
      const { seen } = await read(writePcapng([one], { interfaces: [{ resolution, offset: 1_699_999_000n }] }));
      const billion = 1_000_000_000n;
      const since = (one.ns - 1_699_999_000n * billion) * ticks;
      // Binary ticks are written rounded up, so that a time that was read is written as it stood.
      const written = (resolution >= 0x80 ? since + billion - 1n : since) / billion;
      const expected = (written * billion) / ticks + 1_699_999_000n * billion;
      expect(seen[0]?.ns).toBe(expected);
    });

  it('reads several sections in both byte orders, and counts packets through', async () => {
    const first = writePcapng(packetsOf(2), { littleEndian: true, interfaces: [{ name: 'a' }] });
    const second = writePcapng(packetsOf(3), { littleEndian: false, interfaces: [{ name: 'b', linkType: 101 }] });
    const { seen, summary } = await read(Uint8Array.of(...first, ...second));
    expect(seen.map((one) => one.number)).toEqual([1, 2, 3, 4, 5]);
    expect(seen.map((one) => one.linkType)).toEqual([1, 1, 101, 101, 101]);
    expect(summary.interfaces.map((one) => one.name)).toEqual(['a', 'b']);
  });

  it('reads simple and obsolete packet blocks', async () => {
    const packets = packetsOf(2);
    const simple = await read(writePcapng(packets, { block: 'simple' }));
    expect(simple.seen.map((one) => one.length)).toEqual(packets.map((one) => one.frame.length));
    expect(simple.summary).toMatchObject({ firstNs: null, lastNs: null });
    const old = await read(writePcapng([{ ...packetsOf(1)[0], drops: 3 } as WrittenPacket], { block: 'obsolete' }));
    expect(old.seen[0]?.ns).toBe(micro(base));
    expect(old.summary.drops).toBe(3);
  });

  it('goes on after a damaged block, and says so', async () => {
    const bytes = writePcapng(packetsOf(5));
    const blockLength = 32 + (((packetsOf(1)[0]?.frame.length ?? 0) + 3) & ~3);
    const at = 28 + 20;
    bytes[at + 4] = (bytes[at + 4] ?? 0) ^ 0x40;
    const { seen, summary } = await read(bytes);
    expect(blockLength).toBeGreaterThan(32);
    expect(seen).toHaveLength(4);
    expect(summary.faults.map((fault) => fault.code)).toEqual(['capture.block-damaged', 'capture.resumed']);
  });

  it('says that a packet names no described interface', async () => {
    const { seen, summary } = await read(writePcapng([{ ...packetsOf(1)[0], interfaceId: 7 } as WrittenPacket]));
    expect(seen).toMatchObject([{ linkType: -1, interfaceIndex: -1 }]);
    expect(summary.faultCounts).toEqual({ 'capture.no-interface': 1 });
  });

  it('keeps only so many interfaces and declares it', async () => {
    const bytes = writePcapng([], { interfaces: Array.from({ length: 20 }, () => ({})) });
    const { summary } = await read(bytes, { maxInterfaces: 5 });
    expect(summary.interfaces).toHaveLength(5);
    expect(summary.limits).toContainEqual({ what: 'capture interfaces', cap: 5, seen: 20, kept: 5 });
  });
});

describe('gzip', () => {
  const plain = writePcap(packetsOf(400));
  const packed = new Uint8Array(gzipSync(plain));

  it('reads through it', async () => {
    const { seen, summary } = await read(bytesSource(packed, 100));
    expect(seen).toHaveLength(400);
    expect(summary).toMatchObject({ gzip: true, bytes: plain.length, faults: [] });
  });

  it('gives what came before a truncation', async () => {
    const { seen, summary } = await read(packed.subarray(0, packed.length >> 1));
    expect(seen.length).toBeGreaterThan(50);
    expect(seen.length).toBeLessThan(400);
    expect(Object.keys(summary.faultCounts)).toContain('capture.gzip-truncated');
    expect(summary.incomplete).toBe(true);
  });

  it('stops at damage', async () => {
    const damaged = packed.slice();
    damaged.fill(0xff, packed.length >> 1);
    const { seen, summary } = await read(damaged);
    expect(seen.length).toBeGreaterThan(50);
    expect(summary.incomplete).toBe(true);
  });

  it('does not unpack a bomb to its end', async () => {
    const bomb = new Uint8Array(gzipSync(Uint8Array.of(...writePcap([]), ...new Uint8Array(16))));
    expect((await read(bomb)).summary.faults).toEqual([]);
    const zeros = new Uint8Array(gzipSync(new Uint8Array(8 * 2 ** 20)));
    const header = new Uint8Array(gzipSync(writePcap([])));
    const { summary } = await read(Uint8Array.of(...header, ...zeros), { maxRatio: 100, ratioFrom: 2 ** 20 });
    expect(Object.keys(summary.faultCounts)).toContain('capture.gzip-ratio');
    expect(summary.limits).toMatchObject([{ what: 'gzip ratio', cap: 100 }]);
    const sized = await read(Uint8Array.of(...header, ...zeros), { maxUnpackedBytes: 2 ** 20 });
    expect(Object.keys(sized.summary.faultCounts)).toContain('capture.gzip-size');
  });
});

describe('what is no capture', () => {
  it('says so', async () => {
    expect((await read(new Uint8Array(0))).summary.faults).toMatchObject([{ code: 'capture.empty' }]);
    const text = Uint8Array.from('Jan 1 charon: 05[NET] received packet', (c) => c.charCodeAt(0));
    const { summary } = await read(text);
    expect(summary).toMatchObject({ format: 'unknown', packets: 0, incomplete: true });
    expect(summary.faults).toMatchObject([{ code: 'capture.not-a-capture' }]);
    expect((await read(writePcap([]).subarray(0, 10))).summary.faults).toMatchObject([
      { code: 'capture.header-short' },
    ]);
  });

  it('is told from the first bytes', () => {
    expect(sniffCapture(writePcap([]))).toBe('pcap');
    expect(sniffCapture(writePcapng([], { littleEndian: false }))).toBe('pcapng');
    expect(sniffCapture(Uint8Array.of(0x1f, 0x8b, 8))).toBe('gzip');
    expect(sniffCapture(Uint8Array.of(0x0a, 0x0d, 0x0d, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0))).toBeNull();
  });

  it('keeps what a failing source gave before', async () => {
    const bytes = writePcap(packetsOf(3));
    const blocks = [bytes.subarray(0, 200)];
    const failing: ByteSource = {
      next: async () => {
        const block = blocks.shift();
        if (block === undefined) throw new Error('disk on fire');
        return block;
      },
    };
    const { seen, summary } = await read(failing);
    expect(seen.length).toBeGreaterThan(0);
    expect(summary.faults[0]).toMatchObject({ code: 'capture.source-failed', reason: 'disk on fire' });
  });
});

describe('sources', () => {
  it('give the same packets', async () => {
    const bytes = writePcap(packetsOf(20));
    const plain = await read(bytes);
    const blob = await read(blobSource(new Blob([bytes.slice()]), 100));
    async function* pipe() {
      for (let at = 0; at < bytes.length; at += 77) yield bytes.subarray(at, at + 77);
    }
    const piped = await read(iterableSource(pipe()));
    expect(blob).toEqual(plain);
    expect(piped).toEqual(plain);
  });

  it('may reuse their buffer', async () => {
    const bytes = writePcap(packetsOf(20));
    const buffer = new Uint8Array(64);
    let at = 0;
    const reusing: ByteSource = {
      next: async () => {
        if (at >= bytes.length) return null;
        const part = bytes.subarray(at, at + 64);
        buffer.fill(0xee);
        buffer.set(part);
        at += part.length;
        return buffer.subarray(0, part.length);
      },
    };
    expect(await read(reusing)).toEqual(await read(bytes));
  });

  it('deliver packets as they arrive', async () => {
    const bytes = writePcap(packetsOf(3));
    const seenAt: number[] = [];
    let given = 0;
    const slow: ByteSource = {
      next: async () => {
        if (given >= bytes.length) return null;
        given += 10;
        return bytes.subarray(given - 10, given);
      },
    };
    await readCapture(slow, () => seenAt.push(given));
    expect(seenAt).toHaveLength(3);
    expect(seenAt[0]).toBeLessThan(bytes.length / 2);
  });
});
