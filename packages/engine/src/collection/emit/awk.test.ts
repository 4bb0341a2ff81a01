import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { secretFilter } from '../secrets.ts';
import type { SecretFilter } from '../types.ts';
import { awkFilter } from './awk.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'awk-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function byAwk(name: SecretFilter, text: string): { lines: string; removed: number } {
  const count = join(folder, 'count');
  const done = spawnSync('awk', ['-v', `count=${count}`, awkFilter(name)], {
    input: text,
    encoding: 'latin1',
    env: { LC_ALL: 'C', PATH: process.env['PATH'] },
  });
  expect(done.stderr).toBe('');
  return { lines: done.stdout, removed: Number(readFileSync(count, 'utf8')) };
}

function byScript(name: SecretFilter, text: string): { lines: string; removed: number } {
  const filter = secretFilter(name);
  const lines = text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => filter.line(line) ?? []);
  return { lines: lines.map((line) => `${line}\n`).join(''), removed: filter.removed };
}

const pieces = [
  'secrets {',
  'secrets',
  'secrets.more { a { secret = x } }',
  '  ike-1 {',
  '    secret = "planted"',
  '  }',
  '}',
  'connections {',
  '-----BEGIN RSA PRIVATE KEY-----',
  'MIIplanted',
  '-----END RSA PRIVATE KEY-----',
  '-----BEGIN CERTIFICATE-----',
  '12[IKE] Sk_ai secret => 20 bytes @ 0x7f3c',
  '12[IKE]    0: 3D 1F 4B 11 22 33 44 55 66 77 88 99 AA BB CC DD  =.K',
  '| encryption key: 01 02 03 04',
  '|   01 02 03 04  05 06 07 08',
  '\tenc cbc(aes) 0xb1946ac92492d2347c6235b4d2611184 (128 bits)',
  '\tauth-trunc hmac(sha256) 0xb1946a (256 bits) 128',
  'src 192.0.2.1 dst 192.0.2.2',
  '192.0.2.1 : PSK "planted"',
  ': RSA planted.pem',
  'password: planted',
  'Auth1PSK: planted',
  '<presharedKey>',
  '</presharedKey>',
  ' PSK "planted"',
  '  Prime1: 0xplanted',
  'a line of words',
  "12[IKE] no shared key found for 'a' - 'b'",
  '',
];

test.each(['text', 'swanctl', 'xfrm', 'log'] as const)('awk takes out what the command takes out: %s', (name) => {
  const all = `${pieces.join('\n')}\n`;
  expect(byAwk(name, all)).toEqual(byScript(name, all));
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (lines) => {
      const text = lines.map((line) => `${line}\n`).join('');
      expect(byAwk(name, text)).toEqual(byScript(name, text));
    }),
    { numRuns: 25 },
  );
});
