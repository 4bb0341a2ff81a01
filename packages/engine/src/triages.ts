/** What `triage` begins with: files and pasted text in, outputs that answer questions out; charts that ship and charts that are given. */
import { textFormats } from './formats/index.ts';
import type { IngestedArtifact } from './ingest/types.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestOptions } from './ingest/types.ts';
import type { ConfigObservation, KeyObservation, LogEvent, LogSession } from './observations/index.ts';
import { readWire } from './protocol/wire.ts';
import type { Evidence } from './triage/answer.ts';
import { charts } from './triage/charts/index.ts';
import { triageFormats } from './triage/outputs.ts';
import { readChart } from './triage/read-chart.ts';
import type { TriageFault } from './triage/read-json.ts';
import type { Chart, Subject } from './triage/types.ts';
import { linkFaults } from './triage/validate.ts';

/** For whom, or for which question, files are given. */
export interface Given {
  readonly from: Subject | null;
  readonly state: string | null;
}

const formats = [...triageFormats, ...textFormats];
const basisOf = new Map(formats.map(({ format, basis }) => [format, basis?.known !== 'unconfirmed']));

/** Reads outputs and collected files. Never throws for what they hold; what nobody knows comes back without a format. */
export async function readTriageEvidence(
  inputs: readonly EvidenceInput[],
  given: Given,
  options: Pick<IngestOptions, 'createHash'> = {},
): Promise<readonly Evidence[]> {
  const { artifacts } = await ingest(inputs, { ...options, formats, readWire });
  // An archive is no output by itself.
  return artifacts.filter(({ format }) => !archives.has(format)).map((artifact) => evidenceOf(artifact, given));
}

const archives: ReadonlySet<string> = new Set(['zip', 'tar', 'cab', 'gzip', 'xz']);

function evidenceOf(artifact: IngestedArtifact, given: Given): Evidence {
  const { text, path, hostHint } = artifact;
  const named = nameOf(path);
  return {
    path,
    format: text?.format ?? (artifact.wire === undefined ? null : artifact.format),
    empty: artifact.bytes === 0,
    confirmed: basisOf.get(text?.format ?? '') ?? false,
    ...given,
    hostName: text?.hostName ?? hostHint ?? named.computer,
    about: named.server,
    observations: (text?.observations ?? []).filter(isState),
  };
}

const others: ReadonlySet<string> = new Set(['log', 'session', 'ike-keys', 'ikev1-secrets', 'esp-keys']);

function isState(item: ConfigObservation | KeyObservation | LogEvent | LogSession): item is ConfigObservation {
  return !others.has(item.kind);
}

/** Names of computers in the name of a file: `COMPUTER_SERVER_ping.txt`, `COMPUTER_gpresult.txt` (FILE-01 to FILE-18). */
function nameOf(path: string): { readonly computer: string | null; readonly server: string | null } {
  const file = path.split('/').at(-1) ?? '';
  const tested = /^([A-Za-z0-9-]{1,63})_([A-Za-z0-9.-]{1,255})_(?:netview|ping)\.txt$/i.exec(file);
  // Collections, too, name their files for the computer.
  const own = /^([A-Za-z0-9-]{1,63})_[^/]{1,200}\.(?:txt|log)$/i.exec(file);
  return { computer: tested?.[1] ?? own?.[1] ?? null, server: tested?.[2] ?? null };
}

/** The charts that ship, with those that are given in place of the ones of the same id. */
export function chartSet(given: readonly string[]): {
  readonly charts: ReadonlyMap<string, Chart>;
  /** Ids of those that were given, in their order. */
  readonly own: readonly string[];
  readonly faults: readonly TriageFault[];
} {
  const set = new Map(charts.map((chart) => [chart.id, chart]));
  const own: string[] = [];
  const faults: TriageFault[] = [];
  for (const text of given) {
    const read = readChart(text);
    faults.push(...read.faults);
    if (read.chart === null) continue;
    set.set(read.chart.id, read.chart);
    own.push(read.chart.id);
  }
  if (faults.length === 0) faults.push(...linkFaults(set));
  return { charts: set, own, faults };
}
