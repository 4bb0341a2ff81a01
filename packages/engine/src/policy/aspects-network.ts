/** Whether a host and its network are as its connection has them: a daemon that starts, addresses that fit, a way to the peer. */
import { strongswanPlugins } from '../knowledge/strongswan-plugins.ts';
import type { ConnectionConfig } from '../observations/configuration.ts';
import { isPrivate } from '../protocol/address.ts';
import { parseAddress, parseRange } from './addresses.ts';
import { type Aspect, nothing } from './aspects.ts';
import { addressesFit, configuredRanges, reachableAt } from './compare-ike.ts';
import { daemonSetting, dialectOf, type Pair } from './differences.ts';
import { hasRoute } from './routes.ts';
import { isPolicyTunnel } from './windows/policy-tunnel.ts';

/** What listings of addresses and routes say against a connection of a daemon; nothing where none is at hand. */
export function networkAspects({ a, b, hostA, hostB }: Pair): Aspect[] {
  if ([hostA, hostB].every(({ interfaceAddresses, routes }) => (interfaceAddresses ?? routes) === undefined)) return [];
  return (
    [
      [a, hostA],
      [b, hostB],
    ] as const
  ).flatMap(([config, host]): Aspect[] => {
    const side = (text: string): Pick<Aspect, 'initiator' | 'responder' | 'host' | 'sources'> => ({
      initiator: config === a ? text : null,
      responder: config === a ? null : text,
      host: host.label,
      sources: [config.src],
    });
    const found: Aspect[] = [];
    const { interfaceAddresses, routes, facts } = host;
    // An interface that is down takes its routes and addresses with it: how it is when it is up again no listing tells.
    const against = (why: string): Pick<Aspect, 'verdict' | 'why'> =>
      facts?.has('interface-down') === true
        ? { verdict: 'cannot-be-verified', why: 'interface-down' }
        : { verdict: 'mismatch', why };
    // Rules of Windows name the ends of traffic, which need not be the host.
    if (config.settings['dialect'] === undefined) return [];
    // Which side of ipsec.conf is this host its own addresses tell: where they do not, that is no address of its own either.
    if (interfaceAddresses !== undefined && addressesFit(config.localAddresses, interfaceAddresses) === 'no')
      found.push({
        ...nothing,
        kind: 'address',
        ...against('not-own-address'),
        ...side(config.localAddresses.join(', ')),
      });
    const peers = config.remoteAddresses.filter((text) => parseAddress(text) !== undefined);
    const unreachable = peers.length > 0 && peers.length === config.remoteAddresses.length;
    if (routes !== undefined && unreachable && !peers.some((peer) => hasRoute(routes, peer)))
      found.push({ ...nothing, kind: 'route', ...against('no-route'), ...side(peers.join(', ')) });
    return found;
  });
}

/**
 * An initiator has to know where to begin: charon cannot initiate to %any ("unable to initiate to %any", "unable to resolve %any, initiate aborted"),
 * pluto not without an IP address of the peer, and a tunnel of Windows whose far end is `any` waits for it. Only traffic that meets a trap
 * may tell charon the address, and a mediation server.
 */
export function peerlessAspects({ a, hostA }: Pair): Aspect[] {
  const { ranges, names } = configuredRanges(a.remoteAddresses);
  const waits = a.settings['dialect'] !== undefined || isPolicyTunnel(a);
  if (!waits || names || ranges.some(({ from, to }) => from === to)) return [];
  const told = a.children.some(({ settings }) => /trap/i.test(settings['start_action'] ?? ''));
  const trapped = told || /route|ondemand/i.test(a.settings['auto'] ?? '') || a.settings['mediated_by'] !== undefined;
  // A listing may leave the addresses out.
  const open = trapped || (a.loaded && a.remoteAddresses.length === 0);
  return [
    {
      ...nothing,
      kind: 'address',
      verdict: open ? 'cannot-be-verified' : 'mismatch',
      initiator: a.remoteAddresses.join(', ') || '%any',
      why: open ? 'peer-from-traffic' : 'no-peer-address',
      host: hostA.label,
      sources: [a.src],
    },
  ];
}

/**
 * Whether each end's address is one that the other expects. Only where somebody says by which address an end is known it can be verified: the
 * own one may be translated on its way.
 */
export function addressAspects(pair: Pair): Aspect[] {
  return (
    [
      [pair.b, pair.a, pair.hostA, pair.hostB],
      [pair.a, pair.b, pair.hostB, pair.hostA],
    ] as const
  ).flatMap(([expecting, other, otherHost, host]): Aspect[] => {
    const told = otherHost.reachedAt ?? [];
    const known = told.length > 0;
    const reachable = reachableAt(other, otherHost);
    // A host of many connections has many addresses: mostly the one of this connection is what is expected.
    if (!known && addressesFit(expecting.remoteAddresses, reachable) === 'yes') return [];
    const ends = translatedNowhere(other) ? other.localAddresses : [];
    const actual = ends.length > 0 ? ends : known ? told : [...new Set([...otherHost.ownAddresses, ...reachable])];
    const fit = addressesFit(expecting.remoteAddresses, actual);
    if (fit === 'yes' || fit === 'any') return [];
    const name = expecting.remoteAddresses.find((text) => parseRange(text) === undefined);
    if (fit === 'unknown' && name !== undefined)
      return [
        {
          ...nothing,
          kind: 'address',
          verdict: 'cannot-be-verified',
          initiator: expecting === pair.a ? name : null,
          responder: expecting === pair.a ? null : name,
          why: 'name-lookup',
          host: host.label,
          sources: [expecting.src],
        },
      ];
    if (fit !== 'no') return [];
    const settled = known || ends.length > 0;
    return [
      {
        ...nothing,
        kind: 'address',
        verdict: settled ? 'mismatch' : 'cannot-be-verified',
        initiator: expecting === pair.a ? expecting.remoteAddresses.join(', ') : actual.join(', '),
        responder: expecting === pair.a ? actual.join(', ') : expecting.remoteAddresses.join(', '),
        why: settled ? null : 'nat-may-be',
        host: host.label,
        sources: [expecting.src, other.src],
      },
    ];
  });
}

/** Whether a connection is a tunnel of Windows whose near end is named and no private address: it is known by no other one. */
function translatedNowhere(config: ConnectionConfig): boolean {
  const { localAddresses } = config;
  return isPolicyTunnel(config) && localAddresses.length > 0 && !localAddresses.some(isPrivate);
}

/**
 * charon does not start without a plug-in that `load` marks with `!` (strongswan.conf(5), "Modular configuration"). One that no release is
 * known to have may still be somebody's own.
 */
export function serviceAspects({ a, b, hostA, hostB }: Pair): Aspect[] {
  if (daemonSetting(hostA, 'load') === null && daemonSetting(hostB, 'load') === null) return [];
  return (
    [
      [a, hostA],
      [b, hostB],
    ] as const
  ).flatMap(([config, host]): Aspect[] => {
    const load = dialectOf(config) === 'strongswan' ? daemonSetting(host, 'load') : null;
    const unknown = (load ?? '')
      .split(/\s+/)
      .filter((name) => name.endsWith('!') && !strongswanPlugins.has(name.slice(0, -1)));
    if (unknown.length === 0) return [];
    return [
      {
        ...nothing,
        kind: 'service',
        verdict: 'cannot-be-verified',
        why: 'plugin-not-known',
        initiator: config === a ? unknown.join(' ') : null,
        responder: config === a ? null : unknown.join(' '),
        host: host.label,
        sources: [config.src],
      },
    ];
  });
}
