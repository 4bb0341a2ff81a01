import { type Chunk, nameAt, nameSize, nameStrength, need, spend } from './chunk.ts';
import { RecordFault, token, valueType } from './layout.ts';
import { type AttributeNode, emptyScope, type Node, type Scope, type Template } from './node.ts';
import { planOf } from './plan.ts';
import { codeUnits } from './strings.ts';
import type { TemplateCache } from './template-cache.ts';
import { fixedSize, scalarText } from './values.ts';

/** Where the reading of one piece of BinXML stands. */
interface Cursor {
  readonly chunk: Chunk;
  readonly cache: TemplateCache;
  at: number;
  readonly end: number;
  /** Elements of a definition carry an index of what they depend on, those of records do not. */
  readonly inDefinition: boolean;
  /** Where names stand, for a definition that others may share; null: not asked for. */
  readonly names: { readonly field: number; readonly at: number }[] | null;
  /** The element behind which reading stops, and whether it has. */
  readonly until: string | null;
  stopped: boolean;
  /** It holds an instance with values of its own, which belong to this chunk alone. */
  bound: boolean;
}

function cursorOf(
  chunk: Chunk,
  cache: TemplateCache,
  at: number,
  end: number,
  inDefinition: boolean,
  until: string | null = null,
): Cursor {
  return { chunk, cache, at, end, inDefinition, names: inDefinition ? [] : null, until, stopped: false, bound: false };
}

/**
 * Reads BinXML from `at` up to `end`, or to its end token; or no further than the first element called `until`. `depth` is how deep it
 * already lies. Throws a RecordFault for what is no BinXML, or too deep.
 */
export function parseFragment(
  chunk: Chunk,
  cache: TemplateCache,
  at: number,
  end: number,
  depth: number,
  until: string | null = null,
): Node[] {
  return content(cursorOf(chunk, cache, at, end, false, until), depth, false);
}

function byte(cursor: Cursor, what: string): number {
  need(cursor.at, 1, cursor.end, what);
  return cursor.chunk.view.getUint8(cursor.at++);
}

function word(cursor: Cursor, what: string): number {
  need(cursor.at, 2, cursor.end, what);
  cursor.at += 2;
  return cursor.chunk.view.getUint16(cursor.at - 2, true);
}

function number(cursor: Cursor, what: string): number {
  need(cursor.at, 4, cursor.end, what);
  cursor.at += 4;
  return cursor.chunk.view.getUint32(cursor.at - 4, true);
}

function text(cursor: Cursor, what: string): string {
  const count = word(cursor, what);
  need(cursor.at, 2 * count, cursor.end, what);
  spend(cursor.chunk, count >> 4);
  const found = codeUnits(cursor.chunk.view, cursor.at, count);
  cursor.at += 2 * count;
  return found;
}

/** A name by its offset; where it is told for the first time it stands right here, and is passed over. */
function name(cursor: Cursor, what: string): string {
  const field = cursor.at;
  const at = number(cursor, what);
  const found = nameAt(cursor.chunk, at);
  cursor.names?.push({ field, at });
  if (at === cursor.at) {
    need(cursor.at, nameSize(cursor.chunk, at), cursor.end, what);
    cursor.at += nameSize(cursor.chunk, at);
  }
  return found;
}

/** Nodes up to the end token, the end of the bytes, or (within an element) its end. */
function content(cursor: Cursor, depth: number, inElement: boolean): Node[] {
  const nodes: Node[] = [];
  if (depth > cursor.chunk.limits.maxDepth) throw new RecordFault('elements and templates lie too deep in each other');
  while (cursor.at < cursor.end) {
    spend(cursor.chunk, 1);
    const kind = cursor.chunk.view.getUint8(cursor.at++) & ~token.more;
    switch (kind) {
      case token.end:
        if (inElement) throw new RecordFault(`an element is not closed at byte ${cursor.at - 1} of its chunk`);
        return nodes;
      case token.endElement:
        if (inElement) return nodes;
        throw new RecordFault(`an element that was not opened is closed at byte ${cursor.at - 1} of its chunk`);
      case token.fragment:
        need(cursor.at, 3, cursor.end, 'a fragment header');
        cursor.at += 3;
        break;
      case token.openElement:
        nodes.push(element(cursor, depth));
        if (cursor.stopped) return nodes;
        break;
      case token.instance: {
        const found = parseInstance(cursor.chunk, cursor.cache, cursor.at, cursor.end, depth + 1);
        cursor.at = found.next;
        cursor.bound = true;
        nodes.push({ kind: 'instance', template: found.template, scope: found.scope });
        break;
      }
      case token.instructionTarget: {
        const target = name(cursor, 'a processing instruction');
        const has = cursor.at < cursor.end && cursor.chunk.view.getUint8(cursor.at) === token.instructionData;
        if (has) cursor.at++;
        nodes.push({ kind: 'instruction', target, text: has ? text(cursor, 'a processing instruction') : '' });
        break;
      }
      default:
        nodes.push(part(cursor, kind));
    }
  }
  if (inElement) throw new RecordFault('an element is not closed before its bytes end');
  return nodes;
}

/** What may stand in an element and in an attribute alike; `kind` is its token, already taken. */
function part(cursor: Cursor, kind: number): Node {
  switch (kind) {
    case token.text:
      return literal(cursor);
    case token.value:
    case token.optionalValue: {
      const index = word(cursor, 'the place of a value');
      byte(cursor, 'the place of a value');
      return { kind: 'value', index, optional: kind === token.optionalValue };
    }
    case token.cdata:
      return { kind: 'cdata', text: text(cursor, 'a CDATA section') };
    case token.character:
      return { kind: 'text', text: codeUnit(word(cursor, 'a character reference')) };
    case token.entity:
      return { kind: 'entity', name: name(cursor, 'an entity reference') };
    default:
      throw new RecordFault(`no token of BinXML: 0x${kind.toString(16)} at byte ${cursor.at - 1} of its chunk`);
  }
}

function codeUnit(unit: number): string {
  return unit >= 0xd800 && unit < 0xe000 ? '\ufffd' : String.fromCharCode(unit);
}

/** Text in place: UTF-16 by MS-EVEN6; values of a fixed size are taken as well. */
function literal(cursor: Cursor): Node {
  const type = byte(cursor, 'a text');
  if (type === valueType.string) return { kind: 'text', text: text(cursor, 'a text') };
  const size = fixedSize(type);
  if (size === 0) throw new RecordFault(`a text of type 0x${type.toString(16)} at byte ${cursor.at - 1} of its chunk`);
  need(cursor.at, size, cursor.end, 'a text');
  cursor.at += size;
  return { kind: 'text', text: scalarText(cursor.chunk, type, cursor.at - size, size) };
}

/**
 * Whether the element that begins at the cursor has the index of what it depends on. It should by where it stands; logs exist that do
 * otherwise, and its name tells.
 */
function hasDependency(cursor: Cursor): boolean {
  const { chunk, at, end, inDefinition } = cursor;
  const strength = (field: number): number =>
    field + 4 > end ? 0 : nameStrength(chunk, chunk.view.getUint32(field, true));
  const expected = strength(at + (inDefinition ? 6 : 4));
  return expected === 2 || expected >= strength(at + (inDefinition ? 4 : 6)) ? inDefinition : !inDefinition;
}

function element(cursor: Cursor, depth: number): Node {
  const { view } = cursor.chunk;
  const listed = (view.getUint8(cursor.at - 1) & token.more) !== 0;
  if (hasDependency(cursor)) word(cursor, 'an element');
  number(cursor, 'the size of an element');
  const own = name(cursor, 'the name of an element');
  const attributes: AttributeNode[] = [];
  if (listed) {
    number(cursor, 'a list of attributes');
    while (cursor.at < cursor.end && (view.getUint8(cursor.at) & ~token.more) === token.attribute) {
      cursor.at++;
      spend(cursor.chunk, 1);
      attributes.push(attribute(cursor));
    }
  }
  const close = byte(cursor, 'an element');
  if (close === token.closeEmpty) return { kind: 'element', name: own, attributes, children: [] };
  if (close !== token.closeStart)
    throw new RecordFault(`an element is opened and not closed at byte ${cursor.at - 1} of its chunk`);
  const children = content(cursor, depth + 1, true);
  if (own === cursor.until) cursor.stopped = true;
  return { kind: 'element', name: own, attributes, children };
}

function attribute(cursor: Cursor): AttributeNode {
  const own = name(cursor, 'the name of an attribute');
  const parts: Node[] = [];
  while (cursor.at < cursor.end) {
    const kind = cursor.chunk.view.getUint8(cursor.at) & ~token.more;
    if (kind === token.attribute || kind === token.closeStart || kind === token.closeEmpty) break;
    cursor.at++;
    spend(cursor.chunk, 1);
    parts.push(part(cursor, kind));
  }
  return { name: own, parts };
}

/** An instance of a template: where its definition stands, and its values. `at` is behind its token. */
export function parseInstance(
  chunk: Chunk,
  cache: TemplateCache,
  at: number,
  end: number,
  depth: number,
): { readonly template: Template; readonly scope: Scope; readonly next: number } {
  need(at, 13, end, 'a template instance');
  const definition = chunk.view.getUint32(at + 5, true);
  const template = templateAt(chunk, cache, definition, chunk.view.getUint32(at + 1, true), depth);
  let values = at + 9;
  if (definition === values) values += 24 + chunk.view.getUint32(definition + 20, true);
  const { scope, next } = parseScope(chunk, values, end);
  return { template, scope, next };
}

function parseScope(chunk: Chunk, at: number, end: number): { readonly scope: Scope; readonly next: number } {
  need(at, 4, end, 'the values of a template');
  const count = chunk.view.getUint32(at, true);
  if (count > chunk.limits.maxValues) throw new RecordFault(`a template with ${count} values`);
  let start = at + 4 + 4 * count;
  need(at + 4, 4 * count, end, 'the list of values of a template');
  if (count === 0) return { scope: emptyScope, next: start };
  spend(chunk, count);
  const types: number[] = [];
  const starts: number[] = [];
  const sizes: number[] = [];
  for (let i = 0; i < count; i++) {
    const size = chunk.view.getUint16(at + 4 + 4 * i, true);
    types.push(chunk.view.getUint8(at + 6 + 4 * i));
    starts.push(start);
    sizes.push(size);
    start += size;
  }
  if (start > end) throw new RecordFault('the values of a template do not fit into its record');
  return { scope: { types, starts, sizes }, next: start };
}

/**
 * The template whose definition stands at `at`; `id` is what the instance calls it: the first four bytes of its GUID. Where something else
 * stands there, that of a former chunk with the same id is taken, and `borrowed` says so. What is wrong with one is found once, and told
 * of each record that uses it.
 */
export function templateAt(chunk: Chunk, cache: TemplateCache, at: number, id: number, depth: number): Template {
  const known = chunk.templates.get(at);
  if (known instanceof RecordFault) throw known;
  if (known !== undefined) return known;
  try {
    const lost = at + 8 > chunk.length || chunk.view.getUint32(at + 4, true) !== id;
    const other = lost ? cache.named(id) : cache.find(chunk, at);
    if (lost && other !== null) chunk.borrowed = true;
    const template = other ?? definition(chunk, cache, at, depth);
    chunk.templates.set(at, template);
    return template;
  } catch (error) {
    // One that was met deep inside others may be read well where it is not.
    if (error instanceof RecordFault && chunk.steps >= 0 && depth < 8) chunk.templates.set(at, error);
    throw error;
  }
}

function definition(chunk: Chunk, cache: TemplateCache, at: number, depth: number): Template {
  need(at, 24, chunk.length, 'the definition of a template');
  const size = chunk.view.getUint32(at + 20, true);
  need(at + 24, size, chunk.length, 'the definition of a template');
  const cursor = cursorOf(chunk, cache, at + 24, at + 24 + size, true);
  const nodes = content(cursor, depth + 1, false);
  const template = { nodes, plan: planOf(nodes) };
  if (!cursor.bound) cache.keep(chunk, at, template, cursor.names ?? []);
  return template;
}
