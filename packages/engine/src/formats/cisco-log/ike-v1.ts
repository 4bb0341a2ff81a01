import type { Attempt, Desk, Here } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';
import { noParts, proposalOf, type Parts } from '../device-log/proposals.ts';

/** States of IOS and the number of the message they wait with or send, by role. Source: Cisco "IPsec troubleshooting: understanding and using debug commands". */
const sends: Readonly<Record<string, readonly [initiator: number, responder: number]>> = {
  MM_NO_STATE: [1, 2],
  MM_SA_SETUP: [3, 2],
  MM_KEY_EXCH: [5, 4],
};
const takes: Readonly<Record<string, readonly [initiator: number, responder: number]>> = {
  MM_NO_STATE: [2, 1],
  MM_SA_SETUP: [4, 3],
  MM_KEY_EXCH: [6, 5],
};

/** State names as the break point knows them (pluto's). */
const stages: Readonly<Record<string, string>> = {
  MM_NO_STATE: 'MAIN_?1',
  MM_SA_SETUP: 'MAIN_?2',
  MM_KEY_EXCH: 'MAIN_?3',
  AG_NO_STATE: 'AGGR_?1',
  AG_INIT_EXCH: 'AGGR_?1',
  AG_AUTH: 'AGGR_?2',
  QM_IDLE: 'QUICK_?1',
};

export function stageName(state: string, role: string): string {
  return (stages[state] ?? state).replace('?', role === 'R' ? 'R' : 'I');
}

/** `… Global (I) MM_NO_STATE`, `(N) NEW SA`. */
export function roleAndState(rest: string): { role: 'N' | 'I' | 'R' | null; state: string } {
  const open = rest.indexOf('(');
  const letter = open < 0 ? '' : rest.charAt(open + 1);
  const role = rest.charAt(open + 2) === ')' && (letter === 'N' || letter === 'I' || letter === 'R') ? letter : null;
  const state = role === null ? '' : (/^[A-Z_0-9]{2,20}/.exec(rest.slice(open + 3).trim())?.[0] ?? '');
  return { role, state };
}

/** Tells of a message unless it was told. */
function ensure(here: Here, way: 'out' | 'in', exchange: 'Main Mode' | 'Aggressive Mode', step: number): void {
  const { desk, attempt, line, seq } = here;
  if (attempt.told.has(`${way}|${exchange}|${step}||`)) return;
  desk.tell(attempt, { way, exchange, step }, line, seq);
  if (way === 'out') attempt.notes.set('ahead', `${exchange}|${step}`);
}

/** Tells of a message that is sent; the state may have told of it already. */
function send(here: Here, exchange: 'Main Mode' | 'Aggressive Mode', step: number): void {
  const { desk, attempt, line, seq } = here;
  const ahead = attempt.notes.get('ahead') === `${exchange}|${step}`;
  attempt.notes.delete('ahead');
  if (!ahead) desk.tell(attempt, { way: 'out', exchange, step }, line, seq);
}

/** `sending packet to …`. */
export function sending(here: Here): void {
  const { desk, attempt, captures, line, seq } = here;
  const { role, state } = roleAndState(captures['_rest'] ?? '');
  if (role === 'I') attempt.role ??= 'initiator';
  if (role === 'R') attempt.role ??= 'responder';
  attempt.notes.delete('held');
  const again = attempt.notes.get('again') === 'yes';
  attempt.notes.delete('again');
  const mine = attempt.role === 'responder' ? 1 : 0;
  const main = sends[state]?.[mine];
  if (main !== undefined) {
    attempt.exchange ??= 'Main Mode';
    const answered = state === 'MM_KEY_EXCH' && mine === 1 && attempt.told.has('in|Main Mode|5||');
    const step = answered ? 6 : main;
    if (again && attempt.told.has(`out|Main Mode|${step}||`)) return;
    send(here, 'Main Mode', step);
  } else if (state.startsWith('AG_')) {
    attempt.exchange ??= 'Aggressive Mode';
    const step = mine === 1 ? 2 : attempt.told.has('in|Aggressive Mode|2||') ? 3 : 1;
    if (again && attempt.told.has(`out|Aggressive Mode|${step}||`)) return;
    send(here, 'Aggressive Mode', step);
  } else if (state === 'QM_IDLE' && !again) {
    const id = attempt.notes.get('quick');
    if (id !== undefined && attempt.notes.get('quickSent') === undefined) {
      attempt.notes.set('quickSent', id);
    }
  }
  if (captures['_peerPort'] !== undefined)
    desk.say(
      attempt,
      'packet.sent',
      {
        remote: attempt.peer?.address ?? null,
        remotePort: Number(captures['_peerPort']),
        localPort: Number(captures['_localPort'] ?? '0'),
      },
      line,
      seq,
    );
}

/** `received packet from …`: which message it is shows in the lines after it, as notifies come in the same state. */
export function received(here: Here): void {
  const { desk, captures, line, seq } = here;
  const { role, state } = roleAndState(captures['_rest'] ?? '');
  if (role === 'N' && (here.attempt.moved || here.attempt.over)) here.attempt = desk.attempts.begin(here.refs, seq);
  const { attempt } = here;
  if (role === 'N' || role === 'R') attempt.role ??= 'responder';
  if (role === 'I') attempt.role ??= 'initiator';
  const mine = attempt.role === 'responder' ? 1 : 0;
  const main = role === 'N' ? 1 : takes[state]?.[mine];
  if (main !== undefined) attempt.notes.set('held', String(main));
  else if (state.startsWith('AG_')) attempt.notes.set('held', mine === 1 ? 'A3' : 'A2');
  else attempt.notes.delete('held');
  if (captures['_peerPort'] !== undefined)
    desk.say(
      attempt,
      'packet.received',
      {
        remote: attempt.peer?.address ?? null,
        remotePort: Number(captures['_peerPort']),
        localPort: Number(captures['_localPort'] ?? '0'),
      },
      line,
      seq,
    );
}

/** The packet that was held is of the phase 1 exchange. */
export function confirmHeld(here: Here): void {
  const { attempt } = here;
  const held = attempt.notes.get('held');
  attempt.notes.delete('held');
  if (held === undefined) return;
  if (held.startsWith('A')) ensure(here, 'in', 'Aggressive Mode', Number(held.slice(1)));
  else if (attempt.exchange === 'Aggressive Mode') ensure(here, 'in', 'Aggressive Mode', 1);
  else {
    // The first packet of a peer may be of either exchange; the words that follow tell (`IKE_AM_EXCH`).
    if (held !== '1') attempt.exchange ??= 'Main Mode';
    ensure(here, 'in', 'Main Mode', Number(held));
  }
}

export function dropHeld(here: Here): void {
  here.attempt.notes.delete('held');
}

/** `Input = IKE_MESG_FROM_PEER, IKE_MM_EXCH`. */
export function input(here: Here): void {
  const what = here.captures['_what'] ?? '';
  if (what.startsWith('IKE_MESG_FROM_PEER')) {
    if (what.includes('_AM_EXCH')) {
      here.attempt.exchange ??= 'Aggressive Mode';
      confirmHeld(here);
    } else if (what.includes('_MM_EXCH')) {
      here.attempt.exchange ??= 'Main Mode';
      confirmHeld(here);
    } else dropHeld(here);
  }
}

/** `Old State = IKE_I_MM1  New State = IKE_I_MM2`. */
export function states(here: Here): void {
  const { desk, captures, line, seq } = here;
  const before = (captures['_old'] ?? '').replace(/^\./, '');
  const after = captures['_new'] ?? '';
  const step = /^IKE_([IR])_([MA])M([1-6])$/.exec(after);
  if (before === 'IKE_READY' && step !== null && (here.attempt.established || here.attempt.over))
    here.attempt = desk.attempts.begin(here.refs, seq);
  const { attempt } = here;
  if (step !== null) {
    const [, side = '', mode = '', number = '1'] = step;
    attempt.role ??= side === 'I' ? 'initiator' : 'responder';
    attempt.version ??= 1;
    const exchange = mode === 'M' ? 'Main Mode' : 'Aggressive Mode';
    attempt.exchange ??= exchange;
    const n = Number(number);
    const odd = n % 2 === 1;
    if (before !== after) {
      // A state is named after the message the initiator (odd) or responder (even) has sent.
      if (exchange === 'Main Mode') ensure(here, (side === 'I') === odd ? 'out' : 'in', exchange, n);
      else ensure(here, (side === 'I') === odd ? 'out' : 'in', exchange, n);
      attempt.notes.delete('held');
    }
  }
  if (after === 'IKE_P1_COMPLETE' && before !== after && !attempt.established) {
    const from = /^IKE_([IR])_([MA])M/.exec(before);
    if (from !== null) {
      attempt.role ??= from[1] === 'I' ? 'initiator' : 'responder';
      if (from[2] === 'M') ensure(here, from[1] === 'I' ? 'in' : 'out', 'Main Mode', 6);
      else ensure(here, from[1] === 'I' ? 'out' : 'in', 'Aggressive Mode', 3);
    }
    attempt.established = true;
    desk.say(attempt, 'ike.established', { connection: attempt.connection }, line, seq);
  }
  if (after === 'IKE_QM_PHASE2_COMPLETE' && before !== after) childUp(here);
}

/** Message ids are written as signed numbers by old releases. */
function messageId(text: string | undefined): number | null {
  return text !== undefined && /^-?[0-9]{1,10}$/.test(text) ? Number(text) >>> 0 : null;
}

/** `beginning Quick Mode exchange, M-ID of …`. */
export function quickOut(here: Here): void {
  const id = messageId(here.captures['_mid']?.trim());
  here.attempt.notes.set('quick', String(id));
  here.attempt.notes.delete('child');
  here.desk.tell(here.attempt, { way: 'out', exchange: 'Quick Mode', step: 1, messageId: id }, here.line, here.seq);
}

/** `processing SA payload. message ID = N`: 0 is phase 1. */
export function saPayload(here: Here): void {
  const { attempt, desk, line, seq } = here;
  const id = messageId(here.captures['_mid']?.trim());
  if (id === 0 || id === null) {
    attempt.lists.delete('reasons');
    attempt.lists.delete('offered');
    if (attempt.exchange !== null || attempt.notes.get('held') !== '1') confirmHeld(here);
    return;
  }
  attempt.lists.delete('esp');
  attempt.notes.delete('child');
  attempt.notes.delete('p2');
  if (attempt.notes.get('quick') === String(id))
    desk.tell(attempt, { way: 'in', exchange: 'Quick Mode', step: 2, messageId: id }, line, seq);
  else {
    attempt.notes.set('quickIn', String(id));
    desk.tell(attempt, { way: 'in', exchange: 'Quick Mode', step: 1, messageId: id }, line, seq);
  }
}

/** A child stands; said once per exchange. */
export function childUp(here: Here, spis: { spiIn?: string | null; spiOut?: string | null } = {}): void {
  const { attempt, desk, line, seq } = here;
  if (attempt.notes.get('child') === 'yes') return;
  attempt.notes.set('child', 'yes');
  desk.say(
    attempt,
    'child.established',
    {
      connection: attempt.connection,
      spiIn: spis.spiIn ?? attempt.notes.get('spiIn') ?? null,
      spiOut: spis.spiOut ?? attempt.notes.get('spiOut') ?? null,
      localTs: attempt.notes.get('localTs') ?? null,
      remoteTs: attempt.notes.get('remoteTs') ?? null,
      protocol: 'ESP',
    },
    line,
    seq,
  );
  attempt.notes.delete('spiIn');
  attempt.notes.delete('spiOut');
}

/** `has spi 0x… and conn_id …` after `inbound SA from …` or `outbound SA from …`. */
export function hasSpi(here: Here): void {
  const { attempt } = here;
  const spi = (here.captures['_spi'] ?? '').replace(/^0x/i, '').toLowerCase().padStart(8, '0');
  const inbound = attempt.notes.get('saWay') === 'in';
  attempt.notes.set(inbound ? 'spiIn' : 'spiOut', spi);
  if (attempt.notes.has('spiIn') && attempt.notes.has('spiOut')) childUp(here);
}

/** `inbound SA from A to B (f/i) 0/ 0 (proxy C to D)`. */
export function saWay(here: Here, way: 'in' | 'out'): void {
  here.attempt.notes.set('saWay', way);
  const found = /\(proxy ([0-9a-fA-F.:/]{3,90}) to ([0-9a-fA-F.:/]{3,90})\)/.exec(here.captures['_rest'] ?? '');
  if (found === null) return;
  const [, from = '', to = ''] = found;
  here.attempt.notes.set(way === 'in' ? 'remoteTs' : 'localTs', from);
  here.attempt.notes.set(way === 'in' ? 'localTs' : 'remoteTs', to);
}

const partsOf = new WeakMap<Attempt, Parts & { protocol: 'IKE' | 'ESP' }>();

/** A proposal begins: what was read of the one before is complete. */
export function beginProposal(here: Here, protocol: 'IKE' | 'ESP'): void {
  flushProposal(here.desk, here.attempt);
  const parts: Parts & { protocol: 'IKE' | 'ESP' } = { ...noParts(), protocol };
  const cipher = here.captures['_cipher'];
  if (cipher !== undefined) parts.cipher = cipher.replace(/^ESP_/, '');
  partsOf.set(here.attempt, parts);
}

export function flushProposal(desk: Desk, attempt: Attempt): void {
  const parts = partsOf.get(attempt);
  if (parts === undefined) return;
  partsOf.delete(attempt);
  const proposal = proposalOf(parts.protocol, parts);
  if (proposal !== null) desk.list(attempt, parts.protocol === 'IKE' ? 'offered' : 'esp', proposal);
}

/** `encryption AES-CBC`, `hash SHA`, `default group 2`, `keylength of 256`, `authenticator is HMAC-SHA`, `group is 2`. */
export function attribute(desk: Desk, text: string, _line: LogLine): boolean {
  const attempt = desk.attempts.current();
  if (attempt === null) return false;
  const found =
    /^(encryption|hash|default group|keylength of|key length is|authenticator is|group is|auth) ([A-Za-z0-9_.,/ -]{1,40})$/.exec(
      text,
    );
  if (found === null) return false;
  const [, word = '', value = ''] = found;
  const parts = partsOf.get(attempt);
  if (parts === undefined) return false;
  if (word === 'encryption') parts.cipher = value.replace(/[.…]+/g, '').trim();
  else if (word === 'hash' || word === 'authenticator is') parts.hash = value;
  else if (word === 'default group' || word === 'group is') parts.group = value;
  else if (word.startsWith('key')) parts.bits = Number(/[0-9]{1,4}/.exec(value)?.[0] ?? 0);
  else attempt.notes.set('method', value);
  return true;
}

/** Nothing of the offers was taken: once per attempt. */
export function noOffer(here: Here): void {
  const { attempt, desk, line, seq } = here;
  flushProposal(desk, attempt);
  if (attempt.notes.get('refused') === 'yes') {
    here.code = null;
    return;
  }
  attempt.notes.set('refused', 'yes');
  const offered = attempt.lists.get('offered') ?? [];
  if (offered.length > 0)
    desk.say(attempt, 'proposal.received', { protocol: 'IKE', proposals: [...offered] }, line, seq);
  const reasons = attempt.lists.get('reasons') ?? [];
  here.args['what'] = reasons.length > 0 ? reasons.join(', ') : '';
  if (reasons.length > 0 && reasons.every((reason) => /authentication/i.test(reason))) {
    here.code = attempt.notes.get('noKey') === 'yes' ? null : 'auth.method-refused';
    here.args['offered'] = attempt.notes.get('method') ?? null;
  }
}

/** Quick mode was refused; why was said in the lines before, else by the number of the error. */
export function refusedChild(here: Here): void {
  const { attempt, desk, line, seq } = here;
  flushProposal(desk, attempt);
  if (attempt.notes.get('p2') === 'said') {
    here.code = null;
    return;
  }
  attempt.notes.set('p2', 'said');
  const error = here.captures['_error'];
  // 32: proxy identities; 256: transforms (Cisco "IPsec debug" technotes).
  if (error === '32') {
    here.code = 'policy.selectors-unacceptable';
    here.args['what'] = 'proxy identities not supported';
    return;
  }
  const offered = attempt.lists.get('esp') ?? [];
  if (offered.length > 0)
    desk.say(attempt, 'proposal.received', { protocol: 'ESP', proposals: [...offered] }, line, seq);
  here.code = 'proposal.none-chosen';
  here.args['protocol'] = 'ESP';
}
