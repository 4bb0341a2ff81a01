import type { CaseView } from '../causes/api.ts';
import type { Manner, Phase } from '../correlation/types.ts';

/**
 * The closed set of causes per break point: reviewed by hand, the one-ended honest answer. The first row that fits is taken;
 * ids stand in the order in which they are met in practice. `auth` narrows by how the ends prove themselves, when that is known.
 */
export interface CandidateRow {
  readonly phase: Phase;
  readonly manner?: readonly Manner[];
  readonly notify?: readonly string[];
  readonly version?: 1 | 2;
  readonly auth?: 'psk' | 'certificate' | 'user' | 'kerberos';
  readonly when?: (view: CaseView) => boolean;
  readonly causes: readonly string[];
  /** Why this set: RFC section, or what the daemons do. */
  readonly because: string;
}
