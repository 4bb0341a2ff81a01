/**
 * What deployment files say, before it is understood: maps, lists and texts with the line they stand in. Lines are counted through all files
 * of the deployment; `Reading.place` tells the file.
 */
export type Tree =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: ReadonlyMap<string, Tree> };

export type TreeMap = Extract<Tree, { kind: 'map' }>;

/** Something of a deployment file that cannot be used. */
export interface DeploymentFault {
  readonly file: string;
  /** From 1; null: of the file as a whole. */
  readonly line: number | null;
  readonly code:
    | 'syntax'
    | 'too-much'
    | 'unknown-key'
    | 'missing'
    | 'unreadable'
    | 'unresolved'
    | 'duplicate'
    | 'cyclic-group'
    | 'several-groups'
    | 'policy-differs';
  readonly about: string;
}

export const maxFaults = 200;

/** A file being understood: gathers what does not fit, up to a bound. */
export class Reading {
  readonly faults: DeploymentFault[] = [];
  readonly #files: { readonly path: string; readonly before: number }[] = [];
  #lines = 0;

  /** Begins a file; gives the lines that come before it. */
  begin(path: string, text: string): number {
    const before = this.#lines;
    this.#files.push({ path, before });
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lines++;
    this.#lines += 2;
    return before;
  }

  /** File and line within it. */
  place(line: number | null): { readonly file: string; readonly line: number | null } {
    const file = line === null ? this.#files.at(-1) : this.#files.findLast(({ before }) => before < line);
    return { file: file?.path ?? '', line: line === null ? null : line - (file?.before ?? 0) };
  }

  say(code: DeploymentFault['code'], line: number | null, about: string): void {
    if (this.faults.length < maxFaults) this.faults.push({ ...this.place(line), code, about: about.slice(0, 200) });
  }

  /** The map a tree is; null, with a fault, where it is none. */
  map(tree: Tree, keys: readonly string[]): TreeMap | null {
    if (tree.kind !== 'map') {
      this.say('unreadable', tree.line, tree.kind === 'text' ? tree.text : keys.join(', '));
      return null;
    }
    for (const [key, value] of tree.entries) if (!keys.includes(key)) this.say('unknown-key', value.line, key);
    return tree;
  }

  /** A text that has to be there. */
  wanted(map: TreeMap, key: string): string | null {
    const text = this.text(map, key);
    if (text === null) this.say('missing', map.line, key);
    return text;
  }

  text(map: TreeMap, key: string): string | null {
    const value = map.entries.get(key);
    if (value === undefined) return null;
    if (value.kind === 'text') return value.text === '' ? null : value.text;
    this.say('unreadable', value.line, key);
    return null;
  }

  /** Items of a list; a single item need not stand in one. */
  list(map: TreeMap, key: string): readonly Tree[] {
    const value = map.entries.get(key);
    if (value === undefined || (value.kind === 'text' && value.text === '')) return [];
    return value.kind === 'list' ? value.items : [value];
  }

  /** A list of texts; in CSV they are divided by semicolons. */
  texts(map: TreeMap, key: string): readonly string[] {
    return this.list(map, key).flatMap((item) => {
      if (item.kind === 'text')
        return item.text
          .split(';')
          .map((text) => text.trim())
          .filter((text) => text !== '');
      this.say('unreadable', item.line, key);
      return [];
    });
  }

  truth(map: TreeMap, key: string, otherwise = false): boolean {
    const value = map.entries.get(key);
    const text = this.text(map, key)?.toLowerCase();
    if (text === undefined || text === null) return otherwise;
    if (['true', 'yes', 'on'].includes(text)) return true;
    if (!['false', 'no', 'off'].includes(text)) this.say('unreadable', value?.line ?? map.line, `${key}: ${text}`);
    return false;
  }

  /** A whole number within bounds. */
  count(map: TreeMap, key: string, most = 0xffff_ffff): number | null {
    const text = this.text(map, key);
    if (text === null) return null;
    const value = /^[0-9]{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (value <= most) return value;
    this.say('unreadable', map.entries.get(key)?.line ?? map.line, `${key}: ${text}`);
    return null;
  }
}
