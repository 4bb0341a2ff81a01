import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes } from '../bytes.ts';
import { ascii, be16 } from '../ike/build.ts';
import { TcpEncapsulation, type TcpMessage } from './tcp-encapsulation.ts';

const ike = (fill: number, length = 40): Uint8Array =>
  concatBytes(new Uint8Array(4), new Uint8Array(length).fill(fill));
const esp = (fill: number, length = 60): Uint8Array => new Uint8Array(length).fill(fill);
const framed = (body: Uint8Array): Uint8Array => concatBytes(be16(body.length + 2), body);
const told = (messages: readonly TcpMessage[]): string[] =>
  messages.map((one) => `${one.kind} ${one.bytes[0]} ${one.bytes.length}`);

describe('IKE and ESP in TCP', () => {
  const stream = concatBytes(ascii('IKETCP'), framed(ike(1)), framed(esp(2)), framed(ike(3, 200)));
  const whole = ['ike 1 40', 'esp 2 60', 'ike 3 200'];

  it('cuts messages wherever the segments end, repeated or out of order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 6, max: stream.length - 1 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.boolean(),
        (cuts, start, swap) => {
          const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), stream.length];
          const pieces = at
            .slice(1)
            .map((end, i): [number, Uint8Array] => [at[i] ?? 0, stream.subarray(at[i] ?? 0, end)]);
          // The first piece has to come first: it is what shows the stream.
          if (swap && pieces.length > 2) [pieces[1], pieces[2]] = [pieces[2] as never, pieces[1] as never];
          const tcp = new TcpEncapsulation();
          const found = pieces.flatMap(([offset, data]) => [
            ...tcp.segment('a', 'b', start + offset, data),
            ...tcp.segment('a', 'b', start + offset, data),
          ]);
          expect(told(found)).toEqual(whole);
        },
      ),
    );
  });

  it('follows the answers, which have no prefix', () => {
    const tcp = new TcpEncapsulation();
    tcp.segment('a', 'b', 1, stream);
    expect(told(tcp.segment('b', 'a', 900, framed(ike(9))))).toEqual(['ike 9 40']);
  });

  it('leaves other streams alone, and gives a stream with a hole up', () => {
    const tcp = new TcpEncapsulation();
    expect(tcp.segment('x', 'y', 1, ascii('GET / HTTP/1.1'))).toEqual([]);
    expect(tcp.following).toBe(false);
    tcp.segment('a', 'b', 0, stream.subarray(0, 20));
    for (let i = 0; i < 40; i++) tcp.segment('a', 'b', 100 + i * 10, new Uint8Array(5));
    expect(tcp.givenUp).toBe(1);
  });

  it('takes anything', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.uint8Array({ maxLength: 60 }))),
        (segments) => {
          const tcp = new TcpEncapsulation();
          tcp.segment('a', 'b', 0, ascii('IKETCP'));
          for (const [sequence, data] of segments) tcp.segment('a', 'b', sequence, data);
        },
      ),
    );
  });
});
