/**
 * Services a negotiation leans on, as far as a capture shows their answers: names (DNS, RFC 1035), user authentication (RADIUS,
 * RFC 2865) and tickets (Kerberos, RFC 4120). Questions are folded; nothing is followed up.
 */
import { addressText } from '../address.ts';
import { u16, u32 } from '../bytes.ts';
import { derChildren, readDer } from '../der.ts';

/** What was asked of a server, and what it said, folded over equal questions. */
export interface ServiceTalk {
  readonly service: 'dns' | 'radius' | 'kerberos';
  readonly client: string;
  readonly server: string;
  /** The name asked for; for RADIUS the user, for Kerberos the service; empty when it is not told. */
  readonly about: string;
  /** Packet and time of the first question or answer, and of the answer that counts. */
  readonly packet: number;
  readonly ns: bigint;
  readonly asked: number;
  /** The last answer: `NXDOMAIN`, `SERVFAIL`, `Access-Reject`, `KRB_AP_ERR_SKEW`, addresses of a name …; null when none came. */
  readonly answer: string | null;
  readonly answerPacket: number | null;
  /** Whether the answer gave what was asked for. */
  readonly good: boolean;
  /** Addresses a name was said to have. */
  readonly addresses: readonly string[];
}

type Draft = { -readonly [K in keyof ServiceTalk]: ServiceTalk[K] };

const portDns = 53;
const portKerberos = 88;
const portsRadius: ReadonlySet<number> = new Set([1812, 1645]);

/** Whether a port belongs to one of the services. */
export function isServicePort(port: number): boolean {
  return port === portDns || port === portKerberos || portsRadius.has(port);
}

/** Response codes by number (RFC 1035 section 4.1.1, RFC 2136). */
const rcodes: readonly string[] = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED'];

/** Error codes that a host meets when it asks for a ticket or shows one (RFC 4120 section 7.5.9). */
const kerberosErrors: ReadonlyMap<number, string> = new Map([
  [6, 'KDC_ERR_C_PRINCIPAL_UNKNOWN'],
  [7, 'KDC_ERR_S_PRINCIPAL_UNKNOWN'],
  [12, 'KDC_ERR_POLICY'],
  [14, 'KDC_ERR_ETYPE_NOSUPP'],
  [18, 'KDC_ERR_CLIENT_REVOKED'],
  [23, 'KDC_ERR_KEY_EXPIRED'],
  [24, 'KDC_ERR_PREAUTH_FAILED'],
  [25, 'KDC_ERR_PREAUTH_REQUIRED'],
  [29, 'KDC_ERR_SVC_UNAVAILABLE'],
  [31, 'KRB_AP_ERR_BAD_INTEGRITY'],
  [32, 'KRB_AP_ERR_TKT_EXPIRED'],
  [33, 'KRB_AP_ERR_TKT_NYV'],
  [34, 'KRB_AP_ERR_REPEAT'],
  [37, 'KRB_AP_ERR_SKEW'],
  [41, 'KRB_AP_ERR_MODIFIED'],
  [52, 'KRB_ERR_RESPONSE_TOO_BIG'],
  [60, 'KRB_ERR_GENERIC'],
  [68, 'KDC_ERR_WRONG_REALM'],
]);

/** Not failures: the next round asks again with what was wanted. */
const kerberosRounds: ReadonlySet<number> = new Set([25, 52]);

const maxTalks = 2000;
const maxAddresses = 8;
const maxName = 253;

/** A datagram to or from a service port, as the scan sees it. */
export interface ServiceDatagram {
  readonly packet: number;
  readonly ns: bigint;
  readonly src: string;
  readonly dst: string;
  readonly srcPort: number;
  readonly dstPort: number;
  readonly bytes: Uint8Array;
}

/** Folds what services were asked and what they said. */
export class Services {
  /** Questions that were not kept. */
  dropped = 0;
  private readonly talks = new Map<string, Draft>();
  /** RADIUS and DNS answers name their question by its id. */
  private readonly open = new Map<string, Draft>();

  /** Takes a datagram in; anything may be in it. */
  add(datagram: ServiceDatagram): void {
    const { srcPort, dstPort } = datagram;
    if (dstPort === portDns || srcPort === portDns) this.dns(datagram, dstPort === portDns);
    else if (portsRadius.has(dstPort) || portsRadius.has(srcPort)) this.radius(datagram, portsRadius.has(dstPort));
    else this.kerberos(datagram, dstPort === portKerberos);
  }

  list(): ServiceTalk[] {
    return [...this.talks.values()];
  }

  private talk(datagram: ServiceDatagram, service: Draft['service'], question: boolean, about: string): Draft | null {
    const [client, server] = question ? [datagram.src, datagram.dst] : [datagram.dst, datagram.src];
    const key = `${service}|${client}|${server}|${about}`;
    const known = this.talks.get(key);
    if (known !== undefined) return known;
    if (this.talks.size >= maxTalks) {
      this.dropped++;
      return null;
    }
    const made: Draft = {
      service,
      client,
      server,
      about,
      packet: datagram.packet,
      ns: datagram.ns,
      asked: 0,
      answer: null,
      answerPacket: null,
      good: false,
      addresses: [],
    };
    this.talks.set(key, made);
    return made;
  }

  private dns(datagram: ServiceDatagram, question: boolean): void {
    const { bytes } = datagram;
    const flags = u16(bytes, 2);
    if (flags === undefined || u16(bytes, 4) !== 1) return;
    const response = (flags & 0x8000) !== 0;
    if (response === question) return;
    const asked = readName(bytes, 12);
    if (asked === null || asked.name === '') return;
    const type = u16(bytes, asked.end);
    // Addresses of names alone: A and AAAA.
    if (type !== 1 && type !== 28) return;
    const talk = this.talk(datagram, 'dns', question, asked.name);
    if (talk === null) return;
    if (question) {
      talk.asked++;
      return;
    }
    const addresses = answers(bytes, asked.end + 4, u16(bytes, 6) ?? 0);
    const code = flags & 15;
    // No AAAA beside an A is no failure of the name.
    if (addresses.length === 0 && code === 0 && talk.addresses.length > 0) return;
    talk.addresses = [...new Set([...talk.addresses, ...addresses])].slice(0, maxAddresses);
    talk.good = talk.addresses.length > 0;
    talk.answer = talk.good ? talk.addresses.join(' ') : code === 0 ? 'no address' : (rcodes[code] ?? `rcode ${code}`);
    talk.answerPacket = datagram.packet;
  }

  private radius(datagram: ServiceDatagram, question: boolean): void {
    const { bytes } = datagram;
    const [code = 0, id = 0] = bytes;
    const length = u16(bytes, 2) ?? 0;
    if (length < 20 || length > bytes.length) return;
    if (question) {
      if (code !== 1) return;
      const talk = this.talk(datagram, 'radius', true, userName(bytes.subarray(20, length)));
      if (talk === null) return;
      talk.asked++;
      if (this.open.size > maxTalks) this.open.clear();
      this.open.set(`${datagram.src}|${datagram.srcPort}|${datagram.dst}|${id}`, talk);
      return;
    }
    const talk = this.open.get(`${datagram.dst}|${datagram.dstPort}|${datagram.src}|${id}`);
    if (talk === undefined) return;
    const names: Readonly<Record<number, string>> = { 2: 'Access-Accept', 3: 'Access-Reject', 11: 'Access-Challenge' };
    const name = names[code];
    if (name === undefined) return;
    talk.answer = name;
    talk.answerPacket = datagram.packet;
    talk.good = code === 2;
  }

  private kerberos(datagram: ServiceDatagram, question: boolean): void {
    const { bytes } = datagram;
    const outer = readDer(bytes, 0);
    if (outer === undefined || (outer.tag & 0xe0) !== 0x60) return;
    const kind = outer.tag & 0x1f;
    // AS-REQ 10, TGS-REQ 12; AS-REP 11, TGS-REP 13; KRB-ERROR 30.
    if (question ? kind !== 10 && kind !== 12 : kind !== 11 && kind !== 13 && kind !== 30) return;
    const talk = this.talk(datagram, 'kerberos', question, '');
    if (talk === null) return;
    if (question) {
      talk.asked++;
      return;
    }
    const code = kind === 30 ? errorCode(bytes, outer) : null;
    if (kind === 30 && (code === null || kerberosRounds.has(code))) return;
    talk.good = code === null;
    talk.answer = code === null ? (kind === 11 ? 'AS-REP' : 'TGS-REP') : (kerberosErrors.get(code) ?? `error ${code}`);
    talk.answerPacket = datagram.packet;
  }
}

/** KRB-ERROR: a sequence in which error-code is element [6], an INTEGER (RFC 4120 section 5.9.1). */
function errorCode(bytes: Uint8Array, outer: NonNullable<ReturnType<typeof readDer>>): number | null {
  const [sequence] = derChildren(bytes, outer, 1);
  if (sequence === undefined) return null;
  const field = derChildren(bytes, sequence).find((one) => one.tag === 0xa6);
  const [integer] = field === undefined ? [] : derChildren(bytes, field, 1);
  if (integer === undefined || integer.end - integer.content > 4) return null;
  let value = 0;
  for (let at = integer.content; at < integer.end; at++) value = value * 256 + (bytes[at] ?? 0);
  return value;
}

/** A domain name with compression pointers (RFC 1035 section 4.1.4), lower case; null when it does not hold together. */
function readName(bytes: Uint8Array, start: number): { readonly name: string; readonly end: number } | null {
  const labels: string[] = [];
  let at = start;
  let end = -1;
  let length = 0;
  // Each jump goes back in the message, so that a name cannot turn in circles.
  let bound = start;
  for (;;) {
    const size = bytes[at];
    if (size === undefined) return null;
    if (size === 0) return { name: labels.join('.'), end: end < 0 ? at + 1 : end };
    if ((size & 0xc0) === 0xc0) {
      const target = ((size & 0x3f) << 8) | (bytes[at + 1] ?? 0);
      if (target >= bound) return null;
      if (end < 0) end = at + 2;
      bound = target;
      at = target;
      continue;
    }
    length += size + 1;
    if ((size & 0xc0) !== 0 || at + 1 + size > bytes.length || length > maxName) return null;
    let label = '';
    for (let i = 0; i < size; i++) {
      const byte = bytes[at + 1 + i] ?? 0;
      label += byte > 32 && byte < 127 ? String.fromCharCode(byte).toLowerCase() : '?';
    }
    labels.push(label);
    at += size + 1;
  }
}

/** Addresses among the answers. */
function answers(bytes: Uint8Array, start: number, count: number): string[] {
  const found: string[] = [];
  let at = start;
  for (let i = 0; i < Math.min(count, 64) && found.length < maxAddresses; i++) {
    const name = readName(bytes, at);
    if (name === null) break;
    const type = u16(bytes, name.end);
    const size = u16(bytes, name.end + 8);
    if (type === undefined || size === undefined || u32(bytes, name.end + 4) === undefined) break;
    const data = name.end + 10;
    const text =
      type === 1 && size === 4
        ? addressText(bytes, data, 4)
        : type === 28 && size === 16
          ? addressText(bytes, data, 16)
          : undefined;
    if (text !== undefined) found.push(text);
    at = data + size;
  }
  return found;
}

/** Attribute 1 of a RADIUS request (RFC 2865 section 5.1), printable characters only. */
function userName(attributes: Uint8Array): string {
  for (let at = 0; at + 2 <= attributes.length; ) {
    const length = attributes[at + 1] ?? 0;
    if (length < 2) return '';
    if (attributes[at] === 1) {
      let name = '';
      for (const byte of attributes.subarray(at + 2, Math.min(at + length, at + 66)))
        name += byte > 32 && byte < 127 ? String.fromCharCode(byte) : '?';
      return name;
    }
    at += length;
  }
  return '';
}
