import { openProtected } from './decrypt.ts';
import type { Diagnosis, Lang } from './document/types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, Ingested, IngestOptions } from './ingest/types.ts';
import { judge } from './judge.ts';
import { readWire } from './protocol/wire.ts';

export * from './document/index.ts';
export * from './ingest/index.ts';
export { judge, type JudgeOptions } from './judge.ts';
export { excerptsOf } from './excerpts/excerpts.ts';
export { type ArtifactKeys, keysOf } from './excerpts/revisit.ts';
export { type HtmlOptions, writeHtml } from './report/html/index.ts';
export { drawMarkdown, type MarkdownOptions } from './report/markdown.ts';
export { drawTerminal, type TerminalOptions } from './report/terminal.ts';
export { catalogueVersion, toolVersion } from './version.ts';

export interface DiagnoseOptions
  extends Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress' | 'onOpen' | 'leaveOut'>> {
  readonly lang?: Lang;
  /** Lists without caps. */
  readonly full?: boolean;
  /** Told what was read, when all of it is and judging begins: `keysOf` it lets excerpts be fetched without looking for the files again. */
  readonly onIngested?: (ingested: Ingested) => void;
}

/**
 * Evidence in, verdict out. Files are read one after another with bounded memory; nothing they hold makes this reject. Opens
 * no socket. The same evidence gives the same document.
 */
export async function diagnose(inputs: readonly EvidenceInput[], options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { lang = 'en', full = false, onIngested, ...reading } = options;
  const ingested = await openProtected(
    inputs,
    await ingest(inputs, { ...reading, formats: textFormats, readWire }),
    reading,
  );
  onIngested?.(ingested);
  return judge(ingested, { lang, full });
}
