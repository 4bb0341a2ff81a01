import type { ClockState, CollectionManifest } from './manifest.ts';
import type { SecretFilter } from './types.ts';

/** What bounds one reading. */
export interface Bounds {
  readonly seconds: number;
  readonly bytes: number;
  readonly keep: 'head' | 'tail';
  readonly removes: SecretFilter | null;
}

/** How a command or a copy ended. */
export interface Outcome {
  /** Exit status; null where there was none. */
  readonly code: number | null;
  readonly timedOut: boolean;
  /** Cut at its cap. */
  readonly truncated: boolean;
  /** The disk was full. */
  readonly noRoom: boolean;
  /** Stretches that were left out as secrets. */
  readonly removed: number;
  /** Bytes written. */
  readonly bytes: number;
  readonly detail: string | null;
}

export interface Found {
  readonly path: string;
  /** Only files are read; a link is never followed. */
  readonly kind: 'file' | 'link' | 'other';
}

/**
 * What a plan is run on: a real host, or a simulated one. Outputs are names beside the manifest. Everything may reject; a rejection
 * fails the step and no other.
 */
export interface CollectionHost {
  identity(): Promise<CollectionManifest['host'] & { readonly edition: string }>;
  clock(): Promise<ClockState>;
  readonly privileged: boolean;
  hasProgram(name: string): Promise<boolean>;
  exists(path: string): Promise<boolean>;
  /** What a path names, `*` in its last part included, in order. */
  find(path: string): Promise<readonly Found[]>;
  /** Runs commands one after another into one file. */
  run(commands: readonly (readonly string[])[], into: string, bounds: Bounds): Promise<Outcome>;
  /** Runs a command for what it prints (at most 64 KiB of it). */
  ask(command: readonly string[], seconds: number): Promise<{ readonly code: number | null; readonly text: string }>;
  copy(path: string, into: string, bounds: Bounds): Promise<Outcome>;
  /** Writes a file of the collection as a whole, or not at all. */
  write(name: string, text: string): Promise<void>;
  size(name: string): Promise<number | null>;
  digest(name: string): Promise<string | null>;
  /** Adds to the journal; resolves when the line is on the disk. */
  note(line: string): Promise<void>;
  journal(): Promise<string>;
  /** A value of the registry as `REG_DWORD:1`; null: it is not there. */
  readValue(key: string, name: string): Promise<string | null>;
  /** Null deletes it. */
  writeValue(key: string, name: string, value: string | null): Promise<void>;
  /** Makes a file that is not there; rejects when it is. */
  create(path: string, text: string): Promise<void>;
  remove(path: string): Promise<void>;
  readonly capture: CapturePort | null;
  /** Runs the reproduction or waits for it. */
  reproduce(into: string, bounds: Bounds): Promise<Outcome>;
  /** A signal asked the collector to end. */
  readonly interrupted: boolean;
  /** Tells people what is about to be done. */
  say(text: string): void;
}

/** A capture that runs while other steps do. */
export interface CapturePort {
  start(name: string, bytes: number): Promise<string | null>;
  stop(): Promise<CollectionManifest['captures'][number] | null>;
  /** Ends a capture of this collection whose collector died. */
  abandon(): Promise<void>;
}
