import { describe, expect, it } from 'vitest';
import { inventoryText as text } from '../formats/windows-event/inventory.fixture.ts';
import { noAnswerDue, windowsEntries } from '../knowledge/windows/index.ts';
import { explain } from './explain.ts';

const ids = [...text.matchAll(/^- \*\*([A-Z][A-Z0-9]*(?:-[A-Z])?-\d+)\*\*/gm)].map((match) => match[1] ?? '');

describe.skipIf(ids.length === 0)('the list of what the guide knows (skipped where it is not at hand)', () => {
  const without: ReadonlySet<string> = new Set(noAnswerDue.map((one) => one.id));

  it('has every row explained in both languages, or listed with the reason why not', () => {
    const missing = ids.filter(
      (id) =>
        !without.has(id) &&
        (['en', 'ko'] as const).some((lang) => {
          const [first] = explain([id], lang);
          return first === undefined || first.meaning === null || first.meaning === '';
        }),
    );
    expect(missing).toEqual([]);
    expect(ids.length).toBeGreaterThan(580);
  });

  it('lists no row twice, and none that is not there', () => {
    for (const id of without) {
      expect(ids, id).toContain(id);
      expect(explain([id], 'en'), id).toEqual([]);
    }
    const rows = windowsEntries.map((one) => one.id).filter((id) => /^[A-Z][A-Z0-9]*(?:-[A-Z])?-\d+$/.test(id));
    expect(rows.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('gives what is inferred there for unconfirmed', () => {
    const inferred = [...text.matchAll(/^- \*\*([A-Z][A-Z0-9]*(?:-[A-Z])?-\d+)\*\* \[inferred\]/gm)].map(
      (m) => m[1] ?? '',
    );
    for (const id of inferred)
      expect(
        explain([id], 'en').some((found) => found.unconfirmed || found.references.length > 0),
        id,
      ).toBe(true);
  });
});
