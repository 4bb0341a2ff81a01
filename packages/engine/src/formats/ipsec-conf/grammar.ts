/** The grammar of ipsec.conf, common to strongSwan's stroke and Libreswan: sections with indented `key=value` lines. */
import type { Line } from '../shared/reading.ts';

const maxSections = 10_000;
const maxSettings = 100_000;
const maxReferences = 100;

export interface Setting {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  /** Columns of the value, quotes included. */
  readonly from: number;
  readonly to: number;
}

export interface ConfSection {
  readonly type: 'config' | 'conn' | 'ca';
  readonly name: string;
  readonly line: number;
  lastLine: number;
  readonly settings: Setting[];
}

export interface IpsecConfFile {
  readonly sections: readonly ConfSection[];
  readonly includes: readonly { readonly pattern: string; readonly line: number }[];
  readonly faults: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads an ipsec.conf text; sections of one name are kept apart. */
export function parseIpsecConf(lines: readonly Line[]): IpsecConfFile {
  const sections: ConfSection[] = [];
  const includes: { pattern: string; line: number }[] = [];
  const faults: { line: number; reason: string }[] = [];
  const fault = (line: number, reason: string): void => {
    if (faults.length < 100) faults.push({ line, reason });
  };
  let open: ConfSection | null = null;
  let count = 0;
  for (const { text, number } of lines) {
    const bare = stripComment(text).trimEnd();
    if (bare.trim() === '') continue;
    const indented = bare.startsWith(' ') || bare.startsWith('\t');
    const head = /^\s*(config|conn|ca)\s+(\S+)\s*$/.exec(bare);
    const include = /^\s*include\s+(\S.*)$/.exec(bare);
    const equals = bare.indexOf('=');
    if (head !== null && equals < 0) {
      if (sections.length >= maxSections) break;
      const type = head[1] === 'conn' ? 'conn' : head[1] === 'ca' ? 'ca' : 'config';
      open = { type, name: unquote(head[2] ?? ''), line: number, lastLine: number, settings: [] };
      sections.push(open);
    } else if (include !== null && equals < 0) {
      if (includes.length < 1000) includes.push({ pattern: unquote((include[1] ?? '').trim()), line: number });
    } else if (/^\s*version\s/.test(bare) && equals < 0) {
      continue;
    } else if (equals > 0) {
      if (open === null) fault(number, 'a setting outside of a section');
      else {
        if (!indented) fault(number, 'a setting that is not indented');
        if (++count > maxSettings) break;
        const key = bare.slice(0, equals).trim().toLowerCase();
        const rest = bare.slice(equals + 1);
        const from = bare.length - rest.trimStart().length;
        open.settings.push({ key, value: unquote(rest.trim()), line: number, from, to: bare.length });
        open.lastLine = number;
      }
    } else fault(number, 'a line that is neither section nor setting');
  }
  return { sections, includes, faults };
}

/** `#` begins a comment at the start of a line or behind a blank, outside of quotes. */
function stripComment(text: string): string {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"') quoted = !quoted;
    if (char === '#' && !quoted && (i === 0 || ' \t'.includes(text.charAt(i - 1)))) return text.slice(0, i);
  }
  return text;
}

function unquote(text: string): string {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

/** The `conn` sections of a file by name. */
export type ConnIndex = ReadonlyMap<string, readonly ConfSection[]>;

/** Puts the `conn` sections in order by name, once for all connections. */
export function indexConns(sections: readonly ConfSection[]): ConnIndex {
  const index = new Map<string, ConfSection[]>();
  for (const section of sections) {
    if (section.type !== 'conn') continue;
    const known = index.get(section.name);
    if (known === undefined) index.set(section.name, [section]);
    else known.push(section);
  }
  return index;
}

/** The names a value of `also=` refers to. */
export function alsoNames(value: string): string[] {
  return value.split(/[\s,]+/).filter((name) => name !== '');
}

/**
 * Settings of a connection with those of `also=` and `%default`; the connection's own win, then those of `also` in order; at most
 * `maxReferences` of these are followed. `missing` is called for an `also=` that names no section, `loop` for one that leads back to where it stands.
 */
export function effective(
  conn: ConfSection,
  index: ConnIndex,
  missing: (name: string, line: number) => void,
  loop: (name: string, line: number) => void = () => undefined,
): ReadonlyMap<string, Setting> {
  const found = new Map<string, Setting>();
  const seen = new Set<ConfSection>();
  const within = new Set<ConfSection>();
  let left = maxReferences;
  const take = (section: ConfSection, depth: number): void => {
    if (seen.has(section) || depth > 16) return;
    seen.add(section);
    within.add(section);
    // Within one section the last of two equal settings counts.
    const own = new Map(section.settings.filter((one) => one.key !== 'also').map((one) => [one.key, one]));
    for (const [key, setting] of own) if (!found.has(key)) found.set(key, setting);
    for (const { key, value, line } of section.settings) {
      if (key !== 'also') continue;
      for (const name of alsoNames(value)) {
        const others = index.get(name) ?? [];
        if (others.length === 0) missing(name, line);
        for (const other of others) {
          if (left-- <= 0) return;
          if (within.has(other)) loop(name, line);
          else take(other, depth + 1);
        }
      }
    }
    within.delete(section);
  };
  take(conn, 0);
  for (const one of (index.get('%default') ?? []).slice(0, maxReferences)) take(one, 0);
  return found;
}
