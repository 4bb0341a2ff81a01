import { describe, expect, it } from 'vitest';
import { bytesSource } from '../source.ts';
import { packetAssembler, packetProvider } from './packets.ts';
import { type EtlEvent, type EtlHeader, looksLikeEtl, readEtl } from './read.ts';
import { decodeFields, providerOf, templateOf } from './templates.ts';
import { frameEvents, mainModeFailure, moment, rras, start } from './testing.fixture.ts';
import { traceData, type WrittenTrace, writeEtl } from './write.ts';

const failure = { own: '172.10.1.21', peer: '172.10.2.40', code: 13805, point: 1, role: 0, state: 1, at: 63 } as const;
const text = { provider: rras, id: 1000, ns: moment(2), data: traceData({ text: 'a text' }) };
const message = { provider: rras, id: 10, ns: moment(3), data: new Uint8Array(5), kind: 'message' } as const;

async function read(bytes: Uint8Array, block = 1000, wanted?: ReadonlySet<string>) {
  const events: EtlEvent[] = [];
  const faults: string[] = [];
  const headers: EtlHeader[] = [];
  const summary = await readEtl(
    bytesSource(bytes, block),
    {
      header: (header) => headers.push(header),
      event: (event) => events.push({ ...event, data: event.data.slice() }),
      fault: (_, reason) => faults.push(reason),
    },
    wanted === undefined ? {} : { wanted },
  );
  return { events, faults, header: headers[0], ...summary };
}

const trace = (more: Partial<WrittenTrace> = {}): WrittenTrace => ({
  start,
  eventsLost: 3,
  buffers: [[mainModeFailure(failure), text], [message]],
  ...more,
});

describe('event trace logs', () => {
  it.each([false, true])('are read buffer by buffer, of a system of 32 bits: %s', async (narrow) => {
    const bytes = writeEtl(trace({ narrow }));
    expect(looksLikeEtl(bytes)).toBe(true);
    const { events, faults, header, providers, first, last, records } = await read(bytes);
    expect(faults).toEqual([]);
    expect(header).toMatchObject({ system: '10.0.19045', session: 'session', start, eventsLost: 3 });
    expect(records).toBe(4);
    expect(events.map(({ id, ns, wide }) => [id, ns, wide])).toEqual([
      [1005, moment(63), !narrow],
      [1000, moment(2), !narrow],
    ]);
    expect([first, last]).toEqual([moment(2), moment(63)]);
    expect(providers.map(({ kind, count }) => [kind, count])).toEqual([
      ['manifest', 1],
      ['manifest', 1],
      ['message', 1],
    ]);
  });

  it('data of providers that are not wanted are passed over, and counted', async () => {
    const { events, providers } = await read(
      writeEtl(trace()),
      1000,
      new Set(['{0C478C5B-0351-41B1-8C58-4A6737DA32E3}']),
    );
    expect(events.map(({ id }) => id)).toEqual([1005]);
    expect(providers).toHaveLength(3);
  });

  it('an item between header and data is skipped', async () => {
    const { events } = await read(writeEtl(trace({ buffers: [[{ ...text, extended: 13 }]] })));
    expect(events[0]?.data).toEqual(text.data);
  });

  it('a failure of main mode is told by its fields, whatever form the lists before its code have', async () => {
    for (const version of [0, 1] as const) {
      const { events } = await read(writeEtl(trace({ buffers: [[mainModeFailure({ ...failure, version })]] })));
      const [event] = events;
      const provider = providerOf(event?.provider ?? '');
      const template = provider === null ? null : templateOf(provider, 1005, version);
      const data = template === null || event === undefined ? 'no template' : decodeFields(template, event.data);
      const value = (name: string): string | undefined =>
        typeof data === 'string' ? undefined : data.find((one) => one.name === name)?.value;
      expect(value('LocalAddress')).toMatch(/^020001F4AC0A0115/);
      expect([value('FailureErrorCode'), value('FailurePoint'), value('MmState'), value('MMId')]).toEqual([
        '13805',
        '1',
        '1',
        '17',
      ]);
    }
  });

  it('data that are too short for their layout are a reason and no values', async () => {
    const { events } = await read(
      writeEtl(trace({ buffers: [[{ ...mainModeFailure(failure), data: new Uint8Array(60) }]] })),
    );
    const provider = providerOf('{0C478C5B-0351-41B1-8C58-4A6737DA32E3}');
    const template = provider === null ? null : templateOf(provider, 1005, 0);
    expect(template === null ? '' : decodeFields(template, events[0]?.data ?? new Uint8Array(0))).toContain(
      'end before',
    );
  });

  it('pieces of a frame are put together, and one without its beginning is a fault', async () => {
    const frame = Uint8Array.from({ length: 300 }, (_, at) => at & 255);
    const pieces = frameEvents(5, true, frame.subarray(0, 100), frame.subarray(100));
    const { events } = await read(
      writeEtl(trace({ buffers: [pieces, frameEvents(6, false, frame).slice(0), pieces.slice(1)] })),
    );
    const assembler = packetAssembler();
    const found = events.filter(({ provider }) => provider === packetProvider).map((event) => assembler.add(event));
    expect(found).toEqual([
      null,
      { ns: moment(5), frame, linkType: 1, interfaceIndex: 12, direction: 'out' },
      { ns: moment(6), frame, linkType: 1, interfaceIndex: 12, direction: 'in' },
      'a piece of a frame whose beginning is not there',
    ]);
  });

  it('a buffer that is damaged loses its own records, and one that is cut off is told of', async () => {
    const whole = writeEtl(trace({ buffers: [[text], [text], [text]] }));
    const damaged = whole.slice();
    damaged.fill(0xee, 2 * 4096, 2 * 4096 + 16);
    const { events, faults } = await read(damaged);
    expect(events).toHaveLength(2);
    expect(faults).toEqual([expect.stringContaining('no header that fits')]);
    const cut = await read(whole.subarray(0, 3 * 4096 + 80));
    expect(cut.truncated).toBe(true);
    expect(cut.events).toHaveLength(2);
  });

  it('no byte that is changed makes it throw or go on for ever', async () => {
    const whole = writeEtl(trace());
    for (let at = 0; at < whole.length; at += 3) {
      const changed = whole.slice();
      changed[at] = 0xff ^ (changed[at] ?? 0);
      const { records } = await read(changed, 4096);
      expect(records).toBeLessThan(100);
    }
  });

  it('packed buffers are told of and not read', async () => {
    const { compressed, events } = await read(writeEtl(trace({ compressed: true })));
    expect([compressed, events.length]).toEqual([true, 0]);
  });
});
