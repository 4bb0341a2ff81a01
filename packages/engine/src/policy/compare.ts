/** Two hosts' configurations side by side: which connections are meant for each other, and in what they differ. */
import type { ConfigObservation, ConnectionConfig } from '../observations/configuration.ts';
import { compareChildren } from './compare-child.ts';
import { addressesFit, compareIke, reachableAt } from './compare-ike.ts';
import { type Difference, type Findings, type HostConfiguration, type Pair, type Undecided } from './differences.ts';
import { orient } from './orient.ts';
import { pairConnections } from './pairing.ts';

export type { Difference, HostConfiguration, Undecided } from './differences.ts';

/** One pair of connections and everything in which it differs. */
export interface ConnectionComparison {
  readonly a: ConnectionConfig;
  readonly b: ConnectionConfig;
  readonly differences: readonly Difference[];
  readonly undecided: readonly Undecided[];
  /** Another connection of host A or B that fits the peer's one without any fatal difference, while this pair has some: the wrong one wins. */
  readonly fitsBetter: { readonly host: string; readonly connection: ConnectionConfig } | null;
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
  const compare = (a: ConnectionConfig, b: ConnectionConfig): Findings =>
    comparePair({ a, b, hostA, hostB, initiator });
  const works = (found: Findings): boolean => found.differences.every((one) => !one.fatal && one.kind !== 'address');
  // An address that does not fit is a difference: what it costs to find the others can be saved.
  const meet = (a: ConnectionConfig, b: ConnectionConfig): boolean =>
    addressesFit(a.remoteAddresses, reachableAt(b, hostB)) !== 'no' &&
    addressesFit(b.remoteAddresses, reachableAt(a, hostA)) !== 'no';
  const [left, right] = [effectiveConnections(hostA), effectiveConnections(hostB)];
  const pairs = pairConnections(left.slice(0, maxConnections), right.slice(0, maxConnections), hostA, hostB);
  return pairs.map(({ a, b }) => {
    const found = compare(a, b);
    const broken = found.differences.some((one) => one.fatal);
    const free = (list: readonly ConnectionConfig[], own: ConnectionConfig): readonly ConnectionConfig[] =>
      broken ? list.filter((one) => one.name !== own.name).slice(0, 20) : [];
    const onB = free(right, b).find((other) => meet(a, other) && works(compare(a, other)));
    const onA =
      onB === undefined ? free(left, a).find((other) => meet(other, b) && works(compare(other, b))) : undefined;
    const fitsBetter =
      onB !== undefined
        ? { host: hostB.label, connection: onB }
        : onA !== undefined
          ? { host: hostA.label, connection: onA }
          : null;
    return { a, b, differences: found.differences, undecided: found.undecided, fitsBetter };
  });
}

/** Everything in which two connections meant for each other differ. */
export function comparePair(pair: Pair): Findings {
  const into: Findings = { differences: [], undecided: [] };
  compareIke(pair, into);
  compareChildren(pair, into);
  return into;
}

/** Connections that a file holds and the running daemon, which told what it has, does not. */
export function notLoaded(host: HostConfiguration): readonly ConnectionConfig[] {
  const loaded = new Set(host.connections.filter((config) => config.loaded).map((config) => config.name));
  if (loaded.size === 0 && host.loadedKnown !== true) return [];
  // pluto names the tunnels of a connection with several subnets NAME/1x1.
  const has = (name: string): boolean => [...loaded].some((one) => one === name || one.startsWith(`${name}/`));
  return host.connections.filter((config) => !config.loaded && !has(config.name));
}

/**
 * What is known of a host, out of everything read from it. Secrets count as complete when some were read and no file with
 * secrets has an include that was not.
 */
export function hostConfiguration(
  label: string,
  observations: readonly ConfigObservation[],
  ownAddresses: readonly string[],
): HostConfiguration {
  const secrets = observations.filter((one) => one.kind === 'secret');
  const places = new Set(
    observations.flatMap((one) => (one.kind === 'listing' && one.of === 'secrets' ? [one.src.artifact] : [])),
  );
  const partial = observations.some(
    (one) => one.kind === 'host-fact' && one.name === 'include-not-read' && places.has(one.src.artifact),
  );
  return {
    label,
    connections: observations.filter((one) => one.kind === 'connection'),
    secrets,
    secretsComplete: secrets.some((one) => one.type === 'psk') && !partial,
    ownAddresses,
    // A listing of certificates is one of the running daemon too, and tells of no connection.
    loadedKnown: observations.some((one) => one.kind === 'listing' && one.of === 'connections' && one.loaded === true),
  };
}

/** Connections of a host, oriented, with what the daemon told and what the file told put together by name. */
export function effectiveConnections(host: HostConfiguration): readonly ConnectionConfig[] {
  const known = effective.get(host) ?? makeEffective(host);
  effective.set(host, known);
  return known;
}

/** Asked for again and again of the same host. */
const effective = new WeakMap<HostConfiguration, readonly ConnectionConfig[]>();

function makeEffective(host: HostConfiguration): readonly ConnectionConfig[] {
  const oriented = host.connections.map((config) => orient(config, host.ownAddresses));
  const loaded = oriented.filter((config) => config.loaded);
  const files = oriented.filter((config) => !config.loaded);
  const byName = new Map([...files].reverse().map((one) => [one.name, one]));
  const merged = loaded.map((config) => {
    const file = byName.get(config.name);
    return file === undefined ? config : complete(config, file);
  });
  const names = new Set(loaded.map((config) => config.name));
  // What the daemon has not loaded plays no part, where a listing tells what it has.
  return loaded.length > 0 || host.loadedKnown === true ? merged : files.filter((config) => !names.has(config.name));
}

/** Listings leave out proposals and modes of exchange: these come from the file. */
function complete(loaded: ConnectionConfig, file: ConnectionConfig): ConnectionConfig {
  return {
    ...loaded,
    aggressive: loaded.aggressive ?? file.aggressive,
    versions: loaded.versions.length > 0 ? loaded.versions : file.versions,
    proposals: loaded.proposals.length > 0 ? loaded.proposals : file.proposals,
    local: completeRounds(loaded.local, file.local),
    remote: completeRounds(loaded.remote, file.remote),
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

/** What a listing leaves out of how an end proves itself: certificates, users, and keys that lie elsewhere. */
function completeRounds(loaded: ConnectionConfig['local'], file: ConnectionConfig['local']): ConnectionConfig['local'] {
  if (loaded.length === 0) return file;
  return loaded.map((round, at) => {
    const other = file[at];
    if (other === undefined || other.method !== round.method) return round;
    return {
      ...round,
      certificates: round.certificates.length > 0 ? round.certificates : other.certificates,
      ...(other.user === undefined ? {} : { user: other.user }),
      ...(other.keysElsewhere === undefined ? {} : { keysElsewhere: other.keysElsewhere }),
    };
  });
}

/** Connections of a host that are paired; the rest is left out. */
export const maxConnections = 500;
