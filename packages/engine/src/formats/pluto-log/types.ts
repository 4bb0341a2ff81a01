import type { ArgValue, FactCode } from '../../observations/index.ts';
import type { parsers } from './parsers.ts';

/** Names of the functions that read what a template's holes caught (parsers.ts). */
export type ParserName = keyof typeof parsers;

/**
 * A message of an exchange the line tells of: `out` or `in`, seen from this host. IKEv1 main, aggressive and quick mode
 * messages carry their number in the exchange; the daemon's other exchanges `request` or `response`.
 */
export type Step =
  | `${'out' | 'in'} Main Mode ${1 | 2 | 3 | 4 | 5 | 6}`
  | `${'out' | 'in'} Aggressive Mode ${1 | 2 | 3}`
  | `${'out' | 'in'} Quick Mode ${1 | 2 | 3}`
  | `${'out' | 'in'} ${V2Exchange} ${'request' | 'response'}`
  | `${'out' | 'in'} Transaction message`;

export type V2Exchange =
  | 'IKE_SA_INIT'
  | 'IKE_INTERMEDIATE'
  | 'IKE_AUTH'
  | 'CREATE_CHILD_SA'
  | 'INFORMATIONAL'
  | 'IKE_FOLLOWUP_KE'
  | 'IKE_SESSION_RESUME';

/** One thing pluto can say, with all its wordings over the versions. */
export interface PlutoRow {
  /** Stable name, unique among the rows: what `explain` shows and tests cite. */
  readonly id: string;
  /** Wordings as templates (template.ts), newest first. */
  readonly texts: readonly string[];
  /** Products and versions a wording is known from, when that narrows it: for people. */
  readonly since?: string;
  readonly until?: string;
  /** Null: the line only moves the negotiation on (steps) or tells of its parties. */
  readonly code: FactCode | null;
  /** Constant arguments, overridden by what the holes of the same name catch. */
  readonly args?: Readonly<Record<string, ArgValue>>;
  /** A second statement the same words make, with the same arguments. */
  readonly also?: FactCode;
  readonly parse?: ParserName;
  /** The line belongs to a child SA; its serial is then not a session of its own. */
  readonly about?: 'child';
  readonly role?: 'initiator' | 'responder';
  readonly version?: 1 | 2;
  /** The first line of a new attempt. */
  readonly starts?: true;
  /** The attempt is over. */
  readonly ends?: true;
  readonly steps?: readonly Step[];
  /** Only lines of raised verbosity (`| …`); other rows match only lines without the bar. */
  readonly debug?: true;
  /** What the line means, for `explain`. */
  readonly en: string;
  readonly ko: string;
  /** Cause ids that lead to the same words. */
  readonly ambiguousWith?: readonly string[];
}
