/** Binary event logs of Windows: chunks of EVTX with BinXML in them, and the files of XP and Server 2003. */
import { streamOf } from '@ipsec-doctor/engine/ingest/byte-stream';
import type { WindowsEvent } from '@ipsec-doctor/engine/formats/windows-event/event';
import { readEvt } from '@ipsec-doctor/engine/protocol/evt/read';
import { evtRecord, writeEvt } from '@ipsec-doctor/engine/protocol/evt/write';
import { defaultEvtxLimits, recordsAt, valueType } from '@ipsec-doctor/engine/protocol/evtx/layout';
import { type EvtxOptions, readEvtx } from '@ipsec-doctor/engine/protocol/evtx/read';
import { evtxChunks, sealChunk, type WrittenRecord } from '@ipsec-doctor/engine/protocol/evtx/write';
import { eventRecord, type EventSpec } from '@ipsec-doctor/engine/protocol/evtx/write-event';
import { value, type WrittenElement } from '@ipsec-doctor/engine/protocol/evtx/write-values';
import { joined } from '../bytes.ts';
import { type Problem, type Target, written } from '../target.ts';

const second = 1_000_000_000n;
const started = 1_767_225_600n * second;

function event(record: number, more: Partial<EventSpec>): WrittenRecord {
  return eventRecord({
    provider: 'Microsoft-Windows-Security-Auditing',
    guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    id: 4653,
    channel: 'Security',
    computer: 'one.example',
    ns: started + BigInt(record) * second,
    record: BigInt(record),
    ...more,
  });
}

/** Values of every type. */
const everything = event(1, {
  user: 'S-1-5-18',
  processId: 4,
  data: [
    ['a', value.string('text')],
    ['b', value.ansi('bytes')],
    ['c', value.int8(-1)],
    ['d', value.int64(-2n)],
    ['e', value.real32(0.5)],
    ['f', value.real64(0.25)],
    ['g', value.boolean(true)],
    ['h', value.binary(Uint8Array.of(1, 2))],
    ['i', value.guid('1'.repeat(32))],
    ['j', value.size32(7)],
    ['k', value.fileTime(started)],
    ['l', value.systemTime([2026, 1, 4, 1, 2, 3, 4, 5])],
    ['m', value.sid('S-1-5-21-1-2-3')],
    ['n', value.hex32(9)],
    ['o', value.array(valueType.string, [value.string('x'), value.string('y')])],
    ['p', value.array(valueType.uint32, [value.uint32(1), value.uint32(2)])],
    ['q', value.handle(3n)],
    [null, value.none],
  ],
});

const tree: WrittenElement = {
  name: 'Event',
  attributes: [['xmlns', ['x', { entity: 'amp' }]]],
  children: [
    {
      name: 'System',
      children: [
        { name: 'Provider', attributes: [['Name', ['made up']]] },
        { name: 'EventID', attributes: [['Qualifiers', ['1']]], children: ['7'] },
        { name: 'Channel', children: ['Test'] },
      ],
    },
    {
      name: 'UserData',
      children: [
        { name: 'T', children: ['a', { entity: 'lt' }, { character: 65 }, { cdata: 'raw' }] },
        { target: 'pi', data: 'x' },
        { name: 'E' },
      ],
    },
  ],
};

const box: WrittenElement = { name: 'Box', children: [{ name: 'In', children: [{ value: 0 }] }] };

/** What is used of the one chunk that these records fill. */
function chunk(...records: readonly WrittenRecord[]): Uint8Array {
  const [made = new Uint8Array(0)] = evtxChunks(records);
  return made.slice(0, new DataView(made.buffer).getUint32(48, true));
}

const chunks = (): readonly Uint8Array[] => [
  chunk(event(1, { id: 4624 }), event(2, { data: [['x', value.string('y')]] }), event(3, {})),
  chunk(everything),
  chunk(
    { id: 1n, ns: started, content: { element: tree } },
    { id: 2n, ns: started, content: { template: tree, values: [] } },
  ),
  chunk(event(1, { data: [['deep', value.binXml({ template: box, values: [value.binXml({ element: box })] })]] })),
];

/** Makes of the input a chunk with records that have an end, so that what is in them is read. */
function repairChunk(input: Uint8Array): Uint8Array {
  const out = new Uint8Array(Math.max(input.length, recordsAt + 32));
  out.set(input);
  const view = new DataView(out.buffer);
  out.set([0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0]);
  view.setUint32(40, 128, true);
  view.setUint32(48, out.length, true);
  for (let at = recordsAt; at + 32 <= out.length; ) {
    view.setUint32(at, 0x2a2a, true);
    const told = view.getUint32(at + 4, true);
    const size = told >= 32 && at + told <= out.length && told % 8 === 0 ? told : (out.length - at) & ~7;
    view.setUint32(at + 4, size, true);
    view.setUint32(at + size - 4, size, true);
    at += size;
  }
  sealChunk(out);
  return out;
}

interface Found {
  readonly events: readonly WindowsEvent[];
  readonly xml: readonly string[];
  readonly faults: readonly string[];
  readonly summary: unknown;
}

async function readChunk(input: Uint8Array, options: EvtxOptions): Promise<Found> {
  const events: WindowsEvent[] = [];
  const xml: string[] = [];
  const faults: string[] = [];
  const sink = {
    event: (one: WindowsEvent) => void events.push(one),
    xml: (text: string) => void xml.push(text),
    fault: (_: number | null, reason: string) => void faults.push(reason),
  };
  return { events, xml, faults, summary: await readEvtx(streamOf(input), sink, options) };
}

const isWanted = (provider: string | null, channel: string | null, id: number): boolean =>
  id % 2 === 1 || provider === null || channel === 'Test';

function checkChunk(result: unknown): Problem | null {
  const { all, some } = result as { all: Found; some: Found };
  const caught = [...all.faults, ...some.faults].find((reason) => reason.includes('not understood'));
  if (caught !== undefined)
    return { kind: 'exception', reason: `a record: ${caught.slice(caught.indexOf('not understood'))}` };
  if (all.events.some(({ data }) => data.length > defaultEvtxLimits.maxData))
    return { kind: 'cap', reason: 'more data than the cap' };
  if (all.xml.reduce((sum, { length }) => sum + length, 0) > 6 * defaultEvtxLimits.maxText)
    return { kind: 'cap', reason: 'more text than the cap' };
  if (all.xml.length !== all.events.length) return { kind: 'cap', reason: 'events and XML are not as many' };
  // The quick look finds what a full reading does; where work ran out, they may differ.
  if (all.faults.length > 0 || some.faults.length > 0) return null;
  const kept = all.events.filter(({ provider, channel, id }) => isWanted(provider, channel, id));
  return written(kept) === written(some.events)
    ? null
    : { kind: 'unstable', reason: 'the quick look finds other events' };
}

const evtRecords = [1, 2, 3, 4].map((number) => ({
  number,
  seconds: 1_136_073_600 + number,
  source: 'Security',
  computer: 'ONE',
  id: 547,
  type: 16,
  user: 'S-1-5-18',
  strings: ['a', 'b'],
  data: Uint8Array.of(1, 2, 3),
}));

function checkEvt(result: unknown): Problem | null {
  const { events, records, given, lost } = result as {
    events: unknown[];
    records: number;
    given: number;
    lost: number;
  };
  if (events.length !== given || given + lost > records) return { kind: 'cap', reason: 'more events than records' };
  return null;
}

/** Tokens, types and magics, as words. */
const words = (): readonly string[] => [
  '**\u0000\u0000',
  'ElfChnk\u0000',
  'LfLe',
  '\u000f\u0001\u0001\u0000',
  '\u000c\u0001',
  '\u0001\u0000\u0000',
  '\u0041',
  '\u0006',
  '\u0046',
  '\u000d\u0000\u0000\u0021',
  '\u000e\u0000\u0000\u0021',
  '\u0002',
  '\u0003',
  '\u0004',
  '\u0005\u0001',
  '\u0021\u0000',
  '\u0026\u0002\u0000\u0000',
];

export const eventLogTargets: readonly Target[] = [
  {
    name: 'evtx',
    text: false,
    maxLength: 16384,
    seeds: chunks,
    words,
    repair: repairChunk,
    run: async (input) => ({ all: await readChunk(input, {}), some: await readChunk(input, { wanted: isWanted }) }),
    check: checkChunk,
  },
  {
    name: 'evtx-file',
    text: false,
    maxLength: 16384,
    // Chunks behind each other, and what damage leaves of them.
    seeds: () => [joined(...chunks()), joined(new Uint8Array(700), ...chunks().slice(0, 2)), ...chunks()],
    words,
    run: async (input) => ({
      all: await readChunk(input, { slack: true }),
      some: await readChunk(input, { wanted: isWanted, slack: true }),
    }),
    check: checkChunk,
  },
  {
    name: 'evt',
    text: false,
    maxLength: 8192,
    seeds: () => [
      writeEvt(evtRecords),
      writeEvt(evtRecords, { room: 900, from: 500 }),
      writeEvt(evtRecords, { room: 1400, dirty: true }),
      joined(...evtRecords.map(evtRecord)),
    ],
    words: () => [
      'LfLe',
      '\u0028\u0000\u0000\u0000\u0011\u0011\u0011\u0011',
      '\u0027\u0000\u0000\u0000',
      '\u0030\u0000\u0000\u0000',
    ],
    async run(input) {
      const events: WindowsEvent[] = [];
      const faults: string[] = [];
      const sink = {
        event: (one: WindowsEvent) => void events.push(one),
        fault: (_: number | null, reason: string) => void faults.push(reason),
      };
      return { ...(await readEvt(streamOf(input), sink)), events, faults };
    },
    check: checkEvt,
  },
];
