import { factEntry, type FactCode, type LogEvent, type LogSession } from '../observations/index.ts';
import { platformFacts } from '../observations/facts/platform.ts';
import type { TextReading } from '../formats/reader.ts';
import { type Draft, foldFragment, fragmentOf, unseenProof, whole } from './log-drafts.ts';
import { notifiesOf } from './notify-names.ts';
import { exchangeName, firstExchanges, mainModeRound } from './steps.ts';
import { otherRole, type Attempt, type Fact, type Role } from './types.ts';

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function list(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === 'string');
  return typeof value === 'string' ? value.split(' ').filter((item) => item !== '') : [];
}

/** Whether a message of this exchange and place is encrypted, as far as the exchange type tells (RFC 7296 section 1.2, RFC 2409 section 5). */
export function encryptedByRule(exchange: string, sender: Role, round: number): boolean | null {
  if (exchange === 'IKE_SA_INIT' || exchange === 'IKE_SESSION_RESUME') return false;
  if (
    exchange === 'IKE_AUTH' ||
    exchange === 'CREATE_CHILD_SA' ||
    exchange === 'IKE_INTERMEDIATE' ||
    exchange === 'INFORMATIONAL'
  )
    return true;
  if (exchange === 'Main Mode') return round >= 2;
  if (exchange === 'Quick Mode' || exchange === 'Transaction') return true;
  if (exchange === 'Aggressive Mode') return sender === 'initiator' && round >= 1 ? null : false;
  return null;
}

/**
 * An Informational of IKEv1 whose payloads are told: under keys it begins with HASH, before there are any it cannot (RFC 2409 5.7).
 * Daemons that tell of a notify alone give no message id.
 */
function underHash(exchange: string, payloads: readonly string[], messageId: number | null): boolean | null {
  if (exchange !== 'Informational' || payloads.length === 0 || messageId === null) return null;
  return payloads.includes('HASH');
}

/**
 * Turns one log reading into attempts: a session's messages become sightings in the sense of the ledger, its other lines facts.
 * The order of the log is kept; times stay in the log's own clock.
 */
export function attemptsOfLog(
  artifact: string,
  host: string,
  reading: TextReading,
): { attempts: Attempt[]; loose: Fact[] } {
  const sessions = new Map<string, LogSession>();
  const events = new Map<string, LogEvent[]>();
  const loose: Fact[] = [];
  for (const item of reading.observations) {
    if (item.kind === 'session') sessions.set(item.key, item);
    else if (item.kind === 'log') {
      if (item.session === null) loose.push(factOf(item, host, null));
      else {
        const known = events.get(item.session);
        if (known === undefined) events.set(item.session, [item]);
        else known.push(item);
      }
    }
  }
  const attempts: Attempt[] = [];
  if (events.size === 0) {
    const excerpt = excerptOf(reading);
    if (excerpt.length > 0) {
      attempts.push(attemptOf(artifact, host, 'excerpt', null, excerpt));
      const taken = new Set(excerpt.map((item) => item.seq));
      for (let i = loose.length - 1; i >= 0; i--) if (taken.has(loose[i]?.seq ?? -1)) loose.splice(i, 1);
    }
  }
  for (const [key, items] of events) {
    attempts.push(attemptOf(artifact, host, key, sessions.get(key) ?? null, items));
  }
  attempts.sort((a, b) => a.firstSeq - b.firstSeq);
  if (isPasted(reading)) return { attempts: attempts.map((attempt) => ({ ...attempt, pasted: true })), loose };
  return { attempts, loose };
}

const aboutNegotiation =
  /^(?:(message|packet|notify|auth|policy|proposal|child|kernel|delete|ike)\.|host\.(icmp-received|send-failed)$)/;
/** Facts a daemon states of no negotiation in particular, even in a whole log. */
const aboutHost = new Set<string>([
  'ike.half-open-limit',
  'ike.overloaded',
  'ike.cookie-demanded',
  'message.keepalive',
  'message.unknown-sa',
  'message.invalid-header',
  'kernel.expire',
  'kernel.acquire',
  'kernel.sa-added',
  'kernel.sa-deleted',
  'kernel.flushed',
  'kernel.policy-changed',
  'kernel.mapping-changed',
]);

/** Said of the system around IKE, whatever family of words it belongs to. */
function aboutSystem(code: FactCode): boolean {
  return code === 'auth.logon-right-missing' || (code in platformFacts && factEntry(code).ends === undefined);
}

/** Lines that people copy out of a log into a question: a handful. */
const handful = 8;

function isPasted(reading: TextReading): boolean {
  return (
    reading.records <= handful &&
    !reading.observations.some((item) => item.kind === 'log' && item.code === 'daemon.started')
  );
}

/** A few lines out of a log, as people paste them: nothing tells sessions apart, so what they say is of one negotiation. */
function excerptOf(reading: TextReading): LogEvent[] {
  const events = reading.observations.filter((item): item is LogEvent => item.kind === 'log');
  if (events.length > 400 || events.some((item) => item.code === 'daemon.started')) return [];
  const own = events.filter((item) => aboutNegotiation.test(item.code) && !aboutSystem(item.code));
  return own.some((item) => !aboutHost.has(item.code)) ? own : [];
}

function factOf(event: LogEvent, host: string, role: Role | null): Fact {
  return {
    code: event.code,
    args: event.args,
    src: event.src,
    host,
    role,
    ns: event.ns,
    at: null,
    seq: event.seq,
    session: event.session,
  };
}

/** Said by the end that asked and waits. */
const unanswered = new Set<string>([
  'message.gave-up',
  'message.retransmitted',
  'host.icmp-received',
  'host.send-failed',
]);

function guessRole(items: readonly LogEvent[]): Role | null {
  for (const item of items) {
    if (item.code === 'ike.initiating') return 'initiator';
    if (item.code === 'ike.responding') return 'responder';
    if (
      item.code === 'message.generated' &&
      item.args['exchange'] === 'INFORMATIONAL' &&
      item.args['role'] === 'request' &&
      item.args['messageId'] === 2
    )
      return 'initiator';
    if ((item.code === 'message.generated' || item.code === 'message.parsed') && item.args['exchange'] === 'IKE_AUTH') {
      return (item.args['role'] !== 'response') === (item.code === 'message.generated') ? 'initiator' : 'responder';
    }
    if (item.code === 'message.generated' || item.code === 'message.parsed') {
      const exchange = exchangeName(text(item.args['exchange']) ?? '', null);
      if (!firstExchanges.has(exchange)) continue;
      const request = item.args['role'] !== 'response';
      return request === (item.code === 'message.generated') ? 'initiator' : 'responder';
    }
  }
  return null;
}

function guessVersion(items: readonly LogEvent[]): 1 | 2 | null {
  for (const item of items) {
    // States and payloads carry the version in their names; IKEv1 has no integrity check of its own.
    const state = text(item.args['state']) ?? '';
    if (/^(STATE_)?(MAIN|AGGR|QUICK|XAUTH|MODE)_/.test(state)) return 1;
    if (/^(STATE_)?(V2|PARENT)_/.test(state) || item.code === 'message.integrity-failed') return 2;
    if (text(item.args['payload'])?.endsWith('_V1') === true) return 1;
    const exchange = text(item.args['exchange']);
    if (exchange === null) continue;
    const name = exchangeName(exchange, null);
    if (name.startsWith('IKE_') || name === 'CREATE_CHILD_SA') return 2;
    if (name === 'Main Mode' || name === 'Aggressive Mode' || name === 'Quick Mode' || name === 'Transaction') return 1;
    // The two versions' exchanges of this name are written apart (RFC 2409 5.7, RFC 7296 1.4).
    if (exchange === 'Informational') return 1;
  }
  return null;
}

function attemptOf(
  artifact: string,
  host: string,
  key: string,
  session: LogSession | null,
  items: readonly LogEvent[],
): Attempt {
  // Who refuses or complains of the peer's proof is most often the one who was asked; only an excerpt leaves it open.
  const asks = items.some((item) => unanswered.has(item.code));
  const role = session?.role ?? guessRole(items) ?? (asks ? 'initiator' : 'responder');
  const version = session?.version ?? guessVersion(items);
  const drafts: Draft[] = [];
  const rounds = new Map<string, number>();
  const byKey = new Map<string, Draft>();
  const facts: Fact[] = [];
  const spis = new Set<string>();
  let lastReceived: LogEvent | null = null;
  let lastOwn: Draft | null = null;
  // What is sent after a message was read is a new one, also where the line that it was made is gone.
  let read = false;
  // The peer asked again: what is sent next is the answer once more.
  let again = false;
  let local = session?.local ?? null;
  let peer = session?.peer ?? null;

  for (const item of items) {
    facts.push(factOf(item, host, role));
    for (const name of ['spiIn', 'spiOut'] as const) {
      const spi = text(item.args[name]);
      if (spi !== null) spis.add(spi);
    }
    switch (item.code) {
      case 'packet.received':
        lastReceived = item;
        local ??= endpoint(item, 'local');
        peer ??= endpoint(item, 'remote');
        break;
      case 'packet.sent': {
        local ??= endpoint(item, 'local');
        peer ??= endpoint(item, 'remote');
        if (lastOwn !== null && !read) {
          const bytes = whole(item.args['bytes']);
          const was = lastOwn.sighting;
          lastOwn.sources.push(item.src);
          lastOwn.sighting = {
            ...was,
            act: 'sent',
            bytes: was.bytes === null || (bytes !== null && bytes > was.bytes) ? bytes : was.bytes,
            srcPort: whole(item.args['localPort']) ?? was.srcPort,
            dstPort: whole(item.args['remotePort']) ?? was.dstPort,
            copies: was.copies + (again ? 1 : 0),
            ns: was.ns ?? item.ns,
            lastNs: item.ns ?? was.lastNs,
          };
        }
        again = false;
        break;
      }
      case 'message.generated':
      case 'message.parsed': {
        if (role === null) break;
        const own = item.code === 'message.generated';
        const sender = own ? role : otherRole(role);
        const exchange = exchangeName(text(item.args['exchange']) ?? '', version);
        if (exchange === '') break;
        const messageId = whole(item.args['messageId']);
        const kind = kindOf(item.args['role'], version);
        const payloads = list(item.args['payloads']);
        const slot = `${exchange}|${sender}|${kind}|${version === 2 ? (messageId ?? '') : exchange === 'Main Mode' || exchange === 'Aggressive Mode' ? '' : (messageId ?? '')}`;
        const received = own ? null : lastReceived;
        const part = fragmentOf(payloads);
        const known = byKey.get(`${slot}|${(rounds.get(slot) ?? 0) - 1}`);
        if (known !== undefined && foldFragment(known, item, received, part, payloads)) {
          if (own) lastOwn = known;
          else lastReceived = null;
          read = !own;
          break;
        }
        const shown = exchange === 'Main Mode' ? mainModeRound(payloads) : 0;
        const round = Math.max(rounds.get(slot) ?? 0, whole(item.args['round']) ?? 0, shown);
        rounds.set(slot, round + 1);
        const encrypted = encryptedByRule(exchange, sender, round) ?? underHash(exchange, payloads, messageId);
        const draft: Draft = {
          sources: received === null ? [item.src] : [received.src, item.src],
          sighting: {
            artifact,
            from: 'log',
            act: own ? 'sent' : part === null ? 'parsed' : 'received',
            sender,
            exchange,
            kind,
            messageId,
            bytes: received === null ? null : whole(received.args['bytes']),
            encrypted,
            payloads: part === null ? payloads : [],
            notifies: notifiesOf(payloads, encrypted === true),
            sources: [],
            copies: 1,
            ns: received?.ns ?? item.ns,
            lastNs: item.ns,
            seq: item.seq,
            srcPort: received === null ? null : whole(received.args['remotePort']),
            dstPort: received === null ? null : whole(received.args['localPort']),
            round,
            ipFragments: 1,
            ikeFragments: part === null ? null : { total: part.total, seen: 1 },
          },
        };
        drafts.push(draft);
        byKey.set(`${slot}|${round}`, draft);
        if (own) lastOwn = draft;
        else lastReceived = null;
        read = !own;
        break;
      }
      case 'message.peer-retransmitted':
        read = false;
        again = true;
        break;
      case 'message.retransmitted': {
        read = false;
        const target: Draft | undefined = lastOwn ?? undefined;
        const id = whole(item.args['messageId']);
        // It repeats another message than the last one this log shows being made: the lines about that one are gone.
        if (version === 2 && id !== null && target?.sighting.messageId != null && id !== target.sighting.messageId) {
          if (id === 1 && role === 'initiator') lastOwn = unseenProof(target.sighting, item, drafts);
          break;
        }
        if (target !== undefined) {
          target.sighting = {
            ...target.sighting,
            copies: target.sighting.copies + 1,
            lastNs: item.ns ?? target.sighting.lastNs,
          };
          target.sources.push(item.src);
        }
        break;
      }
      case 'message.undecryptable':
      case 'message.integrity-failed':
      case 'message.malformed': {
        // Taken from the socket and refused before it could be parsed: received, not processed.
        if (role === null || lastReceived === null) break;
        const exchange = exchangeName(text(item.args['exchange']) ?? '', version);
        if (exchange === '') break;
        const sender = otherRole(role);
        const messageId = whole(item.args['messageId']);
        const kind = kindOf(item.args['role'] ?? (role === 'responder' ? 'request' : 'response'), version);
        const slot = `${exchange}|${sender}|${kind}|${version === 2 || !(exchange === 'Main Mode' || exchange === 'Aggressive Mode') ? (messageId ?? '') : ''}`;
        const round = rounds.get(slot) ?? 0;
        const known = byKey.get(`${slot}|${round}|refused`);
        if (known === undefined) {
          const draft: Draft = {
            sources: [lastReceived.src, item.src],
            sighting: {
              artifact,
              from: 'log',
              act: 'received',
              sender,
              exchange,
              kind,
              messageId,
              bytes: whole(lastReceived.args['bytes']),
              encrypted: encryptedByRule(exchange, sender, round),
              payloads: [],
              notifies: [],
              sources: [],
              copies: 1,
              ns: lastReceived.ns,
              lastNs: lastReceived.ns,
              seq: lastReceived.seq,
              srcPort: whole(lastReceived.args['remotePort']),
              dstPort: whole(lastReceived.args['localPort']),
              round,
              ipFragments: 1,
              ikeFragments: null,
            },
          };
          drafts.push(draft);
          byKey.set(`${slot}|${round}|refused`, draft);
        } else {
          known.sighting = { ...known.sighting, copies: known.sighting.copies + 1, lastNs: item.ns };
          known.sources.push(item.src);
        }
        lastReceived = null;
        break;
      }
      default:
        break;
    }
  }

  const sightings = drafts.map(({ sighting, sources }) => ({ ...sighting, sources }));
  const times = items.map((item) => item.ns).filter((ns): ns is bigint => ns !== null);
  const initiator = role === 'initiator' ? local : role === 'responder' ? peer : null;
  const responder = role === 'initiator' ? peer : role === 'responder' ? local : null;
  const first = sightings[0];
  return {
    key: `${artifact}/${key}`,
    artifact,
    from: 'log',
    version,
    protocol: session?.authip === true ? 'AuthIP' : version === null ? null : version === 1 ? 'IKEv1' : 'IKEv2',
    initiator,
    responder,
    initiatorSpi: session?.initiatorSpi ?? null,
    responderSpi: session?.responderSpi ?? null,
    ownRole: role,
    connection: session?.connection ?? null,
    sightings,
    facts,
    session,
    start: times[0] ?? null,
    end: times[times.length - 1] ?? null,
    firstSeq: items[0]?.seq ?? 0,
    childSpis: [...spis],
    ...(session?.atEnd === true ? { atEnd: true as const } : {}),
    midway:
      first === undefined
        ? !items.some(
            (item) =>
              item.code === 'ike.initiating' ||
              item.code === 'ike.responding' ||
              // The record of an end tells of the whole.
              (session?.atEnd === true && (item.code === 'ike.established' || item.code === 'child.established')),
          )
        : !firstExchanges.has(first.exchange),
  };
}

function kindOf(role: unknown, version: 1 | 2 | null): 'request' | 'response' | 'message' {
  if (version === 1) return 'message';
  return role === 'response' ? 'response' : 'request';
}

function endpoint(event: LogEvent, side: 'local' | 'remote'): { address: string; port: number } | null {
  const address = text(event.args[side]);
  return address === null ? null : { address, port: whole(event.args[`${side}Port`]) ?? 0 };
}
