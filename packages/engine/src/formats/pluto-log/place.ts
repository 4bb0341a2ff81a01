import type { ArgValue, Endpoint } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import type { Context } from './context.ts';
import type { Match } from './match.ts';
import type { Notes } from './parsers.ts';
import type { PlutoLine } from './prefix.ts';
import { baseName } from './sessions.ts';
import { rootOf, type Serial, type Session } from './state.ts';
import type { PlutoRow } from './types.ts';
import { canonicalAddress, parseEndpoint } from './values.ts';

/** Phase 1 role a state name tells: `STATE_MAIN_I3`, `STATE_V2_PARENT_R1`, `IKE_AUTH_I`. */
function roleOfState(state: string): 'initiator' | 'responder' | null {
  if (state.includes('QUICK') || state.includes('CHILD') || state.includes('INFO')) return null;
  const found = /_([IR])[0-9]*$/.exec(state);
  return found === null ? null : found[1] === 'I' ? 'initiator' : 'responder';
}

/** Whether a state name is of quick mode or a child SA. */
export function isChildState(state: string | null): boolean {
  return state !== null && (state.includes('QUICK') || state.includes('CHILD'));
}

/** What a line was found to be about. */
export interface Place {
  readonly session: Session | null;
  readonly serial: Serial | null;
}

/** Finds the session of a line by its serial number, by the peer's address, or none. */
export function placeOf(
  context: Context,
  line: PlutoLine,
  match: Match,
  notes: Notes,
  protocol: ArgValue | undefined,
  log: LogLine,
  seq: number,
): Place {
  const { sessions } = context;
  const { row } = match;
  const peerAddress = line.peer === null ? null : canonicalAddress(line.peer.replace(/^\.\.\./, ''));
  if (line.serial !== null) {
    const known = sessions.known(line.serial);
    const child =
      row.about === 'child' ||
      protocol === 'ESP' ||
      protocol === 'AH' ||
      isChildState(line.state) ||
      (known?.child === true && notes.parent !== undefined) ||
      // The number is that of what was asked for; it was asked for under an SA that has another.
      (known === null && row.code === 'notify.sent' && match.captures['exchange'] === 'CREATE_CHILD_SA');
    let serial: Serial;
    if (child && row.starts !== true)
      serial = sessions.child(line.serial, notes.parent ?? null, line.connection, peerAddress, seq);
    else if (known === null && row.starts !== true && line.connection !== null && row.parse === 'proposalChosen') {
      const rekeyed = sessions.rekeying(line.connection);
      if (rekeyed !== null) sessions.join(line.serial, rekeyed);
      serial = sessions.known(line.serial) ?? sessions.ike(line.serial, seq);
    } else serial = sessions.ike(line.serial, seq, line.connection);
    return { session: rootOf(serial.session), serial };
  }
  if (line.severity === 'debug' && notes.parent !== undefined) {
    const serial =
      sessions.known(notes.parent) ?? (match.row.id === 'pluto.packet-sent' ? sessions.ike(notes.parent, seq) : null);
    return { session: serial === null ? null : rootOf(serial.session), serial };
  }
  const from = line.packetFrom === null ? null : parseEndpoint(line.packetFrom);
  if (from === null) return { session: null, serial: null };
  const initial =
    row.code === 'policy.no-ike-config' ||
    row.code === 'ike.version-by-policy' ||
    row.code === 'ike.exchange-refused' ||
    row.starts === true;
  if (!initial) {
    const known = sessions.byPeer(from.address);
    if (known !== null) return { session: known, serial: null };
  }
  const last = context.lastSession === null ? null : rootOf(context.lastSession);
  // A refusal is logged under the peer's address right after the SA that it refuses.
  if (
    row.code === 'notify.sent' &&
    last !== null &&
    !last.ended &&
    !last.established &&
    (last.peer === null || last.peer.address === from.address)
  )
    return { session: last, serial: null };
  return { session: sessions.fromPeer(from.address, seq, log.ns), serial: null };
}

/** Takes over what the line tells of the parties. */
export function learn(context: Context, place: Place, line: PlutoLine, row: PlutoRow, notes: Notes): void {
  const { sessions } = context;
  if (notes.product !== undefined) context.product = notes.product;
  if (notes.ownAddress !== undefined && context.ownAddresses.size < 256) context.ownAddresses.add(notes.ownAddress);
  const { session, serial } = place;
  if (session === null) return;
  if (notes.local !== undefined && context.ownAddresses.size < 256) context.ownAddresses.add(notes.local.address);
  if (row.starts === true) session.started = true;
  if (serial?.child !== true) {
    if (line.connection !== null) session.connection = baseName(line.connection);
    session.version ??= row.version ?? null;
    session.role ??= row.role ?? (line.state === null ? null : roleOfState(line.state));
  }
  session.version ??= row.version ?? null;
  const from = line.packetFrom ?? line.peer;
  const seen: Endpoint | null = notes.peer ?? (from === null ? null : parseEndpoint(from));
  if (seen !== null && (session.peer === null || (session.peer.port === 0 && session.peer.address === seen.address)))
    session.peer = seen;
  session.local ??= notes.local ?? null;
  if (notes.selectors !== undefined) session.selectors = notes.selectors;
  if (line.serial !== null && serial?.child === false && session.initiatorSpi === null) {
    const spis = context.spis.get(line.serial);
    if (spis !== undefined) {
      session.initiatorSpi = spis.initiatorSpi;
      session.responderSpi = spis.responderSpi;
    }
  }
  if (session.peer !== null) sessions.setPeer(session, session.peer.address);
  else if (session.connection !== null) sessions.setPeer(session, '');
  if (serial !== null && notes.messageId !== undefined && row.about === 'child') serial.messageId = notes.messageId;
  if (notes.child !== undefined && line.serial !== notes.child)
    sessions.child(
      notes.child,
      line.serial ?? notes.parent ?? null,
      line.connection,
      session.peer?.address ?? null,
      session.lastSeq,
    );
  if (notes.rekeys !== undefined && line.serial !== null && notes.rekeys !== line.serial) {
    const old = sessions.known(notes.rekeys);
    if (old !== null) sessions.join(line.serial, rootOf(old.session));
  }
}
