import { windowsEventBasis, windowsEventReader, wantedEvent, type WindowsEventData } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { isoNs } from './time.ts';
import { xmlScanner } from './xml-scan.ts';

const maxValue = 65_536;
const maxValues = 256;

interface Draft {
  provider: string | null;
  channel: string | null;
  id: number | null;
  version: number | null;
  qualifiers: number | null;
  level: number | null;
  keywords: string | null;
  ns: bigint | null;
  computer: string | null;
  record: bigint | null;
  processId: number | null;
  threadId: number | null;
  data: WindowsEventData[];
  message: string | null;
  readonly place: number;
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,10}$/.test(text.trim()) ? Number(text.trim()) : null;
}

/**
 * Reads events as XML (the event schema of Windows Vista and later): `wevtutil qe /f:xml` (one event or many, with or without a root),
 * Event Viewer's saved XML, `ToXml()` of Get-WinEvent, forwarded events with their `RenderingInfo`.
 */
export function openEventXml(artifact: string, format: string): TextReader {
  const reader = windowsEventReader(artifact, format);
  let lineNumber = 0;
  let draft: Draft | null = null;
  let path: string[] = [];
  let text = '';
  let name: string | null = null;
  let inData = false;

  const finish = (): void => {
    if (draft === null) return;
    const { id, ...rest } = draft;
    draft = null;
    if (id === null) {
      reader.fault(rest.place, 'event without an id');
      return;
    }
    if (wantedEvent(rest.provider, rest.channel, id)) reader.event({ id, ...rest });
  };

  const scanner = xmlScanner({
    open(element, attributes) {
      if (element === 'Event') {
        if (draft !== null) finish();
        path = [];
        draft = {
          provider: null,
          channel: null,
          id: null,
          version: null,
          qualifiers: null,
          level: null,
          keywords: null,
          ns: null,
          computer: null,
          record: null,
          processId: null,
          threadId: null,
          data: [],
          message: null,
          place: lineNumber,
        };
        return;
      }
      if (draft === null) return;
      if (path.length < 32) path.push(element);
      text = '';
      if (element === 'Provider') draft.provider = attributes.get('Name') ?? attributes.get('EventSourceName') ?? null;
      else if (element === 'TimeCreated') draft.ns = isoNs(attributes.get('SystemTime') ?? '');
      else if (element === 'EventID') draft.qualifiers = whole(attributes.get('Qualifiers'));
      else if (element === 'Execution') {
        draft.processId = whole(attributes.get('ProcessID'));
        draft.threadId = whole(attributes.get('ThreadID'));
      } else if (path[0] === 'EventData' || path[0] === 'UserData') {
        inData = true;
        name = element === 'Data' ? (attributes.get('Name') ?? null) : element;
      }
    },
    text(part) {
      if (draft !== null && text.length < maxValue) text += part.slice(0, maxValue - text.length);
    },
    close(element) {
      if (element === 'Event') {
        finish();
        return;
      }
      if (draft === null) return;
      const top = path[0];
      const value = text;
      text = '';
      if (path.at(-1) === element) path.pop();
      if (top === 'System') {
        if (element === 'EventID') draft.id = whole(value);
        else if (element === 'Version') draft.version = whole(value);
        else if (element === 'Level') draft.level = whole(value);
        else if (element === 'Keywords') draft.keywords = value.trim();
        else if (element === 'EventRecordID')
          draft.record = /^[0-9]{1,20}$/.test(value.trim()) ? BigInt(value.trim()) : null;
        else if (element === 'Channel') draft.channel = value.trim();
        else if (element === 'Computer') draft.computer = value.trim();
      } else if (top === 'RenderingInfo' && element === 'Message') draft.message = value;
      else if ((top === 'EventData' || top === 'UserData') && inData) {
        // An element that holds others gives no value of its own; insertion strings have no name.
        if (draft.data.length < maxValues && (top === 'EventData' || path.length > 1)) draft.data.push({ name, value });
        inData = false;
      }
    },
    fault(reason) {
      reader.fault(lineNumber, reason);
    },
  });

  return {
    line(piece, number, more) {
      lineNumber = number;
      scanner.push(more === true ? piece : `${piece}\n`);
    },
    end() {
      scanner.end();
      if (draft !== null) reader.fault(lineNumber, 'text ends inside an event');
      draft = null;
      return { ...reader.end(), records: lineNumber };
    },
  };
}

/** Events as XML. */
export const windowsEventXml: TextFormat = {
  format: 'windows-event-xml',
  basis: windowsEventBasis,
  pieces: true,
  sniff: (head) => {
    const text = head.slice(0, 40).join('\n').slice(0, 8000);
    if (!text.includes('<Event')) return 0;
    return text.includes('schemas.microsoft.com/win/2004/08/events') ? 95 : text.includes('<System>') ? 70 : 0;
  },
  open: (artifact) => openEventXml(artifact, 'windows-event-xml'),
};
