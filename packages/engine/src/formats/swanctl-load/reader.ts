import { clip, type LogEvent } from '../../observations/index.ts';
import type { TextFormat, TextReader } from '../reader.ts';
import { maskLine } from '../shared/mask.ts';

/** What `swanctl --load-all` (or --load-conns, --load-creds) prints: which connections the daemon took and which it refused, and why. */
const failed = /^loading connection '([^']{0,200})' failed: (.{0,300})$/;
const loaded = /^loaded connection '([^']{0,200})'$/;
const refused = /^loading ('[^']{0,200}'|\S{1,60}) (?:secret |key |certificate |cert )?.{0,100}failed: (.{0,300})$/;
const summary = /^(successfully )?loaded \d{1,6} (of \d{1,6} )?connections?, \d{1,6}/;
const file = /^(?:unable to (?:parse|load)|parsing) .{0,200}(?:failed|swanctl\.conf).{0,200}$/i;

const maxEvents = 5000;

function open(artifact: string): TextReader {
  const events: LogEvent[] = [];
  let records = 0;
  let seen = 0;
  const add = (code: LogEvent['code'], args: LogEvent['args'], text: string, line: number): void => {
    seen++;
    if (events.length >= maxEvents) return;
    events.push({
      kind: 'log',
      code,
      args,
      src: { artifact, at: [{ line }], quote: clip(maskLine(text.trim())), time: null },
      ns: null,
      seq: line,
      session: null,
    });
  };
  return {
    line(text, number): void {
      records++;
      const words = text.trim();
      const bad = failed.exec(words);
      if (bad !== null) return add('config.rejected', { connection: bad[1] ?? '', what: bad[2] ?? '' }, text, number);
      const good = loaded.exec(words);
      if (good !== null) return add('config.loaded', { connection: good[1] ?? '' }, text, number);
      const other = refused.exec(words);
      if (other !== null) return add('config.rejected', { what: other[2] ?? '' }, text, number);
      if (file.test(words)) add('config.rejected', { what: words }, text, number);
    },
    end: () => ({
      format: 'swanctl-load',
      observations: events,
      faults: [],
      records,
      hostName: null,
      product: 'strongSwan',
      ownAddresses: [],
      timeKind: 'none',
      limits: seen > events.length ? [{ what: 'events', cap: maxEvents, seen }] : [],
    }),
  };
}

/** Reader of the output of swanctl's load commands. */
export const swanctlLoad: TextFormat = {
  format: 'swanctl-load',
  sniff: (head) =>
    head.some((text) => failed.test(text.trim()) || loaded.test(text.trim()) || summary.test(text.trim())) ? 80 : 0,
  open,
};
