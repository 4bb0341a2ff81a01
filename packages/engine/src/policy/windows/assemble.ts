import type {
  MainModeOffer,
  PolicyAssignment,
  PolicyAuthentication,
  PolicyFilter,
  PolicyObject,
  PolicyStoreName,
  QuickModeOffer,
  SecurityRule,
  Source,
} from '../../observations/index.ts';
import { securityPolicies } from './security-rules.ts';

/** A rule with its filter list and filter action. */
export interface WindowsRule {
  /** The rule's object (ipsecNFA). */
  readonly object: string;
  /** Names of its filter list and filter action; null: it has none. */
  readonly filterList: string | null;
  readonly filterAction: string | null;
  readonly filters: readonly PolicyFilter[];
  readonly action: 'permit' | 'block' | 'negotiate' | 'unknown';
  /** Accept unsecured communication, but always respond using IPsec (GD-07). */
  readonly inboundPassThrough: boolean;
  /** Allow unsecured communication with computers that do not speak IPsec: an offer without algorithms (GD-07). */
  readonly fallBack: boolean;
  /** Offers with algorithms, in order. */
  readonly offers: readonly QuickModeOffer[];
  readonly authentication: readonly PolicyAuthentication[];
  readonly interfaces: 'all' | 'lan' | 'dial-up' | 'unknown';
  /** Profiles of networks in which a connection security rule is in force, in small letters; absent: all. */
  readonly profiles?: readonly string[];
  /** The far end of the tunnel; null: no tunnel. `any`, or 0.0.0.0: it is told when the tunnel comes up. */
  readonly tunnelEndpoint: string | null;
  /** The near end, which connection security rules alone name; absent: not told. */
  readonly localTunnelEndpoint?: string;
  readonly active: boolean;
  /** It answers what no other rule knows, and has no filters. */
  readonly defaultResponse: boolean;
  /** What a rule leaves to the system or to sets that were not read: nothing can be said of it. */
  readonly untold?: readonly ('main-mode' | 'authentication' | 'offers')[];
  readonly src: readonly Source[];
}

/** Whether the end point of a tunnel is left open. */
export function isAnyEndpoint(endpoint: string): boolean {
  return /^(?:any|0\.0\.0\.0|::)$/i.test(endpoint.trim());
}

/** A legacy policy, put together out of its objects; or the connection security rules of a store. */
export interface WindowsPolicy {
  /** Rules of Windows Vista and later: those of all stores are in effect together, and what is only asked for passes when it fails. */
  readonly modern?: true;
  readonly store: PolicyStoreName;
  readonly object: string;
  readonly title: string;
  readonly description: string | null;
  /** Seconds since the Unix epoch; null: not told. */
  readonly changed: number | null;
  readonly pollingSeconds: number | null;
  readonly assigned: boolean;
  readonly mainMode: {
    readonly offers: readonly MainModeOffer[];
    readonly masterPfs: boolean;
    readonly lifetimeSeconds: number;
    readonly quickModeLimit: number;
  } | null;
  /** In the order the policy names them. */
  readonly rules: readonly WindowsRule[];
  readonly src: Source;
}

/** What is wrong with a store (ADP-11), by stable name. */
export type StoreFaultCode =
  | 'dangling-reference'
  | 'not-named-back'
  | 'duplicate-name'
  | 'control-character'
  | 'unreadable'
  | 'empty-filter-list'
  | 'no-offers'
  | 'no-main-mode'
  | 'no-rules'
  | 'assigned-policy-absent'
  | 'uneven-permissions';

export interface StoreFault {
  readonly code: StoreFaultCode;
  readonly store: PolicyStoreName;
  readonly object: string;
  /** The other object, the name, or what could not be read. */
  readonly about: string;
  readonly src: Source;
  /** It is about a connection security rule: the service of legacy policies records nothing of it. */
  readonly modern?: true;
}

export interface WindowsStores {
  readonly policies: readonly WindowsPolicy[];
  readonly faults: readonly StoreFault[];
}

type ClassOf<C extends PolicyObject['class']> = Extract<PolicyObject, { class: C }>;

/** A store's objects by name. What a domain assigned is kept in the cache under the same names. */
type Objects = ReadonlyMap<string, PolicyObject>;

/** Puts the objects of one host's stores together and tells what does not fit (MS-GPIPSEC 2.2.1; ADP-04 to ADP-12). */
export function assemblePolicies(
  objects: readonly PolicyObject[],
  assignments: readonly PolicyAssignment[],
  securityRules: readonly SecurityRule[] = [],
): WindowsStores {
  const stores = new Map<PolicyStoreName, Map<string, PolicyObject>>();
  const faults: StoreFault[] = [];
  for (const object of objects) {
    const store = stores.get(object.store) ?? new Map<string, PolicyObject>();
    stores.set(object.store, store);
    store.set(object.object, object);
  }
  const assigned = new Set<string>();
  for (const { store, object, src } of assignments) {
    const kept = store === 'domain' ? ['domain', 'cache'] : [store];
    const held = kept.filter((name) => stores.get(name as PolicyStoreName)?.has(object) === true);
    for (const name of held) assigned.add(`${name} ${object}`);
    // Of the domain's policy the registry may show no more than its name.
    if (held.length === 0 && (store !== 'domain' || stores.has('cache')))
      faults.push({ code: 'assigned-policy-absent', store, object, about: object, src });
  }
  const policies: WindowsPolicy[] = [];
  for (const [store, held] of stores) {
    for (const object of held.values()) {
      faults.push(...faultsOf(object, held));
      if (object.class === 'policy') policies.push(policyOf(object, held, assigned.has(`${store} ${object.object}`)));
    }
    faults.push(...duplicateNames(held), ...unevenPermissions(held));
  }
  const modern = securityPolicies(securityRules);
  return { policies: [...policies, ...modern.policies], faults: [...faults, ...modern.faults] };
}

function policyOf(policy: ClassOf<'policy'>, held: Objects, assigned: boolean): WindowsPolicy {
  const used = policy.uses.map((name) => held.get(name));
  const mainMode = used.find((object): object is ClassOf<'isakmp'> => object?.class === 'isakmp');
  const rules = used.filter((object): object is ClassOf<'rule'> => object?.class === 'rule');
  return {
    store: policy.store,
    object: policy.object,
    title: policy.title ?? policy.object,
    description: policy.description,
    changed: policy.changed,
    pollingSeconds: policy.pollingSeconds,
    assigned,
    mainMode:
      mainMode === undefined
        ? null
        : {
            offers: mainMode.offers,
            masterPfs: mainMode.masterPfs,
            lifetimeSeconds: mainMode.lifetimeSeconds,
            quickModeLimit: mainMode.quickModeLimit,
          },
    rules: rules.map((rule) => ruleOf(rule, held, mainMode?.untold === true)),
    src: policy.src,
  };
}

function ruleOf(rule: ClassOf<'rule'>, held: Objects, mainModeUntold: boolean): WindowsRule {
  const used = rule.uses.map((name) => held.get(name));
  const action = used.find((object): object is ClassOf<'action'> => object?.class === 'action');
  const lists = used.filter((object): object is ClassOf<'filters'> => object?.class === 'filters');
  const offers = action?.offers ?? [];
  const negotiates = action?.action === 'negotiate';
  const untold = [
    ...(negotiates && mainModeUntold ? ['main-mode' as const] : []),
    ...(negotiates && rule.untold === true ? ['authentication' as const] : []),
    ...(negotiates && action.untold === true ? ['offers' as const] : []),
  ];
  return {
    object: rule.object,
    filterList: lists.length === 0 ? null : lists.map((list) => list.title ?? list.object).join(', '),
    filterAction: action === undefined ? null : (action.title ?? action.object),
    filters: lists.flatMap((list) => list.filters),
    action: action?.action ?? 'unknown',
    inboundPassThrough: action?.inboundPassThrough === true,
    fallBack: offers.some((offer) => offer.transforms.length === 0),
    offers: offers.filter((offer) => offer.transforms.length > 0),
    authentication: rule.authentication,
    interfaces: rule.interfaces,
    tunnelEndpoint: rule.tunnelEndpoint,
    active: rule.active,
    // A default response rule is one that names no filter list.
    defaultResponse: !rule.uses.some((name) => name.startsWith('ipsecfilter{')),
    ...(untold.length === 0 ? {} : { untold }),
    src: [rule, action, ...lists].flatMap((object) => (object === undefined ? [] : [object.src])),
  };
}

function faultsOf(object: PolicyObject, held: Objects): StoreFault[] {
  const faults: StoreFault[] = [];
  const say = (code: StoreFaultCode, about: string): void =>
    void faults.push({ code, store: object.store, object: object.object, about, src: object.src });
  for (const reason of object.faults) say('unreadable', reason);
  for (const name of object.uses) {
    const used = held.get(name);
    if (used === undefined) say('dangling-reference', name);
    else if (used.owners.length > 0 && !used.owners.includes(object.object)) say('not-named-back', name);
  }
  for (const name of object.owners) if (!held.has(name)) say('dangling-reference', name);
  const text = `${object.title ?? ''}${object.description ?? ''}`;
  if (/\p{Cc}/u.test(text)) say('control-character', text.replaceAll(/\p{Cc}/gu, '\uFFFD'));
  const readable = object.faults.length === 0 && object.untold !== true;
  if (object.class === 'filters' && readable && object.filters.length === 0)
    say('empty-filter-list', object.title ?? '');
  if (object.class === 'action' && readable && object.action === 'negotiate' && !offersProtection(object))
    say('no-offers', object.title ?? '');
  if (object.class === 'policy') {
    const classes = new Set(object.uses.map((name) => held.get(name)?.class));
    if (!classes.has('isakmp')) say('no-main-mode', object.title ?? '');
    if (!classes.has('rule')) say('no-rules', object.title ?? '');
  }
  if (object.class === 'isakmp' && readable && object.offers.length === 0) say('no-offers', object.title ?? '');
  return faults;
}

function offersProtection(action: ClassOf<'action'>): boolean {
  return action.offers.some((offer) => offer.transforms.length > 0);
}

/** Objects whose security descriptor is not that of most others (ADP-10): some hosts may read them and others not. */
function unevenPermissions(held: Objects): StoreFault[] {
  const counts = new Map<string, number>();
  for (const { permissions } of held.values())
    if (permissions !== null) counts.set(permissions, (counts.get(permissions) ?? 0) + 1);
  if (counts.size < 2) return [];
  const [usual] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return [...held.values()]
    .filter(({ permissions }) => permissions !== null && permissions !== usual)
    .map(({ store, object, title, src }) => ({
      code: 'uneven-permissions',
      store,
      object,
      about: title ?? object,
      src,
    }));
}

/** Objects of one class that people cannot tell apart: two versions of one filter list, for example (ADP-11). */
function duplicateNames(held: Objects): StoreFault[] {
  const first = new Map<string, PolicyObject>();
  const faults: StoreFault[] = [];
  for (const object of held.values()) {
    if (object.title === null || object.title === '') continue;
    const key = `${object.class} ${object.title.toLowerCase()}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, object);
    else
      faults.push({
        code: 'duplicate-name',
        store: object.store,
        object: object.object,
        about: other.object,
        src: object.src,
      });
  }
  return faults;
}
