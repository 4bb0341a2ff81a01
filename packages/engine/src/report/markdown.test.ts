import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleDiagnosis } from '../document/example.fixture.ts';
import { forMarkdown, forMarkdownCell, forMarkdownCode } from '../document/neutralise.ts';
import { drawMarkdown } from './markdown.ts';
import { hostileDiagnosis, hostileTexts } from './hostile.fixture.ts';

const options = { lang: 'en', full: true } as const;

/** A line without its code spans (CommonMark 6.1: a run of backticks ends at the next run of the same length). */
function withoutCode(line: string): string {
  let out = '';
  let at = 0;
  while (at < line.length) {
    if (line[at] === '\\') {
      out += line.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (line[at] !== '`') {
      out += line[at] ?? '';
      at += 1;
      continue;
    }
    let end = at;
    while (line[end] === '`') end += 1;
    const run = end - at;
    let close = -1;
    for (let i = end; i < line.length; ) {
      if (line[i] !== '`') {
        i += 1;
        continue;
      }
      const from = i;
      while (line[i] === '`') i += 1;
      if (i - from === run) {
        close = i;
        break;
      }
    }
    if (close === -1) {
      out += line.slice(at, end);
      at = end;
    } else {
      out += '\u0001';
      at = close;
    }
  }
  return out;
}

/** The lines of a document without fenced blocks. */
function proseOf(text: string): string[] {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const mark = /^ {2}(`{3,})(.*)$/.exec(line);
    if (fence === null && mark !== null && !(mark[2] ?? '').includes('`')) fence = mark[1] ?? '';
    else if (fence !== null && line.trim() === fence) fence = null;
    else if (fence === null) lines.push(line);
  }
  expect(fence).toBeNull();
  return lines;
}

/** What would be markup, a link, an image or a mention outside of code. */
const alive = /(?<!\\)[<\]~$]|(?<!\\)\[|(?<!\\)!\[|:\/\/|www\.|[@#!][\p{L}\p{N}]/u;

describe('Markdown', () => {
  it('has verdict, cause, proof, steps, rivals, what is missing, the exchange and the limits', () => {
    const text = drawMarkdown(exampleDiagnosis, options);
    for (const part of [
      '# FAILING: a and b:',
      '## Cause: The pre-shared keys',
      '**certain**, `auth.psk-mismatch`, `a → b`',
      '- `b/charon.log:5`, `b`, ',
      "  `09[IKE] tried 1 shared key for 'b.example' - 'a.example', but MAC mismatched`",
      '  ```sh\n  swanctl --load-creds\n  ```',
      '- `auth.identity-mismatch`: told apart by the identities',
      '## What is missing',
      '| 08:02:05.001 | `IKE_AUTH response` | `b → a` | ✓ | ✓ | ✗ | ✗ | ? | ? |',
      '- `b`, `b/charon.log`: the clock of b is 1 h 0 min ahead, to within 5 ms',
      '| `b/charon.log` | `b` | `charon-log` | read in part | 31 |',
      '- negotiations: 1 of 3 kept',
    ])
      expect(text).toContain(part);
    expect(text).toContain('IKE_AUTH response \\x1b[31m[SK]');
  });

  it('speaks Korean', () => {
    const text = drawMarkdown(exampleDiagnosis, { lang: 'ko', full: false });
    expect(text).toContain('# 장애: ');
    expect(text).toContain('## 부족한 증거');
    expect(text).not.toContain('What to do');
  });

  it('makes no markup, link or mention of anything the evidence holds', () => {
    const plain = proseOf(drawMarkdown(hostileDiagnosis('x'), options));
    for (const text of hostileTexts) {
      const drawn = drawMarkdown(hostileDiagnosis(text), options);
      const lines = proseOf(drawn);
      // The same blocks: nothing began or ended one.
      expect(lines.length, text.slice(0, 40)).toBe(plain.length);
      lines.forEach((line, i) => {
        const left = withoutCode(line);
        const own = /^(?:#{1,3} |- |\| )?/.exec(plain[i] ?? '')?.[0] ?? '';
        expect(left.startsWith(own), line.slice(0, 80)).toBe(true);
        expect(left.slice(own.length), line.slice(0, 200)).not.toMatch(alive);
        // A table keeps its columns.
        if (own === '| ') expect(left.split('|').length, line).toBe(withoutCode(plain[i] ?? '').split('|').length);
      });
      expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e\u2066\ufeff]/);
    }
  });

  it('writes code that nothing inside can end', () => {
    const texts = fc.string({ unit: fc.constantFrom('`', '``', ' ', 'a', '\\', '|', '\n', '<') });
    fc.assert(
      fc.property(texts, (text) => {
        for (const code of [forMarkdownCode(text), forMarkdownCell(text)])
          if (code !== '') expect(withoutCode(`${code}x`)).toBe('\u0001x');
        expect(forMarkdownCell(text)).not.toContain('|');
        expect(withoutCode(forMarkdown(text))).not.toMatch(/(?<!\\)[<`|]/);
      }),
    );
  });
});
