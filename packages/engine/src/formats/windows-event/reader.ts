import type { ParseFault, TextReading } from '../reader.ts';
import type { WindowsEvent } from './event.ts';

/** Takes the events of one file, in the order of their time as far as it is known, and gives what they say. */
export interface WindowsEventReader {
  event(event: WindowsEvent): void;
  /** A place that could not be read: number of the record, or null. */
  fault(line: number | null, reason: string): void;
  end(): TextReading;
}

/** A reader of the events of one file; `artifact` is the key to put into sources. It counts them and does not look into them yet. */
export function windowsEventReader(_artifact: string, format: string): WindowsEventReader {
  const faults: ParseFault[] = [];
  let records = 0;
  let hostName: string | null = null;
  return {
    event(event) {
      records++;
      hostName ??= event.computer;
    },
    fault: (line, reason) => void faults.push({ line, reason }),
    end: () => ({
      format,
      observations: [],
      faults,
      records,
      hostName,
      product: null,
      ownAddresses: [],
      timeKind: 'utc',
      limits: [],
    }),
  };
}
