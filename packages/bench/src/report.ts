import { cpus, release, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';

/** One line of the table: what was measured, what it is held against, and what is wanted. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly against: string;
  readonly ratio: string;
  readonly wanted: string;
  /** Null: nothing is wanted of it. */
  readonly reached: boolean | null;
}

/** Seconds for people. */
export function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(2)} s`;
}

export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function firstLine(command: string, ...args: readonly string[]): string {
  const { stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return error === undefined ? ((stdout || stderr).split('\n')[0] ?? '').replace(/ \(Git.*$/, '') : `no ${command}`;
}

/** The machine without its name: processor, memory, system and the programs that were run. */
export function machine(): string {
  const all = cpus();
  const system = `${process.platform} ${release().split('.').slice(0, 2).join('.')}`;
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${system}, Node ${process.versions.node}, ${firstLine('tcpdump', '--version')}, ${firstLine('tshark', '--version')}`;
}

const reached = (row: Row): string => (row.reached === null ? '' : row.reached ? 'yes' : '**no**');

/** The table in Markdown. */
export function table(rows: readonly Row[]): string {
  const head = ['what', 'ipsec-doctor', 'held against', 'ratio', 'wanted', 'reached'];
  const lines = rows.map((row) => [row.what, row.measured, row.against, row.ratio, row.wanted, reached(row)]);
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
