import type { CaseView, Evidence as CaseEvidence, Need } from '../causes/api.ts';
import type { Ranked, Ruling } from '../arbiter/arbiter.ts';
import type { Account } from '../correlation/account.ts';
import type { IncidentDraft, PairDraft } from '../correlation/incidents.ts';
import type {
  Fact,
  LedgerRow,
  Negotiation as JoinedNegotiation,
  NegotiationView,
  Role,
  SaView,
} from '../correlation/types.ts';
import { isoTime } from '../correlation/wire-attempts.ts';
import type { Ingested } from '../ingest/types.ts';
import { clip, type Source } from '../observations/index.ts';
import { catalogueVersion, toolVersion } from '../version.ts';
import { formatMessage } from './message.ts';
import {
  documentSchema,
  type Artifact,
  type Clock,
  type Command,
  type Considered,
  type Diagnosis,
  type Evidence,
  type Finding,
  type FindingRole,
  type Host,
  type Incident,
  type Json,
  type Lang,
  type LadderMessage,
  type MessageArgs,
  type MissingEvidence,
  type Negotiation,
  type NextStep,
  type Rival,
  type SecurityAssociation,
  type TimelineEntry,
  type Verdict,
  type View,
} from './types.ts';

const maxEvidence = 12;
const maxFaults = 20;
const maxNegotiations = 200;
const maxLadder = 200;

interface FinishInput {
  readonly pairs: readonly PairDraft[];
  readonly pairVerdicts: ReadonlyMap<string, Verdict>;
  readonly sas: readonly SaView[];
  readonly results: readonly { readonly incident: IncidentDraft; readonly view: CaseView }[];
  readonly full: boolean;
}

/** Gathers findings and citations and writes the document of the contract. All prose goes through the message catalogue. */
export class DocumentBuilder {
  readonly #account: Account;
  readonly #ingested: Ingested;
  readonly #lang: Lang;
  readonly #findings: Finding[] = [];
  readonly #rivals: Rival[] = [];
  readonly #considered: Considered[] = [];
  readonly #missing: MissingEvidence[] = [];
  readonly #sources: { id: string; artifact: string; at: Source['at'] }[] = [];
  readonly #sourceIds = new Map<string, string>();

  constructor(account: Account, ingested: Ingested, lang: Lang) {
    this.#account = account;
    this.#ingested = ingested;
    this.#lang = lang;
  }

  /** Interns a citation; equal places share an id. */
  source(source: Source): string {
    const key = JSON.stringify([source.artifact, source.at]);
    const known = this.#sourceIds.get(key);
    if (known !== undefined) return known;
    const id = `s${this.#sources.length + 1}`;
    this.#sources.push({ id, artifact: source.artifact, at: source.at });
    this.#sourceIds.set(key, id);
    return id;
  }

  #text(id: string, args: MessageArgs): string {
    return formatMessage(this.#lang, id, args);
  }

  #evidence(items: readonly CaseEvidence[]): Evidence[] {
    const seen = new Set<string>();
    const list: Evidence[] = [];
    for (const item of items) {
      const source = this.source(item.source);
      if (seen.has(source)) continue;
      seen.add(source);
      list.push({
        source,
        class: item.class,
        time: item.source.time,
        at: this.#at(item.source.artifact, item.ns ?? null),
        quote: clip(item.source.quote),
      });
      if (list.length >= maxEvidence) break;
    }
    return list;
  }

  #at(artifact: string, ns: bigint | null): string | null {
    if (ns === null) return null;
    return isoTime(ns + (this.#account.clocks.get(artifact)?.offset ?? 0n));
  }

  /** Adds a finding for a cause; gives its ref. */
  addCause(view: CaseView, ranked: Ranked, role: FindingRole, explainedBy?: string): string {
    const { cause, opinion } = ranked;
    const ref = `f${this.#findings.length + 1}`;
    const args: MessageArgs = { ...opinion.args };
    const fault = opinion.at ?? null;
    const steps: NextStep[] = cause.steps.map((step) => {
      const host =
        step.host === 'fault'
          ? fault
          : step.host === 'other'
            ? this.#other(view, fault)
            : step.host === null
              ? null
              : view[step.host].label;
      const id = `${cause.id}.step.${step.text}`;
      return {
        tier: step.tier,
        host,
        text: this.#text(id, args),
        message: { id, args },
        command: command(step.command, args),
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
      title: this.#text(`${cause.id}.title`, args),
      explanation: this.#text(`${cause.id}.explanation`, args),
      message: { id: cause.id, args },
      scope: {
        hosts: [view.initiator.label, view.responder.label].sort(),
        pair: this.#pairOf(view),
        incident: view.incident,
        negotiations: view.negotiations.slice(-5).map((negotiation) => negotiation.id),
        direction: opinion.direction == null ? null : `${opinion.direction.from}->${opinion.direction.to}`,
      },
      explains: [],
      evidence: this.#evidence(opinion.for),
      against: this.#evidence(opinion.against),
      details: opinion.details ?? {},
      nextSteps: steps,
      references: cause.references,
    });
    if (explainedBy !== undefined) this.#link(explainedBy, ref);
    return ref;
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
      title: this.#text(`${id}.title`, {}),
      explanation: this.#text(`${id}.explanation`, {}),
      message: { id, args: {} },
      scope: {
        hosts: [view.initiator.label, view.responder.label].sort(),
        pair: this.#pairOf(view),
        incident: view.incident,
        negotiations: [],
        direction: null,
      },
      explains: [],
      evidence: this.#evidence(evidence),
      against: [],
      details: {},
      nextSteps: [],
      references,
    });
    return ref;
  }

  addRival(of: string, ranked: Ranked): void {
    const id = `${ranked.cause.id}.separatedBy`;
    const args: MessageArgs = { ...ranked.opinion.args };
    this.#rivals.push({ of, id: ranked.cause.id, separatedBy: this.#text(id, args), message: { id, args } });
  }

  addMissing(need: Need, refs: readonly string[]): void {
    const what = { id: `missing.${need.what}`, args: { host: need.host ?? '' } };
    const why = { id: `missing.${need.what}.why`, args: { host: need.host ?? '' } };
    const known = this.#missing.findIndex((item) => item.host === need.host && item.message.what.id === what.id);
    const entry = this.#missing[known];
    if (entry !== undefined) {
      this.#missing[known] = { ...entry, for: [...new Set([...entry.for, ...refs])] };
      return;
    }
    this.#missing.push({
      host: need.host,
      for: refs,
      what: this.#text(what.id, what.args),
      why: this.#text(why.id, why.args),
      message: { what, why },
      command: needCommand(need.what),
    });
  }

  addConsidered(view: CaseView, ruling: Ruling): void {
    for (const item of ruling.excluded) {
      this.#considered.push({
        id: item.cause.id,
        incident: view.incident,
        result: 'excluded',
        by: item.by.slice(0, 3).map((evidence) => this.source(evidence.source)),
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
        missing: need === undefined ? null : this.#text(`missing.${need.what}`, { host: need.host ?? '' }),
      });
    }
  }

  /** The whole document. */
  finish(input: FinishInput): Diagnosis {
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
      .map(({ finding }) => finding);
    const hasCause = findings.some((finding) => finding.role === 'cause');
    const verdict = overall([...input.pairVerdicts.values()], this.#account, hasCause);
    const summary = this.#summary(verdict, findings, input);
    const kept = keptNegotiations(this.#account.negotiations, input, maxNegotiations);
    const limits = [
      ...this.#ingested.limits,
      ...this.#account.limits,
      ...this.#ingested.artifacts.flatMap((artifact) => [
        ...(artifact.wire?.limits ?? []),
        ...(artifact.text?.limits ?? []).map((limit) => ({ ...limit, kept: limit.cap })),
      ]),
    ];
    if (kept.length < this.#account.negotiations.length)
      limits.push({
        what: 'negotiations',
        cap: maxNegotiations,
        seen: this.#account.negotiations.length,
        kept: kept.length,
      });
    const negotiations = kept.map((negotiation) => this.#negotiation(negotiation, input));
    const timeline = this.#timeline(findings);
    return {
      schema: documentSchema,
      tool: { name: 'ipsec-doctor', version: toolVersion },
      lang: this.#lang,
      catalogue: catalogueVersion,
      verdict,
      assurance: assurance(input.results.map((result) => result.view)),
      summary: this.#text(summary.id, summary.args),
      message: summary,
      findings,
      rivals: this.#rivals,
      considered: this.#considered,
      missingEvidence: this.#missing,
      hosts: this.#hosts(),
      clocks: this.#clocks(),
      pairs: input.pairs.map((pair) => ({
        id: pair.id,
        hosts: pair.hosts,
        verdict: input.pairVerdicts.get(pair.id) ?? 'inconclusive',
      })),
      incidents: input.results
        .filter((result) => result.incident.negotiations.length > 0 && !result.incident.working)
        .map((result) => this.#incident(result.incident, result.view)),
      negotiations,
      securityAssociations: input.sas.slice(0, input.full ? undefined : 500).map((sa) => this.#sa(sa)),
      timeline,
      sources: this.#sources,
      artifacts: this.#artifacts(),
      limits,
      totals: {
        artifacts: this.#ingested.artifacts.length,
        negotiations: this.#account.negotiations.length,
        established: this.#account.negotiations.filter((negotiation) => negotiation.outcome === 'established').length,
        failed: this.#account.negotiations.filter(
          (negotiation) => negotiation.outcome === 'failed' || negotiation.outcome === 'timed-out',
        ).length,
        securityAssociations: input.sas.length,
      },
    };
  }

  #summary(verdict: Verdict, findings: readonly Finding[], input: FinishInput): { id: string; args: MessageArgs } {
    const top = findings.find((finding) => finding.role === 'cause');
    const pair =
      input.pairs.find((item) => item.id === top?.scope.pair) ??
      input.pairs.find((item) => input.pairVerdicts.get(item.id) === verdict) ??
      input.pairs[0];
    const [a, b] = pair?.hosts ?? ['?', '?'];
    if ((verdict === 'failing' || verdict === 'degraded') && top !== undefined) {
      const more = findings.filter((finding) => finding.role === 'cause').length - 1;
      const args = {
        ...top.message.args,
        a,
        b,
        title: `@${top.id}.title`,
        confidence: `@confidence.${top.confidence}`,
        more,
      };
      return {
        id: verdict === 'degraded' ? 'summary.degraded' : more > 0 ? 'summary.failing-more' : 'summary.failing',
        args,
      };
    }
    return {
      id: `summary.${verdict === 'failing' || verdict === 'degraded' ? 'inconclusive' : verdict}`,
      args: { a, b },
    };
  }

  #hosts(): Host[] {
    return this.#account.hosts.map((host) => ({
      label: host.label,
      observed: host.observed,
      role: host.role,
      addresses: [...host.addresses].sort(),
      product: host.product,
      coverage: host.artifacts.flatMap((id) => {
        const artifact = this.#account.artifacts.find((item) => item.id === id);
        if (artifact === undefined) return [];
        const window = this.#window(id);
        return [
          {
            artifact: id,
            from: window?.from ?? null,
            to: window?.to ?? null,
            live: (artifact.wire?.packets ?? 0) > 0 || artifact.text !== undefined,
            note: null,
          },
        ];
      }),
    }));
  }

  #window(id: string): { from: string; to: string } | null {
    const artifact = this.#account.artifacts.find((item) => item.id === id);
    if (artifact?.wire?.first != null && artifact.wire.last !== null)
      return { from: isoTime(artifact.wire.first), to: isoTime(artifact.wire.last) };
    let from: bigint | null = null;
    let to: bigint | null = null;
    for (const item of artifact?.text?.observations ?? []) {
      if (item.kind !== 'log' || item.ns === null) continue;
      if (from === null || item.ns < from) from = item.ns;
      if (to === null || item.ns > to) to = item.ns;
    }
    return from === null || to === null ? null : { from: isoTime(from), to: isoTime(to) };
  }

  #clockIds(): Map<string, string> {
    const ids = new Map<string, string>();
    for (const clock of this.#clocks()) for (const artifact of clock.artifacts) ids.set(artifact, clock.id);
    return ids;
  }

  #clocks(): Clock[] {
    const clocks: { host: string | null; offset: bigint; error: bigint; basis: string; artifacts: string[] }[] = [];
    for (const [artifact, clock] of [...this.#account.clocks].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const host = this.#account.hostOf.get(artifact) ?? null;
      const known = clocks.find(
        (item) =>
          item.host === host &&
          item.basis === clock.basis &&
          item.offset - clock.offset < 50_000_000n &&
          clock.offset - item.offset < 50_000_000n,
      );
      if (known === undefined)
        clocks.push({ host, offset: clock.offset, error: clock.error, basis: clock.basis, artifacts: [artifact] });
      else known.artifacts.push(artifact);
    }
    return clocks.map((clock, i) => ({
      id: `c${i + 1}`,
      host: clock.host,
      artifacts: clock.artifacts,
      offsetNs: clock.basis === 'none' ? null : clock.offset.toString(),
      errorNs: clock.basis === 'none' || clock.basis === 'assumed' ? null : clock.error.toString(),
      basis: clock.basis,
    }));
  }

  #artifacts(): Artifact[] {
    const clocks = this.#clockIds();
    return this.#ingested.artifacts.map((artifact) => ({
      id: artifact.id,
      path: artifact.path,
      parent: artifact.parent,
      format: artifact.format,
      host: this.#account.hostOf.get(artifact.id) ?? artifact.hostHint,
      status: artifact.status,
      note: artifact.note === null ? null : this.#text(artifact.note.id, artifact.note.args),
      message: artifact.note,
      faults: artifact.faults.slice(0, maxFaults),
      records: artifact.records,
      bytes: artifact.bytes,
      sha256: artifact.sha256,
      clock: clocks.get(artifact.id) ?? null,
      window: this.#window(artifact.id),
    }));
  }

  #incident(incident: IncidentDraft, view: CaseView): Incident {
    const { breakPoint } = view;
    const label = (role: Role | null): string | null => (role === null ? null : view[role].label);
    const sender = label(breakPoint.failedSender);
    const other =
      breakPoint.failedSender === null
        ? null
        : view[breakPoint.failedSender === 'initiator' ? 'responder' : 'initiator'].label;
    const starts = incident.negotiations
      .map((negotiation) => negotiation.start)
      .filter((at): at is bigint => at !== null);
    return {
      id: incident.id,
      pair: incident.pair,
      breakPoint: {
        lastCommonStep: breakPoint.lastCommonStep,
        nextExpected: breakPoint.nextExpected,
        direction: sender === null || other === null ? null : `${sender}->${other}`,
        manner: breakPoint.manner,
        decidedBy:
          breakPoint.decidedBy === 'initiator' || breakPoint.decidedBy === 'responder'
            ? view[breakPoint.decidedBy].label
            : breakPoint.decidedBy,
      },
      count: incident.negotiations.length,
      first: starts[0] === undefined ? null : isoTime(starts[0]),
      last: starts.at(-1) === undefined ? null : isoTime(starts.at(-1) as bigint),
      healed: incident.healed,
      examples: incident.negotiations.slice(-3).map((negotiation) => negotiation.id),
    };
  }

  #negotiation(negotiation: JoinedNegotiation, input: FinishInput): Negotiation {
    const pair =
      input.pairs.find((item) => item.incidents.some((incident) => incident.negotiations.includes(negotiation)))?.id ??
      '';
    const views: Record<string, View> = {};
    for (const role of ['initiator', 'responder'] as const) {
      const label = negotiation[role];
      if (label !== null) views[label] = this.#view(negotiation.views[role]);
    }
    const name = (role: Role): string => negotiation[role] ?? role;
    return {
      id: negotiation.id,
      key: keyOf(negotiation),
      pair,
      protocol: negotiation.protocol,
      initiator: negotiation.initiator,
      responder: negotiation.responder,
      initiatorSpi: negotiation.initiatorSpi,
      responderSpi: negotiation.responderSpi,
      ike: {
        outcome: negotiation.outcome,
        started: negotiation.start === null ? null : isoTime(negotiation.start),
        ended: negotiation.end === null ? null : isoTime(negotiation.end),
      },
      children: negotiation.children.map((child) => ({
        outcome: 'established' as const,
        spis: child.spis,
        selectors: selectorsOf(child.facts),
        why: null,
      })),
      views,
      messages: negotiation.rows.slice(0, maxLadder).map((row) => this.#message(row, name)),
    };
  }

  #view(view: NegotiationView): View {
    const coverage =
      view.log === 'full' || view.capture === 'full'
        ? 'full'
        : view.log === 'partial' || view.capture === 'partial'
          ? 'partial'
          : 'none';
    return {
      state: view.state,
      lastSent: view.lastSent,
      lastReceived: view.lastReceived,
      reason: view.reason === null ? null : clip(view.reason.src.quote, 200),
      coverage,
    };
  }

  #message(row: LedgerRow, name: (role: Role) => string): LadderMessage {
    return {
      step: row.step,
      from: name(row.sender),
      to: name(row.sender === 'initiator' ? 'responder' : 'initiator'),
      copies: row.copies,
      sentByLog: row.sentByLog,
      seenLeaving: row.seenLeaving,
      seenArriving: row.seenArriving,
      receivedByLog: row.receivedByLog,
      processed: row.processed,
      answered: row.answered,
      sources: row.sightings
        .slice(0, 6)
        .flatMap((sighting) => sighting.sources.slice(0, 2).map((source) => this.source(source))),
      at: row.at === null ? null : isoTime(row.at),
    };
  }

  #sa(sa: SaView): SecurityAssociation {
    const counters: Record<string, string> = {};
    if (sa.leaving !== null) counters['sentSeen'] = String(sa.leaving.packets);
    else if (sa.leavingCovered) counters['sentSeen'] = '0';
    if (sa.arriving !== null) counters['arrivedSeen'] = String(sa.arriving.packets);
    else if (sa.arrivingCovered) counters['arrivedSeen'] = '0';
    const sent = sa.senderState.find((state) => state.packetsOut !== null)?.packetsOut;
    const received = sa.receiverState.find((state) => state.packetsIn !== null)?.packetsIn;
    if (sent != null) counters['sentByHost'] = sent;
    if (received != null) counters['receivedByHost'] = received;
    const state = sa.senderState[0] ?? sa.receiverState[0];
    const fact = sa.facts.find((item) => item.args['mode'] !== undefined);
    const mode =
      state?.mode ?? (fact?.args['mode'] === 'transport' || fact?.args['mode'] === 'tunnel' ? fact.args['mode'] : null);
    return {
      spi: sa.spi,
      protocol: sa.protocol,
      from: sa.from,
      to: sa.to,
      encapsulation: sa.encapsulation,
      mode,
      kind: 'hard',
      selectors: null,
      counters,
      events: sa.facts.slice(0, 8).map((item) => ({
        what: item.code,
        host: item.host,
        at: this.#at(item.src.artifact, item.ns),
        source: this.source(item.src),
      })),
    };
  }

  #timeline(findings: readonly Finding[]): TimelineEntry[] {
    const entries: TimelineEntry[] = [];
    for (const finding of findings) {
      for (const item of finding.evidence) {
        const artifact = this.#sources.find((source) => source.id === item.source)?.artifact ?? '';
        entries.push({
          at: item.at,
          host: this.#account.hostOf.get(artifact) ?? null,
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

function selectorsOf(facts: readonly Fact[]): { readonly [key: string]: Json } {
  const fact = facts.find((item) => item.args['localTs'] !== undefined);
  if (fact === undefined) return {};
  return { host: fact.host, local: fact.args['localTs'] ?? null, remote: fact.args['remoteTs'] ?? null };
}

function command(
  template: { shell: 'sh' | 'powershell' | 'cmd'; template: string; args: readonly string[] } | undefined,
  values: MessageArgs,
): Command | null {
  if (template === undefined) return null;
  const args = template.args.map((name) => String(values[name] ?? `<${name}>`));
  const text = template.template.replace(/\{([0-9])\}/g, (_, digit: string) =>
    quoteArgument(template.shell, args[Number(digit)] ?? ''),
  );
  return { shell: template.shell, template: template.template, args, text };
}

/** Quotes one argument for its shell; what comes from evidence never becomes part of the command itself. */
export function quoteArgument(shell: 'sh' | 'powershell' | 'cmd', value: string): string {
  const clean = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  if (/^[A-Za-z0-9_.:/@%+=,-]+$/.test(clean)) return clean;
  if (shell === 'sh') return `'${clean.replaceAll("'", "'\\''")}'`;
  if (shell === 'powershell') return `'${clean.replaceAll("'", "''")}'`;
  return `"${clean.replace(/["^&|<>%]/g, '')}"`;
}

function needCommand(what: Need['what']): Command | null {
  const text: Partial<Record<Need['what'], string>> = {
    log: 'journalctl -u strongswan -u strongswan-starter -u ipsec --since -1h',
    capture: 'tcpdump -i any -U -w ike.pcap udp port 500 or udp port 4500 or esp or ah or icmp or icmp6',
    'sa-listing': 'swanctl --list-sas || ipsec status',
    'kernel-state': 'ip -s xfrm state; ip xfrm policy; cat /proc/net/xfrm_stat',
    configuration: 'swanctl --list-conns || ipsec status',
    firewall: 'nft list ruleset',
    clock: 'timedatectl',
  };
  const found = text[what];
  return found === undefined ? null : { shell: 'sh', template: found, args: [], text: found };
}

function overall(verdicts: readonly Verdict[], account: Account, hasCause: boolean): Verdict {
  for (const verdict of ['failing', 'degraded', 'healthy'] as const) {
    if (verdict === 'healthy' && verdicts.includes('inconclusive') && hasCause) continue;
    if (verdicts.includes(verdict)) return verdict;
  }
  const ipsec =
    account.negotiations.length > 0 ||
    account.artifacts.some(
      (artifact) =>
        artifact.text !== undefined ||
        (artifact.wire !== undefined && (artifact.wire.flows.length > 0 || artifact.wire.ike.length > 0)),
    );
  return ipsec ? 'inconclusive' : 'no-ipsec';
}

function assurance(views: readonly CaseView[]): Diagnosis['assurance'] {
  const seen = (end: CaseView['initiator']): boolean => end.hasLog || end.hasCapture;
  if (views.some((view) => seen(view.initiator) && seen(view.responder))) return 'both-ends';
  if (views.some((view) => seen(view.initiator) || seen(view.responder))) return 'one-end';
  return 'partial';
}

function keptNegotiations(
  all: readonly JoinedNegotiation[],
  input: FinishInput,
  max: number,
): readonly JoinedNegotiation[] {
  if (input.full || all.length <= max) return all;
  const wanted = new Set<JoinedNegotiation>();
  for (const { incident } of input.results)
    for (const negotiation of incident.negotiations.slice(-5)) wanted.add(negotiation);
  for (const negotiation of [...all].reverse()) if (wanted.size < max) wanted.add(negotiation);
  return all.filter((negotiation) => wanted.has(negotiation));
}

/** FNV-1a of protocol and SPIs, 64 bits as hex: the same negotiation has the same key in every result. */
function keyOf(negotiation: JoinedNegotiation): string {
  const text = `${negotiation.protocol}|${negotiation.initiatorSpi ?? ''}|${negotiation.responderSpi ?? ''}|${negotiation.initiatorSpi === null ? `${negotiation.initiator}|${negotiation.responder}|${negotiation.id}` : ''}`;
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash ^= BigInt(text.charCodeAt(i));
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}
