import type { Diagnosis, Finding } from '@ipsec-doctor/engine';
import type { Hidden } from './shapes.ts';
import { faultKinds } from './stories.ts';

/** What a diagnosis says of hidden faults: nothing is wrong with it when both lists are empty. */
export interface Check {
  readonly found: number;
  /** A hidden fault that no cause names, or names wrongly. */
  readonly missed: readonly string[];
  /** A cause on a peer on which nothing was hidden. */
  readonly invented: readonly string[];
}

type Told = Pick<Diagnosis, 'findings'>;

/** Holds the causes of a diagnosis against what was hidden: each fault found, by a cause that fits it, and nothing else. */
export function check(doc: Told, hidden: readonly Hidden[], gateways: readonly string[]): Check {
  const causes = doc.findings.filter((finding) => finding.role === 'cause');
  const about = new Map<string, Finding[]>();
  for (const finding of causes)
    for (const host of finding.scope.hosts) {
      if (gateways.includes(host)) continue;
      about.set(host, [...(about.get(host) ?? []), finding]);
    }
  const missed: string[] = [];
  for (const { peer, kind } of hidden) {
    const fitting: readonly string[] = faultKinds[kind];
    const told = about.get(peer) ?? [];
    if (told.some(({ id }) => fitting.includes(id))) continue;
    missed.push(`${kind} with ${peer}: ${told.length === 0 ? 'no cause' : told.map(({ id }) => id).join(', ')}`);
  }
  const known = new Set(hidden.map(({ peer }) => peer));
  const invented = [...about].flatMap(([host, told]) =>
    known.has(host) ? [] : [`${host}: ${told.map(({ id }) => id).join(', ')}`],
  );
  return { found: hidden.length - missed.length, missed, invented };
}
