/** Connections of one host that are for the same peer: what its daemon does not tell apart before it sees selectors. */
import type { ChildConfig, ConnectionConfig, Selector } from '../observations/configuration.ts';
import { pairChildren } from './compare-child.ts';
import { effectiveConnections } from './compare.ts';
import type { HostConfiguration, Pair } from './differences.ts';
import { formatSelector } from './selectors.ts';

/** A child of the initiator, the one of the responder that its traffic falls into, and the connection that this is of. */
export interface ChildMatch {
  readonly own: ChildConfig;
  readonly other: ChildConfig;
  readonly connection: ConnectionConfig;
}

const groups = new WeakMap<HostConfiguration, ReadonlyMap<string, readonly ConnectionConfig[]>>();
const keys = new WeakMap<ConnectionConfig, string>();

/** Connections of a host with the same addresses, identities, versions and ways of authentication as this one of it, in their order. */
export function forSamePeer(config: ConnectionConfig, host: HostConfiguration): readonly ConnectionConfig[] {
  const known = groups.get(host) ?? grouped(effectiveConnections(host));
  groups.set(host, known);
  return known.get(keyOf(config)) ?? [config];
}

/**
 * Whether the daemon looks for the selectors it is offered in every connection for the peer: pluto does, Windows has one list of filters, and
 * stroke puts connections that differ in nothing else into one (`added child to existing configuration`). Of swanctl.conf, charon takes the first
 * connection that fits the peer and looks at its children alone.
 */
export function searchesAll({ settings }: ConnectionConfig): boolean {
  return settings['dialect'] !== 'strongswan' || settings['orientation'] !== undefined;
}

function grouped(connections: readonly ConnectionConfig[]): ReadonlyMap<string, readonly ConnectionConfig[]> {
  const found = new Map<string, ConnectionConfig[]>();
  for (const one of connections) {
    const key = keyOf(one);
    const list = found.get(key);
    if (list === undefined) found.set(key, [one]);
    else list.push(one);
  }
  return found;
}

function keyOf(config: ConnectionConfig): string {
  const known = keys.get(config);
  if (known !== undefined) return known;
  const rounds = (list: ConnectionConfig['local']): string =>
    list.map(({ method, detail, id }) => `${method}\t${detail ?? ''}\t${id ?? ''}`).join('\t\t');
  const { versions, aggressive, localAddresses, remoteAddresses, local, remote, settings } = config;
  const key = [
    settings['dialect'] ?? '',
    versions.join(),
    String(aggressive),
    localAddresses.join(),
    remoteAddresses.join(),
    rounds(local),
    rounds(remote),
  ].join('\n');
  keys.set(config, key);
  return key;
}

type Taken = Omit<ChildMatch, 'own'>;

const exact = new WeakMap<readonly ConnectionConfig[], ReadonlyMap<string, Taken>>();
const sidesOf = (local: readonly Selector[], remote: readonly Selector[]): string =>
  [local, remote].map((list) => list.map(formatSelector).join()).join('|');

/** The child of several connections for one peer that traffic of a child of the initiator falls into: that of `pair.b` where it fits as well. */
export function childForTraffic(pair: Pair, own: ChildConfig, connections: readonly ConnectionConfig[]): Taken | null {
  const dynamic = [...own.local, ...own.remote].some((one) => one.dynamic === true);
  const same = exact.get(connections) ?? bySelectors(connections);
  exact.set(connections, same);
  const wanted = sidesOf(own.remote, own.local);
  const here = pair.b.children.find((child) => sidesOf(child.local, child.remote) === wanted);
  if (here !== undefined && !dynamic) return { other: here, connection: pair.b };
  const found = dynamic ? undefined : same.get(wanted);
  if (found !== undefined) return found;
  let best: Taken | null = null;
  let most = -1;
  let tried = 0;
  for (const connection of [pair.b, ...connections.filter((one) => one !== pair.b)]) {
    tried += connection.children.length;
    if (tried > maxTried && best !== null) break;
    const [one] = pairChildren({ ...pair, a: { ...pair.a, children: [own] }, b: connection });
    if (one === undefined || one.score <= most) continue;
    most = one.score;
    best = { other: one.b, connection };
  }
  return best;
}

const maxTried = 1024;

function bySelectors(connections: readonly ConnectionConfig[]): ReadonlyMap<string, Taken> {
  const found = new Map<string, Taken>();
  for (const connection of connections)
    for (const other of connection.children) {
      const key = sidesOf(other.local, other.remote);
      if (!found.has(key)) found.set(key, { other, connection });
    }
  return found;
}
