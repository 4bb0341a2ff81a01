import type {
  Artifact,
  Clock,
  Command,
  Diagnosis,
  DocumentSource,
  Evidence,
  Finding,
  Incident,
  Negotiation,
  NextStep,
  Rival,
} from '../document/types.ts';
import { clockTime, dateTime, duration } from './duration.ts';
import type { Say } from './words.ts';

/** A document with its ids resolved: large results are looked up a thousand times. */
export interface LookUp {
  readonly doc: Diagnosis;
  readonly sources: ReadonlyMap<string, DocumentSource>;
  readonly artifacts: ReadonlyMap<string, Artifact>;
  readonly clocks: ReadonlyMap<string, Clock>;
  readonly negotiations: ReadonlyMap<string, Negotiation>;
  readonly findings: ReadonlyMap<string, Finding>;
  /** By the ref of the finding they are rivals of. */
  readonly rivals: ReadonlyMap<string, readonly Rival[]>;
}

function byId<T extends { readonly id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Resolves the ids of a document. */
export function lookUp(doc: Diagnosis): LookUp {
  const rivals = new Map<string, Rival[]>();
  for (const rival of doc.rivals) rivals.set(rival.of, [...(rivals.get(rival.of) ?? []), rival]);
  return {
    doc,
    sources: byId(doc.sources),
    artifacts: byId(doc.artifacts),
    clocks: byId(doc.clocks),
    negotiations: byId(doc.negotiations),
    findings: new Map(doc.findings.map((finding) => [finding.ref, finding])),
    rivals,
  };
}

/** What is taken to be so of the hosts: addresses that nothing shows to be theirs. */
export function assumptions(doc: Diagnosis, say: Say): string[] {
  return doc.hosts.flatMap(({ label, assumedAddresses }) =>
    assumedAddresses.length === 0 ? [] : [say('host.assumed', { host: label, address: assumedAddresses.join(', ') })],
  );
}

/** Whether a finding stands among the causes; the rest is seen besides. */
export function isCause(finding: Finding): boolean {
  return finding.role === 'cause' || finding.role === 'contributing';
}

/** `a → b`, or the hosts a finding is about. */
export function whereOf(finding: Finding): string {
  return finding.scope.direction?.replace('->', ' → ') ?? finding.scope.hosts.join(' – ');
}

/** Where a piece of evidence stands, in words. */
export interface Citation {
  readonly source: DocumentSource | null;
  readonly artifact: Artifact | null;
  /** `path:line`, which can be clicked or pasted; a packet or record is named. */
  readonly cited: string;
  readonly host: string | null;
  /** As the source wrote it, with the common time line where that differs. */
  readonly time: string | null;
}

/** The place of a source in words: `path:line`, `path packet 7`. */
export function placeOf(at: LookUp, say: Say, id: string): Omit<Citation, 'time'> {
  const source = at.sources.get(id) ?? null;
  const artifact = source === null ? null : (at.artifacts.get(source.artifact) ?? null);
  const path = artifact?.path ?? '?';
  const steps = source?.at ?? [];
  const line = steps.find((step) => 'line' in step);
  const cited = line !== undefined ? `${path}:${line.line}` : `${path} ${stepsInWords(say, steps)}`.trim();
  return { source, artifact, cited, host: artifact?.host ?? null };
}

/** Place, host and time of a piece of evidence in words. */
export function citationOf(at: LookUp, say: Say, item: Evidence): Citation {
  const place = placeOf(at, say, item.source);
  const clock = at.clocks.get(place.artifact?.clock ?? '');
  const shifted = clock !== undefined && (clock.offsetNs ?? '0') !== '0';
  const common = item.at === null && item.partial === null ? null : clockTime(item.at ?? item.partial);
  // A capture's time is already in the form of the common time line; a log's is shown as the log wrote it.
  const written = item.time !== null && /^\d{4}-\d\d-\d\dT/.test(item.time) ? clockTime(item.time) : item.time;
  const time =
    written === null || written === common
      ? common
      : shifted && common !== null
        ? `${written} (${say('time.common', { time: common })})`
        : written;
  return { ...place, time };
}

function stepsInWords(say: Say, steps: DocumentSource['at']): string {
  const packets = packetsOf(steps);
  if (packets.length > 0)
    return say('place.packet', { n: packets.slice(0, 4).join(', ') + (packets.length > 4 ? ' …' : '') });
  for (const step of steps) {
    if ('line' in step) return say('place.line', { n: String(step.line) });
    if ('record' in step) return say('place.record', { n: String(step.record) });
    if ('path' in step) return step.path;
    if ('field' in step) return step.field;
    if ('member' in step) return step.member;
  }
  return '';
}

/** Numbers of the packets a place names. */
export function packetsOf(steps: DocumentSource['at']): number[] {
  return steps.flatMap((step) => ('packet' in step ? [step.packet] : []));
}

/** Steps of one tier on one host, in the order they are to be taken. */
export interface StepGroup {
  readonly head: string;
  readonly steps: readonly NextStep[];
}

/** Next steps by tier and host. */
export function stepGroups(say: Say, steps: readonly NextStep[]): StepGroup[] {
  const groups: { head: string; steps: NextStep[] }[] = [];
  for (const step of [...steps].sort((a, b) => a.tier - b.tier)) {
    const head =
      step.host === null
        ? say('step.tier', { tier: step.tier })
        : say('step.tier-host', { tier: step.tier, host: step.host });
    const last = groups.at(-1);
    if (last?.head === head) last.steps.push(step);
    else groups.push({ head, steps: [step] });
  }
  return groups;
}

/** What is to be known before a step is taken. */
export function stepRemarks(say: Say, step: NextStep): string[] {
  return [
    step.privilege === 'admin' && step.command !== null ? say('step.admin') : null,
    step.risk === 'disrupts' ? say('step.disrupts') : null,
  ].filter((remark) => remark !== null);
}

/** The commands of a step or of what is missing: its own, and the same on other systems that may be meant. */
export function commandsOf(item: Pick<NextStep, 'command' | 'alternatives'>): readonly Command[] {
  return item.command === null ? [] : [item.command, ...item.alternatives];
}

/** What stands before a command of that shell. */
export function prompt(shell: 'sh' | 'powershell' | 'cmd'): string {
  return shell === 'sh' ? '# ' : shell === 'powershell' ? 'PS> ' : 'C:\\> ';
}

/** `IKEv2`; `IKE` where nothing tells which version it was. */
export function protocolName(negotiation: Negotiation): string {
  return negotiation.protocolTold ? negotiation.protocol : 'IKE';
}

/** `IKEv2, a to b: failed`. */
export function negotiationLine(say: Say, negotiation: Negotiation): string {
  return say('incident.line', {
    protocol: protocolName(negotiation),
    a: negotiation.initiator ?? '?',
    b: negotiation.responder ?? '?',
    outcome: say(`outcome.${negotiation.ike.outcome}`),
  });
}

/** How many attempts there were, and when. */
export function attemptsLine(say: Say, incident: Incident): string {
  // A local clock is no UTC, whatever the written form says.
  const moment = (at: string | null): string =>
    incident.local ? say('time.local', { time: dateTime(at).replace(/Z$/, '') }) : dateTime(at);
  const first = moment(incident.first ?? incident.partial.first);
  const last = moment(incident.last ?? incident.partial.last);
  return say(incident.count === 1 ? 'incident.count-one' : 'incident.count', { count: incident.count, first, last });
}

/** How far it got, who broke it off and how, and whether it healed; one line each. */
export function breakLines(say: Say, incident: Incident): string[] {
  const { breakPoint } = incident;
  const lines: string[] = [];
  if (breakPoint.manner !== 'none') {
    if (breakPoint.lastCommonStep !== null) lines.push(say('incident.last', { step: breakPoint.lastCommonStep }));
    if (breakPoint.nextExpected !== null)
      lines.push(
        `${say('incident.next', { step: breakPoint.nextExpected })}${breakPoint.direction === null ? '' : ` (${breakPoint.direction.replace('->', ' → ')})`}`,
      );
    const who =
      breakPoint.decidedBy === 'path' || breakPoint.decidedBy === 'unknown'
        ? say(`who.${breakPoint.decidedBy}`)
        : breakPoint.decidedBy;
    const how = breakPoint.decidedBy === 'unknown' ? 'incident.manner.undecided' : 'incident.manner';
    lines.push(say(how, { manner: say(`manner.${breakPoint.manner}`), who }));
  }
  if (incident.healed) lines.push(say('incident.healed'));
  return lines;
}

/** The incidents that can be drawn with an exchange; without any, the first negotiation alone. */
export function drawnIncidents(at: LookUp): readonly { incident: Incident | null; negotiation: Negotiation }[] {
  const drawn = at.doc.incidents.flatMap((incident) => {
    const id = incident.examples.findLast((example) => at.negotiations.has(example));
    const negotiation = id === undefined ? undefined : at.negotiations.get(id);
    return negotiation === undefined ? [] : [{ incident, negotiation }];
  });
  const [first] = at.doc.negotiations;
  return drawn.length > 0 || first === undefined ? drawn : [{ incident: null, negotiation: first }];
}

/** Beyond this a clock is not wrong: its times lack the year, or the whole date. */
const undatedNs = 300 * 86_400 * 1e9;

const unmeasured: ReadonlySet<string> = new Set(['assumed', 'reference', 'none']);

/**
 * How a clock relates to the common time line. `assumed`: nothing measured it, and its times are taken as they are written;
 * `reference`: others are laid on it. `all` are the clocks of the document.
 */
export function clockRelation(
  { offsetNs: offset, basis }: Clock,
  all: readonly Clock[],
): 'unknown' | 'undated' | 'same' | 'ahead' | 'behind' | 'assumed' | 'reference' {
  if (offset === null) return 'unknown';
  if (Math.abs(Number(offset)) > undatedNs) return 'undated';
  // What is laid on nothing, and has nothing laid on it, was not compared.
  if (Number(offset) === 0 && unmeasured.has(basis))
    return basis === 'reference' && all.some((clock) => !unmeasured.has(clock.basis)) ? 'reference' : 'assumed';
  if (Number(offset) === 0) return 'same';
  return offset.startsWith('-') ? 'ahead' : 'behind';
}

/** What the times of a clock lack, in words; null where they are in UTC, or were laid on something. */
function lacking(say: Say, { tells, basis }: Clock): string | null {
  if (!unmeasured.has(basis) || tells === null || tells === 'utc' || tells === 'zoned') return null;
  return say(`clock.tells.${tells === 'local' || tells === 'no-year' ? tells : 'no-date'}`);
}

/** The same in words, and how well it is known. */
export function clockLine(say: Say, clock: Clock, all: readonly Clock[]): string {
  const relation = clockRelation(clock, all);
  const line = say(`clock.${relation}`, { host: clock.host ?? '?', amount: duration(clock.offsetNs ?? '0') });
  if (relation === 'unknown') return line;
  const lacks = lacking(say, clock);
  if (relation === 'assumed' || relation === 'reference') return lacks === null ? line : `${line}; ${lacks}`;
  return clock.errorNs === null ? line : `${line}, ${say('clock.error', { amount: duration(clock.errorNs) })}`;
}

/** Notes that say no more than the status does. */
const plainNotes = new Set(['ingest.text-unknown', 'ingest.binary-unknown', 'ingest.empty']);

/** How far a file was read, and what is to be said of it. */
export function fileStatus(say: Say, file: Artifact): { readonly status: string; readonly note: string | null } {
  const unopened = file.message?.id === 'ingest.unreadable';
  return {
    status: say(unopened ? 'file.status.unreadable' : `file.status.${file.status}`),
    note: file.note !== null && !plainNotes.has(file.message?.id ?? '') ? file.note : null,
  };
}
