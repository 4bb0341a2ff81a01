/** Which side of a connection is this host. */
import type { ChildConfig, ChildSaState, ConnectionConfig } from '../observations/configuration.ts';
import { sameAddress } from './addresses.ts';

/** Settings by which a connection says that its sides may have to be exchanged: of ipsec.conf, and of the two rules of a tunnel of Windows. */
const orientations = ['orientation', 'tunnel-orientation'] as const;

/**
 * Turns a connection of ipsec.conf, whose `left` stands as local, so that the side with one of the host's own addresses is local.
 * `settings.orientation` becomes `left`, `right` or `unknown`. So is a legacy tunnel of Windows, of whose two rules the first may be for the
 * way in. Connections of other stores are given back as they are.
 * Source: ipsec.conf(5) of both products ("left" is a convention; the side that is this host is found by its address).
 */
export function orient(config: ConnectionConfig, ownAddresses: readonly string[]): ConnectionConfig {
  const key = orientations.find((one) => config.settings[one] !== undefined);
  if (key === undefined) return config;
  const own = (list: readonly string[]): boolean =>
    list.some((address) => ownAddresses.some((other) => sameAddress(address, other)));
  const left = own(config.localAddresses);
  const right = own(config.remoteAddresses);
  if (left === right) return config;
  if (left) return { ...config, settings: { ...config.settings, [key]: 'left' } };
  return {
    ...config,
    localAddresses: config.remoteAddresses,
    remoteAddresses: config.localAddresses,
    local: config.remote,
    remote: config.local,
    children: config.children.map(turnedChild),
    settings: { ...config.settings, [key]: 'right' },
  };
}

/** A child told from the other end. */
export function turnedChild(child: ChildConfig): ChildConfig {
  const { local, remote, cut } = child;
  return {
    ...child,
    local: remote,
    remote: local,
    ...(cut === undefined
      ? {}
      : {
          cut: {
            ...(cut.remote === undefined ? {} : { local: cut.remote }),
            ...(cut.local === undefined ? {} : { remote: cut.local }),
          },
        }),
  };
}

/**
 * Turns a kernel SA so that it is told from this host's side: an SA whose destination is one of the own addresses is inbound
 * (`spiIn`, `bytesIn`, `packetsIn`, local and remote exchanged). Daemon SAs, and SAs of neither or both ends, are given back as they are.
 */
export function orientSa(sa: ChildSaState, ownAddresses: readonly string[]): ChildSaState {
  if (sa.from !== 'kernel' || sa.spiOut === null) return sa;
  const own = (address: string | null): boolean =>
    address !== null && ownAddresses.some((other) => sameAddress(address, other));
  const inbound = sa.attributes['direction'] === 'in' || (own(sa.remote) && !own(sa.local));
  if (!inbound || sa.attributes['direction'] === 'out') return sa;
  return {
    ...sa,
    local: sa.remote,
    remote: sa.local,
    spiIn: sa.spiOut,
    spiOut: null,
    bytesIn: sa.bytesOut,
    packetsIn: sa.packetsOut,
    bytesOut: null,
    packetsOut: null,
    localTs: sa.remoteTs,
    remoteTs: sa.localTs,
  };
}
