/** One target per text format: its reader, fed line by line as ingest feeds it. */
import { textFormats } from '@ipsec-doctor/engine/formats/index';
import { charonPatterns } from '@ipsec-doctor/engine/formats/charon-log/patterns/index';
import { plutoRows } from '@ipsec-doctor/engine/formats/pluto-log/patterns/index';
import { lineFront } from '@ipsec-doctor/engine/formats/log-lines/index';
import { maxLineLength, type TextFormat, type TextReading } from '@ipsec-doctor/engine/formats/reader';
import { spellings } from '@ipsec-doctor/engine/formats/shared/testing';
import { lineFeeder } from '@ipsec-doctor/engine/ingest/lines';
import { utf8 } from '../bytes.ts';
import type { Problem, Target } from '../target.ts';
import { journalRecords, logFronts, seedTexts } from './seed-texts.ts';

/** What stands for the holes of a pattern. */
const fillings: Readonly<Record<string, string>> = {
  n: '7',
  x: 'c1a2b3d4',
  w: 'NO_PROPOSAL',
  a: '192.0.2.7',
  e: '192.0.2.7[500]',
  s: '10.1.0.0/16',
  p: 'IKE:AES_CBC_128/HMAC_SHA1_96/PRF_HMAC_SHA1/MODP_2048',
  l: 'SA KE No N(NATD_S_IP)',
  m: 'some words',
  q: 'C=KR, CN=any thing',
  t: 'C=KR, CN=any thing',
};

/** A line that charon's pattern stands for. */
const charonLine = (template: string): string =>
  template.replaceAll(/\{_?[A-Za-z]\w*(?::([a-z]))?\}/g, (_, kind: string | undefined) => fillings[kind ?? 't'] ?? '');

/** A line that pluto's template stands for. */
const plutoLine = (template: string): string =>
  template
    .replace(/\$$/, '')
    .replaceAll(/\{\{[^}:]*(?::([a-z]))?\}\}/g, (_, kind: string | undefined) => fillings[kind ?? 'w'] ?? '');

/** Cuts a long list of lines into texts of 24 lines, each with another front. */
function texts(lines: readonly string[], front: (i: number) => string): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 24)
    out.push(
      lines
        .slice(at, at + 24)
        .map((line, i) => `${front(at + i)}${line}\n`)
        .join(''),
    );
  return out;
}

function charonSeeds(): string[] {
  const lines = charonPatterns.flatMap(({ lines, groups }, n) =>
    lines.map((line) => `0${n % 10}[${groups?.[0] ?? 'IKE'}] <net|${n % 3}> ${charonLine(line)}`),
  );
  const records = lines.filter((_, i) => i % 9 === 0).flatMap(journalRecords);
  return [...texts(lines, (i) => logFronts[Math.floor(i / 24) % logFronts.length] ?? ''), ...texts(records, () => '')];
}

function plutoSeeds(console: boolean): string[] {
  const lines = plutoRows.flatMap(({ texts, debug }, n) =>
    texts.map((text) => `${debug === true ? '| ' : `"net"[${n % 2}] 192.0.2.2 #${n % 3}: `}${plutoLine(text)}`),
  );
  return texts(lines, (i) => (console ? `0${i % 9}3 ` : (logFronts[3 + (Math.floor(i / 24) % 2)] ?? '')));
}

function seedsOf(format: string): readonly string[] {
  if (format === 'charon-log') return charonSeeds();
  if (format === 'pluto-log') return plutoSeeds(false);
  if (format === 'pluto-console') return plutoSeeds(true);
  return seedTexts[format] ?? Object.values(seedTexts).flat();
}

/** Words of a text: what stands between blanks and punctuation, and the punctuation. */
export function wordsOf(list: readonly string[]): readonly string[] {
  const words = new Set([
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '\\',
    '\r\n',
    '\0',
    '=',
    ':',
    ' = ',
    '#',
    '0x',
    '0s',
    '%any',
    '...',
  ]);
  for (const text of list) for (const word of text.split(/([\s,;=[\]{}()"'/:]+)/)) if (word !== '') words.add(word);
  return [...words].slice(0, 4000);
}

export const planted = 'q7Zk-Planted_Secret';
const hexSpelling = spellings(planted)[1] ?? '';
const base64Spelling = spellings(planted)[3] ?? '';

/** Lines that hold a secret, each as somebody writes it. */
const secretLines: readonly string[] = [
  `    secret = "${planted}"`,
  `  secret = 0x${hexSpelling}`,
  `  secret = 0s${base64Spelling}`,
  `@a @b : PSK "${planted}"`,
  `: PSK 0x${hexSpelling}`,
  `carol : XAUTH '${planted}'`,
  `\tpassword="${planted}"`,
  `\tauth-trunc hmac(sha1) 0x${hexSpelling} 96`,
  `\tenc cbc(aes) 0x${hexSpelling}`,
];

const logSecretLines: readonly string[] = [
  `secret = "${planted}"`,
  `password="${planted}"`,
  `@a @b : PSK "${planted}"`,
];

/** Feeds bytes to a reader as ingest does. */
export function readBytes(format: TextFormat, input: Uint8Array): TextReading {
  const reader = format.open('a1');
  const feeder = lineFeeder('utf-8', maxLineLength, (text, line) => reader.line(text, line));
  feeder.push(input);
  feeder.end();
  return reader.end();
}

/** An exception that the reader caught itself has lost a line or the file all the same. */
function checkReading(result: unknown): Problem | null {
  const { faults, observations, limits } = result as TextReading;
  for (const { reason } of faults)
    if (reason.startsWith('the reader stopped') || reason.startsWith('line could not be read'))
      return { kind: 'exception', reason };
  if (faults.length > 250) return { kind: 'cap', reason: 'more than 250 faults' };
  if (observations.length > 100_000) return { kind: 'cap', reason: 'more than 100000 observations' };
  for (const { what, cap, seen, kept } of limits)
    if ((kept ?? cap) > seen) return { kind: 'cap', reason: `${what}: more kept than seen` };
  return null;
}

/** A reader as a target, with the seeds of its name. */
export function textTarget(format: TextFormat): Target {
  const log = /log|console|load/.test(format.format);
  const seeds = seedsOf(format.format);
  return {
    name: format.format,
    text: true,
    seeds: () => seeds.map(utf8),
    words: () => wordsOf(seeds),
    planted: { lines: log ? logSecretLines : secretLines, spellings: spellings(planted) },
    run(input) {
      const head: string[] = [];
      const feeder = lineFeeder('utf-8', maxLineLength, (text) => head.length < 200 && head.push(text));
      feeder.push(input);
      feeder.end();
      const score = format.sniff(head, 'file.txt');
      if (!(score >= 0 && score <= 100)) throw new RangeError('a score that is none');
      return readBytes(format, input);
    },
    check: checkReading,
  };
}

/** The front of log lines: times, hosts, journals. */
const logLines: Target = {
  name: 'log-lines',
  text: true,
  seeds: () => [
    utf8(logFronts.map((front) => `${front}05[IKE] a message\n`).join('')),
    utf8(journalRecords('05[IKE] a message').join('\n')),
  ],
  words: () =>
    wordsOf([
      ...logFronts,
      ...journalRecords('x'),
      'Jan Feb Dec UTC KST Z +24:00 -00:60 9999-12-31 0000-00-00 24:60:61',
    ]),
  run(input) {
    const front = lineFront();
    const lines: unknown[] = [];
    const feeder = lineFeeder('utf-8', maxLineLength, (text) => lines.push(front.read(text)));
    feeder.push(input);
    feeder.end();
    return { lines, kind: front.timeKind() };
  },
};

export const textTargets: readonly Target[] = [...textFormats.map(textTarget), logLines];
