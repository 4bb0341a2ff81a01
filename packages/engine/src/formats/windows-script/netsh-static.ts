/**
 * `netsh ipsec static` commands: add, set and delete, as scripts and shells hold them. Source: Microsoft command reference, netsh ipsec
 * (cc739550), and the usage texts of netsh (messages of released files).
 */
import type { PolicyAuthentication, PolicyFilter } from '../../observations/index.ts';
import { isBrokenAddress } from '../../policy/addresses.ts';
import type { LegacyStore, MadeAction, MadePolicy, MadeRule } from './legacy-store.ts';
import {
  endOf,
  interfacesOf,
  mainModeOffers,
  portsOf,
  protocolOf,
  quickModeOffers,
  rootAuthority,
  sharedKey,
} from './legacy-values.ts';
import { isYes, tagged } from './words.ts';

/** Tags of each command in the order of its usage: a value without a tag takes the next one. */
export const staticTags: Readonly<Record<string, readonly string[]>> = {
  'add policy': [
    'name',
    'description',
    'mmpfs',
    'qmpermm',
    'mmlifetime',
    'activatedefaultrule',
    'pollinginterval',
    'assign',
    'mmsecmethods',
  ],
  'set policy': [
    'name',
    'guid',
    'newname',
    'description',
    'mmpfs',
    'qmpermm',
    'mmlifetime',
    'activatedefaultrule',
    'pollinginterval',
    'assign',
    'gponame',
    'mmsecmethods',
  ],
  'add filterlist': ['name', 'description'],
  'set filterlist': ['name', 'guid', 'newname', 'description'],
  'add filter': [
    'filterlist',
    'srcaddr',
    'dstaddr',
    'description',
    'protocol',
    'mirrored',
    'srcmask',
    'dstmask',
    'srcport',
    'dstport',
  ],
  'delete filter': [
    'filterlist',
    'srcaddr',
    'dstaddr',
    'protocol',
    'srcmask',
    'dstmask',
    'srcport',
    'dstport',
    'mirrored',
  ],
  'add filteraction': ['name', 'description', 'qmpfs', 'inpass', 'soft', 'action', 'qmsecmethods'],
  'set filteraction': ['name', 'guid', 'newname', 'description', 'qmpfs', 'inpass', 'soft', 'action', 'qmsecmethods'],
  'add rule': [
    'name',
    'policy',
    'filterlist',
    'filteraction',
    'tunnel',
    'conntype',
    'activate',
    'description',
    'kerberos',
    'psk',
    'rootca',
  ],
  'set rule': [
    'name',
    'id',
    'policy',
    'newname',
    'description',
    'filterlist',
    'filteraction',
    'tunnel',
    'conntype',
    'activate',
    'kerberos',
    'psk',
    'rootca',
  ],
  'set defaultrule': ['policy', 'qmpfs', 'activate', 'qmsecmethods', 'kerberos', 'psk', 'rootca'],
  'set store': ['location', 'domain'],
  'delete policy': ['name'],
  'delete filterlist': ['name'],
  'delete filteraction': ['name'],
  'delete rule': ['name', 'id', 'policy'],
};

/** Authentication in the order it stands in, which is the order of preference. */
export function authenticationOf(
  values: readonly (readonly [string, string])[],
  secrets: Set<string>,
): readonly PolicyAuthentication[] {
  for (const [tag, value] of values) if (tag === 'psk' && value !== '') secrets.add(value);
  return values.flatMap(([tag, value]): readonly PolicyAuthentication[] => {
    if (tag === 'kerberos') return isYes(value) ? [{ method: 'kerberos' }] : [];
    if (tag === 'psk') return value === '' ? [] : [sharedKey(value)];
    if (tag === 'rootca') return value === '' ? [] : [rootAuthority(value)];
    return [];
  });
}

/** A filter of a command's values; a reason where it is none. */
export function filterOf(values: ReadonlyMap<string, string>): PolicyFilter | string {
  const value = (tag: string): string => values.get(tag) ?? '';
  const protocol = protocolOf(value('protocol'));
  const sourcePorts = portsOf(value('srcport'));
  const destinationPorts = portsOf(value('dstport'));
  if (value('srcaddr') === '' || value('dstaddr') === '') return 'a filter without its addresses';
  if ([value('srcaddr'), value('dstaddr')].some(isBrokenAddress)) return 'an address that is none';
  if (protocol === null) return 'a protocol that is not known';
  if (sourcePorts === null || destinationPorts === null) return 'a port that is none';
  return {
    description: '',
    mirrored: !values.has('mirrored') || isYes(values.get('mirrored')),
    source: endOf(value('srcaddr'), values.get('srcmask')),
    destination: endOf(value('dstaddr'), values.get('dstmask')),
    protocol,
    sourcePorts,
    destinationPorts,
    tunnel: null,
    unevenMask: false,
  };
}

const maxFilters = 100_000;
/** What a store is kept in while no main mode lifetime is told: eight hours. */
const usualLifetime = 28_800;

/** Carries out one command on a store; a reason where it cannot be. `verb` and `noun` in small letters. */
export function runStatic(
  store: LegacyStore,
  verb: string,
  noun: string,
  words: readonly string[],
  line: number,
): string | null {
  if (verb === 'delete') return remove(store, noun, words);
  const tags = staticTags[`${verb} ${noun}`];
  if (tags === undefined) return null;
  const list = tagged(words, tags);
  const values = new Map(list);
  const name = values.get('name') ?? '';
  const key = name.toLowerCase();
  if (verb === 'add' && store.full) return 'more objects than are kept';
  switch (noun) {
    case 'policy': {
      const old = store.policies.get(key);
      if (verb === 'set' && old === undefined) return 'a policy is changed that is not there';
      const policy: MadePolicy = old ?? {
        title: name,
        description: null,
        assigned: false,
        pollingSeconds: null,
        masterPfs: false,
        lifetimeSeconds: usualLifetime,
        quickModeLimit: 0,
        offers: null,
        rules: new Map(),
        line,
      };
      changePolicy(policy, values, line);
      if (policy.assigned) for (const other of store.policies.values()) if (other !== policy) other.assigned = false;
      renamed(store.policies, key, policy, values.get('newname'));
      return null;
    }
    case 'filterlist': {
      const old = store.lists.get(key) ?? { title: name, filters: [], line };
      renamed(store.lists, key, old, values.get('newname'));
      return null;
    }
    case 'filter': {
      const filter = filterOf(values);
      if (typeof filter === 'string') return filter;
      const title = values.get('filterlist') ?? '';
      const held = store.lists.get(title.toLowerCase()) ?? { title, filters: [], line };
      store.lists.set(title.toLowerCase(), held);
      if (held.filters.length >= maxFilters) return 'more filters than are kept';
      held.filters.push({ ...filter, description: (values.get('description') ?? '').slice(0, 300) });
      return null;
    }
    case 'filteraction': {
      const action = store.actions.get(key) ?? newAction(name, line);
      changeAction(action, values);
      renamed(store.actions, key, action, values.get('newname'));
      return null;
    }
    case 'rule':
    case 'defaultrule': {
      const policy = store.policies.get((values.get('policy') ?? '').toLowerCase());
      if (policy === undefined) return 'a rule of a policy that is not there';
      return noun === 'defaultrule'
        ? defaultRule(store, policy, list, line)
        : changeRule(store, policy, verb, values, list, line);
    }
    default:
      return null;
  }
}

function renamed<T extends { title: string }>(
  all: Map<string, T>,
  key: string,
  one: T,
  newName: string | undefined,
): void {
  if (newName === undefined || newName === '') {
    all.set(key, one);
    return;
  }
  all.delete(key);
  one.title = newName;
  all.set(newName.toLowerCase(), one);
}

function changePolicy(policy: MadePolicy, values: ReadonlyMap<string, string>, line: number): void {
  const minutes = (tag: string): number | null => {
    const value = Number(values.get(tag));
    return values.has(tag) && Number.isFinite(value) && value >= 0 ? value * 60 : null;
  };
  policy.description = values.get('description') ?? policy.description;
  if (values.has('assign')) policy.assigned = isYes(values.get('assign'));
  if (values.has('mmpfs')) policy.masterPfs = isYes(values.get('mmpfs'));
  policy.pollingSeconds = minutes('pollinginterval') ?? policy.pollingSeconds;
  policy.lifetimeSeconds = minutes('mmlifetime') ?? policy.lifetimeSeconds;
  const limit = Number(values.get('qmpermm') ?? policy.quickModeLimit);
  policy.quickModeLimit = policy.masterPfs ? 1 : Number.isFinite(limit) ? limit : policy.quickModeLimit;
  const methods = values.get('mmsecmethods');
  if (methods !== undefined) policy.offers = mainModeOffers(methods, policy.lifetimeSeconds, policy.quickModeLimit);
  if (isYes(values.get('activatedefaultrule'))) policy.rules.set('', newRule('', null, line));
}

export function newRule(title: string, filterList: string | null, line: number): MadeRule {
  return {
    title,
    filterList,
    filterAction: null,
    authentication: [],
    interfaces: 'all',
    tunnelEndpoint: null,
    active: true,
    line,
  };
}

export function newAction(title: string, line: number): MadeAction {
  return { title, action: 'negotiate', inboundPassThrough: false, fallBack: false, pfs: false, offers: null, line };
}

export function changeAction(action: MadeAction, values: ReadonlyMap<string, string>): void {
  const word = values.get('action')?.toLowerCase();
  if (word !== undefined)
    action.action = word === 'permit' || word === 'block' || word === 'negotiate' ? word : 'unknown';
  if (values.has('qmpfs')) action.pfs = isYes(values.get('qmpfs'));
  if (values.has('inpass')) action.inboundPassThrough = isYes(values.get('inpass'));
  if (values.has('soft')) action.fallBack = isYes(values.get('soft'));
  const methods = values.get('qmsecmethods');
  if (methods !== undefined) action.offers = quickModeOffers(methods);
}

function changeRule(
  store: LegacyStore,
  policy: MadePolicy,
  verb: string,
  values: ReadonlyMap<string, string>,
  list: readonly (readonly [string, string])[],
  line: number,
): string | null {
  const number = Number(values.get('id'));
  // `set rule id=2` counts the rules of the policy from 1.
  const byId = Number.isInteger(number) ? [...policy.rules.keys()][number - 1] : undefined;
  const key = (values.get('name') ?? byId ?? '').toLowerCase();
  const old = policy.rules.get(key);
  if (verb === 'set' && old === undefined) return 'a rule is changed that is not there';
  const rule = old ?? newRule(values.get('name') ?? '', null, line);
  rule.filterList = values.get('filterlist') ?? rule.filterList;
  rule.filterAction = values.get('filteraction') ?? rule.filterAction;
  const tunnel = values.get('tunnel');
  if (tunnel !== undefined) rule.tunnelEndpoint = tunnel === '' || tunnel === '0.0.0.0' ? null : tunnel.slice(0, 256);
  if (values.has('conntype')) rule.interfaces = interfacesOf(values.get('conntype'));
  if (values.has('activate')) rule.active = isYes(values.get('activate'));
  const proofs = authenticationOf(list, store.secrets);
  if (proofs.length > 0) rule.authentication = proofs;
  renamed(policy.rules, key, rule, values.get('newname'));
  return null;
}

/** The rule that answers what no other knows has no filter list, and an action of its own. */
function defaultRule(
  store: LegacyStore,
  policy: MadePolicy,
  list: readonly (readonly [string, string])[],
  line: number,
): null {
  const values = new Map(list);
  const rule = policy.rules.get('') ?? newRule('', null, line);
  policy.rules.set('', rule);
  if (values.has('activate')) rule.active = isYes(values.get('activate'));
  const proofs = authenticationOf(list, store.secrets);
  if (proofs.length > 0) rule.authentication = proofs;
  if (values.has('qmsecmethods')) {
    const title = `${policy.title} (default response)`;
    const action = store.actions.get(title.toLowerCase()) ?? newAction(title, line);
    changeAction(action, values);
    store.actions.set(title.toLowerCase(), action);
    rule.filterAction = title;
  }
  return null;
}

function remove(store: LegacyStore, noun: string, words: readonly string[]): string | null {
  const values = new Map(tagged(words, staticTags[`delete ${noun}`] ?? []));
  const all = words.some((word) => /^all$/i.test(word));
  const key = (values.get('name') ?? '').toLowerCase();
  if (noun === 'all') {
    store.policies.clear();
    store.lists.clear();
    store.actions.clear();
    return null;
  }
  if (noun === 'rule') {
    const policy = store.policies.get((values.get('policy') ?? '').toLowerCase());
    if (policy === undefined) return 'a rule of a policy that is not there';
    if (all) policy.rules.clear();
    else policy.rules.delete(key);
    return null;
  }
  if (noun === 'filter') {
    const list = store.lists.get((values.get('filterlist') ?? '').toLowerCase());
    const filter = filterOf(values);
    if (list === undefined || typeof filter === 'string') return 'a filter is deleted that is not there';
    const same = ({ source, destination, protocol, sourcePorts, destinationPorts }: PolicyFilter): string =>
      JSON.stringify([source, destination, protocol, sourcePorts, destinationPorts]);
    list.filters = list.filters.filter((one) => same(one) !== same(filter));
    return null;
  }
  const held =
    noun === 'policy'
      ? store.policies
      : noun === 'filterlist'
        ? store.lists
        : noun === 'filteraction'
          ? store.actions
          : null;
  if (held === null) return null;
  if (all) held.clear();
  else held.delete(key);
  return null;
}
