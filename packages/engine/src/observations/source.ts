/**
 * Where a claim comes from: an artifact and a path of steps into it. Steps are written into the result as they stand
 * (contract section 2, `sources[].at`).
 */
export type Step =
  | { member: string }
  | { record: number }
  | { line: number }
  | { packet: number }
  | { field: string }
  | { layer: string }
  | { bytes: [offset: number, length: number] }
  | { path: string };

/** A place in the evidence, with the words found there. */
export interface Source {
  /** Key of the artifact, given by ingest. */
  readonly artifact: string;
  /** The place inside the artifact; several for data put together from several places (fragments). */
  readonly at: readonly Step[];
  /** Verbatim text at that place (log line, configuration line) or a one-line description of a packet. At most 500 characters, no secrets. */
  readonly quote: string;
  /** The time exactly as the source wrote it, or null. */
  readonly time: string | null;
}

/** An address with its UDP port; port 0 when unknown. Addresses in canonical text (RFC 5952). */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** Cuts a quote to the length the result may carry. */
export function clip(text: string, max = 500): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}
