import type { ParseFault } from '../reader.ts';
import type { LogLine } from './index.ts';

export interface UntimedLines {
  /** A line that is the daemon's beyond doubt: with its prefix, or under its name. */
  met(line: LogLine): void;
  /** Whether the line is not to be taken for the daemon's; one that would be a statement is told as a fault. */
  refuses(line: LogLine, lineNumber: number, statement: boolean): boolean;
}

/**
 * A text that a peer chose may hold line feeds: what follows one looks like a line, but without the time that a log writes before
 * each of its own. Where the daemon's lines have shown times from the first on, a line without one is no word of it.
 */
export function untimedLines(faults: ParseFault[]): UntimedLines {
  let timed: boolean | null = null;
  return {
    met(line) {
      timed ??= line.timeText !== null;
    },
    refuses(line, lineNumber, statement) {
      if (timed !== true || line.timeText !== null) return false;
      if (statement && faults.length < 32)
        faults.push({
          line: lineNumber,
          reason: "a line without the time that the others have is not taken for the daemon's",
        });
      return true;
    },
  };
}
