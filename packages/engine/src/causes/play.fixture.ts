/**
 * Evidence for tests: a play of two hosts writes what their daemons log and what captures at both of them hold, in one go, so
 * that sizes, times and SPIs fit. Tests say what happens; nobody builds views by hand.
 */
import { diagnose } from '../index.ts';
import type { Diagnosis } from '../document/types.ts';
import { bytesInput } from '../ingest/ingest.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { digest } from '../protocol/digest.ts';
import { writePcap, type WrittenPacket } from '../protocol/capture/write.ts';
import {
  addressOf,
  ascii,
  be32,
  buildMessage,
  bytesOf,
  keV2,
  notifyPayloadV1,
  notifyPayloadV2,
  plain,
  saV1,
  saV2,
  type BuildPayload,
} from '../protocol/ike/build.ts';
import { natDetectionHash } from '../protocol/ike/nat-detection.ts';
import { internetChecksum } from '../protocol/ip/checksum.ts';
import { ah, esp, fragments, frame, icmp, ip, marked, tcp, udp, udpIp } from '../protocol/ip/build.ts';

export type Side = 'a' | 'b';

/** One file of the evidence: lines of a text, or packets of a capture. */
export type EvidenceFile =
  | { readonly path: string; readonly lines: readonly string[] }
  | { readonly path: string; readonly packets: readonly WrittenPacket[] };

export interface PlayOptions {
  readonly version?: 1 | 2;
  readonly a?: string;
  readonly b?: string;
  /** Daemon of each end; Libreswan writes no line per datagram, so its lines are all said by the test. */
  readonly daemons?: Partial<Record<Side, 'charon' | 'pluto'>>;
  /** First moment, seconds since the Unix epoch. */
  readonly start?: bigint;
  /** Added to what this end's clock shows, in seconds: its log and its capture. */
  readonly clock?: Partial<Record<Side, bigint>>;
  /** The initiator stands behind a NAT with this outer address. */
  readonly nat?: string;
  /** Both ends stand on one network: nothing takes from the hop limit of their packets. */
  readonly lan?: boolean;
  /** The NAT puts these ports in place of 500 and 4500, for another host behind it has them. */
  readonly natPorts?: Readonly<Record<500 | 4500, number>>;
}

export interface MessageOptions {
  /** UDP payload without non-ESP marker, for encrypted messages. */
  readonly bytes?: number;
  /** `path`: leaves and does not arrive. `out`: the sender's host drops it. `in`: arrives and the receiver's host drops it. */
  readonly lost?: 'path' | 'out' | 'in';
  /** Sent in IP fragments of this MTU; with `lost: 'path'` only those after the first are lost when `firstArrives`. */
  readonly mtu?: number;
  readonly firstArrives?: boolean;
  /** The receiver takes it from the socket and says no more. */
  readonly unread?: boolean;
}

const exchanges: Readonly<Record<string, number>> = {
  IKE_SA_INIT: 34,
  IKE_AUTH: 35,
  CREATE_CHILD_SA: 36,
  INFORMATIONAL: 37,
  ID_PROT: 2,
  AGGRESSIVE: 4,
  INFORMATIONAL_V1: 5,
  TRANSACTION: 6,
  QUICK_MODE: 32,
};

const notifies2: Readonly<Record<string, number>> = {
  INVAL_MAJOR: 5,
  NO_PROP: 14,
  INVAL_KE: 17,
  COOKIE: 16390,
  FRAG_SUP: 16430,
  HASH_ALG: 16431,
};

const notifies1: Readonly<Record<string, number>> = { NO_PROP: 14, INVAL_KE: 17, AUTH_FAILED: 24, INVAL_ID: 18 };

const billion = 1_000_000_000n;

function two(value: bigint | number, width = 2): string {
  return value.toString().padStart(width, '0');
}

/** `2025-11-03 10:00:00.123` of nanoseconds since the epoch, UTC. */
function stamp(ns: bigint): string {
  const seconds = ns / billion;
  let days = seconds / 86_400n;
  const rest = seconds % 86_400n;
  // Days to civil date, proleptic Gregorian.
  days += 719_468n;
  const era = days / 146_097n;
  const doe = days % 146_097n;
  const yoe = (doe - doe / 1460n + doe / 36_524n - doe / 146_096n) / 365n;
  const doy = doe - (365n * yoe + yoe / 4n - yoe / 100n);
  const mp = (5n * doy + 2n) / 153n;
  const day = doy - (153n * mp + 2n) / 5n + 1n;
  const month = mp < 10n ? mp + 3n : mp - 9n;
  const year = yoe + era * 400n + (month <= 2n ? 1n : 0n);
  const millis = (ns % billion) / 1_000_000n;
  return `${year}-${two(month)}-${two(day)} ${two(rest / 3600n)}:${two((rest / 60n) % 60n)}:${two(rest % 60n)}.${two(millis, 3)}`;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Nov  3 10:00:00.123000`, as pluto's log file has it. */
function plutoStamp(ns: bigint): string {
  const text = stamp(ns);
  const month = monthNames[Number(text.slice(5, 7)) - 1] ?? 'Jan';
  return `${month} ${String(Number(text.slice(8, 10))).padStart(2)} ${text.slice(11)}000`;
}

export interface Play {
  readonly a: string;
  readonly b: string;
  /** Time goes on. */
  wait(seconds: number): void;
  now(): bigint;
  /** A line in the log of one end: `[IKE] text` for charon, the bare message for pluto. */
  say(side: Side, ...lines: readonly string[]): void;
  /**
   * An IKE message in charon's words: `IKE_SA_INIT request 0 [ SA KE No ]`. Both logs and both captures get their part; what is
   * in clear is built from the payloads, what is encrypted is `bytes` long.
   */
  message(from: Side, text: string, options?: MessageOptions): void;
  /** The last message of this side once more, as charon repeats it (`retransmit n of request with message ID 0`). */
  retransmit(from: Side, number: number, options?: MessageOptions): void;
  /** The last message of this side once more, without a word about it. */
  resend(from: Side, options?: MessageOptions): void;
  /** A new IKE SA: new SPIs, new number in the logs, back to port 500. */
  attempt(): void;
  /** Ports float to 4500 from the next message on. */
  float(): void;
  /** ESP packets, one every 100 ms. */
  esp(
    from: Side,
    spi: number,
    options?: {
      readonly count?: number;
      readonly first?: number;
      readonly length?: number;
      readonly lost?: 'path' | 'out';
      readonly udp?: boolean;
      readonly sequences?: readonly number[];
      readonly ah?: boolean;
      /** So many of them arrive with another byte in them. */
      readonly altered?: number;
    },
  ): void;
  /** A packet into the captures named, as it is. */
  packet(sides: readonly Side[], datagram: Uint8Array): void;
  /** Somebody else asks b for an IKE SA and, when answered, is not heard of again; `comesBack`: goes on to IKE_AUTH. */
  stranger(number: number, options?: { readonly answered?: boolean; readonly comesBack?: boolean }): void;
  /** An ICMP error about the last IKE message of `to`; seen where `sides` says. */
  unreachable(reporter: string, to: Side, code: number, sides?: readonly Side[]): void;
  /** Something that has nothing to do with the case, so that a capture is known to be live. */
  life(...sides: readonly Side[]): void;
  /** Echo request and its answer between the two hosts. */
  ping(from: Side, options?: { readonly answered?: boolean; readonly seen?: readonly Side[] }): void;
  file(side: Side, name: string, text: string): void;
  /** Everything: `a/charon.log`, `a/capture.pcap`, files. */
  evidence(): readonly EvidenceFile[];
}

interface Sent {
  readonly text: string;
  readonly payload: Uint8Array;
  readonly size: number;
}

/** Two routers took one from the hop limit each. */
function wear(datagram: Uint8Array): void {
  const four = (datagram[0] ?? 0) >> 4 === 4;
  const at = four ? 8 : 7;
  datagram[at] = (datagram[at] ?? 64) - 2;
  if (!four) return;
  datagram.set([0, 0], 10);
  const sum = internetChecksum(datagram, 0, 20);
  datagram.set([sum >> 8, sum & 255], 10);
}

/** Starts a play. Host a is the initiator of most. */
export function play(options: PlayOptions = {}): Play {
  const version = options.version ?? 2;
  const address: Record<Side, string> = { a: options.a ?? '192.0.2.10', b: options.b ?? '198.51.100.20' };
  const outside: Record<Side, string> = { a: options.nat ?? address.a, b: address.b };
  const daemon: Record<Side, 'charon' | 'pluto'> = {
    a: options.daemons?.a ?? 'charon',
    b: options.daemons?.b ?? 'charon',
  };
  let at = (options.start ?? 1_762_164_000n) * billion;
  let uid = 0;
  let number = 0;
  let spis = { initiator: '', responder: '' };
  let port = 500;
  let identification = 1;
  const named: Record<Side, boolean> = { a: true, b: false };
  const lastSent: Record<Side, Sent | null> = { a: null, b: null };
  const logs: Record<Side, string[]> = { a: [], b: [] };
  const captures: Record<Side, WrittenPacket[]> = { a: [], b: [] };
  const files: EvidenceFile[] = [];
  const clock = (side: Side): bigint => (options.clock?.[side] ?? 0n) * billion;
  const other = (side: Side): Side => (side === 'a' ? 'b' : 'a');
  const attempt = (): void => {
    uid += 1;
    number += 1;
    const seed = (tag: string): string =>
      [...digest('sha1', ascii(`${tag}${number}${address.a}`)).subarray(0, 8)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
    spis = { initiator: seed('i'), responder: seed('r') };
    port = 500;
    named.b = false;
  };
  attempt();

  const say = (side: Side, ...lines: readonly string[]): void => {
    for (const line of lines) {
      at += 1_000_000n;
      if (daemon[side] === 'pluto') {
        logs[side].push(`${plutoStamp(at + clock(side))}: ${line}`);
        continue;
      }
      if (/\[CFG\] selected peer config/.test(line)) named[side] = true;
      const found = /^\[([A-Z]{3})\] (.*)$/.exec(line);
      const group = found?.[1] ?? 'IKE';
      // Common scripts speak of the first IKE SA; later ones have their own number.
      const text = (found?.[2] ?? line).replace('net[1]', `net[${uid}]`);
      const general =
        /^(vici|loaded|added|deleted|initiate|spawning|Starting|loading|unable|could not|error|building|can't)/.test(
          text,
        );
      const prefix =
        ['DMN', 'LIB', 'JOB', 'KNL'].includes(group) || (general && group !== 'IKE')
          ? ''
          : named[side]
            ? `<net|${uid}> `
            : `<${uid}> `;
      logs[side].push(`${stamp(at + clock(side))} ${side === 'a' ? '09' : '14'}[${group}] ${prefix}${text}`);
    }
  };
  const hardware: Record<Side, readonly number[]> = { a: [2, 0, 0, 0, 0, 0x0a], b: [2, 0, 0, 0, 0, 0x0b] };
  const gateway = [2, 0, 0, 0, 0, 0xfe];
  const capture = (side: Side, datagram: Uint8Array): void => {
    const bytes = frame(datagram);
    const own = addressOf(address[side]);
    const start = own.length === 4 ? 12 : 8;
    const leaves = own.every((byte, i) => datagram[start + i] === byte);
    bytes.set(leaves ? [...gateway, ...hardware[side]] : [...hardware[side], ...gateway]);
    if (!leaves && options.lan !== true) wear(bytes.subarray(14));
    captures[side].push({ ns: at + clock(side), frame: bytes });
  };
  /** Addresses as they show at a place: before or behind the NAT. */
  const seenAs = (from: Side, place: Side): { src: string; dst: string } => {
    const shown = (side: Side): string => (place === 'a' ? address[side] : outside[side]);
    return { src: shown(from), dst: shown(other(from)) };
  };
  /** Ports likewise. */
  const portsAs = (from: Side, place: Side, used: number): readonly [number, number] => {
    const mapped = options.natPorts?.[used === 500 ? 500 : 4500];
    if (place === 'a' || mapped === undefined) return [used, used];
    return from === 'a' ? [mapped, used] : [used, mapped];
  };
  const natOf = (from: Side): readonly [string, string] => {
    const hash = (of: string): string =>
      natDetectionHash({
        initiatorSpi: spis.initiator,
        responderSpi: from === 'a' ? '0000000000000000' : spis.responder,
        address: of,
        port: 500,
      }) ?? '';
    return [hash(address[from]), hash(from === 'a' ? address.b : outside.a)];
  };

  const clearPayload = (from: Side, token: string): BuildPayload => {
    const [source, destination] = natOf(from);
    const nonce = digest('sha256', ascii(`${from}${number}`));
    const notify = /^N\(([A-Z_0-9]+)\)$/.exec(token)?.[1];
    if (notify === 'NATD_S_IP') return notifyPayloadV2(16388, bytesOf(source));
    if (notify === 'NATD_D_IP') return notifyPayloadV2(16389, bytesOf(destination));
    if (notify !== undefined && version === 1) return notifyPayloadV1(notifies1[notify] ?? 16384);
    if (notify !== undefined)
      return notifyPayloadV2(
        notifies2[notify] ?? 16384,
        notify === 'COOKIE' ? nonce : notify === 'INVAL_KE' ? Uint8Array.of(0, 19) : new Uint8Array(),
      );
    if (token === 'SA')
      return version === 1
        ? saV1([
            {
              protocol: 1,
              transforms: [
                {
                  first: 1,
                  id: 1,
                  attributes: [
                    [1, 7],
                    [14, 256],
                    [2, 4],
                    [3, 1],
                    [4, 14],
                  ],
                },
              ],
            },
          ])
        : saV2([
            {
              protocol: 1,
              transforms: [
                { first: 1, id: 12, attributes: [[14, 256]] },
                { first: 3, id: 12 },
                { first: 2, id: 5 },
                { first: 4, id: 14 },
              ],
            },
          ]);
    if (token === 'KE')
      return version === 1 ? plain(4, new Uint8Array(256).fill(7)) : keV2(14, new Uint8Array(256).fill(7));
    if (token === 'No') return plain(version === 1 ? 10 : 40, nonce);
    if (token === 'NAT-D') return plain(20, digest('sha1', ascii(`${from}nat`)));
    if (token === 'ID') return { type: 5, body: concatBytes(Uint8Array.of(1, 0, 0, 0), addressOf('192.0.2.10')) };
    if (token === 'HASH') return plain(8, nonce);
    return plain(version === 1 ? 13 : 43, digest('md5', ascii('test vendor')));
  };

  const build = (from: Side, text: string, bytes: number): Uint8Array => {
    const words = /^([A-Z0-9_]+) (request|response) ([0-9]+) \[ ?(.*?) ?\]$/.exec(text);
    if (words === null) throw new TypeError(`no message: ${text}`);
    const [, exchange = '', kind = '', id = '0', list = ''] = words;
    const tokens = list.split(/ (?![^(]*\))/).filter((token) => token !== '');
    const code = exchanges[exchange];
    if (code === undefined) throw new TypeError(`no exchange: ${exchange}`);
    const firstOfAll =
      (exchange === 'IKE_SA_INIT' && kind === 'request') || (tokens[0] === 'SA' && from === 'a' && code < 5);
    const clear =
      exchange === 'IKE_SA_INIT' ||
      ((exchange === 'ID_PROT' || exchange === 'AGGRESSIVE') &&
        !(tokens[0] === 'ID' || (exchange === 'AGGRESSIVE' && tokens[0] === 'HASH'))) ||
      (exchange === 'INFORMATIONAL_V1' && tokens[0] !== 'HASH');
    const common = {
      major: version,
      initiatorSpi: spis.initiator,
      responderSpi: firstOfAll ? '0000000000000000' : spis.responder,
      exchange: code,
      messageId: exchange === 'ID_PROT' || exchange === 'AGGRESSIVE' ? 0 : Number(id),
    };
    if (clear)
      return buildMessage({
        ...common,
        flags: version === 1 ? 0 : (from === 'a' ? 8 : 0) | (kind === 'response' ? 32 : 0),
        payloads: tokens.map((token) => clearPayload(from, token)),
      });
    const noise = new Uint8Array(Math.max(bytes - (version === 1 ? 28 : 32), 16)).map(
      (_, i) => (i * 37 + tokens.length) & 255,
    );
    if (version === 1) return buildMessage({ ...common, flags: 1, next: tokens[0] === 'ID' ? 5 : 8, raw: noise });
    return buildMessage({
      ...common,
      flags: (from === 'a' ? 8 : 0) | (kind === 'response' ? 32 : 0),
      payloads: [{ type: 46, body: noise, next: tokens[0]?.startsWith('N(') === true ? 41 : from === 'a' ? 35 : 36 }],
    });
  };

  const put = (from: Side, sent: Sent, how: MessageOptions): void => {
    const to = other(from);
    const payload = port === 4500 ? marked(sent.payload) : sent.payload;
    const datagrams = (place: Side): Uint8Array[] => {
      const { src, dst } = seenAs(from, place);
      const body = udp(src, dst, ...portsAs(from, place, port), payload);
      return how.mtu === undefined
        ? [ip(src, dst, 17, body, { identification: identification & 0xffff })]
        : fragments(src, dst, 17, body, how.mtu, { identification: identification & 0xffff });
    };
    identification += 1;
    const where = seenAs(from, from);
    const [own, peer] = portsAs(from, from, port);
    if (daemon[from] === 'charon')
      say(from, `[NET] sending packet: from ${where.src}[${own}] to ${where.dst}[${peer}] (${sent.size} bytes)`);
    if (how.lost !== 'out') for (const datagram of datagrams(from)) capture(from, datagram);
    at += 4_000_000n;
    if (how.lost === 'path' || how.lost === 'out') {
      if (how.firstArrives === true) for (const datagram of datagrams(to).slice(0, 1)) capture(to, datagram);
      return;
    }
    for (const datagram of datagrams(to)) capture(to, datagram);
    if (how.lost === 'in') return;
    const seen = seenAs(from, to);
    const [theirs, mine] = portsAs(from, to, port);
    if (daemon[to] === 'charon') {
      say(to, `[NET] received packet: from ${seen.src}[${theirs}] to ${seen.dst}[${mine}] (${sent.size} bytes)`);
      if (how.unread !== true) say(to, `[ENC] parsed ${sent.text}`);
    }
  };

  const makeEsp: Play['esp'] = (from, spi, how = {}) => {
    const sequences = how.sequences ?? Array.from({ length: how.count ?? 5 }, (_, i) => (how.first ?? 1) + i);
    for (const sequence of sequences) {
      at += 100_000_000n;
      const whole =
        how.ah === true ? ah(4, spi, sequence, new Uint8Array(how.length ?? 64)) : esp(spi, sequence, how.length ?? 96);
      const spoilt = sequences.indexOf(sequence) < (how.altered ?? 0) ? Uint8Array.from(whole) : whole;
      if (spoilt !== whole) spoilt[20] = (spoilt[20] ?? 0) ^ 0x40;
      const datagram = (place: Side): Uint8Array => {
        const { src, dst } = seenAs(from, place);
        const body = place === from ? whole : spoilt;
        return how.udp === true
          ? udpIp(src, dst, ...portsAs(from, place, 4500), body)
          : ip(src, dst, how.ah === true ? 51 : 50, body);
      };
      if (how.lost !== 'out') capture(from, datagram(from));
      at += 4_000_000n;
      if (how.lost === undefined) capture(other(from), datagram(other(from)));
    }
  };

  return {
    a: address.a,
    b: address.b,
    wait(seconds) {
      at += BigInt(Math.round(seconds * 1000)) * 1_000_000n;
    },
    now: () => at,
    say,
    message(from, text, how = {}) {
      const payload = build(from, text, how.bytes ?? 300);
      const sent: Sent = { text, payload, size: payload.length };
      lastSent[from] = sent;
      at += 2_000_000n;
      if (daemon[from] === 'charon') say(from, `[ENC] generating ${text}`);
      put(from, sent, how);
    },
    retransmit(from, count, how = {}) {
      const sent = lastSent[from];
      if (sent === null) throw new TypeError('nothing was sent');
      if (daemon[from] === 'charon')
        say(from, `[IKE] retransmit ${count} of request with message ID ${/ ([0-9]+) \[/.exec(sent.text)?.[1] ?? '0'}`);
      put(from, sent, how);
    },
    resend(from, how = {}) {
      const sent = lastSent[from];
      if (sent === null) throw new TypeError('nothing was sent');
      put(from, sent, how);
    },
    attempt,
    float() {
      port = 4500;
    },
    esp: makeEsp,
    packet(sides, datagram) {
      at += 1_000_000n;
      for (const side of sides) capture(side, datagram);
    },
    stranger(count, how = {}) {
      const own = { spis, uid, named: named.b, number };
      number = 1000 + count;
      uid = 1000 + count;
      named.b = false;
      spis = {
        initiator: `57${two(count, 14)}`,
        responder: `5a${two(count, 14)}`,
      };
      const src = `198.18.0.${count}`;
      const exchange = (text: string, request: boolean, bytes: number): void => {
        const payload = build(request ? 'a' : 'b', text, bytes);
        const [x, y] = request ? [src, address.b] : [address.b, src];
        at += 2_000_000n;
        capture('b', udpIp(x, y, 500, 500, payload));
        const net = `from ${x}[500] to ${y}[500] (${payload.length} bytes)`;
        if (request) say('b', `[NET] received packet: ${net}`, `[ENC] parsed ${text}`);
        else say('b', `[ENC] generating ${text}`, `[NET] sending packet: ${net}`);
      };
      const request = 'IKE_SA_INIT request 0 [ SA KE No ]';
      if (how.answered === false) {
        at += 2_000_000n;
        capture('b', udpIp(src, address.b, 500, 500, build('a', request, 0)));
        say('b', `[NET] ignoring IKE_SA setup from ${src}, half-open IKE_SA limit of 20 reached`);
      } else {
        exchange(request, true, 0);
        say('b', `[IKE] ${src} is initiating an IKE_SA`);
        exchange('IKE_SA_INIT response 0 [ SA KE No ]', false, 0);
        if (how.comesBack === true) exchange('IKE_AUTH request 1 [ IDi AUTH SA TSi TSr ]', true, 280);
      }
      ({ spis, uid, number } = own);
      named.b = own.named;
    },
    unreachable(reporter, to, code, sides = ['a', 'b']) {
      const sent = lastSent[to];
      const quoted = udpIp(address[to], address[other(to)], port, port, sent?.payload ?? new Uint8Array(28));
      at += 2_000_000n;
      const message = icmp(3, code, 0, quoted.subarray(0, 64));
      for (const side of sides) capture(side, ip(reporter, address[to], 1, message));
    },
    life(...sides) {
      for (const side of sides) {
        at += 1_000_000n;
        const router = side === 'a' ? '192.0.2.1' : '198.51.100.1';
        capture(side, udpIp(address[side], router, 40_000, 123, new Uint8Array(48)));
      }
    },
    ping(from, how = {}) {
      for (const side of how.seen ?? ['a', 'b']) {
        const { src, dst } = seenAs(from, side);
        capture(side, ip(src, dst, 1, icmp(8, 0, 0x0001_0001, new Uint8Array(56))));
      }
      at += 3_000_000n;
      if (how.answered === false) return;
      for (const side of how.seen ?? ['a', 'b']) {
        const { src, dst } = seenAs(other(from), side);
        capture(side, ip(src, dst, 1, icmp(0, 0, 0x0001_0001, new Uint8Array(56))));
      }
    },
    file(side, name, text) {
      files.push({ path: `${side}/${name}`, lines: text.replace(/\n$/, '').split('\n') });
    },
    evidence() {
      const found: EvidenceFile[] = [...files];
      for (const side of ['a', 'b'] as const) {
        if (logs[side].length > 0) found.push({ path: `${side}/${daemon[side]}.log`, lines: logs[side] });
        if (captures[side].length > 0) found.push({ path: `${side}/capture.pcap`, packets: captures[side] });
      }
      return found;
    },
  };
}

/** The bytes of a file as it would lie on a disk. */
export function bytesOfFile(file: EvidenceFile): Uint8Array {
  return 'lines' in file ? new TextEncoder().encode(`${file.lines.join('\n')}\n`) : writePcap(file.packets);
}

/** Runs ingest, readers, correlation and judgement over evidence in memory. The first folder of a path is the host. */
export function diagnoseFiles(files: readonly EvidenceFile[], lang: 'en' | 'ko' = 'en'): Promise<Diagnosis> {
  return diagnose(
    files.map((file) => bytesInput(file.path, bytesOfFile(file), 'folder')),
    { lang },
  );
}

/** A TCP segment or other clear packet between two addresses, for `packet`. */
export function clearTcp(src: string, dst: string, port: number, flags: number): Uint8Array {
  return ip(src, dst, 6, flags === 18 ? tcp(port, 40_000, flags) : tcp(40_000, port, flags));
}

/** 32-bit words as bytes, for hand-made packets. */
export const word = be32;
