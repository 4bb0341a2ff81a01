import type { Source, Step } from '../observations/index.ts';
import type { WireReading } from '../protocol/wire-reading.ts';
import { firstExchanges } from './steps.ts';
import { otherRole, type Attempt, type Role, type Sighting } from './types.ts';
import { attemptsOfWire } from './wire-attempts.ts';

/**
 * Folds the messages a log holds byte for byte into the attempts its lines tell of. They are what the daemon handed over and took in,
 * and no capture: nothing is known of the interface by them. So they stay sightings of the log, with the size and the payloads of the
 * message itself; their packet numbers are lines.
 */
export function withDumpedMessages(attempts: readonly Attempt[], wire: WireReading): Attempt[] {
  const folded = [...attempts];
  for (const dumped of attemptsOfWire(wire)) {
    const at = folded.findIndex(
      (attempt) =>
        attempt.initiatorSpi === dumped.initiatorSpi &&
        (attempt.version === null || dumped.version === null || attempt.version === dumped.version),
    );
    const known = folded[at];
    const role = known?.ownRole ?? ownRoleOf(dumped, wire);
    if (role === null) continue;
    const sightings = dumped.sightings.map((sighting) => asLog(sighting, role));
    if (known === undefined) {
      folded.push({
        ...dumped,
        key: `${dumped.artifact}/dump/${dumped.initiatorSpi ?? ''}/${dumped.firstSeq}`,
        from: 'log',
        ownRole: role,
        sightings,
        start: present(dumped.start),
        end: present(dumped.end),
      });
      continue;
    }
    const merged = merge(known.sightings, sightings);
    folded[at] = {
      ...known,
      version: known.version ?? dumped.version,
      protocol: known.protocol ?? dumped.protocol,
      initiator: known.initiator ?? dumped.initiator,
      responder: known.responder ?? dumped.responder,
      responderSpi: known.responderSpi ?? dumped.responderSpi,
      sightings: merged,
      midway: !firstExchanges.has(merged[0]?.exchange ?? ''),
    };
  }
  return folded;
}

/** Who this host is, by the way its first dumped message went. */
function ownRoleOf(dumped: Attempt, wire: WireReading): Role | null {
  const first = wire.ike.find((ike) => ike.message.initiatorSpi === dumped.initiatorSpi);
  const sender = dumped.sightings[0]?.sender;
  if (first === undefined || sender === undefined || first.direction === null) return null;
  return first.direction === 'out' ? sender : otherRole(sender);
}

/** A log without times has none for its dumps either. */
function present(ns: bigint | null): bigint | null {
  return ns === 0n ? null : ns;
}

function asLog(sighting: Sighting, role: Role): Sighting {
  return {
    ...sighting,
    from: 'log',
    act: sighting.sender === role ? 'sent' : 'received',
    sources: sighting.sources.map(atLines),
    ns: present(sighting.ns),
    lastNs: present(sighting.lastNs),
  };
}

function atLines(source: Source): Source {
  return {
    ...source,
    at: source.at.map((step): Step => ('packet' in step ? { line: step.packet } : step)),
    time: null,
  };
}

const turns = new Set(['Main Mode', 'Aggressive Mode']);

function merge(told: readonly Sighting[], dumped: readonly Sighting[]): Sighting[] {
  const all = [...told];
  for (const dump of dumped) {
    const at = all.findIndex(
      (one) =>
        one.exchange === dump.exchange &&
        one.sender === dump.sender &&
        one.kind === dump.kind &&
        one.round === dump.round &&
        (turns.has(one.exchange) || one.messageId === dump.messageId),
    );
    const one = all[at];
    if (one === undefined) {
      all.push(dump);
      continue;
    }
    all[at] = {
      ...one,
      bytes: dump.bytes,
      encrypted: one.encrypted ?? dump.encrypted,
      payloads: dump.encrypted === true ? one.payloads : dump.payloads,
      notifies: one.notifies.length > 0 ? one.notifies : dump.notifies,
      sources: [...one.sources, ...dump.sources].slice(0, 64),
      copies: Math.max(one.copies, dump.copies),
      srcPort: one.srcPort ?? dump.srcPort,
      dstPort: one.dstPort ?? dump.dstPort,
    };
  }
  return all.sort((a, b) => a.seq - b.seq);
}
