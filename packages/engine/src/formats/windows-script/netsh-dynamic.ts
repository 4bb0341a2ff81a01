/** `netsh ipsec dynamic` commands: policies of both modes and rules that go with the service. Source: as of the static ones. */
import type { LegacyStore, MadePolicy } from './legacy-store.ts';
import { endOf, interfacesOf, mainModeOffers, quickModeOffers } from './legacy-values.ts';
import { authenticationOf, changeAction, filterOf, newAction, newRule } from './netsh-static.ts';
import { isYes, tagged } from './words.ts';

const rule = [
  'srcaddr',
  'dstaddr',
  'mmpolicy',
  'qmpolicy',
  'protocol',
  'srcport',
  'dstport',
  'mirrored',
  'conntype',
  'actioninbound',
  'actionoutbound',
  'srcmask',
  'dstmask',
  'tunneldstaddress',
  'kerberos',
  'psk',
  'rootca',
];
const mainMode = ['name', 'qmpermm', 'mmlifetime', 'softsaexpirationtime', 'mmsecmethods'];
const quickMode = ['name', 'soft', 'pfsgroup', 'qmsecmethods'];

const tags: Readonly<Record<string, readonly string[]>> = {
  'add mmpolicy': mainMode,
  'set mmpolicy': mainMode,
  'add qmpolicy': quickMode,
  'set qmpolicy': quickMode,
  'add rule': rule,
  'set config': ['property', 'value'],
  'delete mmpolicy': ['name'],
  'delete qmpolicy': ['name'],
};

/** What a command did beside changing the store: a setting of the driver. */
export interface DynamicResult {
  readonly fault: string | null;
  readonly config: readonly [property: string, value: string] | null;
}

/** Carries out one command. Rules stand in a policy for each main mode policy that they name. */
export function runDynamic(
  store: LegacyStore,
  verb: string,
  noun: string,
  words: readonly string[],
  line: number,
): DynamicResult {
  const nothing: DynamicResult = { fault: null, config: null };
  const list = tagged(words, tags[`${verb} ${noun}`] ?? []);
  const values = new Map(list);
  const name = values.get('name') ?? '';
  const said = (fault: string): DynamicResult => ({ fault, config: null });
  if (verb === 'delete') {
    const all = words.some((word) => /^all$/i.test(word));
    if (noun === 'all') {
      store.policies.clear();
      store.lists.clear();
      store.actions.clear();
    } else if (noun === 'mmpolicy') {
      if (all) store.policies.clear();
      else store.policies.delete(name.toLowerCase());
    } else if (noun === 'qmpolicy') {
      if (all) store.actions.clear();
      else store.actions.delete(name.toLowerCase());
    } else if (noun === 'rule' && all) for (const policy of store.policies.values()) policy.rules.clear();
    else if (noun === 'rule') return said('a rule is deleted, and which one is not followed');
    return nothing;
  }
  if (store.full) return said('more objects than are kept');
  if (noun === 'config' && verb === 'set')
    return { fault: null, config: [values.get('property') ?? '', values.get('value') ?? ''] };
  if (noun === 'mmpolicy') {
    const policy = policyNamed(store, name, line);
    const minutes = Number(values.get('mmlifetime'));
    if (values.has('mmlifetime') && minutes >= 0) policy.lifetimeSeconds = minutes * 60;
    const limit = Number(values.get('qmpermm'));
    if (values.has('qmpermm') && limit >= 0) policy.quickModeLimit = limit;
    const methods = values.get('mmsecmethods');
    if (methods !== undefined) policy.offers = mainModeOffers(methods, policy.lifetimeSeconds, policy.quickModeLimit);
    return nothing;
  }
  if (noun === 'qmpolicy') {
    const action = store.actions.get(name.toLowerCase()) ?? newAction(name, line);
    if (values.has('soft')) action.fallBack = isYes(values.get('soft'));
    const group = values.get('pfsgroup');
    if (group !== undefined) action.pfs = !/^(?:no|nopfs)?$/i.test(group);
    const methods = values.get('qmsecmethods');
    if (methods !== undefined) action.offers = quickModeOffers(methods);
    store.actions.set(name.toLowerCase(), action);
    return nothing;
  }
  if (noun === 'rule' && verb === 'add') return addRule(store, list, line);
  return noun === 'rule' ? said('a rule is changed, and which one is not followed') : nothing;
}

function policyNamed(store: LegacyStore, name: string, line: number): MadePolicy {
  const old = store.policies.get(name.toLowerCase());
  const policy: MadePolicy = old ?? {
    title: name,
    description: null,
    // What is in this store is in effect.
    assigned: true,
    pollingSeconds: null,
    masterPfs: false,
    lifetimeSeconds: 28_800,
    quickModeLimit: 0,
    offers: null,
    rules: new Map(),
    line,
  };
  store.policies.set(name.toLowerCase(), policy);
  return policy;
}

function addRule(store: LegacyStore, list: readonly (readonly [string, string])[], line: number): DynamicResult {
  const values = new Map(list);
  const filter = filterOf(values);
  if (typeof filter === 'string') return { fault: filter, config: null };
  const policy = policyNamed(store, values.get('mmpolicy') ?? '', line);
  const inbound = (values.get('actioninbound') ?? 'negotiate').toLowerCase();
  const outbound = (values.get('actionoutbound') ?? 'negotiate').toLowerCase();
  const title = `${policy.rules.size + 1}`;
  const made = newRule(title, `${policy.title}/${title}`, line);
  store.lists.set(`${policy.title}/${title}`.toLowerCase(), {
    title: `${policy.title}/${title}`,
    filters: [filter],
    line,
  });
  made.interfaces = interfacesOf(values.get('conntype'));
  made.authentication = authenticationOf(list, store.secrets);
  const tunnel = values.get('tunneldstaddress');
  const end = tunnel === undefined ? null : endOf(tunnel, undefined);
  made.tunnelEndpoint = end === null || end.kind === 'any' ? null : (tunnel ?? null);
  const quick = values.get('qmpolicy') ?? '';
  if (inbound === 'negotiate' && outbound === 'negotiate') made.filterAction = quick === '' ? null : quick;
  else {
    const action = newAction(`${inbound} in, ${outbound} out`, line);
    changeAction(action, new Map([['action', inbound === outbound ? inbound : 'differs']]));
    store.actions.set(action.title.toLowerCase(), action);
    made.filterAction = action.title;
  }
  policy.rules.set(title, made);
  const differs =
    inbound !== outbound ? 'a rule that handles both directions differently, which is not held in one action' : null;
  return { fault: differs, config: null };
}
