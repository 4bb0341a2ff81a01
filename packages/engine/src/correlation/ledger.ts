import { stepLabel } from './steps.ts';
import { otherRole, type Attempt, type LedgerRow, type Role, type Sighting, type Tri } from './types.ts';

/** Where an artifact stands in one negotiation: whose it is, and how its clock goes. */
export interface Place {
  /** Role of the host the artifact was taken at; null: somewhere between, or unknown. */
  readonly role: Role | null;
  readonly toCommon: (ns: bigint) => bigint;
}

/** What is known of an artifact's vantage for one negotiation. */
export interface Vantage extends Place {
  /** Whether the artifact was demonstrably live around this time (common time line). Null time: asked for the whole negotiation. */
  readonly covers: (at: bigint | null) => boolean;
  /** Log only: it shows each packet sent and received (default level of the daemon does). */
  readonly showsPackets: boolean;
  /** Capture only: exchanges after the set-up were left out, so that one that is not there says nothing. */
  readonly thinned?: boolean;
  /** Capture only: it holds no IKE of anybody, or none on UDP 4500, as one taken with a filter or of another interface would. */
  readonly withoutIke?: boolean;
  readonly without4500?: boolean;
  /** And its host demonstrably got such messages meanwhile. */
  readonly leavesOutIke?: boolean;
  readonly leavesOut4500?: boolean;
  /** Capture only: all that it holds was sent by its own host. */
  readonly hearsOnlyItself?: boolean;
  /** Capture only: it holds nothing but this port, and tells nothing of the other one. */
  readonly onlyPort?: 500 | 4500;
}

/** Exchanges that set an IKE SA up; a capture that was too large to keep keeps these. */
export const setUp: ReadonlySet<string> = new Set(['IKE_SA_INIT', 'IKE_AUTH', 'Main Mode', 'Aggressive Mode']);

interface RowDraft {
  key: string;
  exchange: string;
  sender: Role;
  kind: Sighting['kind'];
  messageId: number | null;
  round: number;
  sightings: Sighting[];
}

const v1Turns = new Set(['Main Mode', 'Aggressive Mode']);

/** Joins the sightings of all attempts of one negotiation into one row per logical message, in the order of the exchange. */
export function buildLedger(attempts: readonly Attempt[], vantage: (artifact: string) => Place): LedgerRow[] {
  const drafts: RowDraft[] = [];
  const index = new Map<string, RowDraft>();
  const withIds = attempts.filter(
    (attempt) => attempt.sightings.some((sighting) => sighting.messageId !== null) || attempt.from === 'wire',
  );
  const without = attempts.filter((attempt) => !withIds.includes(attempt));
  // Captures first: their order is the order on the wire.
  withIds.sort((a, b) => (a.from === b.from ? 0 : a.from === 'wire' ? -1 : 1));
  for (const attempt of withIds) for (const sighting of attempt.sightings) place(sighting);
  for (const attempt of without) {
    const turns = new Map<string, number>();
    for (const sighting of attempt.sightings) {
      const slot = `${sighting.exchange}|${sighting.sender}|${sighting.kind}`;
      const turn = turns.get(slot) ?? 0;
      turns.set(slot, turn + 1);
      const same = drafts.filter(
        (draft) =>
          draft.exchange === sighting.exchange && draft.sender === sighting.sender && draft.kind === sighting.kind,
      );
      const found = same[turn];
      if (found === undefined) place(sighting);
      else found.sightings.push(sighting);
    }
  }

  function place(sighting: Sighting): void {
    const id = v1Turns.has(sighting.exchange) ? '' : (sighting.messageId ?? '');
    const key = `${sighting.exchange}|${sighting.sender}|${sighting.kind}|${id}|${sighting.round}`;
    let draft = index.get(key);
    if (draft === undefined) {
      draft = {
        key,
        exchange: sighting.exchange,
        sender: sighting.sender,
        kind: sighting.kind,
        messageId: sighting.messageId,
        round: sighting.round,
        sightings: [],
      };
      index.set(key, draft);
      drafts.push(draft);
    }
    draft.sightings.push(sighting);
  }

  const openers = new Map<string, Role>();
  for (const draft of drafts) {
    const key = v1Turns.has(draft.exchange) ? draft.exchange : `${draft.exchange}|${draft.messageId}`;
    if (!openers.has(key)) openers.set(key, draft.exchange === 'Quick Mode' ? openerOf(draft, attempts) : 'initiator');
  }
  const timed = drafts.map((draft) => ({ draft, at: earliest(draft.sightings, vantage) }));
  const rows = liftTurns(timed, openers).map(({ draft, at }) => finish(draft, at, openers, drafts, vantage));
  return sortRows(rows, drafts);
}

/** Who began an exchange: a record that shows messages of both ends tells, before one that has those of one end alone. */
function openerOf({ exchange, messageId, sender }: RowDraft, attempts: readonly Attempt[]): Role {
  for (const { sightings } of attempts) {
    const own = sightings.filter((sighting) => sighting.exchange === exchange && sighting.messageId === messageId);
    const [first] = own;
    if (first !== undefined && own.some((sighting) => sighting.sender !== first.sender)) return first.sender;
  }
  return sender;
}

interface Timed {
  readonly draft: RowDraft;
  readonly at: bigint | null;
}

/** By a log of whole seconds an answer may come before its question: it is no earlier than that. */
function liftTurns(timed: readonly Timed[], openers: ReadonlyMap<string, Role>): readonly Timed[] {
  const key = ({ exchange, messageId }: RowDraft, sender: Role, round: number): string =>
    `${exchange}|${messageId}|${sender}|${round}`;
  const questions = new Map<string, bigint>();
  for (const { draft, at } of timed)
    if (at !== null && draft.kind !== 'response') questions.set(key(draft, draft.sender, draft.round), at);
  return timed.map(({ draft, at }) => {
    if (at === null || draft.kind === 'request' || v1Turns.has(draft.exchange)) return { draft, at };
    const opens = openers.get(`${draft.exchange}|${draft.messageId}`) === draft.sender;
    const asked = questions.get(key(draft, otherRole(draft.sender), opens ? draft.round - 1 : draft.round));
    return { draft, at: asked !== undefined && asked > at ? asked : at };
  });
}

/** When a message was born: by a capture at its sender, else by its sender's log, else by whatever shows it; whole seconds last. */
function earliest(sightings: readonly Sighting[], vantage: (artifact: string) => Place): bigint | null {
  const best: (bigint | null)[] = [null, null, null, null];
  for (const sighting of sightings) {
    if (sighting.ns === null) continue;
    const { role, toCommon } = vantage(sighting.artifact);
    const own = role === sighting.sender;
    const wire = sighting.from === 'wire';
    const rank = own && wire ? 0 : sighting.ns % 1_000_000_000n === 0n && !wire ? 3 : own ? 1 : 2;
    const at = toCommon(sighting.ns);
    const known = best[rank] ?? null;
    if (known === null || at < known) best[rank] = at;
  }
  return best.find((at) => at !== null) ?? null;
}

const order: Readonly<Record<string, number>> = {
  IKE_SA_INIT: 0,
  IKE_SESSION_RESUME: 0,
  'Main Mode': 0,
  'Aggressive Mode': 0,
  Base: 0,
  IKE_INTERMEDIATE: 1,
  IKE_AUTH: 2,
  Transaction: 2,
};

/** Order of the exchange: set-up exchanges by their own rules, the rest by time, then as found. */
function sortRows(rows: LedgerRow[], drafts: readonly RowDraft[]): LedgerRow[] {
  const position = new Map(drafts.map((draft, i) => [draft.key, { draft, i }]));
  return rows.sort((a, b) => {
    const pa = position.get(a.key);
    const pb = position.get(b.key);
    const stageA = order[a.exchange] ?? 3;
    const stageB = order[b.exchange] ?? 3;
    if (stageA === 0 || stageB === 0 || (stageA === 1) !== (stageB === 1)) {
      if (stageA !== stageB) return stageA - stageB;
    }
    if (
      a.exchange === b.exchange &&
      pa !== undefined &&
      pb !== undefined &&
      stageA < 3 &&
      a.exchange !== 'Transaction'
    ) {
      if (a.kind !== 'message' && a.messageId !== b.messageId && a.messageId !== null && b.messageId !== null)
        return a.messageId - b.messageId;
      if (pa.draft.round !== pb.draft.round) return pa.draft.round - pb.draft.round;
      if (a.kind !== b.kind) return a.kind === 'request' ? -1 : 1;
      if (a.sender !== b.sender) return a.sender === 'initiator' ? -1 : 1;
    }
    if (a.at !== null && b.at !== null && a.at !== b.at) return a.at < b.at ? -1 : 1;
    return (pa?.i ?? 0) - (pb?.i ?? 0);
  });
}

function finish(
  draft: RowDraft,
  at: bigint | null,
  openers: ReadonlyMap<string, Role>,
  drafts: readonly RowDraft[],
  vantage: (artifact: string) => Place,
): LedgerRow {
  const receiver = otherRole(draft.sender);
  let sentByLog: Tri = 'unknown';
  let receivedByLog: Tri = 'unknown';
  let seenLeaving: Tri = 'unknown';
  let seenArriving: Tri = 'unknown';
  let processed: Tri = 'unknown';
  for (const sighting of draft.sightings) {
    const role = vantage(sighting.artifact).role;
    if (sighting.from === 'log') {
      if (sighting.act === 'sent' && role === draft.sender) sentByLog = 'yes';
      if (sighting.act === 'parsed' && role === receiver) {
        receivedByLog = 'yes';
        processed = 'yes';
      }
      if (sighting.act === 'received' && role === receiver) {
        receivedByLog = 'yes';
        if (processed === 'unknown') processed = 'no';
      }
    } else {
      if (role === draft.sender) seenLeaving = 'yes';
      if (role === receiver) seenArriving = 'yes';
    }
  }
  const answered = answerOf(draft, drafts);
  const key = v1Turns.has(draft.exchange) ? draft.exchange : `${draft.exchange}|${draft.messageId}`;
  const largest = draft.sightings.reduce<Sighting | null>(
    (best, sighting) => (best === null || (sighting.bytes ?? -1) > (best.bytes ?? -1) ? sighting : best),
    null,
  );
  const notifies = draft.sightings.find((sighting) => sighting.notifies.length > 0)?.notifies ?? [];
  return {
    key: draft.key,
    step: stepLabel(draft.exchange, draft.kind, draft.sender, draft.round, openers.get(key) ?? 'initiator'),
    exchange: draft.exchange,
    kind: draft.kind,
    sender: draft.sender,
    messageId: draft.messageId,
    copies: Math.max(...draft.sightings.map((sighting) => sighting.copies)),
    bytes: largest?.bytes ?? null,
    encrypted:
      draft.sightings.find((sighting) => sighting.from === 'wire')?.encrypted ?? draft.sightings[0]?.encrypted ?? null,
    sentByLog,
    seenLeaving,
    seenArriving,
    receivedByLog,
    processed,
    answered,
    notifies,
    payloads:
      (
        draft.sightings.find((sighting) => sighting.from === 'log' && sighting.payloads.length > 0) ??
        draft.sightings[0]
      )?.payloads ?? [],
    sightings: draft.sightings,
    at,
    srcPort: draft.sightings.find((sighting) => sighting.srcPort !== null)?.srcPort ?? null,
    dstPort: draft.sightings.find((sighting) => sighting.dstPort !== null)?.dstPort ?? null,
    ipFragments: Math.max(...draft.sightings.map((sighting) => sighting.ipFragments)),
  };
}

/** Whether the peer's next message of the same exchange exists. */
function answerOf(draft: RowDraft, drafts: readonly RowDraft[]): Tri {
  const receiver = otherRole(draft.sender);
  if (draft.kind === 'response') return 'unknown';
  const answer = drafts.find((other) => {
    if (other.sender !== receiver || other.exchange !== draft.exchange) return false;
    if (draft.kind === 'request')
      return other.kind === 'response' && other.messageId === draft.messageId && other.round >= draft.round;
    const turn = v1Turns.has(draft.exchange) || other.messageId === draft.messageId;
    return turn && (draft.sender === 'initiator' ? other.round >= draft.round : other.round > draft.round);
  });
  return answer === undefined ? 'unknown' : 'yes';
}

/** The moment half way through the copies of a message: a capture that ends after the first copy says little of the others. */
function middleOf(
  row: LedgerRow,
  vantages: readonly { readonly artifact: string; readonly vantage: Vantage }[],
): bigint | null {
  if (row.at === null || row.copies <= 1) return row.at;
  let last = row.at;
  for (const sighting of row.sightings) {
    const vantage = vantages.find((item) => item.artifact === sighting.artifact)?.vantage;
    if (sighting.lastNs === null || vantage === undefined) continue;
    const at = vantage.toCommon(sighting.lastNs);
    if (at > last) last = at;
  }
  return row.at + (last - row.at) / 2n;
}

/** A message on UDP 4500, at either end: a NAT may have put another port in place of one of them. */
export function on4500({ srcPort, dstPort }: LedgerRow): boolean {
  return dstPort === 4500 || srcPort === 4500;
}

/**
 * Turns "not seen" into "no" where the vantage was live, and "unknown" otherwise (architecture: vantage coverage). A capture at the sender
 * in which there is no IKE at all does not tell that a message never left.
 */
export function applyCoverage(
  rows: readonly LedgerRow[],
  vantages: readonly { readonly artifact: string; readonly from: 'wire' | 'log'; readonly vantage: Vantage }[],
): LedgerRow[] {
  // What a host sent arrived, and its own capture shows nothing of the kind: it leaves it out.
  const arrived = rows.filter(
    (row) => row.seenArriving === 'yes' || row.receivedByLog === 'yes' || row.processed === 'yes',
  );
  const leftOut = new Set(arrived.map(({ sender }) => sender));
  const leftOut4500 = new Set(arrived.filter(on4500).map(({ sender }) => sender));
  // It answered what its capture, of one direction, does not show coming.
  const tookUnseen = new Set(
    vantages.flatMap(({ artifact, vantage }) =>
      vantage.hearsOnlyItself === true &&
      rows.some(
        (row) =>
          row.sender !== vantage.role &&
          row.answered === 'yes' &&
          row.sightings.every((sighting) => sighting.artifact !== artifact),
      )
        ? [artifact]
        : [],
    ),
  );
  return rows.map((row) => {
    const receiver = otherRole(row.sender);
    const middle = middleOf(row, vantages);
    const floated = on4500(row);
    const covered = (from: 'wire' | 'log', role: Role): boolean =>
      vantages.some(
        (item) =>
          item.from === from &&
          item.vantage.role === role &&
          // What its own host says that it sent, and all the rest of IKE, such a capture may have left out.
          item.vantage.leavesOutIke !== true &&
          !(floated && item.vantage.leavesOut4500 === true) &&
          !(item.vantage.withoutIke === true && (role === row.sender || leftOut.has(role))) &&
          !(floated && item.vantage.without4500 === true && (role === row.sender || leftOut4500.has(role))) &&
          !(role === receiver && tookUnseen.has(item.artifact)) &&
          item.vantage.onlyPort !== (floated ? 500 : 4500) &&
          (from === 'wire' ? item.vantage.thinned !== true || setUp.has(row.exchange) : item.vantage.showsPackets) &&
          item.vantage.covers(row.at) &&
          (from === 'log' || item.vantage.covers(middle)),
      );
    const settle = (value: Tri, from: 'wire' | 'log', role: Role): Tri =>
      value === 'unknown' && covered(from, role) ? 'no' : value;
    // The answer to it may come on UDP 4500 (RFC 3947 4), which such captures do not tell of.
    const floats = row.step === 'Main Mode message 4' && vantages.some(({ vantage }) => vantage.onlyPort === 500);
    const answered: Tri =
      row.answered === 'unknown' &&
      row.kind !== 'response' &&
      !floats &&
      (covered('wire', row.sender) || (row.seenArriving === 'yes' && covered('wire', receiver)))
        ? 'no'
        : row.answered;
    return {
      ...row,
      sentByLog: settle(row.sentByLog, 'log', row.sender),
      seenLeaving: settle(row.seenLeaving, 'wire', row.sender),
      seenArriving: settle(row.seenArriving, 'wire', receiver),
      receivedByLog: settle(row.receivedByLog, 'log', receiver),
      answered,
    };
  });
}
