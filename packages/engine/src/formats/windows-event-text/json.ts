import { wantedEvent, windowsEventBasis, windowsEventReader, type WindowsEventData } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { isoNs, jsonDateNs, printedNs } from './time.ts';
import { makeEvent } from './make-event.ts';

const maxObject = 262_144;
const maxValues = 256;
const maxWrapped = 10_000;

type Row = Readonly<Record<string, unknown>>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** `Properties` of Get-WinEvent: values with their places only. */
function dataOf(row: Row): WindowsEventData[] {
  const list = row['Properties'];
  if (!Array.isArray(list)) return [];
  return list.slice(0, maxValues).map((item: unknown) => {
    const value = isRow(item) ? item['Value'] : item;
    return { name: null, value: text(value) ?? (value === true ? 'true' : '') };
  });
}

function nsOf(value: unknown): bigint | null {
  if (isRow(value)) return nsOf(value['DateTime'] ?? value['value']);
  const written = text(value);
  return written === null ? null : (jsonDateNs(written) ?? isoNs(written) ?? printedNs(written));
}

/** Reads events as ConvertTo-Json of Get-WinEvent writes them: one object, several in a row, or an array of them. */
export function openEventJson(artifact: string, format: string): TextReader {
  const reader = windowsEventReader(artifact, format);
  let object = '';
  let depth = 0;
  let quoted = false;
  let escaped = false;
  let tooLong = false;
  let place = 0;
  let lines = 0;

  const take = (): void => {
    const body = object;
    object = '';
    if (tooLong) {
      tooLong = false;
      reader.fault(place, 'event too long, passed over');
      return;
    }
    let row: unknown;
    try {
      row = JSON.parse(body);
    } catch {
      reader.fault(place, 'event is not well-formed JSON');
      return;
    }
    if (!isRow(row)) return;
    // Windows PowerShell wraps an array that had members added: `{"value": […], "Count": 1}`.
    const wrapped = row['value'];
    if (Array.isArray(wrapped)) for (const item of wrapped.slice(0, maxWrapped)) if (isRow(item)) tell(item);
    if (!Array.isArray(wrapped)) tell(row);
  };

  const tell = (row: Row): void => {
    const event = makeEvent(
      {
        provider: text(row['ProviderName'] ?? row['Source']),
        channel: text(row['LogName'] ?? row['Log']),
        id: text(row['Id'] ?? row['EventID'] ?? row['InstanceId']),
        ns: nsOf(row['TimeCreated'] ?? row['TimeGenerated']),
        computer: text(row['MachineName']),
        record: text(row['RecordId'] ?? row['Index']),
        message: text(row['Message']),
        data: dataOf(row),
      },
      place,
    );
    if (event !== null && wantedEvent(event.provider, event.channel, event.id)) reader.event(event);
  };

  return {
    line(piece, number, more) {
      lines = number;
      const part = more === true ? piece : `${piece}\n`;
      let from = 0;
      for (let at = 0; at < part.length; at++) {
        const code = part.charCodeAt(at);
        if (quoted) {
          if (escaped) escaped = false;
          else if (code === 0x5c) escaped = true;
          else if (code === 0x22) quoted = false;
        } else if (code === 0x22) quoted = depth > 0;
        else if (code === 0x7b) {
          if (depth === 0) {
            place = number;
            from = at;
          }
          depth++;
        } else if (code === 0x7d && depth > 0) {
          depth--;
          if (depth === 0) {
            if (object.length < maxObject) object += part.slice(from, at + 1);
            take();
          }
        }
      }
      if (depth > 0) {
        if (object.length < maxObject) object += part.slice(from);
        else tooLong = true;
      }
    },
    end() {
      if (depth > 0) reader.fault(lines, 'text ends inside an event');
      return { ...reader.end(), records: lines };
    },
  };
}

/** Events as JSON. */
export const windowsEventJson: TextFormat = {
  format: 'windows-event-json',
  basis: windowsEventBasis,
  pieces: true,
  sniff: (head) => {
    const start = head.slice(0, 80).join('\n').slice(0, 16_384).trimStart();
    if (!start.startsWith('{') && !start.startsWith('[')) return 0;
    const known = ['"ProviderName"', '"LogName"', '"TimeCreated"', '"RecordId"', '"MachineName"', '"Properties"'];
    const met = known.filter((name) => start.includes(name)).length;
    // A selection of properties: number, time and message of a record.
    const chosen = ['"Id"', '"TimeCreated"', '"Message"'].every((name) => start.includes(name));
    return met >= 3 || chosen ? 92 : start.includes('"ReplacementStrings"') ? 85 : 0;
  },
  open: (artifact) => openEventJson(artifact, 'windows-event-json'),
};
