import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causes } from '../../packages/engine/src/causes/registry.ts';
import { charts } from '../../packages/engine/src/triage/charts/index.ts';
import { escapeHtml, html, withCode } from '../../scripts/site/html.ts';
import { siteFiles } from '../../scripts/site/pages.ts';

const files = siteFiles();
const pages = [...files].filter(([path]) => path.endsWith('.html'));

/** Elements the site is made of. */
const elements = new Set(
  'html head meta title link body header main h1 h2 h3 p a b code pre ul li table thead tbody tr th td span br img'.split(
    ' ',
  ),
);
const empty = new Set(['meta', 'link', 'br', 'img']);

describe('the documentation site', () => {
  it('has a page of every cause in both languages', () => {
    for (const { id } of causes)
      for (const lang of ['en', 'ko']) {
        const page = files.get(`${lang}/causes/${id}.html`);
        expect(page, id).toContain(`<h1>${id}</h1>`);
        expect(page).toContain('id="steps"');
        expect(page).toContain(`href="../../${lang === 'en' ? 'ko' : 'en'}/causes/${id}.html"`);
      }
  });

  it('has a page of every flow chart with its picture, in both languages', () => {
    for (const { id } of charts)
      for (const lang of ['en', 'ko']) {
        expect(files.get(`${lang}/triage/${id}.html`), id).toContain(`<img src="${id}.svg"`);
        expect(files.get(`${lang}/triage/index.html`)).toContain(`href="../triage/${id}.html"`);
        expect(files.get(`${lang}/triage/${id}.svg`)).toMatch(/^<svg [^]*<\/svg>\s*$/);
      }
    expect(files.get('en/triage/figure-7.1.svg')).not.toBe(files.get('ko/triage/figure-7.1.svg'));
  });

  it('leads nowhere that is not there', () => {
    const ids = new Map(
      pages.map(([path, text]) => [path, [...text.matchAll(/ id="([^"]*)"/g)].map((found) => found[1] ?? '')]),
    );
    let links = 0;
    for (const [path, text] of pages) {
      for (const [, href = ''] of text.matchAll(/ href="([^"]*)"/g)) {
        if (href.startsWith('https://www.rfc-editor.org/rfc/')) continue;
        links += 1;
        const [to = '', anchor] = href.split('#');
        const target = to === '' ? path : posix.join(posix.dirname(path), to);
        expect(files.has(target), `${path}: ${href}`).toBe(true);
        if (anchor !== undefined) expect(ids.get(target), `${path}: ${href}`).toContain(anchor);
      }
    }
    expect(links).toBeGreaterThan(5000);
  });

  it('is made of plain elements that close, and runs nothing', () => {
    const problems: string[] = [];
    for (const [path, text] of pages) {
      const open: string[] = [];
      let at = 0;
      for (const tag of text.matchAll(/<(\/?)([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)>/g)) {
        const between = text.slice(at, tag.index).replace('<!doctype html>', '');
        at = tag.index + tag[0].length;
        const name = tag[2] ?? '';
        // Between tags there is no sign that could begin or end one.
        if (/[<>]/.test(between)) problems.push(`${path}: ${between.slice(0, 80)}`);
        if (!elements.has(name)) problems.push(`${path}: ${name}`);
        // Pictures are those of the site itself, and cannot run anything where an image shows them.
        const picture = /^ src="([a-z0-9.-]+\.svg)" alt="[^"]+"$/.exec(tag[3] ?? '')?.[1];
        const shown = name === 'img' && picture !== undefined && files.has(posix.join(posix.dirname(path), picture));
        if (name === 'img' ? !shown : / (?:on[a-z]+|style|src)=/.test(tag[3] ?? ''))
          problems.push(`${path}: ${tag[0]}`);
        if (tag[1] === '/') {
          if (open.pop() !== name) problems.push(`${path}: </${name}> closes nothing`);
        } else if (!empty.has(name)) open.push(name);
      }
      if (text.slice(at).trim() !== '' || open.length > 0) problems.push(`${path}: ${open.join(' ')} not closed`);
    }
    expect(problems).toEqual([]);
  });

  it('holds no sign unescaped that is no entity', () => {
    for (const [path, text] of pages) expect(text, path).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
  });

  it('escapes whatever is put into markup', () => {
    const evil = `<script>alert("1")</script>&'\u202e`;
    expect(html`<p title="${evil}">${[evil, 1]}</p>`.text).toBe(
      `<p title="${escapeHtml(evil)}">${escapeHtml(evil)}1</p>`,
    );
    expect(escapeHtml(evil)).not.toMatch(/[<>"'\u202e]/);
    expect(withCode('a `<b>` c').text).toBe('a <code>&lt;b&gt;</code> c');
  });

  it('keeps two things of one page apart by their anchors', () => {
    for (const [path, text] of pages) {
      const ids = [...text.matchAll(/ id="([^"]*)"/g)].map((found) => found[1]);
      expect(new Set(ids).size, path).toBe(ids.length);
    }
  });
});
