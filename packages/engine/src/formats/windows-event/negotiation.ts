import type { ArgValue, Endpoint } from '../../observations/index.ts';
import { koreanProgress } from './codes-ko.ts';
import { outcomeByText, type OutcomeCode, type Said } from './codes.ts';
import type { EventDesk, EventSession, Parties } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { address, cookie, field, legacyFilter, legacyIdentity, port, spi } from './fields.ts';
import { failurePoint, isAuthip, mainState, methodOf, roleOf, versionOf, word, type Role } from './words.ts';

/** Where in a negotiation an outcome belongs. */
type Part = 'main' | 'quick' | 'extended';

function endpoint(at: string | null, portText: string | null): Endpoint | null {
  const found = address(at);
  return found === null ? null : { address: found, port: port(portText) };
}

/** Both ends of a modern main-mode event. */
function mainParties(event: WindowsEvent): Parties {
  const module = field(event, 'KeyModName');
  // The events of extended mode are AuthIP's and do not say so in a value.
  const extended = event.id >= 4978 && event.id <= 4984;
  return {
    version: extended ? 1 : versionOf(module),
    authip: extended || isAuthip(module),
    role: roleOf(field(event, 'Role')),
    local: endpoint(field(event, 'LocalAddress'), field(event, 'LocalKeyModPort')),
    peer: endpoint(field(event, 'RemoteAddress'), field(event, 'RemoteKeyModPort')),
    initiatorSpi: cookie(field(event, 'InitiatorCookie')),
    responderSpi: cookie(field(event, 'ResponderCookie')),
    mainModeSa: field(event, 'MMSAID'),
  };
}

/** Both ends of a modern quick-mode event: the tunnel's where there is one, else the addresses themselves (transport mode). */
function quickParties(event: WindowsEvent): Parties {
  const module = field(event, 'KeyModName') ?? field(event, 'KeyingModuleName');
  return {
    version: versionOf(module),
    authip: isAuthip(module),
    role: roleOf(field(event, 'Role')),
    local: endpoint(field(event, 'LocalTunnelEndpoint'), null) ?? endpoint(field(event, 'LocalAddress'), null),
    peer: endpoint(field(event, 'RemoteTunnelEndpoint'), null) ?? endpoint(field(event, 'RemoteAddress'), null),
    mainModeSa: field(event, 'MMSAID') ?? field(event, 'MainModeSaId'),
  };
}

/** A filter of quick mode as the selectors of both sides. */
function selectors(event: WindowsEvent): Record<string, ArgValue> {
  const side = (name: 'Local' | 'Remote'): string | null => {
    const at = address(field(event, `${name}Address`));
    const mask = field(event, `${name}AddressMask`);
    return at === null ? null : mask === null ? at : `${at}/${mask}`;
  };
  return { local: side('Local'), remote: side('Remote') };
}

/** What an outcome is told with: where it was seen, how far it came, who it is. */
interface Ending {
  readonly part: Part;
  readonly reason: string | null;
  readonly point: 'local' | 'remote' | null;
  readonly role: Role | null;
  readonly version: 1 | 2 | null;
  readonly state: string | null;
  readonly method: string | null;
}

/** 4652, 4653, 4983 and 4984: main mode or extended mode failed. */
export function mainFailed(desk: EventDesk, event: WindowsEvent): void {
  const parties = mainParties(event);
  const extended = event.id === 4983 || event.id === 4984;
  const session = desk.ended(parties);
  identities(desk, session, event);
  const state = field(event, 'State');
  tellEnding(desk, session, event, {
    part: extended ? 'extended' : 'main',
    reason: field(event, 'FailureReason'),
    point: failurePoint(field(event, 'FailurePoint')),
    role: session.role,
    version: session.version,
    state: extended ? 'MAIN_I3' : mainState(state, session.role, session.version),
    // The events with certificates are written where certificates were used.
    method:
      methodOf(field(event, 'MMAuthMethod') ?? field(event, 'EMAuthMethod')) ??
      (event.id === 4652 || event.id === 4983 ? 'rsa signature' : null),
  });
}

/** 4654: quick mode failed. */
export function quickFailed(desk: EventDesk, event: WindowsEvent): void {
  const parties = quickParties(event);
  const session = desk.goesOn(parties);
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

function isSoft(out: string | null, algorithms: readonly string[]): boolean {
  return out === '00000000' && algorithms.every((name) => name === 'none' || name === '');
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

/** Both ends of a legacy event: the filter names them, the peer's identity the peer (EVT-K-08, EVT-K-10). */
function legacyParties(event: WindowsEvent, role: Role | null): Parties {
  const filter = legacyFilter(field(event, 'Filter'));
  const identity = legacyIdentity(field(event, 'PeerIdentity'));
  const peer = filter?.peer ?? identity.peer ?? filter?.destination ?? null;
  const local = filter?.local ?? (filter?.source === peer ? filter?.destination : filter?.source) ?? null;
  return {
    version: 1,
    role,
    local: local === null ? null : { address: local, port: filter?.localPort ?? 0 },
    peer: peer === null ? null : { address: peer, port: filter?.peerPort ?? 0 },
  };
}

/** Main mode or quick mode, by the words of the table; by their brackets where the language is another one. */
function legacyPart(value: string | null): Part {
  const text = (value ?? '').toLowerCase();
  return text.includes('quick') || text.includes('data protection') ? 'quick' : 'main';
}

/** 541: main mode, quick mode or a soft SA stands. */
export function legacyEstablished(desk: EventDesk, event: WindowsEvent): void {
  const parameters = field(event, 'Parameters') ?? '';
  const part = legacyPart(field(event, 'Mode'));
  const parties = legacyParties(event, null);
  const lines = parameters.slice(0, 2000).split(/[\r\n]+/);
  const value = (label: string): string | null => {
    const line = lines.find((text) => text.trim().toLowerCase().startsWith(label));
    return line === undefined ? null : line.trim().slice(label.length).trim();
  };
  if (part === 'quick' || value('outboundspi') !== null) {
    const session = desk.goesOn(parties);
    const out = spi(value('outboundspi'));
    const algorithms = ['esp algorithm', 'hmac algorithm', 'ah algorithm'].map((name) =>
      (value(name) ?? '').toLowerCase(),
    );
    if (isSoft(out, algorithms)) {
      desk.say(session, 'child.soft', { remote: session.peer?.address ?? null }, event);
      return;
    }
    session.established = true;
    const encapsulation = (value('encapsulation') ?? '').toLowerCase();
    desk.say(
      session,
      'child.established',
      {
        spiIn: spi(value('inboundspi')),
        spiOut: out,
        mode: encapsulation.startsWith('tunnel')
          ? 'tunnel'
          : encapsulation.startsWith('transport')
            ? 'transport'
            : null,
        protocol: algorithms[0] === 'none' ? 'AH' : 'ESP',
        encapsulation: encapsulation.includes('udp') ? 'udp' : null,
      },
      event,
    );
    return;
  }
  const session = desk.ended(parties);
  session.established = true;
  const { method, id } = legacyIdentity(field(event, 'PeerIdentity'));
  if (id !== null) desk.say(session, 'ike.peer-identity', { id }, event);
  if (method !== null) desk.say(session, 'auth.own-method', { method }, event);
  desk.say(session, 'ike.established', {}, event);
}

/** 547: main or quick mode failed. */
export function legacyFailed(desk: EventDesk, event: WindowsEvent): void {
  const extra = field(event, 'ExtraStatus') ?? '';
  const reason = field(event, 'FailureReason');
  // Server 2003 tells how far it came and who it was in the extra status; in exports the two are run together.
  const words = `${extra}\n${reason ?? ''}`;
  const told = `${words} ${koreanProgress(words)}`.toLowerCase();
  const role: Role | null = told.includes('responder') ? 'responder' : told.includes('initiator') ? 'initiator' : null;
  const part = legacyPart(field(event, 'Mode'));
  const parties = legacyParties(event, role);
  const session = part === 'quick' ? desk.goesOn(parties) : desk.ended(parties);
  const { method, id } = legacyIdentity(field(event, 'PeerIdentity'));
  if (id !== null) desk.say(session, 'ike.peer-identity', { id }, event);
  const filter = legacyFilter(field(event, 'Filter'));
  if (part === 'quick' && filter !== null)
    desk.say(session, 'policy.selectors-configured', { local: filter.source, remote: filter.destination }, event);
  tellEnding(desk, session, event, {
    part,
    reason,
    point: failurePoint(field(event, 'FailurePoint')),
    role,
    version: 1,
    state: part === 'quick' ? null : mainState(progress(told), role, 1),
    method,
  });
}

const steps = [
  'processed first (sa)',
  'processed second (ke)',
  'processed third (id)',
  'sent first (sa)',
  'sent second (ke)',
  'sent third (id)',
] as const;

function progress(told: string): string | null {
  return steps.find((step) => told.includes(step)) ?? null;
}

/** 544 and 545: the peer could not prove itself. */
export function legacyAuthFailed(desk: EventDesk, event: WindowsEvent): void {
  const session = desk.ended(legacyParties(event, null));
  const { method, id } = legacyIdentity(field(event, 'PeerIdentity'));
  if (id !== null) desk.say(session, 'ike.peer-identity', { id }, event);
  if (method !== null) desk.say(session, 'auth.own-method', { method }, event);
  if (event.id === 544) desk.say(session, 'auth.certificate-untrusted', { subject: id }, event);
  else desk.say(session, 'auth.refused-generally', { method, what: 'IKE peer authentication failed' }, event);
}

/** 546: the peer's proposal is refused, with the attribute that differs (EVT-K-06). */
export function legacyProposalRefused(desk: EventDesk, event: WindowsEvent): void {
  const part = legacyPart(field(event, 'Mode'));
  const parties = legacyParties(event, null);
  const session = part === 'quick' ? desk.goesOn(parties) : desk.ended(parties);
  const attribute = field(event, 'Attribute') ?? '';
  const wanted = field(event, 'ExpectedValue');
  const offered = field(event, 'ReceivedValue');
  if (/authentication method/i.test(attribute)) {
    desk.say(session, 'auth.method-refused', { offered, wanted, what: attribute }, event);
    return;
  }
  const what = `${attribute}: ${offered ?? '?'} offered, ${wanted ?? '?'} expected`;
  desk.say(session, 'proposal.none-chosen', { protocol: part === 'quick' ? 'ESP' : 'IKE', what }, event);
}

function identities(desk: EventDesk, session: EventSession, event: WindowsEvent): void {
  const theirs = field(event, 'RemoteMMPrincipalName') ?? field(event, 'RemoteEMPrincipalName');
  if (theirs !== null && address(theirs) === null) desk.say(session, 'ike.peer-identity', { id: theirs }, event);
  const subject = field(event, 'RemoteMMIssuingCA');
  if (subject !== null && theirs !== null)
    desk.say(session, 'auth.certificate-received', { subject: theirs, issuer: subject }, event);
}

/** Says how it ended: as this end decided, or as the peer told it. */
export function tellEnding(desk: EventDesk, session: EventSession, event: WindowsEvent, ending: Ending): void {
  if (ending.method !== null) desk.say(session, 'auth.own-method', { method: ending.method }, event);
  const outcome = outcomeByText(ending.reason ?? '');
  const what = ending.reason;
  if (outcome === null) {
    // Words nobody knows, of another language perhaps: that it failed, and how far it came.
    unknownReason(desk, session, event, ending);
    return;
  }
  if (ending.point === 'remote' && toldByPeer(desk, session, event, outcome, ending)) return;
  const said = ending.part === 'quick' ? outcome.quick : outcome.main;
  for (const one of said) sayOne(desk, session, event, one, ending, what);
}

/** What the peer said of its own decision is its testimony and no statement of this end. */
function toldByPeer(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  outcome: OutcomeCode,
  ending: Ending,
): boolean {
  const decided = (ending.part === 'quick' ? outcome.quick : outcome.main).some(
    ({ code }) => code !== 'message.gave-up' && code !== 'ike.ended-unexplained' && code !== 'child.failed',
  );
  if (!decided) return false;
  const notify = outcome.notify ?? (ending.part === 'quick' ? 'NO_PROPOSAL_CHOSEN' : 'AUTHENTICATION_FAILED');
  const selectors = ending.part === 'quick' && outcome.quick.some(({ code }) => code.startsWith('policy.'));
  desk.say(
    session,
    'notify.received',
    {
      notify: selectors ? 'INVALID_ID_INFORMATION' : notify,
      error: true,
      exchange: ending.part === 'quick' ? 'Quick Mode' : ending.version === 2 ? 'IKE_AUTH' : 'Main Mode',
    },
    event,
  );
  return true;
}

function sayOne(
  desk: EventDesk,
  session: EventSession,
  event: WindowsEvent,
  { code, args }: Said,
  ending: Ending,
  what: string | null,
): void {
  const more: Record<string, ArgValue> = { ...args };
  if (code === 'message.gave-up') {
    if (ending.part === 'quick') more['hint'] = 'quick-mode';
    else if (ending.state !== null) more['state'] ??= ending.state;
  } else if (code === 'ike.ended-unexplained') {
    more['what'] = what;
    if (ending.state !== null) more['state'] = ending.state;
  } else if (code === 'proposal.none-chosen' || code === 'policy.no-ike-config') {
    if (code === 'policy.no-ike-config') more['remote'] = session.peer?.address ?? null;
  } else if (code.startsWith('auth.') && more['what'] === undefined) more['what'] = what;
  else if (code.startsWith('kernel.') || code.startsWith('policy.') || code === 'child.failed') more['what'] ??= what;
  if (code === 'message.undecryptable') {
    more['exchange'] = 'Main Mode';
    more['what'] = what;
  }
  desk.say(session, code, more, event);
}

function unknownReason(desk: EventDesk, session: EventSession, event: WindowsEvent, ending: Ending): void {
  if (ending.part === 'quick') desk.say(session, 'child.failed', { what: ending.reason }, event);
  else desk.say(session, 'ike.ended-unexplained', { what: ending.reason, state: ending.state }, event);
}
