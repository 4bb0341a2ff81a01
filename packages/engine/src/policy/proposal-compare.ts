/** Whether two lists of proposals have one in common, and everything in which they differ. */
import type { Proposal } from '../observations/configuration.ts';
import { isAead, type TransformKind } from './algorithms.ts';

export interface CompareOptions {
  /** The first CHILD_SA of IKEv2 has no key exchange of its own (RFC 7296 section 1.2): leave groups out. */
  readonly ignoreGroups?: boolean;
}

/** `none`: no pair of proposals can work. `unknown`: a default of a daemon, or a word not known here, decides. */
export type CommonProposal =
  | {
      readonly result: 'common';
      readonly a: Proposal;
      readonly b: Proposal;
      /** Shared algorithms by transform type. */
      readonly algorithms: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly result: 'none' }
  | { readonly result: 'unknown'; readonly why: string };

interface Match {
  readonly blocking: readonly string[];
  readonly undecided: readonly string[];
  readonly shared: Readonly<Record<string, readonly string[]>>;
}

/** The first pair, in the order of `a`, then `b`, that has a value in common for every transform type. */
export function commonProposal(
  a: readonly Proposal[],
  b: readonly Proposal[],
  options: CompareOptions = {},
): CommonProposal {
  return remembered(commonOnes, a, b, options, findCommon);
}

const commonOnes = new Map<string, CommonProposal>();
const differing = new Map<string, ProposalDifferences>();
const maxRemembered = 2000;
const maxKey = 4000;
const keys = new WeakMap<readonly Proposal[], number>();
const numbers = new Map<string, number>();

/** Connections of one host mostly offer the same: what two lists come to is worked out once for equal ones. */
function remembered<T>(
  known: Map<string, T>,
  a: readonly Proposal[],
  b: readonly Proposal[],
  options: CompareOptions,
  make: (a: readonly Proposal[], b: readonly Proposal[], options: CompareOptions) => T,
): T {
  const [left, right] = [keyOf(a), keyOf(b)];
  if (left < 0 || right < 0) return make(a, b, options);
  const key = `${options.ignoreGroups === true ? 'without' : 'with'} ${left} ${right}`;
  const found = known.get(key) ?? make(a, b, options);
  if (known.size >= maxRemembered) known.clear();
  known.set(key, found);
  return found;
}

/** A number for each list of the same proposals; negative: it is too long to be remembered. */
function keyOf(list: readonly Proposal[]): number {
  const known = keys.get(list);
  if (known !== undefined) return known;
  const text = JSON.stringify(list);
  if (text.length > maxKey) return -1;
  if (numbers.size >= maxRemembered) numbers.clear();
  const number = numbers.get(text) ?? ++last;
  numbers.set(text, number);
  keys.set(list, number);
  return number;
}

let last = 0;

function findCommon(a: readonly Proposal[], b: readonly Proposal[], options: CompareOptions): CommonProposal {
  let why: string | null = null;
  if (a.length === 0 || b.length === 0) why = 'release-default';
  for (const first of a) {
    for (const second of b) {
      const match = matchProposals(first, second, options);
      if (match.blocking.length > 0) continue;
      if (match.undecided.length === 0) return { result: 'common', a: first, b: second, algorithms: match.shared };
      why = 'part-of-proposal-open';
    }
  }
  return why === null ? { result: 'none' } : { result: 'unknown', why };
}

/** Values of one transform type at both ends over all proposals. */
export interface TypeDifference {
  /** encryption, integrity, prf, groups, esn, or ADDKE1 … ADDKE7. */
  readonly type: string;
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly common: readonly string[];
  /** No value of this type in common over all proposals (and neither end leaves it open). */
  readonly noOverlap: boolean;
}

export interface ProposalDifferences {
  /** Types in which the two ends' values differ at all. */
  readonly types: readonly TypeDifference[];
  /** Names of the types without any overlap. */
  readonly withoutOverlap: readonly string[];
  /** The pair with the fewest types in the way, by index; null when a list is empty. `blocking` is empty when the two can agree. */
  readonly closest: { readonly a: number; readonly b: number; readonly blocking: readonly string[] } | null;
}

/** Everything in which two lists differ, per transform type. */
export function differences(
  a: readonly Proposal[],
  b: readonly Proposal[],
  options: CompareOptions = {},
): ProposalDifferences {
  return remembered(differing, a, b, options, findDifferences);
}

function findDifferences(a: readonly Proposal[], b: readonly Proposal[], options: CompareOptions): ProposalDifferences {
  const types: TypeDifference[] = [];
  for (const type of allTypes(a, b, options)) {
    const left = union(a, type);
    const right = union(b, type);
    const common = left.filter((name) => right.includes(name));
    if (common.length === left.length && common.length === right.length) continue;
    // A text that leaves sequence numbers or the PRF out does not differ from one that names them.
    if ((type === 'esn' || type === 'prf') && (left.length === 0 || right.length === 0)) continue;
    const undecided = [...a, ...b].some((one) => isOpen(one, type)) || a.length === 0 || b.length === 0;
    types.push({ type, a: left, b: right, common, noOverlap: common.length === 0 && !undecided });
  }
  let closest: ProposalDifferences['closest'] = null;
  for (const [i, first] of a.entries()) {
    for (const [j, second] of b.entries()) {
      const { blocking } = matchProposals(first, second, options);
      if (closest === null || blocking.length < closest.blocking.length) closest = { a: i, b: j, blocking };
    }
  }
  return { types, withoutOverlap: types.filter((one) => one.noOverlap).map((one) => one.type), closest };
}

function allTypes(a: readonly Proposal[], b: readonly Proposal[], options: CompareOptions): readonly string[] {
  const ike = [...a, ...b].some((one) => one.protocol === 'IKE');
  const types = [
    'encryption',
    'integrity',
    ...(ike ? ['prf'] : []),
    ...(options.ignoreGroups === true ? [] : ['groups']),
  ];
  const additional = new Set([...a, ...b].flatMap((one) => Object.keys(one.additional ?? {})));
  return [...types, ...(options.ignoreGroups === true ? [] : [...additional].sort()), ...(ike ? [] : ['esn'])];
}

/** Values of a type in one proposal; a key exchange nobody names is NONE. */
function values(proposal: Proposal, type: string): readonly string[] {
  if (type === 'encryption' || type === 'integrity' || type === 'prf' || type === 'esn') return proposal[type];
  const names = type === 'groups' ? proposal.groups : (proposal.additional?.[type] ?? []);
  return names.length === 0 && !isOpen(proposal, type) ? ['NONE'] : names;
}

function union(list: readonly Proposal[], type: string): readonly string[] {
  return [...new Set(list.flatMap((one) => values(one, type)))];
}

function isOpen(proposal: Proposal, type: string): boolean {
  if (proposal.builtIn === true || proposal.unknown !== undefined) return true;
  if (proposal.open?.some((kind: TransformKind) => kind === type) === true) return true;
  // Sequence numbers are left out by most texts, and a PRF by IKEv1's.
  return (type === 'esn' || type === 'prf') && values(proposal, type).length === 0;
}

/** How two single proposals meet. Symmetric but for the order of names. */
export function matchProposals(a: Proposal, b: Proposal, options: CompareOptions = {}): Match {
  if (a.protocol !== b.protocol) return { blocking: ['protocol'], undecided: [], shared: {} };
  const blocking: string[] = [];
  const undecided: string[] = [];
  const shared: Record<string, readonly string[]> = {};
  for (const type of allTypes([a], [b], options)) {
    const left = values(a, type);
    const right = values(b, type);
    const common = left.filter((name) => right.includes(name));
    shared[type] = common;
    if (common.length > 0 || (left.length === 0 && right.length === 0 && !isOpen(a, type) && !isOpen(b, type)))
      continue;
    if (type === 'integrity' && (shared['encryption'] ?? []).some(isAead)) continue;
    if (type === 'esn' && (left.length === 0 || right.length === 0)) continue;
    if (isOpen(a, type) || isOpen(b, type)) undecided.push(type);
    else blocking.push(type);
  }
  return { blocking, undecided, shared };
}
