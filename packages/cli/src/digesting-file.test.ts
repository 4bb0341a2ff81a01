import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestingFileStream } from './digesting-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ipsec-doctor-digest-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const patterned = (length: number): Uint8Array => new Uint8Array(length).map((_, i) => (i * 31 + (i >> 9)) & 255);

describe('a file that another thread digests', () => {
  it.each([0, 1, 2 ** 20, 2 ** 20 + 1, 12 * 2 ** 20 + 77])(
    'of %i bytes is read whole, with its SHA-256',
    async (length) => {
      const bytes = patterned(length);
      const path = join(folder, `file-${length}`);
      writeFileSync(path, bytes);
      const stream = digestingFileStream(path);
      const hash = stream.digest?.();
      const seen = createHash('sha256');
      let count = 0;
      for (let block = await stream.next(); block !== null; block = await stream.next()) {
        hash?.update(block);
        seen.update(block);
        count += block.length;
      }
      const wanted = createHash('sha256').update(bytes).digest('hex');
      expect([count, seen.digest('hex'), hash?.hex()]).toEqual([length, wanted, wanted]);
      await stream.close?.();
    },
  );

  it('that cannot be read tells why', async () => {
    const stream = digestingFileStream(folder);
    await expect(stream.next()).rejects.toMatchObject({ code: 'EISDIR' });
    expect(await stream.next()).toBeNull();
    await stream.close?.();
  });

  it('can be given up in the middle', async () => {
    const path = join(folder, 'left');
    writeFileSync(path, patterned(20 * 2 ** 20));
    const stream = digestingFileStream(path);
    const hash = stream.digest?.();
    const first = await stream.next();
    if (first !== null) hash?.update(first);
    const length = first?.length ?? 0;
    expect(length).toBeGreaterThan(0);
    expect(hash?.hex()).toBe(createHash('sha256').update(patterned(length)).digest('hex'));
    await stream.close?.();
    expect(await stream.next()).toBeNull();
  });
});
