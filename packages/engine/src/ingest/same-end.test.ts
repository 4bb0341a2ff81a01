import { describe, expect, it } from 'vitest';
import { healthy, from, tunnel } from '../causes/exchanges.fixture.ts';
import { diagnoseFiles, play, type EvidenceFile } from '../causes/play.fixture.ts';

const twice = (files: readonly EvidenceFile[]): readonly EvidenceFile[] => [
  ...from('a', files),
  ...from('a', files).map((file) => ({ ...file, path: file.path.replace('a/', 'copy/') })),
];

describe('the same end given twice', () => {
  it('is one end, and nothing is proved by the copy', async () => {
    const once = await diagnoseFiles(from('a', healthy()));
    const doubled = await diagnoseFiles(twice(healthy()));
    expect(doubled.verdict).toBe(once.verdict);
    expect(doubled.findings.filter(({ role }) => role === 'cause')).toEqual([]);
    expect(doubled.hosts.map(({ label }) => label)).not.toContain('copy');
  });

  it('is two ends where one file of them differs', async () => {
    const p = play();
    tunnel(p);
    const files = p.evidence();
    const both = await diagnoseFiles(files);
    expect(both.hosts.map(({ label }) => label)).toEqual(expect.arrayContaining(['a', 'b']));
  });
});
