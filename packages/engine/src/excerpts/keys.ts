import type { Ingested } from '../ingest/types.ts';

/** Keys that stand for artifacts while files are read, by the artifact's id in the result. */
export type ArtifactKeys = ReadonlyMap<string, string>;

/** The keys of a reading; see `IngestedArtifact.key`. */
export function keysOf(ingested: Ingested): ArtifactKeys {
  return new Map(ingested.artifacts.map(({ id, key }) => [id, key]));
}
