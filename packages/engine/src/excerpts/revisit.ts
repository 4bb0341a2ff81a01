import type { Diagnosis } from '../document/types.ts';
import { textFormats } from '../formats/index.ts';
import type { TextFormat, TextReading } from '../formats/reader.ts';
import { eventLine } from '../formats/windows-event/line.ts';
import { type ByteStream, pureSha256, type StreamHash, streamOf } from '../ingest/byte-stream.ts';
import { ingest } from '../ingest/ingest.ts';
import type { EvidenceInput, Ingested, IngestOptions } from '../ingest/types.ts';
import type { ArtifactKeys } from './keys.ts';
import { emptyReading } from '../protocol/wire-reading.ts';

export interface RevisitOptions extends Partial<Pick<IngestOptions, 'createHash' | 'limits' | 'onProgress'>> {
  /** Keys of the reading the document was made of; without them the files are read once more to find them. */
  readonly keys?: ArtifactKeys;
}

/** What is done with each file the second time, by its key. */
export interface Visitor {
  readonly text: (key: string, format: TextFormat) => { line(text: string, number: number): void; end(): void };
  readonly capture: (key: string, stream: ByteStream) => Promise<void>;
}

const noHash = (): StreamHash => ({ update: () => {}, hex: () => '' });

/**
 * Reads evidence again, in the same order and by the same rules, so that every file has the key it had. A pipe is empty the
 * second time.
 */
export async function revisit(
  inputs: readonly EvidenceInput[],
  visitor: Visitor,
  options: RevisitOptions = {},
  createHash: () => StreamHash = noHash,
): Promise<Ingested> {
  const { limits, onProgress } = options;
  return ingest(
    inputs.map((input) => (input.once === true ? { ...input, open: () => streamOf() } : input)),
    {
      ...(limits === undefined ? {} : { limits }),
      ...(onProgress === undefined ? {} : { onProgress }),
      createHash,
      formats: textFormats.map((format) => ({
        format: format.format,
        sniff: format.sniff,
        open: (key) => {
          const reader = visitor.text(key, format);
          return {
            line: (text, number) => reader.line(text, number),
            end: () => {
              reader.end();
              return emptyText(format.format);
            },
          };
        },
      })),
      // Each event is a line, with the number of its record.
      openEvents: (key, format) => {
        const reader = visitor.text(key, {
          format,
          sniff: () => 0,
          open: () => ({ line: () => {}, end: () => emptyText(format) }),
        });
        return {
          event: (event) => reader.line(eventLine(event), event.place),
          fault: () => {},
          end: () => {
            reader.end();
            return emptyText(format);
          },
        };
      },
      readWire: async (stream, key) => {
        await visitor.capture(key, stream);
        return emptyReading(key, '');
      },
    },
  );
}

/** Keys of the artifacts of a document; files that are not what they were are left out. */
export async function findKeys(
  doc: Diagnosis,
  inputs: readonly EvidenceInput[],
  options: RevisitOptions,
): Promise<ArtifactKeys> {
  if (options.keys !== undefined) return options.keys;
  const visitor: Visitor = {
    text: () => ({ line: () => {}, end: () => {} }),
    capture: async (_, stream) => {
      while ((await stream.next()) !== null);
    },
  };
  const found = await revisit(inputs, visitor, options, options.createHash ?? pureSha256);
  const digests = new Map(doc.artifacts.map(({ id, sha256 }) => [id, sha256]));
  return new Map(
    found.artifacts
      .filter(({ id, sha256 }) => sha256 !== null && digests.get(id) === sha256)
      .map(({ id, key }) => [id, key]),
  );
}

function emptyText(format: string): TextReading {
  return {
    format,
    observations: [],
    faults: [],
    records: 0,
    hostName: null,
    product: null,
    ownAddresses: [],
    timeKind: 'none',
    limits: [],
  };
}
