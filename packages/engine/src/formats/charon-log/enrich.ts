import { scanTime } from '../log-lines/time.ts';
import { bind, own, place } from './context.ts';
import { state, textOf, type Statement } from './acts.ts';
import type { Entry } from './state.ts';
import { isMasked } from './template.ts';

/** Identities held against the connections: the peer's own, and the one it wants us to be. */
export function onLooking(statement: Statement): void {
  const { context, here, captures, args } = statement;
  const { thread } = here;
  const localId = textOf(captures, 'localId');
  const remoteId = textOf(captures, 'remoteId');
  for (const name of Object.keys(args)) delete args[name];
  args['id'] = remoteId;
  thread.candidates = [];
  thread.remoteId = remoteId;
  thread.localId = localId === '%any' ? null : localId;
  const entry = state(statement);
  if (entry !== null && localId !== null && localId !== '%any')
    place(
      context,
      thread,
      { ...entry, code: 'ike.peer-identity-wanted', args: { id: localId }, at: [...entry.at] },
      'session',
    );
}

/** A connection that may fit (raised verbosity). */
export function onCandidate(statement: Statement): void {
  const name = textOf(statement.captures, '_name');
  const { thread } = statement.here;
  if (name !== null && thread.candidates.length < 64) thread.candidates.push(name);
}

/** The connection chosen. */
export function onSelected(statement: Statement): void {
  const { here, args } = statement;
  const { thread } = here;
  const connection = typeof args['connection'] === 'string' ? args['connection'] : null;
  thread.connection = connection;
  args['localId'] = thread.localId;
  args['remoteId'] = thread.remoteId;
  args['candidates'] = [...thread.candidates];
  if (thread.session !== null && connection !== null) thread.session.connection = connection;
  state(statement);
}

/** No connection for the identities, or none left. */
export function onNoConfig(statement: Statement): void {
  const { here, args } = statement;
  const { thread } = here;
  args['localId'] = thread.localId;
  args['remoteId'] = thread.remoteId;
  const { packet } = thread;
  args['local'] = packet === null || isMasked(packet.local) ? null : packet.local;
  args['remote'] = packet === null || isMasked(packet.remote) ? null : packet.remote;
  if (args['what'] !== undefined && thread.connection !== null) args['connection'] = thread.connection;
  state(statement);
}

/** The peer proved itself: its identity is known to the lines that follow. */
export function onPeerOk(statement: Statement): void {
  const id = textOf(statement.captures, 'id');
  if (id !== null) statement.here.thread.remoteId ??= id;
  state(statement);
}

/** Proof refused without naming the pair: the identities stand before. */
export function onHashMismatch(statement: Statement): void {
  const { args, here } = statement;
  args['localId'] ??= here.thread.localId;
  args['remoteId'] ??= here.thread.remoteId;
  state(statement);
}

/** A constraint of the connection in work is not met. */
export function onConstraint(statement: Statement): void {
  const { here, captures, args } = statement;
  const { thread } = here;
  const rule = textOf(captures, '_rule');
  if (statement.pattern.code === 'auth.identity-not-matched') args['sent'] ??= thread.remoteId;
  if (rule !== null) {
    args['what'] = `${rule} is ${textOf(captures, '_is') ?? ''}, required ${textOf(captures, '_least') ?? ''}`;
  }
  if (
    statement.pattern.code?.startsWith('auth.certificate') === true ||
    statement.pattern.code === 'auth.identity-not-in-certificate'
  ) {
    args['subject'] ??= thread.subject;
  }
  const entry = state(statement);
  const is = textOf(captures, '_is');
  if (entry !== null && rule !== null && (rule.includes('CRL') || rule.includes('OCSP')) && is !== 'REVOKED') {
    // The policy demands proof that the certificate is not revoked, and there is none.
    entry.code = 'auth.revocation-unreachable';
    entry.args = {
      subject: thread.statusSubject ?? thread.subject,
      url: thread.url,
      strict: true,
      what: entry.args['what'] ?? null,
    };
  }
}

/** The certificate that the next lines are about. */
export function onCertificate(statement: Statement): void {
  const { captures, here } = statement;
  const subject = textOf(captures, '_s') ?? textOf(captures, 'subject');
  const status = textOf(captures, '_status');
  if (subject !== null) here.thread.subject = subject;
  if (status !== null) here.thread.statusSubject = status;
  state(statement);
}

/** `subject certificate invalid (valid from … to …)`: the side is told by the time of the line where it has a date. */
export function onValidity(statement: Statement): void {
  const { here, captures, args } = statement;
  args['subject'] = here.thread.subject;
  const entry = state(statement);
  if (entry === null) return;
  const { line } = here;
  if (line.ns === null || !(line.timeKind === 'utc' || line.timeKind === 'zoned' || line.timeKind === 'local')) return;
  const from = instant(textOf(captures, 'notBefore'));
  const to = instant(textOf(captures, 'notAfter'));
  // Local times of unknown zone: a day of doubt.
  const doubt = 86_400_000_000_000n;
  if (to !== null && line.ns > to + doubt) entry.code = 'auth.certificate-expired';
  else if (from !== null && line.ns < from - doubt) entry.code = 'auth.certificate-not-yet-valid';
}

function instant(text: string | null): bigint | null {
  if (text === null || text.length > 40) return null;
  const parts = scanTime(`${text} `, 0);
  if (parts === null || parts.year === null || parts.month === null || parts.day === null) return null;
  const ms = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return BigInt(ms - (parts.zone ?? 0) * 60000) * 1_000_000n;
}

/** Subject and place of what a revocation line is about. */
export function onRevocation(statement: Statement): void {
  const { here, args } = statement;
  args['subject'] ??= here.thread.statusSubject ?? here.thread.subject;
  if (statement.pattern.code === 'auth.revocation-unreachable') args['url'] ??= here.thread.url;
  state(statement);
}

/** The missing issuer stands on the line after. */
export function onIssuer(statement: Statement): void {
  const { here, captures } = statement;
  const wanted = here.thread.issuerWanted;
  if (wanted === null) return;
  wanted.args['issuer'] = textOf(captures, '_issuer');
  wanted.at.push({ line: here.seq });
  here.thread.issuerWanted = null;
}

/** Errno of the kernel, told on the line before. */
export function onKernel(statement: Statement): void {
  const { here, captures, args } = statement;
  const { thread } = here;
  args['errno'] = thread.errno ?? textOf(captures, '_why');
  if (typeof args['what'] === 'string') args['what'] = args['what'].trim();
  state(statement);
}

/** Proposal lists: the protocol stands before the first colon. */
export function onProposals(statement: Statement): void {
  const { here, captures, args, pattern } = statement;
  const { thread } = here;
  const list = captures['proposals'];
  const first = Array.isArray(list) ? list[0] : captures['proposal'];
  const colon = typeof first === 'string' ? first.indexOf(':') : -1;
  const protocol = typeof first === 'string' && colon > 0 && colon < 6 ? first.slice(0, colon) : null;
  args['protocol'] = protocol;
  thread.protocol = protocol;
  const entry = state(statement);
  if (entry !== null && pattern.code === 'proposal.selected' && protocol === 'IKE') {
    entry.code = 'ike.selected-proposal';
    entry.args = { proposal: args['proposal'] ?? null };
  }
}

/** No proposal was chosen: of the IKE SA or of a child, told by the exchange or the lists before. */
export function onNoneChosen(statement: Statement): void {
  const { here, args } = statement;
  const { thread } = here;
  const exchange = thread.message?.exchange ?? thread.generated?.exchange ?? null;
  const byExchange =
    exchange === null
      ? null
      : exchange === 'IKE_SA_INIT' || exchange === 'Main Mode' || exchange === 'Aggressive Mode'
        ? 'IKE'
        : 'ESP';
  args['protocol'] = thread.protocol ?? byExchange;
  state(statement);
}

/** An EAP method begins; failures after it are its own. */
export function onEapMethod(statement: Statement): void {
  const { here, args } = statement;
  if (typeof args['method'] === 'string' && args['method'] !== 'EAP_IDENTITY' && here.thread.session !== null)
    here.thread.session.eapMethod = args['method'];
  state(statement);
}

/** EAP ends; the method may stand on an earlier line. */
export function onEapEnd(statement: Statement): void {
  statement.args['method'] ??= statement.here.thread.session?.eapMethod ?? null;
  state(statement);
}

/** The socket refused: the datagram it was is the one announced just before, if that is near. */
export function onSendError(statement: Statement): void {
  const { context, here, args } = statement;
  const last = context.lastSent;
  const entry = state(statement);
  if (entry === null || last === null || here.seq - last.seq > 3) return;
  args['remote'] = last.entry.args['remote'] ?? null;
  if (entry.session === null && last.entry.session !== null) own(entry, last.entry.session);
  here.thread.pending = here.thread.pending.filter((item) => item !== entry);
}

/** Selectors of our side: a list, or pairs of configured and received, on the lines that follow (raised verbosity). */
export function onSelectors(statement: Statement, side: 'us' | 'other'): void {
  const { here, captures } = statement;
  const { thread } = here;
  const local = captures['_local'];
  const remote = captures['_remote'];
  if (Array.isArray(local) && Array.isArray(remote)) {
    statement.args['local'] = local;
    statement.args['remote'] = remote;
    state(statement);
    return;
  }
  if (side === 'us' || thread.selectors === null) thread.selectors = { side, configured: null, received: null };
  else thread.selectors.side = side;
}

/** One line of a selector list. */
export function addSelector(
  statement: Omit<Statement, 'pattern'>,
  configured: string | null,
  received: string | null,
): void {
  const { context, here } = statement;
  const { thread } = here;
  const block = thread.selectors;
  if (block === null) return;
  const add = (
    entry: Entry | null,
    code: 'policy.selectors-configured' | 'policy.selectors-received',
    value: string,
  ): Entry => {
    let target = entry;
    if (target === null) {
      target = {
        code,
        args: { local: [], remote: [] },
        at: [],
        quote: here.line.quote,
        time: here.line.timeText,
        ns: here.line.ns,
        seq: here.seq,
        session: null,
        dropped: false,
      };
      place(context, thread, target, 'session');
    }
    const name = block.side === 'us' ? 'local' : 'remote';
    const known = target.args[name];
    const list = Array.isArray(known) ? known : [];
    if (!list.includes(value) && list.length < 256) target.args[name] = [...list, value];
    if (target.at.length < 64) target.at.push({ line: here.seq });
    return target;
  };
  if (configured !== null) block.configured = add(block.configured, 'policy.selectors-configured', configured);
  if (received !== null) block.received = add(block.received, 'policy.selectors-received', received);
}

/** Our identity where none is configured. */
export function onOwnId(statement: Statement): void {
  const { here } = statement;
  if (here.said !== null && here.thread.session === null) bind(here.thread, here.said);
  state(statement);
}

/** A group the peer asks for that we do not have: names the protocol by the exchange. */
export function groupProtocol(exchange: string | null): string | null {
  if (exchange === null) return null;
  return exchange === 'IKE_SA_INIT' || exchange === 'Main Mode' || exchange === 'Aggressive Mode' ? 'IKE' : 'ESP';
}

/** An endpoint moved. The change from port 500 to 4500 of a new IKE SA is no move. */
export function onMoved(statement: Statement): void {
  const { captures, args } = statement;
  const before = textOf(captures, '_oldLocal') ?? textOf(captures, '_oldRemote');
  const after = textOf(captures, 'local') ?? textOf(captures, 'remote');
  if (before !== null) {
    adoptMoved(statement);
    if (before === '0.0.0.0' || before === '::' || before.startsWith('%any')) return;
    if (before === after && statement.here.thread.session?.state !== 'established') return;
  }
  delete args['localPort'];
  delete args['remotePort'];
  state(statement);
}

/** A message from a new address was taken for an unknown IKE SA; the line tells which one it is. */
function adoptMoved(statement: Statement): void {
  const { context, here, captures } = statement;
  const { thread } = here;
  const remote = textOf(captures, '_oldRemote');
  const port = captures['_oldRemotePort'];
  if (
    remote === null ||
    thread.session === null ||
    thread.session.opened ||
    thread.packet === null ||
    here.said !== null
  )
    return;
  const moved = { ...thread.packet, remote, remotePort: typeof port === 'number' ? port : 0 };
  const session = context.sessions.find(moved, null, true);
  if (session === null || session === thread.session || session.state !== 'established') return;
  context.sessions.merge(thread.session, session);
  thread.session = session;
  thread.base = session;
  context.sessions.setEndpoints(session, thread.packet);
}

/** Identities of a secret without their quotes. */
export function unquoted(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((item): item is string => typeof item === 'string')
    .map((item) => (item.length > 1 && item.startsWith("'") && item.endsWith("'") ? item.slice(1, -1) : item));
}

/** A socket could not be opened. A host without one of the address families is no fault. */
export function onBindFailed(statement: Statement): void {
  const { here } = statement;
  here.thread.bindFailed = null;
  if (textOf(statement.captures, 'errno')?.startsWith('Address family not supported') === true) return;
  here.thread.bindFailed = state(statement);
}

/** The line after a socket error tells which port it was: the first socket is for port 500, the NAT-T one for 4500. */
export function onFamilyDisabled(statement: Statement): void {
  const { here } = statement;
  const failed = here.thread.bindFailed;
  if (failed === null) return;
  failed.args['port'] = here.line.message.endsWith('NAT-T socket') ? 4500 : 500;
  failed.at.push({ line: here.seq });
  here.thread.bindFailed = null;
}
