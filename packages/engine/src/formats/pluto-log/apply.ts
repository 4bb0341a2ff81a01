import type { ArgValue } from '../../observations/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { draft, keep, type Context } from './context.ts';
import type { Match } from './match.ts';
import { parsers, type Notes, type Parsed } from './parsers.ts';
import type { PlutoLine } from './prefix.ts';
import { baseName } from './sessions.ts';
import { rootOf, type Serial, type Session } from './state.ts';
import { isChildState, learn, placeOf, type Place } from './place.ts';
import { messagesOf } from './steps.ts';
import type { PlutoRow, Step } from './types.ts';
import { normalIdentity } from './values.ts';

const identityArgs: readonly string[] = ['id', 'localId', 'remoteId', 'expected', 'sent'];

/** Holes that are not read by a parser become arguments as they stand; those with an underscore are only markers. */
function plainArgs(match: Match): Record<string, ArgValue> {
  const args: Record<string, ArgValue> = { ...match.row.args };
  for (const name of Object.keys(match.captures)) {
    const value = match.captures[name];
    if (value === undefined || name.startsWith('_')) continue;
    const trimmed = trimEnds(value);
    if (trimmed === '') continue;
    if (identityArgs.includes(name)) args[name] = normalIdentity(trimmed);
    else if (
      (name === 'number' || name === 'total' || name === 'messageId' || name === 'lineNumber') &&
      /^[0-9]{1,10}$/.test(value)
    )
      args[name] = Number(value);
    else args[name] = trimmed;
  }
  return args;
}

function trimEnds(value: string): string {
  let from = 0;
  let to = value.length;
  while (from < to && ' \t:;,.'.includes(value.charAt(from))) from++;
  while (to > from && ' \t:;,.'.includes(value.charAt(to - 1))) to--;
  return value.slice(from, to);
}

/** What an initiator has sent and got when it repeats its last message, by the state that it waits in; some versions have a `V2_` in the names. */
const sentIn: Readonly<Record<string, readonly Step[]>> = {
  STATE_MAIN_I1: ['out Main Mode 1'],
  STATE_MAIN_I2: ['out Main Mode 1', 'in Main Mode 2', 'out Main Mode 3'],
  STATE_MAIN_I3: ['out Main Mode 1', 'in Main Mode 2', 'out Main Mode 3', 'in Main Mode 4', 'out Main Mode 5'],
  STATE_AGGR_I1: ['out Aggressive Mode 1'],
  STATE_QUICK_I1: ['out Quick Mode 1'],
  STATE_PARENT_I1: ['out IKE_SA_INIT request'],
  STATE_PARENT_I2: ['out IKE_SA_INIT request', 'in IKE_SA_INIT response', 'out IKE_AUTH request'],
};

/** Of a session of which no line told a message before, its state tells them. */
function repeatedSteps(line: PlutoLine, session: Session, serial: Serial | null): readonly Step[] {
  const told = session.phase1.size > 0 || session.pairs.size > 0 || (serial !== null && serial.quick.size > 0);
  return told ? [] : (sentIn[(line.state ?? '').replace('_V2_', '_')] ?? []);
}

/** `STATE_…: initiate` stands for the first message of whatever exchange the state names. */
function statedSteps(row: PlutoRow, line: PlutoLine, { session, serial }: Place): readonly Step[] {
  if (row.id === 'pluto.retransmit') return session === null ? [] : repeatedSteps(line, session, serial);
  if (row.id === 'pluto.v1.main.1-sent' && line.state !== null) {
    if (line.state.includes('QUICK')) return ['out Quick Mode 1'];
    if (line.state.includes('AGGR')) return ['out Aggressive Mode 1'];
    if (!line.state.includes('MAIN')) return [];
  }
  return row.steps ?? [];
}

/** Steps a row implies that its table entry cannot say because they depend on the role. */
function impliedSteps(row: PlutoRow, session: Session, serial: Serial | null): readonly Step[] {
  if (row.code === 'ike.established' && session.version !== 2) {
    if (session.exchange === 'Aggressive Mode')
      return session.role === 'initiator'
        ? ['in Aggressive Mode 2', 'out Aggressive Mode 3']
        : ['in Aggressive Mode 3'];
    if (session.exchange !== 'Main Mode') return [];
    return session.role === 'initiator' ? ['in Main Mode 6'] : ['in Main Mode 5', 'out Main Mode 6'];
  }
  if (row.code === 'ike.peer-identity' && session.version !== 2) {
    if (session.exchange === 'Main Mode') return session.role === 'initiator' ? ['in Main Mode 6'] : ['in Main Mode 5'];
    if (session.exchange === 'Aggressive Mode' && session.role === 'initiator') return ['in Aggressive Mode 2'];
  }
  if (row.id === 'pluto.v1.quick.established' && serial !== null && session.version !== 2)
    return serial.opened === 'out'
      ? ['in Quick Mode 2', 'out Quick Mode 3']
      : serial.opened === 'in'
        ? ['in Quick Mode 3']
        : [];
  return [];
}

function tell(context: Context, place: Place, step: Step, notes: Notes, log: LogLine, seq: number): void {
  const { session, serial } = place;
  if (session === null) return;
  if (serial !== null && step === 'out Quick Mode 1') serial.opened = 'out';
  if (serial !== null && step === 'in Quick Mode 1') serial.opened = 'in';
  const messageId = step.includes('Quick') ? (serial?.messageId ?? null) : (notes.messageId ?? null);
  for (const message of messagesOf(session, serial, step, notes.payloads ?? [], messageId)) {
    const entry = draft(message.code, message.args, log, seq, session);
    if (message.code === 'message.parsed') session.answer = null;
    keep(context, entry);
    if (message.code === 'message.generated' && session.heldSent !== null) {
      const sent = session.heldSent;
      session.heldSent = null;
      keep(context, { ...sent, seq });
    }
  }
}

/** The responder's last word in IKE_AUTH is told before it is built; a refusal it carries is told later. */
function openAnswer(context: Context, session: Session, log: LogLine, seq: number): void {
  const [answer] = messagesOf(session, null, 'out IKE_AUTH response', [], null);
  if (answer === undefined) return;
  session.answer = draft(answer.code, answer.args, log, seq, session);
  session.answerSent = false;
  keep(context, session.answer);
}

function endedBy(context: Context, session: Session, text: string): string {
  if (context.stopping) return 'operator';
  if (session.deletedByPeer) return 'peer';
  // An established IKEv2 SA that goes without our saying so, and without a failure here, went at the peer's request.
  if (session.version === 2 && session.established && !session.failed && text.endsWith('NOT sending notification'))
    return 'peer';
  if (session.connection !== null && context.terminated.has(session.connection)) return 'operator';
  return session.established ? 'self' : 'unestablished';
}

/** The offered messages of a responder that never says "responding" (IKEv2 up to 4.x), and of refusals before there is an SA. */
function firstContact(
  context: Context,
  place: Place,
  match: Match,
  args: Record<string, ArgValue>,
  log: LogLine,
  seq: number,
): void {
  const { session, serial } = place;
  const { row } = match;
  if (
    session === null ||
    serial?.child === true ||
    session.started ||
    session.established ||
    session.role === 'initiator'
  )
    return;
  const proposal =
    row.id === 'pluto.proposal-chosen' || row.id === 'pluto.proposal-none' || row.id === 'pluto.ke-unacceptable';
  if (proposal && (args['protocol'] ?? 'IKE') === 'IKE') {
    session.started = true;
    session.role = 'responder';
    session.version ??= 2;
    if (serial !== null)
      keep(
        context,
        draft(
          'ike.responding',
          { version: 2, exchange: 'IKE_SA_INIT', ...(session.peer === null ? {} : { remote: session.peer.address }) },
          log,
          seq,
          session,
        ),
      );
    tell(context, place, 'in IKE_SA_INIT request', {}, log, seq);
    return;
  }
  if (row.code === 'policy.no-ike-config' && serial === null) {
    const text = match.template;
    const v1 = text.includes('Main Mode') || text.includes('Aggressive Mode');
    const exchange = args['exchange'];
    if (!v1 && exchange !== undefined && exchange !== 'IKE_SA_INIT') return;
    session.started = true;
    session.role = 'responder';
    session.version = v1 ? 1 : 2;
    args['version'] = session.version;
    tell(
      context,
      place,
      v1 ? (text.includes('Main Mode') ? 'in Main Mode 1' : 'in Aggressive Mode 1') : 'in IKE_SA_INIT request',
      {},
      log,
      seq,
    );
  }
}

/** Turns a recognised line into observations and moves its session on. */
export function apply(context: Context, line: PlutoLine, match: Match, log: LogLine, seq: number): void {
  const { row } = match;
  const parser = row.parse === undefined ? undefined : parsers[row.parse];
  const parsed: Parsed = parser === undefined ? {} : parser(match.captures, line);
  const notes: Notes = parsed.notes ?? {};
  const args: Record<string, ArgValue> = { ...plainArgs(match), ...parsed.args };
  if (row.id === 'pluto.started') {
    context.sessions.restart();
    context.stopping = false;
    context.terminated.clear();
    context.spis.clear();
  }
  if (row.code === 'daemon.stopping') context.stopping = true;
  if (row.code === 'operator.terminate' && line.connection !== null && context.terminated.size < 4096)
    context.terminated.add(baseName(line.connection));
  if (row.starts === true && line.connection !== null) context.terminated.delete(baseName(line.connection));

  const placed = placeOf(context, line, match, notes, args['protocol'], log, seq);
  // A line of the other end's log, quoted beside ours: of what was spoken of before.
  const place =
    row.id === 'pluto.quoted-own-id' ? { ...placed, session: placed.session ?? context.lastSession } : placed;
  learn(context, place, line, row, notes);
  const { session, serial } = place;
  if (row.id === 'pluto.ts-range' && line.serial !== null) context.range = { serial: line.serial, line: log, seq };
  if (session !== null && line.serial !== null && line.severity !== 'debug') context.lastSession = session;
  if (
    line.connection !== null &&
    (args['connection'] === undefined || args['connection'] === line.connection) &&
    wantsConnection(row)
  )
    args['connection'] = baseName(line.connection);

  if (row.id === 'pluto.debug.ike-spis') {
    noteSpis(context, notes);
    return;
  }
  if (row.id === 'pluto.packet-received') {
    flushReceived(context, null);
    context.received = draft('packet.received', args, log, seq, null);
    context.receivedPeer = notes.peer?.address ?? null;
    return;
  }
  if (row.id === 'pluto.packet-sent') {
    if (session === null) return;
    const sent = draft('packet.sent', args, log, seq, session);
    if (session.answer !== null && !session.answerSent) {
      session.answerSent = true;
      keep(context, sent);
      return;
    }
    if (session.heldSent !== null) keep(context, session.heldSent);
    session.heldSent = sent;
    return;
  }
  if (session !== null && line.severity !== 'debug') flushReceived(context, session);

  if (session !== null) {
    firstContact(context, place, match, args, log, seq);
    const steps: readonly Step[] = [...statedSteps(row, line, place), ...impliedSteps(row, session, serial)];
    if (row.id === 'pluto.v1.quick.initiating' && serial !== null) serial.opened = 'out';
    const before = row.code === 'ike.initiating' || row.code === 'ike.responding';
    if (steps.includes('out Main Mode 2') || steps.includes('out Aggressive Mode 2')) takeBack(context, session);
    if (!before) for (const step of steps) tell(context, place, step, notes, log, seq);
    if (row.code !== null && parsed.drop !== true) state(context, place, line, match, args, notes, log, seq);
    if (before) for (const step of steps) tell(context, place, step, notes, log, seq);
    const retried = session.pairs.get('out IKE_SA_INIT');
    if (retried !== undefined && (row.code === 'ike.cookie-requested' || row.code === 'proposal.ke-retry'))
      retried.again = true;
    if (row.code === 'ike.established') {
      session.established = true;
      if (session.version === 2 && session.role === 'responder') openAnswer(context, session, log, seq);
    }
    if (row.id === 'pluto.delete-received-ike') session.deletedByPeer = true;
    if (row.code === 'ike.failed') session.failed = true;
    if (row.id === 'pluto.oakley-psk-missing') session.offerRefused = 'no pre-shared key';
    if (row.id === 'pluto.oakley-attribute') session.offerRefused = 'authentication method';
    if (row.id === 'pluto.oakley-refused') session.transformRefused = true;
    if (row.ends === true && serial?.child !== true) session.ended = true;
    // Daemons up to 3.x say nothing when the first message leaves.
    if (row.code === 'ike.initiating' && row.version === 1 && !match.template.includes('IKEv1'))
      tell(
        context,
        place,
        session.exchange === 'Aggressive Mode' || match.template.includes('Aggressive')
          ? 'out Aggressive Mode 1'
          : 'out Main Mode 1',
        {},
        log,
        seq,
      );
    return;
  }
  if (row.code !== null && parsed.drop !== true) state(context, place, line, match, args, notes, log, seq);
}

/** Which SPIs a serial number has; a child repeats those of its IKE SA. */
function noteSpis(context: Context, notes: Notes): void {
  if (notes.parent === undefined || notes.initiatorSpi === undefined) return;
  const serial = context.sessions.known(notes.parent);
  if (serial === null) {
    if (context.spis.size >= 1024) context.spis.clear();
    context.spis.set(notes.parent, { initiatorSpi: notes.initiatorSpi, responderSpi: notes.responderSpi ?? null });
    return;
  }
  if (serial.child) return;
  const session = rootOf(serial.session);
  if (session.established) return;
  session.initiatorSpi = notes.initiatorSpi;
  session.responderSpi = notes.responderSpi ?? session.responderSpi;
}

function wantsConnection(row: PlutoRow): boolean {
  const { code } = row;
  return (
    code !== null &&
    (code.startsWith('config.') ||
      code.startsWith('operator.') ||
      code === 'ike.initiating' ||
      code === 'ike.established' ||
      code === 'child.initiating' ||
      code === 'child.established' ||
      code === 'child.rekeyed' ||
      code === 'child.closed' ||
      code === 'policy.config-unacceptable' ||
      code === 'proposal.configured')
  );
}

/** The packet that was waiting for its SA belongs to this session. */
export function flushReceived(context: Context, session: Session | null): void {
  const { received } = context;
  if (received === null) return;
  context.received = null;
  received.session = session ?? (context.receivedPeer === null ? null : context.sessions.byPeer(context.receivedPeer));
  keep(context, received);
}

/** Says what the row says, with the few corrections that need the session. */
function state(
  context: Context,
  place: Place,
  line: PlutoLine,
  match: Match,
  args: Record<string, ArgValue>,
  notes: Notes,
  log: LogLine,
  seq: number,
): void {
  const { session, serial } = place;
  const { row } = match;
  let code = row.code;
  if (code === null) return;
  if (session !== null) {
    if (code === 'child.established' && session.selectors !== null) {
      args['localTs'] ??= session.selectors[0];
      args['remoteTs'] ??= session.selectors[1];
      session.selectors = null;
    }
    if (code === 'ike.deleted') {
      const what = typeof args['what'] === 'string' ? args['what'] : '';
      if (serial?.child === true || isChildState(what)) code = 'child.closed';
      if (args['by'] === 'self') args['by'] = endedBy(context, session, line.text);
      if (code === 'child.closed') {
        delete args['what'];
        if (line.connection !== null) args['connection'] = baseName(line.connection);
      }
    } else if (code === 'child.closed' && args['by'] === 'self') args['by'] = endedBy(context, session, line.text);
    else if (code === 'ike.initiating' || code === 'ike.responding') {
      if (session.peer !== null && args['remote'] === undefined) args['remote'] = session.peer.address;
    } else if (code === 'ike.established') {
      if (session.peer !== null) args['remote'] = session.peer.address;
    } else if (code === 'host.icmp-received') {
      if (session.peer !== null) args['remote'] ??= session.peer.address;
    } else if (code === 'notify.sent') refusal(context, place, args, notes, log, seq);
    else if (code === 'notify.received') answered(context, place, args, notes, log, seq);
    else if (code === 'message.malformed' && session.version === 1 && args['exchange'] === undefined) {
      if (serial?.child === true || session.established) args['exchange'] = 'Quick Mode';
      else if (session.exchange === 'Main Mode' && session.phase1.has(4) && !match.template.includes('Main Mode')) {
        // Keys are agreed and nothing encrypted was understood yet: a header that makes no sense is what wrong keys give.
        code = 'message.undecryptable';
        args['exchange'] = args['payload'] === 'Hash Payload' ? 'Informational' : 'Main Mode';
        args['firstEncrypted'] = true;
      } else args['exchange'] = session.exchange ?? 'Main Mode';
    } else if (row.id === 'pluto.oakley-none' && session.offerRefused !== null && !session.transformRefused) {
      // Not the algorithms: the daemon counts a transform it cannot authenticate as unacceptable, too.
      code = 'ike.failed';
      args['what'] = session.offerRefused;
    } else if (code === 'ike.version-by-policy' && line.packetFrom !== null) {
      session.role ??= 'responder';
      session.version ??= args['version'] === 1 ? 1 : null;
      if (session.peer !== null) args['remote'] = session.peer.address;
    } else if (code === 'ike.failed' && serial?.child === true) code = 'child.failed';
    if (code === 'message.retransmitted' && session.heldSent !== null) {
      const sent = session.heldSent;
      session.heldSent = null;
      keep(context, draft(code, args, log, seq, session));
      keep(context, { ...sent, seq });
      return;
    }
  }
  if (code === 'ike.vendor-id' && line.serial === null && line.packetFrom !== null) {
    // Said before the SA has a number: it belongs to the session the peer opens next.
    const entry = draft(code, args, log, seq, session);
    keep(context, entry);
    return;
  }
  const quote = row.id === 'pluto.secrets-error' ? secretsQuote(log, args) : log.quote;
  const said = draft(code, args, log, seq, session, quote);
  keep(context, said);
  if (row.id === 'pluto.notify-received-v1') context.notified = said;
  if (code === 'notify.sent') rangeRefused(context, place, line, args);
  if (session !== null && ofOneOffer.has(row.id) && session.refusedOffers.length < 64) session.refusedOffers.push(said);
  if (row.also !== undefined) keep(context, draft(row.also, args, log, seq, session, quote));
  if (code === 'proposal.received' && args['proposal'] !== undefined) {
    const ike = args['protocol'] === 'IKE';
    keep(
      context,
      draft(
        ike ? 'ike.selected-proposal' : 'proposal.selected',
        ike ? { proposal: args['proposal'] } : { proposal: args['proposal'], protocol: args['protocol'] },
        log,
        seq,
        session,
      ),
    );
  }
}

/** Rows about one transform of several that were offered: pluto goes on to the next. */
const ofOneOffer: ReadonlySet<string> = new Set(['pluto.oakley-attribute', 'pluto.oakley-psk-missing']);

/** An offer was accepted: what was said of those that stood before it refused nothing. */
function takeBack(context: Context, session: Session): void {
  for (const entry of session.refusedOffers.splice(0)) context.withdrawn.add(entry);
  session.offerRefused = null;
}

/** A child whose selectors held a range that is no subnet and that is refused for its selectors is refused for that. */
function rangeRefused(context: Context, place: Place, line: PlutoLine, args: Readonly<Record<string, ArgValue>>): void {
  const { range } = context;
  if (range === null || range.serial !== line.serial || args['notify'] !== 'TS_UNACCEPTABLE') return;
  context.range = null;
  keep(context, draft('policy.selectors-unacceptable', {}, range.line, range.seq, place.session));
}

/** Of a line about a secrets file only file, line number and kind of error are shown. */
function secretsQuote(log: LogLine, args: Readonly<Record<string, ArgValue>>): string {
  const what = typeof args['what'] === 'string' ? args['what'].replace('secrets: ', '') : '';
  const at = what === '' ? -1 : log.quote.indexOf(what);
  return at < 0 ? 'error in a secrets file' : log.quote.slice(0, at + what.length);
}

/** A refusal we send is also a message of its exchange. */
function refusal(
  context: Context,
  place: Place,
  args: Record<string, ArgValue>,
  notes: Notes,
  log: LogLine,
  seq: number,
): void {
  const { session } = place;
  if (session === null) return;
  const exchange = args['exchange'];
  if (session.version === 1 || typeof exchange !== 'string') {
    if (typeof exchange !== 'string' && session.version === 1)
      keep(
        context,
        draft(
          'message.generated',
          { exchange: 'Informational', role: 'message', messageId: null, payloads: [...(notes.payloads ?? [])] },
          log,
          seq,
          session,
        ),
      );
    return;
  }
  const { answer } = session;
  if (exchange === 'IKE_AUTH' && answer !== null) {
    answer.args = { ...answer.args, payloads: [...(notes.payloads ?? [])] };
    return;
  }
  if (
    exchange === 'IKE_SA_INIT' ||
    exchange === 'IKE_AUTH' ||
    exchange === 'CREATE_CHILD_SA' ||
    exchange === 'INFORMATIONAL' ||
    exchange === 'IKE_INTERMEDIATE'
  )
    tell(context, place, `out ${exchange} response`, notes, log, seq);
}

/** A refusal of a child is also the answer to the request, when that was told. */
function answered(
  context: Context,
  place: Place,
  args: Record<string, ArgValue>,
  notes: Notes,
  log: LogLine,
  seq: number,
): void {
  const { session } = place;
  if (session === null || session.version !== 2) return;
  if (args['exchange'] === 'CREATE_CHILD_SA') tell(context, place, 'in CREATE_CHILD_SA response', notes, log, seq);
}
