import type { Family } from '../policy/addresses.ts';
import type { WindowsPolicy } from '../policy/windows/assemble.ts';
import {
  changeImpactOf,
  changesOf,
  type PolicyChange,
  type PolicyChangeKind,
} from '../policy/windows/change-impact.ts';
import { type Conversation, type ConversationOutcome, converse } from '../policy/windows/converse.ts';
import type { ChangedDeployment } from './changes.ts';
import { policiesOf, type ResolvedDeployment, type ResolvedHost, resolveDeployment } from './resolve.ts';
import { type MovedClass, movedClasses, peers } from './moved.ts';
import { type ChangeWarning, someSourcePort, tcp, udp, warningsOf } from './warnings.ts';

/** A flow between two such classes that goes otherwise than before. */
export interface ChangedFlow {
  readonly from: MovedClass;
  readonly to: MovedClass;
  readonly what: Conversation;
  readonly pairs: number;
  readonly before: ConversationOutcome;
  readonly after: ConversationOutcome;
}

/** Live SAs that go when the change arrives. */
export interface DeletedSas {
  readonly kind: PolicyChangeKind;
  readonly policy: string;
  readonly filterList: string | null;
  readonly mainMode: 'kept' | 'deleted';
  readonly ipsec: 'kept' | 'kept-until-rekey' | 'deleted';
  readonly breaks: boolean;
  readonly source: string;
  /** Pairs of hosts that may have such SAs: an upper bound, since not all talk. */
  readonly pairs: number;
}

export interface WhatIf {
  readonly before: ResolvedDeployment;
  readonly after: ResolvedDeployment;
  readonly flows: readonly ChangedFlow[];
  /** Kinds of traffic that filters name and that were not looked at, beyond the bound. */
  readonly trafficLeftOut: number;
  readonly deleted: readonly DeletedSas[];
  readonly warnings: readonly ChangeWarning[];
  /** True: one of the warnings says that it must not be done. */
  readonly refused: boolean;
}

const maxFlows = 24;

/** What a change set does to an organisation: flows, live SAs, and what speaks against it. Null: too many classes of hosts to go through. */
export function whatIf(before: ResolvedDeployment, changed: ChangedDeployment): WhatIf | null {
  const after = resolveDeployment(changed.deployment);
  const moved = movedClasses(before, after);
  if (moved.length > 1200) return null;
  const { whats, leftOut } = flowsOf(before, after);
  const flows = changedFlows(moved, whats);
  const warnings = warningsOf(before, after, moved, changed);
  return {
    before,
    after,
    flows,
    trafficLeftOut: leftOut,
    deleted: deletedSas(moved, whats),
    warnings,
    refused: warnings.some(({ refuses }) => refuses),
  };
}

/** Every kind of traffic that a filter of either state names, and what none names. Bounded. */
function flowsOf(...states: readonly ResolvedDeployment[]): {
  readonly whats: readonly Conversation[];
  readonly leftOut: number;
} {
  const away = new Set<string>();
  const flows = new Map<string, Conversation>([
    ['6 445', tcp(445)],
    ['17 9', udp(9)],
    ['1 0', { protocol: 1, sourcePort: 0, destinationPort: 0 }],
  ]);
  const policies = new Set(states.flatMap(({ hosts }) => hosts.flatMap(policiesOf)));
  for (const policy of policies)
    for (const { filters } of policy.rules)
      for (const { protocol, sourcePorts, destinationPorts } of filters)
        for (const { from, to } of [sourcePorts, destinationPorts]) {
          const key = `${protocol} ${from}`;
          if (protocol === 0 || (from === 0 && to === 65_535) || flows.has(key)) continue;
          if (flows.size >= maxFlows) away.add(key);
          else flows.set(key, { protocol, sourcePort: someSourcePort, destinationPort: from });
        }
  const list = [...flows.values()];
  const families = familiesOf(states);
  // Where hosts have both families each is asked for; else they speak by what they have.
  return {
    whats: families.length < 2 ? list : families.flatMap((family) => list.map((what) => overFamily(what, family))),
    leftOut: away.size,
  };
}

function changedFlows(moved: readonly MovedClass[], whats: readonly Conversation[]): readonly ChangedFlow[] {
  const changed: ChangedFlow[] = [];
  for (const from of moved)
    for (const to of moved) {
      const pair = peers(from, to);
      if (pair === null) continue;
      for (const what of whats) {
        const before = converse(pair.before[0], pair.before[1], what);
        const after = converse(pair.after[0], pair.after[1], what);
        if (before.result === after.result && before.encrypted === after.encrypted) continue;
        changed.push({ from, to, what, pairs: pair.count, before, after });
      }
    }
  return changed;
}

/** SAs that are there before, by what changed at either of their ends (GD-18, EVT-K-33). */
function deletedSas(moved: readonly MovedClass[], whats: readonly Conversation[]): readonly DeletedSas[] {
  const found = new Map<string, DeletedSas>();
  const changes = new Map<MovedClass, readonly NamedChange[]>();
  for (const one of moved) changes.set(one, changesAt(one.before.hosts[0], one.after.hosts[0]));
  moved.forEach((from, i) =>
    moved.slice(i).forEach((to) => {
      const here = [...(changes.get(from) ?? []), ...(from === to ? [] : (changes.get(to) ?? []))];
      const pair = here.length === 0 ? null : peers(from, to);
      if (pair === null) return;
      const live = whats
        .flatMap((what) => [converse(...pair.before, what), converse(pair.before[1], pair.before[0], what)])
        .filter(({ result }) => result === 'hard-sa' || result === 'soft-sa');
      const pairs = from === to ? pair.count / 2 : pair.count;
      // Both ends may have the same policy: their SAs go once.
      const told = new Map(
        here.map((change) => [JSON.stringify([change.kind, change.policy, change.filterList]), change]),
      );
      for (const [key, { kind, policy, filterList, modern }] of told) {
        const impact = changeImpactOf(kind, modern);
        // A soft SA has no main mode; a rule counts for what it matches.
        const hit = live.some(
          ({ filters, result }) =>
            (filterList === null || filters.some(({ rule }) => rule.filterList === filterList)) &&
            (result === 'hard-sa' || impact.ipsec === 'deleted'),
        );
        const before = found.get(key)?.pairs ?? 0;
        found.set(key, { kind, policy, filterList, ...impact, pairs: before + (hit ? pairs : 0) });
      }
    }),
  );
  return [...found.values()];
}

function familiesOf(states: readonly ResolvedDeployment[]): readonly Family[] {
  const used = new Set(
    states.flatMap(({ hosts }) =>
      hosts.flatMap(({ host }) => host.addresses.map((text) => (text.includes(':') ? 6 : 4))),
    ),
  );
  return ([4, 6] as const).filter((family) => used.has(family));
}

function overFamily(what: Conversation, family: Family): Conversation {
  return { ...what, family, protocol: family === 6 && what.protocol === 1 ? 58 : what.protocol };
}

type NamedChange = PolicyChange & { readonly policy: string; readonly modern: boolean };

/** What changes in everything that is in force on hosts of a class. */
function changesAt(before: ResolvedHost | undefined, after: ResolvedHost | undefined): readonly NamedChange[] {
  const [earlier, later] = [before?.securityRules ?? [], after?.securityRules ?? []];
  const same = (one: WindowsPolicy, list: readonly WindowsPolicy[]): WindowsPolicy | undefined =>
    list.find(({ object }) => object === one.object);
  const named = (policy: WindowsPolicy, list: readonly PolicyChange[]): NamedChange[] =>
    list.map((change) => ({ ...change, policy: policy.title, modern: true }));
  return [
    ...policyChanges(before?.policy ?? null, after?.policy ?? null),
    // Rules come and go one by one: nothing takes the place of a policy.
    ...earlier.flatMap((one) => named(one, changesOf(one, same(one, later) ?? { ...one, rules: [] }))),
    ...later.flatMap((one) =>
      same(one, earlier) === undefined ? named(one, changesOf({ ...one, rules: [] }, one)) : [],
    ),
  ];
}

function policyChanges(before: WindowsPolicy | null, after: WindowsPolicy | null): readonly NamedChange[] {
  if (before === after || before === null) return [];
  if (after === null || before.object !== after.object)
    return [
      { kind: 'policy-replaced', filterList: null, before: null, after: null, policy: before.title, modern: false },
    ];
  return changesOf(before, after).map((change) => ({ ...change, policy: before.title, modern: false }));
}
