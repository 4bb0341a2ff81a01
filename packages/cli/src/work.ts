/** Reading, judging and drawing: all of the command that needs the engine. It runs in a thread of its own where that can be. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import {
  type Diagnosis,
  diagnose,
  drawTerminal,
  type Lang,
  localise,
  type LostReader,
  writeDocument,
} from '@ipsec-doctor/engine';
import { gatherEvidence, UsageError } from './evidence.ts';

export interface Work {
  readonly paths: readonly string[];
  readonly hosts: readonly string[];
  /** The one path is a result that was saved. */
  readonly saved: boolean;
  readonly lang: Lang;
  readonly full: boolean;
  readonly format: 'text' | 'json';
  /** Whether the document is wanted beside what is shown. */
  readonly save: boolean;
  readonly width: number;
  readonly color: boolean;
  readonly leaveOut: ReadonlyMap<number, LostReader>;
}

export type Told =
  | { readonly kind: 'progress'; readonly path: string; readonly bytes: number; readonly size: number | null }
  | { readonly kind: 'open'; readonly number: number }
  | { readonly kind: 'judging' }
  | { readonly kind: 'piece'; readonly to: 'save' | 'out'; readonly piece: string }
  | { readonly kind: 'done'; readonly status: number }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

/** Exit status by contract: 0 healthy, 1 a cause was found, 2 nothing could be read, 3 it cannot be told. */
function exitStatus(doc: Diagnosis): 0 | 1 | 2 | 3 {
  if (!doc.artifacts.some(wasRead)) return 2;
  if (doc.verdict === 'healthy') return 0;
  return doc.findings.some((finding) => finding.role === 'cause') ? 1 : 3;
}

const archives = new Set(['zip', 'tar', 'tar.gz']);

/** Whether there was something in it to look at, understood or not; an archive is what it holds. */
function wasRead({ status, sha256, format }: Diagnosis['artifacts'][number]): boolean {
  return status !== 'corrupt' && sha256 !== null && !archives.has(format);
}

/** Does what the command line asks for, and tells of each step and of each piece to be written; never rejects. */
export async function work(order: Work, tell: (told: Told) => void): Promise<void> {
  try {
    const doc = order.saved ? await savedResult(order) : await diagnosed(order, tell);
    if (order.save) await writeDocument(doc, async (piece) => tell({ kind: 'piece', to: 'save', piece }));
    if (order.format === 'json') await writeDocument(doc, async (piece) => tell({ kind: 'piece', to: 'out', piece }));
    else {
      const { lang, width, color, full } = order;
      tell({ kind: 'piece', to: 'out', piece: drawTerminal(doc, { lang, width, color, full }) });
    }
    tell({ kind: 'done', status: exitStatus(doc) });
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', message: failed.message, stack: failed.stack ?? '' });
  }
}

function diagnosed(order: Work, tell: (told: Told) => void): Promise<Diagnosis> {
  return diagnose(gatherEvidence(order.paths, order.hosts), {
    lang: order.lang,
    full: order.full,
    leaveOut: order.leaveOut,
    createHash: () => {
      const hash = createHash('sha256');
      return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
    },
    onProgress: (path, bytes, size) => tell({ kind: 'progress', path, bytes, size }),
    onOpen: (number) => tell({ kind: 'open', number }),
    onRead: () => tell({ kind: 'judging' }),
  });
}

const maxSaved = 512 * 2 ** 20;

/** A result that `--save` or `--format json` wrote, in the language asked for. */
async function savedResult(order: Work): Promise<Diagnosis> {
  const path = order.paths[0] ?? '';
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
  if (parsed.ok) return localise(parsed.doc, order.lang);
  throw new UsageError(`${path}: not a result of this version (${parsed.problems.slice(0, 3).join('; ')})`);
}
