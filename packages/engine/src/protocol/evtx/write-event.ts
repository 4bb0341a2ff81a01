/** Events as Windows puts them into its logs: one template with what every event has, and within it one for the data. */
import { valueType } from './layout.ts';
import type { WrittenRecord } from './write.ts';
import { value, type WrittenElement, type WrittenPart, type WrittenValue } from './write-values.ts';

export interface EventSpec {
  readonly provider: string;
  /** GUID of the provider, in braces. */
  readonly guid?: string;
  readonly id: number;
  readonly qualifiers?: number;
  readonly version?: number;
  readonly level?: number;
  readonly task?: number;
  readonly opcode?: number;
  readonly keywords?: bigint;
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  readonly record: bigint;
  readonly activity?: string;
  readonly processId?: number;
  readonly threadId?: number;
  readonly user?: string;
  readonly channel: string;
  readonly computer: string;
  /** Values with their names; null: insertion strings, which have none. */
  readonly data?: readonly (readonly [name: string | null, value: WrittenValue])[];
}

const namespace = 'http://schemas.microsoft.com/win/2004/08/events/event';

const hole = (index: number, as: number): WrittenPart => ({ value: index, optional: true, as });

/** Made once for each computer and each shape of data: templates are the same when they are the same object. */
const outer = new Map<string, WrittenElement>();
const inner = new Map<string, WrittenElement>();

/** The template of MS-EVEN6 4.8, with the order of values that Windows gives it. */
function outerTemplate(computer: string): WrittenElement {
  const t = valueType;
  const known = outer.get(computer);
  if (known !== undefined) return known;
  const made: WrittenElement = {
    name: 'Event',
    attributes: [['xmlns', [namespace]]],
    children: [
      {
        name: 'System',
        children: [
          {
            name: 'Provider',
            attributes: [
              ['Name', [hole(14, t.string)]],
              ['Guid', [hole(15, t.guid)]],
            ],
          },
          { name: 'EventID', attributes: [['Qualifiers', [hole(4, t.uint16)]]], children: [hole(3, t.uint16)] },
          { name: 'Version', children: [hole(11, t.uint8)] },
          { name: 'Level', children: [hole(0, t.uint8)] },
          { name: 'Task', children: [hole(2, t.uint16)] },
          { name: 'Opcode', children: [hole(1, t.uint8)] },
          { name: 'Keywords', children: [hole(5, t.hex64)] },
          { name: 'TimeCreated', attributes: [['SystemTime', [hole(6, t.fileTime)]]] },
          { name: 'EventRecordID', children: [hole(10, t.uint64)] },
          {
            name: 'Correlation',
            attributes: [
              ['ActivityID', [hole(7, t.guid)]],
              ['RelatedActivityID', [hole(13, t.guid)]],
            ],
          },
          {
            name: 'Execution',
            attributes: [
              ['ProcessID', [hole(8, t.uint32)]],
              ['ThreadID', [hole(9, t.uint32)]],
            ],
          },
          { name: 'Channel', children: [hole(16, t.string)] },
          { name: 'Computer', children: [computer] },
          { name: 'Security', attributes: [['UserID', [hole(12, t.sid)]]] },
        ],
      },
      hole(17, t.binXml),
    ],
  };
  outer.set(computer, made);
  return made;
}

function innerTemplate(data: readonly (readonly [string | null, WrittenValue])[]): WrittenElement {
  const key = data.map(([name, one]) => `${name ?? ''}:${one.type}`).join('\0');
  const known = inner.get(key);
  if (known !== undefined) return known;
  const made: WrittenElement = {
    name: 'EventData',
    children: data.map(([name, one], i) => ({
      name: 'Data',
      ...(name === null ? {} : { attributes: [['Name', [name]] as const] }),
      children: [{ value: i, as: one.type }],
    })),
  };
  inner.set(key, made);
  return made;
}

/** An event as a record. */
export function eventRecord(spec: EventSpec): WrittenRecord {
  const { data = [] } = spec;
  const text = (one: string | undefined): WrittenValue => (one === undefined ? value.none : value.string(one));
  const number = (make: (n: number) => WrittenValue, n: number | undefined): WrittenValue =>
    n === undefined ? value.none : make(n);
  return {
    id: spec.record,
    ns: spec.ns,
    content: {
      template: outerTemplate(spec.computer),
      values: [
        value.uint8(spec.level ?? 0),
        value.uint8(spec.opcode ?? 0),
        value.uint16(spec.task ?? 0),
        value.uint16(spec.id),
        number(value.uint16, spec.qualifiers),
        value.hex64(spec.keywords ?? 0x8020000000000000n),
        value.fileTime(spec.ns),
        spec.activity === undefined ? value.none : value.guid(spec.activity),
        number(value.uint32, spec.processId),
        number(value.uint32, spec.threadId),
        value.uint64(spec.record),
        number(value.uint8, spec.version ?? 0),
        spec.user === undefined ? value.none : value.sid(spec.user),
        value.none,
        text(spec.provider),
        spec.guid === undefined ? value.none : value.guid(spec.guid),
        text(spec.channel),
        data.length === 0
          ? value.none
          : value.binXml({ template: innerTemplate(data), values: data.map(([, one]) => one) }),
      ],
    },
  };
}
