import { koreanProgress } from './codes-ko.ts';
import { outcomeByNumber, outcomeByText } from './codes.ts';
import type { EventDesk } from './desk.ts';
import { tellEnding, tellMismatch, type Part } from './ending.ts';
import type { WindowsEvent } from './event.ts';
import { field, legacyFilter, legacyIdentity, spi } from './fields.ts';
import { answeredBy, isSoft, legacyParties } from './parties.ts';
import { failurePoint, mainState, type Role } from './words.ts';

/** Main mode or quick mode, by the words of the table, and by those of Microsoft's Korean pages (the Korean guide to isolation, chapter 7). */
function legacyPart(value: string | null): Part {
  const text = (value ?? '').toLowerCase();
  return text.includes('quick') || text.includes('data protection') || text.includes('빠른 모드') ? 'quick' : 'main';
}

/** Lines of the parameters of 541 in the order of the table (EVT-K-09), for systems whose labels are other words. */
const parameterOrder = [
  'esp algorithm',
  'hmac algorithm',
  'ah algorithm',
  'encapsulation',
  'inboundspi',
  'outboundspi',
] as const;

/** A parameter of 541 by its label; by its place where the label is of another language. Korean systems have 없음 for None (chapter 7). */
function parameter(text: string): (label: (typeof parameterOrder)[number]) => string | null {
  const lines = text
    .slice(0, 2000)
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const labelled = lines.some((line) => line.toLowerCase().startsWith('outboundspi'));
  return (label) => {
    if (labelled) {
      const line = lines.find((one) => one.toLowerCase().startsWith(label));
      return line === undefined ? null : line.slice(label.length).trim();
    }
    // Both SPIs end with their number in brackets, in every language.
    const spis = lines.flatMap((line, at) => (/[0-9]\s*\(0x[0-9a-f]{1,8}\)$/i.test(line) ? [at] : []));
    const [first, second] = spis;
    if (first !== 4 || second !== 5 || spis.length !== 2) return null;
    const at = parameterOrder.indexOf(label);
    const line = lines[at] ?? '';
    return at >= 4 ? line.slice(Math.max(0, line.search(/[0-9]+\s*\(0x/))) : line.endsWith('없음') ? 'none' : line;
  };
}

/** 541: main mode, quick mode or a soft SA stands. */
export function legacyEstablished(desk: EventDesk, event: WindowsEvent): void {
  const parameters = field(event, 'Parameters') ?? '';
  const part = legacyPart(field(event, 'Mode'));
  const parties = legacyParties(event, null);
  const value = parameter(parameters);
  if (part === 'quick' || value('outboundspi') !== null) {
    const session = desk.goesOn(parties);
    const out = spi(value('outboundspi'));
    const algorithms = (['esp algorithm', 'hmac algorithm', 'ah algorithm'] as const).map((name) =>
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
  // A proof that is refused is one of a main mode.
  const proof = outcomeByText(reason ?? '')?.quick.some(({ code }) => code.startsWith('auth.')) === true;
  const session = part === 'quick' && !proof ? desk.goesOn(parties) : desk.ended(parties);
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
    behind: behindReason(reason, extra),
    answered: answeredBy(event, role),
  });
}

/** Codes that say hardly more than that authentication, or anything, failed. */
const general: ReadonlySet<number> = new Set([13801, 13804, 13816, 13827]);

/** The status of SSPI or of the certificate functions (winerror.h: 0x8009…, 0x800b…) in the extra status, where the reason is a general one. */
function behindReason(reason: string | null, extra: string): number | null {
  const outcome = outcomeByText(reason ?? '');
  if (outcome !== null && !general.has(outcome.code)) return null;
  for (const [text] of extra.slice(0, 2000).matchAll(/\b0x800[9b][0-9a-f]{4}\b/gi)) {
    const code = Number.parseInt(text.slice(2), 16);
    if (outcomeByNumber(code) !== null) return code;
  }
  return null;
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
  const mismatch = { attribute, wanted: field(event, 'ExpectedValue'), offered: field(event, 'ReceivedValue') };
  tellMismatch(desk, session, event, mismatch, part === 'quick');
}
