/** Policies that `netsh ipsec … show` lists, as objects of a store: what the listing does not tell is left open. */
import type { PolicyAuthentication, PolicyFilter, SecretDigest } from '../../observations/index.ts';
import type { Draft } from '../shared/reading.ts';
import { giveStore, LegacyStore, type MadePolicy } from '../windows-script/legacy-store.ts';
import { endOf, portsOf, protocolOf, quickModeOffers } from '../windows-script/legacy-values.ts';
import { newAction, newRule } from '../windows-script/netsh-static.ts';
import { authMethod } from './rule.ts';

/** A filter: both ends as netsh's words, and what it lets through. */
export interface ListedFilter {
  readonly line: number;
  from: string;
  to: string;
  protocol: string | null;
  fromPort: string | null;
  toPort: string | null;
  mirrored: boolean;
}

export interface ListedRule {
  readonly line: number;
  last: number;
  policy: string;
  name: string;
  active: boolean;
  readonly methods: string[];
  /** Its pre-shared key; null: none, or taken out. */
  key: SecretDigest | null;
  readonly filters: ListedFilter[];
  filterList: string;
  action: string | null;
  actionName: string;
  inboundPassThrough: boolean;
  fallBack: boolean;
  tunnel: string | null;
  pfs: boolean;
  readonly offers: { readonly ah: string; readonly esp: string }[];
}

/** Gives the policies of a listing; `assigned` has the word of the listing by the policies' names. */
export function givePolicies(rules: readonly ListedRule[], assigned: ReadonlyMap<string, boolean>, draft: Draft): void {
  const store = new LegacyStore();
  for (const [i, rule] of rules.entries()) {
    if (rule.filters.length === 0 && rule.action === null) continue;
    const key = rule.policy.toLowerCase();
    const policy: MadePolicy = store.policies.get(key) ?? {
      title: rule.policy,
      description: null,
      assigned: assigned.get(rule.policy) ?? false,
      pollingSeconds: null,
      masterPfs: false,
      lifetimeSeconds: 0,
      quickModeLimit: 0,
      offers: null,
      rules: new Map(),
      line: rule.line,
    };
    store.policies.set(key, policy);
    const label = `${rule.policy}/${i + 1}`;
    const list = rule.filterList === '' ? label : rule.filterList;
    const action = rule.actionName === '' ? label : rule.actionName;
    const filters = rule.filters.flatMap(filterOf);
    if (filters.length < rule.filters.length) draft.fault(rule.line, 'a filter that cannot be read');
    store.lists.set(list.toLowerCase(), { title: list, filters, line: rule.line });
    store.actions.set(action.toLowerCase(), {
      ...newAction(action, rule.line),
      action: actionOf(rule.action),
      inboundPassThrough: rule.inboundPassThrough,
      fallBack: rule.fallBack,
      pfs: rule.pfs,
      offers: rule.offers.length === 0 ? null : quickModeOffers(rule.offers.map(offerText).join(' ')),
    });
    policy.rules.set(label.toLowerCase(), {
      ...newRule(rule.name === '' ? label : rule.name, list, rule.line),
      filterAction: action,
      authentication: [...new Set(rule.methods)].map((word) => authenticationOf(word, rule.key)),
      tunnelEndpoint: rule.tunnel,
      active: rule.active,
    });
  }
  giveStore('local', store, draft);
}

function filterOf(filter: ListedFilter): readonly PolicyFilter[] {
  const end = (word: string): string =>
    /^<my ip address>$/i.test(word) ? 'me' : /^<any ip address>$/i.test(word) ? 'any' : word;
  const protocol = protocolOf(filter.protocol ?? 'any');
  const sourcePorts = portsOf(filter.fromPort ?? '0');
  const destinationPorts = portsOf(filter.toPort ?? '0');
  if (protocol === null || sourcePorts === null || destinationPorts === null || filter.to === '') return [];
  return [
    {
      description: '',
      mirrored: filter.mirrored,
      source: endOf(end(filter.from), undefined),
      destination: endOf(end(filter.to), undefined),
      protocol,
      sourcePorts,
      destinationPorts,
      tunnel: null,
      unevenMask: false,
    },
  ];
}

function actionOf(word: string | null): 'permit' | 'block' | 'negotiate' | 'unknown' {
  const text = (word ?? '').toLowerCase();
  if (text.includes('negotiat')) return 'negotiate';
  return text.includes('permit') ? 'permit' : text.includes('block') ? 'block' : 'unknown';
}

/** The listing has integrity first: `[SHA1, 3DES]`. */
function offerText({ ah, esp }: { readonly ah: string; readonly esp: string }): string {
  const [hash = '', cipher = ''] = esp.split(',').map((word) => word.trim());
  const parts = [
    ...(/^none$/i.test(ah) || ah === '' ? [] : [`AH[${ah}]`]),
    ...(/^none$/i.test(esp) || esp === '' ? [] : [`ESP[${cipher},${hash}]`]),
  ];
  return parts.join('+');
}

function authenticationOf(word: string, key: SecretDigest | null): PolicyAuthentication {
  const method = authMethod(word);
  if (method === 'psk') return { method, key };
  if (method === 'kerberos') return { method };
  if (method === 'pubkey')
    return { method: 'certificate', authority: '', mapsToAccount: false, excludesAuthorityName: false };
  return { method: 'unknown', type: 0 };
}
