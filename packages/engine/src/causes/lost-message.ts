import type { CaseView, Evidence, LedgerRow, Role } from './api.ts';
import { fromRow } from './api.ts';

/** The message at which a silent negotiation stops, and where its trace ends. */
export interface LostMessage {
  readonly row: LedgerRow;
  readonly sender: Role;
  readonly receiver: Role;
  /** It left the sender's host (capture there), or at least the sender's daemon says that it was sent. */
  readonly left: 'yes' | 'no' | 'unknown';
  /** A capture at the receiver shows it (yes), or demonstrably does not (no). */
  readonly arrived: 'yes' | 'no' | 'unknown';
  /** The receiver's daemon took it in. */
  readonly taken: 'yes' | 'no' | 'unknown';
  readonly answered: boolean;
  readonly port: 500 | 4500 | null;
  /** In more than one IP fragment, or too big for one datagram on common paths. */
  readonly large: boolean;
  readonly evidence: readonly Evidence[];
}

/**
 * The first message, in the order of the exchange, that its receiver did not get while it was repeated; else the last message,
 * to which no answer came.
 */
export function lostMessage(view: CaseView): LostMessage | null {
  const rows = view.rows.filter((row) => row.exchange !== 'INFORMATIONAL' && row.exchange !== 'Informational');
  const notArrived = rows.find(
    (row) =>
      (row.seenLeaving === 'yes' || row.sentByLog === 'yes') &&
      row.seenArriving === 'no' &&
      row.processed !== 'yes' &&
      row.answered !== 'yes',
  );
  const notTaken = rows.find(
    (row) =>
      row.seenArriving === 'yes' && row.receivedByLog === 'no' && row.processed !== 'yes' && row.answered !== 'yes',
  );
  const notLeft = rows.find((row) => row.sentByLog === 'yes' && row.seenLeaving === 'no' && row.processed !== 'yes');
  const last = rows.at(-1);
  const row = notLeft ?? notArrived ?? notTaken ?? last;
  if (row === undefined) return null;
  const port =
    row.dstPort === 4500 || row.srcPort === 4500 ? 4500 : row.dstPort === 500 || row.srcPort === 500 ? 500 : null;
  return {
    row,
    sender: row.sender,
    receiver: row.sender === 'initiator' ? 'responder' : 'initiator',
    left:
      row.seenLeaving === 'yes'
        ? 'yes'
        : row.seenLeaving === 'no'
          ? 'no'
          : row.sentByLog === 'yes'
            ? 'unknown'
            : 'unknown',
    arrived: row.seenArriving,
    taken: row.receivedByLog === 'yes' || row.processed === 'yes' ? 'yes' : row.receivedByLog,
    answered: row.answered === 'yes',
    port,
    large: row.ipFragments > 1 || (row.bytes ?? 0) > 1400,
    evidence: fromRow(row),
  };
}
