/**
 * Layout of event trace logs (`.etl`): buffers one behind the other, each with a header in which the WNODE_HEADER of wmistr.h has its
 * place, and records in it, aligned to eight bytes. The records are EVENT_HEADER (evntcons.h), EVENT_TRACE_HEADER and TRACE_LOGFILE_HEADER
 * (evntrace.h) as they are documented; the buffer header and the markers as the open readers of the format have them (etl-parser of Airbus,
 * Apache-2.0; snail, MIT).
 */

/** Bytes of the header of a buffer. */
export const bufferHeader = 72;
/** Bytes of a buffer that a session may ask for (EVENT_TRACE_PROPERTIES: 16 MB at most). */
export const maxBuffer: number = 2 ** 24;
export const minBuffer = 1024;

/** Types of the header of a record: its third byte, where the fourth has `headerFlag`. */
export const headerType = {
  system32: 1,
  system64: 2,
  compact32: 3,
  compact64: 4,
  full32: 10,
  instance32: 11,
  perfInfo32: 16,
  perfInfo64: 17,
  event32: 18,
  event64: 19,
  full64: 20,
  instance64: 21,
} as const;

/** Fourth byte of a record with such a header, and of a message (WPP), which has one of its own. */
export const headerFlag = 0xc0;
export const messageFlag = 0x90;

/** EVENT_HEADER: bytes before the data of the event, and the flag that says that further items stand between. */
export const eventHeader = 80;
export const extendedInfo = 0x0001;
/** EVENT_TRACE_HEADER. */
export const traceHeader = 48;
/** Header of a record of the system, and of one with a time alone. */
export const systemHeader = 32;
export const compactHeader = 24;
export const perfInfoHeader = 16;

/** Flag of a buffer whose records are packed (EVENT_TRACE_COMPRESSED_MODE). */
export const compressedBuffer = 0x40;

/** Options of a message: which fields stand behind its header (TraceMessage, evntrace.h: TRACE_MESSAGE_…). */
export const messageOption = { sequence: 1, guid: 2, component: 4, timestamp: 8, performance: 16, system: 32 } as const;

/** What the times of records count: the clock that the session was set to (WNODE_HEADER.ClientContext, wmistr.h). */
export const clockType = { performance: 1, system: 2, cycles: 3 } as const;

/** TRACE_LOGFILE_HEADER: offsets behind the two pointers, which are four bytes each or eight. */
export const logfile = {
  bufferSize: 0,
  version: 4,
  build: 8,
  processors: 12,
  endTime: 16,
  mode: 32,
  buffersWritten: 36,
  pointerSize: 44,
  eventsLost: 48,
  cpuSpeed: 52,
  /** Behind the pointers and the time zone (TIME_ZONE_INFORMATION, 172 bytes) with what fills it up to eight. */
  bootTime: (pointers: 4 | 8): number => (pointers === 8 ? 248 : 240),
} as const;
