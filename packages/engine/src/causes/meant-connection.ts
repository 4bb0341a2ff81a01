import type { ConnectionConfig, Listing } from '../observations/index.ts';
import { hostConfiguration, notLoaded } from '../policy/compare.ts';
import { orient } from '../policy/orient.ts';
import { peerOf } from './by-statement.ts';
import type { CaseView, End, Evidence } from './api.ts';
import { fromSource } from './api.ts';

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
  if (end.host.connections.some((item) => item.loaded) || view.hostFacts(end.label, 'config.loaded').length > 0)
    return null;
  const empty = daemonLists(view, end).filter((item) => item.entries === 0);
  if (empty.length === 0 || !(empty.some((item) => item.loaded === true) || runs(view, end))) return null;
  const connection = meantFor(view, end);
  if (connection === null) return null;
  return { connection, evidence: empty.slice(0, 2).map((item) => fromSource(item.src, 'statement')) };
}

/** A connection of the host's files, not loaded, that fits the other end by its address and the IKE version spoken. */
function meantFor(view: CaseView, end: End): ConnectionConfig | null {
  const other = view.end(peerOf(view, end.label));
  const files = notLoaded({ ...hostConfiguration(end.label, end.host.state, end.host.addresses), loadedKnown: true });
  return (
    files
      .map((connection) => orient(connection, end.host.addresses))
      .find(
        (connection) =>
          (view.version === null || connection.versions.length === 0 || connection.versions.includes(view.version)) &&
          (connection.remoteAddresses.length === 0 ||
            connection.remoteAddresses.some(
              (address) => address.startsWith('%') || other.host.addresses.includes(address),
            )),
      ) ?? null
  );
}

/** The daemon of this end started and is not known to have stopped, or it took part in the negotiation. */
function runs(view: CaseView, end: End): boolean {
  const spoke =
    view.negotiations.some((negotiation) => negotiation.facts.some((fact) => fact.host === end.label)) ||
    view.rows.some((row) => row.sender === end.role);
  const stopped = view.hostFacts(end.label, 'daemon.stopping', 'daemon.crashed', 'daemon.start-failed').length > 0;
  return spoke || (!stopped && view.hostFacts(end.label, 'daemon.started').length > 0);
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
