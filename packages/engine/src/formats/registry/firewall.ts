/** Connection security rules and their sets out of registry values: of group policies, and of the local store (MS-GPFAS 2.2). */
import type { ConfigObservation, PolicyStoreName, SecretDigest } from '../../observations/index.ts';
import { maskLine } from '../shared/mask.ts';
import type { Draft } from '../shared/reading.ts';
import { hostFact } from '../shared/reading.ts';
import { digestOfText, isRedacted } from '../shared/secret-value.ts';
import { connectionOf, isExemption } from '../windows-output/rule.ts';
import { securityRuleOf } from '../windows-output/security-rule.ts';
import { connectionSecurityRule, defaultSets, type FindSet, type RuleSet, type SetKind } from './firewall-rule.ts';
import { type RegistryFile, type RegistryValue, textOf } from './reg-file.ts';

const places: readonly (readonly [prefix: string, store: PolicyStoreName])[] = [
  ['hklm\\software\\policies\\microsoft\\windowsfirewall\\', 'domain'],
  ['hklm\\system\\currentcontrolset\\services\\sharedaccess\\parameters\\firewallpolicy\\', 'local'],
];

/** Names of the keys of sets, with and without the plural: the specification has both. */
const setKeys: ReadonlyMap<string, SetKind> = new Map([
  ['phase1authenticationset', 'auth1'],
  ['phase1authenticationsets', 'auth1'],
  ['phase2authenticationset', 'auth2'],
  ['phase2authenticationsets', 'auth2'],
  ['phase1cryptoset', 'crypto1'],
  ['phase1cryptosets', 'crypto1'],
  ['phase2cryptoset', 'crypto2'],
  ['phase2cryptosets', 'crypto2'],
]);

const maxRules = 20_000;
const maxSuites = 256;

interface MutableSet {
  readonly values: Map<string, string>;
  readonly suites: Map<string, Map<string, string>>;
  key: SecretDigest | null;
}

interface Store {
  readonly rules: RegistryValue[];
  /** It has rules of its own for main mode: which methods a peer is offered the host's set alone does not tell. */
  mainModeRules: boolean;
  readonly sets: Map<string, MutableSet>;
  /** Ids that the default sets were given, by `kind id`. */
  readonly renamed: Map<string, string>;
}

/** Gives the connection security rules that registry values hold, as connections and as policy; how many there were. */
export function observeFirewall(file: RegistryFile, draft: Draft): number {
  const stores = new Map<PolicyStoreName, Store>();
  for (const value of file.values) {
    const path = value.key.toLowerCase();
    const place = places.find(([prefix]) => path.startsWith(prefix));
    if (place === undefined) continue;
    const store: Store = stores.get(place[1]) ?? {
      rules: [],
      mainModeRules: false,
      sets: new Map(),
      renamed: new Map(),
    };
    stores.set(place[1], store);
    const [name = '', id, suite, more] = path.slice(place[0].length).split('\\');
    if (name === 'consecrules' && id === undefined) {
      if (store.rules.length < maxRules) store.rules.push(value);
      else if (store.rules.length === maxRules) draft.fault(value.line, `more than ${maxRules} rules`);
    }
    // MS-GPFAS 2.2.7.
    if (name === 'mainmoderules' && /\|Active=TRUE\|/i.test(textOf(value) ?? '')) store.mainModeRules = true;
    const kind = setKeys.get(name);
    if (kind !== undefined && more === undefined) takeSetValue(store, kind, id, suite, value, draft);
  }
  let found = 0;
  for (const [name, store] of stores) found += observeStore(name, store, draft);
  return found;
}

function takeSetValue(
  store: Store,
  kind: SetKind,
  id: string | undefined,
  suite: string | undefined,
  value: RegistryValue,
  draft: Draft,
): void {
  const text = textOf(value);
  const name = value.name.toLowerCase();
  if (text === null) return;
  if (id === undefined) {
    if (name === defaultSets[kind]) store.renamed.set(`${kind} ${name}`, text.toLowerCase());
    return;
  }
  const key = `${kind} ${id}`;
  const set = store.sets.get(key) ?? { values: new Map<string, string>(), suites: new Map(), key: null };
  store.sets.set(key, set);
  if (suite === undefined) {
    set.values.set(name, text);
    return;
  }
  if (name === 'shkey') {
    const readable = !isRedacted(text) && /^[\x20-\x7e]+$/.test(text);
    if (readable) set.key ??= digestOfText(text);
    if (text === '') return;
    draft.add({
      kind: 'secret',
      type: 'psk',
      ids: [],
      digest: digestOfText(text),
      ...(readable ? {} : { redacted: true as const }),
      src: draft.source(value.line),
    });
    return;
  }
  const values = set.suites.get(suite) ?? new Map<string, string>();
  if (set.suites.size < maxSuites) set.suites.set(suite, values);
  values.set(name, maskLine(text));
}

function observeStore(name: PolicyStoreName, store: Store, draft: Draft): number {
  const add = (observation: ConfigObservation): void => draft.add(observation);
  const find: FindSet = (kind, id) => {
    if (kind === 'crypto1' && store.mainModeRules) return null;
    const set = store.sets.get(`${kind} ${store.renamed.get(`${kind} ${id}`) ?? id}`);
    return set === undefined ? null : inOrder(set);
  };
  let found = 0;
  for (const value of store.rules) {
    const rule = connectionSecurityRule(maskLine(value.name), textOf(value) ?? '', find);
    if (rule === null) {
      draft.fault(value.line, 'a connection security rule that cannot be read');
      continue;
    }
    found++;
    const src = draft.source(value.line, value.last);
    for (const reason of rule.store.faults ?? []) draft.fault(value.line, reason);
    add(securityRuleOf(rule.text, { ...rule.store, store: name }, src));
    // What a store holds is a file's word, as that of ipsec.conf is; what runs a listing tells.
    if (!rule.text.enabled) continue;
    if (!isExemption(rule.text.action)) add({ ...connectionOf(rule.text, src), loaded: false });
    else
      for (const endpoint of [rule.text.localEndpoint, rule.text.remoteEndpoint])
        if (endpoint !== null) add(hostFact(draft, 'ipsec-exempt', endpoint, value.line));
  }
  return found;
}

function inOrder(set: MutableSet): RuleSet {
  const suites = [...set.suites].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, values]) => values);
  return { values: set.values, suites, key: set.key };
}
