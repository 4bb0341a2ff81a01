import { type Chunk, nameAt, nameStrength, spend } from './chunk.ts';
import type { Template } from './node.ts';

/** A definition as it stood in one chunk, to be known again in another. */
interface Kept {
  /** GUID, size and body of the definition. */
  readonly bytes: Uint8Array;
  readonly template: Template;
  /** Offsets within `bytes` of what tells the place of a name, in order. */
  readonly fields: readonly number[];
  /** For each of them the place of its name within `bytes`, or the name itself where it stands outside. */
  readonly names: readonly (number | string)[];
}

/**
 * Templates of former chunks. Every chunk of a log brings its definitions again; one is taken as known when each byte of it is the same
 * and each of its names is, wherever that stands.
 */
export interface TemplateCache {
  find(chunk: Chunk, at: number): Template | null;
  /** The last one whose GUID begins with `id`. */
  named(id: number): Template | null;
  keep(
    chunk: Chunk,
    at: number,
    template: Template,
    names: readonly { readonly field: number; readonly at: number }[],
  ): void;
}

/** Definitions that are kept, and how many of them may have the same first bytes of their GUID. */
const maxKept = 1024;
const maxAlike = 4;
/** Bytes of a definition that is kept; those of Windows have some thousand. */
const maxBytes = 16_384;

/** A cache without anything in it. */
export function templateCache(): TemplateCache {
  const kept = new Map<number, Kept[]>();
  let count = 0;
  return {
    find(chunk, at) {
      if (at + 24 > chunk.length) return null;
      const body = at + 4;
      for (const one of kept.get(chunk.view.getUint32(body, true)) ?? []) {
        const { length } = one.bytes;
        if (body + length > chunk.length || chunk.view.getUint32(at + 20, true) !== length - 20) continue;
        spend(chunk, 1 + (length >> 6));
        if (isSame(chunk, body, one)) return one.template;
      }
      return null;
    },
    named: (id) => kept.get(id)?.at(-1)?.template ?? null,
    keep(chunk, at, template, names) {
      const body = at + 4;
      if (chunk.view.getUint32(at + 20, true) > maxBytes) return;
      const bytes = chunk.bytes.slice(body, at + 24 + chunk.view.getUint32(at + 20, true));
      if (count >= maxKept) {
        kept.clear();
        count = 0;
      }
      const key = chunk.view.getUint32(body, true);
      const alike = kept.get(key) ?? [];
      if (alike.length >= maxAlike) {
        alike.shift();
        count--;
      }
      alike.push({
        bytes,
        template,
        fields: names.map(({ field }) => field - body),
        names: names.map((name) =>
          name.at >= body && name.at < body + bytes.length ? name.at - body : nameAt(chunk, name.at),
        ),
      });
      kept.set(key, alike);
      count++;
    },
  };
}

function isSame(chunk: Chunk, body: number, { bytes, fields, names }: Kept): boolean {
  let at = 0;
  for (let i = 0; i <= fields.length; i++) {
    const field = fields[i] ?? bytes.length;
    for (; at < field; at++) if (chunk.bytes[body + at] !== bytes[at]) return false;
    if (i === fields.length) break;
    const told = chunk.view.getUint32(body + field, true);
    const name = names[i];
    if (typeof name === 'number') {
      if (told !== body + name) return false;
    } else if (nameStrength(chunk, told) === 0 || nameAt(chunk, told) !== name) return false;
    at = field + 4;
  }
  return true;
}
