import type { FilterEnd, PolicyFilter } from '../../observations/index.ts';
import { parseAddress } from '../addresses.ts';
import type { WindowsPolicy, WindowsRule } from './assemble.ts';
import { filterText, mainModeText } from './words.ts';

/** Kinds of changes of a policy whose effect on live connections the guide tells (GD-18), by stable name. */
export type PolicyChangeKind =
  | 'authentication'
  | 'main-mode-methods'
  | 'filter-action'
  | 'filter-more-specific'
  | 'methods-incompatible'
  | 'rule-disabled'
  | 'fall-back-off'
  | 'unsecured-off'
  | 'filter-added'
  | 'filter-removed'
  | 'lifetimes'
  | 'permit-to-negotiate'
  /** Another policy altogether (EVT-K-33). */
  | 'policy-replaced';

export interface ChangeImpact {
  /** What happens to main mode SAs when the change arrives. */
  readonly mainMode: 'kept' | 'deleted';
  /** What happens to IPsec SAs. */
  readonly ipsec: 'kept' | 'kept-until-rekey' | 'deleted';
  /** Whether clients may lose their connection by it, beside those whose SAs are made anew. */
  readonly breaks: boolean;
  readonly source: string;
}

const quiet: ChangeImpact = { mainMode: 'kept', ipsec: 'kept', breaks: false, source: 'GD-18' };

/** The table of the guide, row by row (GD-18). */
export const changeImpacts: Readonly<Record<PolicyChangeKind, ChangeImpact>> = {
  authentication: { ...quiet, mainMode: 'deleted', ipsec: 'kept-until-rekey' },
  'main-mode-methods': { ...quiet, mainMode: 'deleted', ipsec: 'kept-until-rekey' },
  'filter-action': { ...quiet, ipsec: 'deleted' },
  'filter-more-specific': { ...quiet, breaks: true },
  'methods-incompatible': { ...quiet, ipsec: 'deleted', breaks: true },
  'rule-disabled': { ...quiet, breaks: true },
  'fall-back-off': { ...quiet, ipsec: 'deleted', breaks: true },
  'unsecured-off': { ...quiet, ipsec: 'deleted', breaks: true },
  'filter-added': quiet,
  'filter-removed': { ...quiet, breaks: true },
  lifetimes: quiet,
  'permit-to-negotiate': quiet,
  'policy-replaced': { mainMode: 'deleted', ipsec: 'deleted', breaks: false, source: 'EVT-K-33' },
};

/** Changes after which an SA may no longer be what the policy asks for. */
const outgrown: Readonly<Partial<Record<PolicyChangeKind, Partial<ChangeImpact>>>> = {
  authentication: { mainMode: 'deleted' },
  'main-mode-methods': { mainMode: 'deleted' },
  'filter-action': { ipsec: 'deleted' },
  'filter-more-specific': { ipsec: 'deleted' },
  'methods-incompatible': { ipsec: 'deleted' },
  'rule-disabled': { ipsec: 'deleted' },
  'filter-removed': { ipsec: 'deleted' },
};

/**
 * What a change does to SAs. The guide's table is about legacy policies. With connection security rules all SAs are held against the new policy, and
 * those that do not match are deleted (MS-AIPS 3.1.7.3); of the other changes no public page tells.
 */
export function changeImpactOf(kind: PolicyChangeKind, modern: boolean): ChangeImpact {
  const known = changeImpacts[kind];
  if (!modern) return known;
  const more = outgrown[kind];
  return more === undefined
    ? { ...known, source: `${known.source}, unconfirmed for connection security rules` }
    : { ...known, ...more, source: 'MS-AIPS 3.1.7.3' };
}

export interface PolicyChange {
  readonly kind: PolicyChangeKind;
  /** Filter list of the rule; null: the policy as a whole. */
  readonly filterList: string | null;
  /** The rule before and after; null where there is none. */
  readonly before: WindowsRule | null;
  readonly after: WindowsRule | null;
}

/** What changes between two states of one policy, in the terms of the guide's table. */
export function changesOf(before: WindowsPolicy, after: WindowsPolicy): readonly PolicyChange[] {
  if (before === after) return [];
  const changes: PolicyChange[] = [];
  const whole = (kind: PolicyChangeKind): void =>
    void changes.push({ kind, filterList: null, before: null, after: null });
  const methods = ({ mainMode }: WindowsPolicy): string => (mainMode?.offers ?? []).map(mainModeText).join();
  if (methods(before) !== methods(after)) whole('main-mode-methods');
  else if (before.mainMode?.lifetimeSeconds !== after.mainMode?.lifetimeSeconds) whole('lifetimes');
  const later = new Map(after.rules.map((rule) => [rule.object, rule]));
  const earlier = new Set(before.rules.map(({ object }) => object));
  for (const rule of before.rules) {
    const now = later.get(rule.object) ?? null;
    for (const kind of kindsOf(rule, now))
      changes.push({ kind, filterList: rule.filterList, before: rule, after: now });
  }
  for (const rule of after.rules)
    if (!earlier.has(rule.object) && rule.active)
      changes.push({ kind: 'filter-added', filterList: rule.filterList, before: null, after: rule });
  return changes;
}

function kindsOf(before: WindowsRule, after: WindowsRule | null): readonly PolicyChangeKind[] {
  if (!before.active) return after?.active === true ? ['filter-added'] : [];
  if (after === null || !after.active) return ['rule-disabled'];
  const kinds: PolicyChangeKind[] = [];
  if (!sameProofs(before, after)) kinds.push('authentication');
  if (before.action === 'permit' && after.action === 'negotiate') kinds.push('permit-to-negotiate');
  else if (before.action !== after.action) kinds.push('filter-action');
  else {
    const [mine, theirs] = [methodTexts(before), methodTexts(after)];
    if (before.fallBack && !after.fallBack) kinds.push('fall-back-off');
    if (before.inboundPassThrough && !after.inboundPassThrough) kinds.push('unsecured-off');
    if (mine.length > 0 && theirs.length > 0 && !mine.some((text) => theirs.includes(text)))
      kinds.push('methods-incompatible');
    const other =
      before.fallBack !== after.fallBack ||
      before.inboundPassThrough !== after.inboundPassThrough ||
      mine.join() !== theirs.join();
    if (other && !kinds.some((kind) => kind !== 'authentication')) kinds.push('filter-action');
    if (!other && lifetimes(before) !== lifetimes(after)) kinds.push('lifetimes');
  }
  return [...kinds, ...filterKinds(before.filters, after.filters)];
}

function filterKinds(before: readonly PolicyFilter[], after: readonly PolicyFilter[]): readonly PolicyChangeKind[] {
  const [earlier, later] = [new Set(before.map(filterText)), new Set(after.map(filterText))];
  const removed = before.filter((filter) => !later.has(filterText(filter)));
  const added = after.filter((filter) => !earlier.has(filterText(filter)));
  const narrower = added.some((filter) => removed.some((old) => isWithin(filter, old)));
  if (narrower) return ['filter-more-specific'];
  return [
    ...(added.length > 0 ? (['filter-added'] as const) : []),
    ...(removed.length > 0 ? (['filter-removed'] as const) : []),
  ];
}

/** Whether a filter takes only what another takes. */
function isWithin(inner: PolicyFilter, outer: PolicyFilter): boolean {
  const ports = (a: PolicyFilter['sourcePorts'], b: PolicyFilter['sourcePorts']): boolean =>
    b.from <= a.from && a.to <= b.to;
  return (
    endWithin(inner.source, outer.source) &&
    endWithin(inner.destination, outer.destination) &&
    (outer.protocol === 0 || inner.protocol === outer.protocol) &&
    ports(inner.sourcePorts, outer.sourcePorts) &&
    ports(inner.destinationPorts, outer.destinationPorts)
  );
}

function endWithin(inner: FilterEnd, outer: FilterEnd): boolean {
  if (outer.kind === 'any') return true;
  if (inner.kind !== 'range' || outer.kind !== 'range') return JSON.stringify(inner) === JSON.stringify(outer);
  const value = (text: string): bigint => parseAddress(text)?.value ?? -1n;
  return value(outer.from) <= value(inner.from) && value(inner.to) <= value(outer.to);
}

function sameProofs({ authentication: before }: WindowsRule, { authentication: after }: WindowsRule): boolean {
  return (
    before.length === after.length &&
    before.every((one, i) => {
      const other = after[i];
      if (one.method === 'psk' && other?.method === 'psk')
        return one.key !== null && other.key !== null && one.key.equals(other.key);
      return JSON.stringify(one) === JSON.stringify(other);
    })
  );
}

function methodTexts({ offers }: WindowsRule): readonly string[] {
  return offers.map(({ transforms, pfs }) => JSON.stringify([pfs, transforms]));
}

function lifetimes({ offers }: WindowsRule): string {
  return offers.map(({ lifetimeSeconds, lifetimeKilobytes }) => `${lifetimeSeconds} ${lifetimeKilobytes}`).join();
}
