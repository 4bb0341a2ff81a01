import type { ConfigObservation, ConnectionConfig, ChildSaState } from '../observations/index.ts';
import { align, type AlignInput, type ArtifactClock } from './align.ts';
import { findBreakPoint } from './break-point.ts';
import { assignHosts, type EvidenceArtifact, type HostDraft } from './hosts.ts';
import { applyCoverage, buildLedger, type Vantage } from './ledger.ts';
import { addressBytes } from '../protocol/address.ts';
import { orientSa } from '../policy/orient.ts';
import { attemptsOfLog } from './log-attempts.ts';
import { attemptsOfWire } from './wire-attempts.ts';
import {
  otherRole,
  type Attempt,
  type Child,
  type Fact,
  type Host,
  type LedgerRow,
  type Negotiation,
  type NegotiationView,
  type Role,
} from './types.ts';

/** One account of what happened, out of all artifacts. */
export interface Account {
  readonly hosts: readonly Host[];
  readonly negotiations: readonly Negotiation[];
  readonly clocks: ReadonlyMap<string, ArtifactClock>;
  /** Host label of an artifact; null: unknown vantage. */
  readonly hostOf: ReadonlyMap<string, string | null>;
  readonly artifacts: readonly EvidenceArtifact[];
  /** Artifacts that lack messages which demonstrably passed their host: what is absent from them proves nothing. */
  readonly unreliable: ReadonlySet<string>;
  /** The host label that owns an address, directly or behind a NAT found by joining. */
  ownerOf(address: string): string | null;
  readonly limits: readonly {
    readonly what: string;
    readonly cap: number;
    readonly seen: number;
    readonly kept: number;
  }[];
}

const maxNegotiations = 10_000;

interface LogKnowledge {
  readonly attempts: readonly Attempt[];
  readonly loose: readonly Fact[];
}

/** Joins everything. Pure: same artifacts, same account. */
export function buildAccount(artifacts: readonly EvidenceArtifact[]): Account {
  const map = assignHosts(artifacts);
  const hostOf = new Map<string, string | null>();
  for (const artifact of artifacts) hostOf.set(artifact.id, map.of.get(artifact.id)?.label ?? null);

  const logs = new Map<string, LogKnowledge>();
  const inputs: AlignInput[] = [];
  const limits: { what: string; cap: number; seen: number; kept: number }[] = [];
  for (const artifact of artifacts) {
    if (artifact.wire !== undefined) {
      const attempts = attemptsOfWire(artifact.wire);
      inputs.push({
        artifact: artifact.id,
        host: hostOf.get(artifact.id) ?? null,
        attempts: cap(attempts, limits),
        wire: artifact.wire,
      });
    } else if (artifact.text !== undefined) {
      const label = hostOf.get(artifact.id) ?? `unknown:${artifact.id}`;
      const found = attemptsOfLog(artifact.id, label, artifact.text);
      logs.set(artifact.id, found);
      if (found.attempts.length > 0 || found.loose.length > 0) {
        inputs.push({
          artifact: artifact.id,
          host: hostOf.get(artifact.id) ?? null,
          attempts: cap(found.attempts, limits),
          wire: null,
        });
      }
    }
  }
  const alignment = align(inputs);
  const owners = learnOwners(map.hosts, alignment.groups, hostOf);
  const ownerOf = (address: string): string | null => owners.get(address) ?? null;

  const windows = windowsOf(inputs, alignment.clocks, logs);
  const untimed = new Set(
    inputs
      .filter(
        (input) =>
          input.wire === null &&
          alignment.clocks.get(input.artifact)?.basis === 'none' &&
          (logs.get(input.artifact)?.loose ?? []).some((fact) => fact.code === 'daemon.started'),
      )
      .map((input) => input.artifact),
  );
  // charon names every packet it takes in at its default level; pluto only at raised levels.
  const verbose = new Set(
    artifacts
      .filter(
        (artifact) =>
          artifact.format === 'charon-log' ||
          artifact.text?.observations.some((item) => item.kind === 'log' && item.code === 'packet.received') === true,
      )
      .map((artifact) => artifact.id),
  );
  const unreliable = contradicted(alignment.groups, inputs, hostOf, ownerOf, alignment.clocks);
  const negotiations: Negotiation[] = [];
  const groups = [...alignment.groups].sort((a, b) => compareStart(a, b, alignment.clocks));
  groups.forEach((group, index) => {
    negotiations.push(
      makeNegotiation(
        `n${index + 1}`,
        group,
        inputs,
        hostOf,
        ownerOf,
        alignment.clocks,
        windows,
        untimed,
        unreliable,
        verbose,
      ),
    );
  });
  const hosts = finishHosts(map.hosts, artifacts, hostOf, logs, negotiations, owners);
  return { hosts, negotiations, clocks: alignment.clocks, hostOf, artifacts, ownerOf, limits, unreliable };
}

function cap(
  attempts: readonly Attempt[],
  limits: { what: string; cap: number; seen: number; kept: number }[],
): readonly Attempt[] {
  if (attempts.length <= maxNegotiations) return attempts;
  limits.push({ what: 'negotiations', cap: maxNegotiations, seen: attempts.length, kept: maxNegotiations });
  // The beginning and the end say most: the oldest failure and the present state.
  const half = maxNegotiations / 2;
  return [...attempts.slice(0, half), ...attempts.slice(-half)];
}

function compareStart(
  a: readonly Attempt[],
  b: readonly Attempt[],
  clocks: ReadonlyMap<string, ArtifactClock>,
): number {
  const x = startOf(a, clocks);
  const y = startOf(b, clocks);
  if (x !== null && y !== null && x !== y) return x < y ? -1 : 1;
  return (a[0]?.firstSeq ?? 0) - (b[0]?.firstSeq ?? 0);
}

function toCommon(artifact: string, ns: bigint | null, clocks: ReadonlyMap<string, ArtifactClock>): bigint | null {
  if (ns === null) return null;
  return ns + (clocks.get(artifact)?.offset ?? 0n);
}

function startOf(group: readonly Attempt[], clocks: ReadonlyMap<string, ArtifactClock>): bigint | null {
  let best: bigint | null = null;
  for (const attempt of group) {
    const at = toCommon(attempt.artifact, attempt.start, clocks);
    if (at !== null && (best === null || at < best)) best = at;
  }
  return best;
}

function endOf(group: readonly Attempt[], clocks: ReadonlyMap<string, ArtifactClock>): bigint | null {
  let best: bigint | null = null;
  for (const attempt of group) {
    const at = toCommon(attempt.artifact, attempt.end, clocks);
    if (at !== null && (best === null || at > best)) best = at;
  }
  return best;
}

/** Who owns which address: what hosts show as their own, then what joined negotiations add (addresses before and after a NAT). */
function learnOwners(
  hosts: readonly HostDraft[],
  groups: readonly (readonly Attempt[])[],
  hostOf: ReadonlyMap<string, string | null>,
): Map<string, string> {
  const owners = new Map<string, string>();
  for (const host of hosts)
    for (const address of host.addresses) if (!owners.has(address)) owners.set(address, host.label);
  // What a host is configured to use as its own, unless another host shows the address as its own.
  for (const host of hosts) {
    for (const artifact of host.artifacts) {
      for (const item of artifact.text?.observations ?? []) {
        if (item.kind !== 'connection' || item.settings['dialect'] === 'libreswan') continue;
        for (const address of item.localAddresses)
          if (addressBytes(address) !== undefined && !owners.has(address)) owners.set(address, host.label);
      }
    }
  }
  for (const group of groups) {
    const label: { initiator: string | null; responder: string | null } = { initiator: null, responder: null };
    for (const attempt of group) {
      const host = hostOf.get(attempt.artifact) ?? null;
      if (host !== null && attempt.ownRole !== null) label[attempt.ownRole] ??= host;
      if (attempt.initiator !== null) label.initiator ??= owners.get(attempt.initiator.address) ?? null;
      if (attempt.responder !== null) label.responder ??= owners.get(attempt.responder.address) ?? null;
    }
    for (const attempt of group) {
      if (attempt.initiator !== null && label.initiator !== null && !owners.has(attempt.initiator.address))
        owners.set(attempt.initiator.address, label.initiator);
      if (attempt.responder !== null && label.responder !== null && !owners.has(attempt.responder.address))
        owners.set(attempt.responder.address, label.responder);
    }
  }
  // A capture taken at a host whose address nobody told: of the two addresses, the one no other host owns.
  for (const group of groups) {
    for (const attempt of group) {
      const host = hostOf.get(attempt.artifact) ?? null;
      if (host === null || attempt.from !== 'wire' || attempt.initiator === null || attempt.responder === null)
        continue;
      if ([...owners.values()].includes(host)) continue;
      const a = owners.get(attempt.initiator.address);
      const b = owners.get(attempt.responder.address);
      if (a === undefined && b !== undefined && b !== host) owners.set(attempt.initiator.address, host);
      else if (b === undefined && a !== undefined && a !== host) owners.set(attempt.responder.address, host);
    }
  }
  return owners;
}

interface Window {
  readonly from: bigint;
  readonly to: bigint;
  readonly anchored: boolean;
}

/** Live windows of artifacts on the common time line: captures by their packets, logs by their lines. */
function windowsOf(
  inputs: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
  logs: ReadonlyMap<string, LogKnowledge>,
): Map<string, Window> {
  const windows = new Map<string, Window>();
  for (const input of inputs) {
    const clock = clocks.get(input.artifact);
    if (clock === undefined || clock.basis === 'none') continue;
    let from: bigint | null = input.wire?.first ?? null;
    let to: bigint | null = input.wire?.last ?? null;
    if (input.wire === null) {
      const times = (logs.get(input.artifact)?.loose ?? [])
        .map((fact) => fact.ns)
        .filter((ns): ns is bigint => ns !== null);
      for (const attempt of input.attempts) {
        if (attempt.start !== null) times.push(attempt.start);
        if (attempt.end !== null) times.push(attempt.end);
      }
      for (const ns of times) {
        if (from === null || ns < from) from = ns;
        if (to === null || ns > to) to = ns;
      }
    }
    if (from !== null && to !== null)
      windows.set(input.artifact, {
        from: from + clock.offset,
        to: to + clock.offset,
        anchored: clock.basis !== 'assumed',
      });
  }
  return windows;
}

/** Role of a host in a negotiation by label. */
function roleOf(host: string | null, initiator: string | null, responder: string | null): Role | null {
  if (host === null) return null;
  if (host === initiator) return 'initiator';
  if (host === responder) return 'responder';
  return null;
}

function labelFor(
  group: readonly Attempt[],
  role: Role,
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: (address: string) => string | null,
): string | null {
  for (const attempt of group) {
    const host = hostOf.get(attempt.artifact) ?? null;
    if (host !== null && attempt.ownRole === role) return host;
  }
  for (const attempt of group) {
    const endpoint = attempt[role];
    if (endpoint === null) continue;
    const owner = ownerOf(endpoint.address);
    if (owner !== null) return owner;
  }
  for (const attempt of group) {
    const endpoint = attempt[role];
    if (endpoint !== null) return endpoint.address;
  }
  return null;
}

/**
 * Artifacts with holes. A capture that lacks a message its host sent (and the peer got) or took in, or whose own outgoing ESP
 * has gaps in the sequence, lost records; so did a log that lacks messages its host sent although it shows others of the exchange.
 */
function contradicted(
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

function makeNegotiation(
  id: string,
  group: readonly Attempt[],
  inputs: readonly AlignInput[],
  hostOf: ReadonlyMap<string, string | null>,
  ownerOf: (address: string) => string | null,
  clocks: ReadonlyMap<string, ArtifactClock>,
  windows: ReadonlyMap<string, Window>,
  untimed: ReadonlySet<string>,
  unreliable: ReadonlySet<string>,
  verbose: ReadonlySet<string>,
): Negotiation {
  const initiator = labelFor(group, 'initiator', hostOf, ownerOf);
  const responder = labelFor(group, 'responder', hostOf, ownerOf);
  const vantageOf = (artifact: string): Vantage => {
    const role = roleOf(hostOf.get(artifact) ?? null, initiator, responder);
    const window = windows.get(artifact);
    const member = group.find((attempt) => attempt.artifact === artifact);
    return {
      role,
      covers: (at) => {
        // A sighting of the same negotiation anchors the artifact in time; else its window has to hold the moment.
        if (unreliable.has(artifact)) return false;
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
    };
  };
  const rawRows = buildLedger(group, vantageOf);
  const rows = applyCoverage(
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
  const hasLog = {
    initiator: group.some((attempt) => attempt.from === 'log' && attempt.ownRole === 'initiator'),
    responder: group.some((attempt) => attempt.from === 'log' && attempt.ownRole === 'responder'),
  };
  const version = group.find((attempt) => attempt.version !== null)?.version ?? null;
  const protocol = group.find((attempt) => attempt.protocol !== null)?.protocol ?? (version === 1 ? 'IKEv1' : 'IKEv2');
  const progress = findBreakPoint(version, rows, facts, hasLog);
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
  const outcome = established
    ? 'established'
    : progress.breakPoint.phase === 'config' || (midway && silent)
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
    initiatorSpi: group.find((attempt) => attempt.initiatorSpi !== null)?.initiatorSpi ?? null,
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

function finishHosts(
  drafts: readonly HostDraft[],
  artifacts: readonly EvidenceArtifact[],
  hostOf: ReadonlyMap<string, string | null>,
  logs: ReadonlyMap<string, LogKnowledge>,
  negotiations: readonly Negotiation[],
  owners: ReadonlyMap<string, string>,
): Host[] {
  const hosts: Host[] = drafts.map((draft) => {
    const own = artifacts.filter((artifact) => hostOf.get(artifact.id) === draft.label);
    const state = own.flatMap((artifact) =>
      (artifact.text?.observations ?? []).filter(
        (item): item is ConfigObservation => item.kind !== 'log' && item.kind !== 'session',
      ),
    );
    const addresses = new Set(draft.addresses);
    for (const [address, owner] of owners) if (owner === draft.label) addresses.add(address);
    return {
      label: draft.label,
      observed: own.length > 0,
      role: 'unknown',
      addresses: [...addresses],
      product: draft.product,
      artifacts: own.map((artifact) => artifact.id),
      connections: state.filter((item): item is ConnectionConfig => item.kind === 'connection'),
      sas: state
        .filter((item): item is ChildSaState => item.kind === 'child-sa')
        .map((item) => orientSa(item, [...addresses])),
      state,
      faults: own.flatMap((artifact) => configurationFaults(artifact)),
      facts: own.flatMap((artifact) => logs.get(artifact.id)?.loose ?? []),
    };
  });
  const known = new Set(hosts.map((host) => host.label));
  for (const negotiation of negotiations) {
    for (const role of ['initiator', 'responder'] as const) {
      const label = negotiation[role];
      if (label === null || known.has(label)) continue;
      known.add(label);
      const endpoint = role === 'initiator' ? negotiation.initiatorEndpoint : negotiation.responderEndpoint;
      hosts.push({
        label,
        observed: false,
        role: 'end',
        addresses: endpoint === null ? [] : [endpoint.address],
        product: null,
        artifacts: [],
        connections: [],
        sas: [],
        state: [],
        faults: [],
        facts: [],
      });
    }
  }
  const ends = new Set(negotiations.flatMap((negotiation) => [negotiation.initiator, negotiation.responder]));
  return hosts.map((host) => (ends.has(host.label) ? { ...host, role: 'end' as const } : host));
}

const configurationFormats = new Set(['swanctl-conf', 'ipsec-conf', 'ipsec-secrets']);

function configurationFaults(artifact: EvidenceArtifact): Host['faults'] {
  if (!configurationFormats.has(artifact.format)) return [];
  return (artifact.text?.faults ?? []).slice(0, 8).map((fault) => ({
    reason: fault.reason,
    src: {
      artifact: artifact.id,
      at: fault.line === null ? [] : [{ line: fault.line }],
      quote: fault.reason,
      time: null,
    },
  }));
}
