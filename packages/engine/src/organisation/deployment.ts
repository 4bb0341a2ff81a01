import { parseRange } from '../policy/addresses.ts';
import type { GroupPolicyLink, GroupPolicyObject } from '../policy/windows/group-policy.ts';
import { treeOfCsv } from './csv-tree.ts';
import { type PolicyStores, readPolicySections } from './read-policies.ts';
import { Reading, type Tree, type TreeMap } from './tree.ts';
import type {
  Deployment,
  DeploymentHost,
  InfrastructureServer,
  IsolationGroup,
  NetworkAccessGroup,
  ReadDeployment,
} from './types.ts';
import { treeOfYaml } from './yaml-tree.ts';

/** A file of a deployment: YAML, or a table in CSV. */
export interface DeploymentFile {
  readonly path: string;
  readonly text: string;
}

const maxCharacters = 32_000_000;
const maxHosts = 100_000;
const keys = [
  'organisation',
  'subnets',
  'servers',
  'exemptions',
  'filter-lists',
  'filter-actions',
  'policies',
  'isolation-groups',
  'groups',
  'network-access-groups',
  'domains',
  'group-policy-objects',
  'blocks-inheritance',
  'hosts',
];

/**
 * Reads the files of one deployment and lays their sections together. Never throws for what they hold: what cannot be used is a fault with
 * its line. `stores`: policies of the files that `store:` names, see `storesOf`.
 */
export function readDeployment(files: readonly DeploymentFile[], stores: PolicyStores = new Map()): ReadDeployment {
  const reading = new Reading();
  const root = rootOf(files, reading);
  const policies = readPolicySections(root, reading, stores);
  const hosts = readHosts(root, reading);
  // What is named as the policy and holds connection security rules takes the place of none.
  const placed = <T extends { readonly policy: string | null; readonly securityRules: readonly string[] }>(
    one: T,
  ): T =>
    one.policy !== null && policies.get(one.policy)?.modern === true
      ? { ...one, policy: null, securityRules: [...new Set([...one.securityRules, one.policy])] }
      : one;
  const isolationGroups = readIsolationGroups(root, reading).map(placed);
  const groups = readGroups(root, reading);
  const gpos = readGpos(root, reading).map(placed);
  const known = new Set(isolationGroups.map(({ name }) => name));
  const named = new Set(hosts.map(({ name }) => name));
  const access = entries(root, 'network-access-groups', ['name', 'right', 'on'], reading, (map, group) => {
    const right = reading.text(map, 'right');
    if (right !== 'allow' && right !== 'deny') return reading.say('unreadable', map.line, right ?? 'right');
    const on = reading.texts(map, 'on');
    for (const name of on) if (!known.has(name) && !named.has(name)) reading.say('unresolved', map.line, name);
    return { group, right, on } satisfies NetworkAccessGroup;
  });
  for (const { policy, securityRules, name } of [...isolationGroups, ...gpos])
    for (const one of [...(policy === null ? [] : [policy]), ...securityRules])
      if (!policies.has(one)) reading.say('unresolved', null, `${name}: ${one}`);
  const deployment: Deployment = {
    name: reading.text(root, 'organisation') ?? '',
    subnets: entries(root, 'subnets', ['name', 'range'], reading, (map, name) => {
      const range = address(map, 'range', reading);
      return range === null ? undefined : { name, range };
    }),
    servers: readServers(root, reading),
    exemptions: entries(root, 'exemptions', ['name', 'address', 'reason'], reading, (map, name) => {
      const place = address(map, 'address', reading);
      return place === null ? undefined : { name, address: place, reason: reading.text(map, 'reason') };
    }),
    policies,
    isolationGroups,
    groups,
    access,
    domains: new Map(
      entries(
        root,
        'domains',
        ['name', 'trusts'],
        reading,
        (map, name) => [name, reading.texts(map, 'trusts')] as const,
      ),
    ),
    gpos,
    blocksInheritance: reading.texts(root, 'blocks-inheritance'),
    hosts,
  };
  return { deployment, faults: reading.faults };
}

/** Files of policy stores that a deployment refers to, as it writes them. */
export function storesOf(files: readonly DeploymentFile[]): readonly string[] {
  const reading = new Reading();
  const root = rootOf(files, reading);
  const names = reading
    .list(root, 'policies')
    .flatMap((tree) => (tree.kind === 'map' ? [reading.text(tree, 'store')] : []));
  return [...new Set(names.filter((name) => name !== null))];
}

function rootOf(files: readonly DeploymentFile[], reading: Reading): TreeMap {
  const merged = new Map<string, Tree>();
  for (const { path, text } of files) {
    const before = reading.begin(path, text);
    if (text.length > maxCharacters) {
      reading.say('too-much', null, String(maxCharacters));
      continue;
    }
    const tree = /\.(?:csv|tsv|txt)$/i.test(path)
      ? treeOfCsv(text, reading, before)
      : treeOfYaml(text, reading, before);
    if (tree === null) continue;
    const map = reading.map(tree, keys);
    for (const [key, value] of map?.entries ?? []) merged.set(key, laidTogether(merged.get(key), value));
  }
  return { kind: 'map', line: 1, entries: merged };
}

function laidTogether(first: Tree | undefined, second: Tree): Tree {
  if (first?.kind === 'list' && second.kind === 'list') return { ...first, items: [...first.items, ...second.items] };
  if (first?.kind === 'map' && second.kind === 'map')
    return { ...first, entries: new Map([...first.entries, ...second.entries]) };
  return second;
}

/** Entries of a section that have a name; those that `make` gives nothing for are left out. */
function entries<T>(
  root: TreeMap,
  section: string,
  allowed: readonly string[],
  reading: Reading,
  make: (map: TreeMap, name: string) => T | undefined | void,
): readonly T[] {
  return reading.list(root, section).flatMap((tree) => {
    const map = reading.map(tree, allowed);
    const name = map === null ? null : reading.wanted(map, 'name');
    const made = map === null || name === null ? undefined : make(map, name);
    return made === undefined ? [] : [made];
  });
}

function address(map: TreeMap, key: string, reading: Reading): string | null {
  const text = reading.wanted(map, key);
  if (text === null || parseRange(text) !== undefined) return text;
  reading.say('unreadable', map.line, text);
  return null;
}

function readServers(root: TreeMap, reading: Reading): readonly InfrastructureServer[] {
  return entries(root, 'servers', ['name', 'kind', 'address'], reading, (map, name) => {
    const place = address(map, 'address', reading);
    const kinds = reading
      .texts(map, 'kind')
      .filter((kind) => kind === 'dc' || kind === 'dns' || kind === 'wins' || kind === 'dhcp');
    if (kinds.length === 0) reading.say('unreadable', map.line, reading.text(map, 'kind') ?? 'kind');
    return place === null ? [] : kinds.map((kind) => ({ kind, name, address: place }));
  }).flat();
}

function readIsolationGroups(root: TreeMap, reading: Reading): readonly IsolationGroup[] {
  return entries(
    root,
    'isolation-groups',
    ['name', 'kind', 'members', 'policy', 'security-rules'],
    reading,
    (map, name) => {
      const kind = reading.text(map, 'kind') ?? 'isolated';
      if (kind !== 'isolated' && kind !== 'untrusted' && kind !== 'exempt')
        return reading.say('unreadable', map.line, kind);
      return {
        name,
        kind,
        members: reading.texts(map, 'members'),
        policy: reading.text(map, 'policy'),
        securityRules: reading.texts(map, 'security-rules'),
      };
    },
  );
}

/** A map of groups to their members, or a list of pairs of a group and a member. */
function readGroups(root: TreeMap, reading: Reading): ReadonlyMap<string, readonly string[]> {
  const section = root.entries.get('groups');
  const groups = new Map<string, string[]>();
  if (section?.kind === 'map')
    for (const [name] of section.entries) groups.set(name, [...reading.texts(section, name)]);
  else
    for (const [name, members] of entries(
      root,
      'groups',
      ['name', 'member', 'members'],
      reading,
      (map, group) => [group, [...reading.texts(map, 'member'), ...reading.texts(map, 'members')]] as const,
    ))
      groups.set(name, [...(groups.get(name) ?? []), ...members]);
  return groups;
}

function readGpos(root: TreeMap, reading: Reading): readonly GroupPolicyObject[] {
  const allowed = ['name', 'policy', 'security-rules', 'links', 'apply', 'deny', 'disabled', 'replicated'];
  return entries(root, 'group-policy-objects', allowed, reading, (map, name) => ({
    name,
    policy: reading.text(map, 'policy'),
    securityRules: reading.texts(map, 'security-rules'),
    links: reading.list(map, 'links').flatMap((tree): GroupPolicyLink[] => {
      if (tree.kind === 'text') return [{ container: tree.text, order: 1, enabled: true, enforced: false }];
      const link = reading.map(tree, ['container', 'order', 'enabled', 'enforced']);
      const container = link === null ? null : reading.wanted(link, 'container');
      if (link === null || container === null) return [];
      return [
        {
          container,
          order: reading.count(link, 'order', 10_000) ?? 1,
          enabled: reading.truth(link, 'enabled', true),
          enforced: reading.truth(link, 'enforced'),
        },
      ];
    }),
    apply: reading.texts(map, 'apply'),
    deny: reading.texts(map, 'deny'),
    disabled: reading.truth(map, 'disabled'),
    replicated: reading.truth(map, 'replicated', true),
  }));
}

function readHosts(root: TreeMap, reading: Reading): readonly DeploymentHost[] {
  const allowed = [
    'name',
    'address',
    'groups',
    'domain',
    'containers',
    'system',
    'isolation-group',
    'cached-policy',
    'remote-access',
  ];
  const seen = new Set<string>();
  const hosts = entries(root, 'hosts', allowed, reading, (map, name) => {
    const addresses = reading.texts(map, 'address').filter((text) => parseRange(text) !== undefined);
    if (addresses.length === 0) return reading.say('missing', map.line, `${name}: address`);
    if (seen.has(name)) return reading.say('duplicate', map.line, name);
    seen.add(name);
    if (seen.size === maxHosts + 1) reading.say('too-much', map.line, String(maxHosts));
    if (seen.size > maxHosts) return undefined;
    const system = reading.text(map, 'system');
    const edition: DeploymentHost['edition'] =
      system === 'windows-2000' || system === 'windows-xp' || system === 'windows-2003' ? system : null;
    if (system !== null && edition === null) reading.say('unreadable', map.line, system);
    return {
      name,
      addresses,
      groups: reading.texts(map, 'groups'),
      domain: reading.text(map, 'domain'),
      containers: reading.texts(map, 'containers'),
      edition,
      isolationGroup: reading.text(map, 'isolation-group'),
      cachedPolicy: reading.text(map, 'cached-policy'),
      remoteAccess: reading.truth(map, 'remote-access'),
    };
  });
  return hosts;
}
