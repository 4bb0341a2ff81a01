import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { argumentNames } from './formatter.ts';
import { documentCatalogue } from './message.ts';
import { plainMessage } from './plain-message.ts';

const numbers = [0, 1, 2, 10, 21, 999, 1000, 61_234, 1_000_000, 12_345_678_901];
const words = ['', 'initiator', '10.0.0.1 {odd}', '60'];

const byLibrary = (lang: string, text: string, values: Record<string, string | number>): unknown =>
  new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).format(values);

describe('plainMessage', () => {
  it('says what the library says, of every message of the catalogue', () => {
    const catalogue = documentCatalogue();
    let choosing = 0;
    for (const lang of ['en', 'ko'] as const)
      for (const text of Object.values(catalogue[lang])) {
        if (!text.includes('{')) continue;
        if (/, ?(?:plural|select)/.test(text)) choosing++;
        for (const value of [...numbers, ...words]) {
          const values = Object.fromEntries(argumentNames(text).map((name) => [name, value]));
          const plain = plainMessage(lang, text, values);
          if (plain !== null) expect(plain, text).toBe(byLibrary(lang, text, values));
          else expect(typeof value === 'string' && text.includes('plural'), text).toBe(true);
        }
      }
    expect(choosing).toBeGreaterThan(10);
  });

  it.each([
    '{n, plural, one {# file of {m, plural, =0 {none} one {# host} other {# hosts}}} other {# files}}: # stays',
    '{w, select, a {# x} other {{n, plural, other {[#] {w, select, a {A} other {#}}}}}}',
    '{n, plural, =1 {exactly} one {one} other { spaced }} {n}',
    'a } brace of nothing',
  ])('does so of %s', (text) => {
    for (const n of numbers)
      for (const w of ['a', 'b']) {
        const values = { n, m: n > 10 ? 0 : n, w };
        let wanted: unknown;
        try {
          wanted = byLibrary('en', text, values);
        } catch {
          wanted = text;
        }
        expect(plainMessage('en', text, values) ?? wanted).toBe(wanted);
        expect(plainMessage('en', text, values)).not.toBeNull();
      }
  });

  it.each([
    '{n, plural, one {x}}',
    '{n, plural, offset:1 other {#}}',
    '{n, number}',
    "it''s {n}",
    "{n, plural, other {'#'}}",
    '{n, plural, other {never closed}',
    '{n, plural, other {{n}',
    '{}',
  ])('leaves %s to the library', (text) => {
    expect(plainMessage('en', text, { n: 1 })).toBeNull();
  });

  it.each([-1, 1.5, 2 ** 60, Number.NaN])('leaves the number %s to the library', (n) => {
    expect(plainMessage('en', '{n, plural, one {one} other {#}}', { n })).toBeNull();
  });
});
