import { bind, emit, own, startJob, type Context } from './context.ts';
import { exchangeOf } from './exchanges.ts';
import { numberOf, onNamed, state, textOf, type Statement } from './acts.ts';
import { root, type Entry, type Session } from './state.ts';

/** `retransmit 2 of request with message ID 1`: the addresses of the datagram that follows tell of which session. */
export function onRetransmit(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  startJob(context, thread);
  if (here.said !== null) thread.session = here.said;
  const number = numberOf(captures, 'number') ?? 1;
  const id = numberOf(captures, 'messageId') ?? 0;
  args['number'] = number;
  thread.retransmission = { number, id };
  const session = here.said;
  if (session !== null) session.open = { id, tries: number, seq: here.seq };
  state(statement);
}

/** `giving up after 5 retransmits`: of the sessions that repeated so often, the one that has waited longest. */
export function onGaveUp(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  startJob(context, thread);
  const number = numberOf(captures, 'number') ?? 0;
  const session = here.said ?? context.sessions.gaveUp(number);
  if (session !== null) {
    args['state'] = session.state === 'established' ? 'established' : 'connecting';
    bind(thread, session);
    session.open = null;
  }
  thread.gaveUp = true;
  state(statement);
}

/** A repeated message of the peer, known by the datagram that began the job. */
export function onPeerAgain(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  const id = numberOf(captures, 'messageId');
  if (thread.session === null && thread.packet !== null) {
    const session = context.sessions.find(thread.packet, { exchange: '', kind: 'request', id }, true);
    if (session !== null) bind(thread, session);
  }
  if (thread.deferred !== null) {
    thread.deferred.dropped = false;
    thread.deferred = null;
  }
  state(statement);
}

/** The statement why a message was thrown away; the line after it names the message. Later general words add their place only. */
export function onFault(statement: Statement): void {
  const { here } = statement;
  const { thread } = here;
  if (thread.deferred !== null) {
    thread.deferred.dropped = false;
    thread.deferred = null;
  }
  if (thread.fault !== null && statement.pattern.code !== null) {
    thread.fault.at.push({ line: here.seq });
    return;
  }
  thread.fault = state(statement);
}

/** `IKE_AUTH request with message ID 1 processing failed`: completes the fault stated before. */
export function onProcessingFailed(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  const { name, version } = exchangeOf(textOf(captures, '_exchange') ?? '');
  const kind = textOf(captures, '_role') ?? '';
  const id = numberOf(captures, '_messageId');
  if (thread.session === null && thread.packet !== null) {
    const session = context.sessions.find(thread.packet, { exchange: name, kind, id }, true);
    if (session !== null) bind(thread, session);
    else {
      const made = context.sessions.create(here.seq);
      made.version = version;
      made.role = kind === 'request' && (name === 'IKE_AUTH' || name === 'IKE_SA_INIT') ? 'responder' : null;
      context.sessions.setEndpoints(made, thread.packet);
      bind(thread, made);
    }
  }
  const fault = thread.fault;
  if (fault === null) {
    args['exchange'] = name;
    state(statement);
    return;
  }
  fault.args['exchange'] = name;
  fault.args['messageId'] = id;
  fault.args['role'] = kind;
  if (
    fault.code === 'message.undecryptable' ||
    fault.code === 'message.malformed' ||
    fault.code === 'message.integrity-failed'
  )
    fault.args['firstEncrypted'] = name === 'Main Mode' || (name === 'IKE_AUTH' && id === 1);
  fault.at.push({ line: here.seq });
  thread.fault = null;
}

/** Who ends an IKE SA, as far as the lines before tell. */
function reasonOf(context: Context, statement: Statement, session: Session | null): string {
  if (statement.here.thread.deleteReceived) return 'peer';
  if (context.stopping) return 'operator';
  if (statement.here.thread.gaveUp) return 'dpd';
  if (context.terminateSeq > 0 && statement.here.seq - context.terminateSeq <= 64) return 'operator';
  return session?.state === 'new' ? 'unestablished' : 'self';
}

/** `deleting IKE_SA gw[1] between …`. */
export function onDeleting(statement: Statement): void {
  const { context, args } = statement;
  const { duplicate } = statement.here.thread;
  const session = onNamed(statement);
  args['by'] = duplicate === null ? reasonOf(context, statement, session) : 'duplicate';
  if (duplicate !== null && duplicate.session === null && session !== null) own(duplicate, session);
  statement.here.thread.duplicate = null;
  state(statement);
  if (session !== null) context.sessions.close(session);
}

/** `deleting duplicate IKE_SA for peer …`: said while another IKE SA is set up; the line after names the one that goes. */
export function onDuplicate(statement: Statement): void {
  const { context, here, args } = statement;
  const scope = here.said === null ? 'global' : 'session';
  here.thread.duplicate = emit(context, here, 'ike.deleted', args, scope);
}

/** `received DELETE for IKE_SA gw[1]`. */
export function onDeleteReceived(statement: Statement): void {
  onNamed(statement);
  statement.here.thread.deleteReceived = true;
  state(statement);
}

/** The attempt is over: no answer, or thrown away. */
export function onEnds(statement: Statement): void {
  const { context, here } = statement;
  const { thread } = here;
  if (here.said !== null) bind(thread, here.said);
  if (thread.session === null) {
    const sole = context.sessions.sole();
    if (sole !== null) bind(thread, sole);
  }
  state(statement);
  if (thread.session !== null) context.sessions.close(root(thread.session));
}

/** `deleting half open IKE_SA with … after timeout`. */
export function onHalfOpen(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  startJob(context, thread);
  const uid = numberOf(captures, '_uid');
  const session =
    here.said ??
    (uid === null ? null : context.sessions.byUid(uid)) ??
    context.sessions.halfOpen(textOf(captures, 'remote'));
  if (session !== null) bind(thread, session);
  state(statement);
  if (session !== null) context.sessions.close(session);
}

/** `IKE_SA gw[1] established between A[a]...B[b]`. */
export function onEstablished(statement: Statement): void {
  const { context, captures } = statement;
  const session = onNamed(statement);
  if (session !== null) {
    session.state = 'established';
    session.open = session.version === 1 ? null : session.open;
    const local = textOf(captures, 'local');
    const remote = textOf(captures, 'remote');
    if (local !== null && remote !== null && session.peer === null) {
      context.sessions.setEndpoints(session, { local, remote, localPort: 0, remotePort: 0 });
    }
  }
  state(statement);
}

/** `IKE_SA gw[2] rekeyed between …`: the new number belongs to the session of the old one. */
export function onRekeyed(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  const uid = numberOf(captures, '_uid');
  const known = uid === null ? null : context.sessions.byUid(uid);
  const session = thread.session === null ? known : root(thread.session);
  if (session !== null) {
    if (known !== null && known !== session) context.sessions.merge(known, session);
    if (uid !== null) context.sessions.bindUid(uid, session);
    session.lastIn = null;
    session.open = null;
    if (thread.session === null) bind(thread, session);
  }
  state(statement);
}

/** Lines about a child SA: number and SPIs lead to the session from jobs that name no IKE SA. */
export function onChild(statement: Statement): void {
  const { context, here, captures, args, pattern } = statement;
  const { thread } = here;
  const { sessions } = context;
  const id = numberOf(captures, '_cid');
  const spis = [textOf(captures, 'spiIn'), textOf(captures, 'spiOut'), textOf(captures, '_spi')].filter(
    (spi) => spi !== null,
  );
  if (thread.session === null) {
    const known =
      (id === null ? null : sessions.byChild(id)) ??
      spis.map((spi) => sessions.bySpi(spi)).find((found) => found !== null);
    if (known !== null && known !== undefined) bind(thread, known);
  }
  if (thread.session !== null) {
    if (id !== null) sessions.bindChild(id, thread.session);
    const next = numberOf(captures, '_ncid');
    if (next !== null) sessions.bindChild(next, thread.session);
    for (const spi of spis) sessions.bindSpi(spi, thread.session);
  }
  const spi = textOf(captures, '_spi');
  if (spi !== null && (pattern.code === 'delete.received' || pattern.code === 'delete.sent')) args['spis'] = [spi];
  const bytesIn = numberOf(captures, '_bytesIn');
  if (bytesIn !== null) args['bytesIn'] = String(bytesIn);
  const bytesOut = numberOf(captures, '_bytesOut');
  if (bytesOut !== null) args['bytesOut'] = String(bytesOut);
  if (pattern.code === 'child.closed' && args['by'] === undefined) {
    args['by'] = thread.message?.kind === 'request' ? 'peer' : reasonOf(context, statement, null);
  }
  if (pattern.code === 'child.established') {
    args['protocol'] = thread.protocol ?? 'ESP';
  }
  state(statement);
}

/** A child that does not exist here; a DELETE just before names its SPI. */
export function onChildUnknown(statement: Statement): void {
  const { here, args } = statement;
  const last = here.thread.lastEntry;
  const spis = last?.code === 'delete.received' ? last.args['spis'] : null;
  if (args['spi'] === undefined && Array.isArray(spis)) args['spi'] = typeof spis[0] === 'string' ? spis[0] : null;
  state(statement);
}

/** A job begun by a timer, the kernel or an order. */
export function onJob(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  startJob(context, thread);
  if (here.said !== null) thread.session = here.said;
  const spi = textOf(captures, 'spi') ?? textOf(captures, '_spi');
  const session = here.said ?? (spi === null ? null : context.sessions.bySpi(spi));
  if (session !== null) bind(thread, session);
  const entry: Entry | null = state(statement);
  if (entry === null) return;
  const left = textOf(captures, '_l');
  const right = textOf(captures, '_r');
  if (statement.pattern.code === 'kernel.acquire' && left !== null && right !== null) {
    entry.args['localTs'] = [left];
    entry.args['remoteTs'] = [right];
  }
}
