/** What the readers of Windows command output share: lines with labels, records, values that stay the same in every language. */
import { canonicalAddress, parseAddress } from '../../policy/addresses.ts';
import type { FormatBasis, TextFormat } from '../reader.ts';
import { collectingReader, type Draft, type Line } from '../shared/reading.ts';

/** A line `Label: value`, however the space between is filled. */
export interface Labelled {
  readonly label: string;
  readonly value: string;
  /** The label is led to its value by dots, as ipconfig and netdiag write it. */
  readonly dotted: boolean;
  /** Blanks in front of the label. */
  readonly indent: number;
  readonly number: number;
}

const maxLine = 2000;

/** Label and value of a line; null where no colon divides it. A drive letter, a time or an IPv6 address is no label. */
export function labelled({ text: whole, number }: Line): Labelled | null {
  const text = whole.slice(0, maxLine);
  const start = text.length - text.trimStart().length;
  let colon = text.indexOf(':', start);
  // `Label (a: b) : value` and times inside a value: the first colon with a blank or nothing behind it divides.
  while (colon >= 0 && colon + 1 < text.length && !/\s/.test(text.charAt(colon + 1))) {
    const before = text.slice(start, colon);
    if (/[.\s]$/.test(before) || /^[\p{L}][\p{L}\p{N} ()_-]*$/u.test(before)) break;
    colon = text.indexOf(':', colon + 1);
  }
  if (colon <= start) return null;
  const raw = text.slice(start, colon);
  const dotted = raw.includes('. .') || raw.endsWith(' .') || raw.endsWith('..');
  let end = raw.length;
  while (end > 0 && (raw.charAt(end - 1) === '.' || raw.charAt(end - 1) === ' ' || raw.charAt(end - 1) === '\t')) end--;
  const label = raw.slice(0, end).trim();
  if (label === '' || label.length > 120) return null;
  return { label, value: text.slice(colon + 1).trim(), dotted, indent: start, number };
}

/** Letters and digits of a label, lower case: `Local IP Address` and `LocalIPAddress` are one. */
export function keyOf(label: string): string {
  return label.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** A record of labelled lines. Keys are those of `keyOf`; a value that goes on in lines without label is several values. */
export interface LabelRecord {
  readonly first: number;
  readonly last: number;
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** Line of each key's first value. */
  readonly places: ReadonlyMap<string, number>;
}

/** First value of a field, or null. */
export function field(record: LabelRecord, ...keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = record.fields.get(key)?.[0];
    if (value !== undefined && value !== '') return value;
  }
  return null;
}

/** An address at the front of a text, canonical, without zone, port of none, `(Preferred)` and the like; null when there is none. */
export function addressIn(text: string): string | null {
  const whole = /^[0-9A-Fa-f:.]{2,45}/.exec(text.trim())?.[0] ?? '';
  // A sentence may end behind it.
  const word = parseAddress(whole) === undefined ? whole.replace(/[.:]$/, '') : whole;
  if (!/[.:]/.test(word) || parseAddress(word) === undefined) return null;
  return canonicalAddress(word);
}

/** Whether a text is a dotted network mask. */
export function isMask(text: string): boolean {
  return maskPrefix(text) !== null;
}

/** Prefix length of a dotted mask, null when it is none. */
export function maskPrefix(text: string): number | null {
  const address = parseAddress(text.trim());
  if (address === undefined || address.family !== 4 || !/^[0-9.]+$/.test(text.trim())) return null;
  let bits = 0;
  let rest = address.value;
  while (bits < 32 && (rest & 0x80000000n) !== 0n) {
    bits++;
    rest = (rest << 1n) & 0xffffffffn;
  }
  return rest === 0n ? bits : null;
}

/** How a Windows format is known when nothing but documents shows it. */
export function documented(source: string): FormatBasis {
  return { known: 'unconfirmed', source };
}

/** Reads the lines, from which everything that looks like a secret is masked; `raw` are the same lines as they are. */
export type WindowsParse = (lines: readonly Line[], draft: Draft, raw: readonly Line[]) => void;

/** Makes a format of the family: its host runs Windows. What a reader takes from its lines may be shown, so secrets are out of them. */
export function windowsFormat(
  format: string,
  basis: FormatBasis,
  sniff: TextFormat['sniff'],
  parse: WindowsParse,
): TextFormat {
  return {
    format,
    basis,
    sniff,
    open: collectingReader(format, (raw, draft) => {
      draft.product = 'Windows';
      const lines = raw.map(({ text, number }) => ({ text: draft.quotable.get(number) ?? text, number }));
      parse(lines, draft, raw);
    }),
  };
}

/** How many of the first lines fit. */
export function count(head: readonly string[], test: RegExp): number {
  return head.reduce((sum, line) => sum + (test.test(line.slice(0, 400)) ? 1 : 0), 0);
}
