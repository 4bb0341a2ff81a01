import type { HostFact } from '../../observations/index.ts';
import type { FormatBasis, ParseFault, TextReading } from '../reader.ts';
import { blockedPacket, isBlocked } from './blocked.ts';
import { openEventDesk, type EventDesk, type EventSession } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { hostTeller } from './host-events.ts';
import { isRas, tellRas } from './ras.ts';
import { negotiationTeller } from './tellers.ts';
import { isWfpFailure, tellWfpFailure } from './wfp-events.ts';

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
/** Sources of the Security and System logs before Vista (547, 4284; EVT-K-38). */
const oldSources: ReadonlySet<string> = new Set(['security', 'ipsec', 'oakley']);
/** Computers of one collection that are read. */
const maxHosts = 200;
/** Different packets that a computer blocked and that are told. */
const maxBlocked = 200;

/** One computer of a log. */
interface Host {
  name: string;
  records: number;
  readonly first: number;
  last: number;
  timed: boolean;
  /** Sources that only editions before Vista have wrote here. */
  legacy: boolean;
  /** Providers of Vista and later did. */
  modern: boolean;
  readonly desk: EventDesk;
  readonly dials: Map<string, EventSession>;
  /** Packets of IPsec that it blocked, by what they were. */
  readonly blocked: Map<string, HostFact>;
}

/**
 * A reader of records of Windows event logs, however they were saved. `artifact` is the key that sources cite, `format` the name of the
 * format; records of `evtx` and `evt` are cited by their number, all others by their line.
 */
export function windowsEventReader(artifact: string, format: string): WindowsEventReader {
  const binary = format === 'evtx' || format === 'evt';
  // Exports that a person saved carry the local time of the machine that showed them.
  const utc = binary || format === 'windows-event-xml' || format === 'windows-event-json';
  const hosts = new Map<string, Host>();
  const faults: ParseFault[] = [];
  let records = 0;
  let faultsSeen = 0;
  let beyond = 0;

  const hostOf = (event: WindowsEvent): Host | null => {
    const name = event.computer?.trim() ?? '';
    // A computer has its short name before it joins a domain, and the full one after.
    const key = (name.split('.')[0] ?? '').toLowerCase();
    const known = hosts.get(key);
    if (known !== undefined) {
      known.records++;
      known.last = event.place;
      if (name.length > known.name.length) known.name = name;
      return known;
    }
    if (hosts.size >= maxHosts) {
      beyond++;
      return null;
    }
    const host: Host = {
      name,
      records: 1,
      first: event.place,
      last: event.place,
      timed: false,
      legacy: false,
      modern: false,
      desk: openEventDesk(
        artifact,
        (item) => (binary ? { record: item.place } : { line: item.place }),
        utc,
        hosts.size === 0 ? 'w' : `w${hosts.size}.`,
      ),
      dials: new Map(),
      blocked: new Map(),
    };
    hosts.set(key, host);
    return host;
  };

  const tellBlocked = ({ desk, blocked }: Host, event: WindowsEvent): void => {
    const packet = blockedPacket(event);
    if (packet === null) return;
    const value = `${packet.what} ${packet.peer}`;
    if (blocked.has(value) || blocked.size >= maxBlocked) return;
    // Groups and this host's own loop are nobody's address.
    if (!/^(?:22[4-9]|23[0-9]|255|127)\./.test(packet.own)) desk.owns(packet.own);
    const src = desk.source(event);
    blocked.set(value, { kind: 'host-fact', name: 'firewall-drop', value, src });
  };

  const tell = (host: Host, event: WindowsEvent): void => {
    const { provider, channel, id } = event;
    const { desk, dials } = host;
    if (isBlocked(provider, channel, id)) tellBlocked(host, event);
    else if (isRas(provider, id)) tellRas(desk, event, dials);
    else if (isWfpFailure(provider, id)) tellWfpFailure(desk, event);
    else (negotiationTeller(provider, channel, id) ?? hostTeller(provider, channel, id))?.(desk, event);
  };

  const readingOf = (members: readonly Host[], own: readonly ParseFault[], seen: number): TextReading => {
    const observations = members.flatMap(({ desk, blocked }) => [...desk.observations(), ...blocked.values()]);
    const timed = members.some((host) => host.timed);
    return {
      format,
      observations,
      faults: own,
      records: seen,
      hostName: members.findLast(({ name }) => name !== '')?.name ?? null,
      product: members.some((host) => host.legacy && !host.modern) ? 'Windows (before Vista)' : 'Windows',
      ownAddresses: [...new Set(members.flatMap(({ desk }) => [...desk.own]))],
      timeKind: timed ? (utc ? 'utc' : 'local') : 'none',
      limits: [
        ...members.flatMap(({ desk }) => desk.limits()),
        ...(own.length > 0 && faultsSeen > own.length
          ? [{ what: 'faults', cap: maxFaults, seen: faultsSeen, kept: own.length }]
          : []),
        ...(beyond > 0 && own === faults
          ? [{ what: 'computers', cap: maxHosts, seen: maxHosts + beyond, kept: maxHosts }]
          : []),
      ],
    };
  };

  return {
    event(event) {
      records++;
      const host = hostOf(event);
      if (host === null) return;
      if (event.ns !== null) host.timed = true;
      const provider = event.provider?.toLowerCase() ?? '';
      if (oldSources.has(provider)) host.legacy = true;
      else if (provider.startsWith('microsoft-windows-')) host.modern = true;
      try {
        tell(host, event);
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
      const [first = [], ...rest] = together([...hosts.values()]);
      const reading = readingOf(first, faults, records);
      if (rest.length === 0) return reading;
      return {
        ...reading,
        others: rest.map((members) =>
          readingOf(
            members,
            [],
            members.reduce((sum, host) => sum + host.records, 0),
          ),
        ),
      };
    },
  };
}

/**
 * Two names of one computer: it was renamed, so that the one has no record after the first of the other. Records that go to and fro, and
 * one that meets the address of the other, are of two computers.
 */
function renamed(a: Host, b: Host): boolean {
  if (a.name === '' || b.name === '') return true;
  const apart = a.last < b.first || b.last < a.first;
  const meets = (one: Host, other: Host): boolean => [...one.desk.own].some((address) => other.desk.met.has(address));
  if (meets(a, b) || meets(b, a)) return false;
  return apart || [...a.desk.own].some((address) => b.desk.own.has(address));
}

/** The computers of a log or a collection that tell something, those with most records first; each under all its names. */
function together(hosts: readonly Host[]): Host[][] {
  const telling = hosts.filter(({ desk, blocked }) => desk.size() > 0 || blocked.size > 0);
  if (telling.length === 0) return [[...hosts]];
  const groups: Host[][] = [];
  for (const host of telling) {
    const same = groups.find((group) => group.every((other) => renamed(host, other)));
    if (same === undefined) groups.push([host]);
    else same.push(host);
  }
  const weight = (group: readonly Host[]): number => group.reduce((sum, host) => sum + host.records, 0);
  return groups.sort((a, b) => weight(b) - weight(a) || ((a[0]?.name ?? '') < (b[0]?.name ?? '') ? -1 : 1));
}
