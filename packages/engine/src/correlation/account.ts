import type { TextReading } from '../formats/reader.ts';
import { type AlignInput, type ArtifactClock, align } from './align.ts';
import { translatedOwners } from './both-sides.ts';
import { leavingOut } from './captures-show.ts';
import { contradicted } from './contradictions.ts';
import { withDumpedMessages } from './dumped-messages.ts';
import { finishHosts } from './finish-hosts.ts';
import { assignHosts, type EvidenceArtifact } from './hosts.ts';
import { buildLedger, type Place } from './ledger.ts';
import { attemptsOfLog } from './log-attempts.ts';
import { makeNegotiation } from './negotiations.ts';
import { endsOf, learnOwners, type OwnerOf, roleOf } from './owners.ts';
import { type SharedAddresses, sharedAddresses } from './shared-addresses.ts';
import { compareStart, type LogKnowledge, windowsOf } from './time-line.ts';
import type { Attempt, Host, LedgerRow, Negotiation } from './types.ts';
import { attemptsOfWire } from './wire-attempts.ts';

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
  /** IKE SAs that went well and of which captures hand no message on, by initiator SPI; some may be told of by other artifacts. */
  readonly ordinary: ReadonlyMap<string, { readonly initiator: string; readonly responder: string }>;
  /**
   * The host label that owns an address, directly or behind a NAT found by joining. Where several hosts stand behind the NAT, the port
   * decides; one that nobody was seen to use is nobody's.
   */
  ownerOf: OwnerOf;
  /** Addresses behind which several hosts stand. */
  readonly shared: SharedAddresses;
  readonly limits: readonly {
    readonly what: string;
    readonly cap: number;
    readonly seen: number;
    readonly kept: number;
  }[];
}

const maxNegotiations = 10_000;

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
        own: map.hosts.find((host) => host.label === hostOf.get(artifact.id))?.addresses,
      });
    } else if (artifact.text !== undefined) {
      const label = hostOf.get(artifact.id) ?? `unknown:${artifact.id}`;
      const read = attemptsOfLog(artifact.id, label, artifact.text);
      const { wire } = artifact.text;
      const found = wire === undefined ? read : { ...read, attempts: withDumpedMessages(read.attempts, wire) };
      logs.set(artifact.id, found);
      if (found.attempts.length > 0 || found.loose.length > 0) {
        inputs.push({
          artifact: artifact.id,
          host: hostOf.get(artifact.id) ?? null,
          attempts: cap(found.attempts, limits),
          wire: null,
          dated: found.loose.some((fact) => fact.ns !== null),
          own: map.hosts.find((host) => host.label === hostOf.get(artifact.id))?.addresses,
          ...lacking(artifact.text.timeKind),
        });
      }
    }
  }
  const alignment = align(inputs);
  const { owners, assumed } = learnOwners(map.hosts, alignment.groups, hostOf);
  const windows = windowsOf(inputs, alignment.clocks, logs);
  const told = sharedAddresses(map.hosts, alignment.groups, hostOf, owners, inputs, alignment.clocks, windows);
  const shared = translatedOwners(artifacts, owners, told);
  const ownerOf: OwnerOf = (address, port) => {
    const ports = port == null || port === 0 ? undefined : shared.get(address);
    return (ports === undefined ? owners.get(address) : ports.get(port ?? 0)) ?? null;
  };
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
  const charon = new Set(artifacts.filter(({ format }) => format === 'charon-log').map(({ id }) => id));
  const leftOut = artifacts.flatMap(({ wire }) =>
    wire === undefined || wire.ordinary.size === 0 ? [] : [wire.ordinary],
  );
  const ordinary = leftOut.length === 1 ? leftOut[0] : new Map(leftOut.flatMap((one) => [...one]));
  const begins = new Map(
    [...logs].flatMap(([id, { loose }]) => (loose[0] === undefined ? [] : [[id, loose[0].seq] as const])),
  );
  const ledgers = new Map<readonly Attempt[], readonly LedgerRow[]>();
  const rowsOf = (group: readonly Attempt[]): readonly LedgerRow[] => {
    let rows = ledgers.get(group);
    if (rows === undefined) {
      const { initiator, responder } = endsOf(group, hostOf, ownerOf);
      const placeOf = (artifact: string): Place => ({
        role: roleOf(hostOf.get(artifact) ?? null, initiator, responder),
        toCommon: (ns) => ns + (alignment.clocks.get(artifact)?.offset ?? 0n),
      });
      rows = buildLedger(group, placeOf);
      ledgers.set(group, rows);
    }
    return rows;
  };
  const unreliable = contradicted(alignment.groups, inputs, hostOf, ownerOf, alignment.clocks, rowsOf, charon, begins);
  const silentOf = leavingOut(inputs, windows, alignment.clocks);
  const negotiations: Negotiation[] = [];
  const groups = [...alignment.groups].sort((a, b) => compareStart(a, b, alignment.clocks));
  groups.forEach((group, index) => {
    negotiations.push(
      makeNegotiation(
        `n${index + 1}`,
        group,
        rowsOf(group),
        inputs,
        hostOf,
        ownerOf,
        alignment.clocks,
        windows,
        untimed,
        unreliable,
        verbose,
        silentOf,
      ),
    );
  });
  const hosts = finishHosts(map.hosts, artifacts, hostOf, logs, negotiations, owners, shared, assumed);
  return {
    hosts,
    negotiations,
    clocks: alignment.clocks,
    hostOf,
    artifacts,
    ownerOf,
    shared,
    limits,
    unreliable,
    ordinary: ordinary ?? new Map(),
  };
}

function lacking(kind: TextReading['timeKind']): Pick<AlignInput, 'lacks'> {
  if (kind === 'no-year') return { lacks: 'year' };
  return kind === 'time-only' || kind === 'monotonic' ? { lacks: 'date' } : {};
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
