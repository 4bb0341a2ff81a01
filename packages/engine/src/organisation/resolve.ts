import { parseRange } from '../policy/addresses.ts';
import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import { rulesTogether } from '../policy/windows/security-rules.ts';
import { decideGroupPolicy, type GroupPolicyDecision } from '../policy/windows/group-policy.ts';
import { familyOf, hostAddress, type PolicyHostState } from '../policy/windows/host-state.ts';
import { type DeploymentFault, maxFaults } from './tree.ts';
import type { Deployment, DeploymentHost, IsolationGroup } from './types.ts';

/** A host of a deployment with everything that follows for it. */
export interface ResolvedHost {
  readonly host: DeploymentHost;
  /** All groups its account is in, nested ones too. */
  readonly groups: readonly string[];
  readonly isolationGroup: IsolationGroup;
  /** What group policy decides; null: the deployment tells of no group policy objects. */
  readonly decision: GroupPolicyDecision | null;
  readonly policy: WindowsPolicy | null;
  /** Connection security rules that are in effect beside it, a policy for each place they come from. */
  readonly securityRules: readonly WindowsPolicy[];
  readonly access: PolicyHostState['access'];
}

export interface ResolvedDeployment {
  readonly deployment: Deployment;
  readonly hosts: readonly ResolvedHost[];
  readonly faults: readonly DeploymentFault[];
}

const untrusted: IsolationGroup = {
  name: 'untrusted',
  kind: 'untrusted',
  members: [],
  policy: null,
  securityRules: [],
};
const exempt: IsolationGroup = { ...untrusted, name: 'exempt', kind: 'exempt' };
const maxDepth = 64;

/**
 * Puts every host into its isolation group and finds its policy: by group policy objects where there are some, else by its group. Servers
 * and exempt addresses that are no hosts of the file become hosts without a policy.
 */
export function resolveDeployment(deployment: Deployment): ResolvedDeployment {
  const faults: DeploymentFault[] = [];
  const say = (code: DeploymentFault['code'], about: string): void => {
    if (faults.length < maxFaults) faults.push({ file: '', line: null, code, about });
  };
  const closure = groupClosure(deployment.groups, say);
  const exempted = deployment.exemptions.flatMap(({ address }) => parseRange(address) ?? []);
  const kinds = {
    untrusted: deployment.isolationGroups.find(({ kind }) => kind === 'untrusted') ?? untrusted,
    exempt: deployment.isolationGroups.find(({ kind }) => kind === 'exempt') ?? exempt,
  };
  const byMember = new Map<string, IsolationGroup[]>();
  for (const group of deployment.isolationGroups)
    for (const member of group.members) byMember.set(member, [...(byMember.get(member) ?? []), group]);
  const onExemptionList = ({ addresses }: DeploymentHost): boolean =>
    addresses.some((text) => {
      const value = hostAddress(text);
      return (
        value !== null &&
        exempted.some(({ family, from, to }) => family === familyOf(value) && from <= value && value <= to)
      );
    });
  // Hosts of the same groups and containers are decided once.
  const decisions = new Map<string, GroupPolicyDecision>();
  const hosts = [...deployment.hosts, ...addressesAlone(deployment)].map((host): ResolvedHost => {
    const groups = closure(host);
    const mine = new Set(groups.flatMap((group) => byMember.get(group) ?? []));
    const found = deployment.isolationGroups.filter((group) => mine.has(group));
    if (found.length > 1) say('several-groups', `${host.name}: ${found.map(({ name }) => name).join(', ')}`);
    const named = deployment.isolationGroups.find(({ name }) => name === host.isolationGroup);
    const isolationGroup = named ?? found[0] ?? (onExemptionList(host) ? kinds.exempt : kinds.untrusted);
    const decision = decided(deployment, host, groups, decisions);
    const name = decision === null ? isolationGroup.policy : (decision.winner?.policy ?? null);
    if (decision !== null && isolationGroup.policy !== null && isolationGroup.policy !== name)
      say('policy-differs', `${host.name}: ${name ?? '-'}, ${isolationGroup.name}: ${isolationGroup.policy}`);
    return {
      host,
      groups,
      isolationGroup,
      decision,
      // What has not reached the controllers cannot be fetched (GD-24).
      policy: name === null || decision?.winner?.replicated === false ? null : (deployment.policies.get(name) ?? null),
      securityRules: rulesOf(deployment, isolationGroup, decision),
      access: accessOf(deployment, host, isolationGroup),
    };
  });
  return { deployment, hosts, faults };
}

/** The state of a host as two-host questions want it. */
export function hostState({ deployment }: ResolvedDeployment, one: ResolvedHost): PolicyHostState {
  const { host, groups, access } = one;
  const servers = (kind: string): string[] =>
    deployment.servers.filter((server) => server.kind === kind).map(({ address }) => address);
  return {
    label: host.name,
    addresses: host.addresses,
    dns: servers('dns'),
    wins: servers('wins'),
    dhcp: servers('dhcp'),
    policies: policiesOf(one),
    groups,
    access,
    ...(host.edition === null ? {} : { edition: host.edition }),
    ...(host.domain === null ? {} : { domain: { name: host.domain, trusts: trustedBy(deployment, host.domain) } }),
  };
}

/** Everything that is in force on a host, the legacy policy first. */
export function policiesOf({ policy, securityRules }: ResolvedHost): readonly WindowsPolicy[] {
  return policy === null ? securityRules : [policy, ...securityRules.filter((one) => one !== policy)];
}

const laid = new WeakMap<Deployment, Map<string, readonly WindowsPolicy[]>>();

/** Connection security rules of all objects that apply, or else of the group; the same for hosts for which the same are in effect. */
function rulesOf(
  deployment: Deployment,
  group: IsolationGroup,
  decision: GroupPolicyDecision | null,
): readonly WindowsPolicy[] {
  const names =
    decision === null
      ? group.securityRules
      : decision.adding.flatMap(({ securityRules, replicated }) => (replicated ? securityRules : []));
  const known = laid.get(deployment) ?? new Map<string, readonly WindowsPolicy[]>();
  laid.set(deployment, known);
  const key = JSON.stringify(names);
  const found =
    known.get(key) ?? rulesTogether([...new Set(names)].flatMap((name) => deployment.policies.get(name) ?? []));
  known.set(key, found);
  return found;
}

const trusts = new WeakMap<Deployment, Map<string, ReadonlySet<string>>>();

/** Domains whose accounts a domain knows: its own and those it trusts. */
function trustedBy(deployment: Deployment, domain: string): ReadonlySet<string> {
  const known = trusts.get(deployment) ?? new Map<string, ReadonlySet<string>>();
  trusts.set(deployment, known);
  const found = known.get(domain) ?? new Set([domain, ...(deployment.domains.get(domain) ?? [])]);
  known.set(domain, found);
  return found;
}

/** Gives each host all groups that hold it; groups may hold groups, and one that holds itself is told of once. */
function groupClosure(
  groups: ReadonlyMap<string, readonly string[]>,
  say: (code: DeploymentFault['code'], about: string) => void,
): (host: DeploymentHost) => readonly string[] {
  const parents = new Map<string, string[]>();
  for (const [group, members] of groups)
    for (const member of members) {
      const held = parents.get(member);
      if (held === undefined) parents.set(member, [group]);
      else held.push(group);
    }
  const above = new Map<string, readonly string[]>();
  const climb = (start: string): readonly string[] => {
    const known = above.get(start);
    if (known !== undefined) return known;
    const seen = new Set<string>();
    let level = parents.get(start) ?? [];
    for (let depth = 0; level.length > 0 && depth < maxDepth; depth++) {
      if (level.includes(start) && !seen.has(start)) say('cyclic-group', start);
      for (const group of level) seen.add(group);
      level = [...new Set(level.flatMap((group) => parents.get(group) ?? []))].filter((group) => !seen.has(group));
    }
    const found = [...seen];
    above.set(start, found);
    return found;
  };
  for (const group of groups.keys()) climb(group);
  return (host) => {
    const own = new Set([...host.groups, ...(parents.get(host.name) ?? [])]);
    for (const group of [...own]) for (const outer of climb(group)) own.add(outer);
    return [...own].sort();
  };
}

function decided(
  deployment: Deployment,
  host: DeploymentHost,
  groups: readonly string[],
  known: Map<string, GroupPolicyDecision>,
): GroupPolicyDecision | null {
  if (deployment.gpos.length === 0) return null;
  const containers = host.containers.length > 0 ? host.containers : host.domain === null ? [] : [host.domain];
  const key = JSON.stringify([containers, groups]);
  const found =
    known.get(key) ??
    decideGroupPolicy(deployment.gpos, { groups, containers, blocksInheritance: deployment.blocksInheritance });
  known.set(key, found);
  return found;
}

/** Null where no right is set on it: nothing is told. */
function accessOf(deployment: Deployment, host: DeploymentHost, group: IsolationGroup): PolicyHostState['access'] {
  const set = deployment.access.filter(({ on }) => on.includes(group.name) || on.includes(host.name));
  const groupsOf = (right: 'allow' | 'deny'): string[] =>
    set.filter((one) => one.right === right).map((one) => one.group);
  return set.length === 0 ? null : { allow: groupsOf('allow'), deny: groupsOf('deny') };
}

function addressesAlone(deployment: Deployment): readonly DeploymentHost[] {
  const taken = new Set(deployment.hosts.flatMap(({ name, addresses }) => [name, ...addresses.map(hostAddress)]));
  const found: DeploymentHost[] = [];
  for (const { name, address } of [...deployment.exemptions, ...deployment.servers]) {
    const range = parseRange(address);
    const only = hostAddress(address);
    if (range === undefined || range.from !== range.to || taken.has(only) || taken.has(name)) continue;
    taken.add(only).add(name);
    found.push({
      name,
      addresses: [address],
      groups: [],
      domain: null,
      containers: [],
      edition: null,
      isolationGroup: null,
      cachedPolicy: null,
      remoteAccess: false,
    });
  }
  return found;
}
