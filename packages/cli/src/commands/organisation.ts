import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { type EffectiveWords, storesEffective } from '@ipsec-doctor/engine/effective';
import {
  type DeploymentFile,
  deploymentEffective,
  deploymentHost,
  matrixDocument,
  type PolicyStores,
  storesOf,
  whatIfDocument,
} from '@ipsec-doctor/engine/organisations';
import { type PolicyEnd, readHostPolicies } from '@ipsec-doctor/engine/policies';
import { drawEffective, drawMatrix, drawWhatIf } from '@ipsec-doctor/engine/report/organisation-sheet';
import { gatherEvidence, UsageError } from '../evidence.ts';
import { sha256 } from '../sha256.ts';
import { type PolicyFlags, portOf, protocolOf, written } from './policy.ts';

const maxBytes = 32_000_000;

function deploymentFile(path: string): DeploymentFile {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`${path}: no such file`);
  if (!stats.isFile() || stats.size > maxBytes) throw new UsageError(`${path}: no deployment file`);
  return { path, text: readFileSync(path, 'utf8') };
}

/** Deployment files, with the policy stores that they name: files beside or below them. */
export async function readDeployment(
  paths: readonly string[],
): Promise<{ readonly files: readonly DeploymentFile[]; readonly stores: PolicyStores }> {
  const files = paths.map(deploymentFile);
  const stores = new Map<string, Awaited<ReturnType<typeof readHostPolicies>>[number]['situation']['policies']>();
  const folder = dirname(resolve(paths[0] ?? '.'));
  for (const name of storesOf(files)) {
    const path = resolve(folder, name);
    const away = relative(folder, path);
    if (away.startsWith(`..${sep}`) || away === '..')
      throw new UsageError(`${name}: lies outside of the deployment's folder`);
    const hosts = await readHostPolicies(gatherEvidence([path], []), { createHash: sha256 });
    stores.set(
      name,
      hosts.flatMap(({ situation, active }) => [
        ...situation.policies,
        ...active.filter(({ modern }) => modern === true),
      ]),
    );
  }
  return { files, stores };
}

/** A host of deployment files as an end of `simulate` or `compare`. */
export async function deploymentEnd(paths: readonly string[], label: string): Promise<PolicyEnd> {
  const { files, stores } = await readDeployment(paths);
  const state = deploymentHost(files, stores, label);
  if (state === null) throw new UsageError(`${label}: no host of the deployment`);
  return { label, host: null, words: { addresses: state.addresses }, state };
}

export interface MatrixFlags extends PolicyFlags {
  readonly protocol: string;
  readonly port: string;
  readonly sourcePort: string;
  readonly family?: string;
  readonly name: readonly string[];
}

/** Runs `policy matrix`; gives the exit status: 0 everything of the files was used, 1 something was not, 3 nothing could be computed. */
export async function runPolicyMatrix(paths: readonly string[], flags: MatrixFlags): Promise<number> {
  const { files, stores } = await readDeployment(paths);
  const what = {
    protocol: protocolOf(flags.protocol),
    sourcePort: portOf(flags.sourcePort),
    destinationPort: portOf(flags.port),
    ...(flags.family === undefined
      ? {}
      : { family: oneOf(flags.family, ['4', '6'] as const) === '6' ? (6 as const) : (4 as const) }),
  };
  const document = matrixDocument(files, stores, what, flags.name);
  await written(document, drawMatrix, flags);
  return document.cells.length === 0 ? 3 : document.faults.length > 0 ? 1 : 0;
}

export interface EffectiveFlags extends PolicyFlags {
  readonly deployment: readonly string[];
  readonly name: readonly string[];
  readonly edition?: string;
  readonly service?: string;
  readonly safeMode: boolean;
  readonly bootMode?: string;
  readonly directory?: string;
  readonly failed: readonly string[];
  readonly assignmentDenied: boolean;
  readonly gpoFrom?: string;
  readonly policyFrom?: string;
}

/** Runs `policy effective`; gives the exit status: 0 a policy is in force and tools report it, 1 they report another one or none is, 3 there are no policies or the one that is assigned is not at hand. */
export async function runPolicyEffective(paths: readonly string[], flags: EffectiveFlags): Promise<number> {
  if (flags.deployment.length > 0) {
    const { files, stores } = await readDeployment(flags.deployment);
    const document = deploymentEffective(files, stores, flags.name);
    await written(document, drawEffective, flags);
    return document.hosts.length === 0 ? 3 : document.hosts.every(({ reported }) => reported.agrees === true) ? 0 : 1;
  }
  const hosts = await readHostPolicies(gatherEvidence(paths, flags.host), { createHash: sha256 });
  const document = storesEffective(hosts, effectiveWords(flags));
  await written(document, drawEffective, flags);
  if (document.hosts.length === 0 || document.hosts.some(({ reported }) => reported.agrees === null)) return 3;
  return document.hosts.every(({ reported, active }) => reported.agrees === true && active.length > 0) ? 0 : 1;
}

function effectiveWords(flags: EffectiveFlags): EffectiveWords {
  const words: { -readonly [K in keyof EffectiveWords]: EffectiveWords[K] } = {};
  const { edition, service, directory, bootMode } = flags;
  if (edition !== undefined) words.edition = oneOf(edition, ['windows-2000', 'windows-xp', 'windows-2003'] as const);
  if (service !== undefined) words.service = oneOf(service, ['running', 'starting', 'stopped', 'disabled'] as const);
  if (directory !== undefined)
    words.directory = oneOf(directory, ['read', 'unreachable', 'unreadable', 'not-replicated'] as const);
  if (bootMode !== undefined) words.bootMode = oneOf(bootMode, ['permit', 'stateful', 'block'] as const);
  if (flags.safeMode) words.safeMode = true;
  if (flags.assignmentDenied) words.assignmentDenied = true;
  if (flags.failed.length > 0)
    words.failed = flags.failed.map((name) => oneOf(name, ['persistent', 'local', 'domain', 'cache'] as const));
  if (flags.gpoFrom !== undefined) words.gpoFrom = flags.gpoFrom;
  if (flags.policyFrom !== undefined) words.policyFrom = flags.policyFrom;
  return words;
}

function oneOf<T extends string>(text: string, known: readonly T[]): T {
  const found = known.find((one) => one === text);
  if (found === undefined) throw new UsageError(`${text}: one of ${known.join(', ')} is wanted`);
  return found;
}

export interface WhatIfFlags extends PolicyFlags {
  readonly change: string;
}

/** Runs `policy what-if`; gives the exit status: 0 nothing speaks against it, 1 it must not be done as it is. */
export async function runPolicyWhatIf(paths: readonly string[], flags: WhatIfFlags): Promise<number> {
  const { files, stores } = await readDeployment(paths);
  const document = whatIfDocument(files, stores, deploymentFile(flags.change));
  await written(document, drawWhatIf, flags);
  return document.refused ? 1 : 0;
}
