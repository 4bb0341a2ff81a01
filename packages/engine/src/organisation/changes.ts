import type { WindowsPolicy, WindowsRule } from '../policy/windows/assemble.ts';
import type { GroupPolicyObject } from '../policy/windows/group-policy.ts';
import { securityHandling } from '../policy/windows/security-rules.ts';
import { filterText } from '../policy/windows/words.ts';
import { authenticationOf, filterOf, mainModeOfferOf, quickModeOfferOf } from './policy-text.ts';
import { type DeploymentFault, Reading, type Tree, type TreeMap } from './tree.ts';
import type { Deployment } from './types.ts';
import { treeOfYaml } from './yaml-tree.ts';
import type { DeploymentFile } from './deployment.ts';

/** A change set applied: the deployment as it would be. */
export interface ChangedDeployment {
  readonly deployment: Deployment;
  /** Each change as a line, in order. */
  readonly changes: readonly string[];
  /** Policies that were deleted while a group policy object assigns them (GD-24). */
  readonly deadLinks: readonly string[];
  /** Hosts that are put back from a backup, with the policy in their cache (GD-23). */
  readonly restored: readonly { readonly host: string; readonly policy: string }[];
  readonly faults: readonly DeploymentFault[];
}

/** A deployment while it is changed. */
interface Draft {
  policies: Map<string, WindowsPolicy>;
  groups: Map<string, readonly string[]>;
  gpos: GroupPolicyObject[];
  readonly changes: string[];
  readonly deadLinks: string[];
  readonly restored: { host: string; policy: string }[];
}

const maxChanges = 1000;

/**
 * Reads a change set (`changes:` and a list) and applies it, one change after the other: `edit`, `assign`, `unassign`, `link`, `unlink`,
 * `move`, `delete-policy`, `restore`. Never throws; what cannot be applied is a fault, and nothing of it is done.
 */
export function applyChanges(deployment: Deployment, file: DeploymentFile): ChangedDeployment {
  const reading = new Reading();
  const before = reading.begin(file.path, file.text);
  const tree = treeOfYaml(file.text, reading, before);
  const root = tree === null ? null : reading.map(tree, ['changes']);
  const draft: Draft = {
    policies: new Map(deployment.policies),
    groups: new Map(deployment.groups),
    gpos: [...deployment.gpos],
    changes: [],
    deadLinks: [],
    restored: [],
  };
  const list = root === null ? [] : reading.list(root, 'changes');
  if (list.length > maxChanges) reading.say('too-much', list[maxChanges]?.line ?? null, String(maxChanges));
  for (const change of list.slice(0, maxChanges)) applyOne(change, draft, deployment, reading);
  const { changes, deadLinks, restored, ...changed } = draft;
  return { deployment: { ...deployment, ...changed }, changes, deadLinks, restored, faults: reading.faults };
}

type Apply = (map: TreeMap, draft: Draft, deployment: Deployment, reading: Reading) => string | null;

function applyOne(tree: Tree, draft: Draft, deployment: Deployment, reading: Reading): void {
  const map = reading.map(tree, Object.keys(kinds));
  if (map === null) return;
  for (const [name, value] of map.entries) {
    const kind = kinds[name];
    if (kind === undefined) continue;
    const inner = reading.map(value, kind.keys);
    const done = inner === null ? null : kind.apply(inner, draft, deployment, reading);
    if (done !== null) draft.changes.push(`${name} ${done}`);
  }
}

/** Keys of an edit that change one rule of a policy, named by its filter list. */
const ruleKeys = [
  'authentication',
  'action',
  'negotiate',
  'accept-unsecured',
  'fall-back',
  'lifetime',
  'kilobytes',
  'active',
  'add-filters',
  'remove-filters',
];

const kinds: Readonly<Record<string, { readonly keys: readonly string[]; readonly apply: Apply }>> = {
  edit: {
    keys: ['policy', 'filter-list', 'key-exchange', 'key-lifetime', 'add-rule', ...ruleKeys],
    apply: edit,
  },
  assign: { keys: ['gpo', 'policy', 'replicated'], apply: assign },
  unassign: {
    keys: ['gpo'],
    apply: (map, draft, _, reading) =>
      changeGpo(map, draft, reading, (gpo) => ({ ...gpo, policy: null, securityRules: [] })),
  },
  link: { keys: ['gpo', 'container', 'order', 'enforced'], apply: link },
  unlink: {
    keys: ['gpo', 'container'],
    apply: (map, draft, _, reading) =>
      changeGpo(map, draft, reading, (gpo) => ({
        ...gpo,
        links: gpo.links.filter(({ container }) => container !== reading.text(map, 'container')),
      })),
  },
  move: { keys: ['hosts', 'from', 'to'], apply: move },
  'delete-policy': { keys: ['policy'], apply: deletePolicy },
  restore: { keys: ['hosts', 'cached-policy'], apply: restore },
};

function edit(map: TreeMap, draft: Draft, _: Deployment, reading: Reading): string | null {
  const name = reading.wanted(map, 'policy');
  const policy = draft.policies.get(name ?? '');
  if (name === null || policy === undefined) return unresolved(map, reading, name);
  const offers = texts(map, 'key-exchange', reading, mainModeOfferOf);
  const seconds = reading.count(map, 'key-lifetime');
  const { mainMode } = policy;
  // What belongs to a rule says nothing of which one: all of them, or the one that was meant, are two different outages.
  const ofRule = ruleKeys.some((key) => map.entries.has(key));
  const list = ofRule ? reading.wanted(map, 'filter-list') : reading.text(map, 'filter-list');
  const rules = policy.rules.map((rule) => (rule.filterList === list ? editedRule(rule, map, reading) : rule));
  const added = map.entries.get('add-rule');
  if (list !== null && !policy.rules.some(({ filterList }) => filterList === list))
    return unresolved(map, reading, list);
  const extra = added === undefined ? null : addedRule(added, policy, reading);
  draft.policies.set(name, {
    ...policy,
    rules: extra === null ? rules : [...rules, extra],
    mainMode:
      mainMode === null
        ? null
        : { ...mainMode, offers: offers ?? mainMode.offers, lifetimeSeconds: seconds ?? mainMode.lifetimeSeconds },
  });
  return `${name}${list === null ? '' : `: ${list}`}`;
}

function editedRule(rule: WindowsRule, map: TreeMap, reading: Reading): WindowsRule {
  const action = reading.text(map, 'action');
  const handling = action === null ? null : securityHandling(action);
  const [seconds, kilobytes] = [reading.count(map, 'lifetime'), reading.count(map, 'kilobytes')];
  const pfs = rule.offers[0]?.pfs === true;
  const offers = texts(map, 'negotiate', reading, (text) => quickModeOfferOf(text, pfs, seconds ?? 0, kilobytes ?? 0));
  const removed = new Set((texts(map, 'remove-filters', reading, filterOf) ?? []).map(filterText));
  const kept = rule.filters.filter((filter) => !removed.has(filterText(filter)));
  return {
    ...rule,
    action: action === 'permit' || action === 'block' || action === 'negotiate' ? action : rule.action,
    ...handling,
    authentication: texts(map, 'authentication', reading, authenticationOf) ?? rule.authentication,
    inboundPassThrough: reading.truth(map, 'accept-unsecured', handling?.inboundPassThrough ?? rule.inboundPassThrough),
    fallBack: reading.truth(map, 'fall-back', handling?.fallBack ?? rule.fallBack),
    active: reading.truth(map, 'active', rule.active),
    offers: (offers ?? rule.offers).map((offer) => ({
      ...offer,
      lifetimeSeconds: seconds ?? offer.lifetimeSeconds,
      lifetimeKilobytes: kilobytes ?? offer.lifetimeKilobytes,
    })),
    filters: [...kept, ...(texts(map, 'add-filters', reading, filterOf) ?? [])],
  };
}

/** A rule of its own: its filters and what is done, `permit` or `block`; of connection security rules an exemption, `noauthentication`. */
function addedRule(tree: Tree, policy: WindowsPolicy, reading: Reading): WindowsRule | null {
  const map = reading.map(tree, ['filter-list', 'filters', 'action']);
  const filterList = map === null ? null : reading.wanted(map, 'filter-list');
  const word = map === null ? null : reading.text(map, 'action');
  const exempts = policy.modern === true && word?.toLowerCase() === 'noauthentication';
  const action = exempts ? 'permit' : word;
  if (map === null || filterList === null) return null;
  if (action !== 'permit' && action !== 'block') {
    reading.say('unreadable', map.line, action ?? 'action');
    return null;
  }
  return {
    object: `ipsecnfa{${policy.title} ${filterList}}`,
    filterList,
    filterAction: action,
    filters: texts(map, 'filters', reading, filterOf) ?? [],
    action,
    inboundPassThrough: false,
    fallBack: false,
    offers: [],
    authentication: [],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
    defaultResponse: false,
    src: [],
  };
}

function texts<T>(map: TreeMap, key: string, reading: Reading, parse: (text: string) => T | null): readonly T[] | null {
  if (!map.entries.has(key)) return null;
  return reading.list(map, key).flatMap((item) => {
    const value = item.kind === 'text' ? parse(item.text) : null;
    if (value === null) reading.say('unreadable', item.line, key);
    return value === null ? [] : [value];
  });
}

function unresolved(map: TreeMap, reading: Reading, name: string | null): null {
  if (name !== null) reading.say('unresolved', map.line, name);
  return null;
}

function changeGpo(
  map: TreeMap,
  draft: Draft,
  reading: Reading,
  change: (gpo: GroupPolicyObject) => GroupPolicyObject,
): string | null {
  const name = reading.wanted(map, 'gpo');
  if (!draft.gpos.some((gpo) => gpo.name === name)) return unresolved(map, reading, name);
  draft.gpos = draft.gpos.map((gpo) => (gpo.name === name ? change(gpo) : gpo));
  return name;
}

function assign(map: TreeMap, draft: Draft, _: Deployment, reading: Reading): string | null {
  const policy = reading.wanted(map, 'policy');
  if (policy === null || !draft.policies.has(policy)) return unresolved(map, reading, policy);
  const replicated = reading.truth(map, 'replicated', true);
  // Connection security rules are added to what the object brings already.
  const modern = draft.policies.get(policy)?.modern === true;
  const done = changeGpo(map, draft, reading, (gpo) =>
    modern
      ? { ...gpo, securityRules: [...new Set([...gpo.securityRules, policy])], replicated }
      : { ...gpo, policy, replicated },
  );
  return done === null ? null : `${done}: ${policy}`;
}

function link(map: TreeMap, draft: Draft, _: Deployment, reading: Reading): string | null {
  const container = reading.wanted(map, 'container');
  if (container === null) return null;
  const made = {
    container,
    order: reading.count(map, 'order', 10_000) ?? 1,
    enabled: true,
    enforced: reading.truth(map, 'enforced'),
  };
  return changeGpo(map, draft, reading, (gpo) => ({
    ...gpo,
    links: [...gpo.links.filter((one) => one.container !== container), made],
  }));
}

/** Takes hosts out of a computer group, puts them into another, or both. */
function move(map: TreeMap, draft: Draft, deployment: Deployment, reading: Reading): string | null {
  const hosts = reading.texts(map, 'hosts');
  const [from, to] = [reading.text(map, 'from'), reading.text(map, 'to')];
  const known = new Set(deployment.hosts.map(({ name }) => name));
  const missing =
    hosts.find((name) => !known.has(name)) ?? [from, to].find((name) => name !== null && !draft.groups.has(name));
  if (missing !== undefined && missing !== null) return unresolved(map, reading, missing);
  const members = (group: string): readonly string[] => draft.groups.get(group) ?? [];
  if (from !== null)
    draft.groups.set(
      from,
      members(from).filter((name) => !hosts.includes(name)),
    );
  if (to !== null) draft.groups.set(to, [...new Set([...members(to), ...hosts])]);
  return `${hosts.join(', ')}: ${from ?? '-'} > ${to ?? '-'}`;
}

function deletePolicy(map: TreeMap, draft: Draft, _: Deployment, reading: Reading): string | null {
  const name = reading.wanted(map, 'policy');
  if (name === null || !draft.policies.delete(name)) return unresolved(map, reading, name);
  for (const gpo of draft.gpos)
    if (gpo.policy === name || gpo.securityRules.includes(name)) draft.deadLinks.push(`${gpo.name}: ${name}`);
  return name;
}

function restore(map: TreeMap, draft: Draft, deployment: Deployment, reading: Reading): string | null {
  const hosts = reading.texts(map, 'hosts');
  const policy = reading.wanted(map, 'cached-policy');
  if (policy === null || !draft.policies.has(policy)) return unresolved(map, reading, policy);
  const missing = hosts.find((name) => !deployment.hosts.some((host) => host.name === name));
  if (missing !== undefined) return unresolved(map, reading, missing);
  for (const host of hosts) draft.restored.push({ host, policy });
  return `${hosts.join(', ')}: ${policy}`;
}
