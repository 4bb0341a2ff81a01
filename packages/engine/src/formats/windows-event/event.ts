/** A named (or, in events older than Vista, only numbered) value of a record, as text. */
export interface WindowsEventData {
  /** Name as the template gives it; null for insertion strings, which have a place and no name. */
  readonly name: string | null;
  readonly value: string;
}

/**
 * One record of a Windows event log, however it was saved: EVTX, EVT, XML, CSV, JSON or text. Readers of all of these give this, and
 * one place (`facts.ts`) turns it into observations. Values are those of the record, never of its localised message.
 */
export interface WindowsEvent {
  /** For example `Microsoft-Windows-Security-Auditing`, or `Security` in logs of XP and Server 2003. */
  readonly provider: string | null;
  /** For example `Security`, `System`, `Application`. */
  readonly channel: string | null;
  /** Event id without qualifiers (the low 16 bits of a legacy id). */
  readonly id: number;
  readonly version: number | null;
  readonly qualifiers: number | null;
  readonly level: number | null;
  /** 64 bits as `0x` and 16 hex digits. */
  readonly keywords: string | null;
  /** TimeCreated, nanoseconds since the epoch, UTC where the source says so (`timeKind` of the reading tells); null: none. */
  readonly ns: bigint | null;
  readonly computer: string | null;
  /** EventRecordID. */
  readonly record: bigint | null;
  readonly processId: number | null;
  readonly threadId: number | null;
  readonly data: readonly WindowsEventData[];
  /** The message in the language of the machine that saved it, where the source has it. */
  readonly message: string | null;
  /** Line of a text, or number of the record in the file, from 1: what a source cites. */
  readonly place: number;
}
