/** For the tests of dialects: what a text says, in the order it says it. */
import type { LogEvent, LogSession } from '../../observations/index.ts';
import type { TextFormat, TextReading } from '../reader.ts';
import { readText } from '../shared/testing.ts';

/** Events of a reading. */
export function eventsOf(reading: TextReading): LogEvent[] {
  return reading.observations.filter((item): item is LogEvent => item.kind === 'log');
}

/** Codes a text gives. */
export function codesOf(format: TextFormat, text: string): string[] {
  return eventsOf(readText(format, text)).map((event) => event.code);
}

/** Sessions a text gives. */
export function sessionsOf(format: TextFormat, text: string): LogSession[] {
  return readText(format, text).observations.filter((item): item is LogSession => item.kind === 'session');
}

/** The first event of a code; throws when there is none. */
export function eventOf(format: TextFormat, text: string, code: string): LogEvent {
  const found = eventsOf(readText(format, text)).find((event) => event.code === code);
  if (found === undefined) throw new Error(`no ${code}`);
  return found;
}
