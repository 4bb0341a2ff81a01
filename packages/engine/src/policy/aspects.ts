/** What two ends have to agree about, one thing at a time. */
import type { Source } from '../observations/source.ts';
import type { Difference, DifferenceKind, Findings, Json } from './differences.ts';

export type AspectKind =
  | DifferenceKind
  | 'counterpart'
  | 'lifetimes'
  | 'loading'
  | 'certificate'
  | 'packet-filter'
  | 'service'
  | 'route'
  | 'user'
  | 'virtual-address'
  | 'truncation'
  | 'ppk';

/**
 * `mismatch`: the two cannot work together by it. `later`: they begin, and fail when keys are renewed. `differs`: they say different
 * things and work all the same. `cannot-be-verified`: a default of a daemon, a certificate or a file that is not there decides.
 */
export type AspectVerdict = 'agrees' | 'differs' | 'later' | 'mismatch' | 'cannot-be-verified';

/** One thing two ends have to agree about. */
export interface Aspect {
  readonly kind: AspectKind;
  readonly verdict: AspectVerdict;
  /** What the initiator brings, what the responder has, and what becomes of it; null: nothing, or not known. */
  readonly initiator: string | null;
  readonly responder: string | null;
  readonly accepted: string | null;
  /** Why it cannot be verified, by stable name; null: nothing more to say. */
  readonly why: string | null;
  /** What would settle it, by stable name; null: nothing has to be settled, or nothing can. */
  readonly needs: string | null;
  /** It counts only where this is so: what a connection offers that may not be loaded at all. */
  readonly onlyIf: 'loading' | null;
  /** The end whose expectation is not met. */
  readonly host: string | null;
  readonly details: { readonly [key: string]: Json } | null;
  readonly sources: readonly Source[];
}

/** An aspect of which nothing is told yet. */
export const nothing = {
  initiator: null,
  responder: null,
  accepted: null,
  why: null,
  needs: null,
  onlyIf: null,
  host: null,
  details: null,
  sources: [],
} as const;

/** The aspect of a kind by what comparing the two connections found. */
export function aspect(
  kind: DifferenceKind,
  found: Findings,
  initiator: string | null,
  responder: string | null,
  accepted: string | null,
  host: string | null = null,
): Aspect {
  const worst =
    found.differences.find((one) => one.kind === kind && verdictOf(one) === 'mismatch') ??
    found.differences.find((one) => one.kind === kind);
  const open = found.undecided.find((one) => one.kind === kind);
  const told = worst !== undefined && (worst.fatal || open === undefined) ? worst : null;
  const asked = told === null ? open : undefined;
  // Written out: so many are made that copying one after the other is felt.
  return {
    kind,
    verdict: told !== null ? verdictOf(told) : asked !== undefined ? 'cannot-be-verified' : 'agrees',
    initiator,
    responder,
    accepted: told?.fatal === true || asked !== undefined ? null : accepted,
    why: asked?.why ?? null,
    needs: null,
    onlyIf: null,
    host: told?.host ?? asked?.host ?? host,
    details: told?.details ?? null,
    sources: told?.sources ?? [],
  };
}

function verdictOf(difference: Difference): AspectVerdict {
  if (difference.fatal) return 'mismatch';
  return difference.kind === 'pfs' && difference.details['shows'] === 'rekey' ? 'later' : 'differs';
}
