import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRng } from '../rng.ts';
import { joinCapture, shiftCapture, splitCapture } from './capture-records.ts';
import { shiftFile } from './clock.ts';
import { dropFiles, dropRecords, dropSlice, windowOf } from './drop.ts';
import type { EvidenceFile, FileKind } from './evidence.ts';
import { readLineTime, shiftDates, shiftLine } from './log-times.ts';

const START = Date.UTC(2026, 10, 23, 22, 0, 0) / 1000;

function pcap(times: number[], magic = 0xa1b2c3d4): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(magic, 0);
  head.writeUInt32LE(1, 20);
  const records = times.map((time, index) => {
    const record = Buffer.alloc(16 + 5, index);
    record.writeUInt32LE(Math.floor(time), 0);
    record.writeUInt32LE(123, 4);
    record.writeUInt32LE(5, 8);
    record.writeUInt32LE(5, 12);
    return record;
  });
  return Buffer.concat([head, ...records]);
}

function block(type: number, body: Buffer): Buffer {
  const size = 12 + body.length;
  const out = Buffer.alloc(size);
  out.writeUInt32LE(type, 0);
  out.writeUInt32LE(size, 4);
  body.copy(out, 8);
  out.writeUInt32LE(size, size - 4);
  return out;
}

function stamped(body: Buffer, at: number, ticks: bigint): void {
  body.writeUInt32LE(Number(ticks >> 32n), at);
  body.writeUInt32LE(Number(ticks & 0xffffffffn), at + 4);
}

function pcapng(times: number[]): Buffer {
  const section = Buffer.alloc(16);
  section.writeUInt32LE(0x1a2b3c4d, 0);
  const nano = Buffer.from([1, 0, 0, 0, 0, 0, 4, 0, 9, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0, 0]);
  const packets = times.map((time) => {
    const body = Buffer.alloc(24);
    stamped(body, 4, BigInt(Math.floor(time)) * 1_000_000_000n + 5n);
    body.writeUInt32LE(4, 12);
    body.writeUInt32LE(4, 16);
    return block(6, body);
  });
  const statistics = Buffer.alloc(12 + 12 + 4);
  stamped(statistics, 4, BigInt(START) * 1_000_000_000n);
  statistics.writeUInt16LE(2, 12);
  statistics.writeUInt16LE(8, 14);
  stamped(statistics, 16, BigInt(START) * 1_000_000_000n);
  return Buffer.concat([block(0x0a0d0d0a, section), block(1, nano), ...packets, block(5, statistics)]);
}

const file = (kind: FileKind, bytes: Uint8Array | string): EvidenceFile => ({
  path: 'a/x',
  host: 'a',
  kind,
  bytes: Buffer.from(bytes),
});
const textOf = ({ bytes }: EvidenceFile): string => Buffer.from(bytes).toString('latin1');
const timesOf = (bytes: Uint8Array): number[] =>
  (splitCapture(bytes)?.records ?? []).flatMap(({ time }) => (time === null ? [] : [time]));

const CAPTURES: [string, Buffer][] = [
  ['pcap', pcap([START, START + 1, START + 7])],
  ['pcap in nanoseconds', pcap([START, START + 1, START + 7], 0xa1b23c4d)],
  ['pcapng', pcapng([START, START + 1, START + 7])],
];

describe('shifting the clock of a host', () => {
  it.each([
    ['Nov 23 23:25:02 06[IKE] x', 3600, 'Nov 24 00:25:02 06[IKE] x'],
    ['Nov 30 23:25:02.123 x', 3600, 'Dec  1 00:25:02.123 x'],
    ['Dec  1 00:25:02.123456: | x', -3600, 'Nov 30 23:25:02.123456: | x'],
    ['Mar 01 00:00:00 gw pluto[1]: x', -1, 'Feb 28 23:59:59 gw pluto[1]: x'],
    ['Nov 23 23:25:02 gw charon: y 2026-11-23 10:00:00', 60, 'Nov 23 23:26:02 gw charon: y 2026-11-23 10:00:00'],
    ['2026-11-23T23:25:02+0100.376 06[IKE] x', -86400, '2026-11-22T23:25:02+0100.376 06[IKE] x'],
    ['2026-12-31 23:59:59 06[IKE] x', 1, '2027-01-01 00:00:00 06[IKE] x'],
    ['{"__REALTIME_TIMESTAMP":"1795474800123000","x":1}', 2, '{"__REALTIME_TIMESTAMP":"1795474802123000","x":1}'],
    ['06[IKE] no time here', 3600, '06[IKE] no time here'],
    ['Nonsense 99:99', 3600, 'Nonsense 99:99'],
  ])('writes %s by %i s as %s', (line, seconds, wanted) => {
    expect(shiftLine(line, seconds, 2026)).toBe(wanted);
  });

  it('moves what is read by as much as it says', () => {
    const lines = [
      'Nov 23 23:25:02.5 x',
      '2026-11-23T23:25:02+0100.376 x',
      '{"__REALTIME_TIMESTAMP":"1795474800123000"}',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.integer({ min: -32400, max: 32400 }), (line, seconds) => {
        const before = readLineTime(line, 2026) ?? Number.NaN;
        expect(readLineTime(shiftLine(line, seconds, 2026), 2026)).toBe(before + seconds * 1000);
        expect(shiftLine(shiftLine(line, seconds, 2026), -seconds, 2026)).toBe(line);
      }),
    );
  });

  it.each(CAPTURES)('moves every packet of a %s and nothing else', (_, bytes) => {
    fc.assert(
      fc.property(fc.integer({ min: -32400, max: 32400 }), (seconds) => {
        const moved = shiftCapture(bytes, seconds);
        expect(timesOf(moved)).toEqual(timesOf(bytes).map((time) => time + seconds * 1000));
        expect(Buffer.from(shiftCapture(moved, -seconds)).equals(bytes)).toBe(true);
      }),
    );
  });

  it('keeps a gzipped capture gzipped', () => {
    const moved = shiftCapture(gzipSync(pcap([START])), 60);
    expect(timesOf(gunzipSync(moved))).toEqual([(START + 60) * 1000]);
  });

  it('moves the interface statistics of a pcapng too', () => {
    const bytes = pcapng([START]);
    const moved = Buffer.from(shiftCapture(bytes, 60));
    const last = (from: Buffer): bigint => {
      const at = from.length - 32;
      return (BigInt(from.readUInt32LE(at + 16)) << 32n) | BigInt(from.readUInt32LE(at + 20));
    };
    expect(last(moved) - last(bytes)).toBe(60n * 1_000_000_000n);
  });

  it('moves dates of listings and leaves configurations alone', () => {
    expect(shiftDates('\t  add 2026-11-23 22:31:20 use 2026-11-23 23:31:21\n', 3600)).toBe(
      '\t  add 2026-11-23 23:31:20 use 2026-11-24 00:31:21\n',
    );
    expect(textOf(shiftFile(file('configuration', 'x 2026-11-23 22:31:20'), 3600, 2026))).toBe('x 2026-11-23 22:31:20');
    expect(textOf(shiftFile(file('log', 'Nov 23 22:31:20 a\nb\n'), 60, 2026))).toBe('Nov 23 22:32:20 a\nb\n');
  });
});

describe('dropping evidence', () => {
  it.each(CAPTURES)('cuts a %s into records that make it whole again', (_, bytes) => {
    const capture = splitCapture(bytes);
    expect(capture).not.toBeNull();
    if (capture !== null) expect(Buffer.from(joinCapture(capture, capture.records)).equals(bytes)).toBe(true);
  });

  it('drops packets and lines, keeps their order, and leaves other files whole', () => {
    const lines = Array.from({ length: 200 }, (_, index) => `line ${index}`);
    const kept = textOf(dropRecords(file('log', `${lines.join('\n')}\n`), 0.3, makeRng(1, 'x')));
    const left = kept.trimEnd().split('\n');
    expect(left.length).toBeGreaterThan(100);
    expect(left.length).toBeLessThan(180);
    expect(left).toEqual(lines.filter((line) => left.includes(line)));
    const times = Array.from({ length: 100 }, (_, index) => START + index);
    const packets = timesOf(dropRecords(file('capture', pcap(times)), 0.5, makeRng(1, 'x')).bytes);
    expect(packets.length).toBeGreaterThan(25);
    expect(packets.length).toBeLessThan(75);
    expect(textOf(dropRecords(file('state', 'a\nb\n'), 1, makeRng(1, 'x')))).toBe('a\nb\n');
    expect(textOf(dropRecords(file('log', 'a\nb\n'), 1, makeRng(1, 'x')))).toBe('');
  });

  it('drops the same for the same seed', () => {
    const log = file('log', Array.from({ length: 50 }, (_, index) => `${index}\n`).join(''));
    expect(textOf(dropRecords(log, 0.5, makeRng(7, 'x')))).toBe(textOf(dropRecords(log, 0.5, makeRng(7, 'x'))));
  });

  it('always drops a file and always keeps one', () => {
    const files = ['p', 'q', 'r'].map((path) => ({ ...file('log', ''), path }));
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const kept = dropFiles(files, makeRng(seed, 'x'));
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThan(files.length);
      }),
    );
  });

  it.each(CAPTURES)('takes a slice of time out of a %s', (_, bytes) => {
    const capture = file('capture', bytes);
    expect(windowOf(capture, 2026)).toEqual({ from: START * 1000, to: (START + 7) * 1000 });
    const slice = { from: (START + 0.5) * 1000, to: (START + 2) * 1000 };
    expect(timesOf(dropSlice(capture, slice, 2026).bytes)).toEqual([START * 1000, (START + 7) * 1000]);
  });

  it('takes lines without a time with the line before them, and leaves a log without times whole', () => {
    const log = file('log', 'Nov 23 22:00:00 a\nNov 23 22:00:05 b\n  more b\nNov 23 22:00:09 c\n');
    const slice = { from: (START + 4) * 1000, to: (START + 6) * 1000 };
    expect(textOf(dropSlice(log, slice, 2026))).toBe('Nov 23 22:00:00 a\nNov 23 22:00:09 c\n');
    const untimed = file('log', '06[IKE] a\n06[IKE] b\n');
    expect(windowOf(untimed, 2026)).toBeNull();
    expect(textOf(dropSlice(untimed, slice, 2026))).toBe(textOf(untimed));
  });
});
