/** Texts block by block, in the encoding they are written in. */
import type { ByteStream, PeekedStream } from '../ingest/byte-stream.ts';
import { concatBytes } from '../protocol/bytes.ts';
import { utf16, utf8, utf8Bytes } from '../protocol/text.ts';
import type { Member } from './members.ts';

/** Largest file that has to be held as a whole: registry files and certificates. */
const maxHeld = 128 * 2 ** 20;

/** A text, and how it is written. */
export type TextKind = Extract<Member['kind'], { kind: 'text' }>;

/** Blocks as UTF-8, whatever they are written in. */
export function decoder({ encoding, skip }: TextKind): (block: Uint8Array) => Uint8Array {
  let left = skip;
  let half: Uint8Array = new Uint8Array(0);
  return (block) => {
    let own = block;
    if (left > 0) {
      own = block.subarray(Math.min(left, block.length));
      left -= block.length - own.length;
    }
    if (encoding === 'utf-8') return own;
    const whole = concatBytes(half, own);
    const end = whole.length & ~1;
    half = whole.slice(end);
    return utf8Bytes(utf16(whole.subarray(0, end), encoding === 'utf-16le'));
  };
}

/** The way back: a byte order mark where there was one, and UTF-8 as it was written. */
export function encoder({ encoding, skip }: TextKind): {
  readonly start: Uint8Array;
  of(block: Uint8Array): Uint8Array;
} {
  const mark = encoding === 'utf-8' ? [0xef, 0xbb, 0xbf] : encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff];
  return {
    start: Uint8Array.from(skip > 0 ? mark : []),
    of(block) {
      if (encoding === 'utf-8') return block;
      const text = utf8(block);
      const out = new Uint8Array(2 * text.length);
      const view = new DataView(out.buffer);
      for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), encoding === 'utf-16le');
      return out;
    },
  };
}

/** All of a text. */
export function textOf(bytes: Uint8Array, { encoding, skip }: TextKind): string {
  const own = bytes.subarray(skip);
  return encoding === 'utf-8' ? utf8(own) : utf16(own, encoding === 'utf-16le');
}

/** The first 4096 octets of a text. */
export function firstText(head: Uint8Array, kind: TextKind): string {
  return textOf(head.subarray(0, 4096), kind);
}

/** What is left of a stream. */
export async function* blocksOf(stream: ByteStream): AsyncGenerator<Uint8Array, void, void> {
  for (;;) {
    const block = await stream.next();
    if (block === null) return;
    if (block.length > 0) yield block;
  }
}

/** The whole of a stream; null: it is larger than what is held. */
export async function hold(stream: PeekedStream): Promise<Uint8Array | null> {
  const blocks: Uint8Array[] = [];
  let size = 0;
  for await (const block of blocksOf(stream)) {
    size += block.length;
    if (size > maxHeld) return null;
    blocks.push(new Uint8Array(block));
  }
  return concatBytes(...blocks);
}
