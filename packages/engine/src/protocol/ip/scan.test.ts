import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import { writePcap, writePcapng, type WrittenPacket } from '../capture/write.ts';
import { bytesSource } from '../source.ts';
import {
  address,
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
import type { IncompleteDatagram } from './reassembly.ts';
import { scanCapture } from './scan.ts';
import type { IcmpError, IkeDatagram, ScanLimits } from './scan-types.ts';

const start = 1_700_000_000_000_000_000n;
const a4 = '192.0.2.1';
const b4 = '198.51.100.9';
const a6 = '2001:db8::1';
const b6 = '2001:db8:5::9';

function at(frames: readonly Uint8Array[], step = 1_000_000n): WrittenPacket[] {
  return frames.map((one, i) => ({ ns: start + BigInt(i) * step, frame: one }));
}

async function scan(bytes: Uint8Array, limits: Partial<ScanLimits> = {}) {
  const ike: IkeDatagram[] = [];
  const icmpErrors: IcmpError[] = [];
  const incomplete: IncompleteDatagram[] = [];
  const spi: string[] = [];
  const result = await scanCapture(
    bytesSource(bytes),
    {
      onIke: (datagram) => ike.push({ ...datagram, bytes: datagram.bytes.slice() }),
      onIcmpError: (error) => icmpErrors.push(error),
      onIncomplete: (datagram) => incomplete.push(datagram),
      onSpiPacket: (packet) => spi.push(`${packet.flow}:${packet.spi.toString(16)}:${packet.sequence}`),
    },
    limits,
  );
  expect(result.icmpErrors).toEqual(icmpErrors);
  return { ...result, ike, incomplete, spi };
}

const scanFrames = (...frames: Uint8Array[]) => scan(writePcap(at(frames)));

describe('link layers', () => {
  for (const link of Object.keys(linkTypes) as Link[])
    it(`finds IPv4 and IPv6 in ${link}`, async () => {
      const datagrams = [udpIp(a4, b4, 500, 500, ikeMessage()), udpIp(a6, b6, 500, 500, ikeMessage())];
      const { ike, faults } = await scan(
        writePcap(at(datagrams.map((one) => frame(one, link, undefined, true))), { linkType: linkTypes[link] }),
      );
      if (link === 'mpls' || link === 'raw') expect(ike).toHaveLength(2);
      expect(faults).toEqual([]);
      expect(ike.map((one) => `${one.src} ${one.dst} ${one.plausible}`)).toEqual([
        `${a4} ${b4} true`,
        `${a6} ${b6} true`,
      ]);
      expect(ike[0]?.direction).toBe(link === 'sll' || link === 'sll2' ? 'out' : null);
      if (link === 'sll2') expect(ike[0]?.ifindex).toBe(3);
    });

  it('says once that a link type is unknown', async () => {
    const { faults, counts } = await scan(writePcap(at([new Uint8Array(60), new Uint8Array(60)]), { linkType: 127 }));
    expect(counts['unknownLink']).toBe(2);
    expect(faults).toMatchObject([{ code: 'link.unknown', packet: 1 }]);
  });
});

describe('IKE', () => {
  it('is told from ESP and keepalives on port 4500', async () => {
    const { ike, spiFlows, keepalives } = await scanFrames(
      frame(udpIp(a4, b4, 4500, 4500, marked(ikeMessage({ exchange: 35, messageId: 1 })))),
      frame(udpIp(a4, b4, 4500, 4500, esp(0xc0ffee01, 1))),
      frame(udpIp(a4, b4, 4500, 4500, Uint8Array.of(0xff))),
      frame(udpIp(a4, b4, 4500, 4500, ikeMessage())),
    );
    expect(ike.map((one) => [one.marker, one.natT, one.length, one.checksum])).toEqual([
      ['non-esp', true, 68, 'good'],
      ['missing', true, 68, 'good'],
    ]);
    expect(ike[0]?.bytes[18]).toBe(35);
    expect(spiFlows).toMatchObject([{ spi: 'c0ffee01', encapsulation: 'udp', srcPort: 4500, dstPort: 4500 }]);
    expect(keepalives).toMatchObject([{ src: a4, dst: b4, packets: 1 }]);
  });

  it('is found on odd ports, and ESP beside it from then on', async () => {
    const { ike, spiFlows, clear } = await scanFrames(
      frame(udpIp(a4, b4, 1500, 2500, esp(7, 1))),
      frame(udpIp(a4, b4, 1500, 2500, marked(ikeMessage()))),
      frame(udpIp(b4, a4, 2500, 1500, esp(9, 1))),
      frame(udpIp(a4, b4, 3000, 848, ikeMessage({ version: 0x10, exchange: 2, flags: 0 }))),
    );
    expect(ike.map((one) => [one.srcPort, one.dstPort, one.natT])).toEqual([
      [1500, 2500, true],
      [3000, 848, false],
    ]);
    expect(spiFlows.map((one) => one.spi)).toEqual(['00000009']);
    expect(clear).toMatchObject([{ protocol: 17, forwardPackets: 1 }]);
  });

  it('is handed on as implausible when port 500 carries something else', async () => {
    const { ike, counts } = await scanFrames(frame(udpIp(a4, b4, 500, 500, new Uint8Array(64).fill(7))));
    expect(ike).toMatchObject([{ plausible: false, length: 64 }]);
    expect(counts).toMatchObject({ ike: 0, notIke: 1 });
  });

  it('keeps what the snap length left', async () => {
    const one = frame(udpIp(a4, b4, 500, 500, ikeMessage({}, 400)));
    const { ike, faults } = await scan(
      writePcap([{ ns: start, frame: one.subarray(0, 96), originalLength: one.length }], { snaplen: 96 }),
    );
    expect(ike).toMatchObject([{ truncated: true, length: 428, plausible: true, checksum: 'unknown' }]);
    expect(ike[0]?.bytes).toHaveLength(96 - 14 - 28);
    expect(faults).toEqual([]);
  });

  it('says who claimed a length that is not there', async () => {
    const long = frame(udpIp(a4, b4, 500, 500, ikeMessage(), { claimedLength: 900 }));
    const lie = frame(ip(a4, b4, 17, udp(a4, b4, 500, 500, ikeMessage(), 2000)));
    const { faults } = await scanFrames(long, lie);
    expect(faults.map((fault) => [fault.code, fault.packet])).toEqual([
      ['ip.total-length-long', 1],
      ['udp.length-long', 2],
    ]);
    expect(faults[0]?.reason).toContain('claims 900 bytes');
  });

  it('checks the UDP checksum', async () => {
    const good = frame(udpIp(a6, b6, 500, 500, ikeMessage({}, 41)));
    const bad = good.slice();
    bad[bad.length - 1] = 1;
    const { ike } = await scanFrames(good, bad);
    expect(ike.map((one) => one.checksum)).toEqual(['good', 'bad']);
  });

  it('is found behind IPv6 extension headers and inside a tunnel', async () => {
    const padding = { bytes: Uint8Array.of(0, 0, 1, 4, 0, 0, 0, 0) };
    const { ike } = await scanFrames(
      frame(udpIp(a6, b6, 500, 500, ikeMessage(), { extensions: [0, 60, 43].map((type) => ({ type, ...padding })) })),
      frame(ip(a4, b4, 41, udpIp(a6, b6, 500, 500, ikeMessage()))),
    );
    expect(ike.map((one) => [one.src, one.tunnelled])).toEqual([
      [a6, false],
      [a6, true],
    ]);
  });
});

describe('fragments', () => {
  const message = ikeMessage({ exchange: 35, messageId: 1 }, 2900);

  for (const [name, from, to] of [
    ['IPv4', a4, b4],
    ['IPv6', a6, b6],
  ] as const) {
    const parts = fragments(from, to, 17, udp(from, to, 500, 500, message), 1400, { identification: 77 });

    it(`${name}: are put together in any order`, async () => {
      const [one, two, three] = parts.map((part) => frame(part));
      if (one === undefined || two === undefined || three === undefined) throw new Error('three fragments');
      const { ike, counts, incomplete } = await scanFrames(three, one, one, two, three);
      expect(ike).toMatchObject([{ packets: [1, 2, 4], ipFragments: 3, length: 2928, checksum: 'good' }]);
      expect(ike[0]?.bytes).toEqual(message);
      expect(ike[0]?.fragmentLengths).toHaveLength(3);
      expect(counts).toMatchObject({ fragments: 5, reassembled: 1, duplicateFragments: 2 });
      expect(incomplete).toEqual([]);
    });

    it(`${name}: a missing one is evidence`, async () => {
      const { ike, incomplete } = await scanFrames(
        ...parts.slice(0, 1).map((part) => frame(part)),
        frame(parts[2] ?? new Uint8Array(0)),
      );
      expect(ike).toEqual([]);
      expect(incomplete).toMatchObject([
        { src: from, dst: to, srcPort: 500, dstPort: 500, packets: [1, 2], totalBytes: 2936, why: 'end' },
      ]);
      expect(incomplete[0]?.missing).toHaveLength(1);
      expect(incomplete[0]?.head.subarray(8, 36)).toEqual(message.subarray(0, 28));
    });
  }

  it('expire by the clock of the capture', async () => {
    const [one] = fragments(a4, b4, 17, udp(a4, b4, 500, 500, message), 1400);
    const other = frame(ip(a4, b4, 50, esp(1, 1)));
    const { incomplete } = await scan(writePcap(at([frame(one ?? other), other, other], 20_000_000_000n)));
    expect(incomplete).toMatchObject([{ why: 'expired', totalBytes: null, haveBytes: 1376 }]);
  });

  it('with the same id are a new datagram when the bytes differ', async () => {
    const second = ikeMessage({ exchange: 35, messageId: 2 }, 2900);
    const both = [message, second].flatMap((one) => fragments(a4, b4, 17, udp(a4, b4, 500, 500, one), 1400));
    const { ike, incomplete } = await scanFrames(...both.map((part) => frame(part)));
    expect(ike.map((one) => one.bytes[23])).toEqual([1, 2]);
    expect(incomplete.every((one) => one.haveBytes > 0)).toBe(true);
  });

  it('that overlap are marked', async () => {
    const body = udp(a4, b4, 500, 500, ikeMessage({}, 100));
    const { ike, faultCounts } = await scanFrames(
      frame(ip(a4, b4, 17, body.subarray(0, 64), { fragmentOffset: 0, moreFragments: true })),
      frame(ip(a4, b4, 17, body.subarray(56), { fragmentOffset: 56 })),
    );
    expect(ike).toHaveLength(1);
    expect(faultCounts).toEqual({ 'ip.overlap': 1 });
  });

  it('are bounded in number, each one told', async () => {
    const flood = Array.from({ length: 50 }, (_, i) =>
      frame(ip(a4, b4, 17, new Uint8Array(64), { identification: i, fragmentOffset: 0, moreFragments: true })),
    );
    const { incomplete, limits } = await scan(writePcap(at(flood)), {
      reassembly: { maxDatagrams: 10, maxFragments: 256, maxBytes: 2 ** 20, seconds: 30 },
    });
    expect(incomplete).toHaveLength(50);
    expect(incomplete.filter((one) => one.why === 'evicted')).toHaveLength(40);
    expect(limits).toContainEqual({ what: 'datagrams put together', cap: 10, seen: 50, kept: 10 });
  });

  it('IPv6: one that is the whole datagram is not put together', async () => {
    const { ike, counts } = await scanFrames(
      frame(udpIp(a6, b6, 500, 500, ikeMessage(), { fragmentOffset: 0, moreFragments: false })),
    );
    expect(ike).toHaveLength(1);
    expect(counts['fragments']).toBe(0);
  });
});

describe('ESP and AH', () => {
  it('fold into flows with gaps, copies and silence', async () => {
    const sequences = [1, 2, 3, 6, 5, 5, 7];
    const packets = sequences.map((sequence, i) => ({
      ns: start + BigInt(i < 6 ? i : 60) * 1_000_000_000n,
      frame: frame(ip(a4, b4, 50, esp(0xabcd, sequence, 20 + i))),
    }));
    const { spiFlows, spi } = await scan(writePcap(packets));
    expect(spi[3]).toBe('0:abcd:6');
    expect(spiFlows).toMatchObject([
      {
        protocol: 'ESP',
        spi: '0000abcd',
        src: a4,
        dst: b4,
        packets: 7,
        firstPacket: 1,
        lastPacket: 7,
        maxSequence: 7,
        missing: 1,
        duplicates: 1,
        outOfOrder: 1,
        jumps: [{ from: 4, to: 5, packet: 4 }],
        idleGapCount: 1,
        minLength: 48,
        maxLength: 54,
      },
    ]);
    expect(spiFlows[0]?.idleGaps).toEqual([
      { fromNs: start + 5_000_000_000n, toNs: start + 60_000_000_000n, packet: 7 },
    ]);
  });

  it('count on when the sequence number passes 2^32', async () => {
    const { spiFlows } = await scanFrames(
      ...[0xfffffffe, 0xffffffff, 0, 1].map((sequence) => frame(ip(a4, b4, 50, esp(1, sequence)))),
    );
    expect(spiFlows).toMatchObject([{ missing: 0, duplicates: 0, maxSequence: 2 ** 32 + 1 }]);
  });

  it('are kept apart by direction and interface', async () => {
    const one = frame(ip(a4, b4, 50, esp(1, 1)));
    const { spiFlows } = await scan(
      writePcapng(
        [
          { ns: start, frame: one, direction: 'in' },
          { ns: start, frame: one, direction: 'out', interfaceId: 1 },
        ],
        { interfaces: [{}, {}] },
      ),
    );
    expect(spiFlows.map((flow) => [flow.direction, flow.interfaceIndex, flow.duplicates])).toEqual([
      ['in', 0, 0],
      ['out', 1, 0],
    ]);
  });

  it('AH names what it protects, and ESP inside counts too', async () => {
    const { spiFlows, clear } = await scanFrames(
      frame(ip(a4, b4, 51, ah(50, 0x77, 1, esp(0x88, 1)))),
      frame(ip(a6, b6, 51, ah(6, 0x99, 1, tcp(1, 2, 2)))),
    );
    expect(spiFlows.map((flow) => [flow.protocol, flow.spi, flow.innerProtocols])).toEqual([
      ['AH', '00000077', [50]],
      ['ESP', '00000088', []],
      ['AH', '00000099', [6]],
    ]);
    expect(clear).toEqual([]);
  });

  it('in fragments count once', async () => {
    const parts = fragments(a4, b4, 50, esp(5, 1, 2000), 1400);
    const { spiFlows } = await scanFrames(...parts.map((part) => frame(part)));
    expect(spiFlows).toMatchObject([{ packets: 1, fragmented: 1, maxLength: 2028 }]);
  });

  it('flows beyond the cap are counted', async () => {
    const frames = Array.from({ length: 30 }, (_, i) => frame(ip(a4, b4, 50, esp(i + 1, 1))));
    const { spiFlows, limits, counts } = await scan(writePcap(at(frames)), { maxSpiFlows: 10 });
    expect(spiFlows).toHaveLength(10);
    expect(counts['esp']).toBe(30);
    expect(limits).toContainEqual(expect.objectContaining({ cap: 10, seen: 30, kept: 10 }));
  });
});

describe('ICMP', () => {
  const sent = udpIp(a4, b4, 500, 500, ikeMessage({ exchange: 35 }, 1200), { dontFragment: true });

  it('quotes the datagram it complains about', async () => {
    const { icmpErrors } = await scanFrames(
      frame(ip('203.0.113.1', a4, 1, icmp(3, 4, 1300, sent))),
      frame(ip('203.0.113.1', a4, 1, icmp(3, 4, 1300, sent))),
      frame(ip(b4, a4, 1, icmp(3, 3, 0, sent.subarray(0, 28)))),
      frame(ip(b4, a4, 1, icmp(3, 2, 0, ip(a4, b4, 50, esp(0xbeef, 9)).subarray(0, 28)))),
      frame(ip(b6, a6, 58, icmp(2, 0, 1280, udpIp(a6, b6, 4500, 4500, esp(0xcafe, 3, 1300))))),
    );
    expect(icmpErrors).toMatchObject([
      {
        src: '203.0.113.1',
        type: 3,
        code: 4,
        mtu: 1300,
        count: 2,
        lastPacket: 2,
        quoted: {
          src: a4,
          dst: b4,
          protocol: 17,
          srcPort: 500,
          dstPort: 500,
          ikeInitiatorSpi: '1111111100000001',
          ikeExchange: 35,
          dontFragment: true,
        },
      },
      { code: 3, mtu: null, quoted: { srcPort: 500, ikeInitiatorSpi: null } },
      { code: 2, quoted: { protocol: 50, spi: '0000beef', sequence: 9 } },
      { version: 6, type: 2, mtu: 1280, quoted: { srcPort: 4500, spi: '0000cafe', sequence: 3 } },
    ]);
  });

  it('never makes messages of what it quotes', async () => {
    const { ike, counts } = await scanFrames(frame(ip(b4, a4, 1, icmp(3, 3, 0, sent))));
    expect(ike).toEqual([]);
    expect(counts).toMatchObject({ ike: 0, icmpErrors: 1 });
  });

  it('echoes fold, with replies and sizes', async () => {
    const { echoes } = await scanFrames(
      frame(ip(a4, b4, 1, icmp(8, 0, 1, new Uint8Array(56)))),
      frame(ip(b4, a4, 1, icmp(0, 0, 1, new Uint8Array(56)))),
      frame(ip(a4, b4, 1, icmp(8, 0, 2, new Uint8Array(1400)))),
      frame(ip(a6, b6, 58, icmp(128, 0, 2, new Uint8Array(8)))),
    );
    expect(echoes).toMatchObject([
      { src: a4, dst: b4, requests: 2, replies: 1, maxRequestLength: 1428, maxReplyLength: 84 },
      { src: a6, dst: b6, requests: 1, replies: 0 },
    ]);
  });
});

describe('clear traffic and neighbours', () => {
  it('tells who opened a connection and how it was answered', async () => {
    const { clear } = await scanFrames(
      frame(ip(b4, a4, 6, tcp(80, 40000, 0x12))),
      frame(ip(a4, b4, 6, tcp(40000, 80, 0x10))),
      frame(ip(a4, b4, 6, tcp(40001, 443, 2))),
      frame(ip(b4, a4, 6, tcp(443, 40001, 0x14))),
      frame(udpIp(a4, b4, 5000, 53, new Uint8Array(12))),
      frame(ip(a4, b4, 47, new Uint8Array(12))),
    );
    expect(clear).toMatchObject([
      { protocol: 6, src: a4, dst: b4, dstPort: 80, synAcks: 1, syns: 0, forwardPackets: 1, backwardPackets: 1 },
      { dstPort: 443, syns: 1, resetsBackward: 1, resetsForward: 0 },
      { protocol: 17, dstPort: 53, forwardPackets: 1 },
      { protocol: 47 },
    ]);
  });

  it('folds by pair of hosts when there are too many flows', async () => {
    const frames = Array.from({ length: 30 }, (_, i) => frame(udpIp(a4, b4, 2000 + i, 53, new Uint8Array(4))));
    const { clear } = await scan(writePcap(at(frames)), { maxClearFlows: 10 });
    expect(clear).toHaveLength(11);
    expect(clear[10]).toMatchObject({ ports: false, forwardPackets: 20 });
  });

  it('shows who is asked for and does not answer', async () => {
    const solicitation = concatBytes(icmp(135, 0, 0, address(b6)));
    const { neighbours } = await scanFrames(
      frame(arp(a4, '192.0.2.254'), 'ethernet', 0x0806),
      frame(arp(a4, '192.0.2.254'), 'ethernet', 0x0806),
      frame(arp(a4, '192.0.2.7'), 'ethernet', 0x0806),
      frame(arp('192.0.2.7', a4, true), 'ethernet', 0x0806),
      frame(ip(a6, 'ff02::1:ff00:9', 58, solicitation)),
    );
    expect(neighbours).toMatchObject([
      { kind: 'arp', asker: a4, target: '192.0.2.254', asked: 2, answered: 0 },
      { asker: a4, target: '192.0.2.7', asked: 1, answered: 1 },
      { kind: 'nd', asker: a6, target: b6, asked: 1, answered: 0 },
    ]);
  });
});
