/** Policies of hosts, read, laid out, looked over and held against each other: what the `policy` commands begin with. */
export type { PolicyDocument } from './document/policy-types.ts';
export { type HostPolicies, type HostWords, nobody, readHostPolicies } from './host-policies.ts';
export { readPolicies } from './policy-document.ts';
export { expandHost } from './policy-expansion.ts';
export { compare, isAnsweredByPolicies, type PolicyEnd, simulate } from './policy-questions.ts';
export { type NetworkProfile, networkProfiles } from './policy/windows/profiles.ts';
export { echoRequest, icmpKey } from './policy/packet-box.ts';
