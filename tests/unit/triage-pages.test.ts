import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { charts } from '../../packages/engine/src/triage/charts/index.ts';
import { triagePages } from '../../scripts/docs/triage.ts';

const pages = new Map(triagePages());

describe('the pages about flow charts', () => {
  it('are there for every chart, with its picture, in both languages', () => {
    for (const { id } of charts)
      for (const at of ['triage/', 'ko/triage/'])
        expect([pages.has(`${at}${id}.md`), pages.get(`${at}${id}.svg`)?.startsWith('<svg ')]).toEqual([true, true]);
  });

  it('lead nowhere that is not there', () => {
    let links = 0;
    for (const [path, text] of pages)
      for (const [, page = ''] of text.matchAll(/\]\(([^)#\s]+)\)/g)) {
        links += 1;
        const target = posix.join(posix.dirname(path), page);
        expect(pages.has(target) || target === 'formats.md', `${path}: ${page}`).toBe(true);
      }
    expect(links).toBeGreaterThan(40);
  });

  it('have as many cells in each row as their table has columns', () => {
    for (const [path, text] of pages) {
      let columns = 0;
      for (const line of text.split('\n')) {
        if (!line.startsWith('| ')) {
          columns = 0;
          continue;
        }
        const cells = line.replaceAll('\\|', '').split('|').length;
        if (columns === 0) columns = cells;
        expect([path, line.slice(0, 60), cells]).toEqual([path, line.slice(0, 60), columns]);
      }
    }
  });
});
