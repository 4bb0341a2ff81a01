/** Redaction in memory, for tests. */
import { bytesInput } from '../ingest/index.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { redact, type Redacted, type RedactOptions } from './redact.ts';

export interface TestFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const testKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, i) => (i * 41 + 7) & 255);

/** Redacts files and gives those that came out. */
export async function redacted(
  files: readonly TestFile[],
  options: Partial<RedactOptions> = {},
): Promise<Redacted & { readonly files: readonly TestFile[] }> {
  const out = new Map<string, Uint8Array[]>();
  let current: Uint8Array[] = [];
  const result = await redact(
    files.map(({ path, bytes }) => bytesInput(path, bytes, 'folder')),
    {
      open(path) {
        current = [];
        out.set(path, current);
      },
      write: (bytes) => void current.push(bytes.slice()),
      close: () => undefined,
    },
    { key: testKey, ...options },
  );
  return { ...result, files: [...out].map(([path, blocks]) => ({ path, bytes: concatBytes(...blocks) })) };
}

export const textOf = (files: readonly TestFile[], path: string): string =>
  Buffer.from(files.find((one) => one.path === path)?.bytes ?? []).toString('utf8');
