import type { CaseView, ConfigDifference, End, Evidence } from '../causes/api.ts';
import type { ConfigObservation, ConnectionConfig, FactCode, Source } from '../observations/index.ts';
import type { Account } from './account.ts';
import { hostByLabel, negotiationsWith } from './account-index.ts';
import { effectiveConnections } from '../policy/compare.ts';
import { innerOf } from './inner.ts';
import { servicesOfHosts } from './services.ts';
import { hearsOnlyItself, isOneSided, showsNone } from './captures-show.ts';
import { shownConnection } from './opened.ts';
import { compareEnds, configurationOf } from './compare-ends.ts';
import { lifeSigns } from './life-signs.ts';
import type { IncidentDraft } from './incidents.ts';
import {
  otherRole,
  type BreakPoint,
  type Fact,
  type Host,
  type LedgerRow,
  type Negotiation,
  type Role,
  type Tri,
} from './types.ts';
import type { Sas } from './sas.ts';
import { isoTime } from './wire-attempts.ts';
import { behindOf, clearOf } from './clear-views.ts';
import { crowdOf } from './crowd.ts';
import { icmpOf, withIcmp } from './icmp-views.ts';
import { natOf } from './nat-view.ts';
import { fanOutOf } from './fan-out.ts';
import { captureClock, settleTime, skewOf, timesOf } from './fact-times.ts';

const nothing: BreakPoint = {
  phase: 'config',
  manner: 'none',
  lastCommonStep: null,
  nextExpected: null,
  waitingFor: null,
  failedSender: null,
  decidedBy: 'unknown',
  notify: null,
  notifyEncrypted: null,
};

/** Protected packets pass without any word of a negotiation: the SAs stood before the evidence begins. */
const standing: BreakPoint = { ...nothing, phase: 'established' };

const emptyHost = (label: string): Host => ({
  label,
  observed: false,
  role: 'end',
  addresses: [],
  assumedAddresses: [],
  product: null,
  artifacts: [],
  connections: [],
  sas: [],
  state: [],
  faults: [],
  facts: [],
});

const knownBases = new WeakMap<Account, ReadonlySet<string>>();

/** Whether an artifact is of a format whose reader was held against real output. */
function confirmedIn(account: Account, artifact: string): boolean {
  let unconfirmed = knownBases.get(account);
  if (unconfirmed === undefined) {
    unconfirmed = new Set(account.artifacts.filter((one) => one.unconfirmed === true).map(({ id }) => id));
    knownBases.set(account, unconfirmed);
  }
  return !unconfirmed.has(artifact);
}

/** Makes the view causes judge: one incident, both ends, everything joined. */
export function makeCaseView(account: Account, incident: IncidentDraft, sas: Sas): CaseView {
  const main = pickMain(incident.negotiations);
  const reached = main?.breakPoint ?? nothing;
  const breakPoint = incident.working && reached.phase === 'config' ? standing : reached;
  const labels = rolesOf(main, incident, account);
  const initiatorHost = shownBy(
    'initiator',
    hostByLabel(account, labels.initiator) ?? emptyHost(labels.initiator),
    main,
  );
  const responderHost = shownBy(
    'responder',
    hostByLabel(account, labels.responder) ?? emptyHost(labels.responder),
    main,
  );
  const initiator = makeEnd('initiator', initiatorHost, responderHost, incident.negotiations, account);
  const responder = makeEnd('responder', responderHost, initiatorHost, incident.negotiations, account);
  const pairSas = sas.between(labels.initiator, labels.responder);
  const moments = new Map<Fact, bigint | null>();
  const facts = incident.negotiations.flatMap((negotiation) =>
    negotiation.facts.map((fact) => {
      const settled = settleTime(account, fact, negotiation.start);
      moments.set(settled, negotiation.start);
      return settled;
    }),
  );
  const byCode = new Map<FactCode, Fact[]>();
  for (const fact of facts) {
    const known = byCode.get(fact.code);
    if (known === undefined) byCode.set(fact.code, [fact]);
    else known.push(fact);
  }
  const icmp = icmpOf(account, labels);
  const clear = clearOf(account, [initiatorHost, responderHost]);
  const signs = {
    initiator: lifeSigns('initiator', incident.negotiations, pairSas, icmp, clear, initiatorHost, account),
    responder: lifeSigns('responder', incident.negotiations, pairSas, icmp, clear, responderHost, account),
  };
  const tri = (evidence: readonly Evidence[]): Tri => (evidence.length > 0 ? 'yes' : 'unknown');
  const ends: Record<string, End> = { [initiator.label]: initiator, [responder.label]: responder };
  const opened = incident.negotiations.flatMap((negotiation) =>
    negotiation.attempts.flatMap((attempt) => attempt.opened ?? []),
  );
  const foreignState = new Map<string, boolean>();
  const foreign = (label: string): boolean => {
    const end = ends[label];
    let known = foreignState.get(label);
    if (known === undefined) {
      known = end !== undefined && main !== null && isForeign(main, end.role, end.host, account);
      foreignState.set(label, known);
    }
    return known;
  };
  let differences: readonly ConfigDifference[] | null | undefined;
  let others: readonly Host[] | undefined;
  return {
    incident: incident.id,
    initiator,
    responder,
    version: main?.version ?? null,
    negotiations: incident.negotiations,
    main,
    breakPoint: withIcmp(breakPoint, icmp, responderHost, main?.rows ?? []),
    rows: main?.rows ?? [],
    facts: (...codes) =>
      codes.length === 1 ? (byCode.get(codes[0] as FactCode) ?? []) : facts.filter((fact) => codes.includes(fact.code)),
    hostFacts: (host, ...codes) => {
      const found = hostByLabel(account, host);
      return [
        ...(found?.facts ?? []).filter((fact) => codes.includes(fact.code)),
        ...facts.filter((fact) => fact.host === host && codes.includes(fact.code)),
      ];
    },
    stood: (...codes) => stoodBefore(account, main).filter((fact) => codes.includes(fact.code)),
    get differences() {
      if (differences === undefined) differences = compareEnds(initiator, responder, opened);
      return differences;
    },
    opened,
    inner: innerOf(account, new Set([labels.initiator, labels.responder])),
    services: servicesOfHosts(account, new Set([labels.initiator, labels.responder])),
    sas: pairSas,
    icmp,
    nat: natOf(main, facts, account),
    incomplete: incompleteOf(account, labels),
    unresolved: unresolvedOf(account, [initiatorHost, responderHost]),
    alive: { initiator: tri(signs.initiator), responder: tri(signs.responder) },
    lifeSigns: signs,
    clear,
    behind: (host) => behindOf(account, host, [initiatorHost.label, responderHost.label]),
    crowd: crowdOf(account, labels.responder),
    fanOut: (host) => fanOutOf(account, host),
    clockSkew: (host) => skewOf(account, host, host === labels.initiator ? labels.responder : labels.initiator),
    clocksAgree:
      captureClock(account, labels.initiator) !== null &&
      captureClock(account, labels.responder) !== null &&
      skewOf(account, labels.initiator, labels.responder) === null,
    confirmed: (artifact) => confirmedIn(account, artifact),
    hearsOnlyItself: (host) => hearsOnlyItself(account, host),
    isOneSided: (host) => isOneSided(account, host),
    showsNone: (host, kind) => showsNone(account, host, kind),
    hasHoles: (artifact) => account.unreliable.has(artifact),
    timesOf: (fact) => timesOf(account, fact, moments.get(fact) ?? null),
    dump: (host, kind) => {
      const found = hostByLabel(account, host);
      if (kind === 'connection' && found !== undefined)
        return effective(found) as readonly Extract<ConfigObservation, { kind: typeof kind }>[];
      if (kind !== 'address' && foreign(host)) return [];
      return (found?.state ?? []).filter(
        (item): item is Extract<ConfigObservation, { kind: typeof kind }> => item.kind === kind,
      );
    },
    end: (host) => ends[host] ?? initiator,
    get others() {
      others ??= account.hosts.filter((host) => ends[host.label] === undefined);
      return others;
    },
  };
}

/** Facts of negotiations of the same two hosts that stood before this one began, whoever asked. */
function stoodBefore(account: Account, main: Negotiation | null): readonly Fact[] {
  if (main === null || main.start === null) return [];
  const { start, initiator, responder } = main;
  const known = initiator ?? responder;
  const near = known === null ? account.negotiations : negotiationsWith(account, known);
  return near
    .filter(
      (other) =>
        other.outcome === 'established' &&
        other.start !== null &&
        other.start < start &&
        ((other.initiator === initiator && other.responder === responder) ||
          (other.initiator === responder && other.responder === initiator)),
    )
    .slice(-16)
    .flatMap(({ facts }) => facts);
}

/**
 * Whether the state that was collected of a host is not of this negotiation: the host's own records of it use an address that its list of
 * addresses does not have. The log of another host was put beside it, or the host had another address then.
 */
function isForeign(main: Negotiation, role: Role, host: Host, account: Account): boolean {
  const listed = new Set(host.state.flatMap((item) => (item.kind === 'address' ? [item.address] : [])));
  const used = main.attempts.flatMap((attempt) =>
    account.hostOf.get(attempt.artifact) === host.label ? [attempt[role]?.address ?? ''] : [],
  );
  const known = used.filter((address) => address !== '' && address !== '0.0.0.0' && address !== '::');
  return listed.size > 0 && known.length > 0 && !known.some((address) => listed.has(address));
}

/** A host of which no configuration is at hand has the one that its opened messages show. */
function shownBy(role: Role, host: Host, main: Negotiation | null): Host {
  if (main === null || host.connections.length > 0) return host;
  const opened = main.attempts.flatMap((attempt) => attempt.opened ?? []);
  if (opened.length === 0) return host;
  const ends = { initiator: main.initiatorEndpoint, responder: main.responderEndpoint };
  const shown = shownConnection(opened, role, main.version, ends[role], ends[otherRole(role)]);
  return shown === null ? host : { ...host, connections: [shown] };
}

/**
 * The negotiation that is judged: the one that most sources tell of, the last of equal ones. A source that stood live and did not see
 * the last message is one as well.
 */
function pickMain(negotiations: readonly Negotiation[]): Negotiation | null {
  let best: Negotiation | null = null;
  let bestScore = -1;
  for (const negotiation of negotiations) {
    const artifacts = new Set(negotiation.attempts.map((attempt) => attempt.artifact)).size;
    const score =
      (artifacts + absences(negotiation.rows.at(-1))) * 4 +
      (negotiation.midway ? 0 : 2) +
      (negotiation.facts.length > 0 ? 1 : 0);
    if (score >= bestScore) {
      bestScore = score;
      best = negotiation;
    }
  }
  return best;
}

/** Places where a message provably was not. */
function absences(row: LedgerRow | undefined): number {
  if (row === undefined) return 0;
  return [row.sentByLog, row.seenLeaving, row.seenArriving, row.receivedByLog].filter((value) => value === 'no').length;
}

function rolesOf(
  main: Negotiation | null,
  incident: IncidentDraft,
  account: Account,
): { initiator: string; responder: string } {
  if (main !== null) {
    const other = (label: string | null): string => incident.hosts.find((host) => host !== label) ?? 'peer';
    return { initiator: main.initiator ?? other(main.responder), responder: main.responder ?? other(main.initiator) };
  }
  // Nobody started: the host somebody asked to connect is the initiator.
  const asked = account.hosts.find(
    (host) => incident.hosts.includes(host.label) && host.facts.some((fact) => fact.code === 'operator.initiate'),
  );
  if (asked !== undefined && asked.label === incident.hosts[1])
    return { initiator: incident.hosts[1], responder: incident.hosts[0] };
  return { initiator: incident.hosts[0], responder: incident.hosts[1] };
}

function makeEnd(role: Role, host: Host, other: Host, negotiations: readonly Negotiation[], account: Account): End {
  const hasLog =
    negotiations.some((negotiation) => negotiation.views[role].log !== 'none') ||
    account.artifacts.some(
      (artifact) =>
        artifact.text !== undefined &&
        account.hostOf.get(artifact.id) === host.label &&
        (artifact.format.endsWith('-log') || artifact.format.endsWith('-console')),
    );
  const hasCapture = account.artifacts.some(
    (artifact) =>
      artifact.wire !== undefined && account.hostOf.get(artifact.id) === host.label && artifact.wire.packets > 0,
  );
  const connections = connectionsFor(host, other, negotiations, role);
  return { role, label: host.label, host, hasLog, hasCapture, hasConfiguration: connections.length > 0, connections };
}

/** Connections of a host that can be meant for the other end: by name in the log, else by remote address, else any. */
/** Connections in effect on a host: turned so that local is this host, the loaded ones before their files. */
function effective(host: Host): readonly ConnectionConfig[] {
  return effectiveConnections(configurationOf({ host }));
}

function connectionsFor(host: Host, other: Host, negotiations: readonly Negotiation[], role: Role): ConnectionConfig[] {
  const own = effective(host);
  const names = new Set(
    negotiations.flatMap((negotiation) =>
      negotiation.attempts
        .filter((attempt) => attempt.from === 'log' && attempt.ownRole === role)
        .map((attempt) => attempt.connection),
    ),
  );
  const named = own.filter((connection) => names.has(connection.name));
  const fits = own.filter(
    (connection) =>
      connection.remoteAddresses.length === 0 ||
      connection.remoteAddresses.some(
        (address) =>
          address.startsWith('%') || address === '0.0.0.0/0' || address === '::/0' || other.addresses.includes(address),
      ),
  );
  const remoteOf = new Set(
    negotiations.map(
      (negotiation) =>
        (role === 'initiator' ? negotiation.responderEndpoint : negotiation.initiatorEndpoint)?.address ?? '',
    ),
  );
  const exact = own.filter((connection) => connection.remoteAddresses.some((address) => remoteOf.has(address)));
  const chosen = named.length > 0 ? named : exact.length > 0 ? exact : fits;
  return chosen.length > 0 ? [...chosen] : [...own].filter(() => own.length === 1);
}

function incompleteOf(account: Account, labels: { initiator: string; responder: string }): CaseView['incomplete'] {
  const pair = new Set([labels.initiator, labels.responder]);
  const found: { from: string; to: string; artifact: string; source: Source; count: number; ike: boolean }[] = [];
  for (const artifact of account.artifacts) {
    for (const item of artifact.wire?.incomplete ?? []) {
      const from = account.ownerOf(item.src, item.srcPort) ?? item.src;
      const to = account.ownerOf(item.dst, item.dstPort) ?? item.dst;
      if (!pair.has(from) || !pair.has(to)) continue;
      const ports = [item.srcPort, item.dstPort];
      found.push({
        from,
        to,
        artifact: artifact.id,
        count: 1,
        ike: item.protocol === 17 && (ports.includes(500) || ports.includes(4500) || item.dstPort === null),
        source: {
          artifact: artifact.id,
          at: item.packets.slice(0, 16).map((packet) => ({ packet })),
          quote: `${item.src} > ${item.dst} protocol ${item.protocol}: ${item.haveBytes} of ${item.totalBytes ?? 'unknown'} bytes arrived, fragments missing`,
          time: isoTime(item.ns),
        },
      });
    }
  }
  return found;
}

function unresolvedOf(account: Account, hosts: readonly Host[]): CaseView['unresolved'] {
  const found: { target: string; asked: number; source: Source }[] = [];
  for (const artifact of account.artifacts) {
    for (const item of artifact.wire?.unresolved ?? []) {
      if (item.answered > 0 || item.asked < 2 || !hosts.some((host) => host.addresses.includes(item.target))) continue;
      found.push({
        target: item.target,
        asked: item.asked,
        source: {
          artifact: artifact.id,
          at: [{ packet: item.packet }],
          quote: `who-has ${item.target} asked ${item.asked} times by ${item.asker}, no answer`,
          time: isoTime(item.ns),
        },
      });
    }
  }
  return found;
}
