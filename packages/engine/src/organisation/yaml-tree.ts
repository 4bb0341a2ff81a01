import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Reading, Tree } from './tree.ts';

const maxDepth = 12;
const maxNodes = 1_000_000;

/**
 * The tree of a YAML text (YAML 1.2). Values stay the text that is written (`1.0` is no number), anchors are followed within bounds,
 * nothing is executed. What breaks the syntax is a fault; the rest is given as far as it can be read.
 */
export function treeOfYaml(text: string, reading: Reading, before: number): Tree | null {
  const lines = new LineCounter();
  let document: Document;
  try {
    document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'silent', schema: 'failsafe' });
  } catch {
    // A text that is nested deeper than the parser can follow.
    reading.say('too-much', null, 'depth');
    return null;
  }
  for (const { pos, message } of document.errors.slice(0, 20))
    reading.say('syntax', before + lines.linePos(pos[0]).line, message.split('\n')[0] ?? '');
  let nodes = 0;
  // The parser looks for an anchor in the whole document each time it is asked.
  const resolved = new Map<unknown, unknown>();
  const follow = (node: unknown, depth: number): Tree | null => {
    nodes++;
    if (nodes > maxNodes || depth > maxDepth) return null;
    if (isAlias(node)) {
      const meant = resolved.get(node) ?? node.resolve(document);
      resolved.set(node, meant);
      return follow(meant, depth + 1);
    }
    if (isScalar(node)) return { kind: 'text', line: lineOf(node.range), text: scalarText(node.source ?? node.value) };
    if (isSeq(node)) {
      const items = node.items.map((item) => follow(item, depth + 1)).filter((item) => item !== null);
      return { kind: 'list', line: lineOf(node.range), items };
    }
    if (!isMap(node)) return null;
    const entries = new Map<string, Tree>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? scalarText(key.source ?? key.value) : '';
      const tree = value === null ? { kind: 'text' as const, line: before + 1, text: '' } : follow(value, depth + 1);
      if (name !== '' && tree !== null) entries.set(name, tree);
    }
    return { kind: 'map', line: lineOf(node.range), entries };
  };
  const lineOf = (range: readonly number[] | null | undefined): number =>
    before + (range?.[0] === undefined ? 1 : lines.linePos(range[0]).line);
  const tree = follow(document.contents, 0);
  if (nodes > maxNodes) reading.say('too-much', null, String(maxNodes));
  return tree;
}

/** The schema makes every scalar a text. */
function scalarText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
