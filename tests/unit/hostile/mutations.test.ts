import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleFiles, examples } from './examples.ts';
import { sound, type Files } from './sound.ts';

const cases = Object.keys(examples).map((name) => exampleFiles(name));

/** One damage to one file; positions are shares of its length. */
interface Damage {
  readonly file: number;
  readonly kind: 'truncate' | 'empty' | 'flip' | 'cut' | 'double' | 'noise' | 'exchange' | 'drop';
  readonly at: number;
  readonly length: number;
  readonly bytes: Uint8Array;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  file: fc.nat(40),
  kind: fc.constantFrom('truncate', 'empty', 'flip', 'cut', 'double', 'noise', 'exchange', 'drop'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(4000),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
});

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function damaged(files: Files, { file, kind, at, length, bytes }: Damage): Files {
  const names = Object.keys(files);
  const name = names[file % names.length];
  const other = names[(file + length) % names.length];
  if (name === undefined || other === undefined) return files;
  const old = files[name] ?? new Uint8Array();
  const from = Math.floor(at * old.length);
  const to = Math.min(old.length, from + length);
  switch (kind) {
    case 'truncate':
      return { ...files, [name]: old.slice(0, from) };
    case 'empty':
      return { ...files, [name]: new Uint8Array() };
    case 'flip': {
      const copy = old.slice();
      bytes.forEach((byte, i) => {
        const place = (from + i * 37) % Math.max(1, copy.length);
        copy[place] = (copy[place] ?? 0) ^ byte;
      });
      return { ...files, [name]: copy };
    }
    case 'cut':
      return { ...files, [name]: joined(old.subarray(0, from), old.subarray(to)) };
    case 'double':
      return { ...files, [name]: joined(old.subarray(0, to), old.subarray(from)) };
    case 'noise':
      return { ...files, [name]: joined(old.subarray(0, from), bytes, old.subarray(from)) };
    case 'exchange':
      return { ...files, [name]: files[other] ?? old, [other]: old };
    case 'drop':
      return Object.fromEntries(Object.entries(files).filter(([path]) => path !== name));
  }
}

describe('the shipped examples', () => {
  it.each(Object.entries(examples))('%s shows %s', async (name, cause) => {
    const doc = await sound(exampleFiles(name));
    const first = doc.findings[0];
    expect([doc.verdict, first?.id, first?.role, first?.confidence]).toEqual(['failing', cause, 'cause', 'certain']);
  });

  it('damaged in any way still give a sound document', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(cases.length - 1), fc.array(damage, { minLength: 1, maxLength: 4 }), async (i, list) => {
        await sound(list.reduce(damaged, cases[i] ?? {}));
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('of different people put together give a sound document', async () => {
    const all = cases.flatMap((files, i) =>
      Object.entries(files).map(([path, bytes]) => [`${i}${path}`, bytes] as const),
    );
    await sound(Object.fromEntries(all));
    await sound(Object.fromEntries(all.map(([, bytes], i) => [`file-${i}`, bytes])), 'loose');
  });
});
