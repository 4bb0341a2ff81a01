import type { CaseView } from '../causes/api.ts';
import type { IncidentDraft } from '../correlation/incidents.ts';
import type { Fact, LedgerRow, Negotiation as JoinedNegotiation, NegotiationView, Role } from '../correlation/types.ts';
import { clip } from '../observations/index.ts';
import type { DocumentContext } from './context.ts';
import type { Moment } from './moments.ts';
import { isWindows } from './platform.ts';
import type { Incident, Json, LadderMessage, Negotiation, NegotiationEnd, View } from './types.ts';

const maxLadder = 200;
const maxPayloads = 40;
const maxOffers = 16;
const maxEnds = 8;

/** An incident with its break point, and the last negotiations of it as examples. */
export function incidentOf(context: DocumentContext, incident: IncidentDraft, view: CaseView): Incident {
  const { breakPoint } = view;
  const label = (role: Role | null): string | null => (role === null ? null : view[role].label);
  const sender = label(breakPoint.failedSender);
  const other =
    breakPoint.failedSender === null
      ? null
      : view[breakPoint.failedSender === 'initiator' ? 'responder' : 'initiator'].label;
  const starts = incident.negotiations.filter((negotiation) => negotiation.start !== null);
  const [first, last] = [starts[0], starts.at(-1)].map((one) => momentOf(context, one, 'start'));
  return {
    id: incident.id,
    pair: incident.pair,
    breakPoint: {
      lastCommonStep: breakPoint.lastCommonStep,
      nextExpected: breakPoint.nextExpected,
      direction: sender === null || other === null ? null : `${sender}->${other}`,
      manner: breakPoint.manner,
      decidedBy:
        breakPoint.decidedBy === 'initiator' || breakPoint.decidedBy === 'responder'
          ? view[breakPoint.decidedBy].label
          : breakPoint.decidedBy,
    },
    count: incident.negotiations.length,
    first: first?.at ?? null,
    last: last?.at ?? null,
    partial: { first: first?.partial ?? null, last: last?.partial ?? null },
    local: context.moments.isLocal(context.moments.best(timedOf(starts))),
    healed: incident.healed,
    examples: incident.negotiations.slice(-3).map((negotiation) => negotiation.id),
  };
}

/** Artifacts that tell when attempts of these negotiations began. */
function timedOf(negotiations: readonly JoinedNegotiation[]): readonly string[] {
  return negotiations.flatMap(({ attempts }) =>
    attempts.flatMap(({ start, artifact }) => (start === null ? [] : [artifact])),
  );
}

/** When it began or ended, as far as the sources tell. */
function momentOf(context: DocumentContext, negotiation: JoinedNegotiation | undefined, edge: 'start' | 'end'): Moment {
  const artifacts = negotiation === undefined ? [] : timedOf([negotiation]);
  if (negotiation === undefined || !context.moments.differ(artifacts))
    return context.moments.common(artifacts, negotiation?.[edge] ?? null);
  const readings = negotiation.attempts.map((attempt) => ({ artifact: attempt.artifact, ns: attempt[edge] }));
  return context.moments.end(edge === 'start' ? 'first' : 'last', readings);
}

/** A negotiation with what each end knows of it and its messages. */
export function negotiationOf(context: DocumentContext, negotiation: JoinedNegotiation, pair: string): Negotiation {
  const views: Record<string, View> = {};
  for (const role of ['initiator', 'responder'] as const) {
    const label = negotiation[role];
    if (label !== null) views[label] = viewOf(negotiation.views[role]);
  }
  const name = (role: Role): string => negotiation[role] ?? role;
  return {
    id: negotiation.id,
    key: keyOf(negotiation),
    pair,
    ...protocolOf(context, negotiation),
    initiator: negotiation.initiator,
    responder: negotiation.responder,
    initiatorSpi: negotiation.initiatorSpi,
    responderSpi: negotiation.responderSpi,
    ends: { initiator: endOf(negotiation, 'initiator'), responder: endOf(negotiation, 'responder') },
    ike: {
      outcome: negotiation.outcome,
      started: momentOf(context, negotiation, 'start').at,
      ended: momentOf(context, negotiation, 'end').at,
    },
    children: negotiation.children.map((child) => ({
      outcome: 'established' as const,
      spis: child.spis,
      selectors: selectorsOf(child.facts),
      why: null,
    })),
    views,
    messages: negotiation.rows.slice(0, maxLadder).map((row) => messageOf(context, row, name)),
  };
}

/** Windows before Vista has IKEv1 alone; else what a message or record tells, and an assumption where none does. */
function protocolOf(
  context: DocumentContext,
  { protocol, attempts, initiator, responder }: JoinedNegotiation,
): Pick<Negotiation, 'protocol' | 'protocolTold'> {
  if (attempts.some((attempt) => attempt.protocol !== null)) return { protocol, protocolTold: true };
  const old = [initiator, responder].some((label) => {
    const platform = label === null ? null : context.platformOf(label);
    return isWindows(platform) && platform !== 'windows';
  });
  return old ? { protocol: 'IKEv1', protocolTold: true } : { protocol, protocolTold: false };
}

/** What the messages themselves show of an end. */
function endOf(negotiation: JoinedNegotiation, role: Role): NegotiationEnd {
  const addresses = negotiation.attempts.flatMap((attempt) => attempt[role]?.address ?? []);
  const vendors = negotiation.rows
    .filter((row) => row.sender === role)
    .flatMap((row) => row.sightings.flatMap((sighting) => sighting.vendors ?? []));
  // What a log says it recognised is of the other end.
  const told = negotiation.facts.flatMap((fact) =>
    fact.code === 'ike.vendor-id' && fact.role !== null && fact.role !== role
      ? [clip(String(fact.args['name']), 60)]
      : [],
  );
  const known = addresses.filter((address) => address !== '0.0.0.0' && address !== '::');
  return {
    addresses: [...new Set(known)].sort().slice(0, maxEnds),
    vendors: [...new Set([...vendors, ...told])].sort().slice(0, maxEnds),
  };
}

function viewOf(view: NegotiationView): View {
  const coverage =
    view.log === 'full' || view.capture === 'full'
      ? 'full'
      : view.log === 'partial' || view.capture === 'partial'
        ? 'partial'
        : 'none';
  return {
    state: view.state,
    lastSent: view.lastSent,
    lastReceived: view.lastReceived,
    reason: view.reason === null ? null : clip(view.reason.src.quote, 200),
    coverage,
  };
}

function messageOf(context: DocumentContext, row: LedgerRow, name: (role: Role) => string): LadderMessage {
  return {
    step: row.step,
    from: name(row.sender),
    to: name(row.sender === 'initiator' ? 'responder' : 'initiator'),
    copies: row.copies,
    sentByLog: row.sentByLog,
    seenLeaving: row.seenLeaving,
    seenArriving: row.seenArriving,
    receivedByLog: row.receivedByLog,
    processed: row.processed,
    answered: row.answered,
    bytes: row.bytes,
    ipFragments: row.ipFragments,
    ports: { from: row.srcPort, to: row.dstPort },
    payloads: row.payloads.slice(0, maxPayloads).map((name) => clip(name, 60)),
    offers: offersOf(row),
    sources: row.sightings
      .slice(0, 6)
      .flatMap((sighting) => sighting.sources.slice(0, 2).map((source) => context.source(source))),
    ...momentOfRow(context, row),
  };
}

function momentOfRow(context: DocumentContext, row: LedgerRow): Moment {
  const artifacts = row.sightings.map((sighting) => sighting.artifact);
  return context.moments.differ(artifacts)
    ? context.moments.end('first', row.sightings)
    : context.moments.common(artifacts, row.at);
}

function offersOf(row: LedgerRow): string[] {
  const shown = row.sightings.find((sighting) => sighting.offers !== undefined);
  return (shown?.offers?.() ?? []).slice(0, maxOffers).map((text) => clip(text));
}

function selectorsOf(facts: readonly Fact[]): { readonly [key: string]: Json } {
  const fact = facts.find((item) => item.args['localTs'] !== undefined);
  if (fact === undefined) return {};
  return { host: fact.host, local: fact.args['localTs'] ?? null, remote: fact.args['remoteTs'] ?? null };
}

/** FNV-1a of protocol and SPIs, 64 bits as hex: the same negotiation has the same key in every result. */
function keyOf(negotiation: JoinedNegotiation): string {
  const text = `${negotiation.protocol}|${negotiation.initiatorSpi ?? ''}|${negotiation.responderSpi ?? ''}|${negotiation.initiatorSpi === null ? `${negotiation.initiator}|${negotiation.responder}|${negotiation.id}` : ''}`;
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    hash ^= BigInt(text.charCodeAt(i));
    hash = (hash * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}
