/** Virtual addresses: one end asks for one, and the other has to have one to give (RFC 7296 section 2.19). */
import type { ConnectionConfig } from '../observations/configuration.ts';
import { parseRange } from './addresses.ts';
import { type Aspect, nothing } from './aspects.ts';
import { effectiveConnections } from './compare.ts';
import { dialectOf, type HostConfiguration, type Pair, sideSetting } from './differences.ts';

/** What the initiator asks for; null: nothing (swanctl.conf(5) `vips`; ipsec.conf(5) `leftmodecfgclient`, `leftsourceip`). */
function asked(config: ConnectionConfig): string | null {
  const vips = config.settings['vips'];
  if (vips !== undefined && vips !== '') return vips;
  if (/^(?:yes|1|true|on)$/i.test(sideSetting(config, 'local', 'modecfgclient') ?? '')) return '%config';
  const source = sideSetting(config, 'local', 'sourceip');
  return source !== null && source.startsWith('%config') ? source : null;
}

/** Whether the responder has an address for an initiator that asks for one. */
export function virtualAddressAspects({ a, b, hostB }: Pair): Aspect[] {
  const wanted = asked(a);
  if (wanted === null) return [];
  return [
    {
      ...nothing,
      kind: 'virtual-address',
      ...told(b, hostB),
      initiator: wanted,
      host: hostB.label,
      sources: [a.src, b.src],
    },
  ];
}

function told(config: ConnectionConfig, host: HostConfiguration): Pick<Aspect, 'verdict' | 'why' | 'responder'> {
  if (dialectOf(config) === 'libreswan') {
    const pool = sideSetting(config, 'remote', 'addresspool');
    return pool === null
      ? { verdict: 'mismatch', why: 'no-pool', responder: null }
      : { ...ofSize([pool], host, ({ settings }) => Object.values(settings).includes(pool)), responder: pool };
  }
  const ofStroke = sideSetting(config, 'remote', 'sourceip');
  const names = (config.settings['pools'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  if (config.settings['orientation'] !== undefined)
    return ofStroke === null || ofStroke.startsWith('%config')
      ? { verdict: 'mismatch', why: 'no-pool', responder: null }
      : { verdict: 'cannot-be-verified', why: 'pool-not-known', responder: ofStroke };
  if (names.length === 0) return { verdict: 'mismatch', why: 'no-pool', responder: null };
  const pools = names.map((name) => host.facts?.get(`pool-${name}`) ?? '');
  const responder = names.join(', ');
  // A pool may stand in a file that is included, or be that of a RADIUS or DHCP server.
  if (pools.some((pool) => pool === '')) return { verdict: 'cannot-be-verified', why: 'pool-not-known', responder };
  const draws = (other: ConnectionConfig): boolean =>
    (other.settings['pools'] ?? '').split(/[\s,]+/).some((name) => names.includes(name));
  return { ...ofSize(pools, host, draws), responder };
}

/** A pool that has fewer addresses than there are connections that draw on it may be empty when this one asks. */
function ofSize(
  pools: readonly string[],
  host: HostConfiguration,
  draws: (config: ConnectionConfig) => boolean,
): Pick<Aspect, 'verdict' | 'why'> {
  const size = pools.reduce((sum, pool) => sum + sizeOf(pool), 0n);
  const clients = effectiveConnections(host).filter(draws).length;
  if (size === 0n) return { verdict: 'cannot-be-verified', why: 'pool-not-known' };
  return size < BigInt(clients)
    ? { verdict: 'cannot-be-verified', why: 'pool-may-be-full' }
    : { verdict: 'agrees', why: null };
}

function sizeOf(pool: string): bigint {
  const range = parseRange(pool);
  return range === undefined ? 0n : range.to - range.from + 1n;
}
