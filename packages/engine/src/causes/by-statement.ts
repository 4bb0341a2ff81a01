import type { FactCode } from '../observations/index.ts';
import type { Phase } from '../correlation/types.ts';
import { hostConfiguration, type HostConfiguration } from '../policy/compare.ts';
import { refusalsOf } from '../policy/loading.ts';
import {
  fromFact,
  fromRow,
  fromSource,
  type CaseView,
  type Cause,
  type ConfigDifference,
  type End,
  type Evidence,
  type Fact,
  type Json,
  type Need,
  type Opinion,
} from './api.ts';
import { decided, fatalDifferences } from './differences.ts';
import { peerOf } from './ends.ts';

/** Statements that speak for a cause. */
export interface Statement {
  readonly codes: readonly FactCode[];
  /** Narrows by the arguments of the fact or by what else is known. */
  readonly where?: (fact: Fact, view: CaseView) => boolean;
  /** Where the change has to be made: at the speaker (default) or at its peer. */
  readonly at?: 'speaker' | 'peer';
  /** Orders what only indicates among its like, 0 to 100; 60 by default. */
  readonly weight?: number;
  /** Other causes that are told in the same words; the words exclude what is not among them. Absent: they exclude nothing. */
  readonly leaves?: readonly string[];
}

export interface StatementRule {
  /** Break points at which the statements count; in a negotiation that went on to work they are no fault. */
  readonly phases: readonly Phase[];
  readonly proves?: readonly Statement[];
  readonly indicates?: readonly Statement[];
  /** A fatal difference of these kinds between both ends' configurations proves the cause at the phases given. */
  readonly configuration?: {
    readonly kinds: readonly ConfigDifference['kind'][];
    readonly phases: readonly Phase[];
    readonly where?: (difference: ConfigDifference, view: CaseView) => boolean;
    /** Error notifies by which such a difference shows; those of `notifies` where it is absent. */
    readonly seenAs?: readonly string[];
  };
  /** Error notifies that point here: what the peer said, not why. */
  readonly notifies?: readonly string[];
  readonly excludedBy?: (view: CaseView) => readonly Evidence[];
  readonly details?: (
    view: CaseView,
    facts: readonly Fact[],
    differences: readonly ConfigDifference[],
  ) => { readonly [key: string]: Json };
  readonly args?: (view: CaseView, facts: readonly Fact[]) => Readonly<Record<string, string | number>>;
  readonly needs?: (view: CaseView) => readonly Need[];
}

function matching(view: CaseView, statements: readonly Statement[]): { fact: Fact; statement: Statement }[] {
  return statements.flatMap((statement) =>
    view
      .facts(...statement.codes)
      .filter((fact) => statement.where === undefined || statement.where(fact, view))
      .map((fact) => ({ fact, statement })),
  );
}

/** Evidence that an error notify of one of these names was seen or told. */
export function notifyEvidence(view: CaseView, names: readonly string[]): readonly Evidence[] {
  const rows = view.rows.filter((row) => row.notifies.some((notify) => names.includes(notify.name)));
  const fromRows = rows.flatMap((row) =>
    fromRow(row, row.encrypted === true ? 'authenticated-notify' : 'clear-testimony').slice(0, 2),
  );
  const facts = view.facts('notify.received').filter((fact) =>
    names.includes(
      String(fact.args['notify'] ?? '')
        .toUpperCase()
        .replaceAll('-', '_'),
    ),
  );
  return [
    ...fromRows,
    ...facts
      .slice(-2)
      .map((fact) => fromFact(fact, fact.args['encrypted'] === true ? 'authenticated-notify' : 'clear-testimony')),
  ];
}

/** The judge of a cause whose proof is what a daemon says of its own decision, or what the two configurations say. */
export function judgeStatements(rule: StatementRule): (view: CaseView) => Opinion | null {
  return (view) => {
    const { phase } = view.breakPoint;
    // Two configurations alone, without any attempt, tell what would go wrong.
    const untried = view.negotiations.length === 0;
    const differences =
      rule.configuration !== undefined && (untried || rule.configuration.phases.includes(phase))
        ? fatalDifferences(view, rule.configuration.kinds).filter(
            (difference) => rule.configuration?.where === undefined || rule.configuration.where(difference, view),
          )
        : [];
    const configured = differences.flatMap((difference) =>
      difference.sources.slice(0, 4).map((source) => fromSource(source, 'configuration')),
    );
    const inPhase = rule.phases.includes(phase);
    const proofs = inPhase ? matching(view, rule.proves ?? []) : [];
    const hints = inPhase ? matching(view, rule.indicates ?? []) : [];
    const notified = inPhase && rule.notifies !== undefined ? notifyEvidence(view, rule.notifies) : [];
    const facts = [...proofs, ...hints].map(({ fact }) => fact);
    const particulars = {
      details: rule.details?.(view, facts, differences) ?? {},
      args: { host: facts[0]?.host ?? '', ...rule.args?.(view, facts) },
      needs: rule.needs?.(view) ?? [],
    };
    const evidence = [...unique(facts.map((fact) => fromFact(fact))), ...configured];
    const first = proofs[0] ?? hints[0];
    const at =
      first === undefined
        ? (differences[0]?.host ?? null)
        : first.statement.at === 'peer'
          ? peerOf(view, first.fact.host)
          : first.fact.host;
    if (proofs.length > 0) return { stand: 'proves', for: [...evidence, ...notified], against: [], at, ...particulars };
    const against = rule.excludedBy?.(view) ?? [];
    if (against.length > 0) return { stand: 'excluded', for: [], against };
    if (differences.length > 0) {
      // Files may be incomplete, or not what is loaded: they prove it where the daemons list these connections themselves.
      const listed = [view.initiator, view.responder].every((end) =>
        end.host.connections.some((connection) => connection.loaded),
      );
      const sure = !untried && decided(view) && differences.every((difference) => !difference.contested);
      // What the files foretell was seen: both are the proof.
      const seen = inPhase ? notifyEvidence(view, rule.configuration?.seenAs ?? rule.notifies ?? []) : [];
      const foretold = sure && seen.length > 0 && filesSuffice(view, differences);
      return {
        stand: (sure && listed) || foretold ? 'proves' : 'indicates',
        for: [...evidence, ...unique([...notified, ...(foretold ? seen : [])])],
        against: [],
        at,
        weight: 85,
        ...particulars,
      };
    }
    if (hints.length > 0)
      return {
        stand: 'indicates',
        for: [...evidence, ...notified],
        against: [],
        at,
        weight: Math.max(...hints.map(({ statement }) => statement.weight ?? 60)),
        ...leavesOf(hints),
        ...particulars,
      };
    if (notified.length > 0) return { stand: 'allows', for: notified, against: [], at, ...particulars };
    return null;
  };
}

/** How early in a negotiation a difference ends it. */
const stage: Readonly<Record<ConfigDifference['kind'], number>> = {
  address: 0,
  version: 1,
  exchange: 1,
  'ike-proposal': 1,
  'auth-method': 2,
  identity: 2,
  secret: 2,
  'secret-missing': 2,
  selectors: 3,
  'child-proposal': 3,
  pfs: 3,
  mode: 3,
};

/**
 * Whether files alone prove a difference, when the error they foretell was seen: each end has one connection that can be meant, all of its
 * configuration was read, and no other difference ends the negotiation as early.
 */
function filesSuffice(view: CaseView, differences: readonly ConfigDifference[]): boolean {
  const whole = [view.initiator, view.responder].every(
    (end) =>
      end.connections.length === 1 &&
      end.host.connections.length === 1 &&
      end.host.faults.length === 0 &&
      // What its daemon would not load is not what it decided by.
      end.connections.every((connection) => refusalsOf(connection, filesOf(end)).length === 0) &&
      !end.host.state.some((item) => item.kind === 'host-fact' && item.name === 'include-not-read'),
  );
  const latest = Math.max(...differences.map(({ kind }) => stage[kind]));
  // An address that does not fit may be why no connection was found at all.
  const harmless = (other: ConfigDifference): boolean =>
    differences.includes(other) || (other.kind !== 'address' && (!other.fatal || stage[other.kind] > latest));
  return whole && (view.differences ?? []).every(harmless);
}

function filesOf({ label, host }: End): HostConfiguration {
  return hostConfiguration(label, host.state, host.addresses);
}

/** What the words leave, where each of them says so. */
function leavesOf(hints: readonly { statement: Statement }[]): Pick<Opinion, 'leaves'> {
  const lists = hints.map(({ statement }) => statement.leaves);
  return lists.every((list) => list !== undefined) ? { leaves: [...new Set(lists.flat())] } : {};
}

function unique(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence.filter((item) => {
    const key = item.source.quote;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** An argument as text, or empty. */
export function argText(fact: Fact | undefined, name: string): string {
  const value = fact?.args[name];
  return typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'number'
        ? String(value)
        : '';
}

/** First non-empty argument among facts. */
export function firstArg(facts: readonly Fact[], name: string): string {
  for (const fact of facts) {
    const text = argText(fact, name);
    if (text !== '') return text;
  }
  return '';
}

/** An argument as text, or null when no fact carries it. */
export function argOrNull(facts: readonly Fact[], name: string): string | null {
  const text = firstArg(facts, name);
  return text === '' ? null : text;
}

export type { Cause };
