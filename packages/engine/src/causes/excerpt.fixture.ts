/** What people paste into a question, and what it is. */

export interface Excerpt {
  /** Lines without prefix; charon's with the subsystem in brackets. */
  readonly says: readonly string[];
  /** Null: nothing can honestly be named. */
  readonly is: string | null;
  readonly confidence?: 'certain' | 'likely' | 'possible';
  readonly rivals?: readonly string[];
}

export const certain = (says: string | readonly string[], is: string): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'certain',
});
export const likely = (says: string | readonly string[], is: string, ...rivals: string[]): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'likely',
  rivals,
});
export const possible = (says: string | readonly string[], is: string, ...rivals: string[]): Excerpt => ({
  says: [says].flat(),
  is,
  confidence: 'possible',
  rivals,
});
export const open = (says: string): Excerpt => ({ says: [says], is: null });
