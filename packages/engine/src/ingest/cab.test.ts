import { describe, expect, it } from 'vitest';
import { diagnose } from '../index.ts';
import { utf8 } from '../protocol/text.ts';
import { readCab } from './cab.ts';
import { writeCab } from './cab.fixture.ts';
import type { UnpackBudget } from './gzip.ts';
import { bytesInput } from './ingest.ts';

const budget = (maxBytes = 2 ** 24): UnpackBudget => ({
  maxBytes,
  maxRatio: 1000,
  ratioFrom: 2 ** 20,
  spent: 0,
  packed: 0,
});
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const long = bytes(Array.from({ length: 9000 }, (_, n) => `line ${n} ${n * 7919}\n`).join(''));
const files = { 'a.txt': bytes('first\n'), 'x\\long.txt': long, 'empty.txt': bytes(''), 'z.txt': bytes('last\n') };

async function read(cabinet: Uint8Array, limit = budget()): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { name, stream } of readCab(cabinet, limit)) {
    let text = '';
    try {
      for (let block = await stream.next(); block !== null; block = await stream.next()) text += utf8(block);
    } catch (error) {
      text += `[${error instanceof Error ? error.message : ''}]`;
    }
    found[name] = text;
  }
  return found;
}

describe('cabinets', () => {
  it.each([
    ['stored', { method: 0 }],
    ['MSZIP, over several blocks', { method: 1 }],
    ['with reserved places', { method: 1, reserve: 5 }],
  ])('give their files: %s', async (_, options) => {
    expect(await read(writeCab(files, options))).toEqual({
      'a.txt': 'first\n',
      'x/long.txt': utf8(long),
      'empty.txt': '',
      'z.txt': 'last\n',
    });
  });

  it('packed with LZX are said to be', async () => {
    expect(await read(writeCab({ 'a.txt': bytes('x') }, { method: 3 }))).toEqual({ 'a.txt': '[ingest.cab-method]' });
  });

  it('that are cut give what is in front of the cut', async () => {
    const cabinet = writeCab(files);
    const found = await read(cabinet.subarray(0, cabinet.length - 40));
    expect(found['a.txt']).toBe('first\n');
    expect(found['x/long.txt']?.endsWith('[ingest.ends-early]')).toBe(true);
    expect(utf8(long).startsWith((found['x/long.txt'] ?? '').slice(0, 60_000))).toBe(true);
  });

  it('with a damaged block stop there', async () => {
    const cabinet = writeCab({ 'a.txt': bytes('first\n') });
    cabinet[cabinet.length - 8] = (cabinet[cabinet.length - 8] ?? 0) ^ 0xff;
    const [text] = Object.values(await read(cabinet));
    expect(text).not.toBe('first\n');
  });

  it('cost what may be unpacked and no more', async () => {
    const found = await read(writeCab({ 'a.txt': new Uint8Array(400_000) }), budget(100_000));
    expect(found['a.txt']).toContain('[ingest.unpacked-limit]');
  });

  it('that are no cabinets are damaged', () => {
    expect(() => [...readCab(bytes('MSCF'), budget())]).toThrow('ingest.cab-damaged');
    expect(() => [...readCab(writeCab(files).subarray(0, 50), budget())]).toThrow('ingest.cab-damaged');
  });

  it('of netsh wfp capture are evidence', async () => {
    const events = `<wfpdiag><errorFrequencyTable><item><error>ERROR_IPSEC_IKE_NO_CERT</error><frequency>32</frequency></item></errorFrequencyTable></wfpdiag>\n`;
    const { artifacts } = await diagnose([bytesInput('wfpdiag.cab', writeCab({ 'wfpdiag.xml': bytes(events) }))]);
    expect(artifacts.map(({ path, format, status }) => [path, format, status])).toEqual([
      ['wfpdiag.cab', 'cab', 'read'],
      ['wfpdiag.cab/wfpdiag.xml', 'windows-wfp', 'read'],
    ]);
  });
});
