import type { ConversationOutcome, ConversationReason } from './converse.ts';

/** An event that an end writes because of a conversation. */
export interface LoggedEvent {
  readonly host: string;
  /** Security: only where logon events are audited. System: the driver, only where its diagnostics are on. */
  readonly log: 'Security' | 'System';
  /** Number up to Windows Server 2003, and since Vista. */
  readonly legacy: number;
  readonly modern: readonly number[];
  readonly success: boolean;
  readonly mode: 'main' | 'quick' | null;
  /** Reason that stands in it (winerror.h, SSPI); null: none, or not known. */
  readonly code: number | null;
  /** False: something is written, but no source tells which reason stands there. */
  readonly sure: boolean;
  /** Entry of the guide. */
  readonly source: string;
}

interface Row {
  readonly at: 'initiator' | 'responder' | 'both';
  readonly legacy: number;
  readonly modern: readonly number[];
  readonly mode: 'main' | 'quick' | null;
  readonly code: number | null;
  readonly sure: boolean;
  readonly source: string;
}

const mainDone: Row = {
  at: 'both',
  legacy: 541,
  modern: [4650, 4651],
  mode: 'main',
  code: null,
  sure: true,
  source: 'EVT-K-01',
};
const quickDone: Row = { ...mainDone, modern: [5451], mode: 'quick' };
const mainFailed = (at: Row['at'], code: number | null, source: string, sure = true): Row => ({
  at,
  legacy: 547,
  modern: [4652, 4653],
  mode: 'main',
  code,
  sure,
  source,
});
const quickFailed = (at: Row['at'], code: number | null, source: string, sure = true): Row => ({
  ...mainFailed(at, code, source, sure),
  modern: [4654],
  mode: 'quick',
});

/** What is written for each way a conversation may end (EVT-K-01 to EVT-K-38). Ends are those of IKE. */
const rows: Readonly<Partial<Record<ConversationReason, readonly Row[]>>> = {
  negotiated: [mainDone, quickDone],
  'no-fall-back': [mainFailed('initiator', 13813, 'EVT-K-13')],
  'main-mode-offers-differ': [
    mainFailed('responder', 13802, 'EVT-K-15'),
    mainFailed('initiator', 13805, 'EVT-K-16', false),
  ],
  'authentication-differs': [
    mainFailed('responder', 13802, 'EVT-K-15'),
    mainFailed('initiator', 13805, 'EVT-K-16', false),
  ],
  'pre-shared-keys-differ': [mainFailed('both', null, 'EVT-K-07', false)],
  'no-trust': [mainFailed('initiator', 0x8009_0303, 'EVT-K-28'), mainFailed('responder', 13805, 'EVT-K-16', false)],
  'logon-right-denied': [mainFailed('responder', 13827, 'EVT-K-31'), mainFailed('initiator', null, 'EVT-K-07', false)],
  'quick-mode-offers-differ': [mainDone, quickFailed('responder', null, 'EVT-K-19', false)],
  'pfs-differs': [mainDone, quickFailed('responder', null, 'EVT-K-19', false)],
  'tunnel-endpoints-differ': [mainDone, quickFailed('both', 13825, 'EVT-K-18', false)],
  'mode-differs': [mainDone, quickFailed('responder', null, 'EVT-K-19', false)],
  'filters-differ': [mainDone, quickFailed('both', 13825, 'EVT-K-18', false)],
  'peer-has-no-rule': [
    mainFailed('responder', 13825, 'EVT-K-14', false),
    mainFailed('initiator', 13805, 'EVT-K-16', false),
  ],
};

/** A soft SA is told as a failed main mode and a quick mode in which everything is None (EVT-K-12, EVT-K-13). */
const softRows: readonly Row[] = [
  mainFailed('initiator', 13813, 'EVT-K-13'),
  { ...quickDone, at: 'initiator', source: 'EVT-K-12' },
];

/** The driver counts what came in clear and should have been secured. */
const unsecured: Row = {
  at: 'responder',
  legacy: 4284,
  modern: [4963],
  mode: null,
  code: null,
  sure: true,
  source: 'EVT-K-38',
};

/** Which events each side writes for a conversation that ended so; empty: none is known. */
export function eventsOf(outcome: ConversationOutcome, from: string, to: string): readonly LoggedEvent[] {
  const initiator = outcome.ikeFrom ?? from;
  const responder = initiator === from ? to : from;
  if (outcome.reason === 'no-inbound-pass-through') return [logged(unsecured, to, 'System')];
  if (outcome.ikeFrom === null) return [];
  const found = outcome.result === 'soft-sa' ? softRows : (rows[outcome.reason] ?? []);
  return found.flatMap((row) =>
    (row.at === 'both' ? [initiator, responder] : [row.at === 'initiator' ? initiator : responder]).map((host) =>
      logged(row, host, 'Security'),
    ),
  );
}

function logged(row: Row, host: string, log: LoggedEvent['log']): LoggedEvent {
  const { legacy, modern, mode, code, sure, source } = row;
  return { host, log, legacy, modern, success: legacy === 541, mode, code, sure, source };
}
