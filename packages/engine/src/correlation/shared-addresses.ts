import type { AlignInput, ArtifactClock } from './align.ts';
import type { HostDraft } from './hosts.ts';
import { startOf, type Window } from './time-line.ts';
import { otherRole, type Attempt, type Role } from './types.ts';

/**
 * Who uses which port of an address behind which several hosts stand: port → label of the host. One without a file of its own is called
 * by the address, or by address and port where it is not the only one.
 */
export type SharedAddresses = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Ports that a negotiation shows at an address, by the port of the peer they were used towards (0: not told). */
type Ports = Map<number, Set<number>>;

interface Claim {
  readonly group: readonly Attempt[];
  readonly role: Role;
  readonly ports: Ports;
}

/**
 * Addresses of a NAT behind which more than one host takes part (RFC 3948 section 5): told apart by the port of the NAT. A
 * negotiation at such an address belongs to the host whose own records show it. One that none of its records shows although they
 * cover the moment, and that uses another port towards the same port of the peer, is of somebody else behind the NAT. Where no host
 * there has records, two IKE SAs are of two hosts that use different ports at the same time, or different ports and identities.
 */
export function sharedAddresses(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
  owners: ReadonlyMap<string, string>,
  inputs: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
  windows: ReadonlyMap<string, Window>,
): SharedAddresses {
  const ownOf = new Map(hosts.map(({ label, addresses }) => [label, addresses] as const));
  const claims = new Map<string, Map<string, Claim[]>>();
  const free = new Map<string, Claim[]>();
  const open: { address: string; claim: Claim }[] = [];
  for (const group of groups) {
    for (const role of ['initiator', 'responder'] as const) {
      const label = ownLabel(group, role, hostOf, ownOf);
      for (const [address, ports] of portsOf(group, role)) {
        const owner = owners.get(address);
        if (owner !== undefined && ownOf.get(owner)?.has(address) === true) continue;
        if (owner === undefined) {
          if (ports.size > 0) push(free, address, { group, role, ports });
        } else if (label === null) open.push({ address, claim: { group, role, ports } });
        else {
          const byLabel = claims.get(address) ?? new Map<string, Claim[]>();
          push(byLabel, label, { group, role, ports });
          claims.set(address, byLabel);
        }
      }
    }
  }
  const watches = (label: string, group: readonly Attempt[]): boolean => {
    const at = startOf(group, clocks);
    return inputs.some((input) => {
      const window = windows.get(input.artifact);
      return (
        at !== null &&
        hostOf.get(input.artifact) === label &&
        window !== undefined &&
        window.from <= at &&
        at <= window.to
      );
    });
  };
  for (const { address, claim } of open) {
    const known = claims.get(address);
    if (known === undefined) continue;
    const stranger = [...known].every(
      ([label, own]) =>
        label !== address && watches(label, claim.group) && own.every(({ ports }) => differ(ports, claim.ports)),
    );
    if (stranger) push(known, address, claim);
  }
  const shared = new Map<string, Map<number, string>>();
  for (const [address, byLabel] of claims) {
    if (byLabel.size < 2) continue;
    const ports = new Map<number, string>();
    for (const [label, own] of byLabel)
      for (const claim of own)
        for (const used of claim.ports.values()) for (const port of used) if (!ports.has(port)) ports.set(port, label);
    shared.set(address, ports);
  }
  for (const [address, own] of free) {
    const users = own.length > mostClaims ? [] : usersOf(own, address, inputs);
    if (users.length < 2) continue;
    const name = address.includes(':') ? `[${address}]` : address;
    const ports = new Map<number, string>();
    for (const user of users)
      for (const used of user.ports.values()) for (const port of used) ports.set(port, `${name}:${nameOf(user.ports)}`);
    shared.set(address, ports);
  }
  return shared;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Of so many negotiations from one address nobody tells hosts apart. */
const mostClaims = 2000;

interface User {
  readonly ports: Ports;
  readonly ids: Set<string>;
  /** When it used which port, by artifact and port of the peer. */
  readonly active: Map<string, { from: bigint; to: bigint }[]>;
}

/** Hosts at one address that nobody has files of. Only those that got an IKE SA, or send ESP, are told apart. */
function usersOf(claims: readonly Claim[], address: string, inputs: readonly AlignInput[]): User[] {
  const spans = spansAt(address, inputs);
  const users: User[] = [];
  for (const { group, role, ports } of claims) {
    const ids = new Set(
      group.flatMap(({ facts, ownRole }) =>
        ownRole === otherRole(role)
          ? facts.flatMap(({ code, args }) =>
              code === 'ike.established' && typeof args['remoteId'] === 'string' ? [args['remoteId']] : [],
            )
          : [],
      ),
    );
    const active: User['active'] = new Map();
    for (const [peer, used] of ports)
      for (const port of used)
        for (const [artifact, span] of spans.get(`${peer} ${port}`) ?? []) push(active, `${artifact} ${peer}`, span);
    if (ids.size === 0 && active.size === 0) continue;
    const user: User = { ports, ids, active };
    const known = users.find((other) => !apart(other, user));
    if (known === undefined) users.push(user);
    else join(known, user);
  }
  return users;
}

/** When ESP passed between which port of the peer and which port of the address, by artifact. */
function spansAt(
  address: string,
  inputs: readonly AlignInput[],
): Map<string, [artifact: string, span: { from: bigint; to: bigint }][]> {
  const found = new Map<string, [string, { from: bigint; to: bigint }][]>();
  for (const { artifact, wire } of inputs)
    for (const { src, dst, srcPort, dstPort, first, last } of wire?.flows ?? []) {
      if (srcPort === null || dstPort === null || (src !== address && dst !== address)) continue;
      const key = src === address ? `${dstPort} ${srcPort}` : `${srcPort} ${dstPort}`;
      push(found, key, [artifact, { from: first, to: last }]);
    }
  return found;
}

function apart(a: User, b: User): boolean {
  if (!differ(a.ports, b.ports)) return false;
  if (a.ids.size > 0 && b.ids.size > 0) return ![...a.ids].some((id) => b.ids.has(id));
  return [...a.active].some(([key, spans]) =>
    spans.some((one) => (b.active.get(key) ?? []).some((other) => one.from < other.to && other.from < one.to)),
  );
}

function join(user: User, more: User): void {
  for (const [peer, used] of more.ports) user.ports.set(peer, new Set([...(user.ports.get(peer) ?? []), ...used]));
  for (const id of more.ids) user.ids.add(id);
  for (const [key, spans] of more.active) for (const span of spans) push(user.active, key, span);
}

/** The port that it is called by: the one it uses towards the highest port of the peer, UDP 4500 where it came so far. */
function nameOf(ports: Ports): number {
  const [highest = 0] = [...ports.keys()].sort((a, b) => b - a);
  return Math.min(...(ports.get(highest) ?? [0]));
}

/** The host in a role by its own records: its log, or its capture with its own address. */
function ownLabel(
  group: readonly Attempt[],
  role: Role,
  hostOf: ReadonlyMap<string, string | null>,
  ownOf: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  for (const attempt of group) {
    const host = hostOf.get(attempt.artifact) ?? null;
    if (host === null || attempt.placed === true) continue;
    const address = attempt[role]?.address;
    if (attempt.ownRole === role || (address !== undefined && ownOf.get(host)?.has(address) === true)) return host;
  }
  return null;
}

function portsOf(group: readonly Attempt[], role: Role): Map<string, Ports> {
  const found = new Map<string, Ports>();
  for (const attempt of group) {
    const address = attempt[role]?.address;
    if (address === undefined) continue;
    const ports = found.get(address) ?? new Map<number, Set<number>>();
    found.set(address, ports);
    const add = (own: number | null, peer: number | null): void => {
      if (own === null || own === 0) return;
      const used = ports.get(peer ?? 0) ?? new Set<number>();
      ports.set(peer ?? 0, used.add(own));
    };
    for (const { sender, srcPort, dstPort } of attempt.sightings)
      if (sender === role) add(srcPort, dstPort);
      else add(dstPort, srcPort);
  }
  return found;
}

/** Towards some port of the peer both were seen, and never from the same port of the NAT. */
function differ(a: Ports, b: Ports): boolean {
  let told = false;
  for (const [peer, used] of a) {
    const other = b.get(peer);
    if (other === undefined) continue;
    told = true;
    if ([...other].some((port) => used.has(port))) return false;
  }
  return told;
}
