/**
 * Which policy a Windows host has by its own listings: from the domain or a local one, by which GPO, in which version. What they print of
 * the name comes from a value that is not always kept in step (POL-13). Inventory POL-04..13, POL-52.
 */
import type { HostFact } from '../observations/index.ts';
import { type CaseView, type Evidence, fromSource } from './api.ts';

/** A policy as a host's listing names it. */
export interface AssignedPolicy {
  readonly store: 'domain' | 'local';
  readonly name: string;
  readonly evidence: Evidence;
}

function last(view: CaseView, host: string, name: string): HostFact | undefined {
  return view.dump(host, 'host-fact').findLast((fact) => fact.name === name);
}

/** The policy that is assigned to the host; a policy of the domain stands above a local one (POL-52). Null: not told. */
export function assignedPolicy(view: CaseView, host: string): AssignedPolicy | null {
  for (const store of ['domain', 'local'] as const) {
    const fact = last(view, host, `ipsec-policy-${store}`);
    if (fact !== undefined) return { store, name: fact.value, evidence: fromSource(fact.src, 'statement') };
  }
  return null;
}

/** Group policy objects that carry IPsec settings for the host. */
export function ipsecGpos(view: CaseView, host: string): readonly HostFact[] {
  return view
    .dump(host, 'host-fact')
    .filter((fact) => fact.name === 'ipsec-policy-gpo' || fact.name === 'group-policy-ipsec');
}

/** A group policy object that the host did not get, by the name it has in the list of those that were filtered out (`name: reason`). */
export function deniedGpo(view: CaseView, host: string, name: string): HostFact | undefined {
  return view
    .dump(host, 'host-fact')
    .find(
      (fact) => fact.name === 'group-policy-denied' && fact.value.toLowerCase().startsWith(`${name.toLowerCase()}: `),
    );
}

/** `Isolation policy (1.0.041001.1600)`: name and version of a policy whose name carries one, as the isolation guide has it (GD-20). */
export function versionOf(name: string): { readonly title: string; readonly version: readonly number[] } | null {
  const found = /^(.{1,200}?)\s*\(v?([0-9]{1,8}(?:\.[0-9]{1,8}){1,5})\)$/i.exec(name.trim().slice(0, 260));
  if (found === null) return null;
  return { title: (found[1] ?? '').toLowerCase(), version: (found[2] ?? '').split('.').map(Number) };
}

/** Negative where the first version is the older one. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const apart = (a[i] ?? 0) - (b[i] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}
