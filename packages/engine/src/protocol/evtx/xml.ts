import { spend } from './chunk.ts';
import { RecordFault } from './layout.ts';
import { type ElementNode, emptyScope, type Node, type Scope, type Template } from './node.ts';
import { isArray, isNull, type Rendering, said, tell, valueNodes, valueText, valueTexts } from './render.ts';

/** Characters that no XML 1.0 document may hold, or that mean something in it. */
// oxlint-disable-next-line no-control-regex -- they are looked for
const unsafe = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const allUnsafe = new RegExp(unsafe.source, 'g');

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in XML 1.0, in an element or an attribute; what no document may hold becomes U+FFFD. */
export function escapeXml(text: string): string {
  return unsafe.test(text) ? text.replace(allUnsafe, (one) => escapes[one] ?? '\ufffd') : text;
}

/** A name as it may stand in markup: what no name of XML has becomes `_`. */
function safeName(name: string): string {
  return /^[A-Za-z_][\w.:-]*$/.test(name)
    ? name
    : name.replace(/^[^\p{L}_]/u, '_').replace(/[^\p{L}\p{N}\p{M}_.:-]/gu, '_');
}

/** A step of writing: text as it stands, or what depends on the values of a record. */
type Step = string | ValueStep | AttributeStep | ElementStep | InstanceStep;

interface ValueStep {
  readonly kind: 'value';
  readonly index: number;
}

/** An attribute that is left out when its value is NULL. */
interface AttributeStep {
  readonly kind: 'attribute';
  readonly start: string;
  readonly index: number;
}

/** An element of which it depends on the values whether it is there, once or repeated, and empty. */
interface ElementStep {
  readonly kind: 'element';
  readonly start: readonly Step[];
  readonly end: string;
  readonly children: readonly Step[];
  /** The value that is all there is in it; -1: there is more. */
  readonly only: number;
  readonly optional: boolean;
}

interface InstanceStep {
  readonly kind: 'instance';
  readonly template: Template;
  readonly scope: Scope;
}

/** Steps of templates: they are worked out once, and taken for every record. */
const prepared = new WeakMap<Template, readonly Step[]>();

function templateSteps(template: Template): readonly Step[] {
  const known = prepared.get(template);
  if (known !== undefined) return known;
  const made = stepsOf(template.nodes);
  prepared.set(template, made);
  return made;
}

/**
 * Nodes as XML, without white space between elements. An element whose only child is an array is repeated for each of its values,
 * what only has an optional value that is NULL is left out.
 */
export function xmlText(rendering: Rendering, nodes: readonly Node[], depth = 0): string {
  const [first] = nodes;
  if (nodes.length === 1 && first?.kind === 'instance')
    return written(rendering, templateSteps(first.template), first.scope, depth);
  spend(rendering.chunk, nodes.length);
  return written(rendering, stepsOf(nodes), emptyScope, depth);
}

function written(rendering: Rendering, steps: readonly Step[], scope: Scope, depth: number): string {
  const { chunk } = rendering;
  if (depth > chunk.limits.maxDepth) throw new RecordFault('values lie too deep in each other');
  let text = '';
  for (const step of steps) {
    spend(chunk, 1);
    if (typeof step === 'string') text += said(chunk, step);
    else
      switch (step.kind) {
        case 'value':
          text += valueXml(rendering, scope, step.index, depth);
          break;
        case 'attribute':
          if (!isNull(scope, step.index)) text += `${step.start}${valueXml(rendering, scope, step.index, depth)}"`;
          break;
        case 'element':
          text += elementXml(rendering, step, scope, depth + 1);
          break;
        case 'instance':
          text += written(rendering, templateSteps(step.template), step.scope, depth + 1);
          break;
      }
  }
  return text;
}

function valueXml(rendering: Rendering, scope: Scope, index: number, depth: number): string {
  const inner = valueNodes(rendering, scope, index, depth);
  if (inner !== null) return xmlText(rendering, inner, depth + 1);
  return escapeXml(valueText(rendering, scope, index));
}

function elementXml(rendering: Rendering, step: ElementStep, scope: Scope, depth: number): string {
  const { only, end } = step;
  if (step.optional && isNull(scope, only)) return '';
  const start = written(rendering, step.start, scope, depth);
  if (only === -1) return whole(start, written(rendering, step.children, scope, depth), end);
  if (!isArray(scope, only)) return whole(start, valueXml(rendering, scope, only, depth), end);
  const items = valueTexts(rendering, scope, only);
  tell(rendering.chunk, start.length * items.length);
  return items.length === 0 ? whole(start, '', end) : items.map((item) => whole(start, escapeXml(item), end)).join('');
}

function whole(start: string, inner: string, end: string): string {
  return inner === '' ? `${start}/>` : `${start}>${inner}${end}`;
}

function stepsOf(nodes: readonly Node[]): readonly Step[] {
  const steps: Step[] = [];
  for (const node of nodes) push(steps, ...nodeSteps(node));
  return steps;
}

/** Puts steps behind others; text that comes together becomes one. */
function push(steps: Step[], ...more: readonly Step[]): void {
  for (const step of more) {
    const last = steps.at(-1);
    if (typeof step === 'string' && typeof last === 'string') steps[steps.length - 1] = last + step;
    else if (step !== '') steps.push(step);
  }
}

function nodeSteps(node: Node): readonly Step[] {
  switch (node.kind) {
    case 'text':
      return [escapeXml(node.text)];
    case 'cdata':
      return [`<![CDATA[${clean(node.text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`];
    case 'entity':
      return [`&${safeName(node.name)};`];
    case 'instruction':
      return [`<?${safeName(node.target)} ${clean(node.text).replaceAll('?>', '? >')}?>`];
    case 'value':
      return [{ kind: 'value', index: node.index }];
    case 'instance':
      return [{ kind: 'instance', template: node.template, scope: node.scope }];
    case 'element':
      return elementSteps(node);
  }
}

function elementSteps({ name: told, attributes, children: inside }: ElementNode): readonly Step[] {
  const name = safeName(told);
  const start: Step[] = [`<${name}`];
  for (const { name: own, parts } of attributes) {
    const [only] = parts;
    const front = ` ${safeName(own)}="`;
    if (parts.length === 1 && only?.kind === 'value' && only.optional)
      start.push({ kind: 'attribute', start: front, index: only.index });
    else push(start, front, ...stepsOf(parts), '"');
  }
  const end = `</${name}>`;
  const [first] = inside;
  if (inside.length === 1 && first?.kind === 'value')
    return [{ kind: 'element', start, end, children: [], only: first.index, optional: first.optional }];
  const children = stepsOf(inside);
  const steps: Step[] = [...start];
  if (children.length === 0) push(steps, '/>');
  else if (children.some((child) => typeof child === 'string')) push(steps, '>', ...children, end);
  else return [{ kind: 'element', start, end, children, only: -1, optional: false }];
  return steps;
}

/** Text that is not escaped, without what no document may hold. */
function clean(text: string): string {
  return text.replace(allUnsafe, (one) => (escapes[one] === undefined ? '\ufffd' : one));
}
