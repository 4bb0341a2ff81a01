/** `ip xfrm monitor` (also with -s, -t and -ts): what the kernel tells of its SAs and policies as it happens. Keys are passed over. */
import { type ArgValue, clip, type FactCode, type LogEvent } from '../../observations/index.ts';
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { makeRoom } from '../shared/make-room.ts';
import { printedTime } from '../shared/printed-time.ts';

const caps = { cap: 50_000, first: 5000 };

interface Moment {
  readonly ns: bigint | null;
  readonly text: string;
}

/** An event whose lines are being read. */
interface Open {
  readonly kind: 'sa' | 'policy' | 'acquire' | 'mapping' | 'expire';
  readonly verb: 'added' | 'deleted' | 'expired' | 'updated';
  readonly line: number;
  lastLine: number;
  readonly quote: string;
  readonly time: Moment | null;
  readonly args: Record<string, ArgValue>;
}

const short = /^\[([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2})\.([0-9]{6})\] /;
const long = /^Timestamp: (.{20,40}) ([0-9]{1,6}) usec\s*$/;
const subject = /^(Deleted |Expired |Updated )?src (\S{1,60}) dst (\S{1,60})(?: |$)/;
const mapping = /^Mapping change (\S{1,60}):([0-9]{1,5}) -> (\S{1,60}):([0-9]{1,5})\s*$/;
const flushed = /^Flushed (state|policy) /;
const protocols = new Set(['esp', 'ah', 'comp', 'route2', 'hao', 'ipsec-any']);

function shortTime(found: RegExpExecArray): Moment {
  const ms = Date.parse(`${found[1]}T${found[2]}Z`);
  const ns = Number.isNaN(ms) ? null : BigInt(ms) * 1_000_000n + BigInt(found[3] ?? '0') * 1000n;
  return { ns, text: `${found[1]}T${found[2]}.${found[3]}` };
}

function longTime(found: RegExpExecArray): Moment {
  const at = printedTime(found[1] ?? '');
  const ns = at === null ? null : at.ns + BigInt(found[2] ?? '0') * 1000n;
  return { ns, text: `${found[1]} ${found[2]} usec` };
}

/** SPI in eight lower-case hex digits. */
function spiOf(text: string): string | null {
  const found = /\b(?:spi|SPI) 0x([0-9a-f]{1,8})\b/.exec(text);
  return found === null ? null : (found[1] ?? '').padStart(8, '0');
}

function word(text: string, name: string): string | null {
  const words = text.trim().split(/\s+/);
  const at = words.indexOf(name);
  return at < 0 ? null : (words[at + 1] ?? null);
}

/** Opens a reader. */
function open(artifact: string): TextReader {
  const events: LogEvent[] = [];
  let seen = 0;
  let records = 0;
  let timed = false;
  let time: Moment | null = null;
  let current: Open | null = null;

  const add = (code: FactCode, args: LogEvent['args'], from: Omit<Open, 'kind' | 'verb' | 'args'>): void => {
    seen++;
    events.push({
      kind: 'log',
      code,
      args,
      src: {
        artifact,
        at: from.lastLine > from.line ? [{ line: from.line }, { line: from.lastLine }] : [{ line: from.line }],
        quote: clip(from.quote),
        time: from.time?.text ?? null,
      },
      ns: from.time?.ns ?? null,
      seq: from.line,
      session: null,
    });
    if (events.length >= caps.cap)
      makeRoom(
        events,
        caps,
        () => true,
        () => false,
      );
  };

  const close = (): void => {
    if (current === null) return;
    const { kind, verb, args } = current;
    if (kind === 'acquire') add('kernel.acquire', args, current);
    else if (kind === 'mapping') add('kernel.mapping-changed', args, current);
    else if (kind === 'policy') add('kernel.policy-changed', { ...args, what: verb }, current);
    else if (typeof args['spi'] === 'string' && args['spi'] !== '00000000') {
      if (verb === 'expired') add('kernel.expire', { spi: args['spi'], hard: args['hard'] === true }, current);
      else add(verb === 'deleted' ? 'kernel.sa-deleted' : 'kernel.sa-added', args, current);
    }
    current = null;
  };

  const begin = (kind: Open['kind'], verb: Open['verb'], line: number, quote: string, args: Open['args']): void => {
    current = { kind, verb, line, lastLine: line, quote, time, args };
    time = null;
  };

  /** A line inside of an event. */
  const take = (event: Open, text: string): void => {
    const bare = text.trim();
    const { args } = event;
    if (event.kind === 'acquire') {
      const found = /^sel src (\S{1,60}) dst (\S{1,60})/.exec(bare);
      if (found !== null) Object.assign(args, { localTs: found[1] ?? '', remoteTs: found[2] ?? '' });
      return;
    }
    if (event.kind === 'mapping') {
      const spi = spiOf(bare);
      if (spi !== null) args['spi'] = spi;
      return;
    }
    const protocol = /^proto (\S{1,10}) /.exec(bare)?.[1];
    if (protocol !== undefined && protocols.has(protocol) && event.kind === 'sa') {
      args['protocol'] = protocol.toUpperCase();
      args['spi'] = spiOf(bare);
      args['mode'] = word(bare, 'mode');
    } else if (bare.startsWith('encap type ')) args['encapsulation'] = bare.includes('espintcp') ? 'tcp' : 'udp';
    else if (/^hard [01]$/.test(bare)) args['hard'] = bare.endsWith('1');
    else if (/^(?:dir|socket) (?:in|out|fwd)\b/.test(bare)) args['direction'] = bare.split(/\s+/)[1] ?? '';
  };

  return {
    line(raw, number): void {
      records = number > records ? number : records;
      let text = raw.slice(0, 2000);
      const stamp = short.exec(text);
      const stampLine = long.exec(text);
      if (stampLine !== null) {
        close();
        time = longTime(stampLine);
        timed = true;
        return;
      }
      if (stamp !== null) {
        close();
        time = shortTime(stamp);
        timed = true;
        text = text.slice(stamp[0].length);
      }
      const head = subject.exec(text);
      const moved = mapping.exec(text);
      const gone = flushed.exec(text);
      if (head !== null) {
        close();
        const verb = (head[1] ?? 'added').trim().toLowerCase() as Open['verb'];
        const [source, destination] = [head[2] ?? '', head[3] ?? ''];
        // Policies have prefixes, SAs have addresses.
        const kind = source.includes('/') ? 'policy' : 'sa';
        if (kind === 'sa' && (parseAddress(source) === undefined || parseAddress(destination) === undefined)) return;
        begin(kind, verb, number, raw, {
          source: canonicalAddress(source),
          destination: canonicalAddress(destination),
        });
      } else if (text.startsWith('acquire proto ')) {
        close();
        begin('acquire', 'added', number, raw, { localTs: null, remoteTs: null });
      } else if (moved !== null) {
        close();
        begin('mapping', 'updated', number, raw, {
          spi: null,
          from: `${canonicalAddress(moved[1] ?? '')}:${moved[2]}`,
          to: `${canonicalAddress(moved[3] ?? '')}:${moved[4]}`,
        });
      } else if (gone !== null) {
        close();
        add('kernel.flushed', { what: gone[1] ?? '' }, { line: number, lastLine: number, quote: raw, time });
        time = null;
      } else if (text.startsWith('Async event ') || text.startsWith('report ') || text.startsWith('Unknown message')) {
        close();
        time = null;
      } else if (current !== null && /^\s/.test(text)) {
        current.lastLine = number;
        take(current, text);
      }
    },
    end() {
      close();
      return {
        format: 'ip-xfrm-monitor',
        observations: events,
        faults: [],
        records,
        hostName: null,
        product: null,
        ownAddresses: [],
        timeKind: timed ? 'local' : 'none',
        limits: seen > events.length ? [{ what: 'events', cap: caps.cap, seen, kept: events.length }] : [],
      };
    },
  };
}

/** Reader of the kernel's events. */
export const ipXfrmMonitor: TextFormat = {
  format: 'ip-xfrm-monitor',
  sniff(head) {
    let own = 0;
    for (const line of head) {
      const stamp = short.exec(line.slice(0, 200));
      const text = stamp === null ? line.slice(0, 200) : line.slice(stamp[0].length, 200);
      if (
        /^(?:Deleted|Expired|Updated) src \S{1,60} dst \S{1,60}/.test(text) ||
        mapping.test(text) ||
        flushed.test(text)
      )
        own += 60;
      else if (/^acquire proto (?:esp|ah|comp)\b/.test(text) || /^Async event {1,3}\(0x/.test(text)) own += 60;
      else if (stamp !== null && subject.test(text)) own += 60;
      else if (long.test(text)) own += 20;
      else if (/^\s+hard [01]$/.test(text)) own += 20;
    }
    // More than the listings of states and policies may claim, which these blocks look like.
    return own >= 60 ? 98 : 0;
  },
  open,
};
