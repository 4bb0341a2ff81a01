import type { AuthRound } from '../observations/index.ts';
import { orient } from '../policy/orient.ts';
import { addressBytes, isPrivate } from '../protocol/address.ts';
import type { WireFlow } from '../protocol/wire-reading.ts';
import type { HostDraft } from './hosts.ts';
import { type Attempt, otherRole, type Role } from './types.ts';
import { byFlows, byOrder } from './vantage.ts';

/** The host that owns an address; where several stand behind one NAT, by the port of it. */
export type OwnerOf = (address: string, port?: number | null) => string | null;

export interface Owners {
  /** Host by address. */
  readonly owners: Map<string, string>;
  /** Those of them that nothing shows: nobody else is left. */
  readonly assumed: ReadonlySet<string>;
}

/** Who owns which address: what hosts show as their own, then what joined negotiations add (addresses before and after a NAT). */
export function learnOwners(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
): Owners {
  const owners = new Map<string, string>();
  for (const host of hosts)
    for (const address of host.addresses) if (!owners.has(address)) owners.set(address, host.label);
  // What a host is configured to use as its own, unless another host shows the address as its own.
  for (const host of hosts) {
    for (const artifact of host.artifacts) {
      for (const item of artifact.text?.observations ?? []) {
        if (item.kind !== 'connection' || item.settings['dialect'] === 'libreswan') continue;
        for (const address of item.localAddresses)
          if (addressBytes(address) !== undefined && !owners.has(address)) owners.set(address, host.label);
      }
    }
  }
  byIdentity(hosts, groups, hostOf, owners);
  for (const group of groups) {
    const label: { initiator: string | null; responder: string | null } = { initiator: null, responder: null };
    for (const attempt of group) {
      const host = hostOf.get(attempt.artifact) ?? null;
      if (host !== null && attempt.ownRole !== null) label[attempt.ownRole] ??= host;
      if (attempt.initiator !== null) label.initiator ??= owners.get(attempt.initiator.address) ?? null;
      if (attempt.responder !== null) label.responder ??= owners.get(attempt.responder.address) ?? null;
    }
    // Nobody negotiates with himself: what says so was joined wrongly, and teaches nothing.
    if (label.initiator !== null && label.initiator === label.responder) continue;
    for (const attempt of group) {
      if (attempt.initiator !== null && label.initiator !== null && !owners.has(attempt.initiator.address))
        owners.set(attempt.initiator.address, label.initiator);
      if (attempt.responder !== null && label.responder !== null && !owners.has(attempt.responder.address))
        owners.set(attempt.responder.address, label.responder);
    }
  }
  // A capture taken at a host whose address nobody told: of the two addresses, the one no other host owns.
  for (const group of groups) {
    for (const attempt of group) {
      const host = hostOf.get(attempt.artifact) ?? null;
      if (host === null || attempt.from !== 'wire' || attempt.initiator === null || attempt.responder === null)
        continue;
      if ([...owners.values()].includes(host)) continue;
      const a = owners.get(attempt.initiator.address);
      const b = owners.get(attempt.responder.address);
      if (a === undefined && b !== undefined && b !== host) owners.set(attempt.initiator.address, host);
      else if (b === undefined && a !== undefined && a !== host) owners.set(attempt.responder.address, host);
    }
  }
  byOtherTraffic(hosts, groups, hostOf, owners);
  byOrder(groups, hostOf, owners);
  byFlows(hosts, owners);
  for (const host of hosts) byProtectedTraffic(host, owners);
  byArrival(hosts, owners);
  return { owners, assumed: byElimination(hosts, groups, hostOf, owners) };
}

/**
 * Records of two hosts that run an IKE daemon: evidence of both ends was given. Where one negotiates with a single address that nobody
 * owns, and the other tells no address of its own, or private ones only, the second is the end at that address. The addresses found so.
 */
function byElimination(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
  owners: Map<string, string>,
): Set<string> {
  const assumed = new Set<string>();
  const [one, two, ...more] = hosts;
  if (one === undefined || two === undefined || more.length > 0) return assumed;
  const spokenWith = new Map<string | null, Set<string>>();
  for (const { artifact, initiator, responder } of groups.flat())
    for (const end of [initiator, responder]) {
      if (end === null || owners.has(end.address)) continue;
      const host = hostOf.get(artifact) ?? null;
      spokenWith.set(host, (spokenWith.get(host) ?? new Set<string>()).add(end.address));
    }
  const found = [
    [one, two],
    [two, one],
  ].flatMap(([speaker, other]) => {
    const [address, ...others] = spokenWith.get(speaker?.label ?? '') ?? [];
    return other === undefined || address === undefined || others.length > 0 || spokenWith.has(null)
      ? []
      : [{ address, other }];
  });
  // Somebody with whom both speak is neither of them.
  if (new Set(found.map(({ address }) => address)).size < found.length || found.length < spokenWith.size)
    return assumed;
  for (const { address, other } of found) {
    // What it is configured for tells more than that nobody else is left.
    const configured = other.artifacts.some(({ text }) => text?.observations.some(({ kind }) => kind === 'connection'));
    if (other.product === null || configured) continue;
    const own = [...owners].filter(([, owner]) => owner === other.label);
    if (!own.every(([mine]) => isPrivate(mine) && !isPrivate(address))) continue;
    owners.set(address, other.label);
    assumed.add(address);
  }
  return assumed;
}

/**
 * The same ESP at both ends of its way: what a capture at the receiver shows as sent to the receiver's own address, one at the sender
 * shows as sent to the address that a NAT has for it, and the other way about.
 */
function byArrival(hosts: readonly HostDraft[], owners: Map<string, string>): void {
  if (hosts.filter(({ artifacts }) => artifacts.some(({ wire }) => wire !== undefined)).length < 2) return;
  const flows = hosts.flatMap((host) =>
    host.artifacts.flatMap(({ wire }) => (wire?.flows ?? []).map((flow) => ({ host, flow }))),
  );
  const known = new Map<string, { host: HostDraft; flow: WireFlow }>();
  for (const { host, flow } of flows) {
    const key = `${flow.protocol} ${flow.spi}`;
    const other = known.get(key);
    if (other === undefined) known.set(key, { host, flow });
    else if (other.host !== host)
      for (const [one, two] of [
        [flow, other.flow],
        [other.flow, flow],
      ] as const)
        for (const side of ['src', 'dst'] as const) {
          const owner = owners.get(one[side]);
          const [far, near] = side === 'src' ? [one.dst, two.dst] : [one.src, two.src];
          // Nobody sends to himself, and the other end of both is the same one.
          if (owner === undefined || owners.has(two[side]) || owners.get(far) === owner || owners.get(near) === owner)
            continue;
          owners.set(two[side], owner);
        }
  }
}

/**
 * A host of whose address nothing tells but ESP or AH in its own capture: of the two ends of what passes there, the one that no other host
 * owns; of two, the private one, which is what an end behind a NAT sees of itself.
 */
function byProtectedTraffic(host: HostDraft, owners: Map<string, string>): void {
  if ([...owners.values()].includes(host.label)) return;
  const ends = new Set<string>();
  for (const { wire } of host.artifacts)
    for (const { src, dst } of wire?.flows ?? []) {
      if (ends.size > 2) return;
      ends.add(src);
      ends.add(dst);
    }
  const free = [...ends].filter((address) => !owners.has(address));
  const inside = free.filter(isPrivate);
  const [own] = free.length === 1 ? free : inside.length === 1 ? inside : [];
  if (own !== undefined && ends.size === 2) owners.set(own, host.label);
}

/**
 * The address at which a host calls an identity belongs to the one other host that is configured with this identity as its own and
 * has private addresses only: so an address in front of a NAT is known even where nothing got through.
 */
function byIdentity(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
  owners: Map<string, string>,
): void {
  const called = new Set(
    groups
      .flat()
      .flatMap(({ artifact, responder }) =>
        responder === null ? [] : [`${hostOf.get(artifact) ?? ''}|${responder.address}`],
      ),
  );
  const connections = hosts.flatMap((host) =>
    host.artifacts.flatMap((artifact) =>
      (artifact.text?.observations ?? []).flatMap((item) => {
        if (item.kind !== 'connection') return [];
        const told = orient(item, [...host.addresses]);
        const known =
          item.settings['dialect'] !== 'libreswan' || /^(left|right)$/.test(String(told.settings['orientation']));
        return known ? [{ host, item: told }] : [];
      }),
    ),
  );
  const ids = (rounds: readonly AuthRound[]): string[] => rounds.flatMap((round) => idOf(round.id));
  const onlyPrivate = (host: HostDraft): boolean =>
    [...host.addresses].every(isPrivate) &&
    [...owners].every(([address, owner]) => owner !== host.label || isPrivate(address));
  const configuredAs = (asking: string, wanted: ReadonlySet<string>, own: ReadonlySet<string>): Set<string> =>
    new Set(
      connections
        .filter(
          (other) =>
            other.host.label !== asking &&
            onlyPrivate(other.host) &&
            ids(other.item.local).some((id) => wanted.has(id)) &&
            ids(other.item.remote).some((id) => own.has(id)),
        )
        .map((other) => other.host.label),
    );
  for (const { host, item } of connections) {
    const [address] = item.remoteAddresses;
    if (address === undefined || item.remoteAddresses.length > 1) continue;
    if (addressBytes(address) === undefined || owners.has(address) || !called.has(`${host.label}|${address}`)) continue;
    const wanted = new Set(ids(item.remote));
    const own = new Set(ids(item.local));
    const found = configuredAs(host.label, wanted, own);
    const [only] = found;
    if (only !== undefined && found.size === 1) owners.set(address, only);
  }
  // Whoever proved an identity from this address.
  for (const attempt of groups.flat()) {
    const peer = attempt.ownRole === null ? null : attempt[otherRole(attempt.ownRole)];
    if (peer === null || owners.has(peer.address)) continue;
    for (const fact of attempt.facts) {
      if (fact.code !== 'ike.established') continue;
      const found = configuredAs(fact.host, new Set(idOf(fact.args['remoteId'])), new Set(idOf(fact.args['localId'])));
      const [only] = found;
      if (only !== undefined && found.size === 1) owners.set(peer.address, only);
    }
  }
}

/** An identity on the spelling that both products share. */
function idOf(value: unknown): string[] {
  return typeof value === 'string' && value !== '' ? [value.replace(/^@/, '').toLowerCase()] : [];
}

/**
 * A host whose capture shows no IKE at all: of the addresses that negotiate or protect their packets, the only unowned one that its capture shows in other
 * traffic. Nobody else's packets pass an end host.
 */
function byOtherTraffic(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
  owners: Map<string, string>,
): void {
  for (const host of hosts) {
    if ([...owners.values()].includes(host.label)) continue;
    const seen = new Set<string>();
    for (const { wire } of host.artifacts) {
      if (wire === undefined) continue;
      for (const item of wire.clear) {
        seen.add(item.src);
        seen.add(item.dst);
      }
    }
    if (seen.size === 0) continue;
    const free = new Set<string>();
    for (const attempt of groups.flat()) {
      if (hostOf.get(attempt.artifact) === host.label) continue;
      for (const endpoint of [attempt.initiator, attempt.responder])
        if (endpoint !== null && !owners.has(endpoint.address) && seen.has(endpoint.address))
          free.add(endpoint.address);
    }
    for (const other of hosts) {
      if (other === host) continue;
      for (const { wire } of other.artifacts)
        for (const flow of wire?.flows ?? [])
          for (const address of [flow.src, flow.dst]) if (!owners.has(address) && seen.has(address)) free.add(address);
    }
    const [only] = free;
    if (only !== undefined && free.size === 1) owners.set(only, host.label);
  }
}

/** Role of a host in a negotiation by label. */
export function roleOf(host: string | null, initiator: string | null, responder: string | null): Role | null {
  if (host === null) return null;
  if (host === initiator) return 'initiator';
  if (host === responder) return 'responder';
  return null;
}

/** Label of the host in a role: whose log says so, else who owns the address, else the address. `other` is the peer's label, never its own. */
function labelFor(
  group: readonly Attempt[],
  role: Role,
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: OwnerOf,
  other: string | null = null,
): string | null {
  for (const attempt of group) {
    const host = hostOf.get(attempt.artifact) ?? null;
    if (host !== null && host !== other && attempt.ownRole === role) return host;
  }
  for (const attempt of group) {
    const endpoint = attempt[role];
    if (endpoint === null) continue;
    const owner = ownerOf(endpoint.address, endpoint.port);
    if (owner !== null && owner !== other) return owner;
  }
  for (const attempt of group) {
    const endpoint = attempt[role];
    if (endpoint !== null && endpoint.address !== other) return endpoint.address;
  }
  return null;
}

/** Labels of both ends. */
export function endsOf(
  group: readonly Attempt[],
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: OwnerOf,
): { readonly initiator: string | null; readonly responder: string | null } {
  const initiator = labelFor(group, 'initiator', hostOf, ownerOf);
  return { initiator, responder: labelFor(group, 'responder', hostOf, ownerOf, initiator) };
}
