/** What the readers of configurations and dumps share: bounded collecting of lines, sources, faults. */
import type { ConfigObservation, HostFact, KeyObservation, Source } from '../../observations/index.ts';
import { clip } from '../../observations/index.ts';
import type { ParseFault, TextReader, TextReading } from '../reader.ts';
import { maskLine } from './mask.ts';

const caps = { lines: 200_000, characters: 32 * 1024 * 1024, observations: 50_000, faults: 200 };

/** A line as fed, with its number (from 1). */
export interface Line {
  readonly text: string;
  readonly number: number;
}

/** Collects what a reader finds. */
export interface Draft {
  readonly artifact: string;
  hostName: string | null;
  product: string | null;
  readonly ownAddresses: Set<string>;
  /** Lines that may be quoted, secrets masked, by number; a parser may replace entries before it makes sources. */
  readonly quotable: Map<number, string>;
  add(observation: ConfigObservation | KeyObservation): void;
  fault(line: number | null, reason: string): void;
  limit(what: string, cap: number, seen: number): void;
  /** Source at a line (or from a first to a last line), quoting the first. */
  source(line: number, last?: number): Source;
}

/** What a parser of a whole text does: read the lines, fill the draft. */
export type Parse = (lines: readonly Line[], draft: Draft) => void;

/** Makes the `open` of a format out of a parser of its whole text. An exception in the parser becomes a fault of the file. */
export function collectingReader(format: string, parse: Parse): (artifact: string) => TextReader {
  return (artifact) => {
    const lines: Line[] = [];
    let characters = 0;
    let seen = 0;
    let quotable: ReadonlyMap<number, string> = new Map();
    return {
      line(text, number): void {
        seen++;
        characters += text.length;
        if (lines.length < caps.lines && characters <= caps.characters) lines.push({ text, number });
      },
      end(): TextReading {
        const finished = finish(format, artifact, lines, seen, parse);
        quotable = finished.quotable;
        return finished.reading;
      },
      quotable: (number) => quotable.get(number) ?? null,
    };
  };
}

function finish(
  format: string,
  artifact: string,
  lines: readonly Line[],
  seen: number,
  parse: Parse,
): { readonly reading: TextReading; readonly quotable: ReadonlyMap<number, string> } {
  const observations: (ConfigObservation | KeyObservation)[] = [];
  const faults: ParseFault[] = [];
  const limits: { what: string; cap: number; seen: number }[] = [];
  const quotable = new Map(lines.map((line) => [line.number, maskLine(line.text)]));
  let dropped = 0;
  const draft: Draft = {
    artifact,
    hostName: null,
    product: null,
    ownAddresses: new Set(),
    quotable,
    add(observation) {
      if (observations.length < caps.observations) observations.push(observation);
      else dropped++;
    },
    fault(line, reason) {
      if (faults.length < caps.faults) faults.push({ line, reason });
    },
    limit(what, cap, count) {
      limits.push({ what, cap, seen: count });
    },
    source(line, last) {
      const at = last === undefined || last <= line ? [{ line }] : [{ line }, { line: last }];
      return { artifact, at, quote: clip((quotable.get(line) ?? '').trim()), time: null };
    },
  };
  if (seen > lines.length) draft.limit('lines', lines.length, seen);
  try {
    parse(lines, draft);
  } catch (error) {
    draft.fault(
      null,
      `the reader stopped: ${error instanceof RangeError ? 'too deep or too large' : 'internal error'}`,
    );
  }
  if (dropped > 0) draft.limit('observations', caps.observations, caps.observations + dropped);
  const reading: TextReading = {
    format,
    observations,
    faults,
    records: lines.length,
    hostName: draft.hostName,
    product: draft.product,
    ownAddresses: [...draft.ownAddresses],
    timeKind: 'none',
    limits,
  };
  return { reading, quotable };
}

/** A named value of the host, or of its configuration, at a line. */
export function hostFact(draft: Draft, name: string, value: string, line: number): HostFact {
  return { kind: 'host-fact', name, value: clip(value, 300), src: draft.source(line) };
}
