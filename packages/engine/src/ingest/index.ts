export * from './types.ts';
export { blobInput, bytesInput, ingest } from './ingest.ts';
export { type ByteStream, type ReadAt, type StreamHash, streamAt, streamOf } from './byte-stream.ts';
export { comparePaths, harmlessPath } from './paths.ts';
