import { clip, type Endpoint, type Source } from '../observations/index.ts';
import { formatProposal } from '../policy/proposals.ts';
import { proposalsOfSa } from '../policy/wire-proposals.ts';
import { firstPayload, type IkeMessage, type IkePayload } from '../protocol/ike/message.ts';
import type { WireIke, WireReading } from '../protocol/wire-reading.ts';
import { sameAddress } from '../protocol/wire-views.ts';
import { exchangeName, firstExchanges, mainModeRound } from './steps.ts';
import { isErrorNotify, notifyName } from './notify-names.ts';
import { openedMessage, type OpenedMessage } from './opened.ts';
import type { Attempt, Role, Sighting, StepNotify } from './types.ts';

/** Nanoseconds since the epoch as RFC 3339 text with nine digits, without using a clock. */
export function isoTime(ns: bigint): string {
  const seconds = ns / 1_000_000_000n - (ns % 1_000_000_000n < 0n ? 1n : 0n);
  const rest = ns - seconds * 1_000_000_000n;
  if (seconds !== latestSecond) {
    const millis = Number(seconds) * 1000;
    if (!Number.isFinite(millis) || Math.abs(millis) > 8.64e15) return `${ns}ns`;
    latestSecond = seconds;
    latestText = new Date(millis).toISOString().slice(0, 19);
  }
  return `${latestText}.${rest.toString().padStart(9, '0')}Z`;
}

// What is asked about one after the other mostly lies in one second.
let latestSecond = 0n;
let latestText = '1970-01-01T00:00:00';

/** Short names of payloads, as people write them. */
export function payloadName(payload: IkePayload): string {
  switch (payload.kind) {
    case 'notify':
      return `N(${payload.notify.name})`;
    case 'vendor':
      return 'V';
    case 'delete':
      return 'D';
    case 'id':
      return payload.role === null ? 'ID' : payload.role === 'initiator' ? 'IDi' : 'IDr';
    case 'ts':
      return payload.role === 'initiator' ? 'TSi' : 'TSr';
    default:
      return payload.kind.toUpperCase();
  }
}

function quoteOf(ike: WireIke): string {
  const message = ike.message;
  const payloads = message.payloads.slice(0, 24).map(payloadName).join(' ');
  const parts = [
    `${ike.src.address}.${ike.src.port} > ${ike.dst.address}.${ike.dst.port}`,
    `${message.protocol} ${message.exchangeType.name}`,
    `msgid ${message.messageId >>> 0}`,
    message.protocol === 'IKEv2' ? (message.flags.response ? 'response' : 'request') : null,
    message.encrypted && message.protocol === 'IKEv1' ? 'encrypted' : null,
    `[${payloads}]`,
    `${ike.bytes} bytes`,
    ike.ipFragments > 1 ? `${ike.ipFragments} IP fragments` : null,
    ike.copies > 1 ? `${ike.copies} copies` : null,
  ];
  return clip(parts.filter((part) => part !== null).join(' '));
}

/** Source of one captured message. */
export function wireSource(artifact: string, ike: WireIke): Source {
  const packets = ike.packets.map((packet) => ({ packet }));
  const through = ike.opened === undefined ? [] : [{ layer: 'decrypted' }, { path: keyPlace(ike.opened) }];
  return { artifact, at: [...packets, ...through], quote: quoteOf(ike), time: isoTime(ike.ns) };
}

/** The key that opened a message: artifact and line. */
function keyPlace(key: Source): string {
  const lines = key.at.flatMap((step) => ('line' in step ? [step.line] : []));
  return `key ${key.artifact}${lines.length === 0 ? '' : `:${lines.join('-')}`}`;
}

/** Slot of the first requests of IKEv2. */
const initRequests = 'IKE_SA_INIT|initiator|request|0';

/** Opened messages read of one attempt. */
const maxOpened = 64;

const zeroSpi = '0000000000000000';

interface Group {
  readonly messages: WireIke[];
  readonly initiatorSpi: string;
  responderSpi: string | null;
}

/** IKEv1 offers its authentication method in clear: `AUTH:psk`, `AUTH:signature` (RFC 2409 appendix A). */
function authenticationOf(message: IkeMessage): string[] {
  const found = new Set<string>();
  for (const payload of message.payloads) {
    if (payload.kind !== 'sa') continue;
    for (const proposal of payload.proposals) {
      for (const transform of proposal.transforms) {
        const id = transform.suite?.authentication?.id;
        if (id === undefined) continue;
        if (id === 1) found.add('AUTH:psk');
        else if (id === 3 || (id >= 9 && id <= 11)) found.add('AUTH:signature');
        else if (id >= 65001 && id <= 65010) found.add('EAP');
      }
    }
  }
  return [...found];
}

/** Proposals of the SA payload, one text each. */
function offersOf(message: IkeMessage): string[] {
  const sa = firstPayload(message.payloads, 'sa');
  return sa === undefined ? [] : proposalsOfSa(sa.proposals).map(formatProposal);
}

/** Names of known vendor IDs. */
function vendorsOf(message: IkeMessage): { readonly vendors?: readonly string[] } {
  const names = message.payloads.flatMap((payload) =>
    payload.kind === 'vendor' && payload.name !== null ? [payload.name] : [],
  );
  return names.length === 0 ? {} : { vendors: names.slice(0, 24) };
}

function notifiesOf(message: IkeMessage): StepNotify[] {
  const found: StepNotify[] = [];
  const body = message.payloads.findIndex(({ kind }) => kind === 'sk' || kind === 'skf');
  for (const payload of message.payloads) {
    if (payload.kind !== 'notify') continue;
    const name = notifyName(payload.notify.name);
    // Beside the protected body nothing of a protected message is protected.
    const inside = body >= 0 && message.payloads.indexOf(payload) > body;
    found.push({
      name,
      error: payload.error || isErrorNotify(name),
      encrypted: inside || (body < 0 && message.encrypted),
    });
  }
  return found;
}

/** Groups the messages of a capture into attempts by the initiator's SPI or cookie (and the responder's, when both are set). */
export function attemptsOfWire(reading: WireReading): Attempt[] {
  const groups = new Map<string, Group>();
  const order: Group[] = [];
  for (const ike of reading.ike) {
    const { initiatorSpi, responderSpi } = ike.message;
    const responder = responderSpi === zeroSpi ? null : responderSpi;
    let group = groups.get(`${ike.message.protocol}|${initiatorSpi}`);
    // A stranger may send any SPI: an SPI pair that differs from the group's answer is another group only when the first one was completed.
    // Before anything is protected a responder may answer each copy with a fresh SPI of its own: still one attempt.
    const settled = group?.messages.some((other) => other.message.encrypted) === true;
    if (
      settled &&
      group !== undefined &&
      responder !== null &&
      group.responderSpi !== null &&
      group.responderSpi !== responder
    ) {
      const key = `${ike.message.protocol}|${initiatorSpi}|${responder}`;
      const other = groups.get(key);
      if (other !== undefined) group = other;
      else {
        group = { messages: [], initiatorSpi, responderSpi: responder };
        groups.set(key, group);
        order.push(group);
      }
    } else if (group === undefined) {
      group = { messages: [], initiatorSpi, responderSpi: responder };
      groups.set(`${ike.message.protocol}|${initiatorSpi}`, group);
      order.push(group);
    } else if (group.responderSpi === null) group.responderSpi = responder;
    group.messages.push(ike);
  }
  const same = sameAddress(reading.translations);
  return order
    .map((group, index) => attemptOf(reading.artifact, group, index, same))
    .filter((attempt) => attempt !== null);
}

function attemptOf(
  artifact: string,
  group: Group,
  index: number,
  same: (a: string, b: string) => boolean,
): Attempt | null {
  const first = group.messages[0];
  if (first === undefined) return null;
  const v2 = first.message.protocol === 'IKEv2';
  const version: 1 | 2 | null = v2 ? 2 : first.message.protocol === 'IKEv1' ? 1 : null;
  const initiator = findInitiator(group.messages, v2);
  const sightings: Sighting[] = [];
  const opened: OpenedMessage[] = [];
  const rounds = new Map<string, number>();
  const openers = new Map<string, Role>();
  // The responder's first message. Another one under another cookie answers a copy of the same request anew: the same turn.
  let opening: { readonly spi: string; readonly at: number } | undefined;
  let fragments: FragmentSet | null = null;

  for (const ike of group.messages) {
    const message = ike.message;
    const sender: Role = v2
      ? message.flags.initiator
        ? 'initiator'
        : 'responder'
      : initiator !== null && same(ike.src.address, initiator.src.address)
        ? 'initiator'
        : 'responder';
    const exchange = exchangeName(message.exchangeType.name, version);
    const kind = v2 ? (message.flags.response ? 'response' : 'request') : 'message';
    if (ike.opened !== undefined && opened.length < maxOpened) {
      const words = openedMessage(ike, sender, exchange, kind, wireSource(artifact, ike));
      if (words !== null) opened.push(words);
    }
    const fragment = ikeFragment(message);
    if (fragment !== null && fragments !== null && fragments.matches(exchange, sender, message.messageId, fragment)) {
      fragments.add(ike, fragment);
      continue;
    }
    const phase1 = exchange === 'Main Mode' || exchange === 'Aggressive Mode';
    const slot = `${exchange}|${sender}|${kind}|${phase1 ? '' : message.messageId}`;
    const answered = phase1 && sender === 'responder' ? opening : undefined;
    const made = answered === undefined ? undefined : sightings[answered.at];
    if (answered !== undefined && made !== undefined && message.responderSpi !== answered.spi) {
      sightings[answered.at] = againWith(made, wireSource(artifact, ike), ike);
      continue;
    }
    if (phase1 && sender === 'responder') opening ??= { spi: message.responderSpi, at: sightings.length };
    const payloads = message.payloads.map(payloadName);
    const turn = version === 1 && exchange === 'Main Mode' ? (message.encrypted ? 2 : mainModeRound(payloads)) : 0;
    const round = Math.max(rounds.get(slot) ?? 0, turn);
    // So does a responder of IKEv2 that keeps no state: there are never more different answers than different requests.
    const asked = v2 && kind === 'response' && exchange === 'IKE_SA_INIT' ? rounds.get(initRequests) : undefined;
    const last = sightings.findLastIndex((other) => other.exchange === exchange && other.kind === 'response');
    const repeated = asked !== undefined && round >= asked ? sightings[last] : undefined;
    if (repeated !== undefined) {
      sightings[last] = againWith(repeated, wireSource(artifact, ike), ike);
      continue;
    }
    rounds.set(slot, round + 1);
    const openKey = `${exchange}|${phase1 ? '' : message.messageId}`;
    if (!openers.has(openKey)) openers.set(openKey, sender);
    const sighting: Sighting = {
      artifact,
      from: 'wire',
      act: 'seen',
      sender,
      exchange,
      kind,
      messageId: phase1 ? null : message.messageId >>> 0,
      bytes: ike.bytes,
      encrypted: message.encrypted,
      payloads: [...payloads, ...authenticationOf(message)],
      notifies: notifiesOf(message),
      offers: () => offersOf(message),
      ...vendorsOf(message),
      sources: [wireSource(artifact, ike)],
      copies: ike.copies,
      ns: ike.ns,
      lastNs: ike.lastNs,
      seq: ike.packets[0] ?? 0,
      srcPort: ike.src.port,
      dstPort: ike.dst.port,
      round,
      ipFragments: ike.ipFragments,
      ikeFragments: fragment === null ? null : { total: fragment.total, seen: 1 },
    };
    sightings.push(sighting);
    fragments =
      fragment === null
        ? fragments
        : new FragmentSet(sightings, sightings.length - 1, message.messageId, fragment, artifact);
  }
  const last = group.messages.reduce((end, ike) => (ike.lastNs > end ? ike.lastNs : end), first.lastNs);
  const initiatorEndpoint = initiator === null ? null : initiator.src;
  const responderEndpoint = initiator === null ? null : initiator.dst;
  return {
    key: `${artifact}/w${index}`,
    artifact,
    from: 'wire',
    version,
    protocol: first.message.protocol,
    initiator: initiatorEndpoint,
    responder: responderEndpoint,
    initiatorSpi: group.initiatorSpi,
    responderSpi: group.responderSpi,
    ownRole: null,
    connection: null,
    sightings,
    facts: [],
    opened,
    session: null,
    start: first.ns,
    end: last,
    firstSeq: first.packets[0] ?? 0,
    childSpis: [],
    midway: !firstExchanges.has(sightings[0]?.exchange ?? ''),
  };
}

/** A message that was made anew rather than repeated counts as one more copy of it. */
function againWith(was: Sighting, source: Source, ike: WireIke): Sighting {
  return {
    ...was,
    copies: was.copies + ike.copies,
    anew: true,
    sources: was.sources.length < 64 ? [...was.sources, source] : was.sources,
    lastNs: ike.lastNs,
  };
}

interface FragmentPart {
  readonly number: number;
  readonly total: number;
}

function ikeFragment(message: IkeMessage): FragmentPart | null {
  for (const payload of message.payloads) {
    if (payload.kind === 'skf') return { number: payload.number, total: payload.total };
    if (payload.kind === 'fragment') return { number: payload.number, total: payload.last ? payload.number : 0 };
  }
  return null;
}

/** Folds the fragments of one IKE message (RFC 7383, and the vendor fragments of IKEv1) into one sighting. */
class FragmentSet {
  readonly #sightings: Sighting[];
  readonly #at: number;
  readonly #messageId: number;
  readonly #numbers = new Set<number>();
  readonly #artifact: string;
  #total: number;

  constructor(sightings: Sighting[], at: number, messageId: number, first: FragmentPart, artifact: string) {
    this.#sightings = sightings;
    this.#at = at;
    this.#messageId = messageId;
    this.#total = first.total;
    this.#numbers.add(first.number);
    this.#artifact = artifact;
  }

  matches(exchange: string, sender: Role, messageId: number, part: FragmentPart): boolean {
    const was = this.#sightings[this.#at];
    return (
      was !== undefined &&
      was.exchange === exchange &&
      was.sender === sender &&
      this.#messageId === messageId &&
      part.number <= 1024
    );
  }

  add(ike: WireIke, part: FragmentPart): void {
    const was = this.#sightings[this.#at];
    if (was === undefined) return;
    this.#total = Math.max(this.#total, part.total);
    this.#numbers.add(part.number);
    this.#sightings[this.#at] = {
      ...was,
      bytes: Math.max(was.bytes ?? 0, ike.bytes),
      sources: was.sources.length < 64 ? [...was.sources, wireSource(this.#artifact, ike)] : was.sources,
      lastNs: ike.lastNs,
      copies: Math.max(was.copies, ike.copies),
      ipFragments: Math.max(was.ipFragments, ike.ipFragments),
      ikeFragments: { total: this.#total, seen: this.#numbers.size },
      ...(ike.opened === undefined
        ? {}
        : { payloads: ike.message.payloads.map(payloadName), notifies: notifiesOf(ike.message) }),
    };
  }
}

/**
 * The message that tells which end initiated: a first-exchange message without responder SPI, an IKEv2 message by its flag, an SA of main or
 * aggressive mode under a responder cookie, which is the answer to the first one (RFC 2409 5), else the first one seen.
 */
function findInitiator(messages: readonly WireIke[], v2: boolean): { src: Endpoint; dst: Endpoint } | null {
  for (const ike of messages) {
    if (v2) {
      const { src, dst } = ike;
      return ike.message.flags.initiator ? { src, dst } : { src: dst, dst: src };
    }
    if (ike.message.responderSpi === zeroSpi) return { src: ike.src, dst: ike.dst };
  }
  const answer = messages.find(
    ({ message }) =>
      /^(Main|Aggressive) Mode$/.test(exchangeName(message.exchangeType.name, 1)) &&
      message.payloads.some(({ kind }) => kind === 'sa'),
  );
  if (answer !== undefined) return { src: answer.dst, dst: answer.src };
  const first = messages[0];
  return first === undefined ? null : { src: first.src, dst: first.dst };
}
