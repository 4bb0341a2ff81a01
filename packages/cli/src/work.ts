/** Reading, judging and drawing: all of the command that needs the engine. It runs in a thread of its own where that can be. */
import type { Diagnosis, LostReader } from '@ipsec-doctor/engine';
import { compareWithBaseline, verifyAgainst, wasRead, writeDocument } from '@ipsec-doctor/engine/document/index';
import { type Case, type CaseOrder, caseOf } from './case.ts';
import { UsageError } from './evidence.ts';

export interface Work extends CaseOrder {
  readonly format: 'text' | 'json' | 'markdown' | 'html';
  /** Whether the document is wanted beside what is shown. */
  readonly save: boolean;
  /** Evidence, or a saved result, of the time when it worked; and an earlier result to be looked at again. */
  readonly baseline: string | null;
  readonly verify: string | null;
  /** Folder for captures with comments. */
  readonly annotate: string | null;
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

/** Does what the command line asks for, and tells of each step and of each piece to be written; never rejects. */
export async function work(order: Work, tell: (told: Told) => void): Promise<void> {
  try {
    const found = await caseOf(order, {
      leaveOut: order.leaveOut,
      onProgress: (path, bytes, size) => tell({ kind: 'progress', path, bytes, size }),
      onOpen: (number) => tell({ kind: 'open', number }),
      onRead: () => tell({ kind: 'judging' }),
    });
    if (found.evidence === null && order.annotate !== null)
      throw new UsageError('--annotate needs the evidence; a saved result does not hold it');
    await compare(found, order);
    if (order.save) await writeDocument(found.doc, async (piece) => tell({ kind: 'piece', to: 'save', piece }));
    await draw(found, order, tell);
    if (order.annotate !== null && found.evidence !== null) {
      const { writeAnnotated } = await import('./annotate.ts');
      await writeAnnotated(order.annotate, found.doc, found.evidence.inputs, found.evidence.keys, order.lang);
    }
    tell({ kind: 'done', status: exitStatus(found.doc) });
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    tell({ kind: 'failed', message: failed.message, stack: failed.stack ?? '' });
  }
}

/** Holds the result against another one, where one is named. */
async function compare(found: Case, { baseline, verify, lang, full }: Work): Promise<void> {
  const other = async (path: string): Promise<Diagnosis> =>
    (await caseOf({ paths: [path], hosts: [], lang, full })).doc;
  if (baseline !== null) found.doc = { ...found.doc, baseline: compareWithBaseline(found.doc, await other(baseline)) };
  if (verify !== null) found.doc = { ...found.doc, verification: verifyAgainst(found.doc, await other(verify)) };
}

/** Draws the result in the format asked for. What a format needs is loaded with it. */
async function draw({ doc, evidence }: Case, order: Work, tell: (told: Told) => void): Promise<void> {
  const { lang, full, width, color } = order;
  const write = async (piece: string): Promise<void> => tell({ kind: 'piece', to: 'out', piece });
  switch (order.format) {
    case 'json':
      return writeDocument(doc, write);
    case 'markdown': {
      const { drawMarkdown } = await import('@ipsec-doctor/engine/report/markdown');
      return write(drawMarkdown(doc, { lang, full }));
    }
    case 'html': {
      const { writeHtml } = await import('@ipsec-doctor/engine/report/html/report');
      if (evidence === null) return writeHtml(doc, { lang }, write);
      const { excerptsOf } = await import('@ipsec-doctor/engine/excerpts/excerpts');
      const onProgress = (path: string, bytes: number, size: number | null): void =>
        tell({ kind: 'progress', path, bytes, size });
      const excerpts = await excerptsOf(doc, evidence.inputs, { keys: evidence.keys, onProgress });
      return writeHtml(doc, { lang, excerpts }, write);
    }
    case 'text': {
      const { drawTerminal } = await import('@ipsec-doctor/engine/report/terminal');
      return write(drawTerminal(doc, { lang, width, color, full }));
    }
  }
}
