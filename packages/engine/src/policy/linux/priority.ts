/** The priority a daemon gives a policy in the kernel. The smaller one is tried first. */
import { rangePrefixLength } from '../addresses.ts';
import type { PacketBox, PortSpan } from '../packet-box.ts';

export type PolicyKind = 'protect' | 'trap' | 'pass' | 'drop';

/** Where charon begins, by what the policy is for. Source: strongSwan, kernel_netlink_ipsec.c, `get_priority`. */
const charonBases: Readonly<Record<PolicyKind, number>> = {
  pass: 200_000,
  protect: 400_000,
  trap: 400_000,
  drop: 600_000,
};

/** Bits of a port that a policy of the kernel fixes; it has a port and a mask, and so only some ranges. */
export function portBits({ from, to }: PortSpan): number {
  let bits = 16;
  for (let differing = from ^ to; differing > 0; differing >>= 1) bits--;
  return bits;
}

function prefix(range: PacketBox['source']): number {
  return rangePrefixLength(range) ?? 0;
}

/** Priority of charon: a narrower policy comes first, ones without traps before traps (`get_priority`). `device`: it names an interface. */
export function charonPriority(box: PacketBox, kind: PolicyKind, device = false): number {
  return (
    charonBases[kind] -
    (prefix(box.source) + prefix(box.destination)) * 512 -
    (box.protocol === 0 ? 0 : 256) -
    (portBits(box.sourcePorts) + portBits(box.destinationPorts)) * 4 -
    (device ? 2 : 0) -
    (kind === 'trap' ? 0 : 1)
  );
}

/**
 * Priority of pluto for a connection that is no opportunistic one: ports, protocol, then the prefix of its own side, of the other side, and
 * instances of a template before others. Source: Libreswan, programs/pluto/kernel.c, `calculate_kernel_priority` (now `spd_priority`).
 */
export function plutoPriority(
  box: { readonly local: PacketBox['source']; readonly remote: PacketBox['source']; readonly protocol: number },
  ports: { readonly local: PortSpan; readonly remote: PortSpan },
  instance: boolean,
): number {
  const wild = ({ from, to }: PortSpan): number => (from === 0 && to === 65_535 ? 1 : 0);
  let priority = 1;
  priority = priority * 4 + wild(ports.local) + wild(ports.remote);
  priority = priority * 2 + (box.protocol === 0 ? 1 : 0);
  priority = priority * 256 + 128 - prefix(box.local);
  priority = priority * 256 + 128 - prefix(box.remote);
  return priority * 2 + (instance ? 0 : 1);
}
