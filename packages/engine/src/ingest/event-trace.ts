import type { WindowsEvent } from '../formats/windows-event/event.ts';
import { windowsEventReader } from '../formats/windows-event/reader.ts';
import { traceProviderName } from '../knowledge/windows/trace-providers.ts';
import { type WrittenPacket, writePcapng } from '../protocol/capture/write.ts';
import { type EtlPacket, packetAssembler, packetProvider } from '../protocol/etl/packets.ts';
import { pktmonCollector, pktmonProvider } from '../protocol/etl/pktmon.ts';
import { type EtlEvent, type EtlHeader, type EtlProvider, type EtlSummary, readEtl } from '../protocol/etl/read.ts';
import { decodeFields, providerOf, readProviders, templateOf } from '../protocol/etl/templates.ts';
import type { ByteStream } from './byte-stream.ts';
import { type FileContext, type FileResult, forgiving, readerFailed, resultOf } from './read-file.ts';
import type { IngestNote } from './types.ts';

/** Events that are held back to be put in order of time: each processor has buffers of its own. */
const maxEvents = 100_000;
/** Providers that are named in a note. */
const maxNamed = 6;

const wanted: ReadonlySet<string> = new Set([...readProviders, packetProvider, pktmonProvider]);

/** What a trace holds: its events, and its packets as a capture. */
export interface TraceResult {
  readonly result: FileResult;
  /** A capture in pcapng, of the frames that the trace has; null: none, or more than may be held. */
  readonly packets: Uint8Array | null;
}

interface Held {
  readonly packets: EtlPacket[];
  bytes: number;
  /** More than may be held: a part would look like a capture that saw nothing of the rest. */
  over: boolean;
}

/**
 * Reads an event trace log (`.etl`): events whose layouts are public, as those of an event log, and packets that were captured in it. Of the
 * others it is told who speaks how often. Never throws.
 */
export async function readEventTrace(stream: ByteStream, context: FileContext): Promise<TraceResult> {
  const input = forgiving(stream);
  const format = 'etl';
  try {
    const reader = (context.openEvents ?? windowsEventReader)(context.artifact, format);
    const events: WindowsEvent[] = [];
    const held: Held = { packets: [], bytes: 0, over: false };
    const assembler = packetAssembler();
    const monitor = pktmonCollector();
    let header: EtlHeader | null = null;
    let faults = 0;
    const fault = (record: number | null, reason: string): void => {
      faults++;
      if (faults <= context.limits.maxFaults) reader.fault(record, reason);
    };
    const sink = {
      header: (found: EtlHeader): void => {
        header = found;
      },
      event: (event: EtlEvent): void => {
        if (event.provider === packetProvider) {
          const packet = assembler.add(event);
          if (typeof packet === 'string') fault(event.place, packet);
          else if (packet !== null) keep(held, packet, context.limits.maxHeldArchive);
          return;
        }
        if (event.provider === pktmonProvider) {
          const reason = held.over ? null : monitor.add(event);
          if (reason !== null) fault(event.place, reason);
          if (monitor.bytes() > context.limits.maxHeldArchive) held.over = true;
          return;
        }
        const read = eventOf(event);
        if (typeof read === 'string') fault(event.place, read);
        else if (read !== null && events.length < maxEvents) events.push(read);
      },
      fault,
    };
    const summary = await readEtl(input, sink, { wanted });
    for (const event of events.sort(inTime)) reader.event(event);
    if (events.length === maxEvents) fault(null, `only the first ${maxEvents} events are read`);
    const reading = resultOf(
      reader.end(),
      [],
      Math.max(0, faults - context.limits.maxFaults),
      input.fault(),
      context.limits,
    );
    const bad =
      summary.records === 0 ? 'corrupt' : summary.truncated || summary.compressed || held.over ? 'partial' : null;
    // Of a trace that has them twice, the packets as the interface filter saw them.
    const found = held.over ? [] : held.packets.length > 0 ? held.packets : monitor.packets();
    const note = noteOf(summary, held.over, found.length, events.length) ?? reading.note;
    const filter = monitor.filtered() && held.packets.length === 0 ? 'pktmon filter' : null;
    const packets = found.length === 0 ? null : captureOf(found, header, filter);
    return {
      result: { ...reading, status: bad ?? reading.status, note: input.fault() ?? note, records: summary.records },
      packets,
    };
  } catch (error) {
    return { result: readerFailed(format, error, input.fault()), packets: null };
  }
}

/** An event as those of an event log are; null where its layout is not known. */
function eventOf(event: EtlEvent): WindowsEvent | string | null {
  const provider = providerOf(event.provider);
  const template = provider === null ? null : templateOf(provider, event.id, event.version);
  if (provider === null || template === null) return null;
  const data = decodeFields(template, event.data);
  if (typeof data === 'string') return `event ${event.id} of ${provider.name}: ${data}`;
  return {
    provider: provider.name,
    channel: null,
    id: event.id,
    version: event.version,
    qualifiers: null,
    level: event.level,
    keywords: `0x${event.keywords.toString(16).padStart(16, '0')}`,
    ns: event.ns,
    computer: null,
    record: null,
    processId: event.processId,
    threadId: event.threadId,
    data,
    message: null,
    place: event.place,
  };
}

function inTime(a: WindowsEvent, b: WindowsEvent): number {
  const [one, other] = [a.ns ?? 0n, b.ns ?? 0n];
  return one < other ? -1 : one > other ? 1 : a.place - b.place;
}

function keep(held: Held, packet: EtlPacket, cap: number): void {
  held.bytes += packet.frame.length + 64;
  if (held.bytes > cap) {
    held.over = true;
    held.packets.length = 0;
  }
  if (!held.over) held.packets.push(packet);
}

/** The frames as a capture, in order of time; what the session lost is told as lost by the capture. */
function captureOf(packets: readonly EtlPacket[], header: EtlHeader | null, filter: string | null): Uint8Array {
  const keys = [...new Set(packets.map(keyOf))].sort();
  const interfaces = keys.map((key, at) => {
    const [linkType = '1', index = '0'] = key.split(' ');
    return {
      linkType: Number(linkType),
      name: `interface ${index}`,
      resolution: 9,
      ...(filter === null ? {} : { filter }),
      ...(at === 0 && header !== null
        ? { received: packets.length, drops: header.eventsLost + header.buffersLost }
        : {}),
    };
  });
  const written = packets.map(
    (packet): WrittenPacket => ({
      ns: packet.ns,
      frame: packet.frame,
      ...(packet.originalLength === undefined ? {} : { originalLength: packet.originalLength }),
      interfaceId: keys.indexOf(keyOf(packet)),
      direction: packet.direction,
    }),
  );
  return writePcapng(
    written.sort((a, b) => (a.ns < b.ns ? -1 : a.ns > b.ns ? 1 : 0)),
    { interfaces },
  );
}

const keyOf = ({ linkType, interfaceIndex }: EtlPacket): string => `${linkType} ${interfaceIndex}`;

/** What of a trace was read, and what needs a Windows host to be made readable. */
function noteOf(summary: EtlSummary, over: boolean, packets: number, events: number): IngestNote | null {
  if (summary.records === 0) return null;
  if (summary.compressed) return { id: 'ingest.trace-compressed', args: {} };
  if (over) return { id: 'ingest.trace-packets', args: {} };
  const count = (kind: EtlProvider['kind']): number =>
    summary.providers.reduce((sum, one) => sum + (one.kind === kind ? one.count : 0), 0);
  const messages = count('message');
  const unread = count('manifest') + count('mof') - summary.given;
  const providers = summary.providers.filter(({ kind, guid }) => kind !== 'message' && !wanted.has(guid));
  const named = providers.slice(0, maxNamed).map(({ guid }) => traceProviderName(guid) ?? guid);
  const args = {
    events,
    packets,
    messages,
    unread,
    providers: named.join(', ') + (providers.length > maxNamed ? ' …' : ''),
  };
  return { id: messages + unread > 0 ? 'ingest.trace-rest' : 'ingest.trace', args };
}
