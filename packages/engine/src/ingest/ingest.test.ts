import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { TextFormat } from '../formats/reader.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { bytesInput, ingest } from './ingest.ts';
import { lineFeeder } from './lines.ts';
import { harmlessPath } from './paths.ts';
import { sniff } from './sniff.ts';
import type { ByteStream } from './byte-stream.ts';
import type { EvidenceInput, IngestOptions } from './types.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A reader that takes any text with the word charon and keeps count of its lines. */
const charon: TextFormat = {
  format: 'charon-log',
  sniff: (head) => (head.some((line) => line.includes('charon')) ? 90 : 0),
  open: () => {
    let records = 0;
    return {
      line: (text) => {
        if (text.includes('boom')) throw new Error('boom');
        records += 1;
      },
      end: () => ({
        format: 'charon-log',
        observations: [],
        faults: [],
        records,
        hostName: null,
        product: null,
        ownAddresses: [],
        timeKind: 'none',
        limits: [],
      }),
    };
  },
};

async function readWire(stream: ByteStream, artifact: string): Promise<WireReading> {
  let bytes = 0;
  for (let block = await stream.next(); block !== null; block = await stream.next()) bytes += block.length;
  return {
    artifact,
    format: 'pcap',
    packets: 1,
    bytes,
    first: null,
    last: null,
    snaplen: null,
    filter: null,
    drops: null,
    ike: [],
    thinned: false,
    ordinary: new Map(),
    flows: [],
    icmp: [],
    clear: [],
    incomplete: [],
    unresolved: [],
    ownAddresses: [],
    keepalives: 0,
    faults: [],
    limits: [],
    truncated: false,
  };
}

const options: IngestOptions = { formats: [charon], readWire };
const log = utf8('00[DMN] Starting IKE charon daemon\n01[NET] line two\n');
const pcap = new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, ...new Array<number>(20).fill(0)]);

const table = async (inputs: readonly EvidenceInput[], more: Partial<IngestOptions> = {}): Promise<string[]> =>
  (await ingest(inputs, { ...options, ...more })).artifacts.map(
    (a) => `${a.id} ${a.parent ?? '-'} ${a.path} ${a.format} ${a.status} ${a.hostHint ?? '-'} ${a.records}`,
  );

/** A minimal ustar writer. */
function tar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [name, data] of Object.entries(files)) {
    const header = new Uint8Array(512);
    header.set(utf8(name), 0);
    header.set(utf8('0000644\0'), 100);
    header.set(utf8(`${data.length.toString(8).padStart(11, '0')}\0`), 124);
    header.set(utf8('        '), 148);
    header[156] = 0x30;
    header.set(utf8('ustar\u000000'), 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.set(utf8(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
    parts.push(header, data, new Uint8Array((512 - (data.length % 512)) % 512));
  }
  parts.push(new Uint8Array(1024));
  return Uint8Array.from(Buffer.concat(parts));
}

describe('ingest', () => {
  it('gives ids in the order of paths and labels by folder', async () => {
    const inputs = [bytesInput('b/charon.log', log, 'folder'), bytesInput('a/capture.pcap', pcap, 'folder')];
    expect(await table(inputs)).toEqual(['a1 - a/capture.pcap pcap read a 1', 'a2 - b/charon.log charon-log read b 2']);
    expect(await table(inputs.toReversed())).toEqual(await table(inputs));
  });

  it('treats archives as folders, whatever they are wrapped in', async () => {
    const files = { 'case/a/capture.pcap': pcap, 'case/b/charon.log': log };
    const asFolder = ['a1 - a/capture.pcap pcap read a 1', 'a2 - b/charon.log charon-log read b 2'];
    const turned = Object.fromEntries(Object.entries(files).toReversed());
    for (const packed of [zipSync(files), tar(files), gzipSync(tar(files)), tar(turned), zipSync(turned)])
      expect(await table([bytesInput('c.zip', packed, 'archive')])).toEqual(asFolder);
    const bare = tar({ 'b/charon.log': log, 'a/capture.pcap': pcap });
    expect(await table([bytesInput('c.tar', bare, 'archive')])).toEqual(asFolder);
    // A folder of one host, packed under its own name, is that folder; under another name it is a host.
    const one = tar({ 'b/charon.log': log });
    expect(await table([bytesInput('b.tar', one, 'archive')])).toEqual(['a1 - charon.log charon-log read - 2']);
    expect(await table([bytesInput('c.tar', one, 'archive')])).toEqual(['a1 - b/charon.log charon-log read b 2']);
    const byHost = { ...bytesInput('x/c.zip', zipSync(files)), host: 'gw' };
    expect((await ingest([byHost], options)).artifacts.map((a) => a.hostHint)).toEqual(['gw', 'gw', 'gw']);
  });

  it('orders the members of an archive by path and names them so in their sources', async () => {
    const files = { 'z/charon.log': log, 'm.pcap': pcap, 'a/capture.pcap': pcap };
    const { artifacts } = await ingest([bytesInput('x/c.tar', tar(files))], options);
    expect(artifacts.map(({ id, path, wire }) => [id, path, wire?.artifact])).toEqual([
      ['a1', 'x/c.tar', undefined],
      ['a2', 'x/c.tar/a/capture.pcap', 'a2'],
      ['a3', 'x/c.tar/m.pcap', 'a3'],
      ['a4', 'x/c.tar/z/charon.log', undefined],
    ]);
  });

  it('takes things given beside each other as folders of hosts, or of several', async () => {
    const under = (input: EvidenceInput, name: string): EvidenceInput => ({ ...input, under: name });
    const east = under(bytesInput('charon.log', log, 'folder'), 'east');
    const west = under(bytesInput('west.tar', tar({ 'west/charon.log': log }), 'archive'), 'west');
    const loose = bytesInput('x.pcap', pcap, 'archive');
    expect(await table([loose, west, east])).toEqual([
      'a1 - east/charon.log charon-log read east 2',
      'a2 - west/charon.log charon-log read west 2',
      'a3 - x.pcap pcap read - 1',
    ]);
    const pair = ['a', 'b'].map((host) => under(bytesInput(`${host}/charon.log`, log, 'folder'), 'case'));
    expect(await table([...pair, loose])).toEqual([
      'a1 - case/a/charon.log charon-log read a 2',
      'a2 - case/b/charon.log charon-log read b 2',
      'a3 - x.pcap pcap read - 1',
    ]);
    // Two folders of the same name may be one host or two: the evidence decides.
    const same = ['day1/gw', 'day2/gw'].map((name) => under(bytesInput('charon.log', log, 'folder'), name));
    expect(await table(same)).toEqual([
      'a1 - day1/gw/charon.log charon-log read - 2',
      'a2 - day2/gw/charon.log charon-log read - 2',
    ]);
    const logs = ['east/logs', 'west/logs'].map((name) => under(bytesInput('charon.log', log, 'folder'), name));
    expect((await ingest(logs, options)).artifacts.map((a) => a.hostHint)).toEqual(['east', 'west']);
  });

  it('tells of an archive that is read as a folder only when it is damaged', async () => {
    const whole = tar({ 'b/charon.log': log, 'a/charon.log': log });
    expect(await table([bytesInput('c.tar', whole.subarray(0, 1300), 'archive')])).toEqual([
      'a1 - c.tar tar partial - 1',
      'a2 a1 b/charon.log charon-log read b 2',
    ]);
    expect(await table([bytesInput('c.tar', tar({}), 'archive')])).toEqual(['a1 - c.tar tar read - 0']);
  });

  it('labels archives of a folder by their names', async () => {
    const zip = zipSync({ 'charon.log': log });
    expect(await table([bytesInput('east.zip', zip, 'folder'), bytesInput('west.zip', zip, 'folder')])).toEqual([
      'a1 - east.zip zip read - 1',
      'a2 a1 east.zip/charon.log charon-log read east 2',
      'a3 - west.zip zip read - 1',
      'a4 a3 west.zip/charon.log charon-log read west 2',
    ]);
  });

  it('reads gzip of texts and captures, several members and truncated ones', async () => {
    const two = Uint8Array.from(Buffer.concat([gzipSync(log), gzipSync(log)]));
    expect(await table([bytesInput('l.gz', two), bytesInput('p.pcap.gz', gzipSync(pcap))])).toEqual([
      'a1 - l.gz charon-log read - 4',
      'a2 - p.pcap.gz pcap read - 1',
    ]);
    const long = utf8(`charon\n${Array.from({ length: 20000 }, (_, i) => `line ${i * 7919}`).join('\n')}`);
    const packed = gzipSync(long);
    const cut = await ingest([bytesInput('l.gz', packed.subarray(0, packed.length >> 1))], options);
    expect(cut.artifacts[0]).toMatchObject({ status: 'partial', note: { id: 'ingest.gzip-truncated' } });
    expect(cut.artifacts[0]?.records).toBeGreaterThan(5000);
  });

  it('reads what xz packed', async () => {
    // `printf '10[DMN] Starting charon\n' | xz -9 | base64 -w0`
    const packed = Buffer.from(
      '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAXMTBbRE1OXSBTdGFydGluZyBjaGFyb24KACKz8YVXR59wAAEwGI4brOwftvN9AQAAAAAEWVo=',
      'base64',
    );
    expect(await table([bytesInput('l.xz', packed)])).toEqual(['a1 - l.xz charon-log read - 1']);
    const cut = await ingest([bytesInput('l.xz', packed.subarray(0, 40))], options);
    expect(cut.artifacts[0]?.note).toMatchObject({ id: 'ingest.xz-damaged' });
    // The same packed once more, with another file behind it: the one unpacker must not wait for itself.
    const twice = Buffer.from(
      '/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQBP/Td6WFoAAATm1rRGAgAhARwAAAAQz1jMAQAXMTBbRE1OXSBTdGFydGluZyBjaGFyb24KACKz8YVXR59wAAEwGI4brOwftvN9AQAAAAAEWVoAjvMoCYkTYZcAAWhQcAXJ5h+2830BAAAAAARZWg==',
      'base64',
    );
    expect(await table([bytesInput('l.xz.xz', twice), bytesInput('m.xz', packed)])).toEqual([
      'a1 - l.xz.xz xz unsupported - 0',
      'a2 - m.xz charon-log read - 1',
    ]);
  });

  it('decodes UTF-16 with and without mark, and UTF-8 with one', async () => {
    const text = '00[DMN] Starting charon\r\nzwei ü\r\n';
    const le = Uint8Array.from(Buffer.from(text, 'utf16le'));
    const be = Uint8Array.from(Buffer.from(le).swap16());
    const marked = (mark: number[], bytes: Uint8Array): Uint8Array => Uint8Array.from([...mark, ...bytes]);
    const inputs = [
      bytesInput('1', marked([0xff, 0xfe], le)),
      bytesInput('2', marked([0xfe, 0xff], be)),
      bytesInput('3', le),
      bytesInput('4', be),
      bytesInput('5', marked([0xef, 0xbb, 0xbf], utf8(text))),
    ];
    for (const artifact of (await ingest(inputs, options)).artifacts)
      expect(artifact).toMatchObject({ format: 'charon-log', status: 'read', records: 2 });
  });

  it('lists what it cannot read, and digests it', async () => {
    const { artifacts } = await ingest(
      [
        bytesInput('empty', new Uint8Array(0)),
        bytesInput(
          'noise',
          Uint8Array.from({ length: 500 }, (_, i) => (i * 151) % 32),
        ),
        bytesInput('prose.txt', utf8('hello\nworld\n')),
        { path: 'gone', open: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOENT' })) },
        bytesInput('bad.log', utf8('charon\nboom\n')),
      ],
      options,
    );
    expect(artifacts.map((a) => [a.path, a.format, a.status, a.note?.id])).toEqual([
      ['bad.log', 'charon-log', 'corrupt', 'ingest.reader-failed'],
      ['empty', 'empty', 'read', 'ingest.empty'],
      ['gone', 'unknown', 'corrupt', 'ingest.unreadable'],
      ['noise', 'unknown', 'unsupported', 'ingest.binary-unknown'],
      ['prose.txt', 'unknown', 'unsupported', 'ingest.text-unknown'],
    ]);
    for (const { path, sha256 } of artifacts)
      if (path === 'prose.txt') expect(sha256).toBe(createHash('sha256').update('hello\nworld\n').digest('hex'));
  });

  it('bounds archives: depth, files, bytes, ratio', async () => {
    let nest = zipSync({ 'charon.log': log });
    for (let i = 0; i < 4; i++) nest = zipSync({ [`n${i}.zip`]: nest });
    const deep = await table([bytesInput('n.zip', nest)]);
    expect(deep).toHaveLength(4);
    expect(deep[3]).toContain('zip unsupported');

    const many = zipSync(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`f${i}`, log])));
    const capped = await ingest([bytesInput('m.zip', many)], { ...options, limits: { maxEntries: 10 } });
    expect(capped.artifacts).toHaveLength(10);
    expect(capped.limits).toEqual([{ what: 'files', cap: 10, seen: 31, kept: 10 }]);

    const zeros = new Uint8Array(4_000_000).fill(0x41);
    const limits = { ratioFrom: 1_000_000, maxRatio: 100 };
    for (const bomb of [bytesInput('b.gz', gzipSync(zeros)), bytesInput('b.zip', zipSync({ 'b.log': zeros }))]) {
      const { artifacts } = await ingest([bomb], { ...options, limits });
      expect(artifacts.at(-1)?.note?.id).toBe('ingest.ratio-limit');
    }
    const budget = await ingest([bytesInput('b.gz', gzipSync(zeros))], {
      ...options,
      limits: { maxUnpackedBytes: 1_000_000 },
    });
    expect(budget.artifacts[0]?.note?.id).toBe('ingest.unpacked-limit');
    expect(budget.limits[0]?.what).toBe('unpacked-bytes');
  });

  it('cuts endless lines and counts them', async () => {
    const { artifacts } = await ingest([bytesInput('l', utf8(`charon\n${'x'.repeat(3_000_000)}\nend\n`))], options);
    expect(artifacts[0]).toMatchObject({ records: 3, status: 'partial' });
    expect(artifacts[0]?.faults[0]?.line).toBe(2);
  });

  it('salvages a zip without its directory', async () => {
    const zip = zipSync({ 'a/charon.log': log, 'b/charon.log': log }, { level: 0 });
    const cut = zip.subarray(0, zip.length - 40);
    const rows = await table([bytesInput('c.zip', cut, 'archive')]);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('zip partial');
  });

  it('finds a changed byte in a stored zip member', async () => {
    const zip = zipSync({ 'charon.log': log }, { level: 0 });
    const at = Buffer.from(zip).indexOf('Starting');
    zip[at] = 0x73;
    const { artifacts } = await ingest([bytesInput('c.zip', zip)], options);
    expect(artifacts[1]).toMatchObject({ status: 'partial', note: { id: 'ingest.checksum' } });
  });

  it('reads archives made by the usual tools', async () => {
    let made: Uint8Array;
    try {
      made = Uint8Array.from(
        execFileSync('tar', ['--format=pax', '-cz', '-C', import.meta.dirname, '--', 'ingest.ts', 'tar.ts']),
      );
    } catch {
      return;
    }
    const { artifacts } = await ingest([bytesInput('t.tgz', made)], options);
    expect(artifacts.map((a) => a.path)).toEqual(['t.tgz', 't.tgz/ingest.ts', 't.tgz/tar.ts']);
  });

  it('never throws, whatever the bytes', async () => {
    const seeds = [zipSync({ 'a/charon.log': log }), gzipSync(log), tar({ 'a/charon.log': log }), pcap, log];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
        fc.nat(),
        async (seed, changes, cut) => {
          const bytes = seed.slice(0, seed.length - (cut % 3 === 0 ? cut % seed.length : 0));
          for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
          const { artifacts } = await ingest([bytesInput('x', bytes)], options);
          expect(artifacts.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('paths', () => {
  it('makes traversal harmless', () => {
    expect(harmlessPath('../../etc/passwd')).toBe('etc/passwd');
    expect(harmlessPath('C:\\x\\..\\y.log')).toBe('x/y.log');
    expect(harmlessPath('//')).toBe('unnamed');
  });
});

describe('lines', () => {
  it('keeps nothing of the text around a line', () => {
    if (globalThis.gc === undefined) setFlagsFromString('--expose-gc');
    const collect = globalThis.gc ?? (runInNewContext('gc') as () => void);
    const kept: string[] = [];
    collect();
    const before = process.memoryUsage().heapUsed;
    const feeder = lineFeeder('utf-8', 1000, (line) => {
      if (line.startsWith('one in a million')) kept.push(line.slice(0, 40));
    });
    const block = utf8(
      `one in a million bytes is kept, and that is all of it\n${'x'.repeat(99)}\n${'y'.repeat(1e6)}\n`,
    );
    for (let i = 0; i < 200; i++) feeder.push(block);
    feeder.end();
    collect();
    expect(kept).toHaveLength(200);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(2e7);
  });

  it('does not depend on how the bytes are cut into blocks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ü', '한', '\n', '\r', '\r\n', '😀', '\0') }),
        fc.integer({ min: 1, max: 7 }),
        (text, size) => {
          const whole: string[] = [];
          const pieces: string[] = [];
          const bytes = utf8(text);
          const one = lineFeeder('utf-8', 5, (line, n, cut) => whole.push(`${n}${cut ? '!' : ''}${line}`));
          one.push(bytes);
          const count = one.end();
          const two = lineFeeder('utf-8', 5, (line, n, cut) => pieces.push(`${n}${cut ? '!' : ''}${line}`));
          for (let at = 0; at < bytes.length; at += size) two.push(bytes.subarray(at, at + size));
          expect(two.end()).toBe(count);
          expect(pieces).toEqual(whole);
        },
      ),
    );
  });
});

describe('sniff', () => {
  it('tells text from noise', () => {
    expect(sniff(log).kind).toBe('text');
    expect(sniff(Uint8Array.from([...log, ...new Array<number>(10).fill(0)])).kind).toBe('text');
    expect(sniff(new Uint8Array(100)).kind).toBe('binary');
    // Random bytes: a tenth of them are control characters.
    for (let seed = 1; seed < 50; seed++) {
      let state = seed;
      const noise = Uint8Array.from({ length: 2000 }, () => (state = (state * 48271) % 0x7fffffff) >> 8);
      expect(sniff(noise).kind).toBe('binary');
    }
    expect(sniff(utf8('\u001b[31m03[IKE] red\u001b[0m\n'.repeat(20))).kind).toBe('text');
  });
});
