/** The shape of what is known about IPsec on Windows: one entry per code, event, setting, command, tool, figure or fact. */

/** A text in both languages. */
export interface Told {
  readonly en: string;
  readonly ko: string;
}

/** Editions of Windows as `--os` names them: `modern` is Vista / Server 2008 and later. */
export type WindowsOs = '2000' | 'xp' | '2003' | 'modern';

/**
 * Where a statement comes from: `chapter7` and `guide` are Microsoft's guide "Server and Domain Isolation Using IPsec and Group
 * Policy" (chapter 7 "Troubleshooting IPsec", and its other chapters and appendices); `public` another published source, named in
 * `sources`; `inferred` was found in no source and is shown as unconfirmed.
 */
export type Origin = 'chapter7' | 'guide' | 'public' | 'inferred';

export type EntryKind =
  | 'error'
  | 'code'
  | 'event'
  | 'fact'
  | 'setting'
  | 'service'
  | 'command'
  | 'tool'
  | 'file'
  | 'figure'
  | 'known-issue'
  | 'state'
  | 'sample';

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Where Windows writes an event, and what it holds. */
export interface EventPlace {
  /** `Security`, `System`, `Application` or the name of a channel. */
  readonly log: string;
  /** Source as the Event Viewer shows it. */
  readonly provider: string;
  /** Audit subcategory that has to be on, for the Security log of Vista and later. */
  readonly subcategory?: string;
  /** Names of the inserted values, in order. */
  readonly fields?: readonly string[];
}

/** How one edition of Windows answers: by which command, with which caveat. */
export interface OnOs {
  readonly os: WindowsOs;
  /** `false`: not there, or of no use for IPsec; the note says what to use. */
  readonly there: boolean;
  readonly command?: string;
  readonly note?: Told;
}

/** One thing that `explain` answers for and that has an anchor in the documentation. */
export interface Entry {
  readonly kind: EntryKind;
  /** Unique among the entries, and the anchor in the documentation. */
  readonly id: string;
  /** What heads it: a symbolic name, a command, an id. */
  readonly title: string;
  /** Further words it is found by, compared without regard to case. */
  readonly names: readonly string[];
  /** Code or event id; `null` where it has none. */
  readonly number: number | null;
  /** What Windows prints, in the words of Windows; insertions stand as `%1`. */
  readonly text: string | null;
  readonly meaning: Told | null;
  readonly causes: Told | null;
  readonly action: Told | null;
  readonly os: readonly WindowsOs[];
  readonly at: EventPlace | null;
  readonly per: readonly OnOs[];
  readonly severity: Severity | null;
  /** Support tier that handles it: 1 to 3, as text (`2, then 3`). */
  readonly tier: string | null;
  /** Cause ids it points to. */
  readonly related: readonly string[];
  /** Ids of entries to read on: counterparts on other editions, settings, facts. */
  readonly see: readonly string[];
  readonly sources: readonly string[];
  readonly unconfirmed: boolean;
}

/** The parts of an entry that a table may leave out. */
export type More = Partial<
  Pick<
    Entry,
    | 'names'
    | 'number'
    | 'text'
    | 'causes'
    | 'action'
    | 'os'
    | 'at'
    | 'per'
    | 'severity'
    | 'tier'
    | 'related'
    | 'see'
    | 'sources'
    | 'unconfirmed'
  >
>;

export const told = (en: string, ko: string): Told => ({ en, ko });

/** An entry out of what a table says of it. */
export function entry(kind: EntryKind, id: string, title: string, meaning: Told | null, more: More = {}): Entry {
  return {
    kind,
    id,
    title,
    names: [],
    number: null,
    text: null,
    meaning,
    causes: null,
    action: null,
    os: [],
    at: null,
    per: [],
    severity: null,
    tier: null,
    related: [],
    see: [],
    sources: [],
    unconfirmed: false,
    ...more,
  };
}

export const sourceOf: Readonly<Record<Exclude<Origin, 'public'>, string>> = {
  chapter7: 'Server and Domain Isolation Using IPsec and Group Policy, chapter 7',
  guide: 'Server and Domain Isolation Using IPsec and Group Policy',
  inferred: 'general knowledge of Windows',
};
