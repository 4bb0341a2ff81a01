/** What two hosts' connections will do to each other: for every class of traffic and either end as the initiator, everything at once. */
import type { ChildConfig, ConnectionConfig, Proposal } from '../observations/configuration.ts';
import type { Source } from '../observations/source.ts';
import { compareChildren, maxChildren, pairChildren, selectorsOf } from './compare-child.ts';
import { addressesFit, compareIke, effectiveId, reachableAt } from './compare-ike.ts';
import { compareConnections, effectiveConnections, maxConnections } from './compare.ts';
import type { Difference, DifferenceKind, Findings, HostConfiguration, Json, Pair } from './differences.ts';
import { dialectOf, usedVersion } from './differences.ts';
import { lifetimesOf } from './lifetimes.ts';
import { commonProposal } from './proposal-compare.ts';
import { formatProposal } from './proposals.ts';
import { formatSelector } from './selectors.ts';

export type AspectKind = DifferenceKind | 'counterpart' | 'lifetimes';

/**
 * `mismatch`: the two cannot work together by it. `later`: they begin, and fail when keys are renewed. `differs`: they say different
 * things and work all the same. `cannot-be-verified`: a default of a daemon, a certificate or a file that is not there decides.
 */
export type AspectVerdict = 'agrees' | 'differs' | 'later' | 'mismatch' | 'cannot-be-verified';

/** One thing two ends have to agree about. */
export interface Aspect {
  readonly kind: AspectKind;
  readonly verdict: AspectVerdict;
  /** What the initiator brings, what the responder has, and what becomes of it; null: nothing, or not known. */
  readonly initiator: string | null;
  readonly responder: string | null;
  readonly accepted: string | null;
  /** Why it cannot be verified, by stable name; null: nothing more to say. */
  readonly why: string | null;
  /** The end whose expectation is not met. */
  readonly host: string | null;
  readonly details: { readonly [key: string]: Json } | null;
  readonly sources: readonly Source[];
}

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
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    const pairs = compareConnections(from, to, 'a');
    for (const { a: own, b: other, fitsBetter } of pairs) {
      const pair: Pair = { a: own, b: other, hostA: from, hostB: to, initiator: 'a' };
      const better = fitsBetter === null ? null : { host: fitsBetter.host, connection: fitsBetter.connection.name };
      for (const one of pairAgreements(pair)) found.push({ ...one, assumed: false, fitsBetter: better });
      if (found.length >= maxAgreements) return found.slice(0, maxAgreements);
    }
    const met = new Set(pairs.map((pair) => pair.a.name));
    const taken = new Set(pairs.map((pair) => pair.b.name));
    const free = effectiveConnections(to).filter((other) => !taken.has(other.name) && !isShunt(other));
    const left = effectiveConnections(from)
      .slice(0, maxConnections)
      .filter((own) => !met.has(own.name) && !isShunt(own));
    for (const own of left) {
      if (found.length >= maxAgreements) break;
      const named = addressesFit(own.remoteAddresses, addressesOf(to)) === 'yes';
      const fitting = free.filter((one) => addressesFit(one.remoteAddresses, addressesOf(from)) !== 'no');
      // Behind a NAT neither address nor identity may tell that two are meant for each other: the only ones are compared all the same.
      const other =
        named && fitting.length === 1 ? fitting[0] : left.length === 1 && free.length === 1 ? free[0] : undefined;
      if (other !== undefined)
        for (const one of pairAgreements({ a: own, b: other, hostA: from, hostB: to, initiator: 'a' }))
          found.push({ ...one, assumed: !named, fitsBetter: null });
      else if (named && !isCut(to)) found.push(withoutCounterpart(own, from, to));
    }
  }
  return found;
}

/** Whether a host has more connections, or a connection of it more children, than are compared. */
export function isCut(host: HostConfiguration): boolean {
  const own = effectiveConnections(host);
  return own.length > maxConnections || own.some(({ children }) => children.length > maxChildren);
}

/** Every address a host is known by: its own, and those its connections name as local. */
function addressesOf(host: HostConfiguration): readonly string[] {
  const named = effectiveConnections(host).flatMap((one) => reachableAt(one, host));
  return [...new Set([...(host.reachedAt ?? []), ...host.ownAddresses, ...named])];
}

function isShunt({ children }: ConnectionConfig): boolean {
  return children.length > 0 && children.every(({ mode }) => mode === 'pass' || mode === 'drop');
}

/**
 * Whether each end's address is one that the other expects. Only where somebody says by which address an end is known it can be verified: the
 * own one may be translated on its way.
 */
function addressAspects(pair: Pair): Aspect[] {
  return (
    [
      [pair.b, pair.a, pair.hostA, pair.hostB],
      [pair.a, pair.b, pair.hostB, pair.hostA],
    ] as const
  ).flatMap(([expecting, other, otherHost, host]): Aspect[] => {
    const told = otherHost.reachedAt ?? [];
    const known = told.length > 0;
    const actual = known ? told : [...new Set([...otherHost.ownAddresses, ...reachableAt(other, otherHost)])];
    if (addressesFit(expecting.remoteAddresses, actual) !== 'no') return [];
    return [
      {
        ...nothing,
        kind: 'address',
        verdict: known ? 'mismatch' : 'cannot-be-verified',
        initiator: expecting === pair.a ? expecting.remoteAddresses.join(', ') : actual.join(', '),
        responder: expecting === pair.a ? actual.join(', ') : expecting.remoteAddresses.join(', '),
        why: known ? null : 'nat-may-be',
        host: host.label,
        sources: [expecting.src, other.src],
      },
    ];
  });
}

function withoutCounterpart(own: ConnectionConfig, from: HostConfiguration, to: HostConfiguration): Agreement {
  const aspect: Aspect = {
    ...nothing,
    kind: 'counterpart',
    verdict: 'mismatch',
    initiator: own.name,
    host: to.label,
    sources: [own.src],
  };
  return {
    initiator: from.label,
    responder: to.label,
    connections: { initiator: own.name, responder: null },
    children: null,
    result: 'would-fail',
    aspects: [aspect],
    assumed: false,
    fitsBetter: null,
  };
}

const nothing = {
  initiator: null,
  responder: null,
  accepted: null,
  why: null,
  host: null,
  details: null,
  sources: [],
} as const;

function pairAgreements(pair: Pair): Omit<Agreement, 'fitsBetter' | 'assumed'>[] {
  const ike: Findings = { differences: [], undecided: [] };
  compareIke(pair, ike);
  const common = ikeAspects(pair, ike);
  const ends = { initiator: pair.hostA.label, responder: pair.hostB.label };
  const connections = { initiator: pair.a.name, responder: pair.b.name };
  const children = childPairs(pair);
  if (children.length === 0)
    return [{ ...ends, connections, children: null, result: resultOf(common), aspects: common }];
  return children.map(([own, other]) => {
    const one: Pair = { ...pair, a: { ...pair.a, children: [own] }, b: { ...pair.b, children: [other] } };
    const found: Findings = { differences: [], undecided: [] };
    compareChildren(one, found);
    const aspects = [...common, ...childAspects(one, own, other, found)];
    return {
      ...ends,
      connections,
      children: { initiator: own.name, responder: other.name },
      result: resultOf(aspects),
      aspects,
    };
  });
}

/** Children meant for each other; one of the initiator that is left over may find its traffic in a child that has a partner already. */
function childPairs(pair: Pair): (readonly [ChildConfig, ChildConfig])[] {
  const paired = pairChildren(pair).map(({ a, b }) => [a, b] as const);
  const left = pair.a.children.slice(0, maxChildren).filter((child) => !paired.some(([own]) => own === child));
  const nearest = left.flatMap((child) => {
    const alone = pairChildren({ ...pair, a: { ...pair.a, children: [child] } })[0];
    return alone === undefined ? [] : [[alone.a, alone.b] as const];
  });
  const order = (child: ChildConfig): number => pair.a.children.indexOf(child);
  return [...paired, ...nearest].sort(([x], [y]) => order(x) - order(y));
}

function resultOf(aspects: readonly Aspect[]): AgreementResult {
  const verdicts = new Set(aspects.map(({ verdict }) => verdict));
  if (verdicts.has('mismatch')) return 'would-fail';
  if (verdicts.has('later')) return 'would-fail-later';
  return verdicts.has('cannot-be-verified') ? 'cannot-be-verified' : 'would-establish';
}

const proposals = (list: readonly Proposal[]): string | null =>
  list.length === 0 ? null : list.map(formatProposal).join(', ');
const rounds = (list: ConnectionConfig['local']): string | null =>
  list.length === 0 ? null : list.map(({ method, detail }) => detail ?? method).join(' + ');

function ikeAspects(pair: Pair, found: Findings): Aspect[] {
  const { a, b } = pair;
  const versions = (config: ConnectionConfig): string | null =>
    config.versions.length === 0 ? null : config.versions.map((one) => `IKEv${one}`).join(', ');
  const version = usedVersion(pair);
  const common = commonProposal(b.proposals, a.proposals);
  const text = (one: string | null, other: string | null): string | null => (one === other ? one : null);
  const aspects = [
    aspect('version', found, versions(a), versions(b), version === null ? null : `IKEv${version}`),
    ...addressAspects(pair),
    ...(refusable(pair)
      ? [
          {
            ...nothing,
            kind: 'exchange',
            verdict: 'cannot-be-verified',
            why: 'daemon-setting',
            host: pair.hostB.label,
          } as const,
        ]
      : []),
    ...(found.differences.some(({ kind }) => kind === 'exchange')
      ? [aspect('exchange', found, exchange(a), exchange(b), null)]
      : []),
    aspect(
      'ike-proposal',
      found,
      proposals(a.proposals),
      proposals(b.proposals),
      common.result === 'common' ? acceptedText(common.algorithms) : null,
    ),
  ];
  // Each end proves itself to the other: two ways, of which each may fail by itself.
  for (const [own, peer, expecting] of [
    [a, b, pair.hostB.label],
    [b, a, pair.hostA.label],
  ] as const) {
    const mine = (one: { readonly host: string | null }): boolean => one.host === null || one.host === expecting;
    const only: Findings = {
      differences: found.differences.filter(mine),
      undecided: found.undecided.filter(mine),
    };
    const sides = (left: string | null, right: string | null): readonly [string | null, string | null] =>
      own === a ? [left, right] : [right, left];
    const [methodA, methodB] = sides(rounds(own.local), rounds(peer.remote));
    const said = text(rounds(own.local), rounds(peer.remote));
    const method = aspect('auth-method', only, methodA, methodB, said, expecting);
    const open = [...own.local, ...peer.remote].some((one) => one.method === 'any');
    aspects.push(
      open && method.verdict === 'agrees'
        ? { ...method, verdict: 'cannot-be-verified', accepted: null, why: 'method-open' }
        : method,
    );
    const sent = effectiveId(own.local[0], own, 'local', null);
    const wanted = effectiveId(peer.remote[0], peer, 'remote', null);
    const [idA, idB] = sides(sent, wanted);
    const identity = aspect('identity', only, idA, idB, sent, expecting);
    // Whether the certificate carries the name, and is trusted, no configuration tells.
    const certified = own.local[0]?.method === 'pubkey' && identity.verdict === 'agrees';
    aspects.push(certified ? { ...identity, verdict: 'cannot-be-verified', why: 'certificate-decides' } : identity);
  }
  aspects.push(...secretAspects(found));
  return aspects;
}

function secretAspects(found: Findings): Aspect[] {
  return (['secret-missing', 'secret'] as const).flatMap((kind): Aspect[] => {
    const [difference] = found.differences.filter((one) => one.kind === kind);
    if (difference === undefined && !found.undecided.some((one) => one.kind === kind)) return [];
    const made = aspect(kind, found, null, null, null);
    const elsewhere = difference?.details['samePeerSecretFor'];
    // The peer's very key is there, for another name: the name is at fault.
    if (!Array.isArray(elsewhere) || elsewhere.length === 0) return [made];
    const wanted = difference?.details['remoteId'];
    return [
      {
        ...made,
        kind: 'identity',
        initiator: typeof wanted === 'string' ? wanted : null,
        responder: elsewhere.map(String).join(', '),
      },
    ];
  });
}

/** charon answers Aggressive Mode with a pre-shared key only where a setting of the whole daemon says so (strongswan.conf(5)). */
function refusable(pair: Pair): boolean {
  const { a, b } = pair;
  const aggressive = a.aggressive === true && b.aggressive === true && usedVersion(pair) === 1;
  return aggressive && dialectOf(b) === 'strongswan' && b.remote.some(({ method }) => method === 'psk');
}

function exchange({ aggressive }: ConnectionConfig): string | null {
  return aggressive === null ? null : aggressive ? 'Aggressive Mode' : 'Main Mode';
}

function acceptedText(algorithms: Readonly<Record<string, readonly string[]>>): string {
  return Object.values(algorithms)
    .flatMap((names) => names.filter((name) => name !== 'NONE' && name !== 'NO_ESN').slice(0, 1))
    .join('/');
}

function childAspects(pair: Pair, own: ChildConfig, other: ChildConfig, found: Findings): Aspect[] {
  const first = usedVersion(pair) !== 1;
  const common = commonProposal(other.proposals, own.proposals, { ignoreGroups: first });
  const list = (child: ChildConfig): string =>
    `${child.local.map(formatSelector).join(' ')} === ${child.remote.map(formatSelector).join(' ')}`;
  const there = selectorsOf(pair, own.local, other.remote, 'a');
  const back = selectorsOf(pair, own.remote, other.local, 'b');
  const narrowed = [there, back].every(({ relation }) => relation !== 'unknown' && relation !== 'disjoint');
  return [
    aspect(
      'selectors',
      found,
      list(own),
      list(other),
      narrowed ? `${there.common.join(' ')} === ${back.common.join(' ')}` : null,
    ),
    aspect('mode', found, own.mode, other.mode, own.mode === other.mode ? own.mode : null),
    aspect(
      'child-proposal',
      found,
      proposals(own.proposals),
      proposals(other.proposals),
      common.result === 'common' ? acceptedText(common.algorithms) : null,
    ),
    aspect('pfs', found, own.pfs, other.pfs, own.pfs === other.pfs ? own.pfs : null),
    lifetimeAspect(pair, own, other),
  ];
}

/** Lifetimes are each end's own (RFC 7296 section 2.8; IKEv1's are told the peer and change nothing): a difference breaks nothing. */
function lifetimeAspect(pair: Pair, own: ChildConfig, other: ChildConfig): Aspect {
  const text = (connection: ConnectionConfig, child: ChildConfig): string => {
    const { ike, childRekey, childEnd } = lifetimesOf(connection, child);
    const say = (value: number | null): string => (value === null ? '-' : `${value} s`);
    return `IKE ${say(ike)}, child ${say(childRekey ?? childEnd)}`;
  };
  const [left, right] = [text(pair.a, own), text(pair.b, other)];
  return {
    ...nothing,
    kind: 'lifetimes',
    verdict: left === right ? 'agrees' : 'differs',
    initiator: left,
    responder: right,
    sources: [own.src, other.src],
  };
}

function aspect(
  kind: DifferenceKind,
  found: Findings,
  initiator: string | null,
  responder: string | null,
  accepted: string | null,
  host: string | null = null,
): Aspect {
  const differences = found.differences.filter((one) => one.kind === kind);
  const worst = differences.find((one) => verdictOf(one) === 'mismatch') ?? differences[0];
  const open = found.undecided.find((one) => one.kind === kind);
  const told = { kind, initiator, responder, accepted, host };
  if (worst !== undefined && (worst.fatal || open === undefined))
    return {
      ...told,
      verdict: verdictOf(worst),
      accepted: worst.fatal ? null : accepted,
      why: null,
      host: worst.host ?? host,
      details: worst.details,
      sources: worst.sources,
    };
  if (open !== undefined)
    return {
      ...nothing,
      ...told,
      verdict: 'cannot-be-verified',
      accepted: null,
      why: open.why,
      host: open.host ?? host,
    };
  return { ...nothing, ...told, verdict: 'agrees' };
}

function verdictOf(difference: Difference): AspectVerdict {
  if (difference.fatal) return 'mismatch';
  return difference.kind === 'pfs' && difference.details['shows'] === 'rekey' ? 'later' : 'differs';
}
