import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../observations/index.ts';
import { plutoConsole, plutoLog } from './index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../../..');
const corpus = process.env['IPSEC_DOCTOR_CORPUS'] ?? join(root, '../shared/corpus');
const cases = join(corpus, 'realworld-cases.share.jsonl');
const index = join(corpus, 'libreswan-failure-index.share.jsonl');
const consoles = join(corpus, 'scenarios/libreswan-failing.tar.gz');
const present = existsSync(cases) && existsSync(index) && existsSync(consoles);

interface Case {
  readonly id: string;
  readonly product: string;
  readonly evidence_text: string;
}

function jsonLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

function events(lines: readonly string[], format = plutoConsole): { events: LogEvent[]; faults: number } {
  const reader = format.open('corpus');
  lines.forEach((line, i) => reader.line(line, i + 1));
  const reading = reader.end();
  return { events: reading.observations.filter((item) => item.kind === 'log'), faults: reading.faults.length };
}

/** Files of a tar archive whose name ends so: plain ustar entries. */
function tarFiles(path: string, end: string): Map<string, string> {
  const bytes = gunzipSync(readFileSync(path));
  const found = new Map<string, string>();
  let longName: string | null = null;
  for (let at = 0; at + 512 <= bytes.length; ) {
    const name = bytes.toString('latin1', at, at + 100).replace(/\0.*$/s, '');
    const size = Number.parseInt(bytes.toString('latin1', at + 124, at + 136), 8) || 0;
    const type = String.fromCharCode(bytes[at + 156] ?? 0);
    const body = bytes.toString('utf8', at + 512, at + 512 + size);
    if (name === '') break;
    if (type === 'L') longName = body.replace(/\0.*$/s, '');
    else {
      const full = longName ?? name;
      longName = null;
      if (full.endsWith(end)) found.set(full, body);
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

describe('pluto reader on the shared corpus', () => {
  it('reads the real cases without a fault and finds what they say', (context) => {
    if (!present) {
      console.log('corpus absent: pluto real cases skipped');
      context.skip();
    }
    const expected: Readonly<Record<string, string>> = {
      'rw-002': 'auth.psk-missing',
      'rw-022': 'auth.signature-refused',
      'rw-025': 'auth.psk-mac-mismatch',
      'rw-027': 'auth.identity-not-matched',
      'rw-028': 'auth.identity-not-matched',
      'rw-029': 'auth.identity-not-in-certificate',
      'rw-032': 'notify.received',
      'rw-033': 'auth.psk-missing',
      'rw-036': 'message.undecryptable',
      'rw-055': 'kernel.sa-refused',
      'rw-057': 'notify.sent',
      'rw-062': 'message.malformed',
      'rw-064': 'config.rejected',
      'rw-066': 'config.rejected',
      'rw-075': 'message.non-esp-marker-missing',
      'rw-076': 'auth.identity-not-matched',
    };
    const seen: string[] = [];
    for (const item of jsonLines<Case>(cases)) {
      if (!/libreswan|openswan/i.test(item.product)) continue;
      const { events: found, faults } = events(item.evidence_text.split('\n'), plutoLog);
      expect(faults, item.id).toBe(0);
      const code = expected[item.id];
      if (code === undefined) continue;
      seen.push(item.id);
      expect(
        found.map((event) => event.code),
        item.id,
      ).toContain(code);
    }
    expect(seen.length).toBe(Object.keys(expected).length);
  });

  it('gives most key lines of the failing tests a meaning', (context) => {
    if (!present) {
      console.log('corpus absent: pluto key lines skipped');
      context.skip();
    }
    let daemon = 0;
    let told = 0;
    const missed = new Map<string, number>();
    for (const item of jsonLines<{ test: string; key_lines: readonly string[] }>(index)) {
      for (const raw of item.key_lines) {
        const line = raw.slice(raw.indexOf(': ') + 2);
        // Commands of the test and output of other programs are not the daemon's words.
        if (
          !/^(ERROR: |WARNING: |FATAL ERROR: |ipsec [a-z]+: )?("|packet from |\t?ERROR: |FATAL ERROR)/.test(line) &&
          !line.startsWith('ipsec ')
        )
          continue;
        if (/^"[^"]*"(\[\d+\])?: {2,}|^"[^"]*": .*\.\.\.|^\t/.test(line)) continue;
        daemon++;
        if (events([line]).events.length > 0) told++;
        else {
          const shape = line.replace(/[0-9]+/g, 'N').slice(0, 120);
          missed.set(shape, (missed.get(shape) ?? 0) + 1);
        }
      }
    }
    const rest = [...missed].sort((a, b) => b[1] - a[1]).slice(0, 12);
    console.log(`pluto key lines with a fact code: ${told} of ${daemon}`);
    if (process.env['IPSEC_DOCTOR_VERBOSE'] !== undefined) for (const [shape, count] of rest) console.log(count, shape);
    expect(told / daemon).toBeGreaterThan(0.85);
  });

  it('reads every console of the failing tests without a fault', (context) => {
    if (!present) {
      console.log('corpus absent: pluto consoles skipped');
      context.skip();
    }
    const files = tarFiles(consoles, '.console.txt');
    expect(files.size).toBeGreaterThan(100);
    let facts = 0;
    for (const [name, text] of files) {
      const { events: found, faults } = events(text.split('\n'));
      expect(faults, name).toBe(0);
      facts += found.length;
    }
    console.log(`pluto consoles: ${files.size}, facts: ${facts}`);
  });
});
