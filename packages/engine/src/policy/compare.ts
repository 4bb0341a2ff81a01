/** Two hosts' configurations side by side: which connections are meant for each other, and in what they differ. */
import type { ConnectionConfig } from '../observations/configuration.ts';
import { compareChildren } from './compare-child.ts';
import { addressesFit, compareIke, effectiveId, reachableAt } from './compare-ike.ts';
import {
  type Difference,
  dialectOf,
  type Findings,
  type HostConfiguration,
  type Pair,
  type Undecided,
} from './differences.ts';
import { compareIdentities } from './identities.ts';
import { orient } from './orient.ts';

export type { Difference, HostConfiguration, Undecided } from './differences.ts';

/** One pair of connections and everything in which it differs. */
export interface ConnectionComparison {
  readonly a: ConnectionConfig;
  readonly b: ConnectionConfig;
  readonly differences: readonly Difference[];
  readonly undecided: readonly Undecided[];
}

/**
 * Pairs the connections of host A with those of host B that are meant for each other, and compares each pair. `initiator` tells
 * who starts, which some rules depend on. A connection for which the other host has none is left out; the result is empty when
 * no two connections can be meant for each other. A connection that a daemon has loaded stands before its file.
 */
export function compareConnections(
  hostA: HostConfiguration,
  hostB: HostConfiguration,
  initiator: 'a' | 'b' | null = null,
): readonly ConnectionComparison[] {
  return pairConnections(hostA, hostB).map(({ a, b }) => {
    const pair: Pair = { a, b, hostA, hostB, initiator };
    const into: Findings = { differences: [], undecided: [] };
    compareIke(pair, into);
    compareChildren(pair, into);
    return { a, b, differences: into.differences, undecided: into.undecided };
  });
}

/** Connections of a host, oriented, with what the daemon told and what the file told put together by name. */
export function effectiveConnections(host: HostConfiguration): readonly ConnectionConfig[] {
  const oriented = host.connections.map((config) => orient(config, host.ownAddresses));
  const loaded = oriented.filter((config) => config.loaded);
  const files = oriented.filter((config) => !config.loaded);
  const merged = loaded.map((config) => {
    const file = files.find((one) => one.name === config.name);
    return file === undefined ? config : complete(config, file);
  });
  const names = new Set(loaded.map((config) => config.name));
  // What the daemon has not loaded plays no part, where a listing tells what it has.
  return loaded.length > 0 ? merged : files.filter((config) => !names.has(config.name));
}

/** Listings leave out proposals and modes of exchange: these come from the file. */
function complete(loaded: ConnectionConfig, file: ConnectionConfig): ConnectionConfig {
  return {
    ...loaded,
    aggressive: loaded.aggressive ?? file.aggressive,
    versions: loaded.versions.length > 0 ? loaded.versions : file.versions,
    proposals: loaded.proposals.length > 0 ? loaded.proposals : file.proposals,
    local: loaded.local.length > 0 ? loaded.local : file.local,
    remote: loaded.remote.length > 0 ? loaded.remote : file.remote,
    settings: { ...file.settings, ...loaded.settings },
    children: loaded.children.map((child) => {
      const other = file.children.find((one) => one.name === child.name);
      if (other === undefined) return child;
      return {
        ...child,
        proposals: child.proposals.length > 0 ? child.proposals : other.proposals,
        pfs: child.pfs ?? other.pfs,
        mode: child.mode ?? other.mode,
        settings: { ...other.settings, ...child.settings },
      };
    }),
    src: file.src,
  };
}

const fitScore: Readonly<Record<string, number>> = { yes: 4, any: 1, unknown: 0, no: -4 };

/** Best pairs first come, each connection in one pair at most. */
function pairConnections(
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): readonly { readonly a: ConnectionConfig; readonly b: ConnectionConfig }[] {
  const left = effectiveConnections(hostA).slice(0, 200);
  const right = effectiveConnections(hostB).slice(0, 200);
  const all: { a: ConnectionConfig; b: ConnectionConfig; score: number; order: number }[] = [];
  for (const [i, a] of left.entries()) {
    for (const [j, b] of right.entries()) {
      const score = meantForEachOther(a, b, hostA, hostB);
      if (score > 0) all.push({ a, b, score, order: i * 200 + j });
    }
  }
  all.sort((x, y) => y.score - x.score || x.order - y.order);
  const used = new Set<ConnectionConfig>();
  return all.filter(({ a, b }) => {
    if (used.has(a) || used.has(b)) return false;
    used.add(a);
    used.add(b);
    return true;
  });
}

/** Addresses count most, then identities, then equal names; 0 or less when nothing speaks for the two. */
function meantForEachOther(
  a: ConnectionConfig,
  b: ConnectionConfig,
  hostA: HostConfiguration,
  hostB: HostConfiguration,
): number {
  const there = fitScore[addressesFit(a.remoteAddresses, reachableAt(b, hostB))] ?? 0;
  const back = fitScore[addressesFit(b.remoteAddresses, reachableAt(a, hostA))] ?? 0;
  let score = there + back;
  for (const [sender, expecting] of [
    [a, b],
    [b, a],
  ] as const) {
    const sent = effectiveId(sender.local[0], sender, 'local', null);
    const wanted = effectiveId(expecting.remote[0], expecting, 'remote', null);
    if (sent === null || wanted === null) continue;
    const { result } = compareIdentities(wanted, sent, { expected: dialectOf(expecting), sent: dialectOf(sender) });
    if (result === 'same') score += 2;
    else if (result === 'different') score -= 1;
  }
  return score + (a.name === b.name ? 0.5 : 0);
}
