import type { Endpoint, Source } from './source.ts';
import type { FactCode } from './facts/index.ts';

/** A value an observation may carry: never a vendor structure. */
export type ArgValue = string | number | boolean | null | readonly string[];

/**
 * One thing a daemon's log says, in vendor-neutral words. Lines that mean nothing for a diagnosis give no event.
 * Several lines that say one thing (a proposal list, a pluto sentence built of fragments) give one event with several steps in `src.at`.
 */
export interface LogEvent {
  readonly kind: 'log';
  readonly code: FactCode;
  readonly args: Readonly<Record<string, ArgValue>>;
  readonly src: Source;
  /** Nanoseconds since the epoch in the artifact's own clock, read as if it were UTC (or with the zone the line states); null when the line has no time. */
  readonly ns: bigint | null;
  /** Position in the artifact (line number): order when times are missing or equal. */
  readonly seq: number;
  /**
   * Key of the IKE SA attempt this line belongs to, unique in the artifact; null for lines about no particular SA.
   * The reader assigns it with the vendor's own means (thread, SA name and number, pluto serial, addresses, message ids).
   * A retry after COOKIE or INVALID_KE_PAYLOAD stays in the same session; a new attempt is a new one; a rekeyed or
   * child SA belongs to the session of its IKE SA. In pluto a CHILD #n belongs to its parent's session.
   */
  readonly session: string | null;
}

/** What is known of a session after the whole log was read. */
export interface LogSession {
  readonly kind: 'session';
  readonly key: string;
  readonly artifact: string;
  /** Name of the configured connection as the daemon calls it, if it says so. */
  readonly connection: string | null;
  readonly version: 1 | 2 | null;
  /** It was AuthIP, which has the version of IKEv1 in its header (MS-AIPS 2.2). */
  readonly authip?: true;
  /** Which role this log's own host has in the IKE SA's first exchange. */
  readonly role: 'initiator' | 'responder' | null;
  readonly local: Endpoint | null;
  readonly peer: Endpoint | null;
  /** 16 hex digits each when the log shows them. */
  readonly initiatorSpi: string | null;
  readonly responderSpi: string | null;
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Number the daemon gave the IKE SA (`#4` of pluto): what else it writes of that IKE SA, to a console for example, has the same. */
  readonly serial?: number;
  /** Its lines are records of an outcome, written when the attempt was over: when it began is not told. */
  readonly atEnd?: true;
  /** A record of quick mode, or of a child, is among them: phase 1 stood before it (RFC 2409 5.5, RFC 7296 1.3). */
  readonly ofChild?: true;
}
