/** What commands make of a store of legacy policies: its objects by their names, as they are when the script is through. */
import type { Draft } from '../shared/reading.ts';
import type {
  MainModeOffer,
  PolicyAuthentication,
  PolicyFilter,
  PolicyObject,
  PolicyStoreName,
  QuickModeOffer,
} from '../../observations/index.ts';
import { maskLine } from '../shared/mask.ts';

export interface MadePolicy {
  title: string;
  description: string | null;
  assigned: boolean;
  pollingSeconds: number | null;
  masterPfs: boolean;
  lifetimeSeconds: number;
  quickModeLimit: number;
  /** Null: not told. */
  offers: readonly MainModeOffer[] | null;
  readonly rules: Map<string, MadeRule>;
  line: number;
}

export interface MadeRule {
  title: string;
  /** Null: it has none, as the default response rule. */
  filterList: string | null;
  filterAction: string | null;
  authentication: readonly PolicyAuthentication[];
  interfaces: 'all' | 'lan' | 'dial-up' | 'unknown';
  tunnelEndpoint: string | null;
  active: boolean;
  line: number;
}

export interface MadeAction {
  title: string;
  action: 'permit' | 'block' | 'negotiate' | 'unknown';
  inboundPassThrough: boolean;
  fallBack: boolean;
  pfs: boolean;
  offers: readonly QuickModeOffer[] | null;
  line: number;
}

export interface MadeList {
  title: string;
  filters: PolicyFilter[];
  line: number;
}

const maxObjects = 20_000;

/** Objects of one store; keys are names in small letters, by which commands know them. */
export class LegacyStore {
  readonly policies = new Map<string, MadePolicy>();
  readonly lists = new Map<string, MadeList>();
  readonly actions = new Map<string, MadeAction>();
  /** Pre-shared keys as they were written, to be taken out of lines before any is quoted. */
  readonly secrets = new Set<string>();

  /** More objects are not kept. */
  get full(): boolean {
    return this.policies.size + this.lists.size + this.actions.size >= maxObjects;
  }
}

/** Name of an object as others refer to it. Its identifier is not in a script: the name stands for it. */
function named(kind: string, title: string): string {
  return `ipsec${kind}{${title.toLowerCase().slice(0, 200)}}`;
}

/** Gives a store's objects, linked by their names, and what of it is assigned. */
export function giveStore(name: PolicyStoreName, store: LegacyStore, draft: Draft): void {
  const common = (
    kind: string,
    title: string,
    line: number,
  ): Omit<PolicyObject & { class: 'policy' }, 'class' | 'pollingSeconds'> => ({
    kind: 'policy-object',
    store: name,
    object: named(kind, title),
    title: maskLine(title).slice(0, 300),
    description: null,
    changed: null,
    owners: [],
    uses: [],
    permissions: null,
    faults: [],
    src: draft.source(line),
  });
  for (const policy of store.policies.values()) {
    const own = common('policy', policy.title, policy.line);
    const mainMode = named('isakmppolicy', policy.title);
    const rules = [...policy.rules.values()];
    const ruleName = (rule: MadeRule): string => named('nfa', `${policy.title}/${rule.title}`);
    draft.add({
      ...own,
      class: 'policy',
      description: policy.description,
      pollingSeconds: policy.pollingSeconds,
      uses: [mainMode, ...rules.map(ruleName)],
    });
    if (policy.assigned)
      draft.add({ kind: 'policy-assignment', store: name, object: own.object, title: null, src: own.src });
    const { masterPfs, lifetimeSeconds, quickModeLimit } = policy;
    draft.add({
      ...own,
      class: 'isakmp',
      object: mainMode,
      title: null,
      ...(policy.offers === null ? { untold: true } : {}),
      masterPfs,
      lifetimeSeconds,
      quickModeLimit,
      offers: policy.offers ?? [],
    });
    for (const rule of rules) {
      const { authentication, interfaces, tunnelEndpoint, active } = rule;
      draft.add({
        ...common('nfa', rule.title, rule.line),
        class: 'rule',
        object: ruleName(rule),
        uses: [
          ...(rule.filterAction === null ? [] : [named('negotiationpolicy', rule.filterAction)]),
          ...(rule.filterList === null ? [] : [named('filter', rule.filterList)]),
        ],
        ...(authentication.length === 0 ? { untold: true } : {}),
        authentication,
        interfaces,
        tunnelEndpoint,
        active,
      });
    }
  }
  for (const list of store.lists.values())
    draft.add({ ...common('filter', list.title, list.line), class: 'filters', filters: list.filters });
  for (const action of store.actions.values()) {
    const untold = action.action === 'negotiate' && action.offers === null;
    const empty: QuickModeOffer = { lifetimeSeconds: 0, lifetimeKilobytes: 0, pfs: false, transforms: [] };
    draft.add({
      ...common('negotiationpolicy', action.title, action.line),
      class: 'action',
      ...(untold ? { untold } : {}),
      action: action.action,
      inboundPassThrough: action.inboundPassThrough,
      defaultResponse: false,
      offers: [
        ...(action.offers ?? []).map((offer) => ({ ...offer, pfs: offer.pfs || action.pfs })),
        ...(action.fallBack ? [empty] : []),
      ],
    });
  }
}
