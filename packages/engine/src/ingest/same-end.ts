import type { IngestedArtifact } from './types.ts';

/**
 * Two names for one host: where every file of one is there in the same bytes under another, and one of them tells of negotiations, the
 * same end was given twice, and both go by the first name. Copies are no second witness.
 */
export function sameEndOnce(artifacts: readonly IngestedArtifact[]): IngestedArtifact[] {
  const held = new Map<string, IngestedArtifact[]>();
  for (const artifact of artifacts) {
    if (artifact.hostHint === null || artifact.bytes === 0) continue;
    const list = held.get(artifact.hostHint);
    if (list === undefined) held.set(artifact.hostHint, [artifact]);
    else list.push(artifact);
  }
  const one = new Map<string, string>();
  const digests = new Map([...held].map(([host, list]) => [host, new Set(list.map(({ sha256 }) => sha256))] as const));
  const hosts = [...held.keys()].sort();
  for (const [at, host] of hosts.entries())
    for (const other of hosts.slice(0, at)) {
      const [mine, theirs] = [held.get(host) ?? [], digests.get(other)];
      if (one.has(host) || one.has(other) || theirs === undefined) continue;
      if (mine.some(tellsOfNegotiations) && mine.every(({ sha256 }) => sha256 !== null && theirs.has(sha256)))
        one.set(host, other);
    }
  return artifacts.map((artifact) => ({
    ...artifact,
    hostHint: one.get(artifact.hostHint ?? '') ?? artifact.hostHint,
  }));
}

/** A capture of one place may well be given for two; a log is of one host. */
function tellsOfNegotiations({ text }: IngestedArtifact): boolean {
  return text?.observations.some(({ kind }) => kind === 'log' || kind === 'session') === true;
}
