import type { FormatBasis, ParseFault, TextReading } from '../reader.ts';
import { openEventDesk, type EventSession } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { hostTeller } from './host-events.ts';
import { isRas, tellRas } from './ras.ts';
import { negotiationTeller } from './tellers.ts';

export { wantedEvent } from './wanted.ts';

/** How well the events are known: their layouts are documented, and no log with IPsec events was at hand. */
export const windowsEventBasis: FormatBasis = {
  known: 'unconfirmed',
  source:
    'layouts and texts of the message tables of released systems and of the providers’ manifests; the shared corpus has no event of IKE',
};

/** Takes records and gives what they say, in the vocabulary of facts. */
export interface WindowsEventReader {
  event(event: WindowsEvent): void;
  fault(line: number | null, reason: string): void;
  end(): TextReading;
}

const maxFaults = 200;

/**
 * A reader of records of Windows event logs, however they were saved. `artifact` is the key that sources cite, `format` the name of the
 * format; records of `evtx` and `evt` are cited by their number, all others by their line.
 */
export function windowsEventReader(artifact: string, format: string): WindowsEventReader {
  const binary = format === 'evtx' || format === 'evt';
  // Exports that a person saved carry the local time of the machine that showed them.
  const utc = binary || format === 'windows-event-xml' || format === 'windows-event-json';
  const desk = openEventDesk(artifact, (event) => (binary ? { record: event.place } : { line: event.place }), utc);
  const dials = new Map<string, EventSession>();
  const faults: ParseFault[] = [];
  const computers = new Map<string, number>();
  let records = 0;
  let faultsSeen = 0;
  let timed = false;
  let legacy = false;

  const tell = (event: WindowsEvent): void => {
    const { provider, channel, id } = event;
    if (isRas(provider, id)) tellRas(desk, event, dials);
    else (negotiationTeller(provider, channel, id) ?? hostTeller(provider, channel, id))?.(desk, event);
  };

  return {
    event(event) {
      records++;
      if (event.ns !== null) timed = true;
      if (event.provider?.toLowerCase() === 'security') legacy = true;
      const computer = event.computer?.trim() ?? '';
      if (computer !== '' && (computers.size < 1000 || computers.has(computer)))
        computers.set(computer, (computers.get(computer) ?? 0) + 1);
      try {
        tell(event);
      } catch (error) {
        // A fault of ours must not lose the rest of the file.
        this.fault(event.place, `record could not be read: ${error instanceof Error ? error.name : 'error'}`);
      }
    },
    fault(line, reason) {
      faultsSeen++;
      if (faults.length < maxFaults) faults.push({ line, reason });
    },
    end() {
      const observations = desk.observations();
      const [name] = [...computers].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] ?? [null];
      return {
        format,
        observations,
        faults,
        records,
        hostName: name,
        product: legacy ? 'Windows (before Vista)' : 'Windows',
        ownAddresses: [...desk.own],
        timeKind: timed ? (utc ? 'utc' : 'local') : 'none',
        limits: [
          ...desk.limits(),
          ...(faultsSeen > faults.length
            ? [{ what: 'faults', cap: maxFaults, seen: faultsSeen, kept: faults.length }]
            : []),
          ...(computers.size > 1 ? [{ what: 'computers', cap: 1, seen: computers.size, kept: 1 }] : []),
        ],
      };
    },
  };
}
