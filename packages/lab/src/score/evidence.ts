import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Label, Role, ScenarioFile, Subset } from '../types.ts';

export type FileKind = 'capture' | 'log' | 'configuration' | 'state';

/** One file of a recording, held in memory. */
export interface EvidenceFile {
  /** `a/capture.pcap` */
  path: string;
  /** Folder it was recorded in; null once a variation put it elsewhere. */
  host: Label | null;
  kind: FileKind;
  bytes: Uint8Array;
}

/** A recorded scenario with its evidence. */
export interface Recorded {
  scenario: ScenarioFile;
  files: EvidenceFile[];
  roles: Partial<Record<Label, Role>>;
  /** Year of the recording, for log times without one. */
  year: number;
}

const CONFIGURATION = new Set(['swanctl.conf', 'ipsec.conf', 'list-conns.txt']);

/** What is kept beside the evidence and handed in with it: listings of certificates, which `collect` takes as well (of Libreswan in parts). */
const LISTED = ['list-certs.txt', 'listall.txt'];

function kindOf(name: string): FileKind {
  if (name.startsWith('capture.')) return 'capture';
  if (name.endsWith('.log') || name === 'console.txt') return 'log';
  return CONFIGURATION.has(name) ? 'configuration' : 'state';
}

function isLabel(name: string): name is Label {
  return name === 'a' || name === 'b' || name === 'c';
}

/** Folders below `folder` that hold a recorded scenario, in order. */
export function listRecorded(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'scenario.json')));
}

/** The label file of a recorded scenario. */
export function readScenarioFile(folder: string): ScenarioFile {
  return JSON.parse(readFileSync(join(folder, 'scenario.json'), 'utf8')) as ScenarioFile;
}

/** A recorded scenario with everything its evidence folders hold. */
export function loadRecorded(folder: string): Recorded {
  const scenario = readScenarioFile(folder);
  const files: EvidenceFile[] = [];
  for (const label of readdirSync(join(folder, 'evidence')).sort()) {
    if (!isLabel(label)) continue;
    for (const name of readdirSync(join(folder, 'evidence', label)).sort()) {
      const path = join(folder, 'evidence', label, name);
      if (!statSync(path).isFile()) continue;
      files.push({ path: `${label}/${name}`, host: label, kind: kindOf(name), bytes: readFileSync(path) });
    }
    for (const name of LISTED) {
      const path = join(folder, 'configuration', label, name);
      if (existsSync(path))
        files.push({ path: `${label}/${name}`, host: label, kind: kindOf(name), bytes: readFileSync(path) });
    }
  }
  const roles: Recorded['roles'] = {};
  for (const host of Object.values(scenario.draw.hosts)) roles[host.label] = host.role;
  return { scenario, files, roles, year: yearOf(scenario, join(folder, 'evidence')) };
}

function yearOf(scenario: ScenarioFile, folder: string): number {
  const proof = scenario.checks.map(({ by }) => /^(\d{4})-\d\d-\d\dT/.exec(by)?.[1]).find((year) => year !== undefined);
  return proof === undefined ? statSync(folder).mtime.getUTCFullYear() : Number(proof);
}

/** Is a file part of a cut of the evidence? */
export function inSubset(file: EvidenceFile, subset: Subset, roles: Recorded['roles']): boolean {
  const role = file.host === null ? undefined : roles[file.host];
  switch (subset) {
    case 'all':
      return true;
    case 'initiator':
    case 'responder':
      return role === subset;
    case 'captures':
      return file.kind === 'capture';
    case 'logs':
      return file.kind === 'log';
    case 'capture-initiator':
      return file.kind === 'capture' && role === 'initiator';
    case 'capture-responder':
      return file.kind === 'capture' && role === 'responder';
    case 'log-initiator':
      return file.kind === 'log' && role === 'initiator';
    case 'log-responder':
      return file.kind === 'log' && role === 'responder';
  }
}
