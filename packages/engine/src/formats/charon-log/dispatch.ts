import {
  onGenerated,
  onInitiate,
  onNamed,
  onParsed,
  onReceived,
  onRespond,
  onSent,
  numberOf,
  setSpis,
  state,
  textOf,
  type Statement,
} from './acts.ts';
import { bind, startJob } from './context.ts';
import * as endings from './endings.ts';
import * as enrich from './enrich.ts';

/** Does what the pattern of a statement asks for. */
export function dispatch(statement: Statement): void {
  const { context, here, captures, args, pattern } = statement;
  const { thread } = here;
  switch (pattern.act) {
    case 'start':
      context.started = true;
      begin(statement);
      state(statement);
      break;
    case 'plugins':
      // The systemd daemon does not announce its start otherwise.
      if (context.started) context.started = false;
      else {
        begin(statement);
        state(statement);
      }
      break;
    case 'stop':
      context.stopping = true;
      state(statement);
      break;
    case 'terminate':
      context.terminateSeq = here.seq;
      startJob(context, thread);
      state(statement);
      break;
    case 'received':
      onReceived(statement);
      break;
    case 'sent':
      onSent(statement);
      break;
    case 'parsed':
      onParsed(statement);
      break;
    case 'generated':
      onGenerated(statement);
      break;
    case 'initiate':
      onInitiate(statement);
      break;
    case 'respond':
      onRespond(statement);
      break;
    case 'named':
      onNamed(statement);
      if (textOf(captures, '_to') === 'ESTABLISHED' && thread.session !== null) thread.session.state = 'established';
      state(statement);
      if (
        textOf(captures, '_to') === 'DESTROYING' &&
        thread.session !== null &&
        thread.session.uid === captures['_uid']
      )
        context.sessions.close(thread.session);
      break;
    case 'checked-out':
      thread.checkedOut = onNamed(statement);
      break;
    case 'checkin':
      onNamed(statement);
      thread.checkedOut = null;
      break;
    case 'duplicate':
      endings.onDuplicate(statement);
      break;
    case 'checkout': {
      const initiator = textOf(captures, '_spiI');
      const responder = textOf(captures, '_spiR');
      if (initiator !== null && responder !== null) thread.spis = { initiator, responder };
      break;
    }
    case 'retransmit':
      endings.onRetransmit(statement);
      break;
    case 'gave-up':
      endings.onGaveUp(statement);
      break;
    case 'peer-again':
      endings.onPeerAgain(statement);
      break;
    case 'retry':
      if (thread.session !== null) thread.session.retry = true;
      args['protocol'] = enrich.groupProtocol(thread.message?.exchange ?? null);
      state(statement);
      break;
    case 'retry-asked':
      if (thread.session !== null && thread.message?.exchange === 'IKE_SA_INIT') thread.session.retry = true;
      args['protocol'] = enrich.groupProtocol(thread.message?.exchange ?? null);
      state(statement);
      break;
    case 'processing-failed':
      endings.onProcessingFailed(statement);
      break;
    case 'fault':
      endings.onFault(statement);
      break;
    case 'established':
      endings.onEstablished(statement);
      break;
    case 'rekeyed':
      endings.onRekeyed(statement);
      break;
    case 'deleting':
      endings.onDeleting(statement);
      break;
    case 'delete-received':
      endings.onDeleteReceived(statement);
      break;
    case 'ends':
      endings.onEnds(statement);
      break;
    case 'half-open':
      endings.onHalfOpen(statement);
      break;
    case 'job':
      endings.onJob(statement);
      break;
    case 'child':
      endings.onChild(statement);
      break;
    case 'child-unknown':
      endings.onChildUnknown(statement);
      break;
    case 'looking':
      enrich.onLooking(statement);
      break;
    case 'candidate':
      enrich.onCandidate(statement);
      break;
    case 'selected':
      enrich.onSelected(statement);
      break;
    case 'unacceptable':
      state(statement);
      break;
    case 'no-config':
      enrich.onNoConfig(statement);
      break;
    case 'constraint':
      enrich.onConstraint(statement);
      break;
    case 'certificate':
      enrich.onCertificate(statement);
      break;
    case 'validity':
      enrich.onValidity(statement);
      break;
    case 'issuer-wanted':
      thread.issuerWanted = state(statement);
      break;
    case 'issuer':
      enrich.onIssuer(statement);
      break;
    case 'revocation-url':
      thread.url = textOf(captures, '_url');
      break;
    case 'revocation':
      enrich.onRevocation(statement);
      break;
    case 'errno':
      thread.errno = textOf(captures, '_errno');
      break;
    case 'kernel':
      enrich.onKernel(statement);
      break;
    case 'selectors-us':
      enrich.onSelectors(statement, 'us');
      break;
    case 'selectors-other':
      enrich.onSelectors(statement, 'other');
      break;
    case 'selectors-line':
      enrich.addSelector(statement, textOf(captures, '_config'), textOf(captures, '_received'));
      break;
    case 'proposals':
      enrich.onProposals(statement);
      break;
    case 'none-chosen':
      enrich.onNoneChosen(statement);
      break;
    case 'eap-method':
      enrich.onEapMethod(statement);
      break;
    case 'eap-end':
      enrich.onEapEnd(statement);
      break;
    case 'send-error':
      enrich.onSendError(statement);
      break;
    case 'additional-address': {
      const address = textOf(captures, '_address');
      if (address !== null && thread.session !== null) context.sessions.alsoAt(thread.session, address);
      break;
    }
    case 'moved':
      enrich.onMoved(statement);
      break;
    case 'unresolved':
      if (thread.session !== null) thread.session.role ??= 'initiator';
      state(statement);
      break;
    case 'processing': {
      const session = here.said ?? context.sessions.processing(numberOf(captures, 'messageId') ?? -1);
      startJob(context, thread);
      if (session !== null) bind(thread, session);
      state(statement);
      break;
    }
    case 'secret':
      args['ids'] = enrich.unquoted(args['ids']);
      state(statement);
      break;
    case 'bind-failed':
      enrich.onBindFailed(statement);
      break;
    case 'family-disabled':
      enrich.onFamilyDisabled(statement);
      break;
    case 'peer-ok':
      enrich.onPeerOk(statement);
      break;
    case 'hash-mismatch':
      enrich.onHashMismatch(statement);
      break;
    case 'own-id':
      enrich.onOwnId(statement);
      break;
    case undefined:
      state(statement);
      break;
  }
  // SPIs of a verbose log belong to the SA this thread fetched.
  if (thread.spis !== null && thread.session !== null && pattern.act === 'parsed') {
    setSpis(thread.session, thread.spis);
    thread.spis = null;
  }
}

/** A daemon starts: the numbers of the one before mean nothing any more. */
function begin(statement: Statement): void {
  const { context, captures } = statement;
  for (const session of context.sessions.all()) if (session.state !== 'closed') context.sessions.close(session);
  context.sessions.restart();
  context.threads.clear();
  context.stopping = false;
  context.terminateSeq = 0;
  context.version = textOf(captures, 'version') ?? context.version;
}
