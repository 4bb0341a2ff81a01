import { type Chunk, spend } from './chunk.ts';
import { RecordFault, valueType } from './layout.ts';
import type { ElementNode, Node, Scope } from './node.ts';
import { parseFragment } from './parse.ts';
import type { TemplateCache } from './template-cache.ts';
import { arrayTexts, scalarText } from './values.ts';

/** What a record's nodes are written with. */
export interface Rendering {
  readonly chunk: Chunk;
  readonly cache: TemplateCache;
  /** BinXML in values, by where it stands; null: none was read yet. */
  inner: Map<number, readonly Node[]> | null;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What an entity reference stands for; one that XML does not define stays as it is written. */
export function entityText(name: string): string {
  return Object.hasOwn(entities, name) ? (entities[name] ?? '') : `&${name};`;
}

/** Counts characters against what a chunk may become. */
export function tell(chunk: Chunk, length: number): void {
  chunk.text -= length;
  if (chunk.text < 0) throw new RecordFault('it or its chunk becomes more text than any real one');
}

/** The text, counted. */
export function said(chunk: Chunk, text: string): string {
  tell(chunk, text.length);
  return text;
}

/** Whether the value with this index holds several, for each of which the element around it is repeated. */
export function isArray(scope: Scope, index: number): boolean {
  return ((scope.types[index] ?? 0) & valueType.array) !== 0;
}

/** The values of an array, or the one value there is. Values that hold BinXML have none: `valueNodes` reads them. */
export function valueTexts(rendering: Rendering, scope: Scope, index: number): readonly string[] {
  const type = scope.types[index];
  const size = scope.sizes[index] ?? 0;
  if (type === undefined || size === 0) return [];
  if ((type & valueType.array) === 0) return [valueText(rendering, scope, index)];
  const { chunk } = rendering;
  spend(chunk, 1 + (size >> 5));
  const items = arrayTexts(chunk, type & ~valueType.array, scope.starts[index] ?? 0, size);
  spend(chunk, items.length);
  for (const item of items) said(chunk, item);
  return items;
}

/** A value as one text: those of an array with commas between them. */
export function valueText(rendering: Rendering, scope: Scope, index: number): string {
  const { chunk } = rendering;
  const type = scope.types[index];
  const size = scope.sizes[index] ?? 0;
  if (type === undefined || size === 0) return '';
  if ((type & valueType.array) !== 0) return valueTexts(rendering, scope, index).join(',');
  spend(chunk, 1 + (size >> 5));
  return said(chunk, scalarText(chunk, type, scope.starts[index] ?? 0, size));
}

/** The nodes of a value that holds BinXML; null for every other value. */
export function valueNodes(rendering: Rendering, scope: Scope, index: number, depth: number): readonly Node[] | null {
  if (scope.types[index] !== valueType.binXml) return null;
  const at = scope.starts[index] ?? 0;
  const inner = (rendering.inner ??= new Map<number, readonly Node[]>());
  const known = inner.get(at);
  if (known !== undefined) return known;
  const nodes = parseFragment(rendering.chunk, rendering.cache, at, at + (scope.sizes[index] ?? 0), depth + 1);
  inner.set(at, nodes);
  return nodes;
}

/** The array that repeats an element: of its only child, where that is a value that holds several. -1: none. */
export function repeating(element: ElementNode, scope: Scope): number {
  const [only] = element.children;
  return element.children.length === 1 && only?.kind === 'value' && isArray(scope, only.index) ? only.index : -1;
}

/** Whether the element or attribute around these parts is not there: its value is optional, and is NULL (MS-EVEN6 3.1.4.7.2). */
export function isLeftOut(parts: readonly Node[], scope: Scope): boolean {
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'value' || !only.optional) return false;
  return isNull(scope, only.index);
}

/** Whether there is no value with this index. */
export function isNull(scope: Scope, index: number): boolean {
  return (scope.types[index] ?? valueType.null) === valueType.null;
}

/** All text in nodes, without markup; values of arrays are joined by commas where no element is repeated for them. */
export function plainText(rendering: Rendering, nodes: readonly Node[], scope: Scope, depth: number): string {
  let text = '';
  if (depth > rendering.chunk.limits.maxDepth) throw new RecordFault('values lie too deep in each other');
  for (const node of nodes) {
    spend(rendering.chunk, 1);
    switch (node.kind) {
      case 'text':
      case 'cdata':
        text += said(rendering.chunk, node.text);
        break;
      case 'entity':
        text += entityText(node.name);
        break;
      case 'value': {
        const inner = valueNodes(rendering, scope, node.index, depth);
        text +=
          inner === null ? valueText(rendering, scope, node.index) : plainText(rendering, inner, scope, depth + 1);
        break;
      }
      case 'element':
        text += plainText(rendering, node.children, scope, depth + 1);
        break;
      case 'instance':
        text += plainText(rendering, node.template.nodes, node.scope, depth + 1);
        break;
      case 'instruction':
        break;
    }
  }
  return text;
}
