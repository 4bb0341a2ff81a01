/**
 * What stands at cited places, fetched from the evidence once more so that a face can open them. No part of the result: a saved
 * result has none, and every face draws without them.
 */
import type { Limit } from './types.ts';

/** A line of a text with secrets masked. */
export interface ExcerptLine {
  /** From 1; null where lines in between are left out. */
  readonly number: number | null;
  readonly text: string;
  readonly cited: boolean;
}

/** A packet as the capture holds it, from its link layer on. */
export interface ExcerptPacket {
  /** From 1, as Wireshark counts. */
  readonly number: number;
  /** RFC 3339 in the capture's clock; null for packets without a time. */
  readonly time: string | null;
  /** The first bytes. What follows was left out, see `hidden`. */
  readonly bytes: Uint8Array;
  /** Bytes the capture holds, and bytes there were on the wire. */
  readonly captured: number;
  readonly length: number;
  /** Why bytes are left out: `payload` of users is never shown; `cap`: too many. */
  readonly hidden: 'payload' | 'cap' | null;
}

/** What stands at one source. */
export type Excerpt =
  | { readonly kind: 'lines'; readonly lines: readonly ExcerptLine[] }
  | { readonly kind: 'packets'; readonly packets: readonly ExcerptPacket[] };

export interface Excerpts {
  /** By the id of the source. */
  readonly bySource: ReadonlyMap<string, Excerpt>;
  readonly limits: readonly Limit[];
}

/** Nothing at hand: quotes and places alone. */
export const noExcerpts: Excerpts = { bySource: new Map(), limits: [] };
