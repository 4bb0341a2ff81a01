import { describe, expect, it } from 'vitest';
import { writePcap, writePcapng, type WrittenPacket } from './capture/write.ts';
import {
  arp,
  esp,
  fragments,
  frame,
  icmp,
  ikeMessage,
  ip,
  type IpOptions,
  marked,
  tcp,
  udp,
  udpIp,
} from './ip/build.ts';
import { defaultMessageLimits } from './ip/ike-messages.ts';
import { bytesSource } from './source.ts';
import { readWire, type WireLimits } from './wire.ts';

const start = 1_700_000_000_000_000_000n;
const second = 1_000_000_000n;
const a = '192.0.2.1';
const b = '198.51.100.9';

const read = (bytes: Uint8Array, limits: Partial<WireLimits> = {}) => readWire(bytesSource(bytes), 'a1', limits);

function at(frames: readonly Uint8Array[], step = second): WrittenPacket[] {
  return frames.map((one, i) => ({ ns: start + BigInt(i) * step, frame: one }));
}

function request(spi: number, options: IpOptions = {}): Uint8Array {
  return frame(udpIp(a, b, 500, 500, ikeMessage({ initiatorSpi: spi }), options));
}

describe('the reading of a capture', () => {
  it('folds retransmissions into copies', async () => {
    const again = [1, 2, 3].map((identification) => request(7, { identification }));
    const { ike } = await read(writePcap(at([...again, request(8)])));
    expect(ike).toMatchObject([
      { copies: 3, packets: [1], lastPacket: 3, bytes: 68, src: { address: a, port: 500 }, natT: false, ttl: 64 },
      { copies: 1, packets: [4] },
    ]);
    expect(ike[0]?.lastNs).toBe(start + 2n * second);
    expect(ike[0]?.message.initiatorSpi).toBe('1111111100000007');
  });

  it('does not take the other side of a router for a copy', async () => {
    const one = request(7);
    const { ike, flows, ownAddresses } = await read(
      writePcapng(
        [
          { ns: start, frame: one, direction: 'in' },
          { ns: start, frame: one, direction: 'out', interfaceId: 1 },
          { ns: start, frame: frame(ip(a, b, 50, esp(1, 1))), direction: 'in' },
          { ns: start, frame: frame(ip(a, b, 50, esp(1, 1))), direction: 'out', interfaceId: 1 },
        ],
        { interfaces: [{}, {}] },
      ),
    );
    expect(ike).toMatchObject([{ copies: 1, direction: 'in' }]);
    expect(flows).toMatchObject([{ packets: 1, duplicates: 0 }]);
    expect(ownAddresses).toEqual([]);
  });

  it('knows the host that captured by direction, and by hop limits', async () => {
    const told = await read(
      writePcap(at([frame(udpIp(a, b, 500, 500, ikeMessage()), 'sll', undefined, true)]), { linkType: 113 }),
    );
    expect(told.ownAddresses).toEqual([a]);
    const answer = frame(udpIp(b, a, 500, 500, ikeMessage({ responderSpi: 3, flags: 0x20 }), { hopLimit: 57 }));
    expect((await read(writePcap(at([request(1), answer])))).ownAddresses).toEqual([a]);
    const near = frame(udpIp(b, a, 500, 500, ikeMessage({ responderSpi: 3, flags: 0x20 })));
    expect((await read(writePcap(at([request(1), near])))).ownAddresses).toEqual([]);
  });

  it('knows the host that captured by whom IKE from outside was addressed to, though it never answered', async () => {
    const way = (datagram: Uint8Array, direction: 'in' | 'out') => ({ ns: start, frame: frame(datagram), direction });
    const asked = way(udpIp(a, b, 500, 500, ikeMessage()), 'in');
    const own = async (...packets: readonly WrittenPacket[]): Promise<readonly string[]> =>
      (await read(writePcapng(packets))).ownAddresses;
    expect(await own(asked)).toEqual([b]);
    // A second address of the host sends ESP.
    const other = '198.51.100.10';
    const sent = way(ip(other, a, 50, esp(7, 1)), 'out');
    expect([...(await own(asked, sent))].sort()).toEqual([other, b].sort());
    // It answers after all: named once.
    const answered = way(udpIp(b, a, 500, 500, ikeMessage({ responderSpi: 3, flags: 0x20 })), 'out');
    expect(await own(asked, answered)).toEqual([b]);
    // Other traffic from outside may pass through to anybody.
    expect(await own(way(udpIp(a, b, 40_000, 53, new Uint8Array(40)), 'in'))).toEqual([]);
  });

  it('does not take the peer for the host that captured, where IKE only went out', async () => {
    const packet = { ns: start, frame: frame(udpIp(a, b, 500, 500, ikeMessage())), direction: 'out' } as const;
    expect((await read(writePcapng([packet]))).ownAddresses).toEqual([a]);
  });

  it('takes the addressee of packets that passed a router for the host, where only one end was heard', async () => {
    const worn = frame(udpIp(a, b, 500, 500, ikeMessage(), { hopLimit: 57 }));
    expect((await read(writePcap(at([worn, worn])))).ownAddresses).toEqual([b]);
    expect((await read(writePcap(at([request(1)])))).ownAddresses).toEqual([]);
  });

  it('carries flows, errors, clear traffic, gaps and what is missing', async () => {
    const [first] = fragments(a, b, 17, udp(a, b, 500, 500, ikeMessage({ exchange: 35 }, 2000)), 1400);
    const reading = await read(
      writePcapng(
        at([
          frame(udpIp(a, b, 4500, 4500, marked(ikeMessage({ exchange: 35, messageId: 1 }, 0)))),
          frame(ip(a, b, 50, esp(0xc0ffee01, 1))),
          frame(ip(a, b, 50, esp(0xc0ffee01, 5))),
          frame(ip(b, a, 1, icmp(3, 3, 0, udpIp(a, b, 500, 500, ikeMessage())))),
          frame(ip(a, b, 6, tcp(40000, 443, 2))),
          frame(ip(a, b, 6, tcp(40001, 443, 2))),
          frame(ip(b, a, 6, tcp(443, 40001, 0x14))),
          frame(ip(a, b, 1, icmp(8, 0, 1, new Uint8Array(8)))),
          frame(arp(a, '192.0.2.254'), 'ethernet', 0x0806),
          frame(udpIp(a, b, 4500, 4500, Uint8Array.of(0xff))),
          frame(first ?? new Uint8Array(0)),
        ]),
        { interfaces: [{ filter: 'host 192.0.2.1', snaplen: 9000, received: 20, drops: 3 }] },
      ),
    );
    expect(reading).toMatchObject({
      artifact: 'a1',
      format: 'pcapng',
      packets: 11,
      first: start,
      last: start + 10n * second,
      snaplen: 9000,
      filter: 'host 192.0.2.1',
      drops: 3,
      keepalives: 1,
      truncated: false,
      faults: [],
      ike: [{ natT: true }],
      flows: [{ protocol: 'ESP', spi: 'c0ffee01', gaps: 3, encapsulation: 'none', srcPort: null }],
      icmp: [{ type: 3, code: 3, quotedDstPort: 500, quotedInitiatorSpi: '1111111100000001', count: 1 }],
      clear: [
        { protocol: 'tcp', src: a, dst: b, dstPort: 443, forward: 2, backward: 1, resets: 1, firstPacket: 5 },
        { protocol: 'icmp-echo', forward: 1, backward: 0 },
      ],
      incomplete: [{ src: a, dst: b, srcPort: 500, haveBytes: 1376, totalBytes: null, packets: [11] }],
      unresolved: [{ asker: a, target: '192.0.2.254', asked: 1, answered: 0 }],
    });
  });

  it('cites what is no IKE message on its port, and what is wrong inside one', async () => {
    const bad = ikeMessage();
    bad[27] = 200;
    const { ike, faults } = await read(
      writePcap(at([frame(udpIp(a, b, 500, 500, new Uint8Array(64))), frame(udpIp(a, b, 500, 500, bad))])),
    );
    expect(ike).toHaveLength(1);
    expect(faults.map((fault) => fault.packet)).toEqual(expect.arrayContaining([1, 2]));
  });

  it('keeps negotiations when a flood of half-open attempts fills it', async () => {
    const started = request(1);
    const later = frame(udpIp(a, b, 500, 500, ikeMessage({ initiatorSpi: 1, exchange: 35, messageId: 1 })));
    const flood = Array.from({ length: 300 }, (_, i) => request(1000 + i));
    const last = [request(5000), frame(udpIp(a, b, 500, 500, ikeMessage({ initiatorSpi: 5000, exchange: 35 })))];
    const { ike, limits } = await read(writePcap(at([started, later, ...flood, ...last])), {
      messages: { ...defaultMessageLimits, maxMessages: 100, maxHeld: 150 },
    });
    expect(ike).toHaveLength(100);
    const spis = ike.map((one) => `${one.message.initiatorSpi.slice(8)}/${one.message.exchangeType.id}`);
    expect(spis).toEqual(expect.arrayContaining(['00000001/34', '00000001/35', '00001388/34', '00001388/35']));
    expect(limits).toContainEqual({ what: 'IKE messages', cap: 100, seen: 304, kept: 100 });
  });
});
