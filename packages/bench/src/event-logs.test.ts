import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesSource } from '@ipsec-doctor/engine/protocol/source';
import { readEvtx } from '@ipsec-doctor/engine/protocol/evtx/read';
import { afterAll, describe, expect, it } from 'vitest';
import { writeEventLog } from './event-log-file.ts';

const work = mkdtempSync(join(tmpdir(), 'ipsec-doctor-bench-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function written(seed: number): Uint8Array {
  const path = join(work, `${seed}.evtx`);
  const { bytes } = writeEventLog(path, 600_000, seed);
  const file = new Uint8Array(readFileSync(path));
  expect(file.length).toBe(bytes);
  return file;
}

describe('an event log of the bench', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(written(3)).toEqual(written(3));
    expect(written(4)).not.toEqual(written(3));
  });

  it('is whole, in order, and has nothing of IPsec', async () => {
    const records: bigint[] = [];
    const ids = new Set<number>();
    const summary = await readEvtx(bytesSource(written(3)), {
      event: ({ record, id }) => {
        records.push(record ?? 0n);
        ids.add(id);
      },
      fault: (_, reason) => expect(reason).toBe(''),
    });
    expect(summary).toMatchObject({ lost: 0, truncated: false, chunks: 9 });
    expect(records).toEqual(records.map((_, i) => BigInt(i + 1)));
    expect([...ids].sort((a, b) => a - b)).toEqual([4624, 4634, 4688, 5156]);
  });
});
