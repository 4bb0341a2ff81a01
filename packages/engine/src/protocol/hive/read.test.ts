import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { defaultHiveLimits, type HiveKey, looksLikeHive, openHive } from './read.ts';
import { someSecurity, writeHive, type WrittenKey, type WrittenValue } from './write.fixture.ts';

/** A key in a form that is quickly compared. */
interface Plain {
  readonly name: string;
  readonly values: readonly string[];
  readonly subkeys: readonly Plain[];
}

const valueText = ({ name, type, data }: WrittenValue): string =>
  `${name} ${type} ${Buffer.from(data).toString('base64')}`;

function plain(key: HiveKey | null): Plain | null {
  if (key === null) return null;
  return {
    name: key.name,
    values: key.values().map(valueText),
    subkeys: [...key.subkeys()].flatMap((one) => plain(one) ?? []),
  };
}

function sorted(key: WrittenKey): Plain {
  const subkeys = [...(key.subkeys ?? [])].sort((a, b) => (a.name.toUpperCase() < b.name.toUpperCase() ? -1 : 1));
  return { name: key.name, values: (key.values ?? []).map(valueText), subkeys: subkeys.map(sorted) };
}

const text = (value: string): Uint8Array => Uint8Array.from(Buffer.from(`${value}\0`, 'utf16le'));
const big = Uint8Array.from({ length: 40_000 }, (_, i) => (i * 7) & 255);
const tree: WrittenKey = {
  name: 'ROOT',
  values: [
    { name: '', type: 1, data: text('default') },
    { name: 'Small', type: 4, data: Uint8Array.of(1, 2, 3, 4) },
    { name: '이름', type: 3, data: big },
  ],
  subkeys: [
    { name: 'a', subkeys: [{ name: 'b', values: [{ name: 'v', type: 7, data: text('one\0two\0') }] }] },
    { name: '정책', security: someSecurity(1) },
  ],
};

describe('hives', () => {
  it('give keys, values of every size, and who may read them', () => {
    const bytes = writeHive(tree);
    expect(looksLikeHive(bytes)).toBe(true);
    const { root, faults, dirty, version, type, fileName } = openHive(bytes);
    expect({ dirty, version, type, fileName }).toEqual({
      dirty: false,
      version: '1.5',
      type: 'hive',
      fileName: 'SOFTWARE',
    });
    expect(plain(root)).toEqual(sorted(tree));
    expect(faults).toEqual([]);
    const [first, second] = [...(root?.subkeys() ?? [])];
    expect(first?.security()).toEqual(someSecurity());
    expect(second?.security()).toEqual(someSecurity(1));
  });

  it('say that they are dirty, and logs that they are logs', () => {
    expect(openHive(writeHive(tree, { dirty: true }))).toMatchObject({ dirty: true, type: 'hive', faults: [] });
    const bent = writeHive(tree);
    bent[100] = 1;
    expect(openHive(bent).dirty).toBe(true);
    const log = writeHive(tree);
    log[28] = 6;
    expect(openHive(log)).toMatchObject({ type: 'log', root: null });
  });

  const name = fc
    .oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('키', 'Ünì', 'a b'))
    .filter((one) => !/[\\\0]/.test(one));
  const value: fc.Arbitrary<WrittenValue> = fc.record({
    name,
    type: fc.constantFrom(1, 3, 4, 7),
    data: fc.oneof(
      { weight: 8, arbitrary: fc.uint8Array({ maxLength: 40 }) },
      { weight: 1, arbitrary: fc.nat(40_000).map((length) => big.slice(0, length)) },
    ),
  });
  const keyOf = (depth: number): fc.Arbitrary<WrittenKey> =>
    fc.record({
      name,
      values: fc.array(value, { maxLength: 3 }),
      subkeys:
        depth === 0
          ? fc.constant([])
          : fc.uniqueArray(keyOf(depth - 1), { maxLength: 4, selector: (one) => one.name.toUpperCase() }),
    });

  it('are read as they were written, whatever the kind of their lists', () => {
    fc.assert(
      fc.property(
        keyOf(2),
        fc.constantFrom('lf', 'lh', 'li'),
        fc.constantFrom(3, 5, 6),
        fc.constantFrom(1, 2, 500),
        (root, lists, minor, split) => {
          const hive = openHive(writeHive(root, { lists, minor, split }));
          expect(plain(hive.root)).toEqual(sorted(root));
          expect(hive.faults).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('that are damaged never throw and never run away', () => {
    const bytes = writeHive(tree);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        fc.nat(bytes.length),
        (changes, cut) => {
          const bent = bytes.slice(0, Math.max(cut, 4));
          for (const [at, byte] of changes) if (at < bent.length && at > 3) bent[at] = byte;
          const hive = openHive(bent);
          plain(hive.root);
          expect(hive.faults.length).toBeLessThanOrEqual(defaultHiveLimits.maxFaults);
        },
      ),
    );
  });

  it('whose keys lead back to themselves come to an end', () => {
    const bytes = writeHive({ name: 'ROOT', subkeys: [{ name: 'a', subkeys: [{ name: 'b' }] }] });
    const view = new DataView(bytes.buffer);
    const rootAt = view.getUint32(36, true);
    // Every list of one names the root.
    for (let at = 4096; at + 8 < bytes.length; at += 2)
      if (bytes[at] === 0x6c && bytes[at + 1] === 0x68 && view.getUint16(at + 2, true) === 1)
        view.setUint32(at + 4, rootAt, true);
    const hive = openHive(bytes);
    expect(plain(hive.root)).toEqual({ name: 'ROOT', values: [], subkeys: [] });
    expect(hive.faults).toMatchObject([{ reason: 'a subkey that is none' }]);
  });

  it('stop at their limits and say so', () => {
    const wide: WrittenKey = { name: 'R', subkeys: Array.from({ length: 50 }, (_, i) => ({ name: `k${i}` })) };
    const hive = openHive(writeHive(wide), { ...defaultHiveLimits, maxKeys: 10 });
    expect([...(hive.root?.subkeys() ?? [])]).toHaveLength(10);
    expect(hive.faults).toMatchObject([{ reason: 'more than 10 keys: the rest is not read' }]);
  });
});

const folder = mkdtempSync(join(tmpdir(), 'hive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const present = spawnSync('hivexml', ['--help'], { stdio: 'ignore' }).error === undefined;
if (!present) console.log('hivexml and hivexsh (Debian: libhivex-bin) are not here: nothing is held against them');

describe.runIf(present)('libhivex', () => {
  it('reads what is written', () => {
    const path = join(folder, 'written');
    writeFileSync(path, writeHive(tree));
    // It opens its output by name, which must not be a socket.
    const { stdout, stderr, status } = spawnSync('sh', ['-c', 'hivexml "$1" | cat', 'sh', path], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect([status, stderr]).toEqual([0, '']);
    for (const name of ['name="a"', 'name="b"', 'name="정책"', 'key="Small"', 'key="이름"'])
      expect(stdout).toContain(name);
    expect(stdout.replaceAll(/\s/g, '')).toContain(Buffer.from(big).toString('base64').slice(0, 400));
  });

  it('writes what is read', () => {
    const path = join(folder, 'changed');
    writeFileSync(path, writeHive(tree));
    const commands = [
      'cd a',
      'add Policy',
      'cd Policy',
      'setval 3',
      'Name',
      'string:Woodgrove',
      'Number',
      'dword:600',
      'Bytes',
      'hex:3:01,02,03,04,05,06,07,08',
      'commit',
      'quit',
      '',
    ].join('\n');
    const { status, stderr } = spawnSync('hivexsh', ['-w', path], { input: commands, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const hive = openHive(Uint8Array.from(readFileSync(path)));
    const a = [...(hive.root?.subkeys() ?? [])].find((one) => one.name === 'a');
    const policy = [...(a?.subkeys() ?? [])].find((one) => one.name === 'Policy');
    expect(policy?.values().map(({ name, type, data }) => [name, type, data])).toEqual([
      ['Name', 1, text('Woodgrove')],
      ['Number', 4, Uint8Array.of(0x58, 2, 0, 0)],
      ['Bytes', 3, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)],
    ]);
    expect(hive.faults).toEqual([]);
  });
});
