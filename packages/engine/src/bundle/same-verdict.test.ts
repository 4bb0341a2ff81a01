import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bytesInput, diagnose, type Diagnosis } from '../index.ts';
import { devices } from './planted-devices.fixture.ts';
import { redacted, type TestFile } from './run.fixture.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

function filesOf(folder: string, base = folder): TestFile[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory()
        ? filesOf(path, base)
        : [{ path: relative(base, path), bytes: new Uint8Array(readFileSync(path)) }];
    });
}

const judged = async (files: readonly TestFile[]): Promise<Diagnosis> =>
  diagnose(files.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')));

const told = ({ verdict, findings }: Diagnosis): unknown => ({
  verdict,
  findings: findings.map(({ id, confidence }) => `${id} ${confidence}`).sort(),
});

const causesOf = ({ verdict, findings }: Diagnosis): unknown => ({
  verdict,
  causes: findings
    .filter(({ role }) => role === 'cause')
    .map(({ id, confidence }) => `${id} ${confidence}`)
    .sort(),
});

const audiences = ['colleague', 'vendor'] as const;
const examples = ['psk-mismatch', 'selector-mismatch', 'fragments-dropped'].map((name) => join(root, 'examples', name));

describe('the redacted evidence is diagnosed as before', () => {
  it.each(examples.flatMap((folder) => audiences.map((audience) => [folder, audience] as const)))(
    '%s, %s',
    async (folder, audience) => {
      const files = filesOf(folder);
      const before = await judged(files);
      const after = await redacted(files, { audience });
      expect(told(await judged(after.files))).toEqual(told(before));
      expect(before.findings.length).toBeGreaterThan(0);
      expect(after.report.leftOut).toEqual([]);
    },
  );

  it('still compares two keys of which neither is there any more', async () => {
    const files = filesOf(examples[0] ?? '');
    const own = ({ findings }: Diagnosis): Diagnosis['findings'][number] | undefined =>
      findings.find(({ id }) => id === 'auth.psk-mismatch');
    const [before, after] = [own(await judged(files)), own(await judged((await redacted(files)).files))];
    expect(after?.details['keysCompared']).toBe(true);
    expect(Object.keys(after?.details ?? {})).toEqual(Object.keys(before?.details ?? {}));
    expect(after?.evidence.length).toBe(before?.evidence.length);
  });
});

/** Files with a name planted wherever one may stand: their logs are judged, their configurations are not. */
describe('files full of names', () => {
  it.each(audiences)('for a %s', async (audience) => {
    const before = await judged(devices);
    const after = await redacted(devices, { audience });
    expect(told(await judged(after.files))).toEqual(told(before));
    const read = ({ artifacts }: Diagnosis): readonly string[] =>
      artifacts.map(({ format, records }) => `${format} ${records}`).sort();
    expect(read(await judged(after.files))).toEqual(read(before));
  });
});

const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? resolve(import.meta.dirname, '../../../../../shared/corpus');
describe.skipIf(!existsSync(corpus))('files of the corpus', () => {
  const within = (folder: string): string[] =>
    existsSync(folder)
      ? readdirSync(folder).flatMap((name) => {
          const path = join(folder, name);
          return statSync(path).isDirectory() ? within(path) : /\.(?:md|jsonl)$/.test(name) ? [] : [path];
        })
      : [];
  const cases = within(corpus).flatMap((path) =>
    // What a vendor may not learn stands in text.
    (/\.(?:pcap|pcapng|cap|evtx)$/.test(path) ? (['colleague'] as const) : audiences).map(
      (audience) => [path, audience] as const,
    ),
  );
  it.each(cases)('%s, %s', { timeout: 60_000 }, async (path, audience) => {
    const files = [
      { path: path.endsWith('.tar.gz') ? 'file.tar.gz' : 'file', bytes: new Uint8Array(readFileSync(path)) },
    ];
    const after = await redacted(files, { audience });
    if (after.report.leftOut.some(({ why }) => why === 'guarded')) return;
    // An archive of many unrelated cases is put together anew under other names: its notes are not all joined to the same pairs.
    const compared = path.endsWith('.tar.gz') ? causesOf : told;
    expect(compared(await judged(after.files))).toEqual(compared(await judged(files)));
  });
});
