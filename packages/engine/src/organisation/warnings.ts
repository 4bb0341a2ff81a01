import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import { changesOf } from '../policy/windows/change-impact.ts';
import { type Conversation, converse } from '../policy/windows/converse.ts';
import { type PreparedHost, prepareHost } from '../policy/windows/host-state.ts';
import { lintPolicy, type PolicyIssueCode } from '../policy/windows/lint.ts';
import type { ChangedDeployment } from './changes.ts';
import { type MovedClass, peers } from './moved.ts';
import { hostState, policiesOf, type ResolvedDeployment } from './resolve.ts';
import type { InfrastructureServer, ServerKind } from './types.ts';

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
    /** Algorithms that are weak come in that were not there before (RFC 8221, RFC 8247). */
    | 'weak-algorithms'
    | 'dead-link'
    | 'change-not-applied';
  readonly refuses: boolean;
  readonly hosts: number;
  readonly about: string;
  readonly source: string;
}

/** A port that no service has. */
export const someSourcePort = 1030;

/** Ports by which servers are leaned on. */
const serverPorts: Readonly<Record<ServerKind, readonly Conversation[]>> = {
  dc: [tcp(88), udp(88), udp(389), tcp(389), tcp(445)],
  dns: [udp(53), tcp(53)],
  wins: [udp(137)],
  dhcp: [{ protocol: 17, sourcePort: 68, destinationPort: 67 }],
};

/** A connection to a port. */
export function tcp(destinationPort: number): Conversation {
  return { protocol: 6, sourcePort: someSourcePort, destinationPort };
}

/** A datagram to a port. */
export function udp(destinationPort: number): Conversation {
  return { protocol: 17, sourcePort: someSourcePort, destinationPort };
}

const warning = (
  code: ChangeWarning['code'],
  hosts: number,
  about: string,
  source: string,
  refuses = false,
): ChangeWarning => ({ code, refuses, hosts, about, source });

/** Everything that speaks against a change, or must be known before it. */
export function warningsOf(
  before: ResolvedDeployment,
  after: ResolvedDeployment,
  moved: readonly MovedClass[],
  changed: ChangedDeployment,
): readonly ChangeWarning[] {
  return [
    ...outages(after, moved),
    ...containment(before, after),
    ...weakened(before, after),
    ...restoreTraps(after, changed),
    ...notReplicated(after),
    ...changed.deadLinks.map((about) => warning('dead-link', 0, about, 'GD-24')),
    ...changed.faults.map(({ code, about }) => warning('change-not-applied', 0, `${code}: ${about}`, '', true)),
  ];
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
      const hosts = after.hosts.filter((host) => policiesOf(host).includes(policy)).length;
      const minutes = policy.pollingSeconds === null ? '' : `, ${Math.round(policy.pollingSeconds / 60)} min`;
      found.push(warning('containment', hosts, `${name}: ${rule?.filterList ?? ''}${minutes}`, 'GD-22'));
    }
  }
  return found;
}

const weakCodes: ReadonlySet<PolicyIssueCode> = new Set([
  'weak-encryption',
  'weak-integrity',
  'weak-group',
  'deprecated-encryption',
  'no-protection',
]);

/** What of a policy's algorithms is weak, each named once. */
function weaknesses(policy: WindowsPolicy): readonly string[] {
  const weak = lintPolicy(policy).filter(({ code }) => weakCodes.has(code));
  return [...new Set(weak.map(({ rule, about }) => [rule?.filterList, about].filter((word) => word).join(': ')))];
}

/** Policies that become weaker than they were; what was weak before is not blamed on the change. */
function weakened(before: ResolvedDeployment, after: ResolvedDeployment): readonly ChangeWarning[] {
  return [...after.deployment.policies].flatMap(([name, policy]) => {
    const earlier = before.deployment.policies.get(name);
    if (earlier === policy) return [];
    const known = new Set(earlier === undefined ? [] : weaknesses(earlier));
    const weak = weaknesses(policy).filter((one) => !known.has(one));
    if (weak.length === 0) return [];
    const hosts = after.hosts.filter((host) => policiesOf(host).includes(policy)).length;
    return [warning('weak-algorithms', hosts, `${name}: ${weak.slice(0, 8).join('; ')}`, 'RFC 8221')];
  });
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
