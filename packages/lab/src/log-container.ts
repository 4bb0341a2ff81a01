import type { HostDraw, LogContainer } from './types.ts';

/** A line of a proof log: ISO time with milliseconds in UTC, then what the daemon wrote. */
export interface ProofLine {
  /** Milliseconds since the epoch. */
  at: number;
  text: string;
}

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))? /;

/** Split a proof log; lines without a time of their own take that of the line before. */
function readProof(log: string): ProofLine[] {
  const lines: ProofLine[] = [];
  let last = 0;
  for (const line of log.split('\n')) {
    if (line === '') continue;
    const match = STAMP.exec(line);
    if (match === null) {
      lines.push({ at: last, text: line });
      continue;
    }
    const [whole, year, month, day, hour, minute, second, fraction] = match;
    last =
      Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) +
      Number((fraction ?? '0').padEnd(3, '0').slice(0, 3));
    lines.push({ at: last, text: line.slice(whole.length) });
  }
  return lines;
}

/** Wall-clock parts of an instant in a time zone. */
function wall(at: number, timeZone: string): { month: string; day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const get = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    month: get('month'),
    day: get('day').padStart(2, ' '),
    time: `${get('hour')}:${get('minute')}:${get('second')}`,
  };
}

/** Dress a proof log as a syslog file, `journalctl` text, or `journalctl -o json` would hold it. */
export function dressLog(
  proof: string,
  container: Exclude<LogContainer, 'file'>,
  host: HostDraw,
  program: string,
  pid: number,
): string {
  const lines = readProof(proof);
  if (container === 'journal-json') {
    return lines
      .map(({ at, text }, index) =>
        JSON.stringify({
          __REALTIME_TIMESTAMP: `${at}${String(index % 1000).padStart(3, '0')}`,
          _HOSTNAME: host.name,
          SYSLOG_IDENTIFIER: program,
          _PID: String(pid),
          PRIORITY: '6',
          MESSAGE: text,
        }),
      )
      .map((line) => `${line}\n`)
      .join('');
  }
  return lines
    .map(({ at, text }) => {
      const { month, day, time } = wall(at, host.log.timeZone);
      return `${month} ${day} ${time} ${host.name} ${program}[${pid}]: ${text}\n`;
    })
    .join('');
}
