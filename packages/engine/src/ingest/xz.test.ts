import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streamOf } from './byte-stream.ts';
import type { UnpackBudget } from './gzip.ts';
import { unxz } from './xz.ts';

// `printf 'charon started\n%.0s' 1 2 3 | xz -9 | base64 -w0`
const small = Buffer.from(
  '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jM4AAsABZdADGaCEhF/UPFPvpz1ExtREdpBujDAAAAAABACIQOQpg22QABMi0vvSmIH7bzfQEAAAAABFla',
  'base64',
);
const text = 'charon started\n'.repeat(3);

const budget = (): UnpackBudget => ({ maxBytes: 2 ** 26, maxRatio: 400, ratioFrom: 2 ** 22, spent: 0, packed: 0 });

async function all(bytes: Uint8Array, cost = budget()): Promise<{ text: string; fault: string | null }> {
  const stream = unxz(streamOf(bytes), cost);
  const parts: Uint8Array[] = [];
  try {
    for (let block = await stream.next(); block !== null; block = await stream.next()) parts.push(block.slice());
  } catch (error) {
    return { text: Buffer.concat(parts).toString(), fault: (error as { id?: string }).id ?? String(error) };
  }
  return { text: Buffer.concat(parts).toString(), fault: null };
}

describe('xz', () => {
  it('is unpacked', async () => {
    expect(await all(small)).toEqual({ text, fault: null });
  });

  it('that ends early or is damaged says so', async () => {
    expect((await all(small.subarray(0, small.length - 20))).fault).toBe('ingest.xz-damaged');
    const bent = Uint8Array.from(small);
    bent[40] = (bent[40] ?? 0) ^ 0x55;
    expect((await all(bent)).fault).toBe('ingest.xz-damaged');
  });

  it('gives text or a fault whatever is changed in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(small.length - 1), fc.integer({ min: 1, max: 255 }), async (at, bits) => {
        const bent = Uint8Array.from(small);
        bent[at] = (bent[at] ?? 0) ^ bits;
        const { text: got, fault } = await all(bent);
        expect(fault === null ? got === text : fault === 'ingest.xz-damaged').toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it.runIf(spawnSync('xz', ['--version']).error === undefined)('of a bomb is stopped', async () => {
    const packed = spawnSync('xz', ['-9', '-c'], { input: Buffer.alloc(2 ** 27), maxBuffer: 2 ** 24 }).stdout;
    const cost = budget();
    expect((await all(packed, cost)).fault).toBe('ingest.ratio-limit');
    expect(cost.spent).toBeLessThan(2 ** 23);
  });
});
