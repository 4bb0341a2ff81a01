import { maxDerFile, readDerFile } from '../formats/certificate/der-file.ts';
import { maxRegistryFile, type RegistryFormat, readRegistryBytes } from '../formats/registry/binary.ts';
import { collect, type PeekedStream } from './byte-stream.ts';
import { type FileContext, type FileResult, forgiving, noteOf, readerFailed, resultOf } from './read-file.ts';

/** Reads a file in DER: a certificate or a revocation list. Never throws; of a private key nothing is kept. */
export async function readDer(stream: PeekedStream, context: FileContext): Promise<FileResult> {
  const none = { records: 0, faults: [] } as const;
  try {
    const bytes = await collect(stream, maxDerFile);
    if (bytes === null)
      return {
        format: 'der',
        status: 'unsupported',
        note: { id: 'ingest.text-limit', args: { cap: maxDerFile } },
        ...none,
      };
    const { kind, reading } = readDerFile(bytes, context.artifact, context.name);
    if (reading !== null) return resultOf(reading, [], 0, null, context.limits);
    if (kind === 'private-key')
      return { format: kind, status: 'read', note: { id: 'ingest.private-key', args: {} }, ...none };
    const id = kind === 'unknown' ? 'ingest.binary-unknown' : 'ingest.binary-format';
    return { format: kind, status: 'unsupported', note: { id, args: { format: kind } }, ...none };
  } catch (error) {
    return { format: 'der', status: 'corrupt', note: noteOf(error), ...none };
  }
}

/** Reads a binary file of the registry: Registry.pol or a hive. Never throws. */
export async function readRegistry(
  stream: PeekedStream,
  format: RegistryFormat,
  context: FileContext,
): Promise<FileResult> {
  const input = forgiving(stream);
  try {
    const bytes = await collect(input, maxRegistryFile);
    if (bytes === null) {
      const note = { id: 'ingest.text-limit', args: { cap: maxRegistryFile } };
      return { format, status: 'unsupported', note, records: 0, faults: [] };
    }
    return resultOf(readRegistryBytes(format, bytes, context.artifact), [], 0, input.fault(), context.limits);
  } catch (error) {
    return readerFailed(format, error, input.fault());
  }
}
