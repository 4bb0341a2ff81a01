import { eapCodes } from '../../knowledge/windows/codes/remote-access-eap.ts';
import { lineCodes } from '../../knowledge/windows/codes/remote-access-line.ts';
import { linkCodes } from '../../knowledge/windows/codes/remote-access-link.ts';
import { routerCodes } from '../../knowledge/windows/codes/remote-access-router.ts';
import { vpnCodes } from '../../knowledge/windows/codes/remote-access-vpn.ts';
import { dialCode, dialFailed, isDialCode } from '../windows-event/ras.ts';
import { outcomeByNumber, outcomeByText } from '../windows-event/codes.ts';
import { openEventDesk } from '../windows-event/desk.ts';
import { tellEnding } from '../windows-event/ending.ts';
import { mainState } from '../windows-event/words.ts';
import { windowsEventBasis, type WindowsEvent } from '../windows-event/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';

/** A line as an event without anything but its words. */
function wordsOf(text: string, place: number, id: number): WindowsEvent {
  return {
    provider: null,
    channel: null,
    id,
    version: null,
    qualifiers: null,
    level: null,
    keywords: null,
    ns: null,
    computer: null,
    record: null,
    processId: null,
    threadId: null,
    data: [],
    message: text,
    place,
  };
}

/** Of later records the words `returned on failure` are left out. */
const quoted = /error code (?:returned on failure )?is (-?[0-9]{1,10})(?![0-9a-z])/i;
/** The same of a Korean system. */
const quotedKorean = /오류 코드는 (-?[0-9]{1,10})(?![0-9a-z])/iu;
/** Number of a call, which stands in front of every message of RasClient. */
const call = /\bCoId ?= ?\{/i;
const numbered = /(?:\berror(?: code)?|오류(?: 코드)?)(?: ?:)? {0,2}([0-9]{3,5})(?![0-9a-z])/iu;
const ofIpsecStatus = /\b0x80073([56][0-9a-f]{2})\b/i;
const remoteAccess = /(?:l2tp|ikev2|\bike[_ ]auth\b|vpn|rasclient|remote access|dial|원격 액세스)/iu;
/** The line speaks of a client of Windows at all. */
const ofWindows = /windows|vpn|l2tp|rasclient/i;
/** What stands between colons, quotes and brackets may be the words of an error. */
const between = /["“”():;,]/u;
/** Words that no other system prints of IPsec (winerror.h), of those that a client shows its user. */
const shownToUsers: ReadonlySet<number> = new Set([13_801, 13_806, 13_868]);
/** Win32 codes of IPsec (winerror.h): no other code of Windows lies here. */
const ofIpsec = (code: number): boolean => code >= 13_800 && code < 14_000;
/** Letters and digits alone: systems differ in quotes, blanks and full stops. */
const letters = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
/** How much of a message of remote access has to be there: its first sentence, or most of that. */
const telling = { least: 45, most: 90 };
/** 691 as `rasdial` and the dialogs of Vista and later word it; raserror.h has other words. */
const laterWords = {
  code: 691,
  text: 'The remote connection was denied because the user name and password combination you provided is not recognized',
};
let dialogs: readonly { readonly code: number; readonly start: string }[] | null = null;

/** What the dialogs of a client say in place of a number (raserror.h), by its beginning. */
function dialogWords(): NonNullable<typeof dialogs> {
  dialogs ??= [
    ...[...eapCodes, ...lineCodes, ...linkCodes, ...routerCodes, ...vpnCodes].flatMap(({ kind, number, text }) =>
      kind === 'code' && number !== null && isDialCode(number) && text !== null ? [{ code: number, text }] : [],
    ),
    laterWords,
  ]
    .map(({ code, text }) => ({ code, start: letters(text).slice(0, telling.most) }))
    .filter(({ start }) => start.length >= telling.least);
  return dialogs;
}

/** The code whose words are a line of their own, as a dialog of Windows 10 and later shows them, without a number. */
function codeOfDialog(text: string): number | null {
  const line = letters(text.slice(0, 600));
  const whole = outcomeByText(text)?.code;
  if (whole !== undefined && shownToUsers.has(whole) && text.trim().split(between).length <= 2) return whole;
  if (line.length < telling.least) return null;
  const found = dialogWords().filter(({ start }) => line.startsWith(start));
  // 809 and 811 begin alike; the second goes on with the key.
  const [first] = line.includes('pre shared key') ? found.toReversed() : found;
  return first?.code ?? null;
}

const event547 = /\b547\b/;
const reasonLabel = /(?:failure reason|specific reason)s?:?\s/i;

/** What one line says: a code of a dial-up, or the reason of a 547. */
type Found =
  | { readonly kind: 'dial'; readonly code: number }
  | { readonly kind: 'failure'; readonly reason: string; readonly quick: boolean };

/**
 * The code of the message that RasClient writes when a dial-up failed (20227): also one that no table of IPsec has, such as 87.
 */
function codeOfDialUp(text: string): number | null {
  const failed = call.test(text) || /\bdialed a connection\b/i.test(text);
  const code = failed ? (quoted.exec(text) ?? quotedKorean.exec(text))?.[1] : undefined;
  return code === undefined ? null : dialCode(code);
}

function find(text: string): Found | null {
  const dialUp = codeOfDialUp(text);
  if (dialUp !== null) return { kind: 'dial', code: dialUp };
  const code = codeOf(text) ?? codeOfDialog(text);
  if (code !== null && (isDialCode(code) || outcomeByNumber(code) !== null)) return { kind: 'dial', code };
  if (!event547.test(text)) return null;
  const quick = /quick mode/i.test(text);
  const label = reasonLabel.exec(text);
  const at = label === null ? text.indexOf(':') + 1 : label.index + label[0].length;
  const reason = text.slice(at).replace(/^[^:]{0,24}:\s(?=[A-Z])/, '');
  return at > 0 && outcomeByText(reason) !== null ? { kind: 'failure', reason, quick } : null;
}

/** The code a line names: any that a dial-up returned, one of IPsec anywhere, of remote access where the line speaks of it. */
function codeOf(text: string): number | null {
  const returned = quoted.exec(text)?.[1];
  if (returned !== undefined) return dialCode(returned);
  const status = ofIpsecStatus.exec(text)?.[1];
  // 0x80073500 to 0x800736FF are the HRESULTs of 13568 to 14079.
  if (status !== undefined) return 0x3000 + Number.parseInt(status, 16);
  const named = numbered.exec(text)?.[1];
  if (named === undefined) return codeByWords(text);
  const code = Number(named);
  return ofIpsec(code) || remoteAccess.test(text) ? code : null;
}

/** The code whose words a line about Windows quotes without its number. */
function codeByWords(text: string): number | null {
  if (!ofWindows.test(text)) return null;
  for (const part of text.split(between).slice(0, 40)) {
    const code = outcomeByText(part)?.code;
    if (code !== undefined && shownToUsers.has(code)) return code;
  }
  return null;
}

const maxLines = 40;

/** Reads what people write down of an error: a line that names a code of a dial-up, or the reason of an event 547. */
export function openErrorText(artifact: string): TextReader {
  const desk = openEventDesk(artifact, (event) => ({ line: event.place }), false);
  let lines = 0;
  /** 547 is a record of systems before Vista. */
  let legacy = false;
  return {
    line(text, number) {
      lines = number;
      if (number > maxLines) return;
      const found = find(text.slice(0, 2000));
      if (found === null) return;
      const event = wordsOf(text, number, found.kind === 'dial' ? 20227 : 547);
      const session = desk.ended({ role: found.kind === 'dial' ? 'initiator' : null });
      if (found.kind === 'dial') {
        dialFailed(desk, session, event, found.code);
        return;
      }
      legacy = true;
      const told = found.reason.toLowerCase();
      const role =
        told.includes('responder') || /\bon the responder\b/i.test(text)
          ? 'responder'
          : told.includes('initiator')
            ? 'initiator'
            : null;
      session.role = role;
      session.version = 1;
      const step = /(?:processed|sent) (?:first \(sa\)|second \(ke\)|third \(id\))/.exec(told)?.[0] ?? null;
      tellEnding(desk, session, event, {
        part: found.quick ? 'quick' : 'main',
        reason: found.reason.split(/ - | \(variant/)[0] ?? found.reason,
        point: null,
        role,
        version: 1,
        state: found.quick ? null : mainState(step, role, 1),
        method: null,
      });
    },
    end: () => ({
      format: 'windows-error',
      observations: desk.observations(),
      faults: [],
      records: lines,
      hostName: null,
      product: legacy ? 'Windows (before Vista)' : 'Windows',
      ownAddresses: [],
      timeKind: 'none',
      limits: desk.limits(),
    }),
  };
}

/** A few lines about an error of Windows, as people paste them. */
export const windowsError: TextFormat = {
  format: 'windows-error',
  basis: windowsEventBasis,
  sniff: (head) => (head.length <= maxLines && head.some((line) => find(line.slice(0, 2000)) !== null) ? 25 : 0),
  open: openErrorText,
};
