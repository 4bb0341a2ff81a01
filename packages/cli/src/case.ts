/** A result with the evidence it was made of: what every command begins with that takes a PATH. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { ArtifactKeys, Diagnosis, EvidenceInput, Lang } from '@ipsec-doctor/engine';
import { diagnose, type DiagnoseOptions } from '@ipsec-doctor/engine/diagnose';
import { localise } from '@ipsec-doctor/engine/document/index';
import { keysOf } from '@ipsec-doctor/engine/excerpts/keys';
import { gatherEvidence, UsageError } from './evidence.ts';
import { sha256 } from './sha256.ts';

/** What the command line names. */
export interface CaseOrder {
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  readonly lang: Lang;
  readonly full: boolean;
}

/** A saved result has no evidence. */
export interface Case {
  doc: Diagnosis;
  readonly evidence: { readonly inputs: readonly EvidenceInput[]; readonly keys: ArtifactKeys } | null;
}

/** A saved result in the language asked for, or the diagnosis of evidence. */
export async function caseOf(
  order: CaseOrder,
  options: Pick<DiagnoseOptions, 'leaveOut' | 'onOpen' | 'onProgress'> & { readonly onRead?: () => void } = {},
): Promise<Case> {
  const [path = ''] = order.paths;
  if (order.paths.length === 1 && order.hosts.length === 0 && startsLikeResult(path))
    return { doc: localise(await savedResult(path), order.lang), evidence: null };
  const inputs = gatherEvidence(order.paths, order.hosts);
  const { onRead, ...reading } = options;
  let keys: ArtifactKeys = new Map();
  const doc = await diagnose(inputs, {
    ...reading,
    lang: order.lang,
    full: order.full,
    createHash: sha256,
    onIngested: (ingested) => {
      keys = keysOf(ingested);
      onRead?.();
    },
  });
  return { doc, evidence: { inputs, keys } };
}

const maxSaved = 512 * 2 ** 20;

/** A result that `--save` or `--format json` wrote. Throws a UsageError when it is damaged or of another version. */
async function savedResult(path: string): Promise<Diagnosis> {
  if (statSync(path).size > maxSaved)
    throw new UsageError(`${path}: a saved result of more than ${maxSaved} bytes is not read`);
  const { parseDiagnosis } = await import('@ipsec-doctor/engine/document/schema');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new UsageError(`${path}: a saved result that is damaged`);
  }
  const parsed = parseDiagnosis(value);
  if (parsed.ok) return parsed.doc;
  throw new UsageError(`${path}: not a result of this version (${parsed.problems.slice(0, 3).join('; ')})`);
}

function startsLikeResult(path: string): boolean {
  if (path === '-') return false;
  const head = Buffer.alloc(256);
  try {
    if (!statSync(path).isFile()) return false;
    const fd = openSync(path, 'r');
    try {
      readSync(fd, head, 0, head.length, 0);
    } finally {
      closeSync(fd);
    }
  } catch {
    // What cannot be opened is told of as evidence.
    return false;
  }
  return /^\s{0,8}\{\s{0,8}"schema"\s{0,4}:\s{0,4}"ipsec-doctor\/diagnosis@/.test(head.toString('latin1'));
}
