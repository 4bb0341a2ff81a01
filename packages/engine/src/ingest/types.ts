import type { TextFormat, TextReading } from '../formats/reader.ts';
import type { WindowsEvent } from '../formats/windows-event/event.ts';
import type { WireLimits } from '../protocol/wire.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import type { ByteStream, ReadAt, StreamHash } from './byte-stream.ts';

/** One file handed in. Archives are opened by ingest; folders are walked by the caller. */
export interface EvidenceInput {
  /** Path relative to the root of what was given, with `/`; it is what the result shows. */
  readonly path: string;
  readonly open: () => ByteStream | Promise<ByteStream>;
  /** Size in bytes, when known. */
  readonly size?: number;
  /** Random access, when the platform has it: archives are then read without holding them in memory. */
  readonly readAt?: ReadAt;
  /** A pipe: what it gave is gone, and it cannot be opened again. */
  readonly once?: boolean;
  /** Host label given by the user; wins over any rule. */
  readonly host?: string;
  /**
   * How the path hints at hosts. `folder`: the first folder of the path is a host label. `archive`: when the file is an archive
   * it is read as the folder that was packed, and its folders are. `loose` (default): not at all.
   */
  readonly hosts?: 'folder' | 'archive' | 'loose';
  /**
   * Name of the folder or archive the file was given with, when other things were given beside it: its files are shown under
   * that name, which is their host's label unless the folders inside are.
   */
  readonly under?: string;
}

/** A sentence about an artifact: an id of the ingest catalogue and arguments. */
export interface IngestNote {
  readonly id: string;
  readonly args: Readonly<Record<string, string | number>>;
}

/** A place that could not be read. */
export interface IngestFault {
  readonly line: number | null;
  readonly packet: number | null;
  readonly reason: string;
}

export interface IngestLimit {
  readonly what: string;
  readonly cap: number;
  readonly seen: number;
  readonly kept: number;
}

/** One file of the evidence, read as far as it goes. */
export interface IngestedArtifact {
  /** Stands for it while files are read: the same whenever the same inputs are read again. */
  readonly key: string;
  /** a1, a2 … in the order of the paths. */
  readonly id: string;
  readonly path: string;
  /** Id of the archive it lay in. */
  readonly parent: string | null;
  /** Format name; `unknown` when no reader knows it. */
  readonly format: string;
  /** Host label by folder or by the user; null: the evidence decides. */
  readonly hostHint: string | null;
  readonly status: 'read' | 'partial' | 'unsupported' | 'corrupt';
  readonly note: IngestNote | null;
  readonly records: number;
  readonly bytes: number;
  /** Lower-case hex, of the bytes as the file has them; null when it could not be opened. */
  readonly sha256: string | null;
  readonly faults: readonly IngestFault[];
  /** Its reader was not held against real output. */
  readonly unconfirmed?: boolean;
  readonly text?: TextReading;
  readonly wire?: WireReading;
}

export interface Ingested {
  readonly artifacts: readonly IngestedArtifact[];
  readonly limits: readonly IngestLimit[];
}

export interface IngestLimits {
  /** Archives within archives. */
  readonly maxDepth: number;
  /** Files, those in archives included. */
  readonly maxEntries: number;
  /** Bytes taken out of compressed files, over all of them. */
  readonly maxUnpackedBytes: number;
  /** Unpacked bytes per packed byte, judged from `ratioFrom` unpacked bytes on. */
  readonly maxRatio: number;
  readonly ratioFrom: number;
  /** Archives that cannot be read at offsets are held in memory up to this size. */
  readonly maxHeldArchive: number;
  /** Bytes of one text. */
  readonly maxTextBytes: number;
  /** Faults kept per file. */
  readonly maxFaults: number;
}

export const defaultIngestLimits: IngestLimits = {
  maxDepth: 3,
  maxEntries: 10_000,
  maxUnpackedBytes: 8 * 2 ** 30,
  maxRatio: 400,
  ratioFrom: 64 * 2 ** 20,
  maxHeldArchive: 256 * 2 ** 20,
  maxTextBytes: 2 ** 30,
  maxFaults: 200,
};

export type EventLogFormat = 'evtx' | 'evt' | 'etl';

/** What takes the events of a binary event log. */
export interface EventReader {
  event(event: WindowsEvent): void;
  /** A place that could not be read: number of the record in the file, or null. */
  fault(record: number | null, reason: string): void;
  end(): TextReading;
}

export type OpenEvents = (artifact: string, format: EventLogFormat) => EventReader;

/** Reads a capture; the limits are what differs from those it has by itself. */
export type ReadWire = (stream: ByteStream, artifact: string, limits?: Partial<WireLimits>) => Promise<WireReading>;

export interface IngestOptions {
  /** The readers of text, or what loads them when the first text is met. */
  readonly formats: readonly TextFormat[] | (() => Promise<readonly TextFormat[]>);
  readonly readWire: ReadWire;
  /** What takes the events of binary event logs; left out: the reader of Windows events. */
  readonly openEvents?: OpenEvents;
  readonly createHash?: () => StreamHash;
  readonly limits?: Partial<IngestLimits>;
  /** Told about each file as it is opened and every few megabytes; for progress only. */
  readonly onProgress?: (path: string, bytes: number, size: number | null) => void;
  /** Told the number of each file, archives included, before it is opened: 1, 2 … in the order of reading, the same in each run. */
  readonly onOpen?: (number: number) => void;
  /** Files by that number that are not to be read again, and what became of their reader the last time. */
  readonly leaveOut?: ReadonlyMap<number, LostReader>;
}

/** How a reader was lost: it took more memory than there is, or it did not come to an end. */
export type LostReader = 'memory' | 'stuck';
