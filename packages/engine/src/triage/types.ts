/**
 * A flow chart of the help desk as data, in the form of a statechart (W3C SCXML 3: states, transitions that are tried in order, final
 * states). All of it is plain JSON: a chart that somebody writes has the same shape as those that ship.
 */
import type { ChildSaState, IkeSaState, Listing, ProbeState } from '../observations/index.ts';
import type { Platform } from '../knowledge/windows-commands.ts';
import type { Lang } from '../document/types.ts';
import type { CallClass, CallFamily, ExitStatus } from './taxonomy.ts';
import type { EscalationItem, EscalationTarget } from './escalation.ts';
import type { GuardedKind } from './guard.ts';

/** The same words in every language. */
export type Text = Readonly<Record<Lang, string>>;

export type Tier = 1 | 2 | 3;

/** Who does what a state asks for. */
export type Who = 'caller' | 'helpdesk' | 'administrator';

/** Which computer an output has to be about, or come from. */
export type Subject = 'caller' | 'target' | 'test-server' | 'anything';

/** Where an answer leads. Tried in their order; the last one of an answer has no condition. */
export interface Transition {
  readonly to: string;
  /** Only while `to` was entered fewer times than this: the guard of a loop. */
  readonly atMost?: number;
  /** Only where this state was passed on the way. */
  readonly after?: string;
}

/** What an observation has to be for a rule to fit. */
export type Match =
  | {
      readonly kind: 'probe';
      readonly tools: readonly ProbeState['tool'][];
      readonly of: Subject;
      readonly outcomes?: readonly ProbeState['outcome'][];
      /** Error numbers of the operating system (winerror.h). */
      readonly codes?: readonly number[];
      /** Whether a name was asked for and an address came of it. */
      readonly resolved?: boolean;
      /** Whether the IPsec driver held requests back to have IKE negotiate first. */
      readonly held?: boolean;
    }
  | {
      readonly kind: 'fact';
      readonly name: string;
      /** Computer that the output has to be of. */
      readonly of: Subject;
      /** The value is one of these, or begins with one of `begins`; without either any value fits. */
      readonly values?: readonly string[];
      readonly begins?: readonly string[];
    }
  | { readonly kind: 'address'; readonly of: Subject; readonly begins: readonly string[] }
  /** A connection that a running daemon has loaded. */
  | { readonly kind: 'connection'; readonly of: Subject }
  | { readonly kind: 'ike-sa'; readonly of: Subject; readonly states: readonly IkeSaState['state'][] }
  | {
      readonly kind: 'child-sa';
      /** The computer at the other end. */
      readonly of: Subject;
      readonly from?: ChildSaState['from'];
      readonly installed?: boolean;
      readonly in?: 'none' | 'some';
      readonly out?: 'none' | 'some';
    }
  | { readonly kind: 'listing'; readonly of: Listing['of']; readonly empty: boolean };

/** How an output answers a state by itself. */
export interface Rule {
  readonly match: Match;
  readonly answer: string;
  /** What the output shows by that, for whoever asks why. */
  readonly because: Text;
  /** The output has to be of after the state was reached: given for this very state. */
  readonly fresh?: boolean;
}

interface Common {
  readonly say: Text;
  /** Entries of the inventory of the guide, RFC sections, or documents. */
  readonly sources: readonly string[];
  /** Box of the printed chart that it is, where several states are one box. */
  readonly box?: string;
}

interface Work {
  readonly by?: Who;
  /** Commands by system; `{target}`, `{test-server}` and `{caller}` stand for names. */
  readonly run?: Readonly<Partial<Record<Platform, string>>>;
  /** Kind of guarded fact that its output shows: not for tier 1. */
  readonly reveals?: GuardedKind;
}

/** A question. */
export interface AskState extends Common, Work {
  readonly kind: 'ask';
  /** How the output is read by eye. */
  readonly how: Text;
  /** Words of answers other than yes and no. */
  readonly labels?: Readonly<Record<string, Text>>;
  readonly on: Readonly<Record<string, readonly Transition[]>>;
  readonly read?: readonly Rule[];
  /** Of several outputs that disagree this answer counts, as when one test server of many answers. */
  readonly prefer?: string;
}

/** Something to do before the next question. */
export interface DoState extends Common, Work {
  readonly kind: 'do';
  readonly next: string;
}

/** Something that is now known and goes along. */
export interface FindingState extends Common {
  readonly kind: 'finding';
  readonly next: string;
}

/** Goes on in another chart, at its start. */
export interface LinkState extends Common {
  readonly kind: 'link';
  readonly chart: string;
  readonly class: CallClass | null;
}

/** Where a chart ends. */
export interface ExitState extends Common {
  readonly kind: 'exit';
  readonly status: ExitStatus;
  readonly class: CallClass | null;
  readonly family: CallFamily | null;
  /** Whether IPsec or the isolation was at fault, as far as the chart can say; null: it cannot. */
  readonly ipsec: boolean | null;
  readonly escalate: {
    readonly to: EscalationTarget;
    /** Where the target is in server isolation (T1-14, ESC-04). */
    readonly serverIsolation?: EscalationTarget;
    readonly items: readonly EscalationItem[];
  } | null;
}

export type State = AskState | DoState | FindingState | LinkState | ExitState;

export interface Chart {
  readonly schema: 'ipsec-doctor/chart@1';
  readonly id: string;
  readonly version: string;
  /** Every version with the change of the isolation that it was made for (T1-05), oldest first; the last is `version`. */
  readonly history: readonly { readonly version: string; readonly change: Text }[];
  /** Lowest tier that works with it. */
  readonly tier: Tier;
  readonly title: Text;
  /** What has to be so before it is begun. */
  readonly assumes: Text;
  /** Said at every state. */
  readonly caution?: Text;
  readonly sources: readonly string[];
  readonly start: string;
  readonly states: Readonly<Record<string, State>>;
}

/** Where a state leads, with the answer that leads there (null: without one). */
export function edgesOf(state: State): readonly { readonly answer: string | null; readonly transition: Transition }[] {
  if (state.kind === 'ask')
    return Object.entries(state.on).flatMap(([answer, list]) => list.map((transition) => ({ answer, transition })));
  return state.kind === 'do' || state.kind === 'finding' ? [{ answer: null, transition: { to: state.next } }] : [];
}
