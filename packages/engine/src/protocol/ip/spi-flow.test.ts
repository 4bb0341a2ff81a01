import { describe, expect, it } from 'vitest';
import { writePcap } from '../capture/write.ts';
import { bytesSource } from '../source.ts';
import type { WireFlow } from '../wire-reading.ts';
import { readWire } from '../wire.ts';
import { ah, esp, fragments, frame, ip, udpIp } from './build.ts';
import { maxPrints } from './spi-flow.ts';

const a = '192.0.2.1';
const b = '198.51.100.9';
const spi = 0xc0ffee01;

async function flow(datagrams: readonly Uint8Array[], cut?: number): Promise<WireFlow> {
  const packets = datagrams.map((datagram, i) => {
    const whole = frame(datagram);
    const kept = cut === undefined ? whole : whole.subarray(0, cut);
    return { ns: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n, frame: kept, originalLength: whole.length };
  });
  const { flows } = await readWire(bytesSource(writePcap(packets)), 'a1');
  const [only, ...more] = flows;
  if (only === undefined || more.length > 0) throw new Error(`${flows.length} flows`);
  return only;
}

const bare = (sequence: number, length = 40): Uint8Array => ip(a, b, 50, esp(spi, sequence, length));

function changed(packet: Uint8Array, at: number): Uint8Array {
  const other = Uint8Array.from(packet);
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

const sequencesOf = (prints: readonly number[]): number[] => prints.filter((_, i) => i % 2 === 0);

describe('prints of ESP packets', () => {
  it('are the same wherever the packet is seen: other hop limit, other addresses, inside UDP', async () => {
    const here = await flow([bare(1), bare(2)]);
    expect(sequencesOf(here.prints)).toEqual([1, 2]);
    const routed = await flow([1, 2].map((n) => ip(a, b, 50, esp(spi, n), { hopLimit: 57, identification: 9 })));
    const translated = await flow([1, 2].map((n) => ip('203.0.113.4', b, 50, esp(spi, n))));
    const inUdp = await flow([1, 2].map((n) => udpIp(a, b, 4500, 4500, esp(spi, n))));
    for (const there of [routed, translated, inUdp]) expect(there.prints).toEqual(here.prints);
  });

  it('differ by any one byte, the last one as well', async () => {
    const whole = esp(spi, 1);
    const print = (await flow([ip(a, b, 50, whole)])).prints[1];
    for (const at of [8, 20, whole.length - 1])
      expect((await flow([ip(a, b, 50, changed(whole, at))])).prints[1]).not.toBe(print);
  });

  it('do not depend on what a link pads small frames with', async () => {
    const one = bare(1, 2);
    const padded = new Uint8Array(one.length + 16).fill(0xee);
    padded.set(one);
    expect((await flow([padded])).prints).toEqual((await flow([one])).prints);
  });

  it('are kept of the first packets only, and not where a sequence number came with different bytes', async () => {
    const many = await flow(Array.from({ length: maxPrints + 20 }, (_, i) => bare(i + 1)));
    expect([many.packets, sequencesOf(many.prints).length]).toEqual([maxPrints + 20, maxPrints]);
    expect(sequencesOf(many.prints)).not.toContain(maxPrints + 1);
    const twice = await flow([bare(1), bare(1), bare(2)]);
    expect(twice.prints).toEqual((await flow([bare(1), bare(2)])).prints);
    const other = ip(a, b, 50, changed(esp(spi, 1), 20));
    for (const forged of [
      [other, bare(1)],
      [bare(1), other, bare(1)],
      [bare(1), other, other],
    ])
      expect((await flow([...forged, bare(2)])).prints).toEqual((await flow([bare(2)])).prints);
  });

  it('are not made of what is not whole: cut by the snap length, or in fragments', async () => {
    const cut = await flow([bare(1, 400), bare(2, 400)], 96);
    expect([cut.packets, cut.prints.length]).toEqual([2, 0]);
    const parts = await flow(fragments(a, b, 50, esp(spi, 1, 1600), 1400));
    expect([parts.packets, parts.prints.length]).toEqual([1, 0]);
  });

  it('are not made of AH, which covers fields that change on the way', async () => {
    const flowOfAh = await flow([ip(a, b, 51, ah(4, spi, 1, new Uint8Array(40)))]);
    expect([flowOfAh.protocol, flowOfAh.prints.length]).toEqual(['AH', 0]);
  });
});
