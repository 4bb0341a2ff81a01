/** What two hosts' connections will do to each other: for every class of traffic and either end as the initiator, everything at once. */
import type { ChildConfig, ConnectionConfig } from '../observations/configuration.ts';
import { childAspects } from './aspects-child.ts';
import { hingesOnLoading, ikeAspects } from './aspects-ike.ts';
import { type Aspect, nothing } from './aspects.ts';
import { compareChildren, maxChildren, pairChildren } from './compare-child.ts';
import { compareIke, configuredRanges, knownAddresses, rangesFit, reachableAt } from './compare-ike.ts';
import { compareConnections, effectiveConnections, maxConnections } from './compare.ts';
import { type Findings, type HostConfiguration, type Pair } from './differences.ts';
import { isIgnored } from './loading.ts';
import { nearestConnections } from './pairing.ts';
import { childForTraffic, type ChildMatch, forSamePeer, searchesAll } from './same-peer.ts';
import { settledBy } from './settled-by.ts';
import { assumedOf } from './windows/default-sets.ts';

export type AgreementResult = 'would-establish' | 'would-fail' | 'would-fail-later' | 'cannot-be-verified';

/** How one class of traffic goes when `initiator` opens it. */
export interface Agreement {
  readonly initiator: string;
  readonly responder: string;
  readonly connections: { readonly initiator: string | null; readonly responder: string | null };
  /** Null: the connection has no children. */
  readonly children: { readonly initiator: string; readonly responder: string } | null;
  readonly result: AgreementResult;
  readonly aspects: readonly Aspect[];
  /** Neither address nor identity tells that the two are meant for each other: each is the only one its host has left. */
  readonly assumed: boolean;
  /** A connection of an end that would fit the peer's and is not the one meant by address and identity. */
  readonly fitsBetter: { readonly host: string; readonly connection: string } | null;
}

const maxAgreements = 2000;

/** Everything that the connections of two hosts will do to each other, with each as the initiator. Bounded. */
export function agreements(a: HostConfiguration, b: HostConfiguration): readonly Agreement[] {
  const found: Agreement[] = [];
  const [one, other] = [loadedFirst(a), loadedFirst(b)];
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    const pairs = compareConnections(from, to, 'a');
    for (const { a: own, b: other, fitsBetter, differences, undecided } of pairs) {
      const pair: Pair = { a: own, b: other, hostA: from, hostB: to, initiator: 'a' };
      const better = fitsBetter === null ? null : { host: fitsBetter.host, connection: fitsBetter.connection.name };
      for (const one of pairAgreements(pair, { differences: [...differences], undecided: [...undecided] }))
        found.push({ ...one, assumed: false, fitsBetter: better });
      if (found.length >= maxAgreements) return found.slice(0, maxAgreements);
    }
    const met = new Set(pairs.map((pair) => pair.a.name));
    const taken = new Set(pairs.map((pair) => pair.b.name));
    const free = effectiveConnections(to).filter((other) => !taken.has(other.name) && !isShunt(other));
    const left = effectiveConnections(from)
      .slice(0, maxConnections)
      .filter((own) => !met.has(own.name) && !isShunt(own));
    const [here, there] = [knownAddresses(addressesOf(from)), knownAddresses(addressesOf(to))];
    const fitting = free.filter((one) => rangesFit(configuredRanges(one.remoteAddresses), here) !== 'no');
    const named = left.map((own) => rangesFit(configuredRanges(own.remoteAddresses), there) === 'yes');
    const alone = (i: number): ConnectionConfig | undefined =>
      named[i] === true && fitting.length === 1
        ? fitting[0]
        : left.length === 1 && free.length === 1
          ? free[0]
          : undefined;
    // Several connections of one host for a peer may all be answered by one of the peer's.
    const shared = left.map((own, i) => (named[i] === true && alone(i) === undefined ? own : null));
    const candidates = effectiveConnections(to).filter((other) => !isShunt(other));
    const wanting = shared.filter((own) => own !== null);
    const nearest = nearestConnections(wanting, candidates.slice(0, maxConnections), from, to);
    const byOwn = new Map(wanting.map((own, i) => [own, nearest[i] ?? null]));
    for (const [i, own] of left.entries()) {
      if (found.length >= maxAgreements) break;
      // Behind a NAT neither address nor identity may tell that two are meant for each other: the only ones are compared all the same.
      const other = alone(i) ?? byOwn.get(own) ?? undefined;
      if (other !== undefined)
        for (const one of pairAgreements({ a: own, b: other, hostA: from, hostB: to, initiator: 'a' }))
          found.push({ ...one, assumed: named[i] !== true, fitsBetter: null });
      else if (named[i] === true && !isCut(to)) found.push(withoutCounterpart(own, from, to));
    }
  }
  return found;
}

const ordered = new WeakMap<HostConfiguration, HostConfiguration>();

/** Of connections that fit a peer alike one that the daemon loads comes before one that waits for a command. */
function loadedFirst(host: HostConfiguration): HostConfiguration {
  if (host.loadedByCommand === true) return host;
  const waiting = host.connections.filter(isIgnored);
  if (waiting.length === 0 || waiting.length === host.connections.length) return host;
  const rest = host.connections.filter((config) => !isIgnored(config));
  const known = ordered.get(host) ?? { ...host, connections: [...rest, ...waiting] };
  ordered.set(host, known);
  return known;
}

/** Whether a host has more connections, or a connection of it more children, than are compared. */
export function isCut(host: HostConfiguration): boolean {
  const own = effectiveConnections(host);
  return (
    own.length > maxConnections ||
    own.some(({ children, childrenGiven }) => Math.max(children.length, childrenGiven ?? 0) > maxChildren)
  );
}

/** Every address a host is known by: its own, and those its connections name as local. */
function addressesOf(host: HostConfiguration): readonly string[] {
  const named = effectiveConnections(host).flatMap((one) => reachableAt(one, host));
  return [...new Set([...(host.reachedAt ?? []), ...host.ownAddresses, ...named])];
}

function isShunt({ children }: ConnectionConfig): boolean {
  return children.length > 0 && children.every(({ mode }) => mode === 'pass' || mode === 'drop');
}

function withoutCounterpart(own: ConnectionConfig, from: HostConfiguration, to: HostConfiguration): Agreement {
  const aspect: Aspect = {
    ...nothing,
    kind: 'counterpart',
    verdict: to.cut === true ? 'cannot-be-verified' : 'mismatch',
    why: to.cut === true ? 'not-all-read' : null,
    initiator: own.name,
    host: to.label,
    sources: [own.src],
  };
  return {
    initiator: from.label,
    responder: to.label,
    connections: { initiator: own.name, responder: null },
    children: null,
    result: resultOf([aspect]),
    aspects: [aspect],
    assumed: false,
    fitsBetter: null,
  };
}

/** The same for two connections that somebody knows to be meant for each other, the first of them the initiator's. */
export function agreementsOfPair(
  a: ConnectionConfig,
  b: ConnectionConfig,
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): readonly Agreement[] {
  const made = pairAgreements({ a, b, hostA, hostB, initiator: 'a' });
  return made.map((one) => ({ ...one, assumed: false, fitsBetter: null }));
}

/** `known`: everything in which the two differ, where it was found before. */
function pairAgreements(pair: Pair, known: Findings | null = null): Omit<Agreement, 'fitsBetter' | 'assumed'>[] {
  const ends = { initiator: pair.hostA.label, responder: pair.hostB.label };
  const children = childPairs(pair);
  if (children.length === 0) {
    const { told, common } = ofConnections(pair, known);
    const connections = { initiator: pair.a.name, responder: pair.b.name };
    const aspects = [...common, ...told(choiceAspects(pair, null))];
    return [{ ...ends, connections, children: null, result: resultOf(aspects), aspects }];
  }
  const made = new Map<ConnectionConfig, OfConnections>();
  return children.map(({ own, other, connection }) => {
    const between: Pair = connection === pair.b ? pair : { ...pair, b: connection };
    const before = connection === pair.b ? known : null;
    const { told, common } = made.get(connection) ?? ofConnections(between, before);
    made.set(connection, { told, common });
    const one: Pair = { ...between, a: { ...pair.a, children: [own] }, b: { ...connection, children: [other] } };
    // With one child at either end everything known of children is of these two.
    const alone = before !== null && pair.a.children.length === 1 && connection.children.length === 1;
    const found: Findings = alone ? before : { differences: [], undecided: [] };
    if (!alone) compareChildren(one, found);
    const ofChild = childAspects(one, own, other, found).map((aspect) => restingOnAll(aspect, between, other));
    const aspects = [...common, ...told([...choiceAspects(between, own), ...ofChild])];
    return {
      ...ends,
      connections: { initiator: pair.a.name, responder: connection.name },
      children: { initiator: own.name, responder: other.name },
      result: resultOf(aspects),
      aspects,
    };
  });
}

/** What is said of two connections whatever their children are, and how more is told of them. */
interface OfConnections {
  readonly told: (list: readonly Aspect[]) => readonly Aspect[];
  readonly common: readonly Aspect[];
}

function ofConnections(pair: Pair, known: Findings | null): OfConnections {
  const ike: Findings = known ?? { differences: [], undecided: [] };
  if (known === null) compareIke(pair, ike);
  const hinges = hingesOnLoading(pair);
  const rests = assumedOf(pair.a).size + assumedOf(pair.b).size > 0;
  const told = (list: readonly Aspect[]): readonly Aspect[] =>
    list.map((found) => {
      const one = rests ? restingOnDefaults(found, pair) : found;
      const needs = settledBy(one, pair);
      const onlyIf = hinges.has(one.kind) ? 'loading' : null;
      return needs === null && onlyIf === null ? one : { ...one, needs, onlyIf };
    });
  return { told, common: told(ikeAspects(pair, ike)) };
}

/**
 * Of several connections of swanctl.conf for the same peer charon takes the first that it has loaded, and only its children: which it is the
 * order of loading decides, where not every one of them has a child for this traffic.
 */
function choiceAspects(pair: Pair, own: ChildConfig | null): Aspect[] {
  if (own === null || searchesAll(pair.b)) return [];
  const several = forSamePeer(pair.b, pair.hostB);
  if (several.length < 2) return [];
  const takes = (connection: ConnectionConfig): boolean =>
    pairChildren({ ...pair, a: { ...pair.a, children: [own] }, b: connection }).some(
      ({ there, back }) =>
        ![there, back].some(({ relation, why }) => relation === 'disjoint' || why === 'not-all-read'),
    );
  if (several.slice(0, maxChoices).every(takes)) return [];
  return [
    {
      ...nothing,
      kind: 'counterpart',
      verdict: 'cannot-be-verified',
      responder: several
        .slice(0, maxChoices)
        .map(({ name }) => name)
        .join(', '),
      why: 'first-of-several',
      host: pair.hostB.label,
      sources: several.slice(0, 4).map(({ src }) => src),
    },
  ];
}

const maxChoices = 16;

/** That the selectors do not fit is told of the child that is nearest: where others of the responder are left out, one of them may be it. */
function restingOnAll(one: Aspect, { b, hostB }: Pair, nearest: ChildConfig): Aspect {
  if (one.kind !== 'selectors' || one.verdict !== 'mismatch') return one;
  const connections = searchesAll(b) ? forSamePeer(b, hostB) : [b];
  const whole = connections.every(
    ({ children, childrenGiven, src }) =>
      childrenGiven === undefined &&
      children.length <= maxChildren &&
      children.every((child) => child === nearest || child.cut === undefined) &&
      hostB.cutFiles?.has(src.artifact) !== true,
  );
  return whole ? one : { ...one, verdict: 'cannot-be-verified', why: 'not-all-read', host: hostB.label, details: null };
}

/** What rests on the defaults of Windows is no finding: a policy that is not among the files may have replaced them. */
function restingOnDefaults(one: Aspect, { a, b, hostA, hostB }: Pair): Aspect {
  const host = assumedOf(a).has(one.kind) ? hostA.label : assumedOf(b).has(one.kind) ? hostB.label : null;
  if (host === null || one.verdict === 'cannot-be-verified') return one;
  const fits = one.verdict === 'agrees' || one.verdict === 'differs';
  const why = fits ? 'defaults-fit' : 'defaults-do-not-fit';
  return { ...one, verdict: 'cannot-be-verified', accepted: null, why, host: one.host ?? host };
}

/** Children meant for each other; one of the initiator that is left over may find its traffic in a child that has a partner already. */
function childPairs(pair: Pair): readonly ChildMatch[] {
  const others = searchesAll(pair.b) ? forSamePeer(pair.b, pair.hostB) : [pair.b];
  const { a, b: connection } = pair;
  const [first, only] = [a.children[0], connection.children[0]];
  if (others.length > 1)
    return a.children.slice(0, maxChildren).flatMap((own) => {
      const found = childForTraffic(pair, own, others);
      return found === null ? [] : [{ own, ...found }];
    });
  // The only ones are each other's nearest.
  if (a.children.length === 1 && connection.children.length === 1 && first !== undefined && only !== undefined)
    return [{ own: first, other: only, connection }];
  const paired = pairChildren(pair).map(({ a, b }) => [a, b] as const);
  const left = a.children.slice(0, maxChildren).filter((child) => !paired.some(([own]) => own === child));
  const nearest = left.flatMap((child) => {
    const alone = pairChildren({ ...pair, a: { ...a, children: [child] } })[0];
    return alone === undefined ? [] : [[alone.a, alone.b] as const];
  });
  const order = (child: ChildConfig): number => a.children.indexOf(child);
  return [...paired, ...nearest]
    .sort(([x], [y]) => order(x) - order(y))
    .map(([own, other]) => ({ own, other, connection }));
}

function resultOf(aspects: readonly Aspect[]): AgreementResult {
  const verdicts = new Set(aspects.map(({ verdict }) => verdict));
  if (verdicts.has('mismatch')) return 'would-fail';
  if (verdicts.has('later')) return 'would-fail-later';
  return verdicts.has('cannot-be-verified') ? 'cannot-be-verified' : 'would-establish';
}
