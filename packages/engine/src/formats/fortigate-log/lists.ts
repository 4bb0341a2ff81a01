import { realAddress, type Attempt, type Desk } from '../device-log/index.ts';
import { isError, notifyWord } from '../device-log/notify.ts';
import { noParts, proposalOf, type Parts } from '../device-log/proposals.ts';
import type { LogLine } from '../log-lines/index.ts';

interface List {
  readonly attempt: Attempt;
  readonly whose: 'incoming' | 'mine';
  protocol: 'IKE' | 'ESP' | 'AH';
  parts: Parts;
  open: boolean;
}

const lists = new WeakMap<Desk, List>();

/** Begins a list; `child`: of a CHILD_SA or quick mode, also where its line `protocol = ESP` was not copied. */
export function openList(desk: Desk, attempt: Attempt, whose: 'incoming' | 'mine', child: boolean): void {
  closeList(desk);
  attempt.lists.delete(whose);
  lists.set(desk, { attempt, whose, protocol: child ? 'ESP' : 'IKE', parts: noParts(), open: false });
}

function flush(desk: Desk, list: List): void {
  if (!list.open) return;
  list.open = false;
  const proposal = proposalOf(list.protocol, list.parts);
  if (proposal !== null) desk.list(list.attempt, list.whose, proposal);
  list.parts = noParts();
}

export function closeList(desk: Desk): void {
  const list = lists.get(desk);
  if (list === undefined) return;
  flush(desk, list);
  lists.delete(desk);
}

/** Lines of a proposal under `incoming proposal:` or `my proposal:`. True when the line was one. */
export function listLine(desk: Desk, text: string): boolean {
  const list = lists.get(desk);
  if (list === undefined) return false;
  const type =
    /^type ?= ?([A-Z_]{2,24}), ?val ?= ?([A-Za-z0-9_]{1,40})(?:[ ,]{1,2}\(?key[-_]len ?= ?([0-9]{1,4})\)?)?/.exec(text);
  if (type !== null) {
    const [, name = '', value = '', bits] = type;
    const { parts } = list;
    if (name.includes('ENCR') && !name.includes('INTEG')) {
      // Another cipher of the same proposal (IKEv2) is another proposal in the list.
      if (parts.cipher !== null && parts.hash !== null) {
        flush(desk, list);
        list.parts = noParts();
      }
      list.open = true;
      list.parts.cipher = value;
      if (bits !== undefined) list.parts.bits = Number(bits);
    } else if (name.includes('HASH') || name.startsWith('INTEG') || name.includes('AUTH_ALG')) parts.hash ??= value;
    else if (name.includes('GROUP')) parts.group ??= value;
    else if (name === 'AUTH_METHOD') {
      list.attempt.version ??= 1;
      list.attempt.notes.set(`${list.whose}Method`, value);
    }
    return true;
  }
  const group = /^PFS DH group = ([0-9]{1,2})/.exec(text);
  if (group !== null) {
    list.parts.group = group[1] ?? null;
    return true;
  }
  const transform = /^trans_id ?= ?(?:ESP_)?([A-Z0-9_]{2,24})(?: ?\(?key[-_]len ?= ?([0-9]{1,4})\)?)?/.exec(text);
  if (transform !== null) {
    const [, name = '', bits] = transform;
    if (name === 'KEY_IKE') return true;
    // Further transforms of one proposal share its group.
    const { group: shared } = list.parts;
    flush(desk, list);
    list.parts = { ...noParts(), group: shared };
    list.open = true;
    list.parts.cipher = name;
    if (bits !== undefined) list.parts.bits = Number(bits);
    return true;
  }
  if (/^proposal id ?= ?[0-9]/.test(text)) {
    flush(desk, list);
    list.open = true;
    return true;
  }
  const protocol = /^protocol(?: id)? ?= ?([A-Za-z0-9_]{2,16})/.exec(text)?.[1];
  if (protocol !== undefined) {
    list.protocol = /esp/i.test(protocol) ? 'ESP' : /ah$/i.test(protocol) ? 'AH' : 'IKE';
    return true;
  }
  if (/^(?:encapsulation ?=|ISAKMP SA lifetime|PFS is|type ?=|life|AUTH_METHOD|encryption)/i.test(text)) return true;
  closeList(desk);
  return false;
}

/** Says both lists, once for each refusal. */
export function sayLists(desk: Desk, attempt: Attempt, line: LogLine, seq: number): 'IKE' | 'ESP' | null {
  closeList(desk);
  let protocol: 'IKE' | 'ESP' | null = null;
  for (const [whose, code] of [
    ['incoming', 'proposal.received'],
    ['mine', 'proposal.configured'],
  ] as const) {
    const proposals = attempt.lists.get(whose);
    if (proposals === undefined || proposals.length === 0) continue;
    protocol = proposals[0]?.startsWith('IKE') === true ? 'IKE' : 'ESP';
    desk.say(attempt, code, { protocol, proposals: [...proposals] }, line, seq);
    attempt.lists.delete(whose);
  }
  return protocol;
}

/** `peer:0:10.1.1.0-10.1.1.255:0, me:0:10.2.2.0-10.2.2.255:0`. */
export function selectorsOf(text: string): { remote: string; local: string } | null {
  const remote = /peer:[0-9]{1,3}:([0-9A-Fa-f.:]{2,45}-[0-9A-Fa-f.:]{2,45}):[0-9]{1,5}/.exec(text)?.[1];
  const local = /me:[0-9]{1,3}:([0-9A-Fa-f.:]{2,45}-[0-9A-Fa-f.:]{2,45}):[0-9]{1,5}/.exec(text)?.[1];
  return remote === undefined || local === undefined ? null : { remote, local };
}

/** Whether the line is an event of the system log about IPsec: `subtype="vpn"`, before FortiOS 5 `subtype=ipsec`. */
export function isEvent(text: string): boolean {
  if (/ subtype="?ipsec"? /.test(text)) return true;
  // The front of the record was not copied.
  if (
    (text.includes('logdesc="IPsec phase') || text.includes('logdesc="Progress IPsec phase')) &&
    (text.includes('remip=') || text.includes('vpntunnel='))
  )
    return true;
  return (
    (text.includes('subtype="vpn"') || text.includes('subtype=vpn')) &&
    (text.includes('remip=') ||
      text.includes('msg="IPsec') ||
      text.includes('msg="progress IPsec') ||
      text.includes('logdesc="IPsec') ||
      text.includes('logdesc="Progress IPsec') ||
      text.includes('vpntunnel='))
  );
}

/** Names before FortiOS 5. */
const oldNames: Readonly<Record<string, string>> = {
  rem_ip: 'remip',
  loc_ip: 'locip',
  rem_port: 'remport',
  loc_port: 'locport',
  vpn_tunnel: 'vpntunnel',
  error_reason: 'reason',
};

/**
 * Fields of an event of the system log: `msg="IPsec phase 1 error" remip=… reason="peer SA proposal not match local policy"`; before
 * FortiOS 5 a value of several words stands without quotes: it goes on to the next `name=`.
 */
export function eventFields(text: string): ReadonlyMap<string, string> | null {
  if (!isEvent(text)) return null;
  const fields = new Map<string, string>();
  let at = 0;
  while (at < text.length && fields.size < 80) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const name = text.slice(text.lastIndexOf(' ', equals) + 1, equals);
    let end: number;
    let value: string;
    if (text.charAt(equals + 1) === '"') {
      end = text.indexOf('"', equals + 2);
      if (end < 0) end = text.length;
      value = text.slice(equals + 2, end);
    } else {
      const next = text.indexOf('=', equals + 1);
      const rest = next < 0 ? text.length : text.lastIndexOf(' ', next);
      end = rest <= equals ? text.length : rest;
      value = text.slice(equals + 1, end);
    }
    if (/^[A-Za-z_]{2,24}$/.test(name)) {
      const known = oldNames[name] ?? name;
      if (!fields.has(known)) fields.set(known, value.trim());
    }
    at = end + 1;
  }
  return fields;
}

/** Before FortiOS 5 the reason stands in the message: `msg="Negotiate SA Error: probable pre-shared secret mismatch"`. */
function negotiateError(message: string): string {
  return /^Negotiate [A-Za-z ]{1,24}: ?(.{1,200})$/.exec(message)?.[1]?.trim() ?? '';
}

/** An event of the system log. True when it was one of IPsec. */
export function eventLine(desk: Desk, text: string, line: LogLine, seq: number): boolean {
  const fields = eventFields(text);
  if (fields === null) return false;
  const get = (name: string): string => fields.get(name) ?? '';
  const tunnel = get('vpntunnel');
  const attempt = desk.attempts.find(
    {
      peer: realAddress(get('remip')),
      local: realAddress(get('locip')),
      peerPort: Number(get('remport')) || null,
      localPort: Number(get('locport')) || null,
      connection: tunnel === '' || tunnel === 'N/A' ? null : tunnel,
    },
    seq,
  );
  const message = get('msg') || get('logdesc');
  const reason = `${get('reason') || negotiateError(message)} ${get('error_num')} ${get('result')}`;
  const notify = notifyWord(get('peer_notif'));
  if (isError(notify))
    desk.say(attempt, 'notify.received', { notify, error: true, encrypted: null, exchange: '' }, line, seq);
  const phase2 = /phase ?2/i.test(message) || (get('stage') === '2' && /quick/i.test(get('mode')));
  if (get('init') === 'local') attempt.role ??= 'initiator';
  if (get('init') === 'remote') attempt.role ??= 'responder';
  if (get('mode') === 'main' || get('mode') === 'aggressive' || get('mode') === 'quick') attempt.version ??= 1;
  const say = desk.say.bind(desk, attempt);
  if (/proposal not match|no (?:SA )?proposal/i.test(reason))
    say(
      'proposal.none-chosen',
      { protocol: phase2 ? 'ESP' : 'IKE', what: get('reason') || negotiateError(message) },
      line,
      seq,
    );
  else if (/psk|pre-?shared|secret/i.test(reason)) {
    if (attempt.version === 1)
      say('message.undecryptable', { what: get('reason') || negotiateError(message), firstEncrypted: true }, line, seq);
    else
      say(
        'auth.psk-mac-mismatch',
        /probable/i.test(reason) ? { what: get('reason') || negotiateError(message) } : {},
        line,
        seq,
      );
  } else if (/gateway validation|peer id|invalid id/i.test(reason))
    say('auth.identity-not-matched', { what: get('reason') || negotiateError(message) }, line, seq);
  else if (/selector/i.test(reason))
    say('policy.selectors-unacceptable', { what: get('reason') || negotiateError(message) }, line, seq);
  else if (/certificate/i.test(reason))
    say('auth.certificate-refused', { what: get('reason') || negotiateError(message) }, line, seq);
  else if (/xauth|user auth/i.test(reason) && get('status') === 'failure') say('auth.user-rejected', {}, line, seq);
  else if (/retry limit|timeout|timed out/i.test(reason)) say('message.gave-up', { state: null }, line, seq);
  else if (/dpd/i.test(message) && /fail/i.test(message)) say('ike.peer-dead', {}, line, seq);
  else if (/unknown SPI/i.test(reason + message))
    say('child.unknown-spi', { what: 'packet', spi: get('spi').replace(/^0x/, '').toLowerCase() }, line, seq);
  else if (/error/i.test(message)) say('ike.failed', { what: message }, line, seq);
  else if (get('action') === 'tunnel-up') say('child.established', { connection: tunnel }, line, seq);
  return true;
}
