import type { ArgValue } from '../../observations/index.ts';
import { outcomeByNumber, type Said } from './codes.ts';
import type { EventDesk, EventSession } from './desk.ts';
import type { WindowsEvent } from './event.ts';
import { address, allText, valueAt } from './fields.ts';

/** What a code of the remote access service says: as the code of IKE it stands for, or in facts of its own. */
interface RasCode {
  /** Code of IKE that lies behind it (raserror.h: the `OAKLEY` codes of L2TP). */
  readonly ike?: number;
  readonly says?: readonly Said[];
  readonly version?: 1 | 2;
}

/**
 * Codes of raserror.h. 786 to 793 stand for codes of IKE in L2TP/IPsec, which is IKEv1; codes of the 13800s are those of IKEv2 (the client
 * hands them on as they are).
 */
const rasCodes: Readonly<Record<number, RasCode>> = {
  691: { says: [{ code: 'auth.user-rejected' }] },
  // L2TP/IPsec without a certificate of the computer.
  766: { ike: 13806, version: 1 },
  // A certificate of the user, which EAP-TLS asks for.
  798: { says: [{ code: 'auth.certificate-none-suitable', args: { what: 'user certificate for EAP' } }] },
  786: { ike: 13806, version: 1 },
  787: { ike: 13801, version: 1 },
  788: { ike: 13802, version: 1 },
  789: { ike: 13804, version: 1 },
  790: { ike: 13847, version: 1 },
  791: { ike: 13825, version: 1 },
  792: { ike: 13805, version: 1 },
  793: { ike: 13816, version: 1 },
  // Whatever it tried, nobody answered: also where the tunnel's own packets get lost.
  800: { says: [{ code: 'message.gave-up' }] },
  809: { says: [{ code: 'message.gave-up' }] },
  810: { says: [{ code: 'auth.certificate-refused', args: { what: 'server certificate' } }] },
  811: { says: [{ code: 'message.gave-up', args: { hint: 'authentication' } }] },
  812: { says: [{ code: 'auth.user-rejected', args: { what: 'server policy' } }] },
  827: { says: [{ code: 'daemon.needed-and-down', args: { what: 'IKEEXT' } }] },
  835: { says: [{ code: 'auth.certificate-refused', args: { what: 'server certificate' } }], version: 1 },
  853: { says: [{ code: 'auth.certificate-refused', args: { what: 'client certificate' } }] },
  854: { says: [{ code: 'auth.certificate-expired', args: { what: 'client certificate' } }] },
  855: { says: [{ code: 'auth.certificate-revoked', args: { what: 'client certificate' } }] },
  856: { says: [{ code: 'auth.certificate-refused', args: { what: 'client certificate' } }] },
  857: { says: [{ code: 'auth.certificate-refused', args: { what: 'server certificate' } }] },
  858: { says: [{ code: 'auth.certificate-expired', args: { what: 'server certificate' } }] },
  859: { says: [{ code: 'auth.certificate-revoked', args: { what: 'server certificate' } }] },
  860: { says: [{ code: 'auth.certificate-refused', args: { what: 'server certificate' } }] },
  861: { says: [{ code: 'auth.certificate-untrusted', args: { what: 'client certificate' } }] },
  862: { says: [{ code: 'auth.certificate-untrusted', args: { what: 'client certificate' } }] },
  863: { says: [{ code: 'auth.certificate-expired', args: { what: 'root of the client certificate' } }] },
  864: { says: [{ code: 'auth.certificate-untrusted', args: { what: 'server certificate' } }] },
  865: { says: [{ code: 'auth.certificate-untrusted', args: { what: 'server certificate' } }] },
  866: { says: [{ code: 'auth.identity-not-in-certificate', args: { what: 'server certificate' } }] },
  868: { says: [{ code: 'host.name-unresolved' }] },
};

const client = /^ras(?:client|man)?$/i;
const server = /^(?:remoteaccess|microsoft-windows-rras|microsoft-windows-ras-ndiswan)$/i;

/** Whether this provider and id are of the remote access client or server. */
export function isRas(provider: string | null, id: number): boolean {
  if (provider === null) return false;
  if (client.test(provider)) return id >= 20220 && id <= 20229;
  return server.test(provider) && (id === 20255 || id === 20271 || id === 20276 || id === 20272);
}

/** Records of a dial-up or of the server that took it (RasClient 20221 to 20227, RemoteAccess 20255 and 20271). */
export function tellRas(desk: EventDesk, event: WindowsEvent, dials: Map<string, EventSession>): void {
  if (server.test(event.provider ?? '')) {
    const text = allText(event);
    const remote = ipIn(text);
    if (event.id === 20276 || event.id === 20272) return;
    // 20255 stands for whatever ended PPP, also for a stranger whose negotiation of it timed out.
    if (event.id === 20255 && !refusesUser(event)) return;
    const session = remote === null ? null : desk.goesOn({ peer: { address: remote, port: 0 }, role: 'responder' });
    desk.say(session, 'auth.user-rejected', { what: 'RemoteAccess' }, event);
    return;
  }
  const { id, connection, code } = dialOf(event);
  const known = id === null ? undefined : dials.get(id);
  const remote = ipIn(event.id === 20227 ? '' : allText(event));
  const session =
    known ??
    desk.ended({
      role: 'initiator',
      connection,
      peer: remote === null ? null : { address: remote, port: 0 },
    });
  if (id !== null && known === undefined && dials.size < 10_000) dials.set(id, session);
  if (session.peer === null && remote !== null) session.peer = { address: remote, port: 0 };
  session.connection ??= connection;
  if (event.id === 20221 || event.id === 20222) desk.say(session, 'operator.initiate', { connection }, event);
  // 631: the user or a program of this host ended it (raserror.h). Others may be a line that went.
  else if (event.id === 20226 && code === 631) desk.say(session, 'operator.terminate', { connection }, event);
  else if (event.id === 20227 && code !== null) dialFailed(desk, session, event, code);
}

/**
 * Whether the error that ended PPP (RemoteAccess 20255: number of the call, port, name of the user, error) is about who the user is or what the
 * user may do. The name of the user stands before it, behind a label of the message.
 */
function refusesUser(event: WindowsEvent): boolean {
  const values = event.data.map((item) => item.value.trim()).filter((value) => value !== '');
  const text = values.length > 1 ? (values.at(-1) ?? '') : allText(event);
  const label = /UserName:|사용자 이름:/u.exec(text);
  const error = label === null ? text : text.slice(text.indexOf('. ', label.index) + 1);
  if (label !== null && error.length === text.length) return false;
  return /password|user ?name|credential|account|policy configured|authentication (?:method|protocol|was not)|not (?:permitted|authorized)|암호|자격 증명|계정|인증 (?:방법|프로토콜)/iu.test(
    error.slice(0, 1000),
  );
}

/** Number of the dial-up, name of the connection and code, by their places and forms; from the message where there are no values. */
function dialOf(event: WindowsEvent): { id: string | null; connection: string | null; code: number | null } {
  const values = event.data.map((item) => item.value.trim());
  const text = values.length > 1 ? '' : allText(event);
  const id = /\{[0-9a-f-]{36}\}/i.exec(values[0] ?? text)?.[0]?.toLowerCase() ?? null;
  if (values.length > 1) {
    const last = values.at(-1) ?? '';
    return {
      id,
      connection: valueAt(event, 2),
      code: /^-?[0-9]{1,10}$/.test(last) ? dialCode(last) : null,
    };
  }
  return { id, connection: null, code: codeIn(text) };
}

/**
 * A code as a record writes it: an HRESULT of a Win32 code, which has a sign, is that code. Others with a sign (the TLS of SSTP) are not about IPsec;
 * they stay as they are, and no table has them.
 */
export function dialCode(written: string): number {
  const code = Number(written);
  return code < 0 && code >>> 16 === 0x8007 ? code & 0xffff : code;
}

/** The last number of a message: it ends with the code in every language. */
function codeIn(text: string): number | null {
  // Korean sentences go on behind the number (`13801입니다.`).
  const end = text.trimEnd().replace(/[\p{Script=Hangul}.\s"')\]]{1,12}$/u, '');
  let from = end.length;
  while (from > 0 && end.charCodeAt(from - 1) >= 0x30 && end.charCodeAt(from - 1) <= 0x39) from--;
  const digits = end.slice(from);
  if (digits.length === 0 || digits.length > 10) return null;
  return dialCode(end.charAt(from - 1) === '-' ? `-${digits}` : digits);
}

function ipIn(text: string): string | null {
  for (const part of text.split(/[\s,;()"=]+/).slice(0, 400)) {
    const found = address(part.replace(/[.:]$/, ''));
    if (found !== null) return found;
  }
  return null;
}

/** Says what a code with which a dial-up ended stands for. */
export function dialFailed(desk: EventDesk, session: EventSession, event: WindowsEvent, code: number): void {
  const ras = rasCodes[code];
  const ike = outcomeByNumber(ras?.ike ?? code);
  const args = (said: Said): Record<string, ArgValue> => ({ ...said.args, what: said.args?.['what'] ?? String(code) });
  if (ras?.says !== undefined) {
    session.version ??= ras.version ?? null;
    for (const said of ras.says)
      desk.say(session, said.code, said.code === 'message.gave-up' ? { ...said.args } : args(said), event);
    return;
  }
  // A number that no table of IPsec has is about something else: a modem, a line, the user.
  if (ike === null) return;
  session.version ??= ras?.version ?? 2;
  // The client is told by its own IKE; whether that was asked or asked itself to refuse, the code does not tell.
  if (ike.notify === 'NO_PROPOSAL_CHOSEN') {
    desk.say(session, 'notify.received', { notify: ike.notify, error: true, exchange: 'any' }, event);
    return;
  }
  for (const said of ike.main)
    desk.say(session, said.code, said.code === 'message.gave-up' ? { ...said.args } : args(said), event);
}

/** Whether a code of remote access says something of IPsec. */
export function isDialCode(code: number): boolean {
  return rasCodes[code] !== undefined;
}
