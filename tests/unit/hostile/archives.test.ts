import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from './examples.ts';
import { sound, utf8 } from './sound.ts';

const example = exampleFiles('psk-mismatch');

/** A tar entry of any name and type, with a right checksum. */
function tarEntry(name: string, bytes: Uint8Array, type = '0', link = ''): Uint8Array {
  const out = new Uint8Array(512 + Math.ceil(bytes.length / 512) * 512);
  const put = (at: number, text: string): void => out.set(utf8(text), at);
  put(0, name.slice(0, 100));
  put(100, '0000644\0');
  put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
  put(148, '        ');
  put(156, type);
  put(157, link);
  put(257, 'ustar\x0000');
  put(
    148,
    `${out
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
  );
  out.set(bytes, 512);
  return out;
}

function tar(...entries: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(entries.reduce((sum, entry) => sum + entry.length, 1024));
  let at = 0;
  for (const entry of entries) {
    out.set(entry, at);
    at += entry.length;
  }
  return out;
}

describe('archives that mean ill', () => {
  it('name no path outside of themselves', async () => {
    const names = [
      '../../../etc/passwd',
      '/etc/shadow',
      'a/../../b/charon.log',
      'C:\\windows\\x',
      '..\\..\\y',
      '\u001b[2J',
    ];
    const log = example['a/charon.log'] ?? new Uint8Array();
    const doc = await sound(
      {
        'case.zip': zipSync(Object.fromEntries(names.map((name) => [name, log]))),
        'case.tar.gz': gzipSync(tar(...names.map((name) => tarEntry(name, log)))),
      },
      'archive',
    );
    expect(doc.artifacts.length).toBeGreaterThan(names.length);
    for (const { path } of doc.artifacts) {
      expect(path.split(/[\\/]/)).not.toContain('..');
      expect(path).not.toMatch(/^[\\/]|^[A-Za-z]:/);
    }
  });

  it('give nothing of the links, devices and folders in them', async () => {
    const doc = await sound({
      'case.tar': tar(
        tarEntry('link', new Uint8Array(), '2', '/etc/passwd'),
        tarEntry('hard', new Uint8Array(), '1', '../secret'),
        tarEntry('device', new Uint8Array(), '3'),
        tarEntry('folder/', new Uint8Array(), '5'),
        tarEntry('a/charon.log', example['a/charon.log'] ?? new Uint8Array()),
      ),
    });
    expect(doc.artifacts.map(({ format, status }) => `${format} ${status}`)).toEqual([
      'tar read',
      'charon-log read',
      ...['unknown unsupported', 'unknown unsupported', 'unknown unsupported'],
    ]);
  });

  it('cannot blow up', async () => {
    // 160 MB of zeros in 160 kB, as a log, as a capture, and in a zip beside good evidence.
    const zeros = new Uint8Array(160 * 2 ** 20);
    const bomb = gzipSync(zeros, { level: 1 });
    zeros.set(example['a/capture.pcap']?.subarray(0, 24) ?? new Uint8Array());
    const captured = gzipSync(zeros, { level: 1 });
    const doc = await sound({ ...example, 'a/x.log.gz': bomb, 'b/y.pcap.gz': captured });
    expect(doc.findings[0]?.id).toBe('auth.psk-mismatch');
  });

  it('in archives in archives end somewhere', async () => {
    let inner: Uint8Array = zipSync({ 'charon.log': example['a/charon.log'] ?? new Uint8Array() });
    for (let depth = 0; depth < 12; depth++) inner = depth % 2 === 0 ? gzipSync(inner) : zipSync({ 'x.zip': inner });
    await sound({ 'deep.zip': inner }, 'archive');
  });

  it('with lying directories are read as far as they go', async () => {
    const good = zipSync(example);
    const lies = Array.from({ length: 40 }, (_, i) => {
      const copy = good.slice();
      // The directory stands at the end: sizes, offsets, counts and names in turn are wrong.
      for (let k = 0; k < 4; k++) copy[copy.length - 1 - ((i * 29 + k * 7) % 1500)] = (i * 67 + k * 13) & 255;
      return copy;
    });
    for (const lie of lies) await sound({ 'case.zip': lie }, 'archive');
    await sound({ 'case.zip': good.subarray(0, good.length >> 1) }, 'archive');
    await sound({ 'case.tar': tar(tarEntry('a/charon.log', utf8('x'))).subarray(0, 600) }, 'archive');
  });
});
