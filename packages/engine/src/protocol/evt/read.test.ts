import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WindowsEvent } from '../../formats/windows-event/event.ts';
import { bytesSource } from '../source.ts';
import { headerSize } from './layout.ts';
import { type EvtOptions, readEvt } from './read.ts';
import { evtRecord, writeEvt, type WrittenEvt } from './write.ts';

async function readAll(bytes: Uint8Array, options: EvtOptions = {}, block = 1 << 20) {
  const events: WindowsEvent[] = [];
  const faults: { record: number | null; reason: string }[] = [];
  const source = bytesSource(bytes.slice(), block);
  let last: Uint8Array | null = null;
  const spoiling = {
    next: async () => {
      last?.fill(0xee);
      last = await source.next();
      return last;
    },
  };
  const sink = {
    event: (event: WindowsEvent) => void events.push(event),
    fault: (record: number | null, reason: string) => void faults.push({ record, reason }),
  };
  return { summary: await readEvt(spoiling, sink, options), events, faults };
}

const record = (number: number, more: Partial<WrittenEvt> = {}): WrittenEvt => ({
  number,
  seconds: 1_136_073_600 + number,
  source: 'Security',
  computer: 'XPCLIENT',
  id: 547,
  qualifiers: 0,
  type: 16,
  category: 2,
  user: 'S-1-5-20',
  strings: ['Key Exchange Mode (Main Mode)', `Source IP Address 192.0.2.${number % 250}`],
  ...more,
});
const records = (from: number, to: number): WrittenEvt[] =>
  Array.from({ length: to - from + 1 }, (_, i) => record(from + i, { id: (from + i) % 3 === 0 ? 528 : 547 }));
const numbers = (events: readonly WindowsEvent[]): number[] => events.map((event) => Number(event.record));
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe('an event log of Windows XP or Server 2003', () => {
  it('gives its events with all that they say of themselves', async () => {
    const { events, faults, summary } = await readAll(
      writeEvt([
        record(7),
        record(8, {
          source: 'IPSec',
          id: 4292,
          qualifiers: 0xc000,
          type: 1,
          strings: [],
          data: Uint8Array.of(1, 0xab),
        }),
      ]),
    );
    expect(faults).toEqual([]);
    expect(summary).toMatchObject({ records: 2, given: 2, lost: 0, dirty: false, wrapped: false, truncated: false });
    const common = {
      channel: null,
      version: null,
      computer: 'XPCLIENT',
      processId: null,
      threadId: null,
      message: null,
    };
    expect(events).toEqual([
      {
        ...common,
        provider: 'Security',
        id: 547,
        qualifiers: 0,
        level: 0,
        keywords: '0x0090000000000000',
        ns: 1_136_073_607_000_000_000n,
        record: 7n,
        data: [
          { name: null, value: 'Key Exchange Mode (Main Mode)' },
          { name: null, value: 'Source IP Address 192.0.2.7' },
        ],
        place: 1,
      },
      {
        ...common,
        provider: 'IPSec',
        id: 4292,
        qualifiers: 0xc000,
        level: 2,
        keywords: '0x0080000000000000',
        ns: 1_136_073_608_000_000_000n,
        record: 8n,
        data: [{ name: 'Binary', value: '01AB' }],
        place: 2,
      },
    ]);
  });

  it('is read whatever the blocks are, and gives only what is wanted', async () => {
    const file = writeEvt(records(1, 200));
    const whole = await readAll(file);
    expect(numbers(whole.events)).toEqual(range(1, 200));
    expect(whole.faults).toEqual([]);
    for (const block of [7, 61, 4096]) expect(await readAll(file, {}, block)).toEqual(whole);
    const some = await readAll(file, { wanted: (provider, _, id) => provider === 'Security' && id === 528 });
    expect(some.events).toEqual(whole.events.filter(({ id }) => id === 528));
    expect(some.summary).toMatchObject({ records: 200, given: some.events.length });
  });

  it('is read when it goes round, at every place it can', async () => {
    const all = records(501, 540);
    const bytes = all.reduce((sum, one) => sum + evtRecord(one).length, 0);
    const room = bytes + 200 - (bytes % 4);
    for (let from = 4; from < room; from += 36) {
      const { events, faults, summary } = await readAll(writeEvt(all, { room, from, dirty: from % 8 === 0 }));
      expect(faults).toEqual([]);
      expect(numbers(events).sort((a, b) => a - b)).toEqual(range(501, 540));
      expect(summary.truncated).toBe(false);
    }
  });

  it('does not need its header', async () => {
    const file = writeEvt(records(1, 20), { dirty: true, room: 8000 });
    expect((await readAll(file)).summary).toMatchObject({ records: 20, dirty: true });
    const wiped = file.slice();
    wiped.fill(0xaa, 0, headerSize);
    const { events, faults } = await readAll(wiped);
    expect(numbers(events)).toEqual(range(1, 20));
    expect(faults).toEqual([{ record: null, reason: 'the header of the file does not begin as one' }]);
  });

  it('does not take what is left of a former round for its own, unless asked', async () => {
    const old = writeEvt(records(1, 30), { room: 12_000 });
    const file = writeEvt(records(41, 45), { room: 12_000 });
    const used = file.findLastIndex((byte) => byte !== 0) + 1;
    file.set(old.subarray(used), used);
    expect(numbers((await readAll(file)).events)).toEqual(range(41, 45));
    expect((await readAll(file)).faults).toEqual([]);
    expect((await readAll(file, { slack: true })).events.length).toBeGreaterThan(25);
  });

  it('loses one record to one bad record', async () => {
    const file = writeEvt(records(1, 9));
    const at = headerSize + records(1, 4).reduce((sum, one) => sum + evtRecord(one).length, 0);
    for (const [offset, word] of [
      [0, 0xffffff00],
      [0, 5000],
      [4, 0],
      [36, 0xffff],
      [48, 0xffff],
    ] as const) {
      const bytes = file.slice();
      new DataView(bytes.buffer).setUint32(at + offset, word, true);
      const { events, faults } = await readAll(bytes);
      expect(numbers(events)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
      expect(faults).toHaveLength(1);
    }
  });

  it('is read as far as it goes when it is cut', async () => {
    const file = writeEvt(records(1, 9));
    const at = headerSize + records(1, 4).reduce((sum, one) => sum + evtRecord(one).length, 0);
    const { events, faults, summary } = await readAll(file.subarray(0, at + 70));
    expect(numbers(events)).toEqual(range(1, 4));
    expect(summary.truncated).toBe(true);
    expect(faults).toEqual([{ record: 5, reason: `the record at byte ${at} is cut off by the end of the file` }]);
    for (let length = 0; length < 130; length++) expect((await readAll(file.subarray(0, length))).events).toEqual([]);
    const open = await readAll(file.subarray(0, file.length - 40));
    expect(numbers(open.events)).toEqual(range(1, 9));
    expect(open.faults[0]?.reason).toContain('no record tells where the log ends');
  });

  it('never throws, whatever stands in it', async () => {
    const file = writeEvt(records(1, 12), { room: 6000, from: 2400 });
    const change = fc.record({
      at: fc.integer({ min: 0, max: file.length - 8 }),
      bytes: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(Uint8Array.of(0xff, 0xff, 0xff, 0xff), Uint8Array.of(0x28, 0, 0, 0, 0x11, 0x11, 0x11, 0x11)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 10 }), fc.nat(file.length), async (changes, length) => {
        const bytes = file.slice();
        for (const { at, bytes: put } of changes) bytes.set(put, at);
        const { summary, events } = await readAll(bytes.subarray(0, length));
        expect(summary.bytes).toBe(length);
        expect(events.length).toBeLessThanOrEqual(12);
      }),
      { numRuns: 400 },
    );
  });

  it('comes back as it was written, whatever it is', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 }).map((one) => one.replaceAll('\0', ''));
    const one = fc.record({
      seconds: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      source: text,
      computer: text,
      id: fc.integer({ min: 0, max: 65535 }),
      strings: fc.array(text, { maxLength: 6 }),
      data: fc.uint8Array({ maxLength: 30 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 20 }), async (specs) => {
        const written = specs.map((spec, i) => record(i + 1, spec));
        const { events, faults } = await readAll(writeEvt(written), {}, 113);
        expect(faults).toEqual([]);
        expect(
          events.map(({ provider, computer, id, ns, data }) => ({
            source: provider ?? '',
            computer: computer ?? '',
            id,
            seconds: Number(ns) / 1e9,
            strings: data.filter(({ name }) => name === null).map(({ value }) => value),
            data: data.find(({ name }) => name === 'Binary')?.value ?? '',
          })),
        ).toEqual(specs.map((spec) => ({ ...spec, data: Buffer.from(spec.data).toString('hex').toUpperCase() })));
      }),
      { numRuns: 100 },
    );
  });
});
