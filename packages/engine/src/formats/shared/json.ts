/** Reading JSON of command output (`ip -j`) without trusting its shape. */
import type { Draft, Line } from './reading.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** Objects of the top-level array, or undefined when the text is no JSON array. Very deep texts count as none. */
export function jsonArray(lines: readonly Line[], draft: Draft): readonly JsonObject[] | undefined {
  const text = lines.map((line) => line.text).join('\n');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    draft.fault(null, 'not valid JSON');
    return undefined;
  }
  return Array.isArray(value) ? value.filter(isObject) : undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Member as text, or null. */
export function textOf(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

/** Member as number, or null. */
export function numberOf(object: JsonObject, key: string): number | null {
  const value = object[key];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Member as list of objects or texts. */
export function listOf(object: JsonObject, key: string): readonly unknown[] {
  const value = object[key];
  return Array.isArray(value) ? value : [];
}

/** Whether the first lines look like a JSON array of objects with this member. */
export function looksLikeJson(head: readonly string[], ...members: readonly string[]): boolean {
  const text = head.join('\n').slice(0, 65536).trimStart();
  return text.startsWith('[') && members.every((member) => text.includes(`"${member}":`));
}
