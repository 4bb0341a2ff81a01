import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkSize, defaultEvtxLimits, fileHeaderSize, recordsAt, token, valueType } from './layout.ts';
import { event, plainEvent, readAll } from './testing.fixture.ts';
import { sealChunk, writeEvtx } from './write.ts';
import { value, type WrittenElement, type WrittenValue } from './write-values.ts';

/** Names in each other. */
function nested(depth: number, inner: WrittenElement): WrittenElement {
  let found = inner;
  for (let i = 0; i < depth; i++) found = { name: 'Deep', children: [found] };
  return found;
}

const eventData: WrittenElement = { name: 'EventData', children: [{ name: 'Data', children: ['fine'] }] };
const good = plainEvent(90, eventData);

async function timed(bytes: Uint8Array): Promise<ReturnType<typeof readAll>> {
  const from = performance.now();
  const found = await readAll(bytes);
  // Well above what it takes on a busy machine, and far below what the input asks for.
  expect(performance.now() - from).toBeLessThan(8000);
  return found;
}

describe('a hostile event log', () => {
  it('with elements too deep in each other loses that record', async () => {
    const deep = plainEvent(1, nested(defaultEvtxLimits.maxDepth + 5, { name: 'EventData' }));
    const { events, faults } = await timed(writeEvtx([deep, good]));
    expect(events.map(({ record }) => record)).toEqual([90n]);
    expect(faults[0]?.reason).toContain('too deep');
  });

  it('with templates too deep in values of templates loses that record', async () => {
    const box: WrittenElement = { name: 'Box', children: [{ value: 0 }] };
    let inner: WrittenValue = value.string('bottom');
    for (let i = 0; i < 80; i++) inner = value.binXml({ template: box, values: [inner] });
    const deep = plainEvent(1, { name: 'UserData', children: [{ value: 0 }] }, [inner]);
    const { events, faults } = await timed(writeEvtx([deep, good]));
    expect(events.map(({ record }) => record)).toEqual([90n]);
    expect(faults[0]?.reason).toContain('too deep');
  });

  it('whose values ask for each other many times over comes to an end', async () => {
    // Each level writes the one within it ten times: 10^8 copies of a text.
    const ten: WrittenElement = { name: 'Ten', children: Array.from({ length: 10 }, () => ({ value: 0 })) };
    let inner: WrittenValue = value.string('ha');
    for (let i = 0; i < 8; i++) inner = value.binXml({ template: ten, values: [inner] });
    const message = { name: 'RenderingInfo', children: [{ name: 'Message', children: [{ value: 0 }] }] };
    for (const [data, reason] of [
      [{ name: 'UserData', children: [{ value: 0 }] }, 'more data than any real event'],
      [message, 'more work than any real one'],
    ] as const) {
      const bomb = plainEvent(1, data, [inner]);
      const { events, faults } = await timed(writeEvtx([bomb, good, ...Array.from({ length: 200 }, () => bomb)]));
      expect(events.map(({ record }) => record)).toEqual([90n]);
      expect(faults.length).toBe(201);
      expect(faults[0]?.reason).toContain(reason);
    }
  });

  it('whose template makes a long text of a short value comes to an end', async () => {
    const children = Array.from({ length: 900 }, () => ({ value: 0 }));
    const long = plainEvent(1, { name: 'UserData', children: [{ name: 'x', children }] }, [
      value.string('y'.repeat(20_000)),
    ]);
    const { events, faults } = await timed(writeEvtx([long]));
    expect(events).toEqual([]);
    expect(faults).toHaveLength(1);
  });

  it('whose template is an instance of itself loses the records that use it', async () => {
    const bytes = writeEvtx([good, { ...good, id: 91n }]);
    const view = new DataView(bytes.buffer);
    const definition = recordsAt + 24 + 4 + 10;
    const at = fileHeaderSize + definition + 24;
    // In the definition, in place of its element: an instance whose definition is this one.
    bytes.set([token.fragment, 1, 1, 0, token.instance, 1], at);
    view.setUint32(at + 6, view.getUint32(at - 20, true), true);
    view.setUint32(at + 10, definition, true);
    sealChunk(bytes.subarray(fileHeaderSize));
    const { events, faults } = await timed(bytes);
    expect(events).toEqual([]);
    expect(faults.map(({ record }) => record)).toEqual([1, 2]);
  });

  it('with as many values, or as much data, as no event has loses that record', async () => {
    const many = Array.from({ length: 9000 }, () => value.none);
    const data = {
      name: 'EventData',
      children: Array.from({ length: 2001 }, () => ({ name: 'Data', children: ['x'] })),
    };
    const { events, faults } = await timed(writeEvtx([plainEvent(1, eventData, many), plainEvent(2, data), good]));
    expect(events.map(({ record }) => record)).toEqual([90n]);
    expect(faults.map(({ reason }) => reason.replace(/^.*: /, ''))).toEqual([
      'a template with 9000 values',
      'it has more data than any real event',
    ]);
  });

  it('of records that each read a large template in another place comes to an end', async () => {
    const bytes = new Uint8Array(fileHeaderSize + chunkSize);
    const from = writeEvtx([plainEvent(1, eventData)]);
    bytes.set(from);
    const view = new DataView(bytes.buffer);
    const chunk = fileHeaderSize;
    // Half of the chunk is tokens that say nothing; every record begins its definition two bytes further.
    bytes.fill(0, chunk + recordsAt, chunk + chunkSize);
    for (let i = 32768; i + 4 <= chunkSize; i += 4) bytes.set([token.fragment, 1, 1, 0], chunk + i);
    let at = recordsAt;
    for (let i = 0; at + 56 < 32768; i++, at += 56) {
      view.setUint32(chunk + at, 0x2a2a, true);
      view.setUint32(chunk + at + 4, 56, true);
      view.setUint32(chunk + at + 52, 56, true);
      view.setBigUint64(chunk + at + 8, BigInt(i + 1), true);
      const definition = 32768 + 4 * i;
      bytes.set([token.instance, 1], chunk + at + 24);
      view.setUint32(chunk + at + 26, view.getUint32(chunk + definition + 4, true), true);
      view.setUint32(chunk + at + 30, definition, true);
      view.setUint32(chunk + definition + 20, 24_000, true);
    }
    view.setUint32(chunk + 48, at, true);
    sealChunk(bytes.subarray(chunk));
    const { events, summary } = await timed(bytes);
    expect(events).toEqual([]);
    expect(summary.lost).toBe(summary.records);
  });

  it('never makes the reader throw, and never loses what stands in other chunks', async () => {
    const base = writeEvtx([
      ...Array.from({ length: 60 }, (_, i) =>
        event(i + 1, {
          data: [
            ['a', value.string('x'.repeat(i))],
            ['b', value.array(valueType.string, [value.string('1'), value.string('2')])],
            ['c', value.sid('S-1-5-18')],
          ],
        }),
      ),
      plainEvent(61, eventData, [], { inPlace: true }),
    ]);
    const other = writeEvtx([good]).subarray(fileHeaderSize);
    const change = fc.record({
      at: fc.integer({ min: 0, max: recordsAt + 20_000 }),
      bytes: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        fc.constantFrom(
          Uint8Array.of(0xff, 0xff, 0xff, 0xff),
          Uint8Array.of(0, 0, 0, 0),
          Uint8Array.of(0x0c, 1),
          Uint8Array.of(0x41),
          Uint8Array.of(0x21),
          Uint8Array.of(0x2a, 0x2a, 0, 0),
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const bytes = new Uint8Array([...base, ...other]);
        for (const { at, bytes: put } of changes) bytes.set(put, fileHeaderSize + at);
        const { events, faults } = await readAll(bytes);
        for (const { reason } of faults) expect(reason).not.toContain('not understood');
        expect(events.at(-1)?.record).toBe(90n);
      }),
      { numRuns: 120 },
    );
  });
});
