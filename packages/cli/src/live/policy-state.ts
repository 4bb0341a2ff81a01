import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bytesInput, type EvidenceInput } from '@ipsec-doctor/engine';
import type { RefreshSystem } from '@ipsec-doctor/engine/knowledge/refresh-steps';
import { UsageError } from '../evidence.ts';
import { runProgram } from './run.ts';

/** Where a daemon is asked, and its files lie; absent: as the packages have it. */
export interface LivePlaces {
  /** Socket of vici, as `unix:///run/charon.vici`. */
  readonly uri?: string;
  /** swanctl.conf or ipsec.conf. */
  readonly conf?: string;
}

export interface LiveState {
  readonly system: RefreshSystem;
  readonly inputs: readonly EvidenceInput[];
  /** The daemon answered. */
  readonly answered: boolean;
  /** Numbers of SAs of IKE; null: not counted. */
  readonly sas: number | null;
  /** What could not be had, in the words of the system. */
  readonly failures: readonly string[];
}

const encoder = new TextEncoder();
const text = (path: string, content: string): EvidenceInput => bytesInput(path, encoder.encode(content));
const maxFile = 8 << 20;

/** A configuration and the files beside it that its packages include by default. */
function filesOf(path: string): EvidenceInput[] {
  const inputs: EvidenceInput[] = [];
  const add = (file: string, shown: string): void => {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats?.isFile() === true && stats.size <= maxFile) inputs.push(bytesInput(shown, readFileSync(file)));
  };
  add(path, path.endsWith('ipsec.conf') ? 'ipsec.conf' : 'swanctl.conf');
  const folder = join(dirname(path), path.endsWith('ipsec.conf') ? 'ipsec.d' : 'conf.d');
  if (existsSync(folder))
    for (const name of readdirSync(folder).sort().slice(0, 500))
      if (name.endsWith('.conf')) add(join(folder, name), `conf.d/${name}`);
  return inputs;
}

async function strongswan(places: LivePlaces): Promise<LiveState> {
  const uri = places.uri === undefined ? [] : ['--uri', places.uri];
  const conns = await runProgram(['swanctl', '--list-conns', ...uri]);
  const sas = await runProgram(['swanctl', '--list-sas', ...uri]);
  const answered = conns.code === 0;
  return {
    system: 'strongswan',
    inputs: [
      ...filesOf(places.conf ?? '/etc/swanctl/swanctl.conf'),
      ...(answered && conns.stdout.trim() !== '' ? [text('swanctl-list-conns.txt', conns.stdout)] : []),
    ],
    answered,
    sas: sas.code === 0 ? [...sas.stdout.matchAll(/^\S.{0,200}: #[0-9]+, /gm)].length : null,
    failures: answered ? [] : [firstLine(conns.stderr) ?? 'swanctl --list-conns'],
  };
}

async function libreswan(places: LivePlaces): Promise<LiveState> {
  const status = await runProgram(['ipsec', 'status']);
  const answered = status.code === 0;
  const established = /IKE SAs: total\([0-9]+\), half-open\([0-9]+\), open\([0-9]+\), authenticated\(([0-9]+)\)/.exec(
    status.stdout,
  )?.[1];
  return {
    system: 'libreswan',
    inputs: [
      ...filesOf(places.conf ?? '/etc/ipsec.conf'),
      ...(answered ? [text('ipsec-status.txt', status.stdout)] : []),
    ],
    answered,
    sas: established === undefined ? null : Number(established),
    failures: answered ? [] : [firstLine(status.stderr) ?? 'ipsec status'],
  };
}

/** The line that says what failed: programs of a daemon warn of other things first. */
function firstLine(output: string): string | null {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return (
    (lines.find((line) => /failed|error|refused|denied|not running/i.test(line)) ?? lines[0])?.slice(0, 200) ?? null
  );
}

/** Registry keys of the policies of all stores, and of rules of the firewall (REG-11 to REG-14, MS-GPFAS). */
const keys = [
  ['ipsec-policy', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\Windows\\IPSec'],
  ['firewall-policy', 'HKLM\\SOFTWARE\\Policies\\Microsoft\\WindowsFirewall'],
  ['firewall-local', 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy'],
] as const;

async function windows(): Promise<LiveState> {
  const folder = mkdtempSync(join(tmpdir(), 'ipsec-doctor-'));
  const inputs: EvidenceInput[] = [];
  const failures: string[] = [];
  try {
    for (const [name, key] of keys) {
      const file = join(folder, `${name}.reg`);
      const { code, stderr } = await runProgram(['reg', 'export', key, file, '/y']);
      if (code === 0 && existsSync(file)) inputs.push(bytesInput(`${name}.reg`, readFileSync(file)));
      // Of a host without such a policy the key is not there.
      else failures.push(firstLine(stderr) ?? key);
    }
    const service = await runProgram(['sc', 'query', 'policyagent']);
    if (service.code === 0) inputs.push(text('sc-query.txt', service.stdout));
    return {
      system: 'windows',
      inputs,
      answered: inputs.length > 0,
      sas: null,
      failures: inputs.length > 0 ? [] : failures,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The daemon or the system of this host: what was asked for, else what is there. */
export async function systemHere(asked: string | undefined): Promise<'windows' | 'strongswan' | 'libreswan'> {
  if (asked === 'strongswan' || asked === 'libreswan' || asked === 'windows') return asked;
  if (process.platform === 'win32') return 'windows';
  if ((await runProgram(['swanctl', '--version'])).found) return 'strongswan';
  if (/libreswan/i.test((await runProgram(['ipsec', '--version'])).stdout)) return 'libreswan';
  throw new UsageError('neither swanctl nor Libreswan is installed here: give files, or --system');
}

/** What this host says of its policy now: files as they lie there, and what its daemon or registry has. */
export async function policyStateHere(
  system: 'windows' | 'strongswan' | 'libreswan',
  places: LivePlaces,
): Promise<LiveState> {
  if (system === 'windows') return windows();
  return system === 'strongswan' ? strongswan(places) : libreswan(places);
}
