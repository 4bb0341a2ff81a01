import type { ConfigObservation, ConnectionConfig, LogSession, RouteState } from '../observations/index.ts';
import type { TextReading } from '../formats/reader.ts';
import type { WireReading } from '../protocol/wire-reading.ts';

/** An artifact as ingest hands it over, as far as correlation needs it. */
export interface EvidenceArtifact {
  readonly id: string;
  readonly path: string;
  readonly format: string;
  /** Host label given by folder or command line. */
  readonly hostHint: string | null;
  /** Its reader was not held against real output. */
  readonly unconfirmed?: boolean;
  readonly text?: TextReading | undefined;
  readonly wire?: WireReading | undefined;
}

/** A host under construction: the artifacts taken at it and the addresses known to be its own. */
export interface HostDraft {
  label: string;
  hinted: boolean;
  addresses: Set<string>;
  /** Addresses known with certainty (own log endpoint, ip addr), as opposed to a capture's guess. */
  artifacts: EvidenceArtifact[];
  names: Set<string>;
  connections: Set<string>;
  product: string | null;
}

/** Host drafts and, per artifact, the host it was taken at (null: unknown vantage or owner). */
export interface HostMap {
  readonly hosts: readonly HostDraft[];
  readonly of: ReadonlyMap<string, HostDraft | null>;
}

const wildcard = new Set(['0.0.0.0', '::', '%any', '%any6', '']);

function sessionsOf(reading: TextReading): LogSession[] {
  return reading.observations.filter((item): item is LogSession => item.kind === 'session');
}

function connectionsOf(reading: TextReading): ConnectionConfig[] {
  return reading.observations.filter((item): item is ConnectionConfig => item.kind === 'connection');
}

function isAddress(text: string): boolean {
  return /^[0-9]{1,3}(\.[0-9]{1,3}){3}$/.test(text) || (text.includes(':') && /^[0-9a-fA-F:.]+$/.test(text));
}

/** Addresses an artifact shows to be those of the host it comes from. */
function ownAddresses(artifact: EvidenceArtifact): string[] {
  const found = new Set<string>();
  for (const address of artifact.text?.ownAddresses ?? []) found.add(address);
  if (artifact.text !== undefined) {
    for (const session of sessionsOf(artifact.text)) if (session.local !== null) found.add(session.local.address);
    for (const item of artifact.text.observations as readonly ConfigObservation[]) {
      if (item.kind === 'address') found.add(item.address);
      else if (item.kind === 'ike-sa' && item.local !== null) found.add(item.local);
      else if (item.kind === 'child-sa' && item.from === 'daemon' && item.local !== null) found.add(item.local);
      else for (const address of kernelAddresses(item)) found.add(address);
    }
  }
  for (const address of artifact.wire?.ownAddresses ?? []) found.add(address);
  return [...found].filter(
    (address) => isAddress(address) && !wildcard.has(address) && address !== '127.0.0.1' && address !== '::1',
  );
}

/**
 * Addresses that a kernel listing shows to be its host's own: local routes, the near end of policy templates, and the end of an
 * SA that its sequence counters belong to (only the sender counts up what it sends, only the receiver what it took in; RFC 4303 2.2).
 */
function kernelAddresses(item: ConfigObservation): readonly string[] {
  if (item.kind === 'route') return item.type === 'local' && isHostRoute(item) ? [item.destination] : [];
  if (item.kind === 'kernel-policy') {
    const { direction, templates } = item;
    if (direction !== 'out' && direction !== 'in') return [];
    const near = direction === 'out' ? item.source : item.destination;
    // Transport mode protects the host's own packets: the selector is its address (RFC 4301 4.1).
    const own = templates.some(({ mode }) => mode === 'transport') && near.from === near.to ? [near.from] : [];
    return [...own, ...templates.map((template) => (direction === 'out' ? template.from : template.to))];
  }
  if (item.kind !== 'child-sa' || item.from !== 'kernel') return [];
  const counted = (name: string): boolean => /[1-9a-f]/.test((item.attributes[name] ?? '').replace(/^0x/, ''));
  const sent = counted('oseq') || counted('oseq-hi');
  const taken = counted('seq') || counted('seq-hi');
  if (sent === taken) return [];
  const address = sent ? item.local : item.remote;
  return address === null ? [] : [address];
}

function isHostRoute(route: RouteState): boolean {
  return route.prefix === (route.destination.includes(':') ? 128 : 32);
}

function isStrong(artifact: EvidenceArtifact): boolean {
  return (
    artifact.text !== undefined &&
    (artifact.format.endsWith('-log') ||
      artifact.format.endsWith('-console') ||
      artifact.format === 'ip-addr' ||
      artifact.format === 'evtx' ||
      artifact.format === 'evt' ||
      artifact.format.startsWith('windows-event-') ||
      // Of what Windows prints, whatever shows own addresses shows them for sure.
      (isWindows(artifact) && artifact.text.ownAddresses.length > 0))
  );
}

function isWindows(artifact: EvidenceArtifact): boolean {
  return artifact.text?.product?.startsWith('Windows') === true;
}

/** The host that is known by the name a text gives. Windows writes names in either case, and with their domain or without it. */
function hostOfName(name: string | null, hosts: readonly HostDraft[]): HostDraft | null {
  if (name === null) return null;
  const wanted = name.toLowerCase();
  const same = (other: string): boolean =>
    other === wanted || other.startsWith(`${wanted}.`) || wanted.startsWith(`${other}.`);
  const exact = hosts.find((host) => host.names.has(name));
  const found = hosts.filter((host) => [...host.names].some((one) => same(one.toLowerCase())));
  return exact ?? (found.length === 1 ? (found[0] ?? null) : null);
}

/**
 * Addresses that two hosts have at once, as every router has 192.168.1.1 and every Docker host 172.17.0.1: two listings of all
 * addresses that are not of one host. A link-local address is one host's alone (RFC 4291 2.5.6), where there is none most of the
 * others have to agree.
 */
function sharedAddresses(artifacts: readonly EvidenceArtifact[]): ReadonlySet<string> {
  // Each is held against each: beyond this many nobody keeps the hosts apart by hand either.
  const listings = artifacts
    .filter(({ format }) => format === 'ip-addr' || format === 'windows-ipconfig')
    .slice(0, 200)
    .map((item) => new Set(ownAddresses(item)));
  const found = new Set<string>();
  listings.forEach((one, i) => {
    for (const other of listings.slice(i + 1)) {
      const both = [...one].filter((address) => other.has(address));
      const local = (set: ReadonlySet<string>): boolean => [...set].some((address) => address.startsWith('fe80:'));
      const same =
        local(one) && local(other)
          ? both.some((address) => address.startsWith('fe80:'))
          : both.length * 2 >= Math.min(one.size, other.size);
      if (!same) for (const address of both) found.add(address);
    }
  });
  return found;
}

/** What one file under a label shows of addresses. */
interface Shown {
  /** `ip addr`: all addresses there are, so that two of one host have some in common. */
  readonly all: boolean;
  readonly own: ReadonlySet<string>;
  readonly peers: ReadonlySet<string>;
}

/**
 * Labels under which the records of both ends lie: two logs or address listings that have no address in common, one of which names an
 * address of the other as its peer, or two listings of all addresses. Such a label names no host; where there is one, folders are not
 * for hosts, and one that holds nothing but captures and dumps is none either.
 */
function labelsOfBothEnds(artifacts: readonly EvidenceArtifact[]): ReadonlySet<string> {
  const byLabel = new Map<string, Shown[]>();
  for (const artifact of artifacts) {
    if (artifact.hostHint === null) continue;
    const list = byLabel.get(artifact.hostHint) ?? [];
    byLabel.set(artifact.hostHint, list);
    if (artifact.text === undefined || !isStrong(artifact)) continue;
    const own = new Set(ownAddresses(artifact));
    const peers = new Set(sessionsOf(artifact.text).flatMap(({ peer }) => (peer === null ? [] : [peer.address])));
    if (own.size > 0 && list.length < 50) list.push({ all: artifact.format === 'ip-addr', own, peers });
  }
  const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((one) => b.has(one));
  const apart = (one: Shown, other: Shown): boolean =>
    !meets(one.own, other.own) && (meets(one.peers, other.own) || (one !== other && one.all && other.all));
  const both = [...byLabel].filter(([, list]) => list.some((one) => list.some((other) => apart(one, other))));
  if (both.length === 0) return new Set();
  return new Set([...both, ...[...byLabel].filter(([, list]) => list.length === 0)].map(([label]) => label));
}

/**
 * Sorts artifacts into hosts. Folder labels win, unless a folder holds the records of both ends or the file is a capture of two places; then
 * addresses the evidence shows as its own; then names shared with a log.
 */
export function assignHosts(artifacts: readonly EvidenceArtifact[]): HostMap {
  const hosts: HostDraft[] = [];
  const of = new Map<string, HostDraft | null>();
  const readable = artifacts.filter((artifact) => artifact.text !== undefined || artifact.wire !== undefined);
  const mixed = labelsOfBothEnds(readable);
  const usable = readable.map((artifact) =>
    artifact.hostHint !== null && (mixed.has(artifact.hostHint) || artifact.wire?.passing === true)
      ? { ...artifact, hostHint: null }
      : artifact,
  );
  const shared = sharedAddresses(usable.filter((artifact) => artifact.hostHint === null));
  const addressesOf = (artifact: EvidenceArtifact): string[] =>
    ownAddresses(artifact).filter((address) => !shared.has(address));

  const add = (host: HostDraft, artifact: EvidenceArtifact): void => {
    host.artifacts.push(artifact);
    of.set(artifact.id, host);
    for (const address of addressesOf(artifact)) {
      // A capture's guess never takes an address that a log or listing shows on another host.
      if (artifact.wire !== undefined && hosts.some((other) => other !== host && other.addresses.has(address)))
        continue;
      host.addresses.add(address);
    }
    if (artifact.text !== undefined) {
      if (artifact.text.hostName !== null) host.names.add(artifact.text.hostName);
      host.product ??= artifact.text.product;
      for (const session of sessionsOf(artifact.text))
        if (session.connection !== null) host.connections.add(session.connection);
      for (const connection of connectionsOf(artifact.text)) host.connections.add(connection.name);
    }
  };
  const fresh = (label: string, hinted: boolean): HostDraft => {
    const known = hosts.find((host) => host.label === label);
    if (known !== undefined) return known;
    const host: HostDraft = {
      label,
      hinted,
      addresses: new Set(),
      artifacts: [],
      names: new Set(),
      connections: new Set(),
      product: null,
    };
    hosts.push(host);
    return host;
  };

  for (const artifact of usable
    .filter((item) => item.hostHint !== null)
    .sort((a, b) => Number(isStrong(b)) - Number(isStrong(a)))) {
    const label = artifact.hostHint ?? '';
    add(hosts.find((host) => host.label === label) ?? fresh(label, true), artifact);
  }
  const rest = usable.filter((item) => item.hostHint === null);
  const strong = rest.filter(isStrong);
  for (const artifact of strong) {
    const own = addressesOf(artifact);
    const name = artifact.text?.hostName ?? null;
    const known =
      hosts.find((host) => own.some((address) => host.addresses.has(address))) ??
      (own.length === 0 || isWindows(artifact) ? hostOfName(name, hosts) : null);
    if (known != null) add(known, artifact);
    else if (own.length > 0 || name !== null) add(fresh(calledBy(own) ?? name ?? '', false), artifact);
  }
  for (const artifact of rest.filter((item) => !of.has(item.id))) {
    const own = addressesOf(artifact);
    const known = hosts.find((host) => own.some((address) => host.addresses.has(address)));
    if (known !== undefined) {
      add(known, artifact);
      continue;
    }
    if (artifact.wire !== undefined) {
      if (own.length > 0) add(fresh(calledBy(own) ?? '', false), artifact);
      else of.set(artifact.id, null);
      continue;
    }
    const named = isWindows(artifact) ? (artifact.text?.hostName ?? null) : null;
    if (named !== null) {
      add(hostOfName(named, hosts) ?? fresh(named, false), artifact);
      continue;
    }
    const sameDaemon = hostOfChildren(artifact, hosts) ?? hostOfDaemon(artifact, hosts);
    if (sameDaemon !== null) {
      add(sameDaemon, artifact);
      continue;
    }
    const byConfig =
      hostOfConfiguration(artifact, hosts) ?? hostOfWords(artifact, rest, hosts) ?? hostOfRules(artifact, hosts);
    if (byConfig !== null) {
      add(byConfig, artifact);
      continue;
    }
    const local = connectionsOf(artifact.text as TextReading).flatMap((connection) =>
      connection.localAddresses.filter((address) => isAddress(address) && !wildcard.has(address)),
    );
    const first = local[0];
    if (first !== undefined) {
      const host = fresh(first, false);
      for (const address of local) host.addresses.add(address);
      add(host, artifact);
    } else of.set(artifact.id, null);
  }
  // What is still homeless belongs to the only host there is, or makes a host of its own when there is none.
  const homeless = rest.filter((item) => {
    if (of.get(item.id) != null || item.wire !== undefined) return false;
    const namer = hostOfCertificate(item, hosts) ?? (isWindows(item) ? onlyWindows(hosts) : null);
    if (namer !== null) add(namer, item);
    return namer === null;
  });
  const [only] = hosts;
  if (hosts.length === 1 && only !== undefined && !only.hinted) for (const artifact of homeless) add(only, artifact);
  else if (hosts.length === 0 && homeless.length > 0) {
    const host = fresh('local', false);
    for (const artifact of homeless) add(host, artifact);
  } else {
    // What it says stopped a host is said of some host, whichever: it gets one of its own.
    const telling = homeless.filter(tellsOfItsHost);
    // Two logs of one kind may be of two hosts.
    if (telling.length > 0 && new Set(telling.map(({ format }) => format)).size === telling.length) {
      const host = fresh('local', false);
      for (const artifact of telling) add(host, artifact);
    }
  }
  return { hosts, of };
}

/** The address by which others know a host: one of its link stands for nothing elsewhere (RFC 4291 section 2.5.6). */
function calledBy(addresses: readonly string[]): string | undefined {
  return addresses.find((address) => !address.startsWith('fe80:')) ?? addresses[0];
}

/** What a command of Windows printed belongs to the one host that runs Windows. */
function onlyWindows(hosts: readonly HostDraft[]): HostDraft | null {
  const found = hosts.filter((host) => host.product?.startsWith('Windows') === true);
  return found.length === 1 ? (found[0] ?? null) : null;
}

const aboutItsHost = new Set<string>([
  'config.rejected',
  'config.algorithm-unknown',
  'daemon.start-failed',
  'daemon.bind-failed',
  'daemon.not-running',
  'daemon.needed-and-down',
  'driver.mode',
  'policy.apply-failed',
  'policy.invalid',
  'policy.directory-unreachable',
  'host.name-unresolved',
]);

/** A daemon's own words about what keeps it from working at all. */
export function stopsItsHost(code: string): boolean {
  return aboutItsHost.has(code);
}

function tellsOfItsHost(artifact: EvidenceArtifact): boolean {
  return artifact.text?.observations.some((item) => item.kind === 'log' && aboutItsHost.has(item.code)) === true;
}

/**
 * The host whose configuration has what a log or the output of a load command speaks of: the name it looked up in vain, the
 * connections it loaded or refused. Connections of the same name at both ends tell nothing.
 */
function hostOfWords(
  artifact: EvidenceArtifact,
  all: readonly EvidenceArtifact[],
  hosts: readonly HostDraft[],
): HostDraft | null {
  const events = (artifact.text?.observations ?? []).filter((item) => item.kind === 'log');
  const said = (code: string, name: string): ReadonlySet<unknown> =>
    new Set(events.flatMap((item) => (item.code === code ? [item.args[name]] : [])));
  const looked = said('host.name-unresolved', 'name');
  const loaded = new Set([...said('config.loaded', 'connection'), ...said('config.rejected', 'connection')]);
  const fits = (test: (connection: ConnectionConfig) => boolean): HostDraft | null => {
    const holding = all.filter((other) => other.text !== undefined && connectionsOf(other.text).some(test));
    const homes = new Set(
      holding.map((other) => hosts.find((host) => host.artifacts.includes(other)) ?? hostOfConfiguration(other, hosts)),
    );
    const [home] = homes;
    return homes.size === 1 ? (home ?? null) : null;
  };
  return (
    fits((connection) => connection.remoteAddresses.some((address) => looked.has(address))) ??
    fits((connection) => loaded.has(connection.name))
  );
}

/** The host whose logs or addresses fit a configuration: a local address it owns, else a connection name its log uses. */
function hostOfConfiguration(artifact: EvidenceArtifact, hosts: readonly HostDraft[]): HostDraft | null {
  const reading = artifact.text;
  if (reading === undefined) return null;
  const connections = connectionsOf(reading);
  const local = connections.flatMap((connection) => connection.localAddresses);
  const byAddress = hosts.filter((host) => local.some((address) => host.addresses.has(address)));
  if (byAddress.length === 1 && byAddress[0] !== undefined) return byAddress[0];
  const byName = hosts.filter((host) => connections.some((connection) => host.connections.has(connection.name)));
  if (byName.length === 1 && byName[0] !== undefined) return byName[0];
  const remote = connections.flatMap((connection) => connection.remoteAddresses);
  const byPeer = hosts.filter((host) => !remote.some((address) => host.addresses.has(address)));
  const peerKnown = hosts.some((host) => remote.some((address) => host.addresses.has(address)));
  return peerKnown && byPeer.length === 1 ? (byPeer[0] ?? null) : null;
}

/**
 * The host whose packet filter these rules are: what they translate to, take in or send out has one of its addresses. Rules about what a
 * host forwards may name anybody.
 */
function hostOfRules(artifact: EvidenceArtifact, hosts: readonly HostDraft[]): HostDraft | null {
  const own = new Set<string>();
  for (const item of artifact.text?.observations ?? []) {
    if (item.kind !== 'filter-rule') continue;
    if (item.effect === 'translate')
      for (const word of item.text.slice(0, 500).split(' ')) if (isAddress(word)) own.add(word);
    const end = item.hook === 'input' ? item.destination : item.hook === 'output' ? item.source : null;
    if (end !== null && !end.not) for (const address of end.list) own.add(address);
  }
  const found = hosts.filter((host) => [...own].some((address) => host.addresses.has(address)));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The host whose connection names this file as the certificate it proves itself with. */
function hostOfCertificate(artifact: EvidenceArtifact, hosts: readonly HostDraft[]): HostDraft | null {
  const files = new Set(
    (artifact.text?.observations ?? []).flatMap((item) =>
      item.kind === 'certificate' && item.file !== null ? [item.file] : [],
    ),
  );
  if (files.size === 0) return null;
  const names = (connection: ConnectionConfig): boolean =>
    connection.local.some((round) =>
      round.certificates.some((path) => files.has(path.slice(path.lastIndexOf('/') + 1))),
    );
  const found = hosts.filter((host) =>
    host.artifacts.some((other) => other.text !== undefined && connectionsOf(other.text).some(names)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** SPIs this end chose for its inbound SAs, as a log tells them. */
function inboundSpis(artifact: EvidenceArtifact): readonly string[] {
  const events = (artifact.text?.observations ?? []).filter((item) => item.kind === 'log');
  return events.flatMap((item) => (typeof item.args['spiIn'] === 'string' ? [item.args['spiIn']] : []));
}

/** The host of which another log tells the same SAs from the same side: an inbound SPI is its receiver's own choice (RFC 4301 4.1). */
function hostOfChildren(artifact: EvidenceArtifact, hosts: readonly HostDraft[]): HostDraft | null {
  const own = new Set(inboundSpis(artifact));
  if (own.size === 0) return null;
  const found = hosts.filter((host) => host.artifacts.some((other) => inboundSpis(other).some((spi) => own.has(spi))));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** A console or log without addresses belongs to the one host whose daemon of the same kind uses its connection names; never to the peer it talks to. */
function hostOfDaemon(artifact: EvidenceArtifact, hosts: readonly HostDraft[]): HostDraft | null {
  if (artifact.text === undefined || !isStrong(artifact)) return null;
  const sessions = sessionsOf(artifact.text);
  const names = new Set(sessions.map((session) => session.connection));
  const peers = new Set(sessions.map((session) => session.peer?.address));
  const kind = artifact.format.split('-')[0] ?? '';
  const found = hosts.filter(
    (host) =>
      host.artifacts.some((other) => other.format.startsWith(`${kind}-`)) &&
      ![...host.addresses].some((address) => peers.has(address)) &&
      [...host.connections].some((name) => names.has(name)),
  );
  return found.length === 1 ? (found[0] ?? null) : null;
}
