import { describe, expect, it } from 'vitest';
import { bytesSource } from '../source.ts';
import { readCapture } from './read.ts';
import { writePcap, writePcapng, type WrittenPacket } from './write.ts';

/** Packets of all sizes, some longer than what is copied of a block. */
const packets: WrittenPacket[] = Array.from({ length: 900 }, (_, i) => ({
  ns: 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n,
  frame: new Uint8Array(i % 50 === 7 ? 60_000 : i % 9 === 0 ? 9000 : 60 + (i % 1400)).fill(i & 255),
}));

async function seen(bytes: Uint8Array, block: number): Promise<string[]> {
  const found: string[] = [];
  // The blocks are spoilt once the next one is asked for, as those of a file are.
  const source = bytesSource(bytes.slice(), block);
  let last: Uint8Array | null = null;
  const spoiling = {
    next: async () => {
      last?.fill(0xee);
      last = await source.next();
      return last;
    },
  };
  await readCapture(spoiling, ({ number, bytes: data, view, offset, capturedLength, fileOffset, nanoseconds }) => {
    const sum = data.subarray(offset, offset + capturedLength).reduce((total, byte) => total + byte, 0);
    found.push(`${number} ${fileOffset} ${nanoseconds} ${capturedLength} ${sum} ${view.getUint8(offset)}`);
  });
  return found;
}

describe('a capture in blocks of any size', () => {
  it.each([
    ['pcap', writePcap(packets)],
    ['pcapng', writePcapng(packets)],
  ] as const)('gives the same packets (%s)', async (_, bytes) => {
    const whole = await seen(bytes, bytes.length);
    expect(whole).toHaveLength(packets.length);
    for (const block of [5000, 65_536, 70_001, 131_072, 262_147, 2 ** 20])
      expect(await seen(bytes, block)).toEqual(whole);
  });
});
