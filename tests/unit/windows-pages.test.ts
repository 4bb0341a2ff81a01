import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causes } from '../../packages/engine/src/causes/registry.ts';
import { windowsEntries } from '../../packages/engine/src/knowledge/windows/index.ts';
import { windowsLink, windowsPages } from '../../scripts/docs/windows.ts';

const known = new Set(causes.map((cause) => cause.id));
const pages = new Map(windowsPages(known));

describe('the pages about IPsec on Windows', () => {
  it('have an anchor for every entry, in both languages', () => {
    for (const one of windowsEntries)
      for (const at of ['windows/', 'ko/windows/']) {
        const [page = '', anchor = ''] = (windowsLink(one.id, 'windows') ?? '').split('#');
        expect(pages.get(`${at}${page}`), one.id).toContain(`<a id="${anchor}"></a>`);
      }
  });

  it('lead nowhere that is not there', () => {
    let links = 0;
    for (const [path, text] of pages)
      for (const [, page = '', anchor] of text.matchAll(/\]\(([^)#\s]+\.md)(?:#([^)\s]+))?\)/g)) {
        links += 1;
        const target = posix.join(posix.dirname(path), page);
        const cause = /^(?:ko\/)?causes\/(.+)\.md$/.exec(target)?.[1];
        if (cause !== undefined) expect(known, `${path}: ${page}`).toContain(cause);
        else if (anchor === undefined) expect(pages.has(target), `${path}: ${page}`).toBe(true);
        else expect(pages.get(target), `${path}: ${page}#${anchor}`).toContain(`<a id="${anchor}"></a>`);
      }
    expect(links).toBeGreaterThan(2000);
  });

  it('are what the references of causes lead to', () => {
    const ids = causes.flatMap((cause) =>
      cause.references.filter((text) => /^[A-Z][A-Z0-9]*(?:-[A-Z])?-\d+$/.test(text)),
    );
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => windowsLink(id, 'causes') === undefined)).toEqual([]);
  });
});
