import type { PolicyStoreName, SecurityAction, SecurityRule } from '../../observations/index.ts';
import type { StoreFault, WindowsPolicy, WindowsRule, WindowsStores } from './assemble.ts';
import { boundProfiles } from './profiles.ts';

/** What each action is: what goes out without an answer, and what may come in without protection (MS-FASP 2.2.52). */
const actions: Readonly<
  Record<SecurityAction, Pick<WindowsRule, 'action' | 'fallBack' | 'inboundPassThrough'> & { readonly word: string }>
> = {
  secure: { action: 'negotiate', fallBack: false, inboundPassThrough: false, word: 'RequireInRequireOut' },
  'secure-server': { action: 'negotiate', fallBack: true, inboundPassThrough: false, word: 'RequireInRequestOut' },
  boundary: { action: 'negotiate', fallBack: true, inboundPassThrough: true, word: 'RequestInRequestOut' },
  // In is protected and out is not: one action for both ways cannot say that.
  'secure-in-clear-out': { action: 'unknown', fallBack: false, inboundPassThrough: false, word: 'RequireInClearOut' },
  'do-not-secure': { action: 'permit', fallBack: false, inboundPassThrough: false, word: 'NoAuthentication' },
  unknown: { action: 'unknown', fallBack: false, inboundPassThrough: false, word: '?' },
};

/** Name of the key the rules of a store stand in; it stands for all of them. */
const title = 'ConSecRules';

/**
 * The connection security rules of each store as a policy of its own, and what does not fit. A rule that two files tell of is taken once.
 * Which of two rules that match is taken no public document says: the more specific one is assumed, as with legacy filters.
 */
export function securityPolicies(rules: readonly SecurityRule[]): WindowsStores {
  const stores = new Map<PolicyStoreName, Map<string, SecurityRule>>();
  const faults: StoreFault[] = [];
  for (const rule of rules) {
    const held = stores.get(rule.store) ?? new Map<string, SecurityRule>();
    stores.set(rule.store, held);
    const key = JSON.stringify([rule.title.toLowerCase(), rule.action, rule.active, rule.filters]);
    const other = held.get(key);
    // What one file leaves out another one may tell.
    if (other === undefined || tells(rule) > tells(other)) held.set(key, rule);
  }
  const policies: WindowsPolicy[] = [];
  for (const [store, held] of stores) {
    const own = [...held.values()];
    const names = new Map<string, SecurityRule>();
    for (const rule of own) {
      faults.push(...faultsOf(rule));
      const name = rule.title.toLowerCase();
      const other = names.get(name);
      if (other === undefined) names.set(name, rule);
      else if (name !== '') faults.push(fault('duplicate-name', rule, other.id));
    }
    const [first] = own;
    if (first !== undefined) policies.push(policyOf(store, own, first, mainModeOf(own)));
  }
  // Main mode is the host's. Where two stores tell of different methods, which are in effect is not told.
  const domain = policies.find(({ store }) => store === 'domain')?.mainMode ?? null;
  const differs = ({ mainMode }: WindowsPolicy): boolean =>
    domain !== null && mainMode !== null && JSON.stringify(mainMode.offers) !== JSON.stringify(domain.offers);
  return { policies: policies.map((policy) => (differs(policy) ? withoutMainMode(policy) : policy)), faults };
}

/** What a word such as `RequireInRequestOut` (New-NetIPsecRule, netsh advfirewall consec) makes of a rule; null: it is no such word. */
export function securityHandling(
  text: string,
): Pick<WindowsRule, 'action' | 'fallBack' | 'inboundPassThrough' | 'filterAction'> | null {
  const wanted = text.trim().toLowerCase();
  const found = Object.values(actions).find(({ word }) => word !== '?' && word.toLowerCase() === wanted);
  if (found === undefined) return null;
  const { word, ...handling } = found;
  return { ...handling, filterAction: word };
}

/**
 * Rules of several group policy objects are in effect together. Which key exchange settings are, where the objects tell of different ones,
 * is left open.
 */
export function rulesTogether(policies: readonly WindowsPolicy[]): readonly WindowsPolicy[] {
  const told = new Set(
    policies.flatMap(({ mainMode }) => (mainMode === null ? [] : [JSON.stringify(mainMode.offers)])),
  );
  return told.size > 1 ? policies.map(withoutMainMode) : policies;
}

function withoutMainMode(policy: WindowsPolicy): WindowsPolicy {
  const rules = policy.rules.map((rule) =>
    rule.action === 'negotiate' && rule.untold?.includes('main-mode') !== true
      ? { ...rule, untold: ['main-mode' as const, ...(rule.untold ?? [])] }
      : rule,
  );
  return { ...policy, mainMode: null, rules };
}

function tells(rule: SecurityRule): number {
  return [rule.authentication, rule.mainMode, rule.offers].filter((one) => one !== null).length;
}

function mainModeOf(rules: readonly SecurityRule[]): SecurityRule['mainMode'] {
  return rules.find(({ mainMode }) => mainMode !== null && mainMode.length > 0)?.mainMode ?? null;
}

function policyOf(
  store: PolicyStoreName,
  rules: readonly SecurityRule[],
  first: SecurityRule,
  offers: SecurityRule['mainMode'],
): WindowsPolicy {
  return {
    modern: true,
    store,
    object: title.toLowerCase(),
    title,
    description: null,
    changed: null,
    pollingSeconds: null,
    assigned: true,
    // Main mode is the host's and not a rule's.
    mainMode:
      offers === null
        ? null
        : {
            offers,
            masterPfs: false,
            lifetimeSeconds: offers[0]?.lifetimeSeconds ?? 0,
            quickModeLimit: offers[0]?.quickModeLimit ?? 0,
          },
    rules: rules.map(ruleOf),
    src: first.src,
  };
}

function ruleOf(rule: SecurityRule): WindowsRule {
  const { word, ...handling } = actions[rule.action];
  const negotiates = handling.action === 'negotiate';
  const profiles = boundProfiles(rule.profiles);
  return {
    object: rule.id.toLowerCase(),
    filterList: rule.title,
    filterAction: word,
    filters: rule.filters,
    ...handling,
    offers: rule.offers ?? [],
    authentication: rule.authentication ?? [],
    interfaces: rule.interfaces,
    ...(profiles === null ? {} : { profiles }),
    tunnelEndpoint: rule.tunnelEndpoint ?? (rule.mode === 'tunnel' ? 'any' : null),
    ...(rule.localTunnelEndpoint === undefined ? {} : { localTunnelEndpoint: rule.localTunnelEndpoint }),
    active: rule.active,
    defaultResponse: false,
    untold: [
      ...(negotiates && rule.mainMode === null ? ['main-mode' as const] : []),
      ...(negotiates && rule.authentication === null ? ['authentication' as const] : []),
      ...(negotiates && rule.offers === null ? ['offers' as const] : []),
    ],
    src: [rule.src],
  };
}

function fault(code: StoreFault['code'], rule: SecurityRule, about: string): StoreFault {
  return { code, store: rule.store, object: rule.id, about, src: rule.src, modern: true };
}

function faultsOf(rule: SecurityRule): StoreFault[] {
  const text = `${rule.title}${rule.description ?? ''}`;
  return [
    ...rule.faults.map((reason) => fault('unreadable', rule, reason)),
    ...rule.missing.map((name) => fault('dangling-reference', rule, name)),
    ...(/\p{Cc}/u.test(text) ? [fault('control-character', rule, text.replaceAll(/\p{Cc}/gu, '\uFFFD'))] : []),
    ...(rule.action !== 'do-not-secure' && rule.offers?.length === 0 ? [fault('no-offers', rule, rule.title)] : []),
  ];
}
