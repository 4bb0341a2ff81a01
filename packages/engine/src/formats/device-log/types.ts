import type { ArgValue, FactCode } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import type { Captures } from '../pluto-log/template.ts';
import type { WireReading } from '../../protocol/wire-reading.ts';
import type { Attempt } from './attempts.ts';
import type { Desk } from './desk.ts';

/** A message of an exchange, seen from the host that writes the log. */
export interface Told {
  readonly way: 'out' | 'in';
  /** RFC name of the exchange: `Main Mode`, `IKE_SA_INIT` … */
  readonly exchange: string;
  /** IKEv2: request or response. */
  readonly role?: 'request' | 'response';
  /** IKEv1: number of the message in its exchange, from 1; the same number again is a repetition. */
  readonly step?: number;
  readonly messageId?: number | null;
  /** Which of its sender's messages in the exchange it is, from 0, where the log tells by itself: it may begin in the middle. */
  readonly round?: number;
  readonly payloads?: readonly string[];
}

/** What a row may say besides its own fact. */
export interface Statement {
  readonly code: FactCode;
  readonly args?: Readonly<Record<string, ArgValue>>;
}

/**
 * One thing a device can say, in all its wordings (templates of `pluto-log/template.ts`, matched from the start of the message after
 * the dialect's own prefix, runs of spaces taken as one). Names of holes that are arguments of the fact become such;
 * `_peer`, `_peerPort`, `_local`, `_localPort`, `_conn`, `_ispi`, `_rspi`, `_id` tell whose negotiation the line is about; other
 * names with `_` in front are for `act`.
 */
export interface DeviceRow {
  /** Stable, unique in its dialect. */
  readonly id: string;
  readonly texts: readonly string[];
  /** Absent: the line only moves the negotiation on, or tells of its parties. */
  readonly code?: FactCode;
  readonly args?: Readonly<Record<string, ArgValue>>;
  readonly also?: readonly Statement[];
  readonly version?: 1 | 2;
  readonly role?: 'initiator' | 'responder';
  readonly exchange?: 'Main Mode' | 'Aggressive Mode';
  /** The first line of a new attempt, unless nothing has happened in the one at hand. */
  readonly starts?: true | ((attempt: Attempt) => boolean);
  /** The IKE SA stands. */
  readonly stands?: true;
  /** The attempt is over; what follows of the same peer is a new one when it starts anew. */
  readonly over?: true;
  /** Said of the host, of no negotiation. */
  readonly global?: true;
  readonly tells?: readonly Told[];
  /** Reads what the template does not: may change the arguments, say more, or set `skip`. */
  readonly act?: (here: Here) => void;
  /** Versions the wording is known from. */
  readonly since?: string;
  /** Causes that lead to the same words. */
  readonly ambiguousWith?: readonly string[];
  /** For `explain`, where the meaning of the fact does not do. */
  readonly en?: string;
  readonly ko?: string;
}

/** A line at work. */
export interface Here {
  readonly desk: Desk;
  /** May be put in the place of another one by `act`. */
  attempt: Attempt;
  readonly refs: Refs;
  readonly said: Said;
  readonly captures: Captures;
  readonly line: LogLine;
  readonly seq: number;
  /** Arguments of the fact about to be said. */
  readonly args: Record<string, ArgValue>;
  /** Code of the fact about to be said. */
  code: FactCode | null;
}

/** Whose negotiation a line is about, as far as its prefix tells. Values are texts of the log; nothing in them is trusted to be unique. */
export interface Refs {
  /** Number or cookie pair the device gives its SA. */
  readonly id?: string | null;
  readonly connection?: string | null;
  readonly peer?: string | null;
  readonly peerPort?: number | null;
  readonly local?: string | null;
  readonly localPort?: number | null;
  readonly initiatorSpi?: string | null;
  readonly responderSpi?: string | null;
  /** The line names a child of the IKE SA. */
  readonly child?: boolean;
}

/** A message without its dialect's prefix. */
export interface Said {
  readonly text: string;
  readonly refs: Refs;
  /** The prefix is one that only this dialect writes. */
  readonly own: boolean;
}

/** How one vendor writes. */
export interface Dialect {
  readonly format: string;
  /** Product shown when the log names no version. */
  readonly product: string;
  /** Who speaks, for `explain`. */
  readonly daemon: string;
  readonly rows: readonly DeviceRow[];
  /** Takes the dialect's prefix off. Null: the line is of another program. */
  readonly prefix: (line: LogLine) => Said | null;
  /** Sees every line of its own first; true: it took it in whole (an item of a proposal list). */
  readonly block?: (desk: Desk, said: Said, line: LogLine, seq: number) => boolean;
  /** At the end of the file. */
  readonly finish?: (desk: Desk) => void;
  /** Packets the log holds as text. */
  readonly wire?: (desk: Desk, artifact: string) => WireReading | null;
  /** A message that is known to be this dialect's although no row has it (fields of an event). */
  readonly recognises?: (message: string) => boolean;
}
