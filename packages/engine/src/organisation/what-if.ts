import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import { changeImpacts, changesOf, type PolicyChange, type PolicyChangeKind } from '../policy/windows/change-impact.ts';
import { type Conversation, type ConversationOutcome, converse } from '../policy/windows/converse.ts';
import { type PreparedHost, prepareHost } from '../policy/windows/host-state.ts';
import type { ChangedDeployment } from './changes.ts';
import { classesOf, type HostClass } from './classes.ts';
import { hostState, type ResolvedDeployment, type ResolvedHost, resolveDeployment } from './resolve.ts';
import type { InfrastructureServer, ServerKind } from './types.ts';

/** Hosts that were alike and stay alike. */
export interface MovedClass {
  readonly before: HostClass;
  readonly after: HostClass;
  readonly hosts: readonly ResolvedHost[];
}

/** A flow between two such classes that goes otherwise than before. */
export interface ChangedFlow {
  readonly from: MovedClass;
  readonly to: MovedClass;
  readonly what: Conversation;
  readonly pairs: number;
  readonly before: ConversationOutcome;
  readonly after: ConversationOutcome;
}

/** Live SAs that go when the change arrives. */
export interface DeletedSas {
  readonly kind: PolicyChangeKind;
  readonly policy: string;
  readonly filterList: string | null;
  readonly mainMode: 'kept' | 'deleted';
  readonly ipsec: 'kept' | 'kept-until-rekey' | 'deleted';
  readonly breaks: boolean;
  readonly source: string;
  /** Pairs of hosts that may have such SAs: an upper bound, since not all talk. */
  readonly pairs: number;
}

/** What must not be done, or must be known before it is (T2-10, GD-22 to GD-24), by stable name. */
export interface ChangeWarning {
  readonly code: /** Hosts would lose their domain controllers: no ticket, no logon, and no policy that repairs it (T2-10). */
    | 'outage-controllers'
    | 'outage-servers'
    /** Hosts would reach nobody at all. */
    | 'outage-isolated'
    | 'slow-servers'
    | 'no-controllers-told'
    | 'containment'
    | 'restore-trap'
    | 'assigned-before-replication'
    | 'dead-link'
    | 'change-not-applied';
  readonly refuses: boolean;
  readonly hosts: number;
  readonly about: string;
  readonly source: string;
}

export interface WhatIf {
  readonly before: ResolvedDeployment;
  readonly after: ResolvedDeployment;
  readonly flows: readonly ChangedFlow[];
  /** Kinds of traffic that filters name and that were not looked at, beyond the bound. */
  readonly trafficLeftOut: number;
  readonly deleted: readonly DeletedSas[];
  readonly warnings: readonly ChangeWarning[];
  /** True: one of the warnings says that it must not be done. */
  readonly refused: boolean;
}

const maxFlows = 24;
const someSourcePort = 1030;

/** Ports by which servers are leaned on. */
const serverPorts: Readonly<Record<ServerKind, readonly Conversation[]>> = {
  dc: [tcp(88), udp(88), udp(389), tcp(389), tcp(445)],
  dns: [udp(53), tcp(53)],
  wins: [udp(137)],
  dhcp: [{ protocol: 17, sourcePort: 68, destinationPort: 67 }],
};

function tcp(destinationPort: number): Conversation {
  return { protocol: 6, sourcePort: someSourcePort, destinationPort };
}

function udp(destinationPort: number): Conversation {
  return { protocol: 17, sourcePort: someSourcePort, destinationPort };
}

/** What a change set does to an organisation: flows, live SAs, and what speaks against it. Null: too many classes of hosts to go through. */
export function whatIf(before: ResolvedDeployment, changed: ChangedDeployment): WhatIf | null {
  const after = resolveDeployment(changed.deployment);
  const moved = movedClasses(before, after);
  if (moved.length > 1200) return null;
  const { whats, leftOut } = flowsOf(before, after);
  const flows = changedFlows(moved, whats);
  const warnings = [
    ...outages(after, moved),
    ...containment(before, after),
    ...restoreTraps(after, changed),
    ...notReplicated(after),
    ...changed.deadLinks.map((about) => warning('dead-link', 0, about, 'GD-24')),
    ...changed.faults.map(({ code, about }) => warning('change-not-applied', 0, `${code}: ${about}`, '', true)),
  ];
  return {
    before,
    after,
    flows,
    trafficLeftOut: leftOut,
    deleted: deletedSas(moved, whats),
    warnings,
    refused: warnings.some(({ refuses }) => refuses),
  };
}

const warning = (
  code: ChangeWarning['code'],
  hosts: number,
  about: string,
  source: string,
  refuses = false,
): ChangeWarning => ({ code, refuses, hosts, about, source });

function movedClasses(before: ResolvedDeployment, after: ResolvedDeployment): readonly MovedClass[] {
  const later = new Map(classesOf(after).flatMap((one) => one.hosts.map(({ host }) => [host.name, one] as const)));
  const found = new Map<string, { before: HostClass; after: HostClass; hosts: ResolvedHost[] }>();
  for (const one of classesOf(before))
    for (const host of one.hosts) {
      const now = later.get(host.host.name);
      if (now === undefined) continue;
      const key = JSON.stringify([one.id, now.id]);
      const held = found.get(key);
      if (held === undefined) found.set(key, { before: one, after: now, hosts: [host] });
      else held.hosts.push(host);
    }
  return [...found.values()];
}

/** Every kind of traffic that a filter of either state names, and what none names. Bounded. */
function flowsOf(...states: readonly ResolvedDeployment[]): {
  readonly whats: readonly Conversation[];
  readonly leftOut: number;
} {
  const away = new Set<string>();
  const flows = new Map<string, Conversation>([
    ['6 445', tcp(445)],
    ['17 9', udp(9)],
    ['1 0', { protocol: 1, sourcePort: 0, destinationPort: 0 }],
  ]);
  const policies = new Set(states.flatMap(({ hosts }) => hosts.flatMap(({ policy }) => policy ?? [])));
  for (const policy of policies)
    for (const { filters } of policy.rules)
      for (const { protocol, sourcePorts, destinationPorts } of filters)
        for (const { from, to } of [sourcePorts, destinationPorts]) {
          const key = `${protocol} ${from}`;
          if (protocol === 0 || (from === 0 && to === 65_535) || flows.has(key)) continue;
          if (flows.size >= maxFlows) away.add(key);
          else flows.set(key, { protocol, sourcePort: someSourcePort, destinationPort: from });
        }
  return { whats: [...flows.values()], leftOut: away.size };
}

function changedFlows(moved: readonly MovedClass[], whats: readonly Conversation[]): readonly ChangedFlow[] {
  const changed: ChangedFlow[] = [];
  for (const from of moved)
    for (const to of moved) {
      const pair = peers(from, to);
      if (pair === null) continue;
      for (const what of whats) {
        const before = converse(pair.before[0], pair.before[1], what);
        const after = converse(pair.after[0], pair.after[1], what);
        if (before.result === after.result && before.encrypted === after.encrypted) continue;
        changed.push({ from, to, what, pairs: pair.count, before, after });
      }
    }
  return changed;
}

type Pair = readonly [PreparedHost, PreparedHost];

/** Hosts that stand for two classes, before and after; null: a class of one host with itself. */
function peers(
  from: MovedClass,
  to: MovedClass,
): { readonly before: Pair; readonly after: Pair; readonly count: number } | null {
  if (from === to && from.hosts.length < 2) return null;
  const pick = (a: HostClass, b: HostClass): Pair => [a.first, a === b ? (b.second ?? b.first) : b.first];
  const count = from === to ? from.hosts.length * (from.hosts.length - 1) : from.hosts.length * to.hosts.length;
  return { before: pick(from.before, to.before), after: pick(from.after, to.after), count };
}

/** SAs that are there before, by what changed at either of their ends (GD-18, EVT-K-33). */
function deletedSas(moved: readonly MovedClass[], whats: readonly Conversation[]): readonly DeletedSas[] {
  const found = new Map<string, DeletedSas>();
  const changes = new Map<MovedClass, readonly (PolicyChange & { readonly policy: string })[]>();
  for (const one of moved)
    changes.set(one, changesAt(one.before.hosts[0]?.policy ?? null, one.after.hosts[0]?.policy ?? null));
  moved.forEach((from, i) =>
    moved.slice(i).forEach((to) => {
      const here = [...(changes.get(from) ?? []), ...(from === to ? [] : (changes.get(to) ?? []))];
      const pair = here.length === 0 ? null : peers(from, to);
      if (pair === null) return;
      const live = whats
        .flatMap((what) => [converse(...pair.before, what), converse(pair.before[1], pair.before[0], what)])
        .filter(({ result }) => result === 'hard-sa' || result === 'soft-sa');
      const pairs = from === to ? pair.count / 2 : pair.count;
      // Both ends may have the same policy: their SAs go once.
      const told = new Map(
        here.map((change) => [JSON.stringify([change.kind, change.policy, change.filterList]), change]),
      );
      for (const [key, { kind, policy, filterList }] of told) {
        // A soft SA has no main mode; a rule counts for what it matches.
        const hit = live.some(
          ({ filters, result }) =>
            (filterList === null || filters.some(({ rule }) => rule.filterList === filterList)) &&
            (result === 'hard-sa' || changeImpacts[kind].ipsec === 'deleted'),
        );
        const before = found.get(key)?.pairs ?? 0;
        found.set(key, { kind, policy, filterList, ...changeImpacts[kind], pairs: before + (hit ? pairs : 0) });
      }
    }),
  );
  return [...found.values()];
}

function changesAt(
  before: WindowsPolicy | null,
  after: WindowsPolicy | null,
): readonly (PolicyChange & { readonly policy: string })[] {
  if (before === after || before === null) return [];
  if (after === null || before.object !== after.object)
    return [{ kind: 'policy-replaced', filterList: null, before: null, after: null, policy: before.title }];
  return changesOf(before, after).map((change) => ({ ...change, policy: before.title }));
}

/** Whether hosts keep what they cannot be without (T2-10, DC-02, DC-04). What was so before the change is not blamed on it. */
function outages(after: ResolvedDeployment, moved: readonly MovedClass[]): readonly ChangeWarning[] {
  const found: ChangeWarning[] = [];
  const { servers } = after.deployment;
  if (!servers.some(({ kind }) => kind === 'dc')) found.push(warning('no-controllers-told', 0, '', 'T2-10'));
  const by = (list: readonly MovedClass[]): string =>
    list
      .flatMap(({ hosts }) => hosts.map(({ host }) => host.name))
      .slice(0, 5)
      .join(', ');
  const count = (list: readonly MovedClass[]): number => list.reduce((sum, { hosts }) => sum + hosts.length, 0);
  const serverHosts = new Map(servers.map((server) => [server, serverHost(after, server)]));
  for (const [server, host] of serverHosts) {
    const worse = { lost: [] as MovedClass[], slow: [] as MovedClass[] };
    for (const one of moved) {
      if (one.hosts.some((member) => member.host.addresses.includes(server.address))) continue;
      const [was, is] = [reach(one.before.first, host, server.kind), reach(one.after.first, host, server.kind)];
      if (is === 'lost' && was !== 'lost') worse.lost.push(one);
      else if (is === 'slow' && was === 'clear') worse.slow.push(one);
    }
    const about = (list: readonly MovedClass[]): string =>
      `${server.name} (${server.kind} ${server.address}): ${by(list)}`;
    const code = server.kind === 'dc' ? 'outage-controllers' : 'outage-servers';
    if (worse.lost.length > 0) found.push(warning(code, count(worse.lost), about(worse.lost), 'T2-10', true));
    if (worse.slow.length > 0) found.push(warning('slow-servers', count(worse.slow), about(worse.slow), 'APP-08'));
  }
  const alone = moved.filter((one) => {
    const blocked = (side: 'before' | 'after'): boolean => {
      const all = moved.flatMap((to) => {
        const pair = peers(one, to);
        return pair === null
          ? []
          : [converse(...pair[side], tcp(445)).result, converse(pair[side][1], pair[side][0], tcp(445)).result];
      });
      return all.length > 0 && all.every((result) => result === 'blocked');
    };
    return blocked('after') && !blocked('before');
  });
  if (alone.length > 0) found.push(warning('outage-isolated', count(alone), by(alone), 'T2-10', true));
  return found;
}

/** A server as its clients meet it: as the host of the deployment it is, else one that does not speak IPsec. */
function serverHost(resolved: ResolvedDeployment, server: InfrastructureServer): PreparedHost {
  const found = resolved.hosts.find(({ host }) => host.addresses.includes(server.address));
  return prepareHost(
    found === undefined
      ? { label: server.name, addresses: [server.address], policies: [], groups: [], access: null }
      : hostState(resolved, found),
  );
}

/** In clear; after falling back, for which some callers do not wait (APP-08); or only with IPsec, which wants the very tickets, or not at all. */
function reach(from: PreparedHost, server: PreparedHost, kind: ServerKind): 'clear' | 'slow' | 'lost' {
  const results = serverPorts[kind].map((what) => converse(from, server, what).result);
  if (results.some((result) => result !== 'clear' && result !== 'soft-sa')) return 'lost';
  return results.includes('soft-sa') ? 'slow' : 'clear';
}

/** Steps of containing an outbreak are known as such: fall back taken away, ports blocked one way (GD-22). */
function containment(before: ResolvedDeployment, after: ResolvedDeployment): readonly ChangeWarning[] {
  const found: ChangeWarning[] = [];
  for (const [name, policy] of after.deployment.policies) {
    const earlier = before.deployment.policies.get(name);
    if (earlier === undefined) continue;
    for (const { kind, after: rule } of changesOf(earlier, policy)) {
      const oneWay =
        rule?.action === 'block' && rule.filters.some(({ mirrored, protocol }) => !mirrored && protocol !== 0);
      if (kind !== 'fall-back-off' && !(kind === 'filter-added' && oneWay)) continue;
      const hosts = after.hosts.filter((host) => host.policy === policy).length;
      const minutes = policy.pollingSeconds === null ? '' : `, ${Math.round(policy.pollingSeconds / 60)} min`;
      found.push(warning('containment', hosts, `${name}: ${rule?.filterList ?? ''}${minutes}`, 'GD-22'));
    }
  }
  return found;
}

/** A host out of a backup applies the policy of its cache until it reaches a controller, which that policy may keep it from (GD-23). */
function restoreTraps(after: ResolvedDeployment, changed: ChangedDeployment): readonly ChangeWarning[] {
  const cached = [
    ...changed.restored,
    ...after.hosts.flatMap(({ host }) =>
      host.cachedPolicy === null ? [] : [{ host: host.name, policy: host.cachedPolicy }],
    ),
  ];
  return cached.flatMap(({ host: name, policy: title }) => {
    const host = after.hosts.find((one) => one.host.name === name);
    const policy = after.deployment.policies.get(title);
    if (host === undefined || policy === undefined) return [];
    const restored = prepareHost(hostState(after, { ...host, policy }));
    const lost = after.deployment.servers.filter(
      (server) => server.kind === 'dc' && reach(restored, serverHost(after, server), 'dc') === 'lost',
    );
    return lost.length === 0
      ? []
      : [warning('restore-trap', 1, `${name}: ${lost.map((one) => one.name).join(', ')}`, 'GD-23', true)];
  });
}

/** Clients know that they are assigned a policy and cannot fetch it: 2000 and XP apply neither domain nor local policy (GD-24). */
function notReplicated(after: ResolvedDeployment): readonly ChangeWarning[] {
  return after.deployment.gpos.flatMap((gpo) => {
    if (gpo.replicated) return [];
    const hosts = after.hosts.filter(({ decision }) => decision?.winner === gpo);
    if (hosts.length === 0) return [];
    return [warning('assigned-before-replication', hosts.length, `${gpo.name}: ${gpo.policy ?? '-'}`, 'GD-24', true)];
  });
}
