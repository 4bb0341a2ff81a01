import { describe, expect, it } from 'vitest';
import { writePcap, type WrittenPacket } from './capture/write.ts';
import { esp, frame, ikeMessage, ip, marked, udpIp } from './ip/build.ts';
import { bytesSource } from './source.ts';
import { readWire } from './wire.ts';

const start = 1_700_000_000_000_000_000n;
const second = 1_000_000_000n;
const [a, b] = ['192.0.2.1', '198.51.100.9'];

/** What is left of frames at a snap length, a second apart. */
function snapped(length: number, frames: readonly Uint8Array[]): WrittenPacket[] {
  return frames.map((one, i) => ({
    ns: start + BigInt(i) * second,
    frame: one.subarray(0, length),
    originalLength: one.length,
  }));
}

const read = (length: number, frames: readonly Uint8Array[]): ReturnType<typeof readWire> =>
  readWire(bytesSource(writePcap(snapped(length, frames))), 'a1');

const asked = ikeMessage({ initiatorSpi: 7 }, 400);
const answered = ikeMessage({ initiatorSpi: 7, responderSpi: 9, flags: 0x20 }, 300);
const proof = ikeMessage({ initiatorSpi: 7, responderSpi: 9, exchange: 35, messageId: 1 }, 200);

describe('IKE in a capture that cuts packets', () => {
  const frames = [
    frame(udpIp(a, b, 500, 500, asked)),
    frame(udpIp(b, a, 500, 500, answered)),
    frame(udpIp(a, b, 4500, 4500, marked(proof))),
    frame(ip(a, b, 50, esp(1, 1))),
  ];

  it('is read as far as the header tells which message it is, without payloads', async () => {
    const { ike } = await read(64, frames);
    expect(ike).toMatchObject([
      { src: { address: a, port: 500 }, bytes: 428, octets: { length: 22 }, packets: [1] },
      { src: { address: b, port: 500 }, bytes: 328, packets: [2] },
    ]);
    expect(ike.map(({ message }) => message)).toMatchObject([
      { protocol: 'IKEv2', initiatorSpi: '1111111100000007', exchangeType: { id: 34 }, payloads: [], messageId: 0 },
      { responderSpi: '2222222200000009', flags: { response: true } },
    ]);
  });

  it('is cited as cut where the header does not tell it, and the capture stands for no time after that', async () => {
    const wire = await read(64, frames);
    expect(wire.faults).toContainEqual({
      packet: 3,
      reason: 'the capture kept 18 of 228 bytes of a message on port 4500: less than its header',
    });
    expect([wire.first, wire.last]).toEqual([start, start + second]);
    expect(wire.cut).toEqual({ messages: 3, unread: 1, span: { from: start, to: start + 3n * second } });
  });

  it('stands for no time at all where the first message is not read', async () => {
    const wire = await read(50, frames);
    expect([wire.first, wire.last, wire.ike]).toEqual([null, null, []]);
    expect(wire.cut).toMatchObject({ messages: 3, unread: 3 });
  });

  it('is counted by its port where nothing else is left of it', async () => {
    const wire = await read(40, frames);
    expect(wire.cut).toMatchObject({ messages: 2, unread: 2 });
    expect(wire.faults[0]?.reason).toBe(
      'the capture kept 0 of 428 bytes of a message on port 500: less than its header',
    );
  });

  it('counts whose payloads are cut, and knows whole packets', async () => {
    const payloads = await read(96, frames);
    expect([payloads.ike.length, payloads.last]).toEqual([3, start + 3n * second]);
    expect(payloads.cut).toMatchObject({ messages: 3, unread: 0 });
    expect((await read(2000, frames)).cut).toBeUndefined();
  });

  it('reads first exchanges of IKEv1, and nothing whose message ID was cut', async () => {
    const v1 = [2, 4, 5, 32].map((exchange, i) =>
      frame(udpIp(a, b, 500, 500, ikeMessage({ initiatorSpi: i + 1, version: 0x10, exchange, flags: 0 }, 100))),
    );
    const { ike, cut } = await read(62, v1);
    expect(ike.map(({ message }) => message.exchangeType.id)).toEqual([2, 4]);
    expect(cut?.unread).toBe(2);
  });

  it('is nothing that is of no version of IKE', async () => {
    const other = ikeMessage({ version: 0x50 }, 100);
    const { ike, cut, faults } = await read(64, [frame(udpIp(a, b, 500, 500, other))]);
    expect([ike.length, cut?.unread]).toEqual([0, undefined]);
    expect(faults).toEqual([{ packet: 1, reason: '128 bytes on port 500 are no IKE message' }]);
  });
});
