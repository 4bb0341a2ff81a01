import type { Diagnosis } from '../document/types.ts';

/** What is cited of one file. */
export interface Cited {
  readonly packets: ReadonlySet<number>;
  readonly lines: ReadonlySet<number>;
}

/** Sources of a document in the order a reader meets them: proofs of findings, exchanges, the rest. */
export function sourcesInOrder(doc: Diagnosis): string[] {
  const ids = new Set<string>();
  for (const finding of doc.findings)
    for (const item of [...finding.evidence, ...finding.against]) ids.add(item.source);
  for (const negotiation of doc.negotiations)
    for (const message of negotiation.messages) for (const id of message.sources) ids.add(id);
  for (const item of doc.considered) for (const id of item.by) ids.add(id);
  for (const { id } of doc.sources) ids.add(id);
  return [...ids];
}

/** What is cited of each artifact by these sources. */
export function citedBy(doc: Diagnosis, ids: readonly string[]): ReadonlyMap<string, Cited> {
  const sources = new Map(doc.sources.map((source) => [source.id, source]));
  const cited = new Map<string, { packets: Set<number>; lines: Set<number> }>();
  for (const id of ids) {
    const source = sources.get(id);
    if (source === undefined) continue;
    const known = cited.get(source.artifact) ?? { packets: new Set<number>(), lines: new Set<number>() };
    cited.set(source.artifact, known);
    for (const step of source.at) {
      if ('packet' in step) known.packets.add(step.packet);
      else if ('line' in step) known.lines.add(step.line);
    }
  }
  return cited;
}
