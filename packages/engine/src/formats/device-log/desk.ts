import { clip, factEntry, type ArgValue, type FactCode, type Step } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { makeRoom } from '../shared/make-room.ts';
import { caps, openAttempts, realAddress, type Attempt, type Attempts } from './attempts.ts';
import { maskDeviceLine } from './mask.ts';
import type { Told } from './types.ts';

/** A log event before the file is read to its end. */
export interface Entry {
  readonly code: FactCode;
  readonly args: Record<string, ArgValue>;
  readonly at: Step[];
  readonly quote: string;
  readonly time: string | null;
  readonly ns: bigint | null;
  readonly seq: number;
  readonly attempt: Attempt | null;
}

/** What is known of one file while it is read, and the pen to write it down with. */
export interface Desk {
  readonly attempts: Attempts;
  readonly entries: readonly Entry[];
  readonly own: Set<string>;
  /** What the dialect remembers of the file. */
  readonly notes: Map<string, string>;
  version: string | null;
  dropped: number;
  /** Says a fact of an attempt, or of the host where `attempt` is null. */
  say(attempt: Attempt | null, code: FactCode, args: Record<string, ArgValue>, line: LogLine, seq: number): Entry;
  /** Tells of a message; one told before is a repetition. */
  tell(attempt: Attempt, told: Told, line: LogLine, seq: number): void;
  /** Adds to a list of the attempt, up to a cap. */
  list(attempt: Attempt, name: string, item: string): void;
}

/** Facts that only tell who the parties are: an attempt that has but these may still be the one that begins. */
const still = new Set<FactCode>(['config.loaded', 'operator.initiate', 'kernel.acquire', 'ike.vendor-id']);

export function openDesk(): Desk {
  const entries: Entry[] = [];
  const desk: Desk = {
    attempts: openAttempts(),
    entries,
    own: new Set(),
    notes: new Map(),
    version: null,
    dropped: 0,
    say(attempt, code, args, line, seq) {
      if (entries.length >= caps.events)
        desk.dropped += makeRoom(
          entries,
          { cap: caps.events, first: caps.firstEvents },
          (entry) => entry.attempt?.dropped !== true,
          (entry) => factEntry(entry.code).decides === true || factEntry(entry.code).ends !== undefined,
        );
      const entry: Entry = {
        code,
        args: masked(args),
        at: [{ line: seq }],
        quote: clip(maskDeviceLine(line.quote)),
        time: line.timeText,
        ns: line.ns,
        seq,
        attempt,
      };
      entries.push(entry);
      if (attempt !== null) {
        attempt.lastSeq = seq;
        if (line.ns !== null) attempt.lastNs = line.ns;
        if (!still.has(code)) attempt.moved = true;
        const local = realAddress(attempt.local?.address);
        if (local !== null && desk.own.size < 64) desk.own.add(local);
      }
      return entry;
    },
    tell(attempt, told, line, seq) {
      const { way, exchange, step = null, role = null, messageId = null } = told;
      const slot = `${way}|${exchange}|${step ?? ''}|${role ?? ''}|${messageId ?? ''}`;
      const times = attempt.told.get(slot) ?? 0;
      if (attempt.told.size < 4096 || times > 0) attempt.told.set(slot, times + 1);
      if (times > 0) {
        if (way === 'out' && role !== 'response')
          desk.say(attempt, 'message.retransmitted', { number: times, messageId }, line, seq);
        else if (way === 'in' && role !== 'response')
          desk.say(attempt, 'message.peer-retransmitted', { messageId }, line, seq);
        return;
      }
      desk.say(
        attempt,
        way === 'out' ? 'message.generated' : 'message.parsed',
        {
          exchange,
          role: role ?? 'message',
          messageId,
          payloads: [...(told.payloads ?? [])],
          ...(told.round === undefined ? {} : { round: told.round }),
        },
        line,
        seq,
      );
    },
    list(attempt, name, item) {
      const known = attempt.lists.get(name);
      if (known === undefined) attempt.lists.set(name, [item]);
      else if (known.length < caps.list && !known.includes(item)) known.push(item);
    },
  };
  return desk;
}

function masked(args: Record<string, ArgValue>): Record<string, ArgValue> {
  const out: Record<string, ArgValue> = {};
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === 'string') out[name] = clip(maskDeviceLine(value), 300);
    else if (Array.isArray(value)) out[name] = value.map((item) => clip(maskDeviceLine(String(item)), 300));
    else out[name] = value;
  }
  return out;
}
