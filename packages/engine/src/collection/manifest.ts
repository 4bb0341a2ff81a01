/**
 * `manifest.json` of a collection: who collected what on which host, when by its clock, what was left out and why. Written by all
 * three runners (the command, the emitted shell script, the emitted PowerShell script), read by `diagnose` and by `bundle`.
 */

/** Value of `schema` in the file. */
export const manifestSchema = 'ipsec-doctor/collection@1';

/** Name of the file, beside what was collected. */
export const manifestName = 'manifest.json';

/** Bytes of a manifest that are read. */
export const maxManifestBytes = 4 * 2 ** 20;
const maxEntries = 4000;
const maxText = 2000;

/** The clock of the host at one moment. What a host does not tell is null, never a guess. */
export interface ClockState {
  /** Nanoseconds since 1970-01-01 UTC by the host's own clock, decimal; seconds padded with zeros where it tells no more. */
  readonly epochNs: string;
  /** The same, `2026-11-29T08:02:05Z`. */
  readonly utc: string;
  /** Offset of its local time, `+0900`. */
  readonly zone: string | null;
  /** Seconds since it was started, decimal: shows a clock that was set between start and end. */
  readonly uptime: string | null;
  /** Whether its time service says the clock is in step. */
  readonly synchronised: boolean | null;
  /** The word of the time service, or null. */
  readonly source: string | null;
}

/**
 * Why a step has no (whole) result. `not-asked`: only done when asked for; `deeper-tier`: of a deeper tier; `not-this-system`: another
 * edition; `too-large`: cut at its cap; `no-room`: the disk; `interrupted`: the collector was told to stop, or was killed, before it.
 */
export const skipReasons = [
  'not-asked',
  'deeper-tier',
  'not-this-system',
  'missing-command',
  'missing-privilege',
  'absent',
  'link',
  'timed-out',
  'too-large',
  'no-room',
  'failed',
  'interrupted',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What became of one step. `partial`: there is a file, and `reason` says why it is not whole. */
export interface StepResult {
  readonly id: string;
  readonly outcome: 'done' | 'partial' | 'skipped' | 'failed';
  readonly reason: SkipReason | null;
  /** Words of the system about it: an exit status, a path; harmless text, cut. */
  readonly detail: string | null;
}

/** A file of the collection. */
export interface CollectedFile {
  /** Name beside the manifest, no folders. */
  readonly name: string;
  /** Step that made it. */
  readonly step: string;
  readonly bytes: number;
  /** Lower-case hex of the file as it lies there; null where the host had nothing to compute it with. */
  readonly sha256: string | null;
  /** Cut at the cap of its step. */
  readonly truncated: boolean;
  /** Secrets (lines or sections) that were left out of it. */
  readonly removed: number;
}

/** A change to the host, as the journal has it. */
export interface RecordedChange {
  readonly step: string;
  readonly what: string;
  readonly was: string | null;
  readonly now: string | null;
  readonly restored: boolean;
}

/** A packet that was sent on purpose at the start or the stop of a capture: where both are in the file, the capture was live between. */
export interface CaptureMarker {
  readonly at: 'start' | 'stop';
  readonly epochNs: string;
  /** Where it was sent, `127.0.0.1:9`. */
  readonly to: string;
  /** What it carries, as ASCII. */
  readonly payload: string;
  /** Whether the capture file was seen to hold it; null: not looked. */
  readonly seen: boolean | null;
}

export interface CaptureRecord {
  /** Names of its ring's files that were kept, oldest first. */
  readonly files: readonly string[];
  readonly interface: string;
  readonly filter: string;
  readonly tool: string;
  readonly started: string;
  readonly ended: string | null;
  /** The ring went round: the beginning is lost. */
  readonly wrapped: boolean | null;
  /** Packets the kernel dropped by the tool's word; null: it did not tell. */
  readonly dropped: number | null;
  readonly markers: readonly CaptureMarker[];
}

export interface CollectionManifest {
  readonly schema: typeof manifestSchema;
  readonly tool: { readonly name: string; readonly version: string; readonly runner: 'command' | 'sh' | 'powershell' };
  /** Plan that was run: `linux-strongswan`, `linux-libreswan`, `windows`, `windows-legacy`. */
  readonly plan: string;
  readonly tier: number;
  readonly host: {
    /** Name that the files are named for (`<CompName>` of table 7.3). */
    readonly name: string;
    readonly fqdn: string | null;
    readonly os: string | null;
    readonly kernel: string | null;
    readonly addresses: readonly string[];
    /** What tells two hosts of the same name apart: a digest of the machine's own id; null where it has none. */
    readonly machine: string | null;
  };
  /** Peers or servers that were named. */
  readonly servers: readonly string[];
  readonly started: ClockState;
  readonly finished: ClockState | null;
  /** `running` in a manifest whose collector did not come to its end. */
  readonly outcome: 'complete' | 'interrupted' | 'running';
  readonly steps: readonly StepResult[];
  readonly files: readonly CollectedFile[];
  readonly changes: readonly RecordedChange[];
  readonly captures: readonly CaptureRecord[];
}

/** A manifest as far as it could be read; `faults` are what is wrong with it, in words. */
export interface ManifestReading {
  readonly manifest: CollectionManifest | null;
  readonly faults: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hostName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
const decimal = /^[0-9]{1,20}$/;

/** A name of a file beside the manifest: no folder, no `..`, nothing that only looks like a name. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._:@+-]{0,200}$/.test(name) && !name.includes('..');
}

/**
 * Reads a manifest. Everything in it may be forged: what does not fit its type is left out and named in `faults`; a manifest without
 * its schema, host name or start is none. Never throws.
 */
export function readManifest(text: string): ManifestReading {
  const faults: string[] = [];
  const fault = (what: string): void => {
    if (faults.length < 50) faults.push(what);
  };
  if (text.length > maxManifestBytes) return { manifest: null, faults: ['larger than a manifest may be'] };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { manifest: null, faults: ['not JSON, or cut off'] };
  }
  if (!isFields(value) || value['schema'] !== manifestSchema)
    return { manifest: null, faults: [`schema is not ${manifestSchema}`] };
  const host = isFields(value['host']) ? value['host'] : {};
  const name = host['name'];
  if (typeof name !== 'string' || !hostName.test(name))
    return { manifest: null, faults: ['host.name is no name of a host'] };
  const started = readClock(value['started']);
  if (started === null) return { manifest: null, faults: ['started is no clock state'] };
  const list = <T>(from: Fields, key: string, read: (one: unknown) => T | null): T[] => {
    const given = from[key];
    if (!Array.isArray(given)) {
      if (given !== undefined) fault(`${key} is no list`);
      return [];
    }
    if (given.length > maxEntries) fault(`${key} has ${given.length} entries; ${maxEntries} were read`);
    return given.slice(0, maxEntries).flatMap((one, i) => {
      const done = read(one);
      if (done === null) fault(`${key}[${i}] is not understood`);
      return done === null ? [] : [done];
    });
  };
  const word = (one: unknown): string | null => (typeof one === 'string' ? one.slice(0, maxText) : null);
  const tool = isFields(value['tool']) ? value['tool'] : {};
  const runner = tool['runner'];
  const outcome = value['outcome'];
  return {
    manifest: {
      schema: manifestSchema,
      tool: {
        name: word(tool['name']) ?? '',
        version: word(tool['version']) ?? '',
        runner: runner === 'sh' || runner === 'powershell' ? runner : 'command',
      },
      plan: word(value['plan']) ?? '',
      tier: typeof value['tier'] === 'number' ? value['tier'] : 1,
      host: {
        name,
        fqdn: word(host['fqdn']),
        os: word(host['os']),
        kernel: word(host['kernel']),
        addresses: list(host, 'addresses', word),
        machine: word(host['machine']),
      },
      servers: list(value, 'servers', word),
      started,
      finished: readClock(value['finished']),
      outcome: outcome === 'complete' || outcome === 'interrupted' ? outcome : 'running',
      steps: list(value, 'steps', readStep),
      files: list(value, 'files', readFile),
      changes: list(value, 'changes', (one) =>
        isFields(one) && typeof one['step'] === 'string' && typeof one['what'] === 'string'
          ? {
              step: one['step'].slice(0, maxText),
              what: one['what'].slice(0, maxText),
              was: word(one['was']),
              now: word(one['now']),
              restored: one['restored'] === true,
            }
          : null,
      ),
      captures: list(value, 'captures', (one) => readCapture(one, list)),
    },
    faults,
  };
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, maxText) : null);
const truth = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);
const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

function readClock(value: unknown): ClockState | null {
  if (!isFields(value)) return null;
  const epochNs = text(value['epochNs']);
  if (epochNs === null || !decimal.test(epochNs)) return null;
  return {
    epochNs,
    utc: text(value['utc']) ?? '',
    zone: text(value['zone']),
    uptime: text(value['uptime']),
    synchronised: truth(value['synchronised']),
    source: text(value['source']),
  };
}

function readStep(value: unknown): StepResult | null {
  if (!isFields(value) || typeof value['id'] !== 'string') return null;
  const outcome = value['outcome'];
  if (outcome !== 'done' && outcome !== 'partial' && outcome !== 'skipped' && outcome !== 'failed') return null;
  const reason = skipReasons.find((one) => one === value['reason']) ?? null;
  return { id: value['id'].slice(0, maxText), outcome, reason, detail: text(value['detail']) };
}

function readFile(value: unknown): CollectedFile | null {
  if (!isFields(value)) return null;
  const name = value['name'];
  const bytes = count(value['bytes']);
  if (typeof name !== 'string' || !isPlainName(name) || bytes === null) return null;
  const sha256 = text(value['sha256']);
  return {
    name,
    step: text(value['step']) ?? '',
    bytes,
    sha256: sha256 !== null && /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null,
    truncated: value['truncated'] === true,
    removed: count(value['removed']) ?? 0,
  };
}

type ReadList = <T>(from: Fields, key: string, read: (one: unknown) => T | null) => T[];

function readCapture(value: unknown, list: ReadList): CaptureRecord | null {
  if (!isFields(value)) return null;
  const started = text(value['started']);
  if (started === null || !decimal.test(started)) return null;
  const ended = text(value['ended']);
  return {
    files: list(value, 'files', (one) => (typeof one === 'string' && isPlainName(one) ? one : null)),
    interface: text(value['interface']) ?? '',
    filter: text(value['filter']) ?? '',
    tool: text(value['tool']) ?? '',
    started,
    ended: ended !== null && decimal.test(ended) ? ended : null,
    wrapped: truth(value['wrapped']),
    dropped: count(value['dropped']),
    markers: list(value, 'markers', readMarker),
  };
}

function readMarker(value: unknown): CaptureMarker | null {
  if (!isFields(value)) return null;
  const at = value['at'];
  const epochNs = text(value['epochNs']);
  if ((at !== 'start' && at !== 'stop') || epochNs === null || !decimal.test(epochNs)) return null;
  return {
    at,
    epochNs,
    to: text(value['to']) ?? '',
    payload: text(value['payload']) ?? '',
    seen: truth(value['seen']),
  };
}

/** A manifest as it is written: two spaces, a line end; the same manifest gives the same bytes. */
export function writeManifest(manifest: CollectionManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
