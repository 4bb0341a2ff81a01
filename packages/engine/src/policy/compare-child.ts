/** Differences between two connections at the CHILD_SAs: proposals, PFS, selectors, mode. */
import type { ChildConfig, ConnectionConfig, Proposal, Selector } from '../observations/configuration.ts';
import { parseAddress } from './addresses.ts';
import { proposalDetails, reachableAt } from './compare-ike.ts';
import { dialectOf, type Findings, type HostConfiguration, type Pair, usedVersion } from './differences.ts';
import { commonProposal, differences } from './proposal-compare.ts';
import { formatProposal } from './proposals.ts';
import { compareSelectors, formatSelector, type SelectorComparison } from './selectors.ts';
import { isPolicyTunnel } from './windows/policy-tunnel.ts';

interface ChildPair {
  readonly a: ChildConfig;
  readonly b: ChildConfig;
  /** How near the two are to each other, the higher the nearer. */
  readonly score: number;
  /** A's local against B's remote, and A's remote against B's local. */
  readonly there: SelectorComparison;
  readonly back: SelectorComparison;
}

/** Adds every difference of the children meant for each other. */
export function compareChildren(pair: Pair, into: Findings): void {
  for (const child of pairChildren(pair)) {
    compareChildSelectors(pair, child, into);
    compareChildProposals(pair, child, into);
    compareModes(pair, child, into);
  }
}

const closeness: Readonly<Record<string, number>> = {
  equal: 4,
  subset: 3,
  superset: 3,
  overlap: 2,
  unknown: 1,
  disjoint: 0,
};

function scoreOf(there: SelectorComparison, back: SelectorComparison, sameName: boolean): number {
  return (closeness[there.relation] ?? 0) + (closeness[back.relation] ?? 0) + (sameName ? 0.5 : 0);
}

/** Children of a connection that are compared; the rest is left out. */
export const maxChildren = 64;

/** Every child of the end with fewer of them with the nearest one of the other end. */
export function pairChildren(pair: Pair): readonly ChildPair[] {
  const [a, b] = [pair.a.children[0], pair.b.children[0]];
  if (pair.a.children.length === 1 && pair.b.children.length === 1 && a !== undefined && b !== undefined) {
    const there = selectorsOf(pair, a, b, 'a');
    const back = selectorsOf(pair, a, b, 'b');
    return [{ a, b, score: scoreOf(there, back, a.name === b.name), there, back }];
  }
  const all: (ChildPair & { readonly order: number })[] = [];
  for (const [i, a] of pair.a.children.slice(0, maxChildren).entries()) {
    for (const [j, b] of pair.b.children.slice(0, maxChildren).entries()) {
      const there = selectorsOf(pair, a, b, 'a');
      const back = selectorsOf(pair, a, b, 'b');
      all.push({ a, b, there, back, score: scoreOf(there, back, a.name === b.name), order: i * maxChildren + j });
    }
  }
  all.sort((x, y) => y.score - x.score || x.order - y.order);
  const used = new Set<ChildConfig>();
  return all.filter(({ a, b }) => {
    if (used.has(a) || used.has(b)) return false;
    used.add(a);
    used.add(b);
    return true;
  });
}

/** Compares what a child of either end says of the side of host `of`. What rests on a list that is cut is not known. */
export function selectorsOf(pair: Pair, own: ChildConfig, other: ChildConfig, of: 'a' | 'b'): SelectorComparison {
  const [x, y] = of === 'a' ? [own.local, other.remote] : [own.remote, other.local];
  const cut = of === 'a' ? (own.cut?.local ?? other.cut?.remote) : (own.cut?.remote ?? other.cut?.local);
  if (cut !== undefined || isPartly(own, pair.hostA) || isPartly(other, pair.hostB))
    return { relation: 'unknown', common: [], onlyA: [], onlyB: [], why: 'not-all-read' };
  if (x.length === 0 || y.length === 0)
    return { relation: 'unknown', common: [], onlyA: [], onlyB: [], why: 'selectors-not-stated' };
  const bothDynamic = x.some(isDynamic) && y.some(isDynamic);
  const [config, host, peer] = of === 'a' ? [pair.a, pair.hostA, pair.b] : [pair.b, pair.hostB, pair.a];
  // What is dynamic is the address of that side, and with a virtual address the one it is given.
  const virtual = hasVirtual(config) || hasVirtual(peer);
  const address = bothDynamic || virtual ? null : only([...reachableAt(config, host)], peer.remoteAddresses);
  return remembered(x, y, address);
}

/** Whether the file of a child is not whole, so that any of its lists may go on. */
function isPartly({ src }: ChildConfig, { cutFiles }: HostConfiguration): boolean {
  return cutFiles?.has(src.artifact) === true;
}

const compared = new WeakMap<
  readonly Selector[],
  WeakMap<readonly Selector[], { readonly address: string | null; readonly result: SelectorComparison }>
>();

/** The two lists are compared for the differences, and again for what becomes of them. */
function remembered(x: readonly Selector[], y: readonly Selector[], address: string | null): SelectorComparison {
  const own =
    compared.get(x) ?? new WeakMap<readonly Selector[], { address: string | null; result: SelectorComparison }>();
  compared.set(x, own);
  const known = own.get(y);
  if (known !== undefined && known.address === address) return known.result;
  const result = compareSelectors(x, y, { a: address, b: address });
  own.set(y, { address, result });
  return result;
}

function isDynamic(selector: Selector): boolean {
  return selector.dynamic === true;
}

function hasVirtual(config: ConnectionConfig): boolean {
  return [
    'vips',
    'pools',
    'leftsourceip',
    'rightsourceip',
    'leftaddresspool',
    'rightaddresspool',
    'leftmodecfgclient',
    'rightmodecfgclient',
  ].some((key) => config.settings[key] !== undefined);
}

function only(own: readonly string[], named: readonly string[]): string | null {
  const concrete = own.filter((text) => parseAddress(text) !== undefined);
  const both = concrete.filter((text) => named.includes(text));
  return both.length === 1 ? (both[0] ?? null) : concrete.length === 1 ? (concrete[0] ?? null) : null;
}

/** The host whose list is cut; null: both are. */
function cutHost({ hostA, hostB }: Pair, { a, b }: ChildPair): string | null {
  const [first, second] = [a.cut !== undefined || isPartly(a, hostA), b.cut !== undefined || isPartly(b, hostB)];
  return first && second ? null : first ? hostA.label : hostB.label;
}

function compareChildSelectors(pair: Pair, child: ChildPair, into: Findings): void {
  const unknown = [child.there, child.back].find((one) => one.relation === 'unknown');
  const disjoint = [child.there, child.back].some((one) => one.relation === 'disjoint');
  if (unknown !== undefined && !disjoint) {
    const why = unknown.why ?? 'selectors-not-stated';
    into.undecided.push({ kind: 'selectors', host: why === 'not-all-read' ? cutHost(pair, child) : null, why });
    return;
  }
  if (child.there.relation === 'equal' && child.back.relation === 'equal') return;
  const { a, b } = child;
  const side = (one: SelectorComparison): { [key: string]: string | readonly string[] } => ({
    relation: one.relation,
    common: one.common,
    onlyA: one.onlyA,
    onlyB: one.onlyB,
  });
  const refused = disjoint ? 'disjoint' : refusedNarrowing(pair, child);
  into.differences.push({
    kind: 'selectors',
    fatal: refused !== null,
    host: null,
    details: {
      child: a.name,
      peerChild: b.name,
      a: { local: a.local.map(formatSelector), remote: a.remote.map(formatSelector) },
      b: { local: b.local.map(formatSelector), remote: b.remote.map(formatSelector) },
      sideOfA: side(child.there),
      sideOfB: side(child.back),
      reason: refused ?? 'may-be-narrowed',
    },
    sources: [a.src, b.src],
  });
}

/**
 * Whether an end refuses to narrow although the lists overlap. pluto takes only exactly its own selectors unless `narrowing=yes`
 * (ipsec.conf(5) of Libreswan): as responder it must be offered them, as initiator it must be given all it asked for. charon narrows. A tunnel of
 * a policy of Windows has to be defined alike at both ends, with the sides exchanged ("Specify Tunnel Endpoints", Windows Server 2008).
 */
function refusedNarrowing(pair: Pair, child: ChildPair): string | null {
  if ([pair.a, pair.b].some(isPolicyTunnel)) return 'windows-takes-only-its-own';
  for (const [config, own, role] of [
    [pair.a, child.a, 'a'],
    [pair.b, child.b, 'b'],
  ] as const) {
    if (dialectOf(config) !== 'libreswan' || config.settings['dialect'] !== 'libreswan') continue;
    if (['yes', '1', 'true', 'on'].includes(own.settings['narrowing']?.toLowerCase() ?? 'no')) continue;
    if (pair.initiator === null) continue;
    if (pair.initiator !== role) {
      if (takesAnyPort(pair, child, role)) continue;
      return 'pluto-takes-only-its-own';
    }
    const inside = role === 'a' ? 'subset' : 'superset';
    const kept = [child.there, child.back].every((one) => one.relation === 'equal' || one.relation === inside);
    if (!kept) return 'pluto-wants-all-it-asked-for';
  }
  return null;
}

/**
 * Whether all that differs is the port of the peer, which pluto as responder of IKEv1 leaves open: `rightprotoport=17/%any` takes the one port that
 * is offered, as L2TP clients need it (ipsec.conf(5), protoport).
 */
function takesAnyPort(pair: Pair, { a, b, there, back }: ChildPair, role: 'a' | 'b'): boolean {
  if (usedVersion(pair) !== 1) return false;
  const [own, peers, mine, inside] =
    role === 'a' ? ([a.remote, back, there, 'superset'] as const) : ([b.remote, there, back, 'subset'] as const);
  const offered = role === 'a' ? b.local : a.local;
  const open = own.length === 1 && /\/%?any\]?$/i.test(own[0]?.text ?? '') && own[0]?.protocol !== 0;
  const one = offered.length === 1 && offered[0]?.portFrom === offered[0]?.portTo;
  return open && one && peers.relation === inside && mine.relation === 'equal';
}

/** Proposals with the groups that PFS settings give them: pluto uses the groups of the IKE SA when the list names none. */
function withPfs(child: ChildConfig, config: ConnectionConfig): readonly Proposal[] {
  if (config.settings['dialect'] !== 'libreswan') return child.proposals;
  const ike = [...new Set(config.proposals.flatMap((one) => one.groups))];
  return child.proposals.map((one) => {
    if (child.pfs === 'no') return { ...one, groups: ['NONE'] };
    if (one.groups.length > 0) return one;
    return ike.length > 0 ? { ...one, groups: ike } : { ...one, open: [...(one.open ?? []), 'groups' as const] };
  });
}

function compareChildProposals(pair: Pair, child: ChildPair, into: Findings): void {
  const a = withPfs(child.a, pair.a);
  const b = withPfs(child.b, pair.b);
  const names = { child: child.a.name, peerChild: child.b.name, a: a.map(formatProposal), b: b.map(formatProposal) };
  const sources = [child.a.src, child.b.src];
  const withoutGroups = commonProposal(a, b, { ignoreGroups: true });
  if (withoutGroups.result === 'unknown')
    into.undecided.push({ kind: 'child-proposal', host: null, why: withoutGroups.why });
  else {
    const found = differences(a, b, { ignoreGroups: true });
    if (found.types.length > 0 || withoutGroups.result === 'none')
      into.differences.push({
        kind: 'child-proposal',
        fatal: withoutGroups.result === 'none',
        host: null,
        details: { ...names, ...proposalDetails(found) },
        sources,
      });
    if (withoutGroups.result === 'none') return;
  }
  const whole = commonProposal(a, b);
  if (whole.result === 'unknown') {
    into.undecided.push({ kind: 'pfs', host: null, why: whole.why });
    return;
  }
  if (whole.result === 'common') return;
  const version = usedVersion(pair);
  const groups = differences(a, b).types.find((one) => one.type === 'groups');
  into.differences.push({
    kind: 'pfs',
    // The first CHILD_SA of IKEv2 needs no group: the difference shows at its rekeying.
    fatal: version === 1 && !plutoTakesAny(pair, child),
    host: null,
    details: {
      ...names,
      groupsA: groups?.a ?? [],
      groupsB: groups?.b ?? [],
      shows: version === 1 ? 'quick-mode' : version === 2 ? 'rekey' : 'unknown',
    },
    sources,
  });
}

/** IKEv1: pluto with `pfs=no` still takes a group the initiator offers; only as initiator it offers none. */
function plutoTakesAny(pair: Pair, child: ChildPair): boolean {
  const lax = (config: ConnectionConfig, own: ChildConfig): boolean =>
    config.settings['dialect'] === 'libreswan' && own.pfs === 'no';
  return (lax(pair.a, child.a) && pair.initiator !== 'a') || (lax(pair.b, child.b) && pair.initiator !== 'b');
}

function compareModes(pair: Pair, child: ChildPair, into: Findings): void {
  const { a, b } = child;
  if (a.mode === null || b.mode === null || a.mode === b.mode) return;
  const transport = a.mode === 'transport' ? pair.a : b.mode === 'transport' ? pair.b : null;
  // pluto with type=transport refuses a tunnel; charon falls back to one.
  const refuses = transport !== null && transport.settings['dialect'] === 'libreswan' && usedVersion(pair) === 2;
  into.differences.push({
    kind: 'mode',
    fatal: refuses,
    host: refuses ? (transport === pair.a ? pair.hostA.label : pair.hostB.label) : null,
    details: { child: a.name, peerChild: b.name, a: a.mode, b: b.mode },
    sources: [a.src, b.src],
  });
}
