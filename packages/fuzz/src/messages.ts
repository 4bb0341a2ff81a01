/** What the main thread and the thread of a target say to each other. */
import type { CampaignResult } from './campaign.ts';
import type { Problem } from './target.ts';

/** Bytes before the input in the shared memory: how many inputs were begun, and the length of the last. */
export const headerBytes = 8;

export interface Order {
  readonly task: 'fuzz' | 'examine';
  readonly target: string;
  readonly seed: number;
  readonly milliseconds: number;
  readonly places: number;
  readonly corpus: readonly Uint8Array[];
  readonly shared: SharedArrayBuffer;
}

export interface ToWorker {
  readonly input: Uint8Array;
}

export type FromWorker =
  | { readonly kind: 'kept'; readonly input: Uint8Array }
  | { readonly kind: 'find'; readonly problem: Problem; readonly input: Uint8Array }
  | { readonly kind: 'examined'; readonly problem: Problem | null }
  | { readonly kind: 'done'; readonly result: CampaignResult };
