import { describe, expect, it } from 'vitest';
import { concatBytes } from '../protocol/bytes.ts';
import { readCapture } from '../protocol/capture/read.ts';
import { writePcap } from '../protocol/capture/write.ts';
import type { Packet } from '../protocol/capture/types.ts';
import { internetChecksum, pseudoHeaderSum } from '../protocol/ip/checksum.ts';
import { decodeIke } from '../protocol/ike/decode.ts';
import { natSighting } from '../protocol/ike/nat-detection.ts';
import { addressText } from '../protocol/address.ts';
import { bytesSource } from '../protocol/source.ts';
import { esp, frame, icmp, ip, udp, udpIp } from '../protocol/ip/build.ts';
import { utf8Bytes } from '../protocol/text.ts';
import { capture, frames, init, inside, own, peer } from './planted.fixture.ts';
import { redacted } from './run.fixture.ts';

interface Seen {
  readonly frame: Uint8Array;
  readonly ns: bigint;
}

async function framesOf(bytes: Uint8Array): Promise<Seen[]> {
  const found: Seen[] = [];
  await readCapture(bytesSource(bytes), (packet: Packet) => {
    found.push({
      frame: packet.bytes.slice(packet.offset, packet.offset + packet.capturedLength),
      ns: BigInt(packet.seconds) * 1_000_000_000n + BigInt(packet.nanoseconds),
    });
  });
  return found;
}

async function through(list: readonly Uint8Array[]): Promise<Uint8Array[]> {
  const bytes = writePcap(list.map((one, i) => ({ ns: BigInt(i) * 1_000_000_000n, frame: one })));
  const { files } = await redacted([{ path: 'capture.pcap', bytes }]);
  return (await framesOf(files[0]?.bytes ?? new Uint8Array(0))).map((one) => one.frame);
}

const headerGood = (bytes: Uint8Array): boolean => internetChecksum(bytes, 14, 20) === 0;
const udpGood = (bytes: Uint8Array): boolean => {
  const length = ((bytes[38] ?? 0) << 8) | (bytes[39] ?? 0);
  return internetChecksum(bytes, 34, length, pseudoHeaderSum(bytes, 26, 4, 17, length)) === 0;
};

describe('a redacted capture', () => {
  it('has the same packets at the same times, each as long as before', async () => {
    const { files } = await redacted([{ path: 'capture.pcap', bytes: capture }]);
    const [before, after] = [await framesOf(capture), await framesOf(files[0]?.bytes ?? new Uint8Array(0))];
    expect(after.map(({ frame: one, ns }) => [one.length, ns])).toEqual(
      before.map(({ frame: one, ns }) => [one.length, ns]),
    );
    expect(after.some(({ frame: one }, i) => Buffer.compare(one, before[i]?.frame ?? new Uint8Array(0)) === 0)).toBe(
      false,
    );
  });

  it('keeps right checksums right and wrong ones wrong', async () => {
    const right = frame(udpIp(own, peer, 4000, 4001, utf8Bytes('in clear')));
    const wrong = right.slice();
    wrong[40] = (wrong[40] ?? 0) ^ 0x55;
    wrong[24] = (wrong[24] ?? 0) ^ 0x55;
    const [first, second] = await through([right, wrong]);
    expect([headerGood(first ?? right), udpGood(first ?? right)]).toEqual([true, true]);
    expect([headerGood(second ?? right), udpGood(second ?? right)]).toEqual([false, false]);
  });

  it('leaves ESP and encrypted IKE as they are, octet for octet', async () => {
    const packet = esp(0xc1a00001, 7, 64);
    const noise = Uint8Array.from({ length: 64 }, (_, i) => (i * 89 + 13) & 255);
    packet.set(noise, 8);
    const [bare, inUdp] = await through([
      frame(ip(own, peer, 50, packet)),
      frame(udpIp(own, peer, 4500, 4500, packet)),
    ]);
    expect(bare?.subarray(34)).toEqual(packet);
    expect(inUdp?.subarray(42)).toEqual(packet);
  });

  it('goes into ESP that is not encrypted', async () => {
    const inner = ip('10.1.1.1', '10.2.2.2', 17, udp('10.1.1.1', '10.2.2.2', 4000, 4001, utf8Bytes('ClearText')));
    const packet = concatBytes(
      Uint8Array.of(0xc1, 0xa0, 0, 1, 0, 0, 0, 1),
      inner,
      Uint8Array.of(1, 2, 2, 4),
      new Uint8Array(12).fill(7),
    );
    const [made] = await through([frame(ip(own, peer, 50, packet))]);
    expect(Buffer.from(made ?? []).includes('ClearText')).toBe(false);
    expect(Buffer.from(made ?? []).includes(Buffer.from([10, 1, 1, 1]))).toBe(false);
  });

  it('keeps what NAT detection says at each place', async () => {
    // Seen behind the NAT the source does not fit, before it it does; the destination fits at both.
    const [behind, before] = await through([
      frame(udpIp(own, peer, 500, 500, init)),
      frame(udpIp(inside, peer, 500, 500, init)),
    ]);
    const sighting = (bytes: Uint8Array | undefined): unknown => {
      const seen = bytes ?? new Uint8Array(60);
      const end = (at: number): { address: string; port: number } => ({
        address: addressText(seen, at, 4) ?? '',
        port: 500,
      });
      return natSighting(decodeIke(seen.subarray(42)), end(26), end(30));
    };
    expect(sighting(before)).toEqual({ sender: false, receiver: false });
    expect(sighting(behind)).toEqual({ sender: true, receiver: false });
    expect(behind?.subarray(42)).toEqual(before?.subarray(42));
  });

  it('quotes in ICMP what it quotes', async () => {
    const datagram = udpIp(own, peer, 500, 500, init);
    const [sent, quoted] = await through([frame(datagram), frame(ip(peer, own, 1, icmp(3, 3, 0, datagram)))]);
    expect(quoted?.subarray(42, 42 + datagram.length)).toEqual(sent?.subarray(14));
    expect(internetChecksum(quoted ?? datagram, 34, (quoted ?? datagram).length - 34)).toBe(0);
  });

  it('is blank from a damaged record on, and says so', async () => {
    const whole = writePcap(frames.map((one, i) => ({ ns: BigInt(i), frame: one })));
    const damaged = whole.slice();
    new DataView(damaged.buffer).setUint32(24 + 16 + (frames[0]?.length ?? 0) + 8, 0x7fffffff, true);
    const { files, report } = await redacted([{ path: 'capture.pcap', bytes: damaged }]);
    expect(report.files[0]?.damaged).toBe(true);
    const out = files[0]?.bytes ?? new Uint8Array(0);
    expect(out.length).toBe(whole.length);
    expect(out.subarray(24 + 16 + (frames[0]?.length ?? 0)).every((byte) => byte === 0)).toBe(true);
  });

  it('does not change what was handed in, a Buffer of Node either', async () => {
    const given = Buffer.from(capture);
    await redacted([{ path: 'capture.pcap', bytes: given }]);
    expect(Buffer.compare(given, capture)).toBe(0);
  });
});
