import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caseNames } from './ceilings.worker.ts';

const scratch = mkdtempSync(join(tmpdir(), 'ipsec-doctor-'));
const script = join(scratch, 'ceilings.mjs');

beforeAll(() =>
  build({
    entryPoints: [fileURLToPath(new URL('ceilings.worker.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    logLevel: 'warning',
    // yaml is CommonJS in Node and asks for Node's own modules by `require`.
    banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
  }),
);

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A reader that goes round in circles never answers, and one that keeps everything dies. */
function run(name: string): Promise<unknown> {
  return new Promise((done, fail) => {
    const worker = new Worker(script, { workerData: name, resourceLimits: { maxOldGenerationSizeMb: 512 } });
    const timer = setTimeout(() => {
      fail(new Error('no answer'));
      void worker.terminate();
    }, 540_000);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
    };
    worker.on('message', (result) => end(() => done(result)));
    worker.on('error', (error) => end(() => fail(error)));
    worker.on('exit', () => end(() => fail(new Error('ended without an answer'))));
  });
}

/** What is declared where a ceiling is reached. */
const declared: Readonly<Record<string, object>> = {
  'a zip whose entries share their bytes': { notes: expect.arrayContaining(['ingest.ratio-limit']) },
  'a tar of a million files': { artifacts: 9999, limits: ['files'] },
  'a line without end': { artifacts: 1, faults: 1 },
  'a log of a million sessions': { formats: ['charon-log'], own: expect.arrayContaining(['sessions', 'events']) },
  'a pluto log of many sessions': { formats: ['pluto-log'], own: expect.arrayContaining(['sessions']) },
  'journal lines nested deep': { artifacts: 3 },
  'a capture of two million interfaces': { formats: ['pcapng'], own: expect.arrayContaining(['capture interfaces']) },
  'a capture of a million names': { formats: ['pcapng'], own: expect.arrayContaining(['capture names']) },
  'a message of proposals alone': { faults: true },
  'a flood of ICMP errors': { formats: ['pcap'] },
  'a flood of fragments': { formats: ['pcap'] },
};

describe('ceilings', () => {
  it.each(caseNames)(
    '%s',
    async (name) => {
      expect(await run(name)).toMatchObject(declared[name] ?? { read: true });
    },
    600_000,
  );
});
