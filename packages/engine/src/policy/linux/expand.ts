import type { ChildConfig, ConnectionConfig, Selector } from '../../observations/index.ts';
import {
  type AddressRange,
  addressBits,
  parseAddress,
  parseRange,
  prefixRange,
  rangePrefixLength,
} from '../addresses.ts';
import type { PortSpan } from '../packet-box.ts';
import { type LinuxPolicy, matchOrder, spanOf } from './kernel-policy.ts';
import { charonPriority, plutoPriority, type PolicyKind, portBits } from './priority.ts';

/** A pair of selectors that no policy can be made of yet. */
export interface UnexpandedChild {
  readonly connection: string;
  readonly child: string;
  readonly text: string;
  readonly why: 'address-not-known' | 'virtual-address' | 'families-differ' | 'no-selectors' | 'too-many';
}

export interface LinuxExpansion {
  /** In match order. */
  readonly policies: readonly LinuxPolicy[];
  readonly unexpanded: readonly UnexpandedChild[];
}

const maxPolicies = 60_000;

/**
 * The policies that the daemon installs in the kernel for its connections: `out`, `in`, and `fwd` where it is a tunnel or a shunt, with the
 * priorities that charon or pluto gives them. Connections are told from this host's side. Connections of other systems are left out.
 */
export function expandConnections(
  connections: readonly ConnectionConfig[],
  ownAddresses: readonly string[],
): LinuxExpansion {
  const policies: LinuxPolicy[] = [];
  const unexpanded: UnexpandedChild[] = [];
  for (const connection of connections) {
    if (connection.settings['dialect'] === undefined) continue;
    for (const child of connection.children) {
      expandChild(connection, child, ownAddresses, policies, unexpanded);
    }
  }
  return { policies: matchOrder(policies), unexpanded };
}

interface Side {
  readonly range: AddressRange;
  readonly ports: PortSpan;
  readonly protocol: number;
}

function expandChild(
  connection: ConnectionConfig,
  child: ChildConfig,
  ownAddresses: readonly string[],
  policies: LinuxPolicy[],
  unexpanded: UnexpandedChild[],
): void {
  const refuse = (why: UnexpandedChild['why'], text: string): void =>
    void unexpanded.push({ connection: connection.name, child: child.name, text, why });
  if (child.local.length === 0 || child.remote.length === 0) return refuse('no-selectors', '');
  const [here, there] = [localAddress(connection, ownAddresses), remoteAddress(connection)];
  const given = [child.cut?.local ?? child.local.length, child.cut?.remote ?? child.remote.length];
  if (child.cut !== undefined) refuse('too-many', given.join(' × '));
  for (const local of child.local) {
    for (const remote of child.remote) {
      if (policies.length >= maxPolicies || unexpanded.length >= maxPolicies) {
        if (child.cut === undefined) refuse('too-many', given.join(' × '));
        return;
      }
      const text = `${local.text} === ${remote.text}`;
      const own = sideOf(local, here, usesVirtual(connection, 'local'));
      const other = sideOf(remote, there, usesVirtual(connection, 'remote'));
      if (typeof own === 'string' || typeof other === 'string') {
        refuse(typeof own === 'string' ? own : (other as UnexpandedChild['why']), text);
        continue;
      }
      if (own.range.family !== other.range.family) {
        // charon makes no policy of a pair of families; all pairs of them would be said to be missing.
        if (child.local.length === 1 && child.remote.length === 1) refuse('families-differ', text);
        continue;
      }
      policies.push(...policiesOf(connection, child, own, other, here, there));
    }
  }
}

/** The one address of this end; null when several or none are known. */
function localAddress(connection: ConnectionConfig, ownAddresses: readonly string[]): string | null {
  const named = connection.localAddresses.filter((text) => parseAddress(text) !== undefined);
  const usable = named.length > 0 ? named : ownAddresses;
  return usable.length === 1 ? (usable[0] ?? null) : null;
}

function remoteAddress(connection: ConnectionConfig): string | null {
  const named = connection.remoteAddresses.filter((text) => parseAddress(text) !== undefined);
  return named.length === 1 ? (named[0] ?? null) : null;
}

const virtualKeys: Readonly<Record<'local' | 'remote', readonly string[]>> = {
  local: ['vips', 'leftsourceip', 'leftmodecfgclient'],
  remote: ['pools', 'rightsourceip', 'rightaddresspool'],
};

function usesVirtual(connection: ConnectionConfig, side: 'local' | 'remote'): boolean {
  return virtualKeys[side].some((key) => connection.settings[key] !== undefined);
}

function sideOf(
  selector: Selector,
  address: string | null,
  virtual: boolean,
): Side | 'address-not-known' | 'virtual-address' {
  const upper = { ports: widenPorts(spanOf(selector)), protocol: selector.protocol };
  if (selector.dynamic !== true) {
    const range = parseRange(`${selector.from}-${selector.to}`);
    return range === undefined ? 'address-not-known' : { range: widen(range), ...upper };
  }
  if (virtual) return 'virtual-address';
  const range = address === null ? undefined : parseRange(address);
  return range === undefined ? 'address-not-known' : { range, ...upper };
}

/** The kernel has prefixes only: a range becomes the smallest one that holds it. */
function widen(range: AddressRange): AddressRange {
  if (rangePrefixLength(range) !== undefined) return range;
  const differing = (range.from ^ range.to).toString(2).length;
  return prefixRange(range.family, range.from, addressBits(range.family) - differing);
}

/** A port and a mask: a range becomes the smallest one of that kind that holds it. */
function widenPorts(span: PortSpan): PortSpan {
  if (span.from > span.to) return span;
  const free = 2 ** (16 - portBits(span));
  const from = span.from - (span.from % free);
  return { from, to: from + free - 1 };
}

function policiesOf(
  connection: ConnectionConfig,
  child: ChildConfig,
  own: Side,
  other: Side,
  here: string | null,
  there: string | null,
): LinuxPolicy[] {
  const shunt = child.mode === 'pass' || child.mode === 'drop';
  const started = child.settings['start_action'] ?? connection.settings['auto'] ?? 'none';
  const trap = /trap|route|ondemand/.test(started);
  const kind: PolicyKind = child.mode === 'pass' ? 'pass' : child.mode === 'drop' ? 'drop' : trap ? 'trap' : 'protect';
  const protocol = Math.max(own.protocol, other.protocol);
  const mode = child.mode === 'transport' ? 'transport' : shunt ? null : 'tunnel';
  const forward = mode !== 'transport';
  const directions = ['out', 'in', ...(forward ? (['fwd'] as const) : [])] as const;
  const ipsec = child.proposals.some((one) => one.protocol === 'AH') ? 'ah' : 'esp';
  return directions.map((direction): LinuxPolicy => {
    const [from, to] = direction === 'out' ? [own, other] : [other, own];
    const box = {
      source: from.range,
      destination: to.range,
      protocol,
      ...spansOf(protocol, from.ports, to.ports),
    };
    const ends = direction === 'out' ? [here, there] : [there, here];
    return {
      ...box,
      direction,
      action: child.mode === 'pass' ? 'allow' : child.mode === 'drop' ? 'block' : 'protect',
      priority: priorityOf(connection, child, box, own, other, kind),
      mode,
      tunnel: mode === 'tunnel' ? { from: ends[0] ?? '%any', to: ends[1] ?? '%any' } : null,
      protocols: shunt ? [] : [ipsec],
      optional: false,
      condition: conditionOf(connection, child),
      connection: connection.name,
      child: child.name,
      since: trap ? 'loaded' : 'up',
      src: child.src,
    };
  });
}

/** Ports of both sides. Of ICMP each side says the same type and code, which a packet has once (RFC 4301 section 4.4.1.1). */
function spansOf(
  protocol: number,
  from: PortSpan,
  to: PortSpan,
): Pick<LinuxPolicy, 'sourcePorts' | 'destinationPorts'> {
  if (protocol !== 1 && protocol !== 58) return { sourcePorts: from, destinationPorts: to };
  const told = from.to - from.from <= to.to - to.from ? from : to;
  return { sourcePorts: told, destinationPorts: { from: 0, to: 65_535 } };
}

function priorityOf(
  connection: ConnectionConfig,
  child: ChildConfig,
  box: Parameters<typeof charonPriority>[0],
  own: Side,
  other: Side,
  kind: PolicyKind,
): number {
  const written = Number(child.settings['priority'] ?? connection.settings['priority'] ?? '0');
  if (Number.isInteger(written) && written > 0) return written;
  if (connection.settings['dialect'] !== 'libreswan')
    return charonPriority(box, kind, child.settings['interface'] !== undefined);
  const instance = connection.remoteAddresses.some((text) => text.startsWith('%any'));
  return plutoPriority(
    { local: own.range, remote: other.range, protocol: box.protocol },
    { local: own.ports, remote: other.ports },
    instance,
  );
}

function conditionOf(connection: ConnectionConfig, child: ChildConfig): string | null {
  const words: string[] = [];
  const add = (name: string, ...values: readonly (string | undefined)[]): void => {
    const value = values.find((one) => one !== undefined && one !== '' && one !== '0');
    if (value !== undefined) words.push(`${name} ${value}`);
  };
  add('dev', child.settings['interface']);
  add(
    'mark',
    child.settings['mark_out'],
    child.settings['mark'],
    connection.settings['mark'],
    connection.settings['mark-out'],
  );
  add('if_id', child.settings['if_id_out'], connection.settings['if_id_out'], connection.settings['ipsec-interface']);
  return words.length === 0 ? null : words.join(', ');
}
