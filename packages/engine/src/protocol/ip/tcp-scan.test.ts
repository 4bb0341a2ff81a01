import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import { writePcap } from '../capture/write.ts';
import { ascii, be16, be32 } from '../ike/build.ts';
import { bytesSource } from '../source.ts';
import { readWire } from '../wire.ts';
import { esp, frame, ikeMessage, ip } from './build.ts';

const [a, b] = ['192.0.2.10', '198.51.100.20'];

/** A TCP segment without options. */
const segment = (from: number, to: number, sequence: number, data: Uint8Array): Uint8Array =>
  concatBytes(be16(from), be16(to), be32(sequence), be32(0), Uint8Array.of(0x50, 0x18), be16(1000), be32(0), data);
const framed = (body: Uint8Array): Uint8Array => concatBytes(be16(body.length + 2), body);
const marked = (message: Uint8Array): Uint8Array => concatBytes(new Uint8Array(4), message);

describe('a capture with IKE in TCP (RFC 9329)', () => {
  it('shows messages and SAs as in UDP, and no clear traffic', async () => {
    const asked = concatBytes(ascii('IKETCP'), framed(marked(ikeMessage())));
    const frames = [
      ip(a, b, 6, segment(40000, 4500, 1, asked.subarray(0, 20))),
      ip(a, b, 6, segment(40000, 4500, 21, asked.subarray(20))),
      ip(b, a, 6, segment(4500, 40000, 900, framed(esp(0xc1000001, 1)))),
    ].map((datagram, i) => ({ ns: BigInt(i) * 1_000_000n, frame: frame(datagram) }));
    const reading = await readWire(bytesSource(writePcap(frames)), 'a1');
    expect(reading.ike.map(({ packets, natT, src }) => [packets, natT, src.port])).toEqual([[[2], true, 40000]]);
    expect(reading.flows.map(({ spi, encapsulation }) => [spi, encapsulation])).toEqual([['c1000001', 'tcp']]);
    expect(reading.clear).toEqual([]);
  });
});
