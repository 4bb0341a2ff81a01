import { type Ranked, type Ruling, unconfirmedProof } from '../arbiter/arbiter.ts';
import type { CaseView, Evidence as CaseEvidence, Need } from '../causes/api.ts';
import type { Account } from '../correlation/account.ts';
import type { FixDraft } from '../correlation/fixes.ts';
import type { Ingested } from '../ingest/types.ts';
import type { Platform } from '../knowledge/windows-commands.ts';
import { catalogueVersion, toolVersion } from '../version.ts';
import { artifactsOf, clocksOf, hostsOf, wasRead } from './artifacts.ts';
import { associationOf } from './associations.ts';
import { needCommands, stepCommands } from './commands.ts';
import { DocumentContext } from './context.ts';
import { hasMessage } from './message.ts';
import { incidentOf, negotiationOf } from './negotiations.ts';
import { isWindows, platformsFor } from './platform.ts';
import { assurance, keptNegotiations, overall, summaryOf, type FinishInput } from './outcome.ts';
import {
  documentSchema,
  type Considered,
  type Diagnosis,
  type Finding,
  type FindingRole,
  type Fix,
  type Lang,
  type MessageArgs,
  type MissingEvidence,
  type NextStep,
  type Rival,
  type TimelineEntry,
} from './types.ts';

const maxNegotiations = 200;
const maxAssociations = 500;

/** Numbers of both added; all else as the first has it. */
function sum<T>(one: Readonly<Record<string, T>>, other: Readonly<Record<string, T>>): Record<string, T | number> {
  return Object.fromEntries(
    Object.entries(one).map(([key, value]) => {
      const more = other[key];
      return [key, typeof value === 'number' && typeof more === 'number' ? value + more : value];
    }),
  );
}

/** IKE SAs that captures count as gone well and that nothing else tells of. */
function ordinaryOf({ ordinary, negotiations }: Account): number {
  if (ordinary.size === 0) return 0;
  const told = new Set(negotiations.map(({ initiatorSpi }) => initiatorSpi));
  return [...ordinary.keys()].filter((spi) => !told.has(spi)).length;
}

/** Gathers findings and citations and writes the document of the contract. All prose goes through the message catalogue. */
export class DocumentBuilder {
  readonly #context: DocumentContext;
  readonly #findings: Finding[] = [];
  readonly #fixes: Fix[] = [];
  readonly #rivals: Rival[] = [];
  readonly #considered: Considered[] = [];
  readonly #missing: MissingEvidence[] = [];
  /** Where each thing that is missing of each host stands among them. */
  readonly #missingAt = new Map<string, number>();

  constructor(account: Account, ingested: Ingested, lang: Lang) {
    this.#context = new DocumentContext(account, ingested, lang);
  }

  /** Adds a finding for a cause; gives its ref. */
  addCause(view: CaseView, ranked: Ranked, role: FindingRole, explainedBy?: string): string {
    const { cause, opinion } = ranked;
    const ref = `f${this.#findings.length + 1}`;
    const args: MessageArgs = { ...opinion.args };
    const fault = opinion.at ?? null;
    const ends = [view.initiator.label, view.responder.label];
    const steps: NextStep[] = cause.steps.map((step) => {
      const host =
        step.host === 'fault'
          ? fault
          : step.host === 'other'
            ? this.#other(view, fault)
            : step.host === null
              ? null
              : view[step.host].label;
      const platforms = this.#platforms(host, ends);
      const id = this.#variant(`${cause.id}.step.${step.text}`, platforms);
      return {
        tier: step.tier,
        host,
        text: this.#context.text(id, args),
        message: { id, args },
        ...stepCommands(step.command, args, platforms),
        privilege: step.privilege,
        risk: step.risk,
      };
    });
    this.#findings.push({
      ref,
      id: cause.id,
      role,
      confidence: ranked.confidence,
      severity: role === 'history' || role === 'note' ? 'low' : cause.severity,
      title: this.#context.text(`${cause.id}.title`, args),
      explanation: this.#context.text(`${cause.id}.explanation`, args),
      message: { id: cause.id, args },
      scope: {
        hosts: [view.initiator.label, view.responder.label].sort(),
        pair: this.#pairOf(view),
        incident: view.incident,
        negotiations: view.negotiations.slice(-5).map((negotiation) => negotiation.id),
        direction: opinion.direction == null ? null : `${opinion.direction.from}->${opinion.direction.to}`,
      },
      explains: [],
      evidence: this.#context.evidence(opinion.for),
      against: this.#context.evidence(opinion.against),
      details: { ...opinion.details, ...this.#unconfirmed(view, ranked) },
      nextSteps: steps,
      references: cause.references,
    });
    if (explainedBy !== undefined) this.#link(explainedBy, ref);
    return ref;
  }

  /** Where a proof rests on readers alone that nobody held against real output, the finding says so, and is not certain. */
  #unconfirmed(view: CaseView, { opinion, confidence }: Ranked): { readonly [key: string]: string[] } {
    if (confidence === 'possible' || opinion.stand === 'allows') return {};
    const artifacts = unconfirmedProof(view, opinion);
    if (artifacts.length === 0) return {};
    const formats = artifacts.map((id) => this.#context.formatOf(id)).filter((format) => format !== '');
    return formats.length === 0 ? {} : { unconfirmedReaders: [...new Set(formats)].sort() };
  }

  /** The same fault seen on another pair: the finding takes in its hosts and its proof, and what is counted adds up. */
  widenCause(ref: string, view: CaseView, { opinion }: Ranked): void {
    const index = this.#findings.findIndex((finding) => finding.ref === ref);
    const finding = this.#findings[index];
    if (finding === undefined) return;
    const args = sum(finding.message.args, opinion.args ?? {});
    const { scope } = finding;
    this.#findings[index] = {
      ...finding,
      title: this.#context.text(`${finding.id}.title`, args),
      explanation: this.#context.text(`${finding.id}.explanation`, args),
      message: { ...finding.message, args },
      scope: {
        ...scope,
        hosts: [...new Set([...scope.hosts, view.initiator.label, view.responder.label])].sort(),
        negotiations: [...scope.negotiations, ...view.negotiations.slice(-5).map((negotiation) => negotiation.id)],
      },
      evidence: [...finding.evidence, ...this.#context.evidence(opinion.for)],
      details: sum(finding.details, opinion.details ?? {}),
    };
  }

  #platforms(host: string | null, hosts: readonly string[]): readonly Platform[] {
    return platformsFor((label) => this.#context.platformOf(label), host, hosts);
  }

  /** Where nothing tells what the hosts run, both are asked for. */
  #anyPlatforms(): readonly Platform[] {
    const hosts = this.#context.hostOfEachPlatform();
    return hosts.length > 0 ? this.#platforms(null, hosts) : ['linux', 'windows'];
  }

  /** A message in the words for Windows, where nothing else is meant and there are such. */
  #variant(id: string, platforms: readonly Platform[]): string {
    const windows = `${id}.windows`;
    return platforms.every(isWindows) && hasMessage(windows) ? windows : id;
  }

  #other(view: CaseView, host: string | null): string | null {
    if (host === null) return null;
    return host === view.initiator.label ? view.responder.label : view.initiator.label;
  }

  #pairOf(view: CaseView): string | null {
    return this.#pairs.get(view.incident) ?? null;
  }

  readonly #pairs = new Map<string, string>();

  /** Tells which pair an incident belongs to, before findings of it are added. */
  setPair(incident: string, pair: string): void {
    this.#pairs.set(incident, pair);
  }

  #link(by: string, ref: string): void {
    const index = this.#findings.findIndex((finding) => finding.ref === by);
    const finding = this.#findings[index];
    if (finding !== undefined) this.#findings[index] = { ...finding, explains: [...finding.explains, ref] };
  }

  addSymptom(view: CaseView, id: string, explainedBy: string): void {
    const rows = view.rows.filter((row) => row.notifies.some((notify) => notify.error) || row.copies > 1);
    const facts = view
      .facts('message.gave-up', 'notify.received')
      .filter((fact) => fact.code === 'message.gave-up' || fact.args['error'] === true);
    const evidence: CaseEvidence[] = [
      ...facts.slice(0, 2).map((fact): CaseEvidence => ({ source: fact.src, class: 'statement', ns: fact.ns })),
      ...rows
        .slice(-2)
        .flatMap((row) =>
          row.sightings
            .slice(0, 1)
            .flatMap((sighting) =>
              sighting.sources
                .slice(0, 1)
                .map((source): CaseEvidence => ({ source, class: 'packet', ns: sighting.ns })),
            ),
        ),
    ];
    if (evidence.length === 0) return;
    this.#link(explainedBy, this.addNote(view, id, [], evidence, 'symptom'));
  }

  addNote(
    view: CaseView,
    id: string,
    references: readonly string[],
    evidence: readonly CaseEvidence[],
    role: FindingRole = 'note',
  ): string {
    const ref = `f${this.#findings.length + 1}`;
    this.#findings.push({
      ref,
      id,
      role,
      confidence: 'certain',
      severity: 'info',
      title: this.#context.text(`${id}.title`, {}),
      explanation: this.#context.text(`${id}.explanation`, {}),
      message: { id, args: {} },
      scope: {
        hosts: [view.initiator.label, view.responder.label].sort(),
        pair: this.#pairOf(view),
        incident: view.incident,
        negotiations: [],
        direction: null,
      },
      explains: [],
      evidence: this.#context.evidence(evidence),
      against: [],
      details: {},
      nextSteps: [],
      references,
    });
    return ref;
  }

  /** Adds the ways to put a cause right. */
  addFixes(of: string, fixes: readonly FixDraft[]): void {
    for (const { host, connection, edits, weakens } of fixes) {
      const id = weakens ? 'fix.weakens' : 'fix.change';
      const args = { host, connection };
      this.#fixes.push({
        of,
        host,
        connection,
        edits,
        weakens,
        text: this.#context.text(id, args),
        message: { id, args },
      });
    }
  }

  addRival(of: string, ranked: Ranked): void {
    const id = `${ranked.cause.id}.separatedBy`;
    const args: MessageArgs = { ...ranked.opinion.args };
    this.#rivals.push({ of, id: ranked.cause.id, separatedBy: this.#context.text(id, args), message: { id, args } });
  }

  addMissing(need: Need, refs: readonly string[]): void {
    const platforms = this.#platforms(need.host, this.#context.hostOfEachPlatform());
    const what = { id: this.#variant(`missing.${need.what}`, platforms), args: { host: need.host ?? '' } };
    const why = { id: this.#variant(`missing.${need.what}.why`, platforms), args: { host: need.host ?? '' } };
    const key = need.host === null ? what.id : `${what.id}|${need.host}`;
    const known = this.#missingAt.get(key);
    const entry = known === undefined ? undefined : this.#missing[known];
    if (known !== undefined && entry !== undefined) {
      this.#missing[known] = { ...entry, for: [...new Set([...entry.for, ...refs])] };
      return;
    }
    this.#missingAt.set(key, this.#missing.length);
    this.#missing.push({
      host: need.host,
      for: refs,
      what: this.#context.text(what.id, what.args),
      why: this.#context.text(why.id, why.args),
      message: { what, why },
      ...needCommands(need.what, platforms),
    });
  }

  addConsidered(view: CaseView, ruling: Ruling): void {
    for (const item of ruling.excluded) {
      this.#considered.push({
        id: item.cause.id,
        incident: view.incident,
        result: 'excluded',
        by: item.by.slice(0, 3).map((evidence) => this.#context.source(evidence.source)),
        missing: null,
      });
    }
    for (const item of ruling.cannotTell) {
      const need = item.opinion.needs?.[0];
      this.#considered.push({
        id: item.cause.id,
        incident: view.incident,
        result: 'cannot-tell',
        by: [],
        missing: need === undefined ? null : this.#context.text(`missing.${need.what}`, { host: need.host ?? '' }),
      });
    }
  }

  /** Where nothing is known of any host there is nothing to ask of one: what both ends have is asked for. */
  #askForAnything(): void {
    if (this.#missing.length > 0) return;
    for (const need of ['log', 'capture'] as const) {
      const what = { id: `missing.any-${need}`, args: {} };
      const why = { id: `missing.any-${need}.why`, args: {} };
      this.#missing.push({
        host: null,
        for: [],
        what: this.#context.text(what.id, what.args),
        why: this.#context.text(why.id, why.args),
        message: { what, why },
        ...needCommands(need, this.#anyPlatforms()),
      });
    }
  }

  /** The whole document. */
  finish(input: FinishInput): Diagnosis {
    const kept = keptNegotiations(this.#context.account.negotiations, input, maxNegotiations);
    const shown = new Set(kept.map((negotiation) => negotiation.id));
    const incidents = input.results
      .filter(({ incident }) => incident.negotiations.length > 0 && !incident.working)
      .map(({ incident, view }) => incidentOf(this.#context, incident, view))
      .map((incident) => ({ ...incident, examples: incident.examples.filter((id) => shown.has(id)) }));
    // What is found on a pair that works, or that never negotiated, belongs to no incident.
    const listed = new Set(incidents.map((incident) => incident.id));
    const roles: Readonly<Record<FindingRole, number>> = { cause: 0, contributing: 1, symptom: 2, history: 3, note: 4 };
    const grade = { certain: 0, likely: 1, possible: 2 };
    const findings = this.#findings
      .map((finding, index) => ({ finding, index }))
      .sort(
        (a, b) =>
          roles[a.finding.role] - roles[b.finding.role] ||
          grade[a.finding.confidence] - grade[b.finding.confidence] ||
          a.index - b.index,
      )
      .map(({ finding }) => ({
        ...finding,
        scope: {
          ...finding.scope,
          incident: listed.has(finding.scope.incident ?? '') ? finding.scope.incident : null,
          negotiations: finding.scope.negotiations.filter((id) => shown.has(id)),
        },
      }));
    const hasCause = findings.some((finding) => finding.role === 'cause');
    const artifacts = artifactsOf(this.#context);
    const verdict = overall(input, this.#context.account, hasCause, artifacts);
    const summary = artifacts.some(wasRead)
      ? summaryOf(verdict, findings, input)
      : { id: 'summary.nothing-read', args: {} };
    if (verdict === 'inconclusive' || verdict === 'no-ipsec') this.#askForAnything();
    const limits = [
      ...this.#context.ingested.limits,
      ...this.#context.account.limits,
      ...this.#context.ingested.artifacts.flatMap((artifact) => [
        ...(artifact.wire?.limits ?? []),
        ...(artifact.text?.limits ?? []).map((limit) => ({ ...limit, kept: limit.kept ?? limit.cap })),
      ]),
    ];
    if (kept.length < this.#context.account.negotiations.length)
      limits.push({
        what: 'negotiations',
        cap: maxNegotiations,
        seen: this.#context.account.negotiations.length,
        kept: kept.length,
      });
    if (input.pairs.length < input.pairsSeen)
      limits.push({ what: 'pairs', cap: input.pairs.length, seen: input.pairsSeen, kept: input.pairs.length });
    const ordinary = ordinaryOf(this.#context.account);
    const saCap = input.full ? input.sas.count : maxAssociations;
    if (saCap < input.sas.count)
      limits.push({ what: 'security associations', cap: saCap, seen: input.sas.count, kept: saCap });
    const pairOf = new Map(
      input.pairs.flatMap(({ id, incidents }) =>
        incidents.flatMap((incident) => incident.negotiations.map(({ id: negotiation }) => [negotiation, id] as const)),
      ),
    );
    const negotiations = kept.map((negotiation) =>
      negotiationOf(this.#context, negotiation, pairOf.get(negotiation.id) ?? ''),
    );
    const timeline = this.#timeline(findings);
    return {
      schema: documentSchema,
      tool: { name: 'ipsec-doctor', version: toolVersion },
      lang: this.#context.lang,
      catalogue: catalogueVersion,
      verdict,
      assurance: assurance(input.results.map((result) => result.view)),
      summary: this.#context.text(summary.id, summary.args),
      message: summary,
      findings,
      fixes: this.#fixes,
      rivals: this.#rivals,
      considered: this.#considered.map((item) =>
        listed.has(item.incident ?? '') ? item : { ...item, incident: null },
      ),
      missingEvidence: this.#missing,
      hosts: hostsOf(this.#context, [
        ...input.pairs.flatMap((pair) => pair.hosts),
        ...kept.flatMap(({ initiator, responder }) => [initiator, responder].filter((label) => label !== null)),
      ]),
      clocks: clocksOf(this.#context),
      pairs: input.pairs.map((pair) => ({
        id: pair.id,
        hosts: pair.hosts,
        verdict: input.pairVerdicts.get(pair.id) ?? 'inconclusive',
      })),
      incidents,
      negotiations,
      securityAssociations: input.sas.first(saCap).map((sa) => associationOf(this.#context, sa)),
      timeline,
      sources: this.#context.sources,
      artifacts,
      limits,
      baseline: null,
      verification: null,
      totals: {
        artifacts: this.#context.ingested.artifacts.length,
        negotiations: this.#context.account.negotiations.length + ordinary,
        established:
          this.#context.account.negotiations.filter((negotiation) => negotiation.outcome === 'established').length +
          ordinary,
        failed: this.#context.account.negotiations.filter(
          (negotiation) => negotiation.outcome === 'failed' || negotiation.outcome === 'timed-out',
        ).length,
        securityAssociations: input.sas.count,
      },
    };
  }

  #timeline(findings: readonly Finding[]): TimelineEntry[] {
    const entries: TimelineEntry[] = [];
    const artifacts = new Map(this.#context.sources.map(({ id, artifact }) => [id, artifact]));
    for (const finding of findings) {
      for (const item of finding.evidence) {
        const artifact = artifacts.get(item.source) ?? '';
        entries.push({
          at: item.at,
          host: this.#context.account.hostOf.get(artifact) ?? null,
          text: item.quote,
          message: { id: finding.id, args: {} },
          count: 1,
          sources: [item.source],
        });
      }
    }
    entries.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0));
    return entries.slice(0, 200);
  }
}
