import type { PolicyAuthentication, PolicyFilter, QuickModeOffer, Source } from '../observations/index.ts';
import type { WindowsPolicy, WindowsRule } from '../policy/windows/assemble.ts';
import { securityHandling } from '../policy/windows/security-rules.ts';
import { authenticationOf, filterOf, mainModeOfferOf, quickModeOfferOf } from './policy-text.ts';
import type { Reading, Tree, TreeMap } from './tree.ts';

/** Policies that were read out of stores, by the name of the file that a deployment refers to. */
export type PolicyStores = ReadonlyMap<string, readonly WindowsPolicy[]>;

interface Action {
  readonly action: WindowsRule['action'];
  readonly inboundPassThrough: boolean;
  readonly fallBack: boolean;
  readonly offers: readonly QuickModeOffer[];
}

const maxFilters = 100_000;
const permit: Action = { action: 'permit', inboundPassThrough: false, fallBack: false, offers: [] };
const block: Action = { ...permit, action: 'block' };

/** Sections `filter-lists`, `filter-actions` and `policies` as policies put together. */
export function readPolicySections(
  root: TreeMap,
  reading: Reading,
  stores: PolicyStores,
): ReadonlyMap<string, WindowsPolicy> {
  const lists = filterLists(root, reading);
  const actions = filterActions(root, reading);
  const policies = new Map<string, WindowsPolicy>();
  for (const tree of reading.list(root, 'policies')) {
    const map = reading.map(tree, [
      'name',
      'description',
      'store',
      'policy',
      'key-exchange',
      'master-pfs',
      'key-lifetime',
      'authentication',
      'polling',
      'rules',
      'security-rules',
    ]);
    const name = map === null ? null : reading.wanted(map, 'name');
    if (map === null || name === null) continue;
    if (policies.has(name)) reading.say('duplicate', map.line, name);
    const policy = map.entries.has('store')
      ? stored(map, name, reading, stores)
      : map.entries.has('security-rules')
        ? securityRules(map, name, reading, lists)
        : written(map, name, reading, lists, actions);
    if (policy !== null) policies.set(name, policy);
  }
  return policies;
}

/** A policy out of the store of a file: the one of that name there, else the one that is assigned, else the only one. */
function stored(map: TreeMap, name: string, reading: Reading, stores: PolicyStores): WindowsPolicy | null {
  const file = reading.text(map, 'store') ?? '';
  const held = stores.get(file) ?? [];
  const title = reading.text(map, 'policy') ?? name;
  const assigned = held.filter((policy) => policy.assigned);
  const found =
    held.find((policy) => policy.title.toLowerCase() === title.toLowerCase()) ??
    (assigned.length === 1 ? assigned[0] : held.length === 1 ? held[0] : undefined);
  if (found === undefined) reading.say('unresolved', map.line, `${file}: ${title}`);
  return found ?? null;
}

function written(
  map: TreeMap,
  name: string,
  reading: Reading,
  lists: ReadonlyMap<string, readonly PolicyFilter[]>,
  actions: ReadonlyMap<string, Action>,
): WindowsPolicy {
  const proofs = authentications(map, reading) ?? [{ method: 'kerberos' as const }];
  const rules = reading.list(map, 'rules').flatMap((tree): WindowsRule[] => {
    const rule = reading.map(tree, [
      'filter-list',
      'filter-action',
      'authentication',
      'active',
      'tunnel',
      'interfaces',
    ]);
    if (rule === null) return [];
    const filterList = reading.wanted(rule, 'filter-list');
    const filterAction = reading.wanted(rule, 'filter-action');
    const filters = lists.get(filterList ?? '');
    const action = actions.get(filterAction ?? '');
    if (filterList !== null && filters === undefined) reading.say('unresolved', rule.line, filterList);
    if (filterAction !== null && action === undefined) reading.say('unresolved', rule.line, filterAction);
    const interfaces = reading.text(rule, 'interfaces');
    return [
      {
        object: `ipsecnfa{${name} ${rule.line}}`,
        filterList,
        filterAction,
        filters: filters ?? [],
        ...(action ?? { ...permit, action: 'unknown' as const }),
        authentication: authentications(rule, reading) ?? proofs,
        interfaces: interfaces === 'lan' || interfaces === 'dial-up' ? interfaces : 'all',
        tunnelEndpoint: reading.text(rule, 'tunnel'),
        active: reading.truth(rule, 'active', true),
        defaultResponse: false,
        src: [sourceOf(rule, reading)],
      },
    ];
  });
  return policyOf(map, name, reading, rules);
}

function policyOf(map: TreeMap, name: string, reading: Reading, rules: readonly WindowsRule[]): WindowsPolicy {
  const offers = parsed(map, 'key-exchange', reading, mainModeOfferOf);
  const lifetimeSeconds = reading.count(map, 'key-lifetime') ?? 28_800;
  const masterPfs = reading.truth(map, 'master-pfs');
  return {
    store: 'domain',
    object: `ipsecpolicy{${name}}`,
    title: name,
    description: reading.text(map, 'description'),
    changed: null,
    pollingSeconds: reading.count(map, 'polling'),
    assigned: true,
    mainMode: map.entries.has('key-exchange')
      ? {
          offers: offers.map((offer) => ({ ...offer, lifetimeSeconds })),
          masterPfs,
          lifetimeSeconds,
          quickModeLimit: masterPfs ? 1 : 0,
        }
      : null,
    rules,
    src: sourceOf(map, reading),
  };
}

/**
 * Connection security rules, in the words of New-NetIPsecRule: `action` such as RequireInRequestOut, endpoints as filters. What a rule and its
 * policy leave out is the system's default, and not told.
 */
function securityRules(
  map: TreeMap,
  name: string,
  reading: Reading,
  lists: ReadonlyMap<string, readonly PolicyFilter[]>,
): WindowsPolicy {
  const proofs = authentications(map, reading);
  const rules = reading.list(map, 'security-rules').flatMap((tree): WindowsRule[] => {
    const rule = reading.map(tree, [
      'name',
      'filters',
      'filter-list',
      'action',
      'authentication',
      'negotiate',
      'pfs',
      'lifetime',
      'kilobytes',
      'active',
      'tunnel',
      'interfaces',
    ]);
    const title = rule === null ? null : reading.wanted(rule, 'name');
    const word = rule === null ? null : reading.wanted(rule, 'action');
    if (rule === null || title === null || word === null) return [];
    const handling = securityHandling(word);
    if (handling === null) {
      reading.say('unreadable', rule.line, word);
      return [];
    }
    const list = reading.text(rule, 'filter-list');
    const listed = list === null ? [] : lists.get(list);
    if (listed === undefined) reading.say('unresolved', rule.line, list ?? '');
    const own = authentications(rule, reading) ?? proofs;
    const pfs = reading.truth(rule, 'pfs');
    const [seconds, kilobytes] = [reading.count(rule, 'lifetime') ?? 0, reading.count(rule, 'kilobytes') ?? 0];
    const negotiates = handling.action === 'negotiate';
    const interfaces = reading.text(rule, 'interfaces');
    return [
      {
        object: `consec{${name} ${rule.line}}`,
        filterList: title,
        ...handling,
        // Both endpoints of a rule stand for both directions.
        filters: [...(listed ?? []), ...parsed(rule, 'filters', reading, filterOf)].map((filter) => ({
          ...filter,
          mirrored: true,
        })),
        offers: parsed(rule, 'negotiate', reading, (text) => quickModeOfferOf(text, pfs, seconds, kilobytes)),
        authentication: own ?? [],
        interfaces: interfaces === 'lan' || interfaces === 'dial-up' ? interfaces : 'all',
        tunnelEndpoint: reading.text(rule, 'tunnel'),
        active: reading.truth(rule, 'active', true),
        defaultResponse: false,
        untold: [
          ...(negotiates && !map.entries.has('key-exchange') ? ['main-mode' as const] : []),
          ...(negotiates && own === null ? ['authentication' as const] : []),
          ...(negotiates && !rule.entries.has('negotiate') ? ['offers' as const] : []),
        ],
        src: [sourceOf(rule, reading)],
      },
    ];
  });
  return { ...policyOf(map, name, reading, rules), modern: true };
}

function sourceOf(map: TreeMap, reading: Reading): Source {
  const { file, line } = reading.place(map.line);
  return { artifact: file, at: [{ line: line ?? 1 }], quote: '', time: null };
}

function authentications(map: TreeMap, reading: Reading): readonly PolicyAuthentication[] | null {
  if (!map.entries.has('authentication')) return null;
  return parsed(map, 'authentication', reading, authenticationOf);
}

function parsed<T>(map: TreeMap, key: string, reading: Reading, parse: (text: string) => T | null): readonly T[] {
  return reading.list(map, key).flatMap((item) => {
    const value = item.kind === 'text' ? parse(item.text) : null;
    // What stands for a key may be one: it is not repeated.
    if (value === null)
      reading.say('unreadable', item.line, key === 'authentication' || item.kind !== 'text' ? key : item.text);
    return value === null ? [] : [value];
  });
}

function filterLists(root: TreeMap, reading: Reading): ReadonlyMap<string, readonly PolicyFilter[]> {
  const section = root.entries.get('filter-lists');
  const found = new Map<string, readonly PolicyFilter[]>();
  if (section === undefined) return found;
  if (section.kind !== 'map') {
    reading.say('unreadable', section.line, 'filter-lists');
    return found;
  }
  let left = maxFilters;
  for (const [name] of section.entries) {
    const filters = parsed(section, name, reading, filterOf).slice(0, left);
    left -= filters.length;
    if (left === 0) reading.say('too-much', section.line, String(maxFilters));
    found.set(name, filters);
  }
  return found;
}

function filterActions(root: TreeMap, reading: Reading): ReadonlyMap<string, Action> {
  const section = root.entries.get('filter-actions');
  const found = new Map<string, Action>([
    ['permit', permit],
    ['block', block],
  ]);
  if (section === undefined) return found;
  if (section.kind !== 'map') {
    reading.say('unreadable', section.line, 'filter-actions');
    return found;
  }
  for (const [name, tree] of section.entries) {
    const action = actionOf(tree, reading);
    if (action !== null) found.set(name, action);
  }
  return found;
}

function actionOf(tree: Tree, reading: Reading): Action | null {
  if (tree.kind === 'text') {
    const word = tree.text.toLowerCase();
    if (word === 'permit' || word === 'block') return word === 'permit' ? permit : block;
    reading.say('unreadable', tree.line, tree.text);
    return null;
  }
  const map = reading.map(tree, ['negotiate', 'accept-unsecured', 'fall-back', 'pfs', 'lifetime', 'kilobytes']);
  if (map === null) return null;
  const pfs = reading.truth(map, 'pfs');
  const [seconds, kilobytes] = [reading.count(map, 'lifetime') ?? 0, reading.count(map, 'kilobytes') ?? 0];
  return {
    action: 'negotiate',
    inboundPassThrough: reading.truth(map, 'accept-unsecured'),
    fallBack: reading.truth(map, 'fall-back'),
    offers: parsed(map, 'negotiate', reading, (text) => quickModeOfferOf(text, pfs, seconds, kilobytes)),
  };
}
