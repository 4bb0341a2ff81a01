import type { Ruling } from '../arbiter/arbiter.ts';
import type { CaseView } from '../causes/api.ts';
import type { IncidentDraft } from '../correlation/incidents.ts';

/** Whether every host is known of whose files tell of a possible fault. */
export interface Placed {
  /** Rules and counters. */
  readonly whole: boolean;
  /** Counters of the kernel that are not zero. */
  readonly counters: boolean;
}

export interface CaseResult {
  readonly incident: IncidentDraft;
  readonly view: CaseView;
  readonly ruling: Ruling;
  /** Whether the incident's failure stands at the end of the evidence. */
  readonly open: boolean;
  /** The records have holes, or something spoke for a fault and was too weak for them: not a cause, and not healthy either. */
  readonly doubtful: boolean;
  readonly placed: Placed;
  /** The incident that tells why this one is no more than a time-out. */
  readonly toldBy?: string | undefined;
}

/** A case of which the records are too thin for any cause. */
export function unsaid(item: CaseResult): CaseResult {
  return { ...item, ruling: { ...item.ruling, causes: [], rivals: [] }, doubtful: true };
}
