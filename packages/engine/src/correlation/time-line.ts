import type { AlignInput, ArtifactClock } from './align.ts';
import type { Attempt, Fact } from './types.ts';

export interface LogKnowledge {
  readonly attempts: readonly Attempt[];
  readonly loose: readonly Fact[];
}

export function compareStart(
  a: readonly Attempt[],
  b: readonly Attempt[],
  clocks: ReadonlyMap<string, ArtifactClock>,
): number {
  const x = startOf(a, clocks);
  const y = startOf(b, clocks);
  if (x !== null && y !== null && x !== y) return x < y ? -1 : 1;
  return (a[0]?.firstSeq ?? 0) - (b[0]?.firstSeq ?? 0);
}

export function toCommon(
  artifact: string,
  ns: bigint | null,
  clocks: ReadonlyMap<string, ArtifactClock>,
): bigint | null {
  if (ns === null) return null;
  return ns + (clocks.get(artifact)?.offset ?? 0n);
}

export function startOf(group: readonly Attempt[], clocks: ReadonlyMap<string, ArtifactClock>): bigint | null {
  let best: bigint | null = null;
  for (const attempt of group) {
    const at = toCommon(attempt.artifact, attempt.start, clocks);
    if (at !== null && (best === null || at < best)) best = at;
  }
  return best;
}

export function endOf(group: readonly Attempt[], clocks: ReadonlyMap<string, ArtifactClock>): bigint | null {
  let best: bigint | null = null;
  for (const attempt of group) {
    const at = toCommon(attempt.artifact, attempt.end, clocks);
    if (at !== null && (best === null || at > best)) best = at;
  }
  return best;
}

export interface Window {
  readonly from: bigint;
  readonly to: bigint;
  readonly anchored: boolean;
}

/** Live windows of artifacts on the common time line: captures by their packets, logs by their lines. */
export function windowsOf(
  inputs: readonly AlignInput[],
  clocks: ReadonlyMap<string, ArtifactClock>,
  logs: ReadonlyMap<string, LogKnowledge>,
): Map<string, Window> {
  const windows = new Map<string, Window>();
  for (const input of inputs) {
    const clock = clocks.get(input.artifact);
    if (clock === undefined || clock.basis === 'none') continue;
    let from: bigint | null = input.wire?.first ?? null;
    let to: bigint | null = input.wire?.last ?? null;
    if (input.wire === null) {
      const times = (logs.get(input.artifact)?.loose ?? [])
        .map((fact) => fact.ns)
        .filter((ns): ns is bigint => ns !== null);
      for (const attempt of input.attempts) {
        if (attempt.start !== null) times.push(attempt.start);
        if (attempt.end !== null) times.push(attempt.end);
      }
      for (const ns of times) {
        if (from === null || ns < from) from = ns;
        if (to === null || ns > to) to = ns;
      }
    }
    if (from !== null && to !== null)
      windows.set(input.artifact, {
        from: from + clock.offset,
        to: to + clock.offset,
        anchored: clock.basis !== 'assumed',
      });
  }
  return windows;
}
