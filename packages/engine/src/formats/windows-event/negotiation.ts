import type { ArgValue } from '../../observations/index.ts';
import { outcomeByText } from './codes.ts';
import type { EventDesk, EventSession } from './desk.ts';
import { tellEnding } from './ending.ts';
import type { WindowsEvent } from './event.ts';
import { address, field, legacyFilter, spi } from './fields.ts';
import { answeredBy, endpoint, isSoft, legacyParties, mainParties, quickParties } from './parties.ts';
import { failurePoint, mainState, methodOf, word } from './words.ts';

/** A filter of quick mode as the selectors of both sides. */
function selectors(event: WindowsEvent): Record<string, ArgValue> {
  const side = (name: 'Local' | 'Remote'): string | null => {
    const at = address(field(event, `${name}Address`));
    const mask = field(event, `${name}AddressMask`);
    return at === null ? null : mask === null ? at : `${at}/${mask}`;
  };
  return { local: side('Local'), remote: side('Remote') };
}

/** 4652, 4653, 4983 and 4984: main mode or extended mode failed. */
export function mainFailed(desk: EventDesk, event: WindowsEvent): void {
  const parties = mainParties(event);
  const extended = event.id === 4983 || event.id === 4984;
  const failure = failureOf(event, false);
  const waiting = failure === null ? null : desk.twin(parties, failure);
  if (waiting !== null) waiting.superseded = true;
  const session = desk.ended(parties);
  session.failure = failure;
  identities(desk, session, event);
  const state = field(event, 'State');
  tellEnding(desk, session, event, {
    part: extended ? 'extended' : 'main',
    reason: field(event, 'FailureReason'),
    point: failurePoint(field(event, 'FailurePoint')),
    role: session.role,
    version: session.version,
    state: extended ? 'MAIN_I3' : mainState(state, session.role, session.version),
    answered: answeredBy(event, parties.role ?? null),
    // The events with certificates are written where certificates were used.
    method:
      methodOf(field(event, 'MMAuthMethod') ?? field(event, 'EMAuthMethod')) ??
      (event.id === 4652 || event.id === 4983 ? 'rsa signature' : null),
  });
}

function failureOf(event: WindowsEvent, quick: boolean): EventSession['failure'] {
  const reason = field(event, 'FailureReason');
  return reason === null || event.ns === null ? null : { reason, ns: event.ns, quick };
}

/** 4654: quick mode failed. */
export function quickFailed(desk: EventDesk, event: WindowsEvent): void {
  const parties = quickParties(event);
  const failure = failureOf(event, true);
  // The main mode it waited for has failed, and is told of.
  if (failure !== null && desk.twin(parties, failure) !== null) return;
  // A proof that is refused is one of a main mode: another one than that which stands.
  const proof = outcomeByText(failure?.reason ?? '')?.quick.some(({ code }) => code.startsWith('auth.')) === true;
  const session = proof ? desk.ended({ ...parties, mainModeSa: null }) : desk.goesOn(parties);
  session.failure = failure;
  const { local, remote } = selectors(event);
  if (local !== null || remote !== null)
    desk.say(session, 'policy.selectors-configured', { local: local ?? null, remote: remote ?? null }, event);
  tellEnding(desk, session, event, {
    part: 'quick',
    reason: field(event, 'FailureReason'),
    point: failurePoint(field(event, 'FailurePoint')),
    role: parties.role ?? session.role,
    version: session.version,
    state: null,
    method: null,
    unbound: parties.mainModeSa === '0' && !session.established,
  });
}

/** 4650, 4651 and 4979 to 4982: main mode stands. */
export function mainEstablished(desk: EventDesk, event: WindowsEvent): void {
  const session = desk.ended(mainParties(event));
  session.established = true;
  identities(desk, session, event);
  const method = methodOf(field(event, 'MMAuthMethod')) ?? (event.id === 4651 ? 'rsa signature' : null);
  if (method !== null) desk.say(session, 'auth.own-method', { method }, event);
  const proposal = ['MMCipherAlg', 'MMIntegrityAlg', 'DHGroup'].flatMap((name) => named(field(event, name)));
  if (proposal.length > 0) desk.say(session, 'ike.selected-proposal', { proposal: proposal.join('/') }, event);
  desk.say(session, 'ike.established', {}, event);
}

function named(value: string | null): string[] {
  const text = word(value);
  return text === '' || text.startsWith('%%') ? [] : [text];
}

/** 4655 and 543: main mode ended, as it does when its life or its peer is over. */
export function mainEnded(desk: EventDesk, event: WindowsEvent): void {
  const filter = legacyFilter(field(event, 'Filter'));
  const session = desk.goesOn(
    filter === null
      ? mainParties(event)
      : {
          local: endpoint(filter.local ?? filter.source, null),
          peer: endpoint(filter.peer ?? filter.destination, null),
        },
  );
  if (session.established) desk.say(session, 'ike.deleted', { by: 'inactivity' }, event);
}

/** 5451: a quick mode stands, or only looks as if: nothing protects a soft SA (EVT-K-12). */
export function quickEstablished(desk: EventDesk, event: WindowsEvent): void {
  const session = desk.goesOn(quickParties(event));
  const out = spi(field(event, 'OutboundSpi'));
  const algorithms = ['AhAuthType', 'EspAuthType', 'CipherType'].map((name) => word(field(event, name)));
  if (isSoft(out, algorithms)) {
    desk.say(session, 'child.soft', { remote: session.peer?.address ?? null }, event);
    return;
  }
  session.established = true;
  const { local, remote } = selectors(event);
  desk.say(
    session,
    'child.established',
    {
      spiIn: spi(field(event, 'InboundSpi')),
      spiOut: out,
      mode: modeOf(field(event, 'Mode')),
      protocol: algorithms[1] === 'none' && algorithms[2] === 'none' ? 'AH' : 'ESP',
      localTs: local ?? null,
      remoteTs: remote ?? null,
    },
    event,
  );
}

function modeOf(value: string | null): string | null {
  const text = word(value);
  return text.startsWith('transport') ? 'transport' : text.startsWith('tunnel') ? 'tunnel' : null;
}

/** 5452 and 542: a quick mode ended. */
export function quickEnded(desk: EventDesk, event: WindowsEvent): void {
  const filter = legacyFilter(field(event, 'Filter'));
  const session = desk.goesOn(filter === null ? quickParties(event) : legacyParties(event, null));
  const spiIn = spi(field(event, 'InboundSpi'));
  const spiOut = spi(field(event, 'OutboundSpi'));
  if (spiOut === '00000000') return;
  if (session.established) desk.say(session, 'child.closed', { spiIn, spiOut }, event);
}

function identities(desk: EventDesk, session: EventSession, event: WindowsEvent): void {
  const theirs = field(event, 'RemoteMMPrincipalName') ?? field(event, 'RemoteEMPrincipalName');
  if (theirs !== null && address(theirs) === null) desk.say(session, 'ike.peer-identity', { id: theirs }, event);
  const subject = field(event, 'RemoteMMIssuingCA');
  if (subject !== null && theirs !== null)
    desk.say(session, 'auth.certificate-received', { subject: theirs, issuer: subject }, event);
}
