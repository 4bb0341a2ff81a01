import type { ArgValue } from '../../observations/index.ts';
import type { Attempt } from '../device-log/attempts.ts';
import { type Desk, openDesk } from '../device-log/desk.ts';
import { readingOf } from '../device-log/reader.ts';
import { lineClock } from '../log-lines/clock.ts';
import type { LogLine } from '../log-lines/index.ts';
import type { FormatBasis, ParseFault, TextFormat, TextReader } from '../reader.ts';
import { outcomeByNumber } from '../windows-event/codes.ts';
import { address } from '../windows-event/fields.ts';
import { mismatchFact, mismatchWords } from '../windows-event/attributes.ts';
import { headerOf, type Header } from './header.ts';
import { goesOnWithMismatch, mismatchCollector, type Told } from './mismatch.ts';

export const oakleyBasis: FormatBasis = {
  known: 'unconfirmed',
  source: 'one published log of a responder (prefix, received header, offers); all other lines from hearsay',
};

/** `M-D: HH:MM:SS:mmm:thread text`; month and day are not padded, there is no year. */
const prefix = /^([0-9]{1,2})-([0-9]{1,2}): ([0-9]{1,2}):([0-9]{2}):([0-9]{2}):([0-9]{1,3}):([0-9a-f]{1,8})(?: |$)/i;

interface Line extends LogLine {
  readonly thread: string;
}

/**
 * Reads Oakley.log of Windows 2000 to Server 2003, and its `.bak`, `.sav` and `.bak.sav` (inventory IKE-15): each is a file of its own, and
 * what they tell of one negotiation is joined by its cookies. Lines that nobody knows are passed over.
 */
export function openOakleyLog(artifact: string): TextReader {
  const desk = openDesk();
  const clock = lineClock();
  const faults: ParseFault[] = [];
  /** Header being read, per thread: threads write at the same time. */
  const headers = new Map<string, Header>();
  const bySa = new Map<string, Attempt>();
  const mismatches = mismatchCollector();
  let records = 0;
  let known = 0;
  let last: Line | null = null;

  const lineOf = (text: string): Line | null => {
    const found = prefix.exec(text);
    if (found === null) return null;
    const [front, month, day, hour, minute, second, fraction, thread] = found;
    const parts = {
      end: front.length,
      year: null,
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      fraction: Number((fraction ?? '').padStart(3, '0')) * 1_000_000,
      zone: null,
      epoch: null,
      uptime: null,
    };
    const valid = parts.month >= 1 && parts.month <= 12 && parts.day >= 1 && parts.day <= 31 && parts.hour < 24;
    return {
      ns: valid ? clock.resolve(parts) : null,
      timeText: front.slice(0, front.lastIndexOf(':')).trim(),
      host: null,
      program: null,
      message: text.slice(front.length).trim(),
      timeKind: 'no-year',
      pid: null,
      fields: null,
      quote: text,
      thread: thread ?? '',
    };
  };

  const attemptOf = (sa: string | null, header: Header | null, seq: number): Attempt => {
    const pointer = sa === null ? null : sa.replace(/^0x/i, '').replace(/^0+/, '').toLowerCase();
    const found = pointer === null || pointer === '' ? undefined : bySa.get(pointer);
    const spi = header?.initiatorSpi ?? null;
    const refs = {
      initiatorSpi: spi,
      responderSpi: header?.responderSpi ?? null,
      peer: header?.peer ?? null,
      peerPort: header?.peerPort ?? null,
    };
    const attempt =
      found !== undefined &&
      !found.dropped &&
      (spi === null || found.initiatorSpi === null || found.initiatorSpi === spi)
        ? found
        : desk.attempts.find(refs, seq);
    if (spi !== null && attempt.initiatorSpi === null) desk.attempts.find(refs, seq);
    attempt.version = 1;
    if (pointer !== null && pointer !== '' && bySa.size < 50_000) bySa.set(pointer, attempt);
    return attempt;
  };

  const flush = (line: Line): void => {
    const header = headers.get(line.thread);
    if (header === undefined) return;
    headers.delete(line.thread);
    if (header.exchange === null) return;
    const attempt = attemptOf(header.sa, header, header.seq);
    if (attempt.initiatorSpi === null && header.initiatorSpi !== null) attempt.initiatorSpi = header.initiatorSpi;
    if (attempt.responderSpi === null && header.responderSpi !== null) attempt.responderSpi = header.responderSpi;
    if (attempt.peer === null && header.peer !== null)
      attempt.peer = { address: header.peer, port: header.peerPort ?? 0 };
    // The first message to a host has no cookie of its own: who writes so is asked.
    if (header.way === 'in' && header.responderSpi === null && header.exchange !== 'Informational')
      attempt.role ??= 'responder';
    if (header.way === 'out' && header.responderSpi === null && header.exchange !== 'Informational')
      attempt.role ??= 'initiator';
    desk.tell(
      attempt,
      {
        way: header.way,
        exchange: header.exchange,
        ...(header.step === null ? {} : { step: header.step, round: header.step - 1 }),
        messageId: header.messageId,
        payloads: header.payloads,
      },
      { ...line, quote: header.quote },
      header.seq,
    );
  };

  const tell = (line: Line, seq: number): void => {
    const { message } = line;
    const begins = headerOf(message, seq, line.quote);
    if (begins !== null) {
      flush(line);
      headers.set(line.thread, begins);
      known++;
      return;
    }
    const header = headers.get(line.thread);
    if (header !== undefined) {
      if (header.take(message)) return;
      flush(line);
    }
    const told = mismatches.take(message, line.thread);
    if (told !== null) {
      known++;
      if (told !== 'more') differs(desk, attemptOf(null, null, seq), told, line, seq);
      return;
    }
    if (said(desk, line, seq, (sa) => attemptOf(sa, null, seq))) known++;
  };

  return {
    line(text, number) {
      records = number;
      try {
        const own = lineOf(text);
        // What goes on below a line has no front of its own.
        const line =
          own === null && last !== null && goesOnWithMismatch(text)
            ? { ...last, message: text.trim(), quote: text }
            : own;
        if (line === null || line.message === '') return;
        last = line;
        tell(line, number);
      } catch (error) {
        if (faults.length < 32)
          faults.push({
            line: number,
            reason: `line could not be read: ${error instanceof Error ? error.name : 'error'}`,
          });
      }
    },
    end() {
      if (last !== null) for (const thread of [...headers.keys()]) flush({ ...last, thread });
      if (known === 0 && records > 0) faults.push({ line: null, reason: 'no line of a known form' });
      return readingOf(
        { format: 'oakley-log', product: 'Windows (before Vista)' },
        artifact,
        desk,
        faults,
        records,
        null,
        'no-year',
      );
    },
  };
}

const filter = /^Filter to match: Src ([0-9a-f.:]{3,45}) Dst ([0-9a-f.:]{3,45})$/i;
const status =
  /^(?:isadb_set_status|ProcessFailure:) sa:([0-9a-f]{1,16}) centry:([0-9a-f]{1,16}) status:? ?([0-9a-f]{1,8})$/i;
const retransmit = /^retransmit: sa = ([0-9a-f]{1,16}) centry ([0-9a-f]{1,16}) ?, count = ([0-9]{1,4})/i;
const responding = /^Responding with new SA ([0-9a-f]{1,16})/i;
const established = /^MM established\.\s+SA: ([0-9a-f]{1,16})/i;
const starting = /^Starting Negotiation: src = ([0-9.]{7,15})\.0*([0-9]{1,5}), dst = ([0-9.]{7,15})\.0*([0-9]{1,5}),/;

/** Says what a line outside of a header says; whether it said anything. */
function said(desk: Desk, line: Line, seq: number, of: (sa: string | null) => Attempt): boolean {
  const { message } = line;
  const ends = status.exec(message);
  if (ends !== null) {
    ending(desk, line, seq, of(ends[1] ?? null), /^0+$/.test(ends[2] ?? ''), Number.parseInt(ends[3] ?? '', 16));
    return true;
  }
  const repeats = retransmit.exec(message);
  if (repeats !== null) {
    desk.say(of(repeats[1] ?? null), 'message.retransmitted', { number: Number(repeats[3]) }, line, seq);
    return true;
  }
  const answers = responding.exec(message);
  if (answers !== null) {
    const attempt = of(answers[1] ?? null);
    attempt.role ??= 'responder';
    desk.say(attempt, 'ike.responding', { version: 1 }, line, seq);
    return true;
  }
  const match = filter.exec(message);
  if (match !== null) {
    const attempt = of(null);
    const [peer, own] = [address(match[1] ?? null), address(match[2] ?? null)];
    if (attempt.local === null && own !== null) attempt.local = { address: own, port: 0 };
    if (attempt.peer === null && peer !== null) attempt.peer = { address: peer, port: 0 };
    return true;
  }
  const starts = starting.exec(message);
  if (starts !== null) {
    const refs = {
      peer: address(starts[3] ?? null),
      local: address(starts[1] ?? null),
      localPort: Number(starts[2]),
      peerPort: Number(starts[4]),
    };
    const attempt = desk.attempts.begin(refs, seq);
    attempt.role = 'initiator';
    attempt.version = 1;
    desk.say(attempt, 'ike.initiating', { remote: refs.peer, version: 1 }, line, seq);
    return true;
  }
  const stands = established.exec(message);
  if (stands !== null) {
    const attempt = of(stands[1] ?? null);
    attempt.established = true;
    desk.say(attempt, 'ike.established', {}, line, seq);
    return true;
  }
  if (message.startsWith('Auth[0]:')) {
    const method = message.slice(8).startsWith('PresharedKey')
      ? 'pre-shared key'
      : message.slice(8).startsWith('Kerberos')
        ? 'kerberos'
        : message.slice(8).startsWith('RSA')
          ? 'rsa signature'
          : null;
    if (method !== null) desk.say(of(null), 'auth.own-method', { method }, line, seq);
    return method !== null;
  }
  return false;
}

/** An attribute on which the two differ; as the reason of the failure where the log says so, else what a refusal that follows rests on. */
function differs(desk: Desk, attempt: Attempt, { mismatch, refused }: Told, line: Line, seq: number): void {
  const { code, protocol, args } = mismatchFact(mismatch, attempt.established);
  if (code !== null) {
    if (refused) desk.say(attempt, code, args, line, seq);
    return;
  }
  if (refused)
    desk.say(attempt, 'proposal.none-chosen', { protocol, what: mismatchWords(mismatch), final: true }, line, seq);
  desk.say(attempt, 'proposal.attribute-differs', args, line, seq);
}

/** `isadb_set_status` and `ProcessFailure` write the same code of the same SA one after the other: it is said once. */
function ending(desk: Desk, line: Line, seq: number, attempt: Attempt, main: boolean, code: number): void {
  const outcome = outcomeByNumber(code);
  if (outcome === null || attempt.notes.get('ended') === String(code)) return;
  attempt.notes.set('ended', String(code));
  for (const { code: fact, args } of main && !attempt.established ? outcome.main : outcome.quick) {
    const more: Record<string, ArgValue> = { ...args };
    if (fact === 'message.gave-up') {
      if (!main || attempt.established) more['hint'] = 'quick-mode';
    } else if (more['what'] === undefined && fact !== 'proposal.none-chosen' && fact !== 'policy.no-ike-config')
      more['what'] = outcome.text.slice(0, 120);
    desk.say(attempt, fact, more, line, seq);
  }
  attempt.over = true;
}

/** Oakley.log. */
export const oakleyLog: TextFormat = {
  format: 'oakley-log',
  basis: oakleyBasis,
  sniff: (head) => {
    let met = 0;
    let lines = 0;
    for (const text of head) {
      if (text.trim() === '') continue;
      lines++;
      if (prefix.test(text)) met++;
    }
    return met >= 3 && met * 2 >= lines ? 88 : met > 0 && met === lines ? 70 : 0;
  },
  open: openOakleyLog,
};
