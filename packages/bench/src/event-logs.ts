import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEventLog } from './event-log-file.ts';
import { best, type Cost, present } from './measure.ts';
import { megabytes, type Row, seconds } from './report.ts';

export interface EventLogOptions {
  readonly dir: string;
  readonly seed: number;
  readonly runs: number;
  readonly keep: boolean;
  /** The command that is measured. */
  readonly command: readonly string[];
}

interface Reading extends Cost {
  readonly bytes: number;
  readonly records: number;
}

const script = fileURLToPath(new URL('read-event-log.mjs', import.meta.url));
const large = 512e6;
const small = 24e6;
const memoryWanted = 300e6;

/** What one way of reading costs, without the start of Node: the best of some runs. */
function read(mode: 'skip' | 'events' | 'xml' | 'other', path: string, runs: number, module = ''): Reading {
  let found: Reading | null = null;
  for (let i = 0; i < runs; i++) {
    const ran = spawnSync(process.execPath, [script, mode, path, module], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`${mode}: ${ran.stderr.slice(0, 500)}`);
    const told = JSON.parse(ran.stdout) as Reading;
    if (found === null || told.cpu < found.cpu) found = told;
  }
  if (found === null) throw new Error('no run');
  return found;
}

/** Megabytes per second of one processor. */
const rate = ({ bytes }: { bytes: number }, { cpu }: { cpu: number }): number => bytes / 1e6 / cpu;
const rateText = (value: number): string => `${value.toFixed(value < 20 ? 1 : 0)} MB per second of processor`;

/**
 * Event logs of Windows: how fast what nobody wants is passed over, and how fast everything is read, beside evtxexport (libevtx-utils)
 * and @ts-evtx/core where they are there (TS_EVTX names its index.js; it is no part of the project).
 */
export async function eventLogRows(options: EventLogOptions, say: (text: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const path = join(options.dir, `Security-${options.seed}.evtx`);
  const short = join(options.dir, `Security-short-${options.seed}.evtx`);
  for (const [file, bytes] of [
    [path, large],
    [short, small],
  ] as const)
    if (!options.keep || !existsSync(file)) {
      say(`event-log: writing ${megabytes(bytes)}`);
      writeEventLog(file, bytes, options.seed);
    }
  const skip = read('skip', path, options.runs);
  const speed = rate(skip, skip);
  rows.push({
    what: `event-log: ${megabytes(skip.bytes)}, ${skip.records} records, none of IPsec: passed over`,
    measured: `${seconds(skip.wall)} (processor ${seconds(skip.cpu)})`,
    against: '',
    ratio: rateText(speed),
    wanted: '≥ 500 MB/s',
    reached: speed >= 500,
  });
  rows.push({
    what: 'event-log: peak memory of that',
    measured: megabytes(skip.memory),
    against: '',
    ratio: '',
    wanted: '≤ 300 MB',
    reached: skip.memory <= memoryWanted,
  });
  const diagnose = [...options.command, 'diagnose', path, '--format', 'json', '--out', '/dev/null'];
  const whole = await best(options.runs, diagnose, [0, 1, 3]);
  rows.push({
    what: 'event-log: the whole command on it, with the digest of the file',
    measured: `${seconds(whole.wall)} (processor ${seconds(whole.cpu)})`,
    against: '',
    ratio: rateText(rate(skip, whole)),
    wanted: '',
    reached: null,
  });
  const xml = read('xml', short, options.runs);
  const events = read('events', short, options.runs);
  rows.push({
    what: `event-log: ${megabytes(events.bytes)}, every event read`,
    measured: seconds(events.cpu),
    against: '',
    ratio: rateText(rate(events, events)),
    wanted: '',
    reached: null,
  });
  if (present('evtxexport')) {
    const theirs = await best(1, ['evtxexport', '-f', 'xml', short]);
    rows.push(beside(xml, 'evtxexport', theirs.cpu, 1));
  }
  const module = process.env['TS_EVTX'];
  if (module !== undefined) {
    const theirs = read('other', short, options.runs, module);
    rows.push(beside(xml, '@ts-evtx/core', theirs.cpu, 5));
  }
  if (!options.keep) for (const file of [path, short]) rmSync(file, { force: true });
  return rows;
}

function beside(own: Reading, name: string, cpu: number, times: number): Row {
  return {
    what: `event-log: ${megabytes(own.bytes)}, every event as XML`,
    measured: `${seconds(own.cpu)} of processor`,
    against: `${name} ${seconds(cpu)}`,
    ratio: `${(cpu / own.cpu).toFixed(1)} times as fast`,
    wanted: times === 1 ? 'faster' : `≥ ${times} ×`,
    reached: cpu / own.cpu >= times,
  };
}
