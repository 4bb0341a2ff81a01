import type { AlignInput, ArtifactClock } from './align.ts';
import { type Vantage, buildLedger } from './ledger.ts';
import { labelFor, roleOf } from './owners.ts';
import type { Attempt } from './types.ts';

/**
 * Artifacts with holes. A capture that lacks a message its host sent (and the peer got) or took in, or whose own outgoing ESP
 * has gaps in the sequence, lost records; so did a log that lacks messages its host sent although it shows others of the exchange.
 */
export function contradicted(
  groups: readonly (readonly Attempt[])[],
  inputs: readonly AlignInput[],
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: (address: string) => string | null,
  clocks: ReadonlyMap<string, ArtifactClock>,
): Set<string> {
  const found = new Set<string>();
  for (const group of groups) {
    const ends = {
      initiator: labelFor(group, 'initiator', hostOf, ownerOf),
      responder: labelFor(group, 'responder', hostOf, ownerOf),
    };
    const vantage = (artifact: string): Vantage => ({
      role: roleOf(hostOf.get(artifact) ?? null, ends.initiator, ends.responder),
      covers: () => false,
      showsPackets: false,
      toCommon: (ns) => ns + (clocks.get(artifact)?.offset ?? 0n),
    });
    const rows = buildLedger(group, vantage);
    for (const attempt of group) {
      const role = vantage(attempt.artifact).role;
      if (role === null) continue;
      for (const row of rows) {
        if (row.sightings.some((sighting) => sighting.artifact === attempt.artifact)) continue;
        if (attempt.from === 'wire') {
          const passed =
            row.sender === role
              ? row.seenArriving === 'yes' || row.processed === 'yes'
              : row.processed === 'yes' || row.receivedByLog === 'yes';
          if (passed && within(row.at, attempt.artifact, inputs, clocks)) found.add(attempt.artifact);
        } else if (
          row.sender === role &&
          row.seenLeaving === 'yes' &&
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
    const own = (address: string): boolean => ownerOf(address) === host;
    if (input.wire.flows.some((flow) => own(flow.src) && flow.gaps > 0)) found.add(input.artifact);
    for (const other of inputs) {
      if (other === input || other.wire === null || other.host === null || other.host === host) continue;
      // ESP of this host seen at the other end, and none of it here.
      const foreign = other.wire.flows.filter((flow) => own(flow.src));
      if (
        foreign.some(
          (flow) =>
            input.wire?.flows.every((mine) => mine.spi !== flow.spi) === true &&
            within(flow.first + (clocks.get(other.artifact)?.offset ?? 0n), input.artifact, inputs, clocks),
        )
      )
        found.add(input.artifact);
    }
  }
  return found;
}

const setUp = new Set(['IKE_SA_INIT', 'IKE_AUTH', 'Main Mode', 'Aggressive Mode']);

function within(
  at: bigint | null,
  artifact: string,
  inputs: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
): boolean {
  const wire = inputs.find((input) => input.artifact === artifact)?.wire;
  const clock = clocks.get(artifact);
  if (at === null || wire?.first == null || wire.last === null || clock === undefined) return false;
  return at > wire.first + clock.offset && at < wire.last + clock.offset;
}
