import { gzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../protocol/text.ts';
import { redacted } from './run.fixture.ts';
import { ZipWriter } from './zip-write.ts';

const text = utf8Bytes('nothing of interest\n');
const zip = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files, { level: 6 });

describe('archives of others', () => {
  it('give no path that leads out', async () => {
    const { files } = await redacted([
      { path: 'case.zip', bytes: zip({ '../../etc/cron.d/x': text, '/abs/y': text, 'C:\\z\\w': text }) },
    ]);
    for (const { path } of files) expect(path).not.toMatch(/\.\.|^\/|^[A-Za-z]:|\\/);
    expect(files).toHaveLength(3);
  });

  it('never follow a link', async () => {
    const { report, files } = await redacted([
      {
        path: 'case.zip',
        bytes: zipSync({ link: [utf8Bytes('/etc/shadow'), { os: 3, attrs: 0o120_777 << 16 }], ok: text }),
      },
    ]);
    expect(report.leftOut).toEqual([{ path: 'link', why: 'link' }]);
    expect(files.map(({ path }) => path)).toEqual(['ok']);
  });

  it('stop at a bomb, within bombs too', async () => {
    const bomb = zip({ big: gzipSync(new Uint8Array(40 * 2 ** 20)) });
    const { files, report } = await redacted([{ path: 'case.zip', bytes: bomb }], {
      limits: { maxUnpackedBytes: 2 ** 20, ratioFrom: 2 ** 18, maxRatio: 50 },
    });
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(size).toBeLessThan(4 * 2 ** 20);
    expect(report.leftOut.length + report.files.filter(({ damaged }) => damaged).length).toBeGreaterThan(0);
  });

  it('stop at too many files, and say so', async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, text]));
    const { files, report } = await redacted([{ path: 'case.zip', bytes: zip(many) }], { limits: { maxEntries: 50 } });
    expect(files.length).toBeLessThanOrEqual(50);
    expect(report.leftOut.some(({ why }) => why === 'limit')).toBe(true);
  });

  it('are opened only so deep', async () => {
    let bytes = zip({ f: text });
    for (let i = 0; i < 8; i++) bytes = zip({ 'inner.zip': bytes });
    const { report, files } = await redacted([{ path: 'case.zip', bytes }]);
    expect(files).toEqual([]);
    expect(report.leftOut.map(({ why }) => why)).toEqual(['too-deep']);
  });

  it('that are damaged are left out and do not stop the rest', async () => {
    const { report, files } = await redacted([
      { path: 'a/broken.zip', bytes: zip({ f: text }).slice(0, 40) },
      { path: 'b/ok.txt', bytes: text },
    ]);
    expect(files.map(({ path }) => path)).toContain('b/ok.txt');
    expect(report.leftOut.length + report.files.filter(({ damaged }) => damaged).length).toBeGreaterThan(0);
  });
});

describe('archives of ours', () => {
  it('are the same bytes for the same files', async () => {
    const write = async (): Promise<Buffer> => {
      const out: Uint8Array[] = [];
      const own = new ZipWriter((bytes) => void out.push(bytes));
      for (const path of ['a/x', 'b/y']) {
        own.open(path);
        await own.write(text);
        await own.close();
      }
      await own.end();
      return Buffer.concat(out);
    };
    const first = await write();
    expect(Buffer.compare(first, await write())).toBe(0);
    const { files } = await redacted([{ path: 'case.zip', bytes: first }]);
    expect(files.map(({ path }) => path)).toEqual(['a/x', 'b/y']);
  });
});
