import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretSigns } from './secret-lines.ts';
import { spellingSigns } from './spelled-addresses.ts';
import { Trigger } from './trigger.ts';

const octets = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Where the first word ends, the plain way: looked for at every place. */
function plainly(words: readonly string[], text: string, from: number, to: number): number {
  const lower = text.toLowerCase();
  for (let end = from + 1; end <= to; end++)
    if (words.some((word) => end - word.length >= from && lower.startsWith(word, end - word.length))) return end;
  return -1;
}

const letters = fc.constantFrom(...'abkps -:1$');
const word = (least: number) => fc.array(letters, { minLength: least, maxLength: 8 }).map((all) => all.join(''));
const text = fc.array(fc.constantFrom(...'abkpsABKPS -:1$\n'), { maxLength: 120 }).map((all) => all.join(''));

describe('Trigger', () => {
  it.each([1, 2, 3, 4, 6])('finds what a plain search finds, with words of %i octets and more', (least) => {
    fc.assert(
      fc.property(
        fc.array(word(least), { minLength: 1, maxLength: 8 }),
        text,
        fc.nat(20),
        fc.nat(20),
        (words, all, skip, cut) => {
          const from = Math.min(skip, all.length);
          const to = Math.max(from, all.length - cut);
          expect(new Trigger(words).find(octets(all), from, to)).toBe(plainly(words, all, from, to));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds every sign of a secret and of a spelling at every place of a text, at its very end too', () => {
    const signs = [...secretSigns, ...spellingSigns];
    const trigger = new Trigger(signs);
    for (const sign of signs)
      for (let front = 0; front < 9; front++)
        for (const behind of ['', 'x', 'xxxx']) {
          const all = `${'~'.repeat(front)}${sign}${behind}`;
          const found = trigger.find(octets(all), 0, all.length);
          expect(found, JSON.stringify(all)).toBe(plainly(signs, all, 0, all.length));
        }
  });
});
