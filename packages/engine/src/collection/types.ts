/**
 * A plan of collection: what is looked at on a host in trouble, in which order, and how what was changed for it is put back
 * (inventory SCR-06, C08, C09). Plans are data; the command and both emitted scripts run the same ones.
 */

/** A text for people, in both languages. */
export interface Text {
  readonly en: string;
  readonly ko: string;
}

/** Systems a step is for; left out: all of its plan. */
export type Edition = '2000' | 'xp' | '2003' | 'client' | 'server' | 'linux';

/** What is never done unless somebody asks for it. */
export const requests = [
  'raise-logging',
  'purge-tickets',
  'refresh-policy',
  'restart-service',
  'capture',
  'reproduce',
] as const;
export type Request = (typeof requests)[number];

/** Secrets that are taken out of what a step reads, before it is written anywhere (`secrets.ts`). */
export type SecretFilter = 'text' | 'swanctl' | 'xfrm' | 'log';

/**
 * A change to the host. What it was is journalled before; `undo` is how it gets back.
 * - `registry`: a value; put back as it was, or deleted where it was not there.
 * - `file`: a file that must not be there before; removed, then `apply` is run again.
 * - `setting`: something that is read and set by commands: `pattern` finds in a line of what `read` prints what it was (`{was}` in
 *   `undo`), `unset` stands for nothing found there. Where no line fits it is not changed at all.
 * - `saved`: everything is saved to a file beside the collection first, and `undo` loads that.
 * - `service`: stopped and started; what is put back is that it runs.
 * - `renew`: what is thrown away comes back by itself; `why` says how, and there is nothing to put back.
 */
export type Change =
  | {
      readonly kind: 'registry';
      readonly key: string;
      readonly name: string;
      readonly type: 'REG_DWORD';
      readonly data: number;
    }
  | {
      readonly kind: 'file';
      /** `{drop-in}` is the folder that the daemon includes. */
      readonly path: string;
      readonly lines: readonly string[];
      readonly apply: readonly string[];
    }
  | {
      readonly kind: 'setting';
      readonly read: readonly string[];
      /** Extended regular expression of a whole line with one group, without classes such as `\d`: shells and programs share it. */
      readonly pattern: string;
      readonly set: readonly (readonly string[])[];
      readonly undo: readonly (readonly string[])[];
      readonly unset: string;
    }
  | {
      readonly kind: 'saved';
      readonly file: string;
      readonly save: readonly string[];
      readonly set: readonly (readonly string[])[];
      readonly undo: readonly (readonly string[])[];
    }
  | {
      readonly kind: 'service';
      readonly service: string;
      readonly running: readonly string[];
      /** Word that `running` prints when it runs. */
      readonly runs: string;
      readonly stop: readonly string[];
      readonly start: readonly string[];
    }
  | { readonly kind: 'renew'; readonly run: readonly (readonly string[])[]; readonly why: Text };

/**
 * What a step does. Commands are argument lists, never a line for a shell. In them `{server}` stands for each server that was named,
 * `{uri}` and `{ctl}` for where the daemon listens (nothing where nobody said so), `{out}` for the folder of the collection.
 */
export type Action =
  | { readonly kind: 'run'; readonly commands: readonly (readonly string[])[] }
  | {
      readonly kind: 'copy';
      /** Paths; `*` stands for part of the last name. `{logs}` and `{configs}`: those that were named, instead of the others. */
      readonly from: readonly string[];
      /** Which end is kept of a file that is larger than its cap. */
      readonly keep: 'head' | 'tail';
    }
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'restore'; readonly of: string }
  | { readonly kind: 'capture'; readonly at: 'start' | 'stop' }
  | { readonly kind: 'reproduce' };

export interface Step {
  readonly id: string;
  readonly what: Text;
  readonly action: Action;
  /**
   * Name of the output behind `<CompName>_` (table 7.3); null where there is none. `{server}` as in commands; `{name}` is the name of
   * the file that is copied.
   */
  readonly file: string | null;
  /** Programs without which it is not tried. */
  readonly commands?: readonly string[];
  /** A path that must be there. */
  readonly exists?: string;
  readonly editions?: readonly Edition[];
  readonly privilege: 'user' | 'admin';
  readonly asked?: Request;
  /** Only where a server was named; then once for each. */
  readonly perServer?: true;
  /** Seconds after which it is ended. */
  readonly seconds: number;
  /** Bytes that are kept of its output. */
  readonly bytes: number;
  /** Least tier whose collection has it. */
  readonly tier: 1 | 2 | 3;
  readonly removes?: SecretFilter;
  /** Inventory id, manual page or document. */
  readonly source: string;
}

export interface Plan {
  readonly id: string;
  readonly title: Text;
  readonly system: 'linux' | 'windows';
  /** Which programs show that a host is one for this plan; the first plan with one of them is taken. */
  readonly shownBy: readonly string[];
  readonly steps: readonly Step[];
}

/** Steps that leave the host other than it was, for as long as they are not put back. */
export function changes(step: Step): Change | null {
  return step.action.kind === 'change' ? step.action.change : null;
}
