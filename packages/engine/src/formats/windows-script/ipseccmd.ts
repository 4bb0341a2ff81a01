/**
 * `ipseccmd` (Windows XP) and `ipsecpol` (Windows 2000): one rule for each command line, static with `-w`, else dynamic. Sources: Microsoft
 * KB 813878 and the Resource Kit's page on ipsecpol; POL-37, POL-39, POL-44.
 */
import type { PolicyAuthentication, PolicyFilter, PolicyStoreName } from '../../observations/index.ts';
import { maskLine } from '../shared/mask.ts';
import { LegacyStore, type MadePolicy } from './legacy-store.ts';
import {
  endOf,
  mainModeOffers,
  portsOf,
  protocolOf,
  quickModeOffers,
  rootAuthority,
  sharedKey,
} from './legacy-values.ts';
import { newAction, newRule } from './netsh-static.ts';

const maxFilters = 10_000;

/** Which store a command works on, and why it cannot be carried out. */
export interface IpseccmdResult {
  readonly store: PolicyStoreName;
  readonly faults: readonly string[];
}

/** Flags with all the words behind each, in small letters. */
function flagsOf(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const flags = new Map<string, string[]>();
  let open: string[] | null = null;
  for (const word of words) {
    const flag = /^-([a-z0-9]{1,10})$/i.exec(word)?.[1]?.toLowerCase();
    if (flag !== undefined) {
      open = flags.get(flag) ?? [];
      flags.set(flag, open);
    } else open?.push(open === flags.get('a') ? word : maskLine(word));
  }
  return flags;
}

const stores: Readonly<Record<string, PolicyStoreName>> = { reg: 'local', pers: 'persistent', ds: 'domain' };

/** Carries out one command; `stores` are those of the script so far. */
export function runIpseccmd(
  held: Map<PolicyStoreName, LegacyStore>,
  words: readonly string[],
  line: number,
): IpseccmdResult {
  const flags = flagsOf(words);
  const type = flags.get('w')?.[0]?.split(':')[0]?.toLowerCase();
  const name = type === undefined ? 'dynamic' : (stores[type] ?? 'local');
  const store = held.get(name) ?? new LegacyStore();
  held.set(name, store);
  const faults: string[] = [];
  if (flags.has('u') && name === 'dynamic') {
    store.policies.clear();
    return { store: name, faults };
  }
  const [title, poll] = splitLast(flags.get('p')?.join(' ') ?? (name === 'dynamic' ? 'ipseccmd' : ''));
  const key = title.toLowerCase();
  if (flags.has('o')) {
    store.policies.delete(key);
    return { store: name, faults };
  }
  if (store.full) return { store: name, faults: ['more objects than are kept'] };
  const policy: MadePolicy = store.policies.get(key) ?? {
    title,
    description: null,
    assigned: name === 'dynamic',
    pollingSeconds: null,
    masterPfs: false,
    lifetimeSeconds: 28_800,
    quickModeLimit: 0,
    offers: null,
    rules: new Map(),
    line,
  };
  store.policies.set(key, policy);
  if (/^[0-9]{1,6}$/.test(poll)) policy.pollingSeconds = Number(poll) * 60;
  if (flags.has('x')) {
    for (const other of store.policies.values()) other.assigned = false;
    policy.assigned = true;
  }
  if (flags.has('y')) policy.assigned = false;
  mainMode(policy, flags);
  const filters = flags.get('f') ?? [];
  if (filters.length > 0) addRule(store, policy, flags, filters, line, faults);
  return { store: name, faults };
}

/** `Policy name:30`: the number behind the last colon is the polling interval. */
function splitLast(text: string): readonly [name: string, poll: string] {
  const found = /^(.*):([0-9]{1,6})$/s.exec(text);
  return found === null ? [text, ''] : [found[1] ?? '', found[2] ?? ''];
}

function mainMode(policy: MadePolicy, flags: ReadonlyMap<string, readonly string[]>): void {
  const life = flags.get('1k')?.join('/') ?? '';
  const seconds = /([0-9]{1,9})S/i.exec(life)?.[1];
  const count = /([0-9]{1,9})Q/i.exec(life)?.[1];
  if (seconds !== undefined) policy.lifetimeSeconds = Number(seconds);
  if (count !== undefined) policy.quickModeLimit = Number(count);
  if (flags.has('1p')) policy.masterPfs = true;
  const methods = flags.get('1s');
  if (methods !== undefined)
    policy.offers = mainModeOffers(methods.join(' '), policy.lifetimeSeconds, policy.quickModeLimit);
}

function addRule(
  store: LegacyStore,
  policy: MadePolicy,
  flags: ReadonlyMap<string, readonly string[]>,
  written: readonly string[],
  line: number,
  faults: string[],
): void {
  const title = flags.get('r')?.join(' ') ?? `rule ${policy.rules.size + 1}`;
  const rule = newRule(title, null, line);
  rule.interfaces = flags.has('lan') ? 'lan' : flags.has('dialup') ? 'dial-up' : 'all';
  rule.tunnelEndpoint = flags.get('t')?.[0]?.slice(0, 256) ?? null;
  rule.authentication = (flags.get('a') ?? []).flatMap((word) => authenticationOf(word, faults, store.secrets));
  const label = `${policy.title}/${title}`;
  const methods = flags.get('n') ?? [];
  const lists: Record<'negotiate' | 'permit' | 'block', PolicyFilter[]> = { negotiate: [], permit: [], block: [] };
  for (const word of written) {
    if (/^default$/i.test(word)) continue;
    const enclosed = /^([([])(.*)[)\]]$/s.exec(word);
    const filter = filterSpec(enclosed?.[2] ?? word);
    if (typeof filter === 'string') faults.push(filter);
    else lists[enclosed === null ? 'negotiate' : enclosed[1] === '(' ? 'permit' : 'block'].push(filter);
    if (faults.length > 100 || lists.negotiate.length > maxFilters) break;
  }
  // Filters in parentheses pass and those in brackets are blocked, whatever the rule negotiates: they are rules of their own.
  for (const action of ['permit', 'block'] as const) {
    if (lists[action].length === 0) continue;
    const own = newRule(`${title} (${action})`, `${label} (${action})`, line);
    own.filterAction = action;
    own.authentication = rule.authentication;
    policy.rules.set(own.title.toLowerCase(), own);
    store.actions.set(action, { ...newAction(action, line), action });
    store.lists.set((own.filterList ?? '').toLowerCase(), {
      title: own.filterList ?? '',
      filters: lists[action],
      line,
    });
  }
  const isDefault = written.some((word) => /^default$/i.test(word));
  if (lists.negotiate.length === 0 && !isDefault) return;
  rule.filterAction = label;
  if (lists.negotiate.length > 0) {
    rule.filterList = label;
    store.lists.set(label.toLowerCase(), { title: label, filters: lists.negotiate, line });
  }
  store.actions.set(label.toLowerCase(), actionOf(label, methods, flags.has('soft'), line));
  policy.rules.set(title.toLowerCase(), rule);
}

function actionOf(
  label: string,
  methods: readonly string[],
  soft: boolean,
  line: number,
): ReturnType<typeof newAction> {
  const action = newAction(label, line);
  const words = methods.flatMap((word) => word.split(/\s+/));
  const has = (word: string): boolean => words.some((one) => one.toUpperCase() === word);
  action.fallBack = soft;
  action.inboundPassThrough = has('INPASS');
  if (has('BLOCK')) action.action = 'block';
  else if (has('PASS')) action.action = 'permit';
  const offers = words.filter((word) => /\[/.test(word));
  if (offers.length > 0) action.offers = quickModeOffers(offers.join(' '));
  return action;
}

function authenticationOf(word: string, faults: string[], secrets: Set<string>): readonly PolicyAuthentication[] {
  const at = word.indexOf(':');
  const kind = (at < 0 ? word : word.slice(0, at)).toUpperCase();
  const value = word.slice(at + 1);
  // A letter is enough.
  if (kind.startsWith('K')) return [{ method: 'kerberos' }];
  if (kind.startsWith('P') && at > 0) {
    if (value !== '') secrets.add(value);
    return [sharedKey(value)];
  }
  if (kind.startsWith('C') && at > 0) return [rootAuthority(value)];
  faults.push('an authentication that is not known');
  return [];
}

/** `source/mask:port=destination/mask:port:protocol`; `+` for `=`: mirrored. A reason where it is none. */
export function filterSpec(text: string): PolicyFilter | string {
  const mirrored = !text.includes('=');
  const at = text.indexOf(mirrored ? '+' : '=');
  if (at < 0) return 'a filter that cannot be read';
  const [from = '', fromPort = ''] = text.slice(0, at).split(':');
  const [to = '', toPort = '', upper = ''] = text.slice(at + 1).split(':');
  const sourcePorts = portsOf(fromPort);
  const destinationPorts = portsOf(toPort);
  const protocol = protocolOf(upper);
  if (sourcePorts === null || destinationPorts === null || protocol === null) return 'a filter that cannot be read';
  return {
    description: '',
    mirrored,
    source: specEnd(from),
    destination: specEnd(to),
    protocol,
    sourcePorts,
    destinationPorts,
    tunnel: null,
    unevenMask: false,
  };
}

/** `0` is the host itself, `*` any; `10.1.*.*` is a subnet. */
function specEnd(text: string): PolicyFilter['source'] {
  const [address = '', mask] = text.split('/');
  if (address === '0') return { kind: 'me' };
  const stars = /^(?:[0-9]{1,3}\.){1,3}(?:\*\.){0,2}\*$/.test(address) ? address.split('.').indexOf('*') * 8 : -1;
  return stars > 0 ? endOf(address.replaceAll('*', '0'), String(stars)) : endOf(address, mask);
}
