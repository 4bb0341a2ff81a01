import { randomFillSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from './examples.ts';
import { sound, utf8 } from './sound.ts';

const example = exampleFiles('psk-mismatch');
const nothing = new Uint8Array();

/** What a peer could choose as its identity to fool a terminal, a reader, or a person. */
const poison = [
  '\u001b]0;owned\u0007',
  '\u001b[2J\u001b[H',
  '\u009b31m',
  '\u202eevil\u202c',
  '\u0000\u0008\u007f',
  '%s%n%x',
  "' && reboot #",
  '{title}@auth.psk-mismatch.title',
  '</script><script>alert(1)</script>',
  "x' with pre-shared key successful",
  '\ud800',
];

describe('text that means ill', () => {
  it('in identities never reaches a terminal as it is', async () => {
    for (const text of poison) {
      const files = Object.fromEntries(
        Object.entries(example).map(([path, bytes]) => [
          path,
          path.endsWith('.pcap')
            ? bytes
            : utf8(new TextDecoder().decode(bytes).replaceAll('seoul.corp.example', `seoul${text}`)),
        ]),
      );
      const doc = await sound(files);
      expect(doc.findings.filter(({ role }) => role === 'cause').map(({ id }) => id)).toContain('auth.psk-mismatch');
    }
  });

  it('in file names and host labels never reaches a terminal as it is', async () => {
    const files = Object.entries(example).map(
      ([path, bytes], i) => [path.replace('/', `${poison[i % poison.length]}/`), bytes] as const,
    );
    await sound(Object.fromEntries(files));
    await sound({ '../../x': utf8('x'), '/abs': utf8('x'), '': utf8('x'), 'a//b': utf8('x'), '.': utf8('x') });
  });

  it('in lines of ten megabytes is cut and said so', async () => {
    const long = 'a'.repeat(10 * 2 ** 20);
    const log = new TextDecoder().decode(example['b/charon.log']);
    const doc = await sound({
      ...example,
      'b/charon.log': utf8(`${log}\n05[IKE] <net2net|1> ${long}\n`),
      'b/more.log': utf8(`05[IKE] ${'\u001b['.repeat(2 ** 20)}\n${long}\n${long.replaceAll('a', '[')}`),
      'b/journal.json': utf8(`{"MESSAGE":"05[IKE] ${long.replaceAll('a', '\\u001b').slice(0, 10 * 2 ** 20)}"}\n`),
      'b/deep.json': utf8('[{"a":'.repeat(200_000)),
      'b/swanctl.conf': utf8(`connections { ${'a { '.repeat(200_000)}`),
      'b/ipsec.conf': utf8(`conn x\n  leftsubnets={${'10.0.0.0/8,'.repeat(100_000)}}\n`),
    });
    expect(doc.findings.filter(({ role }) => role === 'cause').map(({ id }) => id)).toContain('auth.psk-mismatch');
  });

  it('of nothing, or of noise, gives a document that says so', async () => {
    const none = await sound({});
    expect([none.verdict, none.findings]).toEqual(['inconclusive', []]);
    for (const files of [{ 'a/empty': nothing }, { a: nothing, b: nothing, 'c/d/e': nothing }]) {
      const doc = await sound(files);
      expect([doc.verdict, doc.findings]).toEqual(['no-ipsec', []]);
    }
    const noise = Array.from(
      { length: 20 },
      (_, i) => [`h/${i}.bin`, randomFillSync(new Uint8Array(1 << (i % 16)))] as const,
    );
    const doc = await sound(Object.fromEntries(noise));
    expect(doc.findings).toEqual([]);
  });

  it('under a wrong name is told by what it holds', async () => {
    const names = [
      'x.pcap',
      'x.log',
      'x.conf',
      'x.zip',
      'x.gz',
      'x.json',
      'x.evtx',
      'capture.pcapng',
      'swanctl.conf',
      'x',
    ];
    const files = Object.fromEntries(
      Object.entries(example).map(([path, bytes], i) => [`${path.slice(0, 2)}${i}/${names[i % names.length]}`, bytes]),
    );
    const doc = await sound(files);
    expect(doc.findings[0]?.id).toBe('auth.psk-mismatch');
    // Heads of other kinds in front of nothing.
    const heads = [
      'MZ',
      '\u007fELF',
      '%PDF-1.4',
      'PK\u0003\u0004',
      'ElfFile\0',
      'SQLite format 3\0',
      '<?xml',
      '{"a":1}',
      '\ufeff',
    ];
    await sound(Object.fromEntries(heads.map((head, i) => [`a/${i}.log`, utf8(head)])));
  });

  it('of two encodings or line ends is read the same', async () => {
    const log = new TextDecoder().decode(example['b/charon.log']);
    for (const bytes of [
      utf8(`\ufeff${log}`),
      utf8(log.replaceAll('\n', '\r\n')),
      new Uint8Array(Buffer.from(`\ufeff${log}`, 'utf16le')),
    ]) {
      const doc = await sound({ ...example, 'b/charon.log': bytes });
      expect(doc.findings[0]?.id).toBe('auth.psk-mismatch');
      expect(doc.findings[0]?.confidence).toBe('certain');
    }
  });
});
