/** Captures in both formats, packets within them, and IKE messages. */
import { writePcap, writePcapng, type WrittenPacket } from '@ipsec-doctor/engine/protocol/capture/write';
import { decodeIke, decodePayloads, looksLikeIke } from '@ipsec-doctor/engine/protocol/ike/decode';
import {
  authV2,
  buildMessage,
  certificatePayload,
  configuration,
  deletePayload,
  eap,
  fragmentV1,
  idV1,
  idV2,
  keV2,
  notifyPayloadV1,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
  sk,
  skf,
  tsV2,
} from '@ipsec-doctor/engine/protocol/ike/build';
import {
  ah,
  arp,
  esp,
  fragments,
  frame,
  icmp,
  ip,
  type Link,
  linkTypes,
  marked,
  tcp,
  udp,
  udpIp,
} from '@ipsec-doctor/engine/protocol/ip/build';
import { streamOf } from '@ipsec-doctor/engine/ingest/byte-stream';
import { readWire, type WireLimits } from '@ipsec-doctor/engine/protocol/wire';
import { defaultScanLimits } from '@ipsec-doctor/engine/protocol/ip/scan-state';
import { defaultMessageLimits } from '@ipsec-doctor/engine/protocol/ip/ike-messages';
import type { WireReading } from '@ipsec-doctor/engine/protocol/wire-reading';
import { joined, utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';

const a = '192.0.2.1';
const b = '192.0.2.2';
const a6 = '2001:db8::1';
const b6 = '2001:db8::2';
const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 37 + 11) & 255);

/** Messages with every kind of payload. */
export const ikeSeeds: readonly Uint8Array[] = [
  buildMessage({
    exchange: 34,
    payloads: [
      saV2([
        {
          protocol: 1,
          transforms: [
            { first: 1, id: 12, attributes: [[14, 256]] },
            { first: 2, id: 5 },
            { first: 3, id: 12 },
            { first: 4, id: 14 },
          ],
        },
        {
          protocol: 3,
          spi: '01020304',
          transforms: [{ first: 1, id: 20, attributes: [[14, Uint8Array.of(1, 2, 3)]] }],
        },
      ]),
      keV2(14, noise(256)),
      plain(40, noise(32)),
      notifyPayloadV2(16388, noise(20)),
      notifyPayloadV2(16389, noise(20)),
      notifyPayloadV2(16431, Uint8Array.of(0, 2, 0, 3, 0, 4)),
      plain(43, utf8('made up')),
    ],
  }),
  buildMessage({ exchange: 34, payloads: [notifyPayloadV2(17, Uint8Array.of(0, 14))] }),
  buildMessage({
    exchange: 35,
    payloads: [
      idV2('initiator', 2, utf8('alpha.example')),
      certificatePayload(37, 4, noise(80)),
      certificatePayload(38, 4, noise(40)),
      authV2(14, joined(Uint8Array.of(4, 0x30, 2, 5, 0), noise(64))),
      tsV2('initiator', [{ from: '10.1.0.0', to: '10.1.255.255' }]),
      configuration(2, 1, [[1, noise(4)]]),
      eap(1, 1, 1, utf8('dave')),
      deletePayload(2, 3, ['01020304', '05060708']),
    ],
  }),
  buildMessage({ exchange: 35, payloads: [sk(35, noise(120))] }),
  buildMessage({ exchange: 35, payloads: [skf(35, 2, 3, noise(120))] }),
  buildMessage({
    major: 1,
    exchange: 2,
    payloads: [
      saV1([
        {
          protocol: 1,
          transforms: [
            {
              first: 1,
              id: 1,
              attributes: [
                [1, 7],
                [2, 2],
                [3, 1],
                [4, 14],
                [11, 1],
                [12, noise(4)],
              ],
            },
          ],
        },
      ]),
      plain(13, noise(16)),
      plain(20, noise(20)),
    ],
  }),
  buildMessage({
    major: 1,
    exchange: 4,
    payloads: [plain(4, noise(128)), plain(10, noise(16)), idV1(2, utf8('alpha.example')), plain(8, noise(20))],
  }),
  buildMessage({
    major: 1,
    exchange: 5,
    payloads: [notifyPayloadV1(14), deletePayload(1, 1, ['11111111111111112222222222222222'])],
  }),
  buildMessage({ major: 1, exchange: 2, payloads: [fragmentV1(1, 1, false, noise(80))] }),
];

/** Datagrams of every kind the scan knows. */
const datagrams: readonly Uint8Array[] = [
  ...ikeSeeds.map((message) => udpIp(a, b, 500, 500, message)),
  udpIp(a, b, 4500, 4500, marked(ikeSeeds[3] ?? noise(28))),
  udpIp(a6, b6, 500, 500, ikeSeeds[0] ?? noise(28)),
  udpIp(a, b, 4500, 4500, Uint8Array.of(255)),
  udpIp(a, b, 4500, 4500, esp(0xc1a00001, 1)),
  ...fragments(a, b, 17, udp(a, b, 500, 500, ikeSeeds[2] ?? noise(600)), 280),
  ...fragments(a6, b6, 17, udp(a6, b6, 500, 500, ikeSeeds[0] ?? noise(600)), 1280),
  ip(a, b, 50, esp(0xc1a00001, 2)),
  ip(b, a, 51, ah(50, 0xc1a00003, 1, esp(0xc1a00002, 1))),
  ip(b, a, 1, icmp(3, 3, 0, udpIp(a, b, 500, 500, noise(28)).subarray(0, 40))),
  ip(b, a, 1, icmp(3, 4, 1400, ip(a, b, 50, esp(0xc1a00001, 3)))),
  ip(a, b, 1, icmp(8, 0, 1, noise(40))),
  ip(b6, a6, 58, icmp(2, 0, 1280, udpIp(a6, b6, 500, 500, noise(28)))),
  ip(a, b, 6, tcp(40000, 443, 2)),
  ip(a, b, 4, ip('10.1.0.1', '10.2.0.1', 17, udp('10.1.0.1', '10.2.0.1', 53, 40000, noise(30)))),
  ip(a6, b6, 17, udp(a6, b6, 500, 500, noise(40)), {
    extensions: [
      { type: 0, bytes: new Uint8Array(8) },
      { type: 60, bytes: new Uint8Array(8) },
    ],
  }),
];

const second = 1_000_000_000n;
const packets = (link: Link): WrittenPacket[] =>
  datagrams.map((datagram, i) => ({
    ns: 1_767_225_600n * second + BigInt(i) * 100_000_000n,
    frame: frame(datagram, link),
  }));

/** Who asks for whom on the link. */
const neighbours: readonly WrittenPacket[] = [
  { ns: 1_767_225_599n * second, frame: frame(arp(a, b), 'ethernet', 0x0806) },
  { ns: 1_767_225_599n * second + 1n, frame: frame(arp(b, a, true), 'ethernet', 0x0806) },
];

const links = Object.keys(linkTypes) as Link[];

/** Numbers of packet formats that mean something, as words. */
const binaryWords: readonly string[] = [
  '\u0000',
  '\u0001',
  '\u0006',
  '\u0011',
  '\u0021',
  '\u0029',
  '\u002e',
  '\u0032',
  '\u0033',
  '\u003c',
  'PK\u0003\u0004',
  'PK\u0001\u0002',
];

/** Every list of a reading within the given caps. */
export function checkWire(limits: WireLimits): (result: unknown) => Problem | null {
  const capture = limits.scan.capture ?? {};
  return (result) => {
    const wire = result as WireReading;
    const caps: readonly (readonly [string, number, number | undefined])[] = [
      ['IKE messages', wire.ike.length, limits.messages.maxMessages],
      ['incomplete', wire.incomplete.length, limits.maxIncomplete],
      ['clear', wire.clear.length, limits.maxClear],
      ['faults', wire.faults.length, limits.maxFaults],
      ['flows', wire.flows.length, limits.scan.maxSpiFlows],
      ['ICMP', wire.icmp.length, limits.scan.maxFolds],
      ['unresolved', wire.unresolved.length, limits.scan.maxFolds],
      ['bytes', wire.bytes, capture.maxUnpackedBytes === undefined ? undefined : capture.maxUnpackedBytes + 2 ** 23],
    ];
    for (const [what, count, cap] of caps)
      if (cap !== undefined && count > cap) return { kind: 'cap', reason: `${what}: more than its cap` };
    for (const { what, kept, seen } of wire.limits)
      if (kept > seen) return { kind: 'cap', reason: `${what}: more kept than seen` };
    return null;
  };
}

const lowLimits: WireLimits = {
  scan: {
    ...defaultScanLimits,
    capture: { maxInterfaces: 3, maxNames: 2, maxFaultsPerCode: 2, maxFaults: 4, maxResyncs: 4 },
    reassembly: { maxDatagrams: 2, maxFragments: 4, maxBytes: 2048, seconds: 30 },
    flow: { idleSeconds: 4, maxIdleGaps: 2, maxJumps: 2 },
    maxPeers: 4,
    maxAddresses: 4,
    maxSpiFlows: 2,
    maxClearFlows: 2,
    maxHostPairs: 2,
    maxFolds: 2,
    maxFaultsPerCode: 2,
    maxFaults: 4,
  },
  messages: { maxMessages: 3, maxGroups: 2, maxHeld: 6, maxOrdinary: 1, halfOpenSeconds: 60 },
  maxIncomplete: 2,
  maxClear: 2,
  maxFaults: 4,
};

const usualLimits: WireLimits = {
  scan: defaultScanLimits,
  messages: defaultMessageLimits,
  maxIncomplete: 10_000,
  maxClear: 20_000,
  maxFaults: 200,
};

/** Packets behind each other: link (an index), length in two bytes, bytes. What is left at the end is a packet too. */
function framesOf(input: Uint8Array): { linkType: number; packets: WrittenPacket[] } {
  const linkType = linkTypes[links[(input[0] ?? 0) % links.length] ?? 'ethernet'];
  const found: WrittenPacket[] = [];
  for (let at = 1; at + 2 <= input.length && found.length < 2000; ) {
    const length = ((input[at] ?? 0) << 8) | (input[at + 1] ?? 0);
    found.push({ ns: BigInt(found.length) * 50_000_000n, frame: input.subarray(at + 2, at + 2 + length) });
    at += 2 + length;
  }
  return { linkType, packets: found };
}

const asFrames = (link: Link): Uint8Array =>
  joined(
    Uint8Array.of(links.indexOf(link)),
    ...packets(link).flatMap(({ frame: bytes }) => [Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes]),
  );

function capture(name: string, seeds: () => readonly Uint8Array[]): Target {
  return {
    name,
    text: false,
    maxLength: 32768,
    seeds,
    words: () => binaryWords,
    run: (input) => readWire(streamOf(input), 'a1'),
    check: checkWire(usualLimits),
  };
}

function decoded(input: Uint8Array): unknown {
  const message = decodeIke(input, { copy: true });
  const alone = (['IKEv1', 'IKEv2'] as const).map((protocol) =>
    decodePayloads(input, input[16] ?? 0, protocol, {
      exchangeType: input[18] ?? 0,
      offset: Math.min(28, input.length),
    }),
  );
  return { message, alone, looks: looksLikeIke(input) };
}

export const captureTargets: readonly Target[] = [
  capture('pcap', () => [
    writePcap([...neighbours, ...packets('ethernet')]),
    writePcap(packets('sll'), { linkType: linkTypes.sll, littleEndian: false }),
    writePcap(packets('raw').slice(0, 8), { linkType: linkTypes.raw, nanoseconds: true, snaplen: 96 }),
  ]),
  capture('pcapng', () => [
    writePcapng(packets('ethernet')),
    writePcapng(
      packets('ethernet').map(
        (packet, i) => ({ ...packet, direction: i % 2 === 0 ? 'in' : 'out', comment: 'made up', drops: 1 }) as const,
      ),
    ),
  ]),
  {
    name: 'frames',
    text: false,
    maxLength: 16384,
    seeds: () => links.map(asFrames),
    words: () => binaryWords,
    run(input) {
      const { linkType, packets: list } = framesOf(input);
      return readWire(streamOf(writePcap(list, { linkType })), 'a1', lowLimits);
    },
    check: checkWire(lowLimits),
  },
  {
    name: 'ike',
    text: false,
    maxLength: 8192,
    seeds: () => ikeSeeds,
    words: () => binaryWords,
    run: decoded,
  },
];
