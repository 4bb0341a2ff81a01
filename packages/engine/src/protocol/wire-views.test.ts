import { describe, expect, it } from 'vitest';
import { writePcap } from './capture/write.ts';
import { buildMessage } from './ike/build.ts';
import { esp, frame, ip, udpIp } from './ip/build.ts';
import { bytesSource } from './source.ts';
import type { WireReading } from './wire-reading.ts';
import { readWire } from './wire.ts';

const [a, outside, b] = ['10.0.0.5', '192.0.2.200', '198.51.100.20'];
const spi = 0xc0ffee01;

interface Seen {
  /** Milliseconds. */
  readonly at: number;
  readonly datagram: Uint8Array;
}

function read(seen: readonly Seen[]): Promise<WireReading> {
  const packets = seen.map(({ at, datagram }) => ({
    ns: 1_700_000_000_000_000_000n + BigInt(Math.round(at * 1e6)),
    frame: frame(datagram),
  }));
  return readWire(bytesSource(writePcap(packets)), 'a1');
}

function message(from: 'initiator' | 'responder', exchange = 34, id = 0): Uint8Array {
  return buildMessage({
    major: 2,
    initiatorSpi: '1111111111111111',
    responderSpi: exchange === 34 && from === 'initiator' ? '0000000000000000' : '2222222222222222',
    exchange,
    messageId: id,
    flags: from === 'initiator' ? 8 : 32,
    payloads: [{ type: 40, body: new Uint8Array(32).fill(id + 1) }],
  });
}

const onWay = (src: string, dst: string, payload: Uint8Array, hopLimit: number): Uint8Array => {
  const datagram = udpIp(src, dst, 500, 500, payload);
  return ip(src, dst, 17, datagram.subarray(20), { hopLimit });
};

const request = message('initiator');
const answer = message('responder');

describe('IKE messages at two places of their way', () => {
  it('are one message, before and behind a NAT, and tell both names of its end', async () => {
    const wire = await read([
      { at: 0, datagram: onWay(a, b, request, 64) },
      { at: 0.1, datagram: onWay(outside, b, request, 62) },
      { at: 3, datagram: onWay(b, outside, answer, 64) },
      { at: 3.1, datagram: onWay(b, a, answer, 62) },
    ]);
    expect(wire.ike.map(({ src, dst, copies }) => [src.address, dst.address, copies])).toEqual([
      [a, b, 1],
      [b, outside, 1],
    ]);
    expect(wire.translations).toEqual([
      { inside: { address: a, port: 500 }, outside: { address: outside, port: 500 } },
    ]);
    expect(wire.passing).toBe(true);
    expect(wire.ownAddresses).toEqual([]);
  });

  it('are one message, behind routers, and none was repeated', async () => {
    const wire = await read([
      { at: 0, datagram: onWay(a, b, request, 64) },
      { at: 0.1, datagram: onWay(a, b, request, 63) },
      { at: 3, datagram: onWay(b, a, answer, 64) },
      { at: 3.1, datagram: onWay(b, a, answer, 63) },
    ]);
    expect(wire.ike.map(({ copies }) => copies)).toEqual([1, 1]);
    expect(wire.translations).toBeUndefined();
    expect(wire.passing).toBe(true);
  });

  it('count as often as the place shows them that shows them most often', async () => {
    const wire = await read([
      { at: 0, datagram: onWay(a, b, request, 64) },
      { at: 500, datagram: onWay(a, b, request, 64) },
      { at: 500.1, datagram: onWay(outside, b, request, 62) },
      { at: 1500, datagram: onWay(a, b, request, 64) },
      { at: 1500.1, datagram: onWay(outside, b, request, 62) },
    ]);
    expect(wire.ike.map(({ copies, lastPacket }) => [copies, lastPacket])).toEqual([[3, 4]]);
  });

  it('are no copies where two captures of one network show nearly all of them twice', async () => {
    const seen = [request, answer].flatMap((payload, i) => {
      const datagram = i === 0 ? onWay(a, b, payload, 64) : onWay(b, a, payload, 64);
      return [0, 0.7, 500, 500.7].map((at) => ({ at: at + i * 3, datagram }));
    });
    const wire = await read(seen.sort((x, y) => x.at - y.at));
    expect(wire.ike.map(({ copies }) => copies)).toEqual([2, 2]);
    const resent = [0, 0.7, 500, 1000, 2000].map((at) => ({ at, datagram: onWay(a, b, request, 64) }));
    expect((await read(resent)).ike.map(({ copies }) => copies)).toEqual([5]);
  });

  it('are two where the bytes differ, or go the other way', async () => {
    const wire = await read([
      { at: 0, datagram: onWay(a, b, request, 64) },
      { at: 1, datagram: onWay(b, a, request, 63) },
      { at: 2, datagram: onWay(a, b, message('initiator', 34, 7), 62) },
    ]);
    expect(wire.ike).toHaveLength(3);
    expect(wire.passing).toBeUndefined();
  });

  it('sent once by another way of many make no capture of two places', async () => {
    const talk = [1, 2, 3, 4, 5].flatMap((id) => [
      { at: id * 10, datagram: onWay(a, b, message('initiator', 37, id), 64) },
      { at: id * 10 + 1, datagram: onWay(b, a, message('responder', 37, id), 57) },
    ]);
    const moved = { at: 100, datagram: onWay(outside, b, message('initiator', 37, 5), 64) };
    const wire = await read([...talk, moved]);
    expect(wire.ike).toHaveLength(10);
    expect(wire.passing).toBeUndefined();
    expect(wire.ownAddresses).toEqual([a, outside]);
  });
});

describe('ESP at two places of its way', () => {
  const bothWays = (shown: (from: 'a' | 'b', sequence: number) => readonly Uint8Array[]): Promise<WireReading> =>
    read(
      [1, 2, 3, 4].flatMap((n) =>
        (['a', 'b'] as const).flatMap((from, i) =>
          shown(from, n).map((datagram, place) => ({ at: n * 10 + i + place / 10, datagram })),
        ),
      ),
    );
  const packet = (src: string, dst: string, own: number, n: number, hopLimit: number): Uint8Array =>
    ip(src, dst, 50, esp(own, n), { hopLimit });
  const told = ({ flows }: WireReading): unknown =>
    flows.map(({ packets, duplicates, gaps, views }) => [
      packets,
      duplicates,
      gaps,
      views === undefined ? null : [views.left.packets, views.left.src, views.came.packets, views.came.src],
    ]);

  it('is one flow that left and came, through a NAT and through routers', async () => {
    const translated = await bothWays((from, n) =>
      from === 'a'
        ? [packet(a, b, spi, n, 64), packet(outside, b, spi, n, 62)]
        : [packet(b, outside, spi + 1, n, 64), packet(b, a, spi + 1, n, 62)],
    );
    expect(told(translated)).toEqual([
      [4, 0, 0, [4, a, 4, outside]],
      [4, 0, 0, [4, b, 4, b]],
    ]);
    expect(translated.translations).toEqual([
      { inside: { address: a, port: 0 }, outside: { address: outside, port: 0 } },
    ]);
    const routed = await bothWays((from, n) => {
      const [src, dst, own] = from === 'a' ? [a, b, spi] : [b, a, spi + 1];
      return [packet(src, dst, own, n, 64), packet(src, dst, own, n, 63)];
    });
    expect(told(routed)).toEqual([
      [4, 0, 0, [4, a, 4, a]],
      [4, 0, 0, [4, b, 4, b]],
    ]);
    expect([translated.passing, routed.passing]).toEqual([true, true]);
  });

  it('lacks at the far place what was lost between them', async () => {
    const wire = await bothWays((from, n) => {
      const [src, dst, own] = from === 'a' ? [a, b, spi] : [b, a, spi + 1];
      const near = packet(src, dst, own, n, 64);
      return from === 'a' && n > 2 ? [near] : [near, packet(src, dst, own, n, 63)];
    });
    expect(told(wire)).toEqual([
      [4, 0, 0, [4, a, 2, a]],
      [4, 0, 0, [4, b, 4, b]],
    ]);
  });

  it('tells nothing of the ends where a router saw it amid its way', async () => {
    const wire = await bothWays((from, n) => {
      const [src, dst, own] = from === 'a' ? [a, b, spi] : [b, a, spi + 1];
      return [packet(src, dst, own, n, 61), packet(src, dst, own, n, 60)];
    });
    expect(told(wire)).toEqual([
      [4, 0, 0, null],
      [4, 0, 0, null],
    ]);
  });

  it('tells nothing of the ends where two clocks were put into one file', async () => {
    const at = (n: number, hopLimit: number): Seen['datagram'] => packet(a, b, spi, n, hopLimit);
    const wire = await read(
      [1, 2, 3, 4].flatMap((n) => [
        { at: n * 10, datagram: at(n, 64) },
        { at: n * 10 + 1, datagram: packet(b, a, spi + 1, n, 64) },
        { at: n * 10 + 5000, datagram: at(n, 63) },
        { at: n * 10 + 5001, datagram: packet(b, a, spi + 1, n, 63) },
      ]),
    );
    expect(told(wire)).toEqual([
      [4, 0, 0, null],
      [4, 0, 0, null],
    ]);
    expect(wire.passing).toBe(true);
  });

  it('is copied where the same place shows a number again, or one packet came by another way', async () => {
    const again = await read([1, 2, 3, 3].map((n, i) => ({ at: i * 100, datagram: packet(a, b, spi, n, 64) })));
    expect(told(again)).toEqual([[4, 1, 0, null]]);
    const strange = await read(
      [1, 2, 3, 4, 5, 3].map((n, i) => ({ at: i * 100, datagram: packet(a, b, spi, n, i === 5 ? 60 : 64) })),
    );
    expect(told(strange)).toEqual([[6, 1, 0, null]]);
  });
});
