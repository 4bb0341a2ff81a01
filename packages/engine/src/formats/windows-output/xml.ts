/** A small reader of XML as Windows tools write it: names, text, nesting. Attributes are not needed and passed over. */
import type { Line } from '../shared/reading.ts';

/** An element with its text and children; `line` is where it begins. */
export interface XmlNode {
  readonly name: string;
  readonly line: number;
  text: string;
  readonly children: XmlNode[];
}

const caps = { nodes: 400_000, depth: 64, text: 4000 };

/** The forest of elements of a text. Elements that are left open are closed at the end; nothing fails. */
export function parseXml(lines: readonly Line[]): { readonly roots: readonly XmlNode[]; readonly cut: boolean } {
  const roots: XmlNode[] = [];
  const open: XmlNode[] = [];
  let nodes = 0;
  let cut = false;
  let inside = '';
  let comment = false;
  for (const { text, number } of lines) {
    let at = 0;
    while (at < text.length) {
      if (comment) {
        const end = text.indexOf('-->', at);
        if (end < 0) break;
        comment = false;
        at = end + 3;
        continue;
      }
      const less = inside === '' ? text.indexOf('<', at) : at;
      if (less < 0) {
        addText(open.at(-1), text.slice(at));
        break;
      }
      if (inside === '') addText(open.at(-1), text.slice(at, less));
      // Written in two parts: this code stands in an HTML page, where the whole would open a comment.
      if (inside === '' && text.startsWith('<!', less) && text.startsWith('--', less + 2)) {
        comment = true;
        at = less + 4;
        continue;
      }
      const more = text.indexOf('>', less);
      // A tag may go on in the next lines; what is long is no tag.
      if (more < 0) {
        inside = (inside + text.slice(less)).slice(0, caps.text);
        break;
      }
      const tag = inside + text.slice(less, more + 1);
      inside = '';
      at = more + 1;
      const name = /^<\/?\s*(?:[A-Za-z0-9_.-]{1,60}:)?([A-Za-z_][A-Za-z0-9_.-]{0,80})/.exec(tag)?.[1];
      if (name === undefined) continue;
      if (tag.startsWith('</')) {
        const depth = open.findLastIndex((node) => node.name === name);
        if (depth >= 0) open.length = depth;
        continue;
      }
      if (nodes >= caps.nodes || open.length >= caps.depth) {
        cut = true;
        continue;
      }
      nodes++;
      const node: XmlNode = { name, line: number, text: '', children: [] };
      (open.at(-1)?.children ?? roots).push(node);
      if (!tag.endsWith('/>')) open.push(node);
    }
  }
  return { roots, cut };
}

function addText(node: XmlNode | undefined, piece: string): void {
  if (node === undefined || node.text.length >= caps.text || piece.trim() === '') return;
  node.text = `${node.text}${node.text === '' ? '' : ' '}${decode(piece.trim())}`.slice(0, caps.text);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(/&([a-z]{2,5});/g, (whole, name: string) => entities[name] ?? whole);
}

/** The first element of this name below (or at) a node, in order of the text. */
export function find(node: XmlNode, name: string): XmlNode | null {
  const stack: XmlNode[] = [node];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top !== node && top.name === name) return top;
    for (let i = top.children.length - 1; i >= 0; i--) {
      const child = top.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return null;
}

/** Text of the first element of one of these names below a node. */
export function textOf(node: XmlNode, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = find(node, name);
    if (found !== null && found.text !== '') return found.text;
  }
  return null;
}

/** Every element that passes, in order, without looking into those that do. */
export function all(roots: readonly XmlNode[], test: (node: XmlNode) => boolean): XmlNode[] {
  const found: XmlNode[] = [];
  const stack = [...roots].reverse();
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (test(top)) {
      found.push(top);
      continue;
    }
    for (let i = top.children.length - 1; i >= 0; i--) {
      const child = top.children[i];
      if (child !== undefined) stack.push(child);
    }
  }
  return found;
}
