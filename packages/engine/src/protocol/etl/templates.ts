import type { WindowsEventData } from '../../formats/windows-event/event.ts';
import { utf16Text } from '../evtx/strings.ts';
import { guidText, hexText, sidSize, sidText } from '../evtx/values.ts';

/** How a value stands in the data of an event (types of the manifest schema, win:…; `bytes` follows the number before it). */
export type FieldType = 'u8' | 'u16' | 'u32' | 'u64' | 'guid' | 'text' | 'sid' | 'bytes';

export type Field = readonly [name: string, type: FieldType];

/** Layout of the data of one event in one version. */
export interface EventTemplate {
  readonly id: number;
  readonly version: number;
  /** Fields from the beginning on. */
  readonly fields: readonly Field[];
  /**
   * Fields of fixed size at the end, where what stands before them is not told apart by every reader (lists of security identifiers):
   * they are counted from the end.
   */
  readonly tail?: readonly Field[];
}

export interface ManifestProvider {
  /** In braces, upper case. */
  readonly guid: string;
  readonly name: string;
  readonly channel: string | null;
  readonly templates: readonly EventTemplate[];
}

const connection: readonly Field[] = [
  ['Timestamp', 'u64'],
  ['LocalAddressLength', 'u32'],
  ['LocalAddress', 'bytes'],
  ['RemoteAddressLength', 'u32'],
  ['RemoteAddress', 'bytes'],
  ['ScopeId', 'u32'],
  ['AppId', 'text'],
  ['UserSID', 'sid'],
];
const names: readonly Field[] = [...connection, ['LocalSpn', 'text'], ['PeerSpn', 'text']];
const failed: readonly Field[] = [
  ['FailureErrorCode', 'u32'],
  ['FailurePoint', 'u32'],
];
const mainMode: readonly Field[] = [
  ...failed,
  ['Flags', 'u32'],
  ['KeyingModuleType', 'u32'],
  ['MmState', 'u32'],
  ['SaRole', 'u32'],
  ['MMAuthMethod', 'u32'],
  ['MMId', 'u64'],
  ['MMFilterId', 'u64'],
];
const quickMode: readonly Field[] = [
  ...failed,
  ['KeyingModuleType', 'u32'],
  ['QMState', 'u32'],
  ['SaRole', 'u32'],
  ['SaTrafficType', 'u32'],
  ['QMFilterId', 'u64'],
];
const extendedMode: readonly Field[] = [
  ...failed,
  ['Flags', 'u32'],
  ['EMState', 'u32'],
  ['SaRole', 'u32'],
  ['EMAuthMethod', 'u32'],
  ['MMId', 'u64'],
  ['QMFilterId', 'u64'],
];

const template = (id: number, version: number, fields: readonly Field[], tail?: readonly Field[]): EventTemplate => ({
  id,
  version,
  fields,
  ...(tail === undefined ? {} : { tail }),
});

/**
 * Providers with a manifest whose layouts are public and which speak of IKE or IPsec. Layouts: the manifest that each of them registers on
 * Windows 10 (`wevtutil gp`), as etl-parser of Airbus has them (Apache-2.0); the same names stand in the records of the platform's log.
 */
export const manifestProviders: readonly ManifestProvider[] = [
  {
    guid: '{0C478C5B-0351-41B1-8C58-4A6737DA32E3}',
    name: 'Microsoft-Windows-WFP',
    channel: 'Microsoft-Windows-WFP/Operational',
    templates: [
      template(1005, 0, names, mainMode),
      template(1005, 1, names, [...mainMode, ['ProviderContextKey', 'guid']]),
      template(1007, 0, [...connection, ...quickMode]),
      template(1007, 1, [...connection, ...quickMode, ['MMSaLuid', 'u64'], ['MMProviderContextKey', 'guid']]),
      template(1009, 0, names, extendedMode),
    ],
  },
];

const sizes: Readonly<Partial<Record<FieldType, number>>> = { u8: 1, u16: 2, u32: 4, u64: 8, guid: 16 };

/** Longest value that is taken over, in bytes. */
const maxValue = 32_768;

/** What stands in the data of an event by its template; a reason where the data are too short for it. */
export function decodeFields(template: EventTemplate, data: Uint8Array): readonly WindowsEventData[] | string {
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  const out: WindowsEventData[] = [];
  let at = 0;
  let length = 0;
  const tail = template.tail ?? [];
  const end = data.length - tail.reduce((sum, [, type]) => sum + (sizes[type] ?? 0), 0);
  const missing = (name: string): string => `the data of ${data.length} bytes end before ${name}`;
  if (end < 0) return missing(tail[0]?.[0] ?? '');
  for (const [name, type] of template.fields) {
    const size = sizes[type] ?? sizeOf(type, view, at, end, length);
    if (size === null || size > maxValue || at + size > end) return missing(name);
    const text = valueText(type, view, data, at, size);
    // A number may be the length of the bytes that follow it.
    length = type === 'u32' ? view.getUint32(at, true) : 0;
    out.push({ name, value: text });
    at += size;
  }
  at = end;
  for (const [name, type] of tail) {
    const size = sizes[type] ?? 0;
    out.push({ name, value: valueText(type, view, data, at, size) });
    at += size;
  }
  return out;
}

function sizeOf(type: FieldType, view: DataView, at: number, end: number, length: number): number | null {
  if (type === 'bytes') return length;
  if (type === 'sid') {
    const size = sidSize(view, at, end - at);
    return size === 0 ? null : size;
  }
  for (let to = at; to + 2 <= end && to - at < maxValue; to += 2)
    if (view.getUint16(to, true) === 0) return to + 2 - at;
  return null;
}

function valueText(type: FieldType, view: DataView, data: Uint8Array, at: number, size: number): string {
  switch (type) {
    case 'u8':
      return String(view.getUint8(at));
    case 'u16':
      return String(view.getUint16(at, true));
    case 'u32':
      return String(view.getUint32(at, true));
    case 'u64':
      return String(view.getBigUint64(at, true));
    case 'guid':
      return guidText(data, at);
    case 'sid':
      return sidText(view, at);
    case 'text':
      return utf16Text(view, at, size);
    case 'bytes':
      return hexText(data, at, size);
  }
}

const byGuid = new Map(manifestProviders.map((provider) => [provider.guid, provider]));

/** GUIDs of the providers whose events are read. */
export const readProviders: ReadonlySet<string> = new Set(byGuid.keys());

/** The provider of this GUID, where its layouts are known. */
export function providerOf(guid: string): ManifestProvider | null {
  return byGuid.get(guid) ?? null;
}

/** The layout of an event in its version; null where it is not known. */
export function templateOf(provider: ManifestProvider, id: number, version: number): EventTemplate | null {
  return provider.templates.find((one) => one.id === id && one.version === version) ?? null;
}
