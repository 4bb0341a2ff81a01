/** Which policies are in force on hosts of which files are at hand: stores, events of the policy agent, registry settings. */
import type { EffectiveDocument } from './document/organisation-types.ts';
import { hasConnections } from './linux-policies.ts';
import type { HostPolicies } from './policies.ts';
import type { WindowsPolicy } from './policy/windows/assemble.ts';
import { type EffectivePolicy, effectivePolicy, type StoreSituation } from './policy/windows/effective.ts';
import { toolVersion } from './version.ts';

/** What is said of all hosts beside their files; a member that is absent is taken from the files. */
export type EffectiveWords = Partial<Omit<StoreSituation, 'policies' | 'assignment'>>;

/** The policies in force on each host, and how that came about (C31, POL-13, POL-16). */
export function storesEffective(hosts: readonly HostPolicies[], words: EffectiveWords): EffectiveDocument {
  return {
    schema: 'ipsec-doctor/policy-effective@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: hosts.filter(hasStores).map(({ label, situation, active: inForce }) => {
      const whole: StoreSituation = { ...situation, ...words };
      const rules = inForce.filter(({ modern }) => modern === true);
      const { active, from, driver, steps, reported } = withRules(whole, rules);
      return {
        label: label ?? '',
        edition: whole.edition,
        driver,
        from,
        active: active.map(({ store, title }) => ({ store, title })),
        steps,
        reported,
        gpos: [],
        hosts: 1,
      };
    }),
    faults: [],
  };
}

/**
 * Connection security rules are in force beside whatever the legacy stores come to: their stores are merged, none of them is assigned
 * (since Vista). Where there are no legacy stores, those have nothing to say.
 */
function withRules(whole: StoreSituation, rules: readonly WindowsPolicy[]): EffectivePolicy {
  const legacy = effectivePolicy(whole);
  const [first] = rules;
  if (first === undefined) return legacy;
  const none = whole.policies.length === 0 && whole.assignment === null;
  return {
    ...legacy,
    active: [...legacy.active, ...rules],
    driver: legacy.driver === 'no-filters' ? 'filters' : legacy.driver,
    ...(none
      ? {
          from: first.store === 'domain' ? 'domain' : 'local',
          steps: [],
          reported: { name: first.title, agrees: true, why: 'same' },
        }
      : {}),
  };
}

/** Daemons and kernels have no stores to choose from. */
function hasStores({ active, situation, connections }: HostPolicies): boolean {
  const none = active.length + situation.policies.length === 0 && situation.assignment === null;
  return !none || !hasConnections(connections);
}
