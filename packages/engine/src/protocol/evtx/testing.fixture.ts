import type { WindowsEvent } from '../../formats/windows-event/event.ts';
import { bytesSource } from '../source.ts';
import { type EvtxOptions, type EvtxSummary, readEvtx } from './read.ts';
import { eventRecord, type EventSpec } from './write-event.ts';
import type { WrittenRecord } from './write.ts';
import type { WrittenContent, WrittenElement, WrittenValue } from './write-values.ts';

export interface Everything {
  readonly summary: EvtxSummary;
  readonly events: readonly WindowsEvent[];
  readonly xml: readonly string[];
  readonly faults: readonly { readonly record: number | null; readonly reason: string }[];
}

/** Reads a file in blocks that are spoilt once the next one is asked for, as those of a file are. */
export async function readAll(bytes: Uint8Array, options: EvtxOptions = {}, block = 1 << 20): Promise<Everything> {
  const events: WindowsEvent[] = [];
  const xml: string[] = [];
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
    xml: (text: string) => void xml.push(text),
    fault: (record: number | null, reason: string) => void faults.push({ record, reason }),
  };
  return { summary: await readEvtx(spoiling, sink, options), events, xml, faults };
}

export const second = 1_000_000_000n;
export const start = 1_767_225_600n * second;

/** An event of a Security log. */
export function event(record: number, more: Partial<EventSpec> = {}): WrittenRecord {
  return eventRecord({
    provider: 'Microsoft-Windows-Security-Auditing',
    guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
    id: 4653,
    channel: 'Security',
    computer: 'CLIENT1.corp.woodgrovebank.example',
    processId: 600,
    threadId: 3112,
    ns: start + BigInt(record) * second,
    record: BigInt(record),
    ...more,
  });
}

/** An event that is one template: `data` stands beside System. */
export function plainEvent(
  record: number,
  data: WrittenElement,
  values: readonly WrittenValue[] = [],
  { inPlace = false } = {},
): WrittenRecord {
  const element: WrittenElement = {
    name: 'Event',
    children: [
      {
        name: 'System',
        children: [
          { name: 'Provider', attributes: [['Name', ['Test']]] },
          { name: 'EventID', children: ['7'] },
          { name: 'Channel', children: ['Test/Operational'] },
        ],
      },
      data,
    ],
  };
  const content: WrittenContent = inPlace ? { element } : { template: element, values };
  return { id: BigInt(record), ns: start + BigInt(record) * second, content };
}
