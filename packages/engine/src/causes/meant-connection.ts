import type { ConnectionConfig, Listing } from '../observations/index.ts';
import { hostConfiguration, notLoaded } from '../policy/compare.ts';
import { orient } from '../policy/orient.ts';
import { peerOf } from './ends.ts';
import { fromFact, fromSource, type CaseView, type End, type Evidence, type Fact } from './api.ts';

/** A connection that a host's own file holds for its peer while its daemon has no connection at all. */
export interface NothingLoaded {
  readonly connection: ConnectionConfig;
  /** What shows that the daemon has nothing: its listing, or its log from the start on. */
  readonly evidence: readonly Evidence[];
}

/** Listings of connections that the daemon printed; those of files count what they hold. */
export function daemonLists(view: CaseView, end: End): readonly Listing[] {
  return view
    .dump(end.label, 'listing')
    .filter((item) => item.of === 'connections' && (item.loaded ?? item.asked) === true);
}

/** Null unless a file of the host is meant for the other end and the running daemon demonstrably has no connection loaded. */
export function nothingLoaded(view: CaseView, end: End): NothingLoaded | null {
  const evidence = emptyDaemon(view, end);
  const connection = evidence === null ? null : meantFor(view, end);
  return evidence === null || connection === null ? null : { connection, evidence };
}

/**
 * Whether the running daemon has no connection loaded: `sure` where it lists none, or its log tells of none and its file cannot be read;
 * `maybe` where its log, which a level may have kept short, tells of none.
 */
export function noneLoaded(view: CaseView, end: End): 'sure' | 'maybe' | 'no' {
  const evidence = emptyDaemon(view, end);
  if (evidence === null) return 'no';
  const listed = daemonLists(view, end).some(({ entries }) => entries === 0);
  return listed || end.host.faults.length > 0 ? 'sure' : 'maybe';
}

function emptyDaemon(view: CaseView, end: End): readonly Evidence[] | null {
  if (someLoaded(view, end)) return null;
  const started = view.hostFacts(end.label, 'daemon.started').at(-1);
  const empty = daemonLists(view, end).filter((item) => item.entries === 0);
  if (empty.some((item) => item.loaded === true) || (empty.length > 0 && runs(view, end)))
    return empty.slice(0, 2).map((item) => fromSource(item.src, 'statement'));
  return started === undefined || !turnedAway(view, started) ? null : [fromFact(started)];
}

/** The daemon finds nothing for the peer although a file of the host is meant for it; whether anything is loaded is not known. */
export function unusedFile(view: CaseView, end: End): ConnectionConfig | null {
  const turned = view.facts('policy.no-ike-config').some((fact) => fact.host === end.label);
  return turned && !someLoaded(view, end) ? meantFor(view, end) : null;
}

function someLoaded(view: CaseView, end: End): boolean {
  const refused = view.facts('policy.no-ike-config').filter((fact) => fact.host === end.label);
  // What was loaded before the daemon stopped or started anew is gone; what stops it after it turned somebody away is not asked.
  const turns = view.hostFacts(end.label, 'daemon.started', 'daemon.stopping').filter((turn) => {
    const last = refused.filter(({ src }) => src.artifact === turn.src.artifact).at(-1);
    return last === undefined || turn.seq < last.seq;
  });
  const loaded = view
    .hostFacts(end.label, 'config.loaded')
    .some((fact) => !turns.some((turn) => turn.src.artifact === fact.src.artifact && turn.seq > fact.seq));
  return loaded || end.host.connections.some((item) => item.loaded);
}

/** The log goes from the start of the daemon to its finding no connection, without loading one in between. */
function turnedAway(view: CaseView, started: Fact): boolean {
  const { artifact } = started.src;
  return (
    !view.hasHoles(artifact) &&
    view.facts('policy.no-ike-config').some((fact) => fact.src.artifact === artifact && fact.seq > started.seq)
  );
}

/** A connection of the host's files, not loaded, that fits the other end by its address: of several one of the IKE version spoken. */
function meantFor(view: CaseView, end: End): ConnectionConfig | null {
  const other = view.end(peerOf(view, end.label));
  const files = notLoaded({ ...hostConfiguration(end.label, end.host.state, end.host.addresses), loadedKnown: true });
  const meant = files
    .map((connection) => orient(connection, end.host.addresses))
    .filter(
      ({ remoteAddresses }) =>
        remoteAddresses.length === 0 ||
        remoteAddresses.some((address) => address.startsWith('%') || other.host.addresses.includes(address)),
    );
  const ofVersion = meant.find(
    ({ versions }) => view.version === null || versions.length === 0 || versions.includes(view.version),
  );
  return ofVersion ?? meant[0] ?? null;
}

/** The daemon of this end started and is not known to have stopped, or it took part in the negotiation. */
function runs(view: CaseView, end: End): boolean {
  const spoke =
    view.negotiations.some((negotiation) => negotiation.facts.some((fact) => fact.host === end.label)) ||
    view.rows.some((row) => row.sender === end.role);
  const life = view.hostFacts(end.label, 'daemon.started', 'daemon.stopping', 'daemon.crashed', 'daemon.start-failed');
  return spoke || life.at(-1)?.code === 'daemon.started';
}

/** What in a host's files a daemon refuses a connection for: a place that cannot be read, an algorithm or a keyword nobody knows. */
export function refusable(view: CaseView, end: End, connection: ConnectionConfig | undefined): string | null {
  const fault = end.host.faults[0];
  if (fault !== undefined) return fault.reason;
  const proposals = [
    ...(connection?.proposals ?? []),
    ...(connection?.children ?? []).flatMap((child) => child.proposals),
  ];
  const word = proposals.flatMap((proposal) => proposal.unknown ?? [])[0];
  if (word !== undefined) return word;
  return view.dump(end.label, 'host-fact').find((fact) => fact.name === 'unknown-key')?.value ?? null;
}
