/** Which policies are in force on hosts of which files are at hand: stores, events of the policy agent, registry settings. */
import type { EffectiveDocument } from './document/organisation-types.ts';
import { hasConnections } from './linux-policies.ts';
import type { HostPolicies } from './policies.ts';
import { effectivePolicy, type StoreSituation } from './policy/windows/effective.ts';
import { toolVersion } from './version.ts';

/** What is said of all hosts beside their files; a member that is absent is taken from the files. */
export type EffectiveWords = Partial<Omit<StoreSituation, 'policies' | 'assignment'>>;

/** The policies in force on each host, and how that came about (C31, POL-13, POL-16). */
export function storesEffective(hosts: readonly HostPolicies[], words: EffectiveWords): EffectiveDocument {
  return {
    schema: 'ipsec-doctor/policy-effective@1',
    tool: { name: 'ipsec-doctor', version: toolVersion },
    hosts: hosts.filter(hasStores).map(({ label, situation }) => {
      const whole: StoreSituation = { ...situation, ...words };
      const { active, from, driver, steps, reported } = effectivePolicy(whole);
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

/** Daemons and kernels have no stores to choose from. */
function hasStores({ active, situation, connections }: HostPolicies): boolean {
  const none = active.length + situation.policies.length === 0 && situation.assignment === null;
  return !none || !hasConnections(connections);
}
