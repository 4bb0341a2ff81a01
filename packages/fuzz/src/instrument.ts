/** Counters in the engine: an esbuild plugin that counts how often each branch is passed. */
import { readFile } from 'node:fs/promises';
import { type Plugin, transform } from 'esbuild';
import { parseAst } from 'vitest/node';
import { countersName } from './counters.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node)) {
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  return children;
}

interface Insertion {
  readonly at: number;
  readonly text: string;
  /** Of several at one place: what closes stands before what opens, inner before outer. */
  readonly closes: boolean;
}

const bodies: Readonly<Record<string, readonly string[]>> = {
  IfStatement: ['consequent', 'alternate'],
  ForStatement: ['body'],
  ForInStatement: ['body'],
  ForOfStatement: ['body'],
  WhileStatement: ['body'],
  DoWhileStatement: ['body'],
  CatchClause: ['body'],
};

const expressions: Readonly<Record<string, readonly string[]>> = {
  ConditionalExpression: ['consequent', 'alternate'],
  LogicalExpression: ['right'],
};

/** JavaScript with a counter at every branch and function, numbered on by `next`. */
export function withCounters(code: string, next: () => number): string {
  const insertions: Insertion[] = [];
  const count = (): string => `__c[${next()}]++`;
  const open = (at: number, text: string): void => void insertions.push({ at, text, closes: false });
  const close = (at: number, text: string): void => void insertions.push({ at, text, closes: true });
  const statement = (node: Node): void => {
    if (node.type === 'BlockStatement') open(node.start + 1, `${count()};`);
    else {
      open(node.start, `{${count()};`);
      close(node.end, '}');
    }
  };
  const expression = (node: Node): void => {
    open(node.start, `(${count()},`);
    close(node.end, ')');
  };
  const visit = (node: Node): void => {
    for (const key of bodies[node.type] ?? []) {
      const body = node[key];
      if (isNode(body)) statement(body);
    }
    for (const key of expressions[node.type] ?? []) {
      const part = node[key];
      if (isNode(part)) expression(part);
    }
    if (node.type === 'SwitchCase' && Array.isArray(node['consequent']) && isNode(node['consequent'][0]))
      open(node['consequent'][0].start, `${count()};`);
    const { body } = node;
    if (/^(?:Function|ArrowFunction)/.test(node.type) && isNode(body)) {
      if (body.type !== 'BlockStatement') expression(body);
      else if (!directive(body)) open(body.start + 1, `${count()};`);
    }
    childrenOf(node).forEach(visit);
  };
  visit(parseAst(code) as unknown as Node);
  // Stable by the order in which the tree is walked: what is outside opens first and closes last.
  const ordered = insertions.map((item, i) => ({ ...item, i }));
  ordered.sort((a, b) => a.at - b.at || Number(b.closes) - Number(a.closes) || (a.closes ? b.i - a.i : a.i - b.i));
  let out = '';
  let from = 0;
  for (const { at, text } of ordered) {
    out += code.slice(from, at) + text;
    from = at;
  }
  return `const __c = globalThis.${countersName};\n${out}${code.slice(from)}`;
}

function directive(body: Node): boolean {
  const list = body['body'];
  return Array.isArray(list) && isNode(list[0]) && typeof list[0]['directive'] === 'string';
}

/** Puts counters into the modules below `folder`; `next` gives each its number. */
export function instrumented(folder: string, next: () => number): Plugin {
  return {
    name: 'counters',
    setup(build) {
      build.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(folder) || /\.(?:test|fixture)\.ts$/.test(path)) return undefined;
        const { code } = await transform(await readFile(path, 'utf8'), { loader: 'ts', target: 'es2023' });
        return { contents: withCounters(code, next), loader: 'js' };
      });
    },
  };
}
