import { describe, expect, it } from 'vitest';
import { diagnose } from '../index.ts';
import { writePcap, type WrittenPacket } from '../protocol/capture/write.ts';
import { buildMessage, notifyPayloadV2, sk } from '../protocol/ike/build.ts';
import { frame, icmp, ip, udpIp } from '../protocol/ip/build.ts';
import { readWire, type WireLimits } from '../protocol/wire.ts';
import { textFormats } from '../formats/index.ts';
import { bytesInput, ingest } from '../ingest/ingest.ts';
import { judge } from '../judge.ts';

const start = 1_700_000_000_000_000_000n;
const gateway = '192.0.2.1';
const peerOf = (sa: number): string => `198.18.${sa >> 8}.${sa & 255}`;

function message(sa: number, exchange: number, response: boolean, id: number, bytes: number): Uint8Array {
  const spi = (first: string): string => `${first}${sa.toString(16).padStart(15, '0')}`;
  return buildMessage({
    initiatorSpi: spi('a'),
    responderSpi: exchange === 34 && !response ? '0'.repeat(16) : spi('b'),
    exchange,
    flags: response ? 32 : 8,
    messageId: id,
    payloads:
      exchange === 34
        ? [{ type: 40, body: new Uint8Array(32).fill(response ? 1 : 2) }]
        : [sk(0, new Uint8Array(bytes - 32).fill(id))],
  });
}

/** One packet and the ends that see it. */
type Seen = readonly [bytes: Uint8Array, peer: boolean, gateway: boolean];

/** A set-up; `lost`: the answer to IKE_AUTH leaves the gateway and does not come to the peer, which asks five times. */
function setUp(sa: number, lost: boolean): Seen[] {
  const ask = (bytes: Uint8Array): Seen => [frame(udpIp(peerOf(sa), gateway, 500, 500, bytes)), true, true];
  const tell = (bytes: Uint8Array, arrives = true): Seen => [
    frame(udpIp(gateway, peerOf(sa), 500, 500, bytes)),
    arrives,
    true,
  ];
  const first = [ask(message(sa, 34, false, 0, 64)), tell(message(sa, 34, true, 0, 64))];
  const request = message(sa, 35, false, 1, 300);
  const answer = message(sa, 35, true, 1, 240);
  if (!lost) return [...first, ask(request), tell(answer)];
  return [...first, ...Array.from({ length: 5 }, () => [ask(request), tell(answer, false)]).flat()];
}

const few: Partial<WireLimits> = {
  messages: { maxMessages: 100, maxGroups: 20, maxHeld: 10_000, maxOrdinary: 4, halfOpenSeconds: 60 },
};

describe('captures that leave out what went well', () => {
  it('are no captures with holes, and what they leave out is not said to be missing', async () => {
    const packets = Array.from({ length: 60 }, (_, sa) => setUp(sa, sa === 33)).flat();
    const capture = (own: 'peer' | 'gateway'): Uint8Array => {
      const seen: WrittenPacket[] = [];
      packets.forEach(([bytes, peer, atGateway], i) => {
        if (own === 'peer' ? peer : atGateway) seen.push({ ns: start + BigInt(i) * 200_000_000n, frame: bytes });
      });
      return writePcap(seen);
    };
    const inputs = [
      bytesInput('far/capture.pcap', capture('peer'), 'folder'),
      bytesInput('near/capture.pcap', capture('gateway'), 'folder'),
    ];
    const reading = {
      formats: textFormats,
      readWire: (stream: Parameters<typeof readWire>[0], id: string) => readWire(stream, id, few),
    };
    const doc = judge(await ingest(inputs, reading), { lang: 'en' });
    const causes = doc.findings.filter(({ role }) => role === 'cause');
    expect(causes.every(({ scope }) => scope.negotiations.length <= 5)).toBe(true);
    expect(doc.totals['negotiations']).toBe(60);
    expect(doc.limits.filter(({ what }) => what === 'IKE SAs').map(({ seen }) => seen)).toEqual([60, 60]);
    const missing = doc.negotiations.flatMap(({ messages }) =>
      messages.filter(({ seenLeaving, seenArriving }) => seenLeaving === 'no' || seenArriving === 'no'),
    );
    // Only the answer that was lost may be said not to have arrived.
    expect(missing.every(({ step }) => step === 'IKE_AUTH response')).toBe(true);
  });
});

describe('an ICMP error', () => {
  const silent = (peer: string, sa: number, at: bigint): WrittenPacket[] =>
    [0n, 2n, 6n, 13n, 26n].map((seconds) => ({
      ns: start + (at + seconds) * 1_000_000_000n,
      frame: frame(udpIp(gateway, peer, 500, 500, message(sa, 34, false, 0, 64))),
    }));

  it('about the packets of one peer says nothing of another peer that is silent', async () => {
    const asked = silent('198.18.0.7', 7, 0n);
    const closed = asked.map(({ ns, frame: bytes }) => ({
      ns: ns + 20_000_000n,
      frame: frame(ip('198.18.0.7', gateway, 1, icmp(3, 3, 0, bytes.subarray(14, 42)))),
    }));
    const refused: WrittenPacket = {
      ns: start,
      frame: frame(
        udpIp(
          gateway,
          '198.18.0.9',
          500,
          500,
          buildMessage({ exchange: 34, flags: 32, payloads: [notifyPayloadV2(14)] }),
        ),
      ),
    };
    const packets = [refused, ...asked, ...closed, ...silent('198.18.0.8', 8, 40n)];
    packets.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0));
    const doc = await diagnose([bytesInput('capture.pcap', writePcap(packets))]);
    const about = (peer: string): string | undefined =>
      doc.incidents.find(({ pair }) => doc.pairs.find(({ id }) => id === pair)?.hosts.includes(peer))?.breakPoint
        .manner;
    expect([about('198.18.0.7'), about('198.18.0.8')]).toEqual(['icmp', 'silent']);
  });
});
