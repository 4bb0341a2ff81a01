/**
 * Layout of an event log of Windows NT to Server 2003 (.evt): a header of 48 bytes, then records of EVENTLOGRECORD, which go round: behind
 * the newest stands a record that says so (EVENTLOGEOF), and behind that the oldest. All numbers are little-endian. Sources: "Event Log
 * File Format" and EVENTLOGRECORD in Microsoft's documentation of the Event Logging API.
 */

/** "LfLe", in the header and in front of each record behind its length. */
export const evtMagic = 0x654c664c;
export const headerSize = 48;
/** The fixed part of a record. */
export const recordFixed = 56;
export const endSize = 40;
/** What stands in a record that tells of the end, in place of the magic. */
export const endMagic = 0x11111111;
/** Fills the end of the file where no record has room. */
export const filler = 0x27;
/** Records are longer only in files that were made to harm. */
export const maxRecord = 2 ** 18;
