import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkSize, fileHeaderSize, recordsAt } from './layout.ts';
import { event, plainEvent, readAll, second, start } from './testing.fixture.ts';
import { sealChunk, writeEvtx } from './write.ts';
import { value } from './write-values.ts';

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const ids = (events: readonly { readonly record: bigint | null }[]): number[] =>
  events.map(({ record }) => Number(record));
/** Some events of several ids, with enough data for three chunks. */
const many = numbers(1, 300).map((i) =>
  event(i, {
    id: [4624, 4653, 4654, 5156][i % 4] ?? 0,
    data: [
      ['LocalAddress', value.string('192.0.2.1')],
      ['FailureReason', value.string(`${'reason '.repeat(i % 20)}${i}`)],
    ],
  }),
);
const file = writeEvtx(many);
const at = (chunk: number, offset: number): number => fileHeaderSize + chunk * chunkSize + offset;

/** Offsets of the records of a chunk, from its beginning. */
function recordsOf(bytes: Uint8Array, chunk: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const found: number[] = [];
  for (let offset = recordsAt; view.getUint32(at(chunk, offset), true) === 0x2a2a; )
    found.push((offset += view.getUint32(at(chunk, offset) + 4, true)) - view.getUint32(at(chunk, offset) - 4, true));
  return found;
}

function changed(change: (bytes: Uint8Array, view: DataView) => void, from = file): Uint8Array {
  const bytes = from.slice();
  change(bytes, new DataView(bytes.buffer));
  return bytes;
}

describe('an event log', () => {
  it('gives its events with all that they say of themselves', async () => {
    const record = event(7, {
      qualifiers: 16384,
      version: 1,
      level: 2,
      activity: '{00d66690-1cdf-0000-ac66-d600df1cd101}',
      user: 'S-1-5-18',
      data: [
        ['LocalAddress', value.string('192.0.2.1')],
        [null, value.string('not named')],
        ['Several', value.array(1, [value.string('a'), value.string('b')])],
      ],
    });
    const { events, xml, faults, summary } = await readAll(writeEvtx([record]));
    expect(faults).toEqual([]);
    expect(summary).toEqual({
      records: 1,
      given: 1,
      lost: 0,
      chunks: 1,
      dirty: false,
      truncated: false,
      bytes: fileHeaderSize + chunkSize,
    });
    expect(events).toEqual([
      {
        provider: 'Microsoft-Windows-Security-Auditing',
        channel: 'Security',
        id: 4653,
        version: 1,
        qualifiers: 16384,
        level: 2,
        keywords: '0x8020000000000000',
        ns: start + 7n * second,
        computer: 'CLIENT1.corp.woodgrovebank.example',
        record: 7n,
        processId: 600,
        threadId: 3112,
        data: [
          { name: 'LocalAddress', value: '192.0.2.1' },
          { name: null, value: 'not named' },
          { name: 'Several', value: 'a' },
          { name: 'Several', value: 'b' },
        ],
        message: null,
        place: 1,
      },
    ]);
    expect(xml).toEqual([
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>' +
        '<Provider Name="Microsoft-Windows-Security-Auditing" Guid="{54849625-5478-4994-A5BA-3E3B0328C30D}"/>' +
        '<EventID Qualifiers="16384">4653</EventID><Version>1</Version><Level>2</Level><Task>0</Task><Opcode>0</Opcode>' +
        '<Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime="2026-01-01T00:00:07.000000000Z"/>' +
        '<EventRecordID>7</EventRecordID><Correlation ActivityID="{00D66690-1CDF-0000-AC66-D600DF1CD101}"/>' +
        '<Execution ProcessID="600" ThreadID="3112"/><Channel>Security</Channel>' +
        '<Computer>CLIENT1.corp.woodgrovebank.example</Computer><Security UserID="S-1-5-18"/></System>' +
        '<EventData><Data Name="LocalAddress">192.0.2.1</Data><Data>not named</Data>' +
        '<Data Name="Several">a</Data><Data Name="Several">b</Data></EventData></Event>',
    ]);
  });

  it('gives all of them, whatever the blocks are', async () => {
    const whole = await readAll(file);
    expect(whole.faults).toEqual([]);
    expect(whole.summary.chunks).toBeGreaterThan(2);
    expect(ids(whole.events)).toEqual(numbers(1, 300));
    expect(whole.events.map(({ place }) => place)).toEqual(numbers(1, 300));
    for (const block of [61, 4096, 65536, 100_000]) expect(await readAll(file, {}, block)).toEqual(whole);
  });

  it('gives only what is wanted, and asks once for each kind of event', async () => {
    const asked: string[] = [];
    const wanted = (provider: string | null, channel: string | null, id: number): boolean => {
      asked.push(`${provider} ${channel} ${id}`);
      return id === 4653 || id === 4654;
    };
    const { events, summary, faults } = await readAll(file, { wanted });
    expect(faults).toEqual([]);
    expect(asked.sort()).toEqual(
      [4624, 4653, 4654, 5156].map((id) => `Microsoft-Windows-Security-Auditing Security ${id}`),
    );
    expect(summary).toMatchObject({ records: 300, given: 150, lost: 0 });
    const all = (await readAll(file)).events;
    expect(events).toEqual(all.filter(({ id }) => id === 4653 || id === 4654));
  });

  it('looks only at what is wanted in the same way, whatever the events are', async () => {
    const one = fc.record({
      provider: fc.constantFrom('A', 'B', 'Microsoft-Windows-IKE', ''),
      channel: fc.constantFrom('Security', 'System', 'B'),
      id: fc.integer({ min: 0, max: 65535 }),
      computer: fc.constantFrom('one', 'two'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 60 }), async (specs) => {
        const bytes = writeEvtx(specs.map((spec, i) => event(i + 1, spec)));
        const wanted = (provider: string | null, channel: string | null, id: number): boolean =>
          provider === 'B' || (provider === null && channel === 'System') || id % 3 === 0;
        const all = await readAll(bytes);
        const some = await readAll(bytes, { wanted });
        expect(some.events).toEqual(all.events.filter((e) => wanted(e.provider, e.channel, e.id)));
      }),
      { numRuns: 60 },
    );
  });

  it('reads elements in place, CDATA, references and instructions', async () => {
    const data = {
      name: 'UserData',
      children: [
        {
          name: 'Outer',
          attributes: [['kind', ['a', { entity: 'amp' }, 'b']] as const],
          children: [
            { name: 'Text', children: ['x', { entity: 'lt' }, { character: 0x20ac }, { cdata: '<raw> & "so"' }] },
            { name: 'Empty' },
            { target: 'pi', data: 'done' },
          ],
        },
      ],
    };
    for (const inPlace of [true, false]) {
      const { events, xml, faults } = await readAll(writeEvtx([plainEvent(1, data, [], { inPlace })]));
      expect(faults).toEqual([]);
      expect(xml[0]).toContain(
        '<UserData><Outer kind="a&amp;b"><Text>x&lt;\u20ac<![CDATA[<raw> & "so"]]></Text><Empty/><?pi done?></Outer></UserData>',
      );
      expect(events[0]).toMatchObject({ provider: 'Test', id: 7, channel: 'Test/Operational', record: 1n });
      expect(events[0]?.data).toEqual([
        { name: 'Outer/@kind', value: 'a&b' },
        { name: 'Text', value: 'x<\u20ac<raw> & "so"' },
        { name: 'Empty', value: '' },
      ]);
      const wanted = await readAll(writeEvtx([plainEvent(1, data, [], { inPlace })]), { wanted: () => false });
      const asked: unknown[] = [];
      const isWanted = (...about: unknown[]): boolean => asked.push(about) > 0;
      const again = await readAll(writeEvtx([plainEvent(1, data, [], { inPlace })]), { wanted: isWanted });
      expect(again.events).toEqual(events);
      expect(asked).toEqual([['Test', 'Test/Operational', 7]]);
      expect(wanted.summary).toMatchObject({ records: 1, given: 0, lost: 0 });
    }
  });

  it('leaves out what an optional value that is NULL stands in, and takes the message of a forwarded event', async () => {
    const data = {
      name: 'EventData',
      children: [
        { name: 'Data', attributes: [['Name', ['gone']] as const], children: [{ value: 0, optional: true }] },
        { name: 'Data', attributes: [['Name', ['empty']] as const], children: [{ value: 0 }] },
        { name: 'Data', attributes: [['Name', [{ value: 0, optional: true }]] as const], children: [{ value: 1 }] },
      ],
    };
    const rendering = { name: 'RenderingInfo', children: [{ name: 'Message', children: ['An IPsec main mode …'] }] };
    const [record] = [plainEvent(1, data, [value.none, value.uint8(5)])];
    if (!('template' in record.content)) throw new Error('no template');
    const { template } = record.content;
    const forwarded = {
      ...record,
      content: { ...record.content, template: { ...template, children: [...(template.children ?? []), rendering] } },
    };
    const { events, xml } = await readAll(writeEvtx([forwarded]));
    expect(events[0]?.data).toEqual([
      { name: 'empty', value: '' },
      { name: null, value: '5' },
    ]);
    expect(events[0]?.message).toBe('An IPsec main mode …');
    expect(xml[0]).toContain('<EventData><Data Name="empty"/><Data>5</Data></EventData>');
  });
});

describe('a log that was not closed, or was damaged', () => {
  it('is read further than its headers tell', async () => {
    const bytes = changed((_, view) => {
      view.setUint16(42, 1, true);
      view.setUint32(120, 1, true);
      // The header of the last chunk is as it was after its second record.
      const chunk = Math.floor((file.length - fileHeaderSize) / chunkSize) - 1;
      view.setUint32(at(chunk, 48), recordsOf(file, chunk)[2] ?? 0, true);
    });
    const { events, summary } = await readAll(bytes);
    expect(ids(events)).toEqual(numbers(1, 300));
    expect(summary.dirty).toBe(true);
  });

  it('does not take what is left of former records for its own, unless asked', async () => {
    const bytes = changed((own, view) => {
      const records = recordsOf(file, 1);
      view.setUint32(at(1, 48), records[5] ?? 0, true);
      // Former records have ids that do not follow.
      for (const offset of records.slice(5)) view.setBigUint64(at(1, offset) + 8, 9n, true);
      sealChunk(own.subarray(at(1, 0), at(2, 0)));
    });
    const own = await readAll(bytes);
    expect(own.faults).toEqual([]);
    expect(own.summary.records).toBe(300 - (recordsOf(file, 1).length - 5));
    expect((await readAll(bytes, { slack: true })).summary.records).toBe(300);
  });

  it('loses one record to one bad record', async () => {
    const target = recordsOf(file, 1)[10] ?? 0;
    const lost = recordsOf(file, 0).length + 11;
    const broken: readonly ((bytes: Uint8Array, view: DataView) => void)[] = [
      // Its magic, its length, the copy of its length, its first token, the number of its values, and all of it.
      (_, view) => view.setUint32(at(1, target), 0, true),
      (_, view) => view.setUint32(at(1, target) + 4, 0xffffff, true),
      (bytes, view) =>
        bytes.fill(
          7,
          at(1, target) + view.getUint32(at(1, target) + 4, true) - 4,
          at(1, target) + view.getUint32(at(1, target) + 4, true),
        ),
      (bytes) => bytes.fill(0x77, at(1, target) + 24, at(1, target) + 29),
      (_, view) => view.setUint32(at(1, target) + 38, 0xfffffff, true),
      (bytes) => bytes.fill(0xff, at(1, target), at(1, recordsOf(file, 1)[11] ?? 0)),
    ];
    for (const change of broken) {
      const { events, faults } = await readAll(changed(change));
      expect(ids(events)).toEqual(numbers(1, 300).filter((id) => id !== lost));
      expect(faults.length).toBeGreaterThanOrEqual(1);
      expect(faults.length).toBeLessThanOrEqual(2);
    }
  });

  it('is read as far as it goes when it is cut', async () => {
    const records = recordsOf(file, 1);
    const cut = await readAll(file.subarray(0, at(1, (records[7] ?? 0) + 40)));
    expect(ids(cut.events)).toEqual(numbers(1, recordsOf(file, 0).length + 7));
    expect(cut.summary.truncated).toBe(true);
    expect(cut.faults.length).toBeGreaterThan(0);
    // What is cut off is not used.
    const last = Math.floor((file.length - fileHeaderSize) / chunkSize) - 1;
    const end = (recordsOf(file, last).at(-1) ?? 0) + 4000;
    const unused = await readAll(file.subarray(0, at(last, end)));
    expect(ids(unused.events)).toEqual(numbers(1, 300));
    expect(unused.summary.truncated).toBe(false);
    for (const length of [0, 1, 127, 128, 4095, 4096, 4100]) {
      const { events, summary } = await readAll(file.subarray(0, length));
      expect(events).toEqual([]);
      expect(summary.bytes).toBe(length);
    }
  });

  it('is read without its file header, behind bytes that are missing, and behind others', async () => {
    const bare = await readAll(file.subarray(fileHeaderSize));
    expect(ids(bare.events)).toEqual(numbers(1, 300));
    expect(bare.faults[0]?.reason).toContain('no header');
    const missing = new Uint8Array([...file.subarray(0, at(1, 3000)), ...file.subarray(at(1, 3512))]);
    const { events, faults } = await readAll(missing);
    expect(faults.length).toBeGreaterThan(0);
    expect(events.length).toBeGreaterThan(300 - 12);
    const more = new Uint8Array([
      ...file.subarray(0, at(1, 0)),
      ...new Uint8Array(5000).fill(3),
      ...file.subarray(at(1, 0)),
    ]);
    const found = await readAll(more);
    expect(ids(found.events)).toEqual(numbers(1, 300));
    expect(found.faults).toEqual([{ record: null, reason: `5000 bytes at byte ${at(1, 0)} are no chunk` }]);
  });

  it('is read where a chunk has lost its header, and its templates with it', async () => {
    const bytes = changed((own) => own.fill(0, at(1, 0), at(1, 512)));
    const headless = await readAll(bytes);
    expect(ids(headless.events)).toEqual(numbers(1, 300));
    expect(headless.faults).toEqual([{ record: null, reason: `the chunk at byte ${at(1, 0)} does not begin as one` }]);
    const wiped = await readAll(changed((own) => own.fill(0, at(1, 0), at(1, recordsOf(file, 1)[2] ?? 0))));
    const first = recordsOf(file, 0).length;
    expect(ids(wiped.events)).toEqual(numbers(1, 300).filter((id) => id !== first + 1 && id !== first + 2));
    expect(wiped.faults.map(({ reason }) => reason).join('\n')).toContain('of the same number from another chunk');
  });

  it('says which checksums are wrong', async () => {
    const flipped = await readAll(
      changed((own) => {
        own[9] = 1;
        own[at(0, 9)] = 1;
        own.fill(0x55, at(1, recordsOf(file, 1)[4] ?? 0) + 17, at(1, recordsOf(file, 1)[4] ?? 0) + 18);
      }),
    );
    expect(ids(flipped.events)).toEqual(numbers(1, 300));
    expect(flipped.faults.map(({ reason }) => reason)).toEqual([
      'the checksum of the file header is wrong',
      `the checksum of the header of the chunk at byte ${at(0, 0)} is wrong`,
      `the checksum of the records of the chunk at byte ${at(1, 0)} is wrong`,
    ]);
  });

  it('does not need the table of names', async () => {
    const bytes = changed((own) => {
      own.fill(0xcc, at(0, 128), at(0, 512));
      sealChunk(own.subarray(at(0, 0), at(1, 0)));
    });
    expect(await readAll(bytes)).toEqual(await readAll(file));
  });

  it('is read where elements of a record carry what only those of templates should', async () => {
    const data = { name: 'EventData', children: [{ name: 'Data', children: ['in place'] }] };
    const usual = plainEvent(1, data, [], { inPlace: true });
    const odd = { ...usual, content: { ...usual.content, dependency: true } };
    const one = await readAll(writeEvtx([usual]));
    expect(one.events[0]?.data).toEqual([{ name: null, value: 'in place' }]);
    expect(await readAll(writeEvtx([odd]))).toEqual(one);
  });
});
