import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnosis } from '@ipsec-doctor/engine';
import { workApart } from './apart.ts';
import { tar } from './tar.fixture.ts';
import type { Told } from './work.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-'));
const script = join(scratch, 'lost-readers.mjs');

beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('lost-readers.fixture.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    logLevel: 'warning',
  }),
);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function run(
  paths: readonly string[],
  apart = { script, patienceMs: 12_000, judgingMs: 60_000, memory: 96 },
): Promise<{ told: Told[]; doc: Diagnosis | null }> {
  const told: Told[] = [];
  await workApart(
    {
      paths,
      hosts: [],
      lang: 'en',
      full: false,
      format: 'json',
      save: false,
      baseline: null,
      verify: null,
      annotate: null,
      width: 100,
      color: false,
    },
    apart,
    (one) => told.push(one),
  );
  const pieces = told.flatMap((one) => (one.kind === 'piece' ? [one.piece] : []));
  return { told, doc: pieces.length === 0 ? null : (JSON.parse(pieces.join('')) as Diagnosis) };
}

describe('a reader that dies', () => {
  const harms = { throws: 'throws\nx\n', hangs: 'hangs\n', eats: 'eats\n' };

  it('loses its file and nothing else', async () => {
    const folder = join(scratch, 'case');
    cpSync(join(root, 'examples/psk-mismatch'), folder, { recursive: true });
    for (const [name, text] of Object.entries(harms)) writeFileSync(join(folder, 'a', `${name}.txt`), text);
    const { told, doc } = await run([folder]);
    expect(told.filter(({ kind }) => kind === 'done' || kind === 'failed')).toEqual([{ kind: 'done', status: 0 }]);
    expect(doc?.findings[0]).toMatchObject({ id: 'auth.psk-mismatch', confidence: 'certain' });
    const lost = doc?.artifacts.filter(({ path }) => /throws|hangs|eats/.test(path));
    expect(lost?.map(({ path, status, message, faults }) => [path, status, message?.id, faults?.length])).toEqual([
      ['a/eats.txt', 'corrupt', 'ingest.reader-memory', 1],
      ['a/hangs.txt', 'corrupt', 'ingest.reader-stuck', 1],
      ['a/throws.txt', 'corrupt', 'ingest.reader-failed', 1],
    ]);
    expect(doc?.artifacts.filter(({ status }) => status === 'corrupt')).toHaveLength(3);
  });

  it('inside an archive loses its file and not the archive', async () => {
    const archive = join(scratch, 'case.tar');
    const files: Record<string, Uint8Array> = {};
    for (const path of ['a/charon.log', 'a/swanctl.conf', 'b/charon.log', 'b/swanctl.conf'])
      files[path] = readFileSync(join(root, 'examples/psk-mismatch', path));
    files['a/hangs.txt'] = new TextEncoder().encode(harms.hangs);
    mkdirSync(scratch, { recursive: true });
    writeFileSync(archive, tar(files));
    const { doc } = await run([archive]);
    expect(doc?.findings[0]?.id).toBe('auth.psk-mismatch');
    const corrupt = doc?.artifacts.filter(({ status }) => status === 'corrupt');
    expect(corrupt?.map(({ path, message }) => [path, message?.id])).toEqual([['a/hangs.txt', 'ingest.reader-stuck']]);
  });

  it('does not keep who waits for the judgement for ever', async () => {
    const hangs = join(scratch, 'hangs.mjs');
    writeFileSync(
      hangs,
      "import { parentPort } from 'node:worker_threads';\nparentPort.postMessage({ kind: 'judging' });\nsetTimeout(() => { for (;;); }, 50);\n",
    );
    const { told } = await run([scratch], { script: hangs, patienceMs: 200, judgingMs: 600, memory: 96 });
    expect(told).toEqual([{ kind: 'failed', message: 'judging the evidence did not come to an end', stack: '' }]);
  });
});
