import { decodeIke } from '../../protocol/ike/index.ts';
import { emptyReading, type WireIke, type WireReading } from '../../protocol/wire-reading.ts';
import { realAddress, type Attempt, type Desk, type Here } from '../device-log/index.ts';
import type { LogLine } from '../log-lines/index.ts';

/** Messages kept, and hexadecimal digits of one: an IKE message is a UDP datagram. */
const caps = { messages: 4000, digits: 2 * 65_535 };

interface Ends {
  readonly peer: string;
  readonly peerPort: number;
  readonly local: string;
  readonly localPort: number;
}

interface Book {
  /** The packet announced by the last `comes` line. */
  arriving: (Ends & { readonly line: LogLine; readonly seq: number }) | null;
  /** A dump of what is about to be sent. */
  leaving: { readonly hex: string; readonly line: LogLine; readonly seq: number } | null;
  readonly messages: WireIke[];
  seen: number;
}

const books = new WeakMap<Desk, Book>();

function bookOf(desk: Desk): Book {
  let book = books.get(desk);
  if (book === undefined) {
    book = { arriving: null, leaving: null, messages: [], seen: 0 };
    books.set(desk, book);
  }
  return book;
}

/** `203.0.113.2:500->198.51.100.1:500`, IPv6 with the port behind the last colon. */
export function endsOf(text: string): { from: string; fromPort: number; to: string; toPort: number } | null {
  const found = /^([^\s>]{1,50}):([0-9]{1,5})->([^\s,]{1,50}?):([0-9]{1,5})(?=[,:\s]|$)/.exec(text);
  if (found === null) return null;
  const [, from = '', fromPort = '', to = '', toPort = ''] = found;
  return { from, fromPort: Number(fromPort), to, toPort: Number(toPort) };
}

/** `comes A:500->B:500,ifindex=5,…`. */
export function comes(desk: Desk, rest: string, line: LogLine, seq: number): void {
  const ends = endsOf(rest);
  bookOf(desk).arriving =
    ends === null
      ? null
      : { peer: ends.from, peerPort: ends.fromPort, local: ends.to, localPort: ends.toPort, line, seq };
}

export function arriving(desk: Desk): (Ends & { readonly line: LogLine; readonly seq: number }) | null {
  return bookOf(desk).arriving;
}

/** `in HEX`: the message the last `comes` line announced. */
export function dumpIn(desk: Desk, hex: string, line: LogLine, seq: number): void {
  const book = bookOf(desk);
  const at = book.arriving;
  if (at !== null)
    keep(
      book,
      hex,
      { address: at.peer, port: at.peerPort },
      { address: at.local, port: at.localPort },
      'in',
      line,
      seq,
    );
}

/** `out HEX`: its addresses stand in the line after it. */
export function dumpOut(desk: Desk, hex: string, line: LogLine, seq: number): void {
  bookOf(desk).leaving = { hex, line, seq };
}

/** `sent IKE msg (name): A:500->B:500, len=…`. */
export function dumpSent(desk: Desk, ends: { from: string; fromPort: number; to: string; toPort: number }): void {
  const book = bookOf(desk);
  const held = book.leaving;
  book.leaving = null;
  if (held === null) return;
  keep(
    book,
    held.hex,
    { address: ends.from, port: ends.fromPort },
    { address: ends.to, port: ends.toPort },
    'out',
    held.line,
    held.seq,
  );
}

function keep(
  book: Book,
  hex: string,
  src: { address: string; port: number },
  dst: { address: string; port: number },
  direction: 'in' | 'out',
  line: LogLine,
  seq: number,
): void {
  const from = realAddress(src.address);
  const to = realAddress(dst.address);
  if (from === null || to === null || hex.length < 56 || hex.length > caps.digits || hex.length % 2 === 1) return;
  book.seen++;
  if (book.messages.length >= caps.messages) return;
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  const message = decodeIke(bytes);
  // A line that was cut, or digits that are no message.
  if (message.protocol === 'AuthIP' || (message.version.major !== 1 && message.version.major !== 2)) return;
  const same = book.messages.find(
    (other) =>
      other.direction === direction &&
      other.bytes === bytes.length &&
      other.message.initiatorSpi === message.initiatorSpi &&
      other.message.messageId === message.messageId &&
      hexOf.get(other) === hex,
  );
  const ns = line.ns ?? 0n;
  if (same !== undefined) {
    same.copies++;
    same.lastNs = ns;
    same.lastPacket = seq;
    return;
  }
  const ike: WireIke = {
    src: { address: from, port: src.port },
    dst: { address: to, port: dst.port },
    natT: src.port === 4500 || dst.port === 4500,
    bytes: bytes.length,
    ipFragments: 1,
    ttl: null,
    direction,
    message,
    octets: bytes,
    packets: [seq],
    ns,
    copies: 1,
    lastNs: ns,
    lastPacket: seq,
  };
  hexOf.set(ike, hex);
  book.messages.push(ike);
}

const hexOf = new WeakMap<WireIke, string>();

/** What the dumps hold, as a reading; null when there is none. Packet numbers are line numbers of the log. */
export function dumpedMessages(desk: Desk, artifact: string): WireReading | null {
  const book = books.get(desk);
  if (book === undefined || book.messages.length === 0) return null;
  const { messages } = book;
  return {
    ...emptyReading(artifact, 'fortigate-log'),
    packets: book.seen,
    bytes: messages.reduce((sum, one) => sum + one.bytes, 0),
    first: messages[0]?.ns ?? null,
    last: messages.at(-1)?.lastNs ?? null,
    ike: messages,
    limits:
      book.seen > caps.messages
        ? [{ what: 'IKE messages', cap: caps.messages, seen: book.seen, kept: messages.length }]
        : [],
  };
}

const exchangesV2: Readonly<Record<string, readonly [exchange: string, role: 'request' | 'response']>> = {
  SA_INIT: ['IKE_SA_INIT', 'request'],
  SA_INIT_RESPONSE: ['IKE_SA_INIT', 'response'],
  INTERMEDIATE: ['IKE_INTERMEDIATE', 'request'],
  INTERMEDIATE_RESPONSE: ['IKE_INTERMEDIATE', 'response'],
  AUTH: ['IKE_AUTH', 'request'],
  AUTH_RESPONSE: ['IKE_AUTH', 'response'],
  CREATE_CHILD: ['CREATE_CHILD_SA', 'request'],
  CREATE_CHILD_RESPONSE: ['CREATE_CHILD_SA', 'response'],
  INFORMATIONAL: ['INFORMATIONAL', 'request'],
  INFORMATIONAL_RESPONSE: ['INFORMATIONAL', 'response'],
};

/** Names of sent messages of IKEv1: exchange and place. */
const sentV1: Readonly<Record<string, readonly ['Main Mode' | 'Aggressive Mode' | 'Quick Mode', number]>> = {
  ident_i1send: ['Main Mode', 1],
  ident_r1send: ['Main Mode', 2],
  ident_i2send: ['Main Mode', 3],
  ident_r2send: ['Main Mode', 4],
  ident_i3send: ['Main Mode', 5],
  ident_r3send: ['Main Mode', 6],
  agg_i1send: ['Aggressive Mode', 1],
  agg_r1send: ['Aggressive Mode', 2],
  agg_i2send: ['Aggressive Mode', 3],
  quick_i1send: ['Quick Mode', 1],
  quick_r1send: ['Quick Mode', 2],
  quick_i2send: ['Quick Mode', 3],
};

function spisOf(text: string): { initiatorSpi: string; responderSpi: string; messageId: number | null } | null {
  const found = /id=([0-9a-f]{16})\/([0-9a-f]{16})(?::([0-9a-f]{1,8}))?/i.exec(text);
  if (found === null) return null;
  const id = found[3];
  return {
    initiatorSpi: (found[1] ?? '').toLowerCase(),
    responderSpi: (found[2] ?? '').toLowerCase(),
    messageId: id === undefined ? null : Number.parseInt(id, 16) >>> 0,
  };
}

function idOf(exchange: string, told: number | null): number | null {
  return told ?? (exchange === 'IKE_SA_INIT' ? 0 : exchange === 'IKE_AUTH' ? 1 : null);
}

function packetFact(
  desk: Desk,
  attempt: Attempt,
  code: 'packet.received' | 'packet.sent',
  ends: Ends,
  bytes: number | null,
  line: LogLine,
  seq: number,
): void {
  desk.say(
    attempt,
    code,
    {
      local: ends.local,
      localPort: ends.localPort,
      remote: ends.peer,
      remotePort: ends.peerPort,
      bytes,
    },
    line,
    seq,
  );
}

function lengthOf(text: string): number | null {
  const found = /\blen=([0-9]{1,5})/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}

/** `IKEv2 exchange=SA_INIT id=…/… len=472`: what the packet that came is. */
export function cameIn(here: Here): void {
  const { desk, captures, line, seq } = here;
  const rest = captures['_rest'] ?? '';
  const version = captures['_version'] === '1' ? 1 : 2;
  const at = arriving(desk);
  const spis = spisOf(rest);
  const name = /^[A-Za-z_-]{2,40}(?: [A-Za-z]{2,12})?(?= id=)/.exec(rest)?.[0] ?? /^[A-Z_]{2,40}/.exec(rest)?.[0] ?? '';
  const refs = {
    ...(at === null ? {} : { peer: at.peer, peerPort: at.peerPort, local: at.local, localPort: at.localPort }),
    initiatorSpi: spis?.initiatorSpi ?? null,
    responderSpi: spis?.responderSpi ?? null,
  };
  const opens = spis !== null && /^0*$/.test(spis.responderSpi);
  const known = desk.attempts.known({ initiatorSpi: spis?.initiatorSpi ?? null });
  const attempt = opens && known === null ? desk.attempts.begin(refs, seq) : desk.attempts.find(refs, seq);
  here.attempt = attempt;
  attempt.version ??= version;
  if (at !== null) packetFact(desk, attempt, 'packet.received', at, lengthOf(rest), line, seq);
  if (version === 1) {
    if (/^Identity/i.test(name)) attempt.exchange ??= 'Main Mode';
    if (/^Aggressive/i.test(name)) attempt.exchange ??= 'Aggressive Mode';
    if (opens) {
      attempt.role ??= 'responder';
      if (attempt.exchange !== null) desk.tell(attempt, { way: 'in', exchange: attempt.exchange, step: 1 }, line, seq);
    }
    return;
  }
  const found = exchangesV2[name];
  if (found === undefined) return;
  const [exchange, role] = found;
  if (exchange === 'IKE_SA_INIT' || exchange === 'IKE_AUTH')
    attempt.role ??= role === 'request' ? 'responder' : 'initiator';
  desk.tell(attempt, { way: 'in', exchange, role, messageId: idOf(exchange, spis?.messageId ?? null) }, line, seq);
}

/** `sent IKE msg (SA_INIT): A:500->B:500, len=…, id=…/…`. */
export function wentOut(here: Here): void {
  const { desk, captures, line, seq } = here;
  const name = captures['_name'] ?? '';
  const rest = captures['_rest'] ?? '';
  const ends = endsOf(rest);
  if (ends !== null) dumpSent(desk, ends);
  const spis = spisOf(rest);
  if (spis !== null || ends !== null)
    here.attempt = desk.attempts.find(
      {
        ...here.refs,
        peer: ends?.to ?? null,
        peerPort: ends?.toPort ?? null,
        local: ends?.from ?? null,
        localPort: ends?.fromPort ?? null,
        initiatorSpi: spis?.initiatorSpi ?? here.refs.initiatorSpi ?? null,
        responderSpi: spis?.responderSpi ?? here.refs.responderSpi ?? null,
      },
      seq,
    );
  const { attempt } = here;
  const own: Ends | null =
    ends === null ? null : { peer: ends.to, peerPort: ends.toPort, local: ends.from, localPort: ends.fromPort };
  if (/RETRANSMIT/i.test(name)) {
    const seen = Number(attempt.notes.get('repeats') ?? '0') + 1;
    attempt.notes.set('repeats', String(seen));
    const told = [...attempt.told.keys()].some((key) => key.startsWith('out|'));
    const inner = exchangesV2[name.replace(/^RETRANSMIT_/, '')];
    if (!told && inner !== undefined)
      desk.tell(
        attempt,
        { way: 'out', exchange: inner[0], role: inner[1], messageId: idOf(inner[0], spis?.messageId ?? null) },
        line,
        seq,
      );
    desk.say(attempt, 'message.retransmitted', { number: seen, messageId: spis?.messageId ?? null }, line, seq);
    return;
  }
  const v1 = sentV1[name.toLowerCase()];
  const v2 = exchangesV2[name];
  if (v1 !== undefined) {
    attempt.version ??= 1;
    const [exchange, step] = v1;
    if (exchange !== 'Quick Mode') {
      attempt.exchange ??= exchange;
      attempt.role ??= step % 2 === 1 ? 'initiator' : 'responder';
    }
    desk.tell(
      attempt,
      exchange === 'Quick Mode'
        ? { way: 'out', exchange, step, messageId: spis?.messageId ?? null }
        : { way: 'out', exchange, step },
      line,
      seq,
    );
  } else if (v2 !== undefined) {
    attempt.version ??= 2;
    const [exchange, role] = v2;
    if (exchange === 'IKE_SA_INIT' || exchange === 'IKE_AUTH')
      attempt.role ??= role === 'request' ? 'initiator' : 'responder';
    desk.tell(attempt, { way: 'out', exchange, role, messageId: idOf(exchange, spis?.messageId ?? null) }, line, seq);
  } else return;
  if (own !== null) packetFact(desk, attempt, 'packet.sent', own, lengthOf(rest), line, seq);
}
