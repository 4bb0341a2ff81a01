import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Diagnosis } from '@ipsec-doctor/engine';
import { writeBothEnds } from './both-ends.ts';
import { writeCaptureFile } from './capture-file.ts';
import { check } from './check.ts';
import { eventLogRows } from './event-logs.ts';
import { best, canMeasure, type Cost, measure, present } from './measure.ts';
import { gateways } from './peer.ts';
import { policyRows } from './policies.ts';
import { redactRows } from './redact.ts';
import { machine, megabytes, type Row, seconds, table } from './report.ts';
import { plan, type ShapeName } from './shapes.ts';

const HELP = `Writes large captures with hidden faults, and holds the command against tcpdump, tshark and cat on the same files.
Fails when a diagnosis does not find exactly what was hidden.

  npm run bench -- [--packets 1000000] [--faults 27] [--seed 1] [--runs 3] [--only ike-heavy,…] [--dir DIR] [--keep] [--huge] [--write]

  --only     ike-heavy, esp-heavy, small-packets, both-ends, event-log, policy, redact, start-up;
             all without it
  --huge     also 10 GB of large packets
  --dir      where the captures are written (some gigabytes); by default below the folder for temporary files
  --keep     leaves them there, and takes those that are there already
  --write    writes the table to docs/speed.md
`;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const command = [process.execPath, join(root, 'packages/cli/bin/ipsec-doctor.js')];
const memoryWanted = 300e6;
const hugePackets = 6_900_000;
const tsharkPackets = 50_000;

interface Options {
  readonly packets: number;
  readonly faults: number;
  readonly seed: number;
  readonly runs: number;
  readonly only: readonly string[];
  readonly dir: string;
  readonly keep: boolean;
  readonly huge: boolean;
  readonly write: boolean;
}

interface Target {
  /** What the wall clock is held against, and how much of it is wanted at most. */
  readonly against: 'tcpdump' | 'cat';
  readonly atMost: number;
  readonly text: string;
}

const targets: Readonly<Record<ShapeName, Target | null>> = {
  'ike-heavy': { against: 'tcpdump', atMost: 0.5, text: '≤ 0.5 × tcpdump' },
  'esp-heavy': { against: 'tcpdump', atMost: 1 / 8, text: '≤ 1/8 × tcpdump' },
  'small-packets': { against: 'cat', atMost: 4, text: '≤ 4 × cat' },
  huge: null,
};

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      packets: { type: 'string', default: '1000000' },
      faults: { type: 'string', default: '27' },
      seed: { type: 'string', default: '1' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string', default: '' },
      dir: { type: 'string' },
      keep: { type: 'boolean', default: false },
      huge: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return null;
  }
  return {
    packets: Number(values.packets),
    faults: Number(values.faults),
    seed: Number(values.seed),
    runs: Math.max(1, Number(values.runs)),
    only: values.only.split(',').filter((name) => name !== ''),
    dir: values.dir ?? mkdtempSync(join(tmpdir(), 'ipsec-doctor-bench-')),
    keep: values.keep,
    huge: values.huge,
    write: values.write,
  };
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What went wrong in the end; the bench then fails. */
const failures: string[] = [];

function factor(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(2);
}

async function compare(name: ShapeName, options: Options): Promise<Row[]> {
  const packets = name === 'huge' ? hugePackets : options.packets;
  const planned = plan(name, { packets, seed: options.seed, faults: options.faults });
  const path = join(options.dir, `${name}-${packets}-${options.faults}-${options.seed}.pcap`);
  if (!options.keep || !existsSync(path)) {
    say(`${name}: writing ${packets} packets`);
    writeCaptureFile(path, planned.frames());
  }
  const { size } = statSync(path);
  const result = `${path}.json`;
  say(`${name}: ${megabytes(size)}, ${planned.negotiations} peers, ${planned.hidden.length} hidden faults`);
  await measure(['cat', path]);
  const diagnose = [...command, 'diagnose', path, '--format', 'json', '--out'];
  await measure([...diagnose, result], [0, 1, 3]);
  const doc = JSON.parse(readFileSync(result, 'utf8')) as Diagnosis;
  const checked = check(doc, planned.hidden, Object.values(gateways));
  for (const text of checked.missed) failures.push(`${name}: missed ${text}`);
  for (const text of checked.invented) failures.push(`${name}: invented ${text}`);
  say(`${name}: ${checked.found} of ${planned.hidden.length} hidden faults found, ${checked.invented.length} invented`);
  const own = await best(options.runs, [...diagnose, '/dev/null'], [0, 1, 3]);
  const cat = await best(options.runs, ['cat', path]);
  const tcpdump = present('tcpdump') ? await best(options.runs, ['tcpdump', '-nn', '-r', path]) : null;
  const rows = [rowOf(name, size, packets, own, { cat, tcpdump })];
  rows.push({
    what: `${name}: peak memory`,
    measured: megabytes(own.memory),
    against: '',
    ratio: '',
    wanted: '≤ 300 MB',
    reached: own.memory <= memoryWanted,
  });
  rows.push({
    what: `${name}: hidden faults found`,
    measured: `${checked.found} of ${planned.hidden.length}${checked.invented.length > 0 ? `, ${checked.invented.length} invented` : ''}`,
    against: '',
    ratio: '',
    wanted: 'exactly all',
    reached: checked.missed.length + checked.invented.length === 0,
  });
  if (tcpdump !== null && targets[name]?.against === 'cat') rows.push(plain(name, own, 'tcpdump', tcpdump));
  if (targets[name]?.against !== 'cat') rows.push(plain(name, own, 'cat', cat));
  if (name === 'small-packets' || name === 'huge') rows.push(await fromDisk(name, path, options, diagnose));
  if (name !== 'huge' && present('tshark')) rows.push(...(await besideTshark(name, path, packets, options)));
  if (!options.keep) for (const file of [path, result]) rmSync(file, { force: true });
  return rows;
}

/** As a capture is met that was just brought to this machine: not in the page cache. Each run is preceded by letting go of the file. */
async function fromDisk(name: ShapeName, path: string, options: Options, diagnose: readonly string[]): Promise<Row> {
  const cold = async (command: readonly string[]): Promise<Cost> => {
    let found: Cost | null = null;
    for (let i = 0; i < options.runs; i++) {
      await measure(['dd', `if=${path}`, 'iflag=nocache', 'count=0']);
      const cost = await measure(command, [0, 1, 3]);
      if (found === null || cost.wall < found.wall) found = cost;
    }
    return found ?? (await measure(command, [0, 1, 3]));
  };
  const own = await cold([...diagnose, '/dev/null']);
  const cat = await cold(['cat', path]);
  return {
    ...plain(`${name}, from the disk`, own, 'cat', cat),
    wanted: '≤ 4 × cat',
    reached: own.wall <= 4 * cat.wall,
  };
}

/** It is slow: once, and on the first packets alone. */
async function besideTshark(name: ShapeName, path: string, packets: number, options: Options): Promise<Row[]> {
  const count = Math.min(packets, tsharkPackets);
  const slice = `${path}.slice`;
  await measure(['tcpdump', '-r', path, '-c', String(count), '-w', slice]);
  const tshark = await measure(['tshark', '-r', slice, '-T', 'fields', '-e', 'frame.number', '-e', 'isakmp.ispi']);
  const diagnose = [...command, 'diagnose', slice, '--format', 'json', '--out', '/dev/null'];
  const own = await best(options.runs, diagnose, [0, 1, 3]);
  rmSync(slice, { force: true });
  return [plain(`${name}, first ${count} packets`, own, 'tshark, once', tshark)];
}

function ratioOf(own: Cost, other: Cost): string {
  const wall = factor(own.wall / other.wall);
  // What takes less than a hundredth of a second is told as none.
  return other.cpu === 0 ? wall : `${wall} (processor ${factor(own.cpu / other.cpu)})`;
}

const costText = ({ wall, cpu }: Cost): string => `${seconds(wall)} (processor ${seconds(cpu)})`;

function rowOf(
  name: ShapeName,
  size: number,
  packets: number,
  own: Cost,
  others: Record<'cat' | 'tcpdump', Cost | null>,
): Row {
  const target = targets[name];
  const other = target === null ? others.tcpdump : others[target.against];
  const ratio = other === null ? null : own.wall / other.wall;
  return {
    what: `${name}: ${(packets / 1e6).toFixed(packets < 1e6 ? 3 : 1)} M packets, ${megabytes(size)}`,
    measured: costText(own),
    against: other === null ? '' : `${target?.against ?? 'tcpdump'} ${costText(other)}`,
    ratio: other === null ? '' : ratioOf(own, other),
    wanted: target?.text ?? '',
    reached: ratio === null || target === null ? null : ratio <= target.atMost,
  };
}

function plain(name: string, own: Cost, other: string, cost: Cost): Row {
  return {
    what: name,
    measured: costText(own),
    against: `${other} ${costText(cost)}`,
    ratio: ratioOf(own, cost),
    wanted: '',
    reached: null,
  };
}

async function bothEnds(options: Options): Promise<Row[]> {
  const folder = join(options.dir, `both-ends-${options.seed}`);
  if (!options.keep || !existsSync(folder)) {
    say('both-ends: writing two captures of 50 MB with logs');
    writeBothEnds(folder, 50e6, options.seed);
  }
  const result = join(options.dir, 'both-ends.json');
  await measure([...command, 'diagnose', folder, '--format', 'json', '--out', result], [0, 1, 3]);
  const doc = JSON.parse(readFileSync(result, 'utf8')) as Diagnosis;
  const causes = doc.findings.filter(({ role }) => role === 'cause').map(({ id, confidence }) => `${id} ${confidence}`);
  if (causes.join() !== 'auth.psk-mismatch certain') failures.push(`both-ends: ${causes.join(', ') || 'no cause'}`);
  const own = await best(options.runs, [...command, 'diagnose', folder, '--format', 'json', '--out', '/dev/null'], [1]);
  if (!options.keep) for (const path of [folder, result]) rmSync(path, { recursive: true, force: true });
  return [
    {
      what: 'two captures of 50 MB and the logs of both ends, to the verdict',
      measured: seconds(own.wall),
      against: '',
      ratio: '',
      wanted: '≤ 2 s',
      reached: own.wall <= 2,
    },
    {
      what: 'both-ends: peak memory',
      measured: megabytes(own.memory),
      against: '',
      ratio: '',
      wanted: '≤ 300 MB',
      reached: own.memory <= memoryWanted,
    },
  ];
}

async function startUp(): Promise<Row[]> {
  const own = await best(10, [...command, '--help']);
  return [
    {
      what: '`--help`',
      measured: seconds(own.wall),
      against: '',
      ratio: '',
      wanted: '≤ 150 ms',
      reached: own.wall <= 0.15,
    },
  ];
}

/** What has to be said of a machine that does other things as well. */
function busy(load: number): string {
  return load > cpus().length / 2
    ? `\nThe machine was busy with other work (load ${load.toFixed(0)} on ${cpus().length} processors): the clock on the wall says little of this run.\n`
    : '';
}

function write(rows: readonly Row[], options: Options, load: number): void {
  const text = `# Speed

Written by \`npm run bench -- --write\`. Do not edit.

${machine()}. Files are in the page cache unless it says from the disk; the best of ${options.runs} runs, side by side on the same file. The captures are made by
\`packages/bench\` with seed ${options.seed}: whole negotiations with fresh SPIs, addresses and nonces, and ${options.faults} faults hidden among them
that the diagnosis has to find, with nothing else. Time is that of the whole command: start of Node, reading, digest, diagnosis, document.
Whether it is reached is judged by the clock on the wall; time of the processor, user and system, of all threads, stands beside it.
${busy(load)}
${table(rows)}

tcpdump is \`tcpdump -nn -r FILE\`, tshark \`tshark -r FILE -T fields -e frame.number -e isakmp.ispi\`, cat \`cat FILE\`, all to /dev/null; tshark once, on the first packets alone, because it is slow.
`;
  writeFileSync(join(root, 'docs/speed.md'), text);
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options === null) return;
  if (!canMeasure()) throw new Error('GNU time is needed to measure: /usr/bin/time');
  if (!existsSync(join(root, 'packages/cli/dist/start.js'))) throw new Error('run `npm run build` first');
  mkdirSync(options.dir, { recursive: true });
  const wanted = (name: string): boolean => options.only.length === 0 || options.only.includes(name);
  const rows: Row[] = [];
  const load = loadavg()[0] ?? 0;
  try {
    if (wanted('start-up')) rows.push(...(await startUp()));
    for (const name of ['ike-heavy', 'esp-heavy', 'small-packets'] as const)
      if (wanted(name)) rows.push(...(await compare(name, options)));
    if (options.huge) rows.push(...(await compare('huge', options)));
    if (wanted('both-ends')) rows.push(...(await bothEnds(options)));
    if (wanted('event-log')) rows.push(...(await eventLogRows({ ...options, command }, say)));
    if (wanted('policy')) rows.push(...(await policyRows({ ...options, command }, say)));
    if (wanted('redact')) rows.push(...(await redactRows(options, say)));
  } finally {
    if (!options.keep) rmSync(options.dir, { recursive: true, force: true });
  }
  process.stdout.write(`${table(rows)}\n`);
  if (options.write) write(rows, options, load);
  for (const failure of failures) say(failure);
  const short = rows.filter((row) => row.reached === false).length;
  if (short > 0) say(`${short} of what is wanted is not reached`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

await main();
