import type { WindowsEvent, WindowsEventData } from '../../formats/windows-event/event.ts';
import { spend } from './chunk.ts';
import { RecordFault, valueType } from './layout.ts';
import type { ElementNode, Field, Node, Plan, Scope } from './node.ts';
import { isLeftOut, plainText, type Rendering, repeating, valueNodes, valueTexts } from './render.ts';
import { fileTimeNs } from './values.ts';

/** What the record says in front of its BinXML. */
export interface RecordHeader {
  readonly id: bigint;
  /** When it was written, nanoseconds since 1970. */
  readonly ns: bigint;
  /** Its number in the file, from 1. */
  readonly place: number;
}

/** An event out of a record whose BinXML was read; see `WindowsEvent` for what its members mean. */
export function eventOf(rendering: Rendering, plan: Plan, scope: Scope, header: RecordHeader): WindowsEvent {
  const text = (field: Field | null): string | null => fieldText(rendering, field, scope);
  const number = (field: Field | null): number | null => fieldNumber(rendering, field, scope);
  const id = number(plan.id);
  if (id === null) throw new RecordFault('it has no event id');
  const found: Found = { data: [], message: null };
  for (const node of plan.event.children)
    if (node.kind !== 'element' || node.name !== 'System') gather(rendering, [node], scope, found, 0);
  return {
    provider: text(plan.provider),
    channel: text(plan.channel),
    id: id & 0xffff,
    version: number(plan.version),
    qualifiers: number(plan.qualifiers),
    level: number(plan.level),
    keywords: keywordsOf(text(plan.keywords)),
    ns: timeOf(rendering, plan.time, scope) ?? header.ns,
    computer: text(plan.computer),
    record: wholeNumber(text(plan.record)) ?? header.id,
    processId: number(plan.processId),
    threadId: number(plan.threadId),
    data: found.data,
    message: found.message,
    place: header.place,
  };
}

/** Text of a field; null where it has none. */
export function fieldText(rendering: Rendering, field: Field | null, scope: Scope): string | null {
  if (field === null) return null;
  const text = field.literal ?? plainText(rendering, field.parts, scope, 0);
  return text === '' ? null : text;
}

/** A field as a number; null where it is none of up to 53 bits. */
export function fieldNumber(rendering: Rendering, field: Field | null, scope: Scope): number | null {
  if (field === null) return null;
  if (field.index >= 0) {
    const { view } = rendering.chunk;
    const at = scope.starts[field.index] ?? 0;
    const type = scope.types[field.index];
    const size = scope.sizes[field.index];
    if (type === valueType.uint16 && size === 2) return view.getUint16(at, true);
    if (type === valueType.uint8 && size === 1) return view.getUint8(at);
    if (type === valueType.uint32 && size === 4) return view.getUint32(at, true);
  }
  const value = wholeNumber(fieldText(rendering, field, scope));
  return value === null || value > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(value);
}

/** A number in decimal or with 0x in front; null for anything else. */
function wholeNumber(text: string | null): bigint | null {
  return text !== null && /^(?:\d{1,20}|0x[0-9A-Fa-f]{1,16})$/.test(text) ? BigInt(text) : null;
}

function keywordsOf(text: string | null): string | null {
  const value = wholeNumber(text);
  return value === null ? null : `0x${BigInt.asUintN(64, value).toString(16).padStart(16, '0')}`;
}

function timeOf(rendering: Rendering, field: Field | null, scope: Scope): bigint | null {
  if (field === null) return null;
  if (field.index >= 0 && scope.types[field.index] === valueType.fileTime && scope.sizes[field.index] === 8)
    return fileTimeNs(rendering.chunk.view, scope.starts[field.index] ?? 0);
  return timeNs(fieldText(rendering, field, scope) ?? '');
}

const written = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/;

/** A time as events have it where it is text (UTC), in nanoseconds since 1970; null for anything else. */
export function timeNs(text: string): bigint | null {
  const found = written.exec(text);
  if (found === null) return null;
  const seconds = Date.parse(`${found[1]}T${found[2]}Z`);
  if (Number.isNaN(seconds)) return null;
  return BigInt(seconds) * 1_000_000n + BigInt((found[3] ?? '').padEnd(9, '0'));
}

interface Found {
  readonly data: WindowsEventData[];
  message: string | null;
}

/** Takes what stands beside the System element: its data, and the message where the machine that forwarded it put it in. */
function gather(rendering: Rendering, nodes: readonly Node[], scope: Scope, found: Found, depth: number): void {
  if (depth > rendering.chunk.limits.maxDepth) throw new RecordFault('values lie too deep in each other');
  for (const node of nodes) {
    spend(rendering.chunk, 1);
    if (node.kind === 'value') {
      const inner = valueNodes(rendering, scope, node.index, depth);
      if (inner !== null) gather(rendering, inner, scope, found, depth + 1);
    } else if (node.kind === 'instance') gather(rendering, node.template.nodes, node.scope, found, depth + 1);
    else if (node.kind === 'element') {
      if (node.name !== 'RenderingInfo') inside(rendering, node, scope, found, depth + 1);
      else
        for (const child of node.children)
          if (child.kind === 'element' && child.name === 'Message') {
            const message = plainText(rendering, child.children, scope, depth + 1);
            if (message !== '') found.message ??= message;
          }
    }
  }
}

function add(rendering: Rendering, found: Found, name: string | null, value: string): void {
  if (found.data.length >= rendering.chunk.limits.maxData)
    throw new RecordFault('it has more data than any real event');
  found.data.push({ name, value });
}

/**
 * The data in an element. `Data` has the name its attribute gives it, or none; any other element without elements in it has its own name;
 * attributes of those (UserData is full of them) are `Element/@attribute`.
 */
function inside(rendering: Rendering, element: ElementNode, scope: Scope, found: Found, depth: number): void {
  if (depth > rendering.chunk.limits.maxDepth) throw new RecordFault('values lie too deep in each other');
  for (const node of element.children) {
    spend(rendering.chunk, 1);
    if (node.kind === 'element') leaf(rendering, node, scope, found, depth + 1);
    else if (node.kind === 'instance')
      for (const inner of node.template.nodes) {
        if (inner.kind === 'element') leaf(rendering, inner, node.scope, found, depth + 1);
      }
    else if (node.kind === 'value') {
      const inner = valueNodes(rendering, scope, node.index, depth);
      if (inner !== null) inside(rendering, wrapped(inner), scope, found, depth + 1);
      else for (const text of valueTexts(rendering, scope, node.index)) add(rendering, found, null, text);
    } else if (node.kind === 'text' && node.text.trim() !== '') add(rendering, found, null, node.text);
  }
}

function wrapped(children: readonly Node[]): ElementNode {
  return { kind: 'element', name: '', attributes: [], children };
}

/** Whether elements lie in it, or may: a value may hold BinXML. */
function isContainer(element: ElementNode, scope: Scope): boolean {
  return element.children.some(
    (node) =>
      node.kind === 'element' ||
      node.kind === 'instance' ||
      (node.kind === 'value' && scope.types[node.index] === valueType.binXml),
  );
}

function leaf(rendering: Rendering, element: ElementNode, scope: Scope, found: Found, depth: number): void {
  if (isLeftOut(element.children, scope)) return;
  let name: string | null = element.name === 'Data' ? null : element.name;
  for (const { name: own, parts } of element.attributes) {
    if (own === 'xmlns' || own.startsWith('xmlns:')) continue;
    const text = plainText(rendering, parts, scope, depth);
    if (own === 'Name' && (element.name === 'Data' || element.name === 'ComplexData')) name = text === '' ? name : text;
    else if (text !== '') add(rendering, found, `${element.name}/@${own}`, text);
  }
  if (isContainer(element, scope)) {
    inside(rendering, element, scope, found, depth);
    return;
  }
  const array = repeating(element, scope);
  if (array === -1) {
    const text = plainText(rendering, element.children, scope, depth);
    // An element that only carries attributes has said what it has to say.
    if (text !== '' || element.name === 'Data' || element.attributes.length === 0) add(rendering, found, name, text);
  } else for (const text of valueTexts(rendering, scope, array)) add(rendering, found, name, text);
}
