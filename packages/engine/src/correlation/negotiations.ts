import { type PacketKind, shows } from './captures-show.ts';
import { factEntry, type FactEntry } from '../observations/index.ts';
import type { AlignInput, ArtifactClock } from './align.ts';
import { findBreakPoint } from './break-point.ts';
import { type Vantage, applyCoverage } from './ledger.ts';
import { endsOf, roleOf, type OwnerOf } from './owners.ts';
import { endOf, startOf, type Window } from './time-line.ts';
import {
  type Attempt,
  type Child,
  type Fact,
  type LedgerRow,
  type Negotiation,
  type NegotiationView,
  type Role,
  otherRole,
} from './types.ts';

export function makeNegotiation(
  id: string,
  group: readonly Attempt[],
  /** The messages of the group, before it is known what which artifact covers. */
  rawRows: readonly LedgerRow[],
  inputs: readonly AlignInput[],
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: OwnerOf,
  clocks: ReadonlyMap<string, ArtifactClock>,
  windows: ReadonlyMap<string, Window>,
  untimed: ReadonlySet<string>,
  unreliable: ReadonlySet<string>,
  verbose: ReadonlySet<string>,
  /** What captures demonstrably leave out. */
  silentOf: ReadonlyMap<string, ReadonlySet<PacketKind>>,
): Negotiation {
  const { initiator, responder } = endsOf(group, hostOf, ownerOf);
  const spi = group.find((attempt) => attempt.initiatorSpi !== null)?.initiatorSpi ?? null;
  const wireOf = (artifact: string): AlignInput['wire'] =>
    inputs.find((input) => input.artifact === artifact)?.wire ?? null;
  // A capture of so much that it hands nothing of this one on: what is not seen of it there is not known.
  const leavesOut = (artifact: string): boolean => {
    const ordinary = wireOf(artifact)?.ordinary;
    return ordinary !== undefined && ordinary.size > 0 && (spi === null || ordinary.has(spi));
  };
  const without = (artifact: string, kind: PacketKind): boolean => {
    const wire = wireOf(artifact);
    return wire !== null && !shows(wire, kind);
  };
  const vantageOf = (artifact: string): Vantage => {
    const role = roleOf(hostOf.get(artifact) ?? null, initiator, responder);
    const { only, onlySender } = wireOf(artifact) ?? {};
    const window = windows.get(artifact);
    const member = group.find((attempt) => attempt.artifact === artifact);
    return {
      role,
      covers: (at) => {
        // A sighting of the same negotiation anchors the artifact in time; else its window has to hold the moment.
        if (unreliable.has(artifact) || leavesOut(artifact)) return false;
        // A log without times covers the whole life of a daemon whose start it shows.
        if (window === undefined) return untimed.has(artifact);
        if (at === null) return member !== undefined;
        return at >= window.from && at <= window.to;
      },
      showsPackets:
        member === undefined
          ? verbose.has(artifact)
          : member.sightings.some((sighting) => sighting.sources.length > 1 || sighting.bytes !== null) ||
            member.sightings.length === 0,
      toCommon: (ns) => ns + (clocks.get(artifact)?.offset ?? 0n),
      hearsOnlyItself: onlySender !== undefined && roleOf(ownerOf(onlySender), initiator, responder) === role,
      thinned: wireOf(artifact)?.thinned === true,
      ...(only === 'UDP 500' || only === 'UDP 4500' ? { onlyPort: only === 'UDP 500' ? 500 : 4500 } : {}),
      without4500: without(artifact, 'UDP 4500'),
      leavesOutIke: silentOf.get(artifact)?.has('IKE') === true,
      leavesOut4500: silentOf.get(artifact)?.has('UDP 4500') === true,
      withoutIke: inputs.some(
        (input) => input.artifact === artifact && input.wire !== null && input.attempts.length === 0,
      ),
    };
  };
  const covered = applyCoverage(
    rawRows,
    inputs
      .filter((input) => roleOf(input.host, initiator, responder) !== null)
      .map((input) => ({
        artifact: input.artifact,
        from: input.wire === null ? ('log' as const) : ('wire' as const),
        vantage: vantageOf(input.artifact),
      })),
  );
  const facts = group.flatMap((attempt) => {
    const role = attempt.ownRole ?? roleOf(hostOf.get(attempt.artifact) ?? null, initiator, responder);
    return attempt.facts.map((fact) => (fact.role === role ? fact : { ...fact, role }));
  });
  const rows = wentOn(facts) ? covered.map(takenIn) : covered;
  const hasLog = {
    initiator: group.some((attempt) => attempt.from === 'log' && attempt.ownRole === 'initiator'),
    responder: group.some((attempt) => attempt.from === 'log' && attempt.ownRole === 'responder'),
  };
  const version = group.find((attempt) => attempt.version !== null)?.version ?? null;
  const protocol = group.find((attempt) => attempt.protocol !== null)?.protocol ?? (version === 1 ? 'IKEv1' : 'IKEv2');
  const ofChild = group.some((attempt) => attempt.session?.ofChild === true);
  const progress = findBreakPoint(version, rows, toldOf(group, rows, facts), hasLog, ofChild);
  const established =
    progress.ikeEstablished.initiator ||
    progress.breakPoint.phase === 'established' ||
    progress.breakPoint.phase === 'rekey' ||
    (progress.breakPoint.phase === 'child' &&
      (progress.ikeEstablished.responder || progress.breakPoint.manner !== 'silent'));
  const teardown =
    facts.some((fact) => fact.code === 'ike.deleted' && ['operator', 'restart'].includes(String(fact.args['by']))) ||
    facts.some((fact) => fact.code === 'operator.terminate');
  const midway = group.every((attempt) => attempt.midway);
  const silent = progress.breakPoint.manner === 'silent' || progress.breakPoint.manner === 'icmp';
  // Giving up in so many words is the end of an attempt, also where its beginning is out of sight.
  const gaveUp =
    (group.some((attempt) => attempt.pasted === true) ||
      (rows.length === 0 && group.some((attempt) => attempt.atEnd === true))) &&
    facts.some(
      (fact) =>
        fact.code === 'message.gave-up' ||
        // What people paste ends with what they have seen.
        (fact.code === 'message.retransmitted' && group.every((attempt) => attempt.pasted === true)) ||
        fact.code === 'ike.half-open-deleted' ||
        (rows.length === 0 && (fact.code === 'ike.failed' || fact.code.startsWith('host.'))),
    );
  const outcome = established
    ? 'established'
    : progress.breakPoint.phase === 'config' || (midway && silent && !gaveUp)
      ? 'incomplete'
      : silent
        ? 'timed-out'
        : 'failed';
  const endpoint = (role: Role): Attempt['initiator'] =>
    group.find((attempt) => attempt[role] !== null && attempt.from === 'wire')?.[role] ??
    group.find((attempt) => attempt[role] !== null)?.[role] ??
    null;
  return {
    id,
    protocol,
    version,
    initiator,
    responder,
    initiatorEndpoint: endpoint('initiator'),
    responderEndpoint: endpoint('responder'),
    initiatorSpi: spi,
    responderSpi: group.find((attempt) => attempt.responderSpi !== null)?.responderSpi ?? null,
    attempts: group,
    rows,
    facts,
    outcome,
    childOutcome: progress.childEstablished
      ? 'established'
      : progress.breakPoint.phase === 'child'
        ? 'failed'
        : established
          ? 'unknown'
          : 'none',
    breakPoint: progress.breakPoint,
    children: childrenOf(facts),
    views: {
      initiator: viewOf('initiator', initiator, rows, facts, group, hostOf),
      responder: viewOf('responder', responder, rows, facts, group, hostOf),
    },
    start: startOf(group, clocks),
    end: endOf(group, clocks),
    teardown,
    midway,
  };
}

/** The initiator of IKEv2 repeats a request behind IKE_SA_INIT (RFC 7296 2.2): it took the response of that in. */
function wentOn(facts: readonly Fact[]): boolean {
  return facts.some(
    ({ code, role, args }) =>
      code === 'message.retransmitted' &&
      role === 'initiator' &&
      typeof args['messageId'] === 'number' &&
      args['messageId'] > 0,
  );
}

function takenIn(row: LedgerRow): LedgerRow {
  return row.exchange === 'IKE_SA_INIT' && row.kind === 'response' && row.processed === 'unknown'
    ? { ...row, receivedByLog: 'yes', processed: 'yes' }
    : row;
}

/** The facts without those of records that are here for want of another pair (`placed`). */
function unplaced(group: readonly Attempt[], facts: readonly Fact[]): readonly Fact[] {
  const placed = new Set(group.flatMap((attempt) => (attempt.placed === true ? [attempt.artifact] : [])));
  return placed.size === 0 ? facts : facts.filter((fact) => !placed.has(fact.src.artifact));
}

/**
 * The facts that tell how far it came: where a record that names its ends decides, one that does not (`placed`) is not asked; nor beside
 * packets without a log, which may be of another attempt.
 */
function toldOf(group: readonly Attempt[], rows: readonly LedgerRow[], facts: readonly Fact[]): readonly Fact[] {
  const own = unplaced(group, facts);
  if (rows.length > 0 && !group.some((attempt) => attempt.from === 'log' && attempt.placed !== true)) return own;
  const decisive = own.some(({ code }) => {
    const entry: FactEntry = factEntry(code);
    return entry.decides === true || entry.ends !== undefined || code === 'notify.received';
  });
  return decisive ? own : facts;
}

function childrenOf(facts: readonly Fact[]): Child[] {
  const children: { spis: Set<string>; facts: Fact[]; receivers: Record<string, Role> }[] = [];
  for (const fact of facts) {
    if (fact.code !== 'child.established' && fact.code !== 'child.rekeyed' && fact.code !== 'child.closed') continue;
    const spiIn = typeof fact.args['spiIn'] === 'string' ? fact.args['spiIn'] : null;
    const spiOut = typeof fact.args['spiOut'] === 'string' ? fact.args['spiOut'] : null;
    const spis = [spiIn, spiOut].filter((spi): spi is string => spi !== null);
    if (spis.length === 0) continue;
    let child = children.find((known) => spis.some((spi) => known.spis.has(spi)));
    if (child === undefined) {
      child = { spis: new Set(), facts: [], receivers: {} };
      children.push(child);
    }
    for (const spi of spis) child.spis.add(spi);
    child.facts.push(fact);
    if (fact.role !== null) {
      if (spiIn !== null) child.receivers[spiIn] = fact.role;
      if (spiOut !== null) child.receivers[spiOut] = otherRole(fact.role);
    }
  }
  return children.map((child) => ({
    established: true,
    spis: [...child.spis],
    facts: child.facts,
    receivers: child.receivers,
  }));
}

function viewOf(
  role: Role,
  host: string | null,
  rows: readonly LedgerRow[],
  facts: readonly Fact[],
  group: readonly Attempt[],
  hostOf: ReadonlyMap<string, string | null>,
): NegotiationView {
  const sent = rows.filter((row) => row.sender === role).at(-1)?.step ?? null;
  const received =
    rows
      .filter(
        (row) =>
          row.sender !== role && (row.seenArriving === 'yes' || row.receivedByLog === 'yes' || row.processed === 'yes'),
      )
      .at(-1)?.step ?? null;
  const own = facts.filter((fact) => fact.role === role);
  const reason =
    own
      .filter(
        (fact) =>
          fact.code !== 'notify.sent' &&
          (fact.code.startsWith('auth.') ||
            fact.code.startsWith('policy.') ||
            fact.code.startsWith('proposal.none') ||
            fact.code === 'notify.received' ||
            fact.code === 'message.gave-up' ||
            fact.code.startsWith('kernel.')),
      )
      .at(-1) ?? null;
  const state = own.some((fact) => fact.code === 'ike.established')
    ? 'established'
    : own.some((fact) => fact.code === 'message.gave-up')
      ? 'gave-up'
      : own.length > 0
        ? 'not-established'
        : 'unknown';
  const kinds = (from: 'wire' | 'log'): 'full' | 'partial' | 'none' => {
    const mine = group.filter(
      (attempt) =>
        attempt.from === from &&
        (from === 'log' ? attempt.ownRole === role : hostOf.get(attempt.artifact) === host && host !== null),
    );
    return mine.length === 0 ? 'none' : mine.some((attempt) => !attempt.midway) ? 'full' : 'partial';
  };
  return {
    role,
    host,
    state,
    lastSent: sent,
    lastReceived: received,
    reason,
    log: kinds('log'),
    capture: kinds('wire'),
  };
}
