import type { FilterRule } from '../../observations/index.ts';
import { formatRange, parseAddress } from '../addresses.ts';
import { classifier, type Classifier } from '../classifier.ts';
import type { PacketPoint } from '../packet-box.ts';
import { filterOutcome } from '../packet-filter.ts';
import { type LinuxPolicy, matchOrder } from './kernel-policy.ts';

export type Direction = LinuxPolicy['direction'];

/** What the policies of one host say of a packet. `none`: no policy takes it, it goes in clear. */
export interface Decision {
  readonly action: LinuxPolicy['action'] | 'none';
  readonly policy: LinuxPolicy | null;
}

/** A Linux host's policies, made ready for many questions. */
export interface PreparedLinux {
  readonly addresses: readonly string[];
  readonly policies: readonly LinuxPolicy[];
  readonly rules: readonly FilterRule[];
  /** Constant work per packet, whatever the number of policies. */
  decide(direction: Direction, packet: PacketPoint): Decision;
}

const nothing: Decision = { action: 'none', policy: null };

/**
 * Prepares policies for look-ups. Those that ask for a mark, an interface id or a label are for packets that carry it, and take none of
 * the packets of a question; those bound to a device are tried like others, and the answer names them.
 */
export function prepareLinux(
  policies: readonly LinuxPolicy[],
  rules: readonly FilterRule[],
  addresses: readonly string[],
): PreparedLinux {
  const usable = matchOrder(policies).filter(({ condition }) => condition === null || /^dev [^,]+$/.test(condition));
  const of = (direction: Direction): readonly LinuxPolicy[] => usable.filter((one) => one.direction === direction);
  const lists: Readonly<Record<Direction, readonly LinuxPolicy[]>> = { in: of('in'), out: of('out'), fwd: of('fwd') };
  const find: Partial<Record<Direction, Classifier>> = {};
  return {
    addresses,
    policies,
    rules,
    decide(direction, packet) {
      const own = (find[direction] ??= classifier(lists[direction]));
      const policy = lists[direction][own(packet)];
      return policy === undefined ? nothing : { action: policy.action, policy };
    },
  };
}

/** Direction in which a host meets a packet that comes to it: for itself, or to be passed on. */
export function arrival(host: Pick<PreparedLinux, 'addresses'>, packet: PacketPoint): 'in' | 'fwd' {
  const own = host.addresses.some((text) => {
    const address = parseAddress(text.split('/')[0] ?? '');
    return address?.family === packet.family && address.value === packet.destination;
  });
  return own || host.addresses.length === 0 ? 'in' : 'fwd';
}

/** Whether a host's packet filter drops a packet at a hook; `ipsec`: it came out of an SA, or is to go into one. */
export function filtered(
  host: PreparedLinux,
  hook: 'input' | 'output' | 'forward',
  packet: PacketPoint,
  ipsec: boolean,
): ReturnType<typeof filterOutcome> {
  const ports = packet.protocol === 6 || packet.protocol === 17;
  return filterOutcome(host.rules, {
    hook,
    family: packet.family,
    protocol: packet.protocol,
    ...(ports ? { sourcePort: packet.sourcePort, destinationPort: packet.destinationPort } : {}),
    source: { family: packet.family, from: packet.source, to: packet.source },
    destination: { family: packet.family, from: packet.destination, to: packet.destination },
    ipsec,
    fresh: true,
    imagined: true,
  });
}

/** One policy as a line: direction, what it is for, what is done. */
export function linuxPolicyText(policy: LinuxPolicy): string {
  const ports = ({ from, to }: LinuxPolicy['sourcePorts']): string =>
    from === 0 && to === 65_535 ? '' : from === to ? `:${from}` : `:${from}-${to}`;
  const protocol = policy.protocol === 0 ? 'any' : String(policy.protocol);
  const icmp = policy.protocol === 1 || policy.protocol === 58;
  const source = `${formatRange(policy.source)}${icmp ? '' : ports(policy.sourcePorts)}`;
  const destination = `${formatRange(policy.destination)}${icmp ? '' : ports(policy.destinationPorts)}`;
  const how =
    policy.action !== 'protect'
      ? policy.action
      : [
          'protect',
          ...policy.protocols,
          policy.mode ?? '',
          policy.tunnel === null ? '' : `${policy.tunnel.from}-${policy.tunnel.to}`,
          policy.optional ? 'optional' : '',
        ]
          .filter((word) => word !== '')
          .join(' ');
  const condition = policy.condition === null ? '' : ` (${policy.condition})`;
  const message = icmp ? icmpText(policy.sourcePorts) : '';
  return `${policy.direction} ${protocol}${message} ${source} -> ${destination} ${how}${condition}`;
}

/** Which messages of ICMP a span holds: ` type 8 code 0`, ` type 8`, nothing where it holds all. */
function icmpText({ from, to }: LinuxPolicy['sourcePorts']): string {
  if (from === 0 && to === 65_535) return '';
  const [first, last] = [from >> 8, to >> 8];
  const codes = [from & 255, to & 255];
  if (first !== last) return ` types ${first}-${last}`;
  if (codes[0] === 0 && codes[1] === 255) return ` type ${first}`;
  return ` type ${first} code ${codes[0] === codes[1] ? codes[0] : codes.join('-')}`;
}
