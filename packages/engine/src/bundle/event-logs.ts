/**
 * Event logs as text. An EVTX or EVT file cannot be rewritten so that nothing of what was replaced is left in its templates, caches and slack;
 * it becomes the XML of its events (as `wevtutil qe /f:xml` writes it), which is redacted as text and read like the log itself.
 */
import type { WindowsEvent } from '../formats/windows-event/event.ts';
import type { ByteStream } from '../ingest/byte-stream.ts';
import { readEvt } from '../protocol/evt/read.ts';
import { readEvtx } from '../protocol/evtx/read.ts';

const maxFaults = 1000;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) =>
    sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : '&quot;',
  );

function timeText(ns: bigint): string {
  const ms = Number(ns / 1_000_000n);
  const rest = (ns % 1_000_000_000n).toString().padStart(9, '0').slice(0, 7);
  return `${new Date(ms).toISOString().slice(0, 19)}.${rest}Z`;
}

/** An event of a log of XP or Server 2003 in the schema of later ones. */
function eventXml(event: WindowsEvent): string {
  const provider = event.provider === null ? '' : ` Name="${escaped(event.provider)}"`;
  const system = [
    `<Provider${provider}/>`,
    `<EventID${event.qualifiers === null ? '' : ` Qualifiers="${event.qualifiers}"`}>${event.id}</EventID>`,
    event.level === null ? '' : `<Level>${event.level}</Level>`,
    event.keywords === null ? '' : `<Keywords>${escaped(event.keywords)}</Keywords>`,
    event.ns === null ? '' : `<TimeCreated SystemTime="${timeText(event.ns)}"/>`,
    event.record === null ? '' : `<EventRecordID>${event.record}</EventRecordID>`,
    event.channel === null ? '' : `<Channel>${escaped(event.channel)}</Channel>`,
    event.computer === null ? '' : `<Computer>${escaped(event.computer)}</Computer>`,
  ].join('');
  const data = event.data
    .map(({ name, value }) => `<Data${name === null ? '' : ` Name="${escaped(name)}"`}>${escaped(value)}</Data>`)
    .join('');
  return `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>${system}</System><EventData>${data}</EventData></Event>`;
}

/** The events of a log as XML, one a line, and how many places could not be read. `line` is handed each as it comes. */
export async function eventLogLines(
  stream: ByteStream,
  format: 'evtx' | 'evt',
  line: (text: string) => void,
): Promise<{ readonly faults: number }> {
  let faults = 0;
  const fault = (): void => {
    if (faults < maxFaults) faults++;
  };
  if (format === 'evtx')
    await readEvtx(stream, {
      xml: (text) => line(text.replaceAll(/[\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`)),
      fault,
    });
  else await readEvt(stream, { event: (event) => line(eventXml(event)), fault });
  return { faults };
}
