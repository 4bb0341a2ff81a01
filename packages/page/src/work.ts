import {
  type ArtifactKeys,
  type Diagnosis,
  diagnose,
  drawMarkdown,
  type Excerpts,
  excerptsOf,
  keysOf,
  type Lang,
  localise,
  noExcerpts,
  writeDocument,
  writeHtml,
} from '@ipsec-doctor/engine';
import { reportBody } from '@ipsec-doctor/engine/report/html/report';
import { evidenceOf, type Given } from './given.ts';

/** What the page asks for. */
export type Ask =
  | { readonly ask: 'diagnose'; readonly given: readonly Given[]; readonly lang: Lang }
  | { readonly ask: 'draw' | SavedKind; readonly lang: Lang };

/** What a report is saved as. */
export type SavedKind = 'html' | 'markdown' | 'json';

/** What comes back: progress, then one of the others. */
export type Answer =
  | { readonly is: 'ready' }
  | { readonly is: 'reading'; readonly path: string; readonly bytes: number; readonly size: number | null }
  | { readonly is: 'judging' | 'opening' | 'drawing' }
  | { readonly is: 'drawn'; readonly body: string }
  | { readonly is: 'file'; readonly kind: SavedKind; readonly pieces: readonly string[] }
  | { readonly is: 'failed'; readonly reason: string };

/** Does what the page asks for and remembers the result; in a worker, or in the page where a worker is refused. */
export function workshop(tell: (answer: Answer) => void): (ask: Ask) => Promise<void> {
  let doc: Diagnosis | null = null;
  let excerpts: Excerpts = noExcerpts;

  const draw = (lang: Lang): void => {
    if (doc === null) return;
    tell({ is: 'drawing' });
    const pieces: string[] = [];
    for (const piece of reportBody(doc, { lang, excerpts })) pieces.push(piece.text);
    tell({ is: 'drawn', body: pieces.join('') });
  };

  const run = async (ask: Ask): Promise<void> => {
    if (ask.ask === 'diagnose') {
      const inputs = evidenceOf(ask.given);
      let keys: ArtifactKeys = new Map();
      const onProgress = (path: string, bytes: number, size: number | null): void =>
        tell({ is: 'reading', path, bytes, size });
      doc = await diagnose(inputs, {
        lang: ask.lang,
        onProgress,
        onIngested: (ingested) => {
          keys = keysOf(ingested);
          tell({ is: 'judging' });
        },
      });
      tell({ is: 'opening' });
      excerpts = await excerptsOf(doc, inputs, { keys });
      draw(ask.lang);
      return;
    }
    if (doc === null) return;
    if (ask.ask === 'draw') return draw(ask.lang);
    const pieces: string[] = [];
    const write = (piece: string): void => void pieces.push(piece);
    if (ask.ask === 'html') await writeHtml(doc, { lang: ask.lang, excerpts }, write);
    else if (ask.ask === 'markdown') write(drawMarkdown(doc, { lang: ask.lang, full: false }));
    else await writeDocument(localise(doc, ask.lang), write);
    tell({ is: 'file', kind: ask.ask, pieces });
  };

  return async (ask) => {
    try {
      await run(ask);
    } catch (error) {
      tell({ is: 'failed', reason: error instanceof Error ? error.message : String(error) });
    }
  };
}
