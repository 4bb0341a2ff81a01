import type { ConfigObservation, KeyObservation, LogEvent, LogSession } from '../observations/index.ts';
import type { CollectionManifest } from '../collection/manifest.ts';
import type { WireReading } from '../protocol/wire-reading.ts';

/** A place where a reader could not make sense of its input. The file goes on being read. */
export interface ParseFault {
  /** Line (from 1) or record; null for the file as a whole. */
  readonly line: number | null;
  readonly reason: string;
}

/** What a text reader found. */
export interface TextReading {
  /** Contract format name, for example charon-log, pluto-log, pluto-console, swanctl-conf, ipsec-conf, swanctl-list-conns. */
  readonly format: string;
  readonly observations: readonly (LogEvent | LogSession | ConfigObservation | KeyObservation)[];
  readonly faults: readonly ParseFault[];
  /** Number of lines as far as read. */
  readonly records: number;
  /** Host name, product and the like that the text itself tells; null when it does not. */
  readonly hostName: string | null;
  readonly product: string | null;
  /** Addresses the text shows to be this host's own (a log's local endpoint, `ip addr`). */
  readonly ownAddresses: readonly string[];
  /** Whether the times carry a date and a zone; `none` when lines have no time. */
  readonly timeKind: 'utc' | 'zoned' | 'local' | 'no-year' | 'time-only' | 'monotonic' | 'none';
  /** IKE messages the log holds byte for byte, as hexadecimal dumps of what its daemon sent and took in. */
  readonly wire?: WireReading;
  /** What the text holds of other hosts, as collections of forwarded events do; each becomes an artifact of its own. */
  readonly others?: readonly TextReading[];
  /** What a collector says of the files beside it. */
  readonly manifest?: CollectionManifest;
  /** Caps that were hit; `kept` is the cap where it is not told. */
  readonly limits: readonly {
    readonly what: string;
    readonly cap: number;
    readonly seen: number;
    readonly kept?: number;
  }[];
}

/**
 * A reader of one text format. Fed line by line (without line ends; a line longer than `maxLineBytes` is cut by the feeder and
 * marked), it keeps bounded state. `artifact` is the key to put into sources.
 */
export interface TextReader {
  /** `more`: the line goes on with the next call, which has the same number (only for formats with `pieces`). */
  line(text: string, lineNumber: number, more?: boolean): void;
  end(): TextReading;
  /** After `end`: a line as it may be shown, secrets masked; null where there is none. Readers that keep no lines have no such thing. */
  quotable?(lineNumber: number): string | null;
}

/**
 * How well a format is known: `confirmed` when real output was read by this reader and found right, `unconfirmed` when it was written
 * from documents alone. A finding that rests on unconfirmed readers alone is not certain.
 */
export interface FormatBasis {
  readonly known: 'confirmed' | 'unconfirmed';
  /** What it was made from and held against. */
  readonly source: string;
}

/** An entry of the sniff table: how sure this reader is, 0 (not mine) to 100, from the first lines of a file (up to 200 lines, 64 KiB). */
export interface TextFormat {
  readonly format: string;
  readonly sniff: (head: readonly string[], name: string) => number;
  /** `name` is that of the file, or the title of the section that the lines stand in. */
  readonly open: (artifact: string, name?: string) => TextReader;
  /** Its lines may begin anywhere among those of others, as in a journal of a whole host. */
  readonly among?: true;
  /** Lines have no bound of their own, as in XML and JSON: a long one comes in pieces of `maxLineLength` and is not cut. */
  readonly pieces?: true;
  /** Absent: confirmed, by the project's lab or by the shared corpus. */
  readonly basis?: FormatBasis;
}

/** Longest line handed to a reader, in characters. */
export const maxLineLength = 16384;
