/** Changes of the two ends' files that would remove a difference a cause rests on. */
import type { CaseView, End } from '../causes/api.ts';
import { effectiveConnections, type HostConfiguration } from '../policy/compare.ts';
import type { DifferenceKind } from '../policy/differences.ts';
import { type FixDraft, proposeFixes } from '../policy/fixes.ts';
import { configurationOf, meantPair } from './compare-ends.ts';

export type { FixDraft } from '../policy/fixes.ts';

/** Causes whose fault is a difference of configuration, and the kinds of difference they are. */
const kindsOf: Readonly<Record<string, readonly DifferenceKind[]>> = {
  'auth.identity-mismatch': ['identity', 'secret-missing'],
  'auth.method-mismatch': ['auth-method'],
  'auth.secret-missing': ['secret-missing', 'identity'],
  'ike.exchange-mismatch': ['exchange'],
  'ike.version-mismatch': ['version'],
  'policy.mode-mismatch': ['mode'],
  'policy.selector-mismatch': ['selectors'],
  'proposal.esp-mismatch': ['child-proposal'],
  'proposal.ike-mismatch': ['ike-proposal'],
  'proposal.pfs-mismatch': ['pfs'],
};

/** Causes that fixes are made for. */
export const fixableCauses: readonly string[] = Object.keys(kindsOf);

/** What the files alone say: a change of a file is held against files, not against what a daemon loaded from an older one. */
function filesOf(configuration: HostConfiguration): HostConfiguration {
  const files = configuration.connections.filter((item) => !item.loaded);
  return files.length === 0 ? configuration : { ...configuration, connections: files, loadedKnown: false };
}

/** Changes for a cause of this case, at either end; empty where not both configurations are at hand or no line of them says it. */
export function fixesFor(view: CaseView, cause: string): readonly FixDraft[] {
  const kinds = kindsOf[cause];
  if (kinds === undefined || view.differences === null) return [];
  const { initiator, responder } = view;
  if (!initiator.hasConfiguration || !responder.hasConfiguration) return [];
  const meant = meantPair(initiator, responder);
  // Where another connection fits better it is not told which one is wrong.
  if (meant === null || meant.fitsBetter !== null) return [];
  const [hostA, hostB] = [filesOf(configurationOf(initiator)), filesOf(configurationOf(responder))];
  const named = (host: HostConfiguration, name: string) =>
    effectiveConnections(host).find((item) => item.name === name);
  const [a, b] = [named(hostA, meant.a.name), named(hostB, meant.b.name)];
  if (a === undefined || b === undefined) return [];
  return proposeFixes({ a, b, hostA, hostB, initiator: 'a' }, kinds, {
    a: allowsV1(initiator),
    b: allowsV1(responder),
  });
}

/** pluto answers IKEv1 only where `config setup` says so (ipsec.conf(5) of Libreswan, ikev1-policy). */
function allowsV1({ host }: End): boolean {
  return host.state.some(
    (item) => item.kind === 'host-fact' && item.name === 'setup-ikev1-policy' && item.value.toLowerCase() === 'accept',
  );
}
