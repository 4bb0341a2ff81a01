import type { WireFlow } from '../protocol/wire-reading.ts';
import type { AlignInput, ArtifactClock } from './align.ts';
import { setUp } from './ledger.ts';
import { endsOf, roleOf, type OwnerOf } from './owners.ts';
import type { Attempt, LedgerRow, Role, Sighting } from './types.ts';

/**
 * Artifacts with holes. A capture that lacks a message its host sent (and the peer got) or took in, or whose own outgoing ESP
 * has gaps in the sequence, lost records; so did a log that lacks messages its host sent although it shows others of the exchange.
 */
export function contradicted(
  groups: readonly (readonly Attempt[])[],
  inputs: readonly AlignInput[],
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: OwnerOf,
  clocks: ReadonlyMap<string, ArtifactClock>,
  /** The messages of a group, before it is known what which artifact covers. */
  rowsOf: (group: readonly Attempt[]) => readonly LedgerRow[],
  /** Logs of daemons that write each time they ask again. */
  tellsRepeats: ReadonlySet<string>,
  /** Where a log first tells of something that belongs to no negotiation (record number). */
  begins: ReadonlyMap<string, number> = new Map(),
): Set<string> {
  const found = new Set<string>();
  for (const input of inputs)
    if (
      input.wire === null &&
      input.attempts.some(
        (attempt) =>
          (begins.get(input.artifact) ?? Number.POSITIVE_INFINITY) < attempt.firstSeq && lacksItsStart(attempt),
      )
    )
      found.add(input.artifact);
  for (const input of inputs)
    if (
      input.wire === null &&
      (lacksLines(input.attempts) ||
        (tellsRepeats.has(input.artifact) &&
          (skipsIds(input.attempts) ||
            lacksPackets(input.attempts) ||
            input.attempts.some(
              (attempt) => answersUnasked(attempt) || sendsUnmade(attempt) || skipsRepeats(attempt),
            ))))
    )
      found.add(input.artifact);
  for (const input of inputs)
    if ((input.wire !== null || tellsRepeats.has(input.artifact)) && input.attempts.some(skipsTurns))
      found.add(input.artifact);
  const thinned = new Set(inputs.filter(({ wire }) => wire?.thinned === true).map(({ artifact }) => artifact));
  for (const group of groups) {
    const ends = endsOf(group, hostOf, ownerOf);
    const roleAt = (artifact: string): Role | null =>
      roleOf(hostOf.get(artifact) ?? null, ends.initiator, ends.responder);
    const rows = rowsOf(group);
    for (const row of rows) {
      // One message does not leave with one size and come with another: some capture lacks the one before it, and counts wrong.
      const whole = row.sightings.filter(({ from, ikeFragments }) => from === 'wire' && ikeFragments === null);
      if (whole.some(({ bytes }) => bytes !== whole[0]?.bytes)) for (const { artifact } of whole) found.add(artifact);
    }
    for (const attempt of group) {
      const role = roleAt(attempt.artifact);
      if (role === null) continue;
      for (const row of rows) {
        const mine = row.sightings.find((sighting) => sighting.artifact === attempt.artifact);
        if (mine !== undefined) {
          // More copies reached the other end than left here. Of copies in one moment a capture may have taken some for one packet seen twice.
          const there = row.sightings.find(
            (other) => other.from === 'wire' && other !== mine && other.copies > mine.copies && !atOnce(other),
          );
          if (attempt.from === 'wire' && row.sender === role && there !== undefined) {
            const offset = clocks.get(there.artifact)?.offset ?? 0n;
            const moments = [there.ns, there.lastNs].map((ns) => (ns === null ? null : ns + offset));
            if (moments.every((at) => within(at, attempt.artifact, inputs, clocks))) found.add(attempt.artifact);
          }
          if (
            attempt.from === 'log' &&
            row.sender === role &&
            tellsRepeats.has(attempt.artifact) &&
            repeatedElsewhere(row, mine)
          )
            found.add(attempt.artifact);
          continue;
        }
        if (attempt.from === 'wire') {
          if (!setUp.has(row.exchange) && thinned.has(attempt.artifact)) continue;
          const passed =
            row.sender === role
              ? row.seenArriving === 'yes' || row.processed === 'yes'
              : row.processed === 'yes' ||
                row.receivedByLog === 'yes' ||
                (row.kind === 'request' && row.answered === 'yes');
          // What only logs tell of after the set-up may belong to another IKE SA of the same ends, or be some way off in time.
          const sure = setUp.has(row.exchange) || row.seenLeaving === 'yes' || row.seenArriving === 'yes';
          if (passed && sure && within(row.at, attempt.artifact, inputs, clocks)) found.add(attempt.artifact);
        } else if (
          // A request that is only asked for a cookie is not parsed (RFC 7296 2.6).
          // What the other end read this one sent; a log that ends before it, or lost it, tells of neither. A responder need not tell of a refusal.
          (row.sender === role
            ? row.seenLeaving === 'yes' || (row.receivedByLog === 'yes' && role === 'initiator')
            : row.seenArriving === 'yes' && row.answered === 'yes' && row.exchange !== 'IKE_SA_INIT') &&
          setUp.has(row.exchange) &&
          attempt.sightings.some((sighting) => sighting.bytes !== null)
        ) {
          found.add(attempt.artifact);
        }
      }
    }
  }
  for (const input of inputs) {
    const host = input.host;
    if (input.wire === null || host === null) continue;
    const own = (flow: WireFlow): boolean => ownerOf(flow.src, flow.srcPort) === host;
    if (input.wire.flows.some((flow) => own(flow) && flow.gaps > 0)) found.add(input.artifact);
    for (const other of inputs) {
      if (other === input || other.wire === null || other.host === null || other.host === host) continue;
      // More ESP of this host seen at the other end than here.
      const foreign = other.wire.flows.filter((flow) => own(flow));
      const same = (flow: WireFlow): WireFlow | undefined =>
        input.wire?.flows.find((mine) => mine.spi === flow.spi && own(mine));
      if (
        foreign.some(
          (flow) =>
            lacksOf(same(flow), flow) &&
            [flow.first, flow.last].every((at) =>
              within(at + (clocks.get(other.artifact)?.offset ?? 0n), input.artifact, inputs, clocks, slack),
            ),
        )
      )
        found.add(input.artifact);
    }
  }
  return found;
}

/** A flow as it left lacks packets of the same flow as it came. */
function lacksOf(left: WireFlow | undefined, came: WireFlow): boolean {
  const missing = came.packets - came.duplicates - (left?.packets ?? 0);
  if (left === undefined || missing > 1) return missing > 0;
  if (left.prints.length < left.packets * 2) return false;
  const sent = new Set(left.prints.filter((_, i) => i % 2 === 0));
  return came.prints.some((sequence, i) => i % 2 === 0 && !sent.has(sequence));
}

/** A daemon that writes the size of every packet and not of this message: the line about its packet is gone. */
function lacksLines(attempts: readonly Attempt[]): boolean {
  const end = lastMade(attempts);
  const own = attempts
    .flatMap((attempt) => attempt.sightings)
    .filter((sighting) => setUp.has(sighting.exchange) && sighting.ikeFragments === null && sighting !== end);
  return own.some((sighting) => sighting.bytes !== null) && own.some((sighting) => sighting.bytes === null);
}

/** IKE_AUTH of an IKE SA whose IKE_SA_INIT, which came just before it (RFC 7296 1.2), the same log does not tell of. */
function lacksItsStart(attempt: Attempt): boolean {
  const has = (exchange: string): boolean => attempt.sightings.some((sighting) => sighting.exchange === exchange);
  return has('IKE_AUTH') && !has('IKE_SA_INIT');
}

/** strongSwan writes a line of each packet, and one of the message in it: a message without its packet lost a line. */
function lacksPackets(attempts: readonly Attempt[]): boolean {
  const packets = attempts.some((attempt) =>
    attempt.facts.some(({ code }) => code === 'packet.received' || code === 'packet.sent'),
  );
  const end = lastMade(attempts);
  return (
    packets &&
    attempts.some((attempt) =>
      attempt.sightings.some(
        (sighting) =>
          setUp.has(sighting.exchange) && sighting.bytes === null && sighting.ikeFragments === null && sighting !== end,
      ),
    )
  );
}

/** A responder's first packet is one that it gets: a log that tells of what came before its first answer, and not of the packet it answers, lost a line. */
function answersUnasked({ ownRole, facts, sightings }: Attempt): boolean {
  if (ownRole !== 'responder') return false;
  const first = facts
    .filter(({ code }) => code === 'packet.sent' || code === 'packet.received')
    .reduce<Attempt['facts'][number] | null>(
      (least, fact) => (least === null || fact.seq < least.seq ? fact : least),
      null,
    );
  return (
    first?.code === 'packet.sent' &&
    sightings.every(({ seq }) => seq > first.seq) &&
    facts.some(({ seq }) => seq < first.seq)
  );
}

/** What is sent after a message was read was made, or is repeated, and the log tells of that: where it does not, it lost the line. */
function sendsUnmade({ facts }: Attempt): boolean {
  const told = facts.filter(({ code }) => outgoing.has(code)).sort((a, b) => a.seq - b.seq);
  return told.some(
    ({ code, args }, at) =>
      code === 'packet.sent' && args['bytes'] !== undefined && told[at - 1]?.code === 'message.parsed',
  );
}

/** strongSwan counts how often it repeats a message: behind the message itself, a count without the one before it lost a line. */
function skipsRepeats({ facts, sightings }: Attempt): boolean {
  const told = facts.filter(({ code }) => code === 'message.retransmitted').sort((a, b) => a.seq - b.seq);
  return told.some(({ args, seq }, at) => {
    const number = Number(args['number'] ?? 1);
    const before = told.slice(0, at).findLast((other) => other.args['messageId'] === args['messageId']);
    return (
      number > 1 &&
      Number(before?.args['number'] ?? 0) !== number - 1 &&
      sightings.some((own) => own.act === 'sent' && own.seq < seq && own.messageId === args['messageId'])
    );
  });
}

const outgoing: ReadonlySet<string> = new Set([
  'packet.sent',
  'message.parsed',
  'message.generated',
  'message.retransmitted',
  'message.peer-retransmitted',
]);

/** The message with whose making a log ends: the line about its packet would have come next. */
function lastMade(attempts: readonly Attempt[]): Sighting | undefined {
  const told = attempts.flatMap((attempt) => [...attempt.sightings, ...attempt.facts]);
  const last = told.reduce((seq, item) => Math.max(seq, item.seq), -1);
  return attempts
    .flatMap((attempt) => attempt.sightings)
    .find(({ seq, act, copies }) => seq === last && act === 'sent' && copies === 1);
}

/**
 * The initiator goes on only when it has the answer (RFC 2409 5, RFC 7296 2.3): a record of its next message of the set-up without the
 * answer before it is thinned out, whichever end it was taken at.
 */
function skipsTurns(attempt: Attempt): boolean {
  const has = (of: Partial<Sighting>): boolean =>
    attempt.sightings.some((sighting) =>
      Object.entries(of).every(([key, value]) => sighting[key as keyof Sighting] === value),
    );
  return attempt.sightings.some((sighting) => {
    if (sighting.sender !== 'initiator') return false;
    const { exchange, round, messageId } = sighting;
    if (exchange === 'Main Mode' && round > 0)
      return (
        has({ exchange, sender: 'initiator', round: round - 1 }) &&
        !has({ exchange, sender: 'responder', round: round - 1 })
      );
    if (exchange !== 'IKE_AUTH' || sighting.kind !== 'request' || messageId === null || messageId === 0) return false;
    const before = attempt.sightings.some(
      (other) => other.sender === 'initiator' && other.kind === 'request' && other.messageId === messageId - 1,
    );
    return before && !attempt.sightings.some((other) => other.kind === 'response' && other.messageId === messageId - 1);
  });
}

/** strongSwan writes of every message: between two requests of one end none of the message IDs is missing (RFC 7296 2.2). */
function skipsIds(attempts: readonly Attempt[]): boolean {
  return attempts.some((attempt) =>
    (['initiator', 'responder'] as const).some((sender) => {
      const ids = attempt.sightings
        .filter((sighting) => sighting.sender === sender && sighting.kind === 'request' && sighting.messageId !== null)
        .map((sighting) => sighting.messageId ?? 0);
      const sorted = [...new Set(ids)].sort((a, b) => a - b);
      return sorted.some((id, i) => i > 0 && id - (sorted[i - 1] ?? id) > 1);
    }),
  );
}

/** A capture shows it repeated, some time apart, more often than the log of its sender says. */
function repeatedElsewhere(row: LedgerRow, mine: Sighting): boolean {
  // An answer (and any message of IKEv1) is also sent again because the peer asked again, which is not told as a repetition.
  if (row.kind !== 'request') return false;
  return row.sightings.some(
    (other) =>
      other.from === 'wire' &&
      other.copies > mine.copies &&
      other.ns !== null &&
      other.lastNs !== null &&
      other.lastNs - other.ns > 400_000_000n,
  );
}

/** All its copies were seen within some milliseconds: nobody repeats a message as quickly. */
function atOnce({ ns, lastNs }: Sighting): boolean {
  return ns !== null && lastNs !== null && lastNs - ns < 10_000_000n;
}

/** Offsets are known to within some milliseconds. */
const slack = 50_000_000n;

function within(
  at: bigint | null,
  artifact: string,
  inputs: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
  late = 0n,
): boolean {
  const wire = inputs.find((input) => input.artifact === artifact)?.wire;
  const clock = clocks.get(artifact);
  if (at === null || wire?.first == null || wire.last === null || clock === undefined) return false;
  return at > wire.first + clock.offset && at < wire.last + clock.offset + late;
}
