import { forJson } from './neutralise.ts';
import type { Diagnosis } from './types.ts';

/** Order of the top keys in the written document. */
export const documentKeys = [
  'schema',
  'tool',
  'lang',
  'catalogue',
  'verdict',
  'assurance',
  'summary',
  'message',
  'findings',
  'fixes',
  'rivals',
  'considered',
  'missingEvidence',
  'hosts',
  'clocks',
  'pairs',
  'incidents',
  'negotiations',
  'securityAssociations',
  'timeline',
  'sources',
  'artifacts',
  'limits',
  'baseline',
  'verification',
  'totals',
] as const satisfies readonly (keyof Diagnosis)[];

/** Takes a piece of text; may return a promise to slow the writer down. */
export type Write = (piece: string) => void | Promise<void>;

const pieceLength = 65536;

/**
 * Writes the document as JSON: one line per top key, and one line per element of a list, so that a large result is never one
 * string and two results can be compared line by line. The same document gives the same bytes.
 */
export async function writeDocument(doc: Diagnosis, write: Write): Promise<void> {
  let held = '';
  const put = async (text: string): Promise<void> => {
    held += text;
    if (held.length < pieceLength) return;
    const piece = held;
    held = '';
    await write(piece);
  };
  await put('{\n');
  for (const [i, key] of documentKeys.entries()) {
    const value: unknown = doc[key];
    await put(`  ${JSON.stringify(key)}: `);
    if (Array.isArray(value) && value.length > 0) {
      await put('[');
      for (const [j, element] of value.entries()) await put(`${j === 0 ? '' : ','}\n    ${json(element)}`);
      await put('\n  ]');
    } else await put(json(value));
    await put(i === documentKeys.length - 1 ? '\n' : ',\n');
  }
  await put('}\n');
  if (held.length > 0) await write(held);
}

function json(value: unknown): string {
  return forJson(JSON.stringify(value) ?? 'null');
}

/** The whole document as one string; for tests and small results. */
export async function documentText(doc: Diagnosis): Promise<string> {
  const pieces: string[] = [];
  await writeDocument(doc, (piece) => {
    pieces.push(piece);
  });
  return pieces.join('');
}
