/** How outputs answer a question by themselves, and why one does not. */
import { guardedKindOf, type GuardedKind } from './guard.ts';
import type { ConfigObservation } from '../observations/index.ts';
import type { AskState, Match, Rule, Subject, Text } from './types.ts';
import { own } from './read-json.ts';

/** An output or file that was read. */
export interface Evidence {
  readonly path: string;
  /** What it was read as; null: nobody knows it. */
  readonly format: string | null;
  /** It holds nothing: what the command printed is not known to be all it had to say. */
  readonly empty: boolean;
  /** Whether the reader was held against real output. */
  readonly confirmed: boolean;
  /** Given for this very state. */
  readonly state: string | null;
  /** Computer it comes from: told by whoever gave it, or the name in it. */
  readonly from: Subject | null;
  readonly hostName: string | null;
  /** Computer that the command was about, where only the name of the file tells (FILE-16, FILE-17). */
  readonly about: string | null;
  readonly observations: readonly ConfigObservation[];
}

/** Computers of a call, by which an output finds what it is about. */
export interface Parties {
  readonly caller: readonly string[];
  readonly target: readonly string[];
}

/** Where an answer comes from. */
export interface Proof {
  readonly path: string;
  readonly format: string;
  readonly line: number | null;
  readonly quote: string;
  readonly because: Text;
  readonly confirmed: boolean;
  readonly guarded: GuardedKind | null;
}

export type Silence =
  | 'empty'
  | 'unknown-format'
  | 'says-nothing'
  | 'another-computer'
  | 'computer-not-told'
  | 'not-fresh'
  | 'used'
  | 'contradicts';

export interface Reading {
  readonly answer: string | null;
  readonly proof: readonly Proof[];
  /** Outputs that answered. */
  readonly taken: readonly Evidence[];
  /** Why an output did not answer, one reason each. */
  readonly silent: readonly { readonly path: string; readonly why: Silence }[];
}

type Fit = 'fits' | 'no' | 'another-computer' | 'computer-not-told';

/**
 * What the outputs answer. `used`: those that answered this state before, which after a loop is asked for what is so now. What was given
 * for this very state counts before the rest, one after the other. Where outputs disagree nothing is answered, unless the state prefers
 * one of the answers.
 */
export function readAnswer(
  id: string,
  state: AskState,
  evidence: readonly Evidence[],
  parties: Parties,
  used: ReadonlySet<Evidence>,
): Reading {
  const silent: { path: string; why: Silence }[] = [];
  const take = (some: readonly Evidence[]): Found => {
    const found: Found = { proofs: new Map(), taken: [] };
    for (const one of some) {
      const why = used.has(one) ? 'used' : takeOne(id, state, one, parties, found.proofs);
      if (why === null) found.taken.push(one);
      else silent.push({ path: one.path, why });
      // Each pass of a loop has an output of its own; where one of many is enough they count together.
      if (why === null && one.state === id && state.prefer === undefined) break;
    }
    return found;
  };
  const own = take(evidence.filter((one) => one.state === id));
  const { proofs, taken } = own.taken.length > 0 ? own : take(evidence.filter((one) => one.state === null));
  const answers = [...proofs.keys()];
  const [only] = answers;
  const chosen = answers.length === 1 ? only : answers.find((answer) => answer === state.prefer);
  if (chosen === undefined) {
    for (const { path } of taken) silent.push({ path, why: 'contradicts' });
    return { answer: null, proof: [], taken: [], silent };
  }
  return { answer: chosen, proof: (proofs.get(chosen) ?? []).slice(0, 20), taken, silent };
}

interface Found {
  readonly proofs: Map<string, Proof[]>;
  readonly taken: Evidence[];
}

/** Puts what one output answers to the rest; gives the reason where it answers nothing. */
function takeOne(
  id: string,
  state: AskState,
  one: Evidence,
  parties: Parties,
  found: Map<string, Proof[]>,
): Silence | null {
  if (one.empty) return 'empty';
  if (one.format === null) return 'unknown-format';
  let reason: Silence = 'says-nothing';
  let answered = false;
  for (const observation of one.observations) {
    const rule = (state.read ?? []).find((candidate) => {
      const fit = fits(candidate.match, observation, one, id, parties);
      if (fit !== 'fits') {
        if (fit !== 'no') reason = fit;
        return false;
      }
      if (candidate.fresh === true && one.state !== id) {
        reason = 'not-fresh';
        return false;
      }
      return true;
    });
    if (rule === undefined) continue;
    answered = true;
    const list = found.get(rule.answer) ?? [];
    found.set(rule.answer, list);
    if (list.length < 100) list.push(proofOf(one, rule, observation));
  }
  return answered ? null : reason;
}

function proofOf(one: Evidence, rule: Rule, observation: ConfigObservation): Proof {
  const { src } = observation;
  const place = src.at.find((step) => 'line' in step);
  return {
    path: one.path,
    format: one.format ?? '',
    line: place !== undefined && 'line' in place ? place.line : null,
    quote: src.quote.slice(0, 200),
    because: rule.because,
    confirmed: one.confirmed,
    guarded: guardedKindOf(observation),
  };
}

function fits(match: Match, item: ConfigObservation, one: Evidence, id: string, parties: Parties): Fit {
  switch (match.kind) {
    case 'probe': {
      if (item.kind !== 'probe' || !match.tools.includes(item.tool)) return 'no';
      if (match.outcomes !== undefined && !match.outcomes.includes(item.outcome)) return 'no';
      if (match.codes !== undefined && (item.code === null || !match.codes.includes(item.code))) return 'no';
      if (match.resolved !== undefined && match.resolved !== resolved(item)) return 'no';
      if (match.held !== undefined && match.held !== item.negotiating > 0) return 'no';
      const names = [item.target ?? one.about, ...item.addresses].filter((name) => name !== null);
      return about(match.of, names, one.state === id, parties);
    }
    case 'fact':
      if (item.kind !== 'host-fact' || item.name !== match.name || !valueFits(match, item.value)) return 'no';
      return comesFrom(match.of, one, id, parties);
    case 'address':
      if (item.kind !== 'address' || !match.begins.some((begin) => item.address.startsWith(begin))) return 'no';
      return comesFrom(match.of, one, id, parties);
    case 'connection':
      if (item.kind !== 'connection' || !item.loaded) return 'no';
      return about(
        match.of,
        item.remoteAddresses.filter((text) => !text.startsWith('%')),
        one.state === id,
        parties,
      );
    case 'ike-sa':
      if (item.kind !== 'ike-sa' || !match.states.includes(item.state)) return 'no';
      return about(match.of, item.remote === null ? [] : [item.remote], one.state === id, parties);
    case 'child-sa': {
      if (item.kind !== 'child-sa') return 'no';
      if (match.from !== undefined && match.from !== item.from) return 'no';
      if (match.installed !== undefined && match.installed !== item.installed) return 'no';
      if (!counts(match.in, item.packetsIn) || !counts(match.out, item.packetsOut)) return 'no';
      return about(match.of, item.remote === null ? [] : [item.remote], one.state === id, parties);
    }
    case 'listing':
      return item.kind === 'listing' && item.of === match.of && (item.entries === 0) === match.empty ? 'fits' : 'no';
  }
}

function resolved(item: Extract<ConfigObservation, { kind: 'probe' }>): boolean | null {
  if (item.outcome === 'unresolved') return false;
  // Asked for by its address: says nothing of the name.
  if (item.target === null || item.addresses.length === 0 || item.addresses.includes(item.target)) return null;
  return true;
}

function valueFits({ values, begins }: Extract<Match, { kind: 'fact' }>, value: string): boolean {
  if (values === undefined && begins === undefined) return true;
  return values?.includes(value) === true || begins?.some((begin) => value.startsWith(begin)) === true;
}

function counts(wanted: 'none' | 'some' | undefined, packets: string | null): boolean {
  if (wanted === undefined) return true;
  if (packets === null || !/^[0-9]{1,30}$/.test(packets)) return false;
  return /^0+$/.test(packets) === (wanted === 'none');
}

/** Whether a command was about the computer that is asked for. What was given for this very question may leave the name out. */
function about(of: Subject, names: readonly string[], given: boolean, parties: Parties): Fit {
  if (of === 'anything') return 'fits';
  if (names.length === 0) return given ? 'fits' : 'computer-not-told';
  const known = of === 'caller' ? parties.caller : parties.target;
  if (known.length === 0) return given ? 'fits' : 'computer-not-told';
  const same = names.some((name) => known.some((other) => sameComputer(name, other)));
  // A test server is any computer that is not the target.
  return same === (of !== 'test-server') ? 'fits' : 'another-computer';
}

function comesFrom(of: Subject, one: Evidence, id: string, parties: Parties): Fit {
  if (of === 'anything' || one.from === of) return 'fits';
  if (one.from !== null) return 'another-computer';
  if (one.hostName === null) return one.state === id ? 'fits' : 'computer-not-told';
  return about(of, [one.hostName], one.state === id, parties);
}

/** One computer by two names: without regard to case, and a name without a domain stands for one with it. */
export function sameComputer(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return true;
  if (/^[0-9.]+$|:/.test(a) || /^[0-9.]+$|:/.test(b)) return false;
  const [first = '', ...domain] = a.split('.');
  const [second = '', ...otherDomain] = b.split('.');
  return first === second && (domain.length === 0 || otherDomain.length === 0);
}

/** Words of an answer; yes and no where the chart has none of its own. */
export function answerLabel(state: AskState, answer: string): Text {
  return own(state.labels ?? {}, answer) ?? (answer === 'yes' ? { en: 'yes', ko: '예' } : { en: 'no', ko: '아니요' });
}
