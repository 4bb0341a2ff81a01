/** What two ends agree about for a CHILD_SA. */
import type { ChildConfig, ConnectionConfig, Proposal } from '../observations/configuration.ts';
import { type Aspect, aspect, nothing } from './aspects.ts';
import { withChildOptions } from './aspects-options.ts';
import { selectorsOf } from './compare-child.ts';
import { type Findings, type Pair, usedVersion } from './differences.ts';
import { lifetimesOf } from './lifetimes.ts';
import { commonProposal } from './proposal-compare.ts';
import { formatProposal } from './proposals.ts';
import { formatSelector } from './selectors.ts';

/** Proposals as one line; null: none is named. */
export function proposalsText(list: readonly Proposal[]): string | null {
  return list.length === 0 ? null : list.map(formatProposal).join(', ');
}

/** The algorithms that both take. */
export function acceptedText(algorithms: Readonly<Record<string, readonly string[]>>): string {
  return Object.values(algorithms)
    .flatMap((names) => names.filter((name) => name !== 'NONE' && name !== 'NO_ESN').slice(0, 1))
    .join('/');
}

/** Selectors of one side as one line; of a list that is cut it says how many there are. */
export function sideText(child: ChildConfig, side: 'local' | 'remote'): string {
  const given = child.cut?.[side];
  const texts = child[side].map(formatSelector);
  if (given === undefined) return texts.join(' ');
  // Thousands of them tell nothing.
  return `${texts.slice(0, 8).join(' ')} … (${texts.length}/${given})`;
}

/** Everything about one pair of children. */
export function childAspects(pair: Pair, own: ChildConfig, other: ChildConfig, found: Findings): Aspect[] {
  const first = usedVersion(pair) !== 1;
  const common = commonProposal(other.proposals, own.proposals, { ignoreGroups: first });
  const list = (child: ChildConfig): string => `${sideText(child, 'local')} === ${sideText(child, 'remote')}`;
  const there = selectorsOf(pair, own, other, 'a');
  const back = selectorsOf(pair, own, other, 'b');
  const narrowed = [there, back].every(({ relation }) => relation !== 'unknown' && relation !== 'disjoint');
  return withChildOptions(pair, own, other, [
    aspect(
      'selectors',
      found,
      list(own),
      list(other),
      narrowed ? `${there.common.join(' ')} === ${back.common.join(' ')}` : null,
    ),
    aspect('mode', found, own.mode, other.mode, own.mode === other.mode ? own.mode : null),
    aspect(
      'child-proposal',
      found,
      proposalsText(own.proposals),
      proposalsText(other.proposals),
      common.result === 'common' ? acceptedText(common.algorithms) : null,
    ),
    aspect('pfs', found, own.pfs, other.pfs, own.pfs === other.pfs ? own.pfs : null),
    lifetimeAspect(pair, own, other),
  ]);
}

/** Lifetimes are each end's own (RFC 7296 section 2.8; IKEv1's are told the peer and change nothing): a difference breaks nothing. */
function lifetimeAspect(pair: Pair, own: ChildConfig, other: ChildConfig): Aspect {
  const text = (connection: ConnectionConfig, child: ChildConfig): string => {
    const { ike, childRekey, childEnd } = lifetimesOf(connection, child);
    const say = (value: number | null): string => (value === null ? '-' : `${value} s`);
    return `IKE ${say(ike)}, child ${say(childRekey ?? childEnd)}`;
  };
  const [left, right] = [text(pair.a, own), text(pair.b, other)];
  return {
    ...nothing,
    kind: 'lifetimes',
    verdict: left === right ? 'agrees' : 'differs',
    initiator: left,
    responder: right,
    sources: [own.src, other.src],
  };
}
