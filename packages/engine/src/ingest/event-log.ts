import type { WindowsEvent } from '../formats/windows-event/event.ts';
import { windowsEventReader } from '../formats/windows-event/reader.ts';
import { wantedEvent } from '../formats/windows-event/wanted.ts';
import { readEvt } from '../protocol/evt/read.ts';
import { readEvtx } from '../protocol/evtx/read.ts';
import type { ByteStream } from './byte-stream.ts';
import type { EventLogFormat } from './types.ts';
import { type FileContext, type FileResult, forgiving, readerFailed, resultOf } from './read-file.ts';

/** Events that are held back to be put in order: a log that went round begins with its newest records. */
const maxHeld = 100_000;
/** Characters of them. */
const maxHeldText = 2 ** 24;

/**
 * Reads a binary event log of Windows. Only events that may speak of IPsec are read at all, and are handed on in the order of their
 * record numbers (of as many as are held). Never throws.
 */
export async function readEventLog(
  stream: ByteStream,
  format: Exclude<EventLogFormat, 'etl'>,
  context: FileContext,
): Promise<FileResult> {
  const input = forgiving(stream);
  try {
    const reader = (context.openEvents ?? windowsEventReader)(context.artifact, format);
    let held: WindowsEvent[] = [];
    let text = 0;
    let faults = 0;
    const handOn = (): void => {
      for (const event of held.sort(inOrder)) reader.event(event);
      held = [];
      text = 0;
    };
    const sink = {
      event: (event: WindowsEvent): void => {
        held.push(event);
        for (const { value } of event.data) text += value.length;
        if (held.length >= maxHeld || text >= maxHeldText) handOn();
      },
      fault: (record: number | null, reason: string): void => {
        faults++;
        if (faults <= context.limits.maxFaults) reader.fault(record, reason);
      },
    };
    const read = format === 'evtx' ? readEvtx : readEvt;
    const { records, given, truncated } = await read(input, sink, { wanted: wantedEvent });
    handOn();
    const result = resultOf(
      reader.end(),
      [],
      Math.max(0, faults - context.limits.maxFaults),
      input.fault(),
      context.limits,
    );
    const status = records === 0 && faults > 0 ? 'corrupt' : truncated ? 'partial' : result.status;
    const silent = records === 0 ? 'ingest.events-empty' : given === 0 ? 'ingest.events-other' : null;
    const note = result.note ?? (silent === null ? null : { id: silent, args: { records } });
    return { ...result, status, note, records };
  } catch (error) {
    return readerFailed(format, error, input.fault());
  }
}

function inOrder(a: WindowsEvent, b: WindowsEvent): number {
  const [one, other] = [a.record ?? 0n, b.record ?? 0n];
  return one < other ? -1 : one > other ? 1 : a.place - b.place;
}
