import type { Diagnosis, Lang } from './document/types.ts';
import { textFormats } from './formats/index.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, IngestOptions } from './ingest/types.ts';
import { judge } from './judge.ts';
import { readWire } from './protocol/wire.ts';

export * from './document/index.ts';
export * from './ingest/index.ts';
export { judge, type JudgeOptions } from './judge.ts';
export { drawTerminal, type TerminalOptions } from './report/terminal.ts';
export { catalogueVersion, toolVersion } from './version.ts';

export interface DiagnoseOptions
  extends Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress' | 'onOpen' | 'leaveOut'>> {
  readonly lang?: Lang;
  /** Lists without caps. */
  readonly full?: boolean;
  /** Told when all files are read and judging begins. */
  readonly onRead?: () => void;
}

/**
 * Evidence in, verdict out. Files are read one after another with bounded memory; nothing they hold makes this reject. Opens
 * no socket. The same evidence gives the same document.
 */
export async function diagnose(inputs: readonly EvidenceInput[], options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const { lang = 'en', full = false, onRead, ...reading } = options;
  const ingested = await ingest(inputs, { ...reading, formats: textFormats, readWire });
  onRead?.();
  return judge(ingested, { lang, full });
}
