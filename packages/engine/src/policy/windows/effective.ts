import type { PolicyStoreName } from '../../observations/index.ts';
import type { WindowsPolicy } from './assemble.ts';
import type { WindowsEdition } from './host-state.ts';

/** What decides which policies of a host's stores are in force (C31, POL-52). */
export interface StoreSituation {
  /** Null: not told; then what Server 2003 does is given, and said so. */
  readonly edition: WindowsEdition | null;
  /** All policies of its stores, assigned or not. */
  readonly policies: readonly WindowsPolicy[];
  /** Policy that group policy assigned, by GPTIPSECPolicy; null: none. `title` is the name that is written there (POL-13). */
  readonly assignment: { readonly object: string | null; readonly title: string | null } | null;
  readonly service: 'running' | 'starting' | 'stopped' | 'disabled';
  /** Started in safe mode or directory restore mode (POL-19). */
  readonly safeMode: boolean;
  /**
   * Startup mode of Server 2003, as `netsh ipsec dynamic show config` names it (OperationMode 1: permit, 3: stateful; POL-32, POL-34); null: as
   * installed, which is stateful where a policy is assigned.
   */
  readonly bootMode: 'permit' | 'stateful' | 'block' | null;
  /** Whether the policy of the domain could be read: at a poll, or when the assignment came. */
  readonly directory: 'read' | 'unreachable' | 'unreadable' | 'not-replicated' | 'not-told';
  /** Stores of which a policy could not be loaded or applied. */
  readonly failed: readonly PolicyStoreName[];
  /** The service may not read GPTIPSECPolicy and Cache (POL-50). */
  readonly assignmentDenied: boolean;
  /** Controllers that group policy and the policy came from (POL-16); null: not told. */
  readonly gpoFrom: string | null;
  readonly policyFrom: string | null;
}

/** A step of the decision, by stable name, with the entry of the guide it is from. */
export interface EffectiveStep {
  readonly code:
    | 'applied'
    | 'added'
    | 'overridden-by-domain'
    | 'not-assigned'
    | 'assigned-not-held'
    | 'persistent-failed'
    | 'directory-unreachable'
    | 'directory-unreadable'
    | 'not-replicated'
    | 'no-policy-before-replication'
    | 'cache-used'
    | 'cache-failed'
    | 'cache-absent'
    | 'local-failed'
    | 'assignment-denied'
    | 'store-unknown-to-edition'
    | 'not-told-directory'
    | 'edition-not-told'
    | 'service-not-running'
    | 'safe-mode'
    | 'boot-permit'
    | 'boot-stateful'
    | 'boot-block'
    | 'two-controllers';
  readonly store: PolicyStoreName | null;
  readonly policy: string | null;
  readonly source: string;
}

export interface EffectivePolicy {
  /** What is in force, in the order in which it is laid together: persistent, then domain or local, then dynamic. */
  readonly active: readonly WindowsPolicy[];
  /** Where the part that group policy or the administrator chose comes from. */
  readonly from: 'domain' | 'cache' | 'local' | 'persistent' | 'none';
  /** What the driver does: filters as the policies say, or what it does without them. `no-filters`: passes everything. */
  readonly driver: 'filters' | 'no-filters' | 'permit' | 'stateful' | 'block';
  readonly steps: readonly EffectiveStep[];
  /** What the snap-in and tools print as the assigned policy, and whether that is what is active (POL-13, POL-50). */
  readonly reported: {
    readonly name: string | null;
    /** Null: the policy that the domain assigned is not at hand, so that nobody can tell whether it is in force. */
    readonly agrees: boolean | null;
    readonly why: 'same' | 'name-out-of-step' | 'domain-not-active' | 'nothing-active' | 'domain-not-held';
  };
}

/** Lays a host's stores together as the policy agent does (C31; POL-52, EVT-I-16 to EVT-I-19, GD-24). */
export function effectivePolicy(told: StoreSituation): EffectivePolicy {
  const situation: Situation = { ...told, edition: told.edition ?? 'windows-2003' };
  const steps: EffectiveStep[] = [];
  const step = (
    code: EffectiveStep['code'],
    source: string,
    store: PolicyStoreName | null = null,
    policy: string | null = null,
  ): void => void steps.push({ code, store, policy, source });
  if (told.edition === null) step('edition-not-told', 'POL-22');
  if (situation.gpoFrom !== null && situation.policyFrom !== null && situation.gpoFrom !== situation.policyFrom)
    step('two-controllers', 'POL-16');
  const driver = withoutService(situation, step);
  const result = driver === null ? laidTogether(situation, step) : { active: [], from: 'none' as const, driver };
  const held = !steps.some(({ code }) => code === 'assigned-not-held');
  return { ...result, steps, reported: held ? reportedOf(situation, result.active) : notHeld(situation) };
}

type Situation = StoreSituation & { readonly edition: WindowsEdition };

type Step = (
  code: EffectiveStep['code'],
  source: string,
  store?: PolicyStoreName | null,
  policy?: string | null,
) => void;

/** What the driver does while the service has given it nothing; null: the service runs. */
function withoutService(situation: Situation, step: Step): EffectivePolicy['driver'] | null {
  const { edition, service, safeMode, bootMode, policies } = situation;
  const assigned = situation.assignment !== null || policies.some((policy) => policy.assigned);
  if (safeMode) {
    step('safe-mode', 'POL-19');
    return assigned && edition !== 'windows-2000' ? 'stateful' : 'permit';
  }
  if (service === 'running') return null;
  step('service-not-running', service === 'disabled' ? 'POL-34' : 'POL-24');
  if (service === 'stopped' || service === 'disabled') {
    step('boot-permit', 'POL-34');
    return 'permit';
  }
  // Startup policy is Server 2003's; elsewhere the driver does nothing before the service loads filters (POL-24, POL-31).
  if (edition !== 'windows-2003' || (bootMode === null && !assigned) || bootMode === 'permit') {
    step('boot-permit', edition === 'windows-2003' ? 'POL-34' : 'POL-24');
    return 'permit';
  }
  step(bootMode === 'block' ? 'boot-block' : 'boot-stateful', 'POL-32');
  return bootMode ?? 'stateful';
}

function laidTogether(situation: Situation, step: Step): Pick<EffectivePolicy, 'active' | 'from' | 'driver'> {
  const { edition, failed } = situation;
  const of = (store: PolicyStoreName): readonly WindowsPolicy[] =>
    situation.policies.filter((policy) => policy.store === store && policy.assigned);
  const persistent = of('persistent');
  if (persistent.length > 0 && edition === 'windows-2000') step('store-unknown-to-edition', 'POL-22', 'persistent');
  const bottom = edition === 'windows-2000' ? [] : persistent;
  if (bottom.length > 0 && failed.includes('persistent')) {
    // What was applied is taken back; only what boot time exempts passes.
    step('persistent-failed', 'EVT-I-16', 'persistent', bottom[0]?.title ?? null);
    return { active: [], from: 'none', driver: 'block' };
  }
  for (const policy of bottom) step('applied', 'POL-52', 'persistent', policy.title);
  const domain = ofDomain(situation, of, step);
  let chosen: readonly WindowsPolicy[] = domain.policies;
  let from: EffectivePolicy['from'] = domain.from;
  if (chosen.length === 0 && !domain.final) {
    const local = of('local');
    if (local.length > 0 && failed.includes('local')) step('local-failed', 'POL-53', 'local', local[0]?.title ?? null);
    else if (local.length > 0) {
      chosen = local;
      from = 'local';
      for (const policy of local) step('added', 'POL-42', 'local', policy.title);
    } else step('not-assigned', 'POL-41', 'local');
  } else for (const policy of of('local')) step('overridden-by-domain', 'POL-52', 'local', policy.title);
  const dynamic = of('dynamic');
  if (dynamic.length > 0 && edition !== 'windows-2003') step('store-unknown-to-edition', 'POL-52', 'dynamic');
  const top = edition === 'windows-2003' ? dynamic : [];
  for (const policy of top) step('added', 'POL-52', 'dynamic', policy.title);
  const active = [...bottom, ...chosen, ...top];
  if (from === 'none' && bottom.length > 0) from = 'persistent';
  return { active, from, driver: active.length > 0 ? 'filters' : 'no-filters' };
}

interface Chosen {
  readonly policies: readonly WindowsPolicy[];
  readonly from: EffectivePolicy['from'];
  /** Nothing else is tried. */
  readonly final: boolean;
}

const none: Chosen = { policies: [], from: 'none', final: false };

function ofDomain(situation: Situation, of: (store: PolicyStoreName) => readonly WindowsPolicy[], step: Step): Chosen {
  const { assignment, directory, edition, failed } = situation;
  if (assignment === null) {
    step('not-assigned', 'POL-47', 'domain');
    return none;
  }
  if (situation.assignmentDenied) {
    step('assignment-denied', 'POL-50', 'domain', assignment.title);
    return none;
  }
  const named = (store: PolicyStoreName): readonly WindowsPolicy[] =>
    of(store).filter((policy) => assignment.object === null || policy.object === assignment.object);
  const cache = named('cache');
  if (directory === 'not-replicated') {
    step('not-replicated', 'GD-24', 'domain', assignment.title);
    if (edition !== 'windows-2003') {
      step('no-policy-before-replication', 'GD-24', 'domain', assignment.title);
      return { ...none, final: true };
    }
  } else if (directory === 'unreachable') step('directory-unreachable', 'EVT-R-12', 'domain', assignment.title);
  else if (directory === 'unreadable' || failed.includes('domain'))
    step('directory-unreadable', 'EVT-I-18', 'domain', assignment.title);
  else {
    const held = named('domain');
    const found = held.length > 0 ? held : cache;
    if (found.length > 0) {
      // The cache is the copy of what was last read: without word of a failure it is what the directory says.
      if (directory === 'not-told') step('not-told-directory', 'POL-12', 'domain', assignment.title);
      for (const policy of found) step('applied', 'POL-52', held.length > 0 ? 'domain' : 'cache', policy.title);
      return { policies: found, from: held.length > 0 ? 'domain' : 'cache', final: true };
    }
    step('assigned-not-held', 'POL-47', 'domain', assignment.title);
    return none;
  }
  if (cache.length === 0) {
    step('cache-absent', 'EVT-I-19', 'cache');
    return none;
  }
  if (failed.includes('cache')) {
    step('cache-failed', 'EVT-I-19', 'cache', cache[0]?.title ?? null);
    return none;
  }
  for (const policy of cache) step('cache-used', 'EVT-I-15', 'cache', policy.title);
  return { policies: cache, from: 'cache', final: true };
}

/** What is given as active is so only if the policy of the domain is not. */
function notHeld({ assignment }: StoreSituation): EffectivePolicy['reported'] {
  return { name: assignment?.title ?? null, agrees: null, why: 'domain-not-held' };
}

/** Tools read the name that group policy wrote, as administrators; the service writes none (POL-13, POL-50). */
function reportedOf(
  { assignment, policies }: StoreSituation,
  active: readonly WindowsPolicy[],
): EffectivePolicy['reported'] {
  const local = policies.find((policy) => policy.store === 'local' && policy.assigned)?.title ?? null;
  const name = assignment === null ? local : assignment.title;
  if (active.length === 0) return { name, agrees: name === null, why: name === null ? 'same' : 'nothing-active' };
  const chosen = active.find(({ store }) => store === 'domain' || store === 'cache' || store === 'local');
  if (assignment !== null && chosen?.store !== 'domain' && chosen?.store !== 'cache')
    return { name, agrees: false, why: 'domain-not-active' };
  const agrees = chosen === undefined || name === null || chosen.title === name;
  return { name, agrees, why: agrees ? 'same' : 'name-out-of-step' };
}
