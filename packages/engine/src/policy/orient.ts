/** Which side of a connection is this host. */
import type { ConnectionConfig } from '../observations/configuration.ts';
import { sameAddress } from './addresses.ts';

/**
 * Turns a connection of ipsec.conf, whose `left` stands as local, so that the side with one of the host's own addresses is local.
 * `settings.orientation` becomes `left`, `right` or `unknown`. Connections of other stores are given back as they are.
 * Source: ipsec.conf(5) of both products ("left" is a convention; the side that is this host is found by its address).
 */
export function orient(config: ConnectionConfig, ownAddresses: readonly string[]): ConnectionConfig {
  const start = config.settings['orientation'];
  if (start === undefined) return config;
  const own = (list: readonly string[]): boolean =>
    list.some((address) => ownAddresses.some((other) => sameAddress(address, other)));
  const left = own(config.localAddresses);
  const right = own(config.remoteAddresses);
  if (left === right) return config;
  if (left) return { ...config, settings: { ...config.settings, orientation: 'left' } };
  return {
    ...config,
    localAddresses: config.remoteAddresses,
    remoteAddresses: config.localAddresses,
    local: config.remote,
    remote: config.local,
    children: config.children.map((child) => ({ ...child, local: child.remote, remote: child.local })),
    settings: { ...config.settings, orientation: 'right' },
  };
}
