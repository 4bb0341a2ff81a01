import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from './example.fixture.ts';
import { localise } from './localise.ts';
import { argumentNames, formatter } from './formatter.ts';
import { documentCatalogue, formatMessage } from './message.ts';
import { forJson, forShell, forTerminal, forTerminalDeep } from './neutralise.ts';
import { danglingReferences, parseDiagnosis } from './schema.ts';
import { documentKeys, documentText, writeDocument } from './write.ts';

describe('catalogue', () => {
  const { en, ko } = documentCatalogue();
  it('says everything in both languages, with the same arguments', () => {
    expect(Object.keys(ko).toSorted()).toEqual(Object.keys(en).toSorted());
    for (const [id, text] of Object.entries(en)) {
      const used = argumentNames(text).toSorted();
      // Korean may leave a host or a number out where grammar makes it awkward, but never asks for what is not given.
      for (const name of argumentNames(ko[id] ?? '')) expect(used, `${id} in Korean`).toContain(name);
    }
  });
  it('can be put into words as it stands', () => {
    for (const lang of ['en', 'ko'] as const)
      for (const [id, text] of Object.entries(documentCatalogue()[lang])) {
        const args = Object.fromEntries(argumentNames(text).map((name) => [name, 2]));
        expect(formatMessage(lang, id, args), id).not.toMatch(/\{[a-z]|\bplural,/);
      }
  });
});

describe('formatter', () => {
  const { format } = formatter({
    en: { a: 'one {x}', b: '{n, plural, one {# file} other {# files}}', c: "it's {x}", 't.title': 'T {x}' },
    ko: { a: '하나 {x}' },
  });
  it('substitutes, counts, falls back and never throws', () => {
    expect(format('en', 'a', { x: 'y' })).toBe('one y');
    expect(format('ko', 'a', { x: ['p', 'q'] })).toBe('하나 p, q');
    expect(format('ko', 'b', { n: 2 })).toBe('2 files');
    expect(format('en', 'c', { x: '<b>{n}</b>' })).toBe("it's <b>{n}</b>");
    expect(format('en', 'a')).toBe('one ');
    expect(format('en', 'nothing')).toBe('nothing');
    expect(format('en', 'a', { x: '@t.title' })).toBe('one T ');
    expect(format('en', 'a', { x: '@unknown' })).toBe('one @unknown');
  });
});

describe('neutralise', () => {
  it('shows what a terminal would obey', () => {
    expect(forTerminal('\u001b[31mred\u001b[0m')).toBe('\\x1b[31mred\\x1b[0m');
    expect(forTerminal('a\u202eb\u200bc\ufeff\ud800')).toBe('a\\u202eb\\u200bc\\ufeff\\ud800');
    expect(forTerminal('사전 공유 키 😀 é\tx')).toBe('사전 공유 키 😀 é  x');
    expect(forTerminalDeep({ 'k\u001b': ['\u0007'] })).toEqual({ 'k\\x1b': ['\\x07'] });
  });
  it('leaves nothing a terminal obeys, whatever comes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = forTerminal(text);
        expect(safe).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/);
        expect(() => encodeURIComponent(safe)).not.toThrow();
      }),
    );
  });
  it('keeps the value of JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = forJson(JSON.stringify({ text }));
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/[\u007f-\u009f\u202e]/);
      }),
    );
  });
  it('quotes for a shell', () => {
    expect(forShell('gw-1')).toBe('gw-1');
    expect(forShell("a'; rm -rf /")).toBe("'a'\\''; rm -rf /'");
    expect(forShell('\u001b]0;x')).toBe("'?]0;x'");
    expect(forShell('')).toBe("''");
  });
});

describe('the document', () => {
  it('is written in pieces that parse to the same value, twice the same', async () => {
    const text = await documentText(exampleDiagnosis);
    expect(JSON.parse(text)).toEqual(exampleDiagnosis);
    expect(Object.keys(JSON.parse(text) as object)).toEqual([...documentKeys]);
    expect(await documentText(exampleDiagnosis)).toBe(text);
    const many = {
      ...exampleDiagnosis,
      sources: Array.from({ length: 20_000 }, (_, i) => ({ id: `s${i}`, artifact: 'a1', at: [{ line: 1 }] })),
    };
    let longest = 0;
    await writeDocument(many, (piece) => {
      longest = Math.max(longest, piece.length);
    });
    expect(longest).toBeLessThan(200_000);
  });
  it('keeps to the contract and refers to nothing that is not there', () => {
    expect(parseDiagnosis(exampleDiagnosis)).toMatchObject({ ok: true });
    expect(danglingReferences(exampleDiagnosis)).toEqual([]);
    expect(parseDiagnosis({ ...exampleDiagnosis, verdict: 'fine' })).toMatchObject({ ok: false });
    const { findings, ...rest } = exampleDiagnosis;
    expect(findings).toHaveLength(1);
    expect(parseDiagnosis(rest)).toMatchObject({ ok: false });
  });
  it('can be said in the other language and back', () => {
    const korean = localise(exampleDiagnosis, 'ko');
    expect(korean.lang).toBe('ko');
    expect(korean.findings[0]?.title).not.toBe(exampleDiagnosis.findings[0]?.title);
    expect(localise(korean, 'en')).toEqual(exampleDiagnosis);
  });
});
