import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildWorker } from './build.ts';
import { utf8 } from './bytes.ts';
import { campaign } from './campaign.ts';
import { withCounters } from './instrument.ts';
import { minimise } from './minimise.ts';
import { runTarget } from './run-target.ts';
import { examine, type Problem, type Target } from './target.ts';
import { targets } from './targets/index.ts';

const folder = fileURLToPath(new URL('../finds/', import.meta.url));

describe('what was found once', () => {
  for (const target of targets) {
    const own = `${folder}${target.name}/`;
    const names = existsSync(own) ? readdirSync(own).sort() : [];
    for (const name of names)
      it(`${target.name} ${name} does no harm any more`, async () => {
        expect(await examine(target, new Uint8Array(readFileSync(own + name)), true)).toBeNull();
      });
  }

  it('belongs to a target that is there', () => {
    const known = new Set(targets.map(({ name }) => name));
    const folders = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    expect(folders.filter((entry) => entry.isDirectory() && !known.has(entry.name)).map(({ name }) => name)).toEqual(
      [],
    );
  });
});

describe('the seeds of every target', () => {
  it.each(targets.map((target) => [target.name, target] as const))('%s: are read without fault', async (_, target) => {
    const seeds = target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    expect(target.words().length).toBeGreaterThan(0);
    for (const seed of seeds.slice(0, 6)) expect(await examine(target, seed, true)).toBeNull();
  });
});

/** A reader that fails only where four branches are passed one after the other. */
const source = `
  export function read(bytes) {
    if (bytes[0] === 0x62) { if (bytes[1] === 0x75) { if (bytes[2] === 0x67) { if (bytes.length > 9) throw new RangeError('found'); } } }
    return bytes.length;
  }`;

async function toy(): Promise<{ target: Target; counters: Uint8Array }> {
  let places = 0;
  const code = withCounters(source, () => places++);
  const counters = new Uint8Array(64);
  (globalThis as unknown as Record<string, Uint8Array>)['__ipsecDoctorCounters'] = counters;
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    read(bytes: Uint8Array): number;
  };
  expect(places).toBe(5);
  const target: Target = {
    name: 'toy',
    text: false,
    maxLength: 64,
    seeds: () => [utf8('aaaa')],
    words: () => ['x'],
    run: (input) => module.read(input),
  };
  return { target, counters };
}

async function hunt(
  target: Target,
  counters: Uint8Array | null,
  seed: number,
): Promise<{ finds: string[]; kept: string[] }> {
  const finds: string[] = [];
  const kept: string[] = [];
  await campaign(target, {
    seed,
    counters,
    goOn: (inputs) => inputs < 40_000 && finds.length === 0,
    onKept: (input) => kept.push(Buffer.from(input).toString('hex')),
    onFind: ({ kind, reason }) => finds.push(`${kind} ${reason}`),
  });
  return { finds, kept };
}

describe('the fuzzer', () => {
  it('follows new branches to a fault it could not guess, and takes the same way for the same seed', async () => {
    const { target, counters } = await toy();
    const one = await hunt(target, counters, 5);
    expect(one.finds[0]).toMatch(/^exception RangeError: found/);
    expect(one.kept.length).toBeGreaterThan(1);
    expect(await hunt(target, counters, 5)).toEqual(one);
    expect((await hunt(target, counters, 6)).kept).not.toEqual(one.kept);
    expect((await hunt(target, null, 5)).finds).toEqual([]);
  });

  it('counts branches without changing what code does', () => {
    const samples = `
      export const f = (x) => ({ a: x ? 1 : 2, b: x && (() => x + 1)(), c: x ?? 'none' });
      export function g(n) { let s = ''; for (let i = 0; i < n; i++) if (i % 2) s += i; else s += '-'; do n--; while (n > 0);
        switch (s.length) { case 0: return 'none'; default: s += '!'; } for (const c of 'ab') s += c; try { null.x } catch { s += '?' } return s }`;
    const run = (code: string): unknown => {
      const counters = new Uint8Array(64);
      const body = code.replaceAll('export ', '').replace('globalThis.__ipsecDoctorCounters', 'counters');
      // oxlint-disable-next-line no-implied-eval typescript/no-implied-eval -- the code is the sample above
      const made = new Function('counters', `${body}; return [f(0), f(2), f(null), g(5), g(0)]`) as (
        c: Uint8Array,
      ) => unknown;
      return JSON.stringify(made(counters));
    };
    let places = 0;
    expect(run(withCounters(samples, () => places++))).toBe(run(samples));
    expect(places).toBeGreaterThan(12);
  });

  it.each<[string, Partial<Target>, Problem['kind']]>([
    [
      'an exception',
      {
        run: () => {
          throw new TypeError('no');
        },
      },
      'exception',
    ],
    [
      'a result that is not the same twice',
      {
        run: (() => {
          let n = 0;
          return () => n++;
        })(),
      },
      'unstable',
    ],
    ['a secret that came out', { run: (input) => Buffer.from(input).toString() }, 'secret'],
    ['what the target itself finds wrong', { run: () => 7, check: () => ({ kind: 'cap', reason: 'seven' }) }, 'cap'],
  ])('tells of %s', async (_, part, kind) => {
    const target: Target = {
      name: 'toy',
      text: true,
      seeds: () => [],
      words: () => [],
      planted: { lines: ['key = hidden'], spellings: ['hidden'] },
      run: () => null,
      ...part,
    };
    expect((await examine(target, utf8('a\nkey = hidden\nb'), true))?.kind).toBe(kind);
    if (kind === 'secret') expect(await examine(target, utf8('a\nkay = hidden\nb'), true)).toBeNull();
  });

  it.each([
    ['hang', 'self-test-hang', 2000],
    // It has to run out of memory before it counts as stuck, on a busy machine too.
    ['memory', 'self-test-memory', 60_000],
  ])('outlives a reader with this fault: %s', async (kind, target, deadlineMs) => {
    const built = await buildWorker();
    const outcome = await runTarget({ built, target, deadlineMs, memory: 64 }, 4, 1);
    expect(outcome.finds.map(({ problem }) => problem.kind)).toEqual([kind]);
    expect(Buffer.from(outcome.finds[0]?.input ?? []).toString()).toContain('!');
  });

  it('makes finds small', async () => {
    const input = utf8('noise '.repeat(50) + 'X' + 'noise '.repeat(50) + 'Y');
    const both = async (bytes: Uint8Array): Promise<boolean> => bytes.includes(0x58) && bytes.includes(0x59);
    expect(Buffer.from(await minimise(input, both, 2000)).toString()).toBe('XY');
  });
});
