import { describe, expect, it } from 'vitest';
import { textFormats } from '../formats/index.ts';
import type { WindowsEvent } from '../formats/windows-event/event.ts';
import { writeEvt } from '../protocol/evt/write.ts';
import { event } from '../protocol/evtx/testing.fixture.ts';
import { writeEvtx } from '../protocol/evtx/write.ts';
import { value } from '../protocol/evtx/write-values.ts';
import { readWire } from '../protocol/wire.ts';
import { bytesInput, ingest } from './ingest.ts';
import { sniff } from './sniff.ts';
import type { IngestOptions } from './types.ts';

const options: IngestOptions = { formats: textFormats, readWire };
const evtx = writeEvtx(
  Array.from({ length: 40 }, (_, i) =>
    event(i + 1, { id: i % 4 === 0 ? 4653 : 4624, data: [['LocalAddress', value.string('192.0.2.1')]] }),
  ),
);
const evt = writeEvt(
  Array.from({ length: 30 }, (_, i) => ({
    number: i + 71,
    seconds: 1_136_073_600 + i,
    source: 'Security',
    computer: 'XPCLIENT',
    id: i % 3 === 0 ? 547 : 528,
    strings: ['one', 'two'],
  })),
  { room: 8000, from: 6400 },
);

async function eventsOf(bytes: Uint8Array): Promise<readonly WindowsEvent[]> {
  const events: WindowsEvent[] = [];
  await ingest([bytesInput('Security.evtx', bytes)], {
    ...options,
    openEvents: (_, format) => ({
      event: (one) => void events.push(one),
      fault: () => {},
      end: () => emptyText(format),
    }),
  });
  return events;
}

const emptyText = (format: string) => ({
  format,
  observations: [],
  faults: [],
  records: 0,
  hostName: null,
  product: null,
  ownAddresses: [],
  timeKind: 'none' as const,
  limits: [],
});

describe('binary event logs among the evidence', () => {
  it('are known by their first bytes', () => {
    expect(sniff(evtx)).toEqual({ kind: 'event-log', format: 'evtx' });
    expect(sniff(evtx.subarray(4096))).toEqual({ kind: 'event-log', format: 'evtx' });
    expect(sniff(evtx.slice().fill(0xaa, 0, 4096))).toEqual({ kind: 'event-log', format: 'evtx' });
    expect(sniff(evt)).toEqual({ kind: 'event-log', format: 'evt' });
  });

  it('give the events that may speak of IPsec, oldest first', async () => {
    expect((await eventsOf(evtx)).map(({ record }) => Number(record))).toEqual([1, 5, 9, 13, 17, 21, 25, 29, 33, 37]);
    expect((await eventsOf(evt)).map(({ record }) => Number(record))).toEqual([71, 74, 77, 80, 83, 86, 89, 92, 95, 98]);
  });

  it('give them oldest first where the log went round', async () => {
    const long = writeEvtx(Array.from({ length: 400 }, (_, i) => event(i + 1)));
    const [header, older, newer] = [
      long.subarray(0, 4096),
      long.subarray(4096, 4096 + 65536),
      long.subarray(4096 + 65536),
    ];
    const records = (await eventsOf(new Uint8Array([...header, ...newer, ...older]))).map(({ record }) =>
      Number(record),
    );
    expect(records).toEqual(Array.from({ length: 400 }, (_, i) => i + 1));
  });

  it('are artifacts with as many records as the log has', async () => {
    const [read] = (await ingest([bytesInput('Security.evtx', evtx)], options)).artifacts;
    expect(read).toMatchObject({ format: 'evtx', status: 'read', records: 40, note: null, faults: [] });
    const [old] = (await ingest([bytesInput('sec.evt', evt)], options)).artifacts;
    expect(old).toMatchObject({ format: 'evt', status: 'read', records: 30, note: null });
  });

  it('say when there is nothing of IPsec in them, or nothing at all', async () => {
    const other = writeEvtx([event(1, { id: 4624 })]);
    const [read] = (await ingest([bytesInput('Security.evtx', other)], options)).artifacts;
    expect(read).toMatchObject({
      status: 'read',
      records: 1,
      note: { id: 'ingest.events-other', args: { records: 1 } },
    });
    const [none] = (await ingest([bytesInput('Security.evtx', writeEvtx([]))], options)).artifacts;
    expect(none).toMatchObject({ status: 'read', records: 0, note: { id: 'ingest.events-empty' } });
  });

  it('are partial when they are cut, and tell of every fault', async () => {
    const [cut] = (await ingest([bytesInput('Security.evtx', evtx.subarray(0, 9000))], options)).artifacts;
    expect(cut?.status).toBe('partial');
    expect(cut?.faults.length).toBeGreaterThan(0);
    const [noise] = (
      await ingest(
        [bytesInput('x.evtx', new Uint8Array([...evtx.subarray(0, 4096), ...new Uint8Array(70_000).fill(7)]))],
        options,
      )
    ).artifacts;
    expect(noise).toMatchObject({ status: 'corrupt', records: 0 });
  });
});
