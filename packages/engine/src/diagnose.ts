import type { Diagnosis, Lang } from './document/types.ts';
import type { TextFormat } from './formats/reader.ts';
import { ingest } from './ingest/ingest.ts';
import type { EvidenceInput, Ingested, IngestOptions } from './ingest/types.ts';
import { judge } from './judge.ts';
import { isKey } from './observations/index.ts';
import { readWire } from './protocol/wire.ts';

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
  const read = await ingest(inputs, { ...reading, formats: loadFormats, readWire });
  const ingested = holdsKeys(read) ? await opened(inputs, read, reading) : read;
  onIngested?.(ingested);
  return judge(ingested, { lang, full });
}

const loadFormats = async (): Promise<readonly TextFormat[]> => (await import('./formats/index.ts')).textFormats;

function holdsKeys({ artifacts }: Ingested): boolean {
  return artifacts.some(
    ({ text, wire }) => (wire?.secrets ?? []).length > 0 || text?.observations.some(isKey) === true,
  );
}

/** Ciphers are loaded where there is something that they may open. */
async function opened(
  inputs: readonly EvidenceInput[],
  read: Ingested,
  options: Pick<IngestOptions, 'limits'>,
): Promise<Ingested> {
  const { openProtected } = await import('./decrypt.ts');
  return openProtected(inputs, read, options);
}
