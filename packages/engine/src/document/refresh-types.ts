/** What `refresh-policy` does, or would do, and what changed by it (inventory SCR-11, C11). */

export interface RefreshStep {
  readonly command: string;
  readonly en: string;
  readonly ko: string;
  readonly state: 'planned' | 'done' | 'failed' | 'skipped';
  /** Exit status; null: not run, or not started. */
  readonly code: number | null;
  /** Lines that it wrote, cut. */
  readonly output: readonly string[];
}

export interface RefreshChange {
  readonly what: 'loaded' | 'unloaded' | 'changed' | 'sas' | 'result';
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

export interface RefreshDocument {
  readonly schema: 'ipsec-doctor/refresh-policy@1';
  readonly system: string;
  /** What it costs in SAs. */
  readonly cost: 'none' | 'some-sas' | 'all-sas';
  readonly steps: readonly RefreshStep[];
  /** Null: nothing was run, or the state before and after is not known. */
  readonly changes: readonly RefreshChange[] | null;
}
