import type { ArgValue } from '../../observations/index.ts';
import { bind, emit, own, place, startJob, type Context, type Here } from './context.ts';
import { exchangeOf, opensIkeSa } from './exchanges.ts';
import type { CharonPattern } from './patterns/index.ts';
import { root, type Entry, type Packet, type Session, type Thread } from './state.ts';
import type { Captures } from './template.ts';

/** The statement in work: where, which pattern, what was captured, what would be its arguments. */
export interface Statement {
  readonly context: Context;
  readonly here: Here;
  readonly pattern: CharonPattern;
  readonly captures: Captures;
  readonly args: Record<string, ArgValue>;
}

/** Text of a capture, or null. */
export function textOf(captures: Captures, name: string): string | null {
  const value = captures[name];
  return typeof value === 'string' ? value : null;
}

/** Number of a capture, or null. */
export function numberOf(captures: Captures, name: string): number | null {
  const value = captures[name];
  return typeof value === 'number' ? value : null;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** States the fact of the pattern. */
export function state(statement: Statement): Entry | null {
  const { context, here, pattern, args } = statement;
  if (pattern.code === null) return null;
  return emit(context, here, pattern.code, args, pattern.global === true ? 'global' : 'session');
}

function packetOf(captures: Captures): Packet | null {
  const local = textOf(captures, 'local');
  const remote = textOf(captures, 'remote');
  if (local === null || remote === null) return null;
  return {
    local,
    remote,
    localPort: numberOf(captures, 'localPort') ?? 0,
    remotePort: numberOf(captures, 'remotePort') ?? 0,
  };
}

/** `received packet`: a job begins. Without size it counts only when the same thread goes on to parse it (releases before 5.0.1). */
export function onReceived(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  const { checkedOut, spis } = thread;
  startJob(context, thread);
  thread.checkedOut = checkedOut;
  thread.spis = spis;
  const packet = packetOf(captures);
  thread.packet = packet === null ? null : { ...packet, receivedAt: here.seq };
  thread.bytes = numberOf(captures, 'bytes');
  if (here.said !== null) thread.session = here.said;
  if (thread.packet !== null && here.said !== null) context.sessions.setEndpoints(here.said, thread.packet);
  if (thread.packet !== null && context.ownAddresses.size < 64) context.ownAddresses.add(thread.packet.local);
  const entry = state(statement);
  if (entry !== null && captures['bytes'] === undefined) {
    entry.dropped = true;
    thread.deferred = entry;
  }
}

/** How long after a refusal an equal first message still counts as a copy: the longest wait of common retransmission schedules. */
const copyWindow = 66_000_000_000n;

/** The session whose refused first message this one repeats: same endpoint, size and payloads, soon after. */
function refusedCopy(context: Context, thread: Thread, here: Here, payloads: readonly string[]): Session | null {
  const before = thread.packet === null ? null : context.sessions.refusedBefore(thread.packet);
  if (before === null || before.first === null || before.state === 'established') return null;
  const { first } = before;
  if (first.payloads !== payloads.join(' ') || first.bytes !== thread.bytes || first.bytes === null) return null;
  const soon =
    here.line.ns !== null && first.ns !== null ? here.line.ns - first.ns <= copyWindow : here.seq - first.seq < 1000;
  return soon ? before : null;
}

/** Sets up the session of the first message of a peer. */
function openResponder(context: Context, thread: Thread, said: Session | null, seq: number): Session {
  const { sessions } = context;
  const again = thread.packet === null ? null : sessions.awaitingRetry(thread.packet);
  if (said !== null && !(said.opened && said.state === 'closed')) {
    if (!said.opened && again !== null && again !== said) {
      sessions.merge(said, again);
      again.retry = false;
      return again;
    }
    return said;
  }
  if (again !== null) {
    again.retry = false;
    return again;
  }
  const session = sessions.create(seq);
  if (said !== null && said.uid !== null) sessions.bindUid(said.uid, session);
  return session;
}

/** A session for a message whose beginning is not in the log. */
function midway(context: Context, thread: Thread, seq: number): Session {
  const { sessions } = context;
  const sole = sessions.sole();
  // Of an attempt whose addresses no line has told yet the answer is the first to tell them.
  if (sole !== null && (thread.packet === null || (sole.peer === null && sole.open !== null))) return sole;
  return sessions.create(seq);
}

/** `parsed IKE_AUTH request 1 [ … ]`. */
export function onParsed(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  const { sessions } = context;
  const { name, version } = exchangeOf(textOf(captures, 'exchange') ?? '');
  const kind = textOf(captures, 'role') ?? '';
  const id = numberOf(captures, 'messageId');
  const payloads = listOf(captures['payloads']);
  args['exchange'] = name;
  args['payloads'] = payloads;
  args['messageId'] = id;
  if (thread.packet === null && here.said === null && thread.generated !== null) startJob(context, thread);
  thread.message = { exchange: name, kind, id };
  thread.generated = null;
  if (thread.deferred !== null) {
    thread.deferred.dropped = false;
    thread.deferred = null;
  }
  let session: Session;
  if (opensIkeSa(name, kind, payloads)) {
    const said = here.said ?? (thread.checkedOut === null ? null : root(thread.checkedOut));
    const copy = said?.opened === true ? null : refusedCopy(context, thread, here, payloads);
    if (copy !== null) {
      if (said !== null && said !== copy) sessions.merge(said, copy);
      thread.repeated = { said: said === copy ? null : said, uid: null, messageId: id, parsed: null };
    }
    thread.opening = true;
    session = copy ?? openResponder(context, thread, said, here.seq);
    session.first = { payloads: payloads.join(' '), bytes: thread.bytes, ns: here.line.ns, seq: here.seq };
    session.role ??= 'responder';
    session.opened = true;
  } else {
    session =
      here.said ??
      (thread.checkedOut === null ? null : root(thread.checkedOut)) ??
      sessions.find(thread.packet, thread.message, true) ??
      midway(context, thread, here.seq);
    if (session.role === null) {
      if (name === 'IKE_AUTH' || name === 'Main Mode' || name === 'Aggressive Mode' || name === 'IKE_SA_INIT')
        session.role = kind === 'request' ? 'responder' : 'initiator';
    }
  }
  session.version ??= version;
  if (kind === 'response') {
    if (session.open !== null && (id === null || session.open.id === id)) session.open = null;
    if (payloads.includes('N(COOKIE)') || payloads.includes('N(INVAL_KE)')) {
      if (name === 'IKE_SA_INIT') session.retry = true;
    }
  } else if (id !== null && version !== 1) session.lastIn = id;
  if (id !== null) sessions.bindMessage(id, session);
  if (thread.opening && thread.packet !== null && thread.repeated === null) sessions.supersede(session, thread.packet);
  bind(thread, session);
  thread.base = session;
  thread.sent = false;
  if (thread.packet !== null) sessions.setEndpoints(session, thread.packet);
  if (thread.spis !== null) setSpis(session, thread.spis);
  const entry = state(statement);
  if (entry !== null && thread.repeated !== null) {
    thread.repeated.parsed = { entry, code: entry.code, args: entry.args };
    entry.code = 'message.peer-retransmitted';
    entry.args = { messageId: id };
  }
  if (entry !== null && name === 'IKE_SA_INIT' && payloads.includes('N(COOKIE)') && kind === 'response')
    place(context, thread, { ...entry, code: 'ike.cookie-requested', args: {}, at: [...entry.at] }, 'session');
}

/** `generating IKE_AUTH response 1 [ … ]`. */
export function onGenerated(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  const { sessions } = context;
  const { name, version } = exchangeOf(textOf(captures, 'exchange') ?? '');
  const kind = textOf(captures, 'role') ?? '';
  const id = numberOf(captures, 'messageId');
  const payloads = listOf(captures['payloads']);
  args['exchange'] = name;
  args['payloads'] = payloads;
  args['messageId'] = id;
  if (
    kind === 'response' &&
    thread.packet === null &&
    here.said === null &&
    name === 'IKE_SA_INIT' &&
    payloads.includes('N(COOKIE)')
  ) {
    // Cookies are handed out by the receiver before an IKE SA exists.
    startJob(context, thread);
  }
  thread.cookie = name === 'IKE_SA_INIT' && kind === 'response' && payloads.includes('N(COOKIE)');
  if (thread.cookie && thread.session === null && thread.packet !== null) {
    const session = sessions.awaitingRetry(thread.packet) ?? sessions.create(here.seq);
    session.role = 'responder';
    session.opened = true;
    sessions.setEndpoints(session, thread.packet);
    bind(thread, session);
  }
  if (thread.provisional !== null) {
    if (opensIkeSa(name, kind, payloads)) thread.provisional.confirmed = true;
    else if (name === 'CREATE_CHILD_SA') {
      const { session, parent, entry } = thread.provisional;
      thread.provisional = null;
      entry.dropped = true;
      if (parent !== null && parent !== session) {
        sessions.merge(session, parent);
        thread.session = parent;
      } else {
        thread.merge = session;
        thread.session = null;
      }
    }
  }
  thread.generated = { exchange: name, kind, id };
  thread.sent = false;
  if (thread.repeated !== null && kind === 'response' && payloads.includes('SA')) ownAttempt(context, here);
  if (thread.session !== null) generatedBy(context, thread, thread.session, version, here.seq, payloads);
  // The same refusal once more is a copy of the first one.
  if (thread.repeated !== null && !payloads.includes('SA')) return;
  state(statement);
}

/** What looked like a copy of a refused first message is accepted: somebody mended the cause, and this is another attempt. */
function ownAttempt(context: Context, here: Here): void {
  const { thread } = here;
  const { repeated, session: before } = thread;
  thread.repeated = null;
  if (repeated === null || before === null) return;
  const { said, uid, parsed } = repeated;
  const session = said ?? context.sessions.create(here.seq);
  context.sessions.part(session);
  session.role = 'responder';
  session.version = before.version;
  session.opened = true;
  session.lastIn = repeated.messageId;
  if (uid !== null) context.sessions.bindUid(uid, session);
  if (parsed !== null) Object.assign(parsed.entry, { code: parsed.code, args: parsed.args });
  for (const entry of thread.job)
    if (entry.session !== null && root(entry.session) === root(before)) own(entry, session);
  thread.session = session;
  thread.base = session;
  if (thread.packet !== null) {
    context.sessions.supersede(session, thread.packet);
    context.sessions.setEndpoints(session, thread.packet);
  }
}

/** What building a message tells of the session. */
function generatedBy(
  context: Context,
  thread: Thread,
  found: Session,
  version: 1 | 2 | null,
  seq: number,
  payloads: readonly string[],
): void {
  const message = thread.generated;
  if (message === null) return;
  const session = root(found);
  session.version ??= version;
  const first =
    message.exchange === 'IKE_SA_INIT' || message.exchange === 'Main Mode' || message.exchange === 'Aggressive Mode';
  if (message.kind === 'response' && message.id !== null && message.id <= 0xffff) session.answered = message.id;
  if (message.kind === 'request') {
    session.open = { id: message.id ?? 0, tries: 0, seq };
    if (first) session.role ??= opensIkeSa(message.exchange, message.kind, payloads) ? 'initiator' : session.role;
    if (message.exchange === 'IKE_AUTH') session.role ??= 'initiator';
    if (opensIkeSa(message.exchange, message.kind, payloads)) session.opened = true;
  } else if (
    message.exchange === 'IKE_SA_INIT' &&
    (payloads.includes('N(INVAL_KE)') || payloads.includes('N(COOKIE)'))
  ) {
    session.retry = true;
  }
  if (thread.session !== null && session.role === 'responder' && session.state === 'new' && session.lastIn !== 1) {
    const errorOnly = payloads.length === 1 && payloads[0]?.startsWith('N(') === true && !session.retry;
    if (errorOnly && (first || message.exchange === 'Informational') && message.kind !== '') session.refused = true;
  }
  if (message.id !== null) context.sessions.bindMessage(message.id, session);
}

/** `sending packet`: the addresses tell the session where nothing else did. */
export function onSent(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  const { sessions } = context;
  const packet = packetOf(captures);
  if (packet === null) return;
  // Without size: the sender thread repeats at level 2 what the worker said; old releases say nothing else.
  if (captures['bytes'] === undefined && thread.generated === null && thread.retransmission === null) return;
  if (context.ownAddresses.size < 64) context.ownAddresses.add(packet.local);
  if (thread.session === null) {
    const { retransmission, generated } = thread;
    let session: Session | null = null;
    if (retransmission !== null) {
      session = sessions.retransmitting(packet, retransmission.id, retransmission.number);
      if (session?.open != null) session.open = { ...session.open, tries: retransmission.number, seq: here.seq };
    }
    session ??= sessions.find(packet, generated, false);
    if (generated !== null) {
      const opening =
        generated.exchange === 'IKE_SA_INIT' ||
        generated.exchange === 'Main Mode' ||
        generated.exchange === 'Aggressive Mode';
      if (opening && generated.kind === 'request' && generated.id === 0) session = null;
    }
    if (session === null) {
      session = sessions.create(here.seq);
      if (thread.cookie) {
        session.role = 'responder';
        session.opened = true;
        session.retry = true;
      }
    }
    if (thread.merge !== null && thread.merge !== session) {
      sessions.merge(thread.merge, session);
      thread.merge = null;
    }
    bind(thread, session);
    if (generated !== null) generatedBy(context, thread, session, exchangeVersion(generated.exchange), here.seq, []);
    if (
      generated?.kind === 'request' &&
      generated.exchange !== 'INFORMATIONAL' &&
      session.role === null &&
      generated.id === 0
    )
      session.role = 'initiator';
  }
  if (thread.session !== null) sessions.setEndpoints(thread.session, packet);
  const entry = state(statement);
  if (entry !== null) context.lastSent = { entry, seq: here.seq };
  thread.sent = true;
  if (thread.provisional?.confirmed === true) {
    if (thread.provisional.parent !== null) thread.session = thread.provisional.parent;
    thread.provisional = null;
  }
  // What the job said of another IKE SA in between ends with the message sent.
  if (thread.base !== null) thread.session = thread.base;
}

function exchangeVersion(name: string): 1 | 2 | null {
  if (name.startsWith('IKE_') || name === 'CREATE_CHILD_SA' || name === 'INFORMATIONAL') return 2;
  return name === '' ? null : 1;
}

/** Keeps the SPIs a verbose log shows for the IKE SA in work. */
export function setSpis(session: Session, spis: { initiator: string; responder: string }): void {
  const zero = /^0*$/;
  const pad = (spi: string): string => spi.padStart(16, '0');
  if (session.initiatorSpi === null && !zero.test(spis.initiator)) session.initiatorSpi = pad(spis.initiator);
  if (session.initiatorSpi === pad(spis.initiator) && session.responderSpi === null && !zero.test(spis.responder))
    session.responderSpi = pad(spis.responder);
}

/** `initiating IKE_SA gw[1] to …`: an attempt, a retry of the first message, or a rekeying. */
export function onInitiate(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  const { sessions } = context;
  const uid = numberOf(captures, '_uid');
  const connection = textOf(captures, '_conn');
  args['connection'] = connection;
  const known = uid === null ? null : sessions.byUid(uid);
  const current = here.said ?? (thread.sent ? null : thread.session);
  const parent = current !== null && current !== known ? current : null;
  let session: Session;
  let isNew = true;
  if (known !== null && known.retry && known.role !== 'responder') {
    session = known;
    known.retry = false;
    isNew = false;
  } else if (known !== null && !known.opened && known.state !== 'closed') session = known;
  else {
    if (thread.session === null || thread.gaveUp) startJob(context, thread);
    session = sessions.create(here.seq);
    if (uid !== null) sessions.bindUid(uid, session);
  }
  session.role ??= 'initiator';
  session.opened = true;
  session.connection = connection === '(unnamed)' ? session.connection : connection;
  const version = numberOf(args as Captures, 'version');
  session.version ??= version === 1 ? 1 : version === 2 ? 2 : null;
  bindFresh(thread, session);
  const entry = state(statement);
  if (isNew && entry !== null) thread.provisional = { session, parent, entry, confirmed: false };
}

/** Turns the thread to a session without giving it what waited for another. */
function bindFresh(thread: Thread, session: Session): void {
  if (thread.session === null) bind(thread, session);
  else thread.session = session;
}

/** `… is initiating an IKE_SA`. During a rekeying the same words announce the new IKE SA: no fact then. */
export function onRespond(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  if (thread.message?.exchange === 'CREATE_CHILD_SA') {
    const uid = numberOf(captures, '_uid');
    if (uid !== null && thread.session !== null) context.sessions.bindUid(uid, thread.session);
    return;
  }
  if (thread.session === null) {
    const session = context.sessions.create(here.seq);
    session.role = 'responder';
    session.opened = true;
    bind(thread, session);
  }
  const uid = numberOf(captures, '_uid');
  if (uid !== null && thread.session !== null) context.sessions.bindUid(uid, thread.session);
  if (thread.repeated !== null) thread.repeated.uid ??= uid;
  state(statement);
}

/** A line that names its IKE SA: `IKE_SA gw[1] …`. */
export function onNamed(statement: Statement): Session | null {
  const { context, here, captures } = statement;
  const { thread } = here;
  const { sessions } = context;
  const uid = numberOf(captures, '_uid');
  if (uid === null) return thread.session;
  if (thread.repeated !== null) thread.repeated.uid ??= uid;
  const known = sessions.byUid(uid);
  let session = known;
  if (session === null) {
    session = thread.base ?? thread.session;
    if (
      session === null ||
      (session.uid !== null && session.uid !== uid && !thread.opening && thread.message?.exchange !== 'CREATE_CHILD_SA')
    )
      session = sessions.create(here.seq);
    sessions.bindUid(uid, session);
  } else if (here.said === null && thread.session !== null && root(thread.session) !== session) {
    // Other lines may name another IKE SA in passing; these two are about the SA of the message itself.
    const { act } = statement.pattern;
    if (act === 'established' || act === 'delete-received') {
      adopt(thread, session);
      thread.base = session;
    }
  }
  if (root(session) !== thread.session) bindFresh(thread, root(session));
  const connection = textOf(captures, '_conn') ?? textOf(captures, 'connection');
  if (connection !== null && connection !== '(unnamed)') root(session).connection ??= connection;
  const initiator = textOf(captures, '_spiI');
  const responder = textOf(captures, '_spiR');
  const spis = initiator !== null && responder !== null ? { initiator, responder } : thread.spis;
  if (spis !== null && session.uid === uid) setSpis(session, spis);
  thread.spis = null;
  return root(session);
}

/** A guess made by addresses turns out wrong: what this job gave to the guessed session goes to the one the line names. */
function adopt(thread: Thread, session: Session): void {
  if (thread.packet === null) return;
  for (const entry of thread.job) if (entry.session !== null) own(entry, session);
}
