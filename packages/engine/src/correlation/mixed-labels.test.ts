import { describe, expect, it } from 'vitest';
import { healthy } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, type EvidenceFile } from '../causes/play.fixture.ts';

/** The same files in other places. */
function moved(files: readonly EvidenceFile[], to: (path: string) => string): readonly EvidenceFile[] {
  return files.map((file) => ({ ...file, path: to(file.path) }));
}

const told = async (files: readonly EvidenceFile[]): Promise<unknown> => {
  const { verdict, pairs, findings } = await diagnoseFiles(files);
  return { verdict, pairs: pairs.length, causes: findings.filter(({ role }) => role === 'cause').map(({ id }) => id) };
};

describe('a folder that holds the records of both ends', () => {
  const apart = { verdict: 'healthy', pairs: 1, causes: [] };

  it('is no host: each file goes to the end whose addresses it shows', async () => {
    expect(await told(healthy())).toEqual(apart);
    expect(await told(moved(healthy(), (path) => `all/${path.replace('/', '-')}`))).toEqual(apart);
  });

  it('nor are two folders whose logs were exchanged', async () => {
    const swapped = moved(healthy(), (path) =>
      path.endsWith('.log') ? path.replace(/^[ab]/, (side) => (side === 'a' ? 'b' : 'a')) : path,
    );
    expect(await told(swapped)).toEqual(apart);
  });
});
