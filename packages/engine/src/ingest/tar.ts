import { concatBytes } from '../protocol/bytes.ts';
import { latin1, utf8 } from '../protocol/text.ts';
import { type ByteStream, StreamFault } from './byte-stream.ts';

/** A file in a tar archive, with its bytes. `stream` must be read before the next entry is asked for. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** A link or a device: listed, never followed. */
  readonly special: boolean;
  readonly stream: ByteStream;
}

const block = 512;
const maxHeaderText = 65536;

/**
 * Reads a tar archive front to back (POSIX ustar and pax, GNU long names). Ends quietly at the end marker, with a StreamFault
 * where it is cut or damaged.
 */
export async function* readTar(stream: ByteStream): AsyncGenerator<TarEntry, void, void> {
  const input = exact(stream);
  let longName: string | null = null;
  for (;;) {
    const header = await input.take(block);
    if (header.length === 0) return;
    if (header.length < block) throw new StreamFault('ingest.ends-early');
    if (header.every((byte) => byte === 0)) return;
    if (!checksumHolds(header)) throw new StreamFault('ingest.tar-damaged');
    const size = numberField(header, 124, 12);
    if (!Number.isSafeInteger(size) || size < 0) throw new StreamFault('ingest.tar-damaged');
    const type = String.fromCharCode(header[156] ?? 0);
    const padding = (block - (size % block)) % block;
    if (type === 'x' || type === 'L' || type === 'g' || type === 'K') {
      const text = await input.take(Math.min(size, maxHeaderText));
      await input.skip(size - text.length + padding);
      if (type === 'L') longName = cString(text);
      if (type === 'x') longName = paxPath(utf8(text)) ?? longName;
      continue;
    }
    const name = longName ?? ustarName(header);
    longName = null;
    if (type === '5' || (name.endsWith('/') && size === 0)) {
      await input.skip(size + padding);
      continue;
    }
    let left = size;
    yield {
      name,
      size,
      special: type !== '0' && type !== '\0' && type !== '7',
      stream: {
        async next() {
          if (left === 0) return null;
          const bytes = await input.some(left);
          if (bytes.length === 0) {
            left = 0;
            throw new StreamFault('ingest.ends-early');
          }
          left -= bytes.length;
          return bytes;
        },
      },
    };
    await input.skip(left + padding);
  }
}

function ustarName(header: Uint8Array): string {
  const name = cString(header.subarray(0, 100));
  const ustar = latin1(header.subarray(257, 262)) === 'ustar' && header[262] === 0;
  const prefix = ustar ? cString(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

function cString(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const used = end === -1 ? bytes : bytes.subarray(0, end);
  const text = utf8(used);
  return text.includes('\ufffd') ? latin1(used) : text;
}

/** Octal text, or GNU base-256 when the top bit is set. */
function numberField(header: Uint8Array, at: number, length: number): number {
  const first = header[at] ?? 0;
  let value = first & 0x80 ? first & 0x7f : 0;
  if (first & 0x80) {
    for (let i = 1; i < length; i++) value = value * 256 + (header[at + i] ?? 0);
    return value;
  }
  for (let i = 0; i < length; i++) {
    const digit = (header[at + i] ?? 0) - 0x30;
    if (digit >= 0 && digit <= 7) value = value * 8 + digit;
  }
  return value;
}

function checksumHolds(header: Uint8Array): boolean {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum === numberField(header, 148, 8);
}

/** The `path` record of a pax header: `LENGTH path=VALUE\n`. */
function paxPath(text: string): string | null {
  let at = 0;
  let found: string | null = null;
  while (at < text.length) {
    const space = text.indexOf(' ', at);
    const end = text.indexOf('\n', at);
    if (space === -1 || end === -1) return found;
    const record = text.slice(space + 1, end);
    if (record.startsWith('path=')) found = record.slice(5);
    at = end + 1;
  }
  return found;
}

/** Reading by counts over a block stream. */
function exact(stream: ByteStream): {
  take(length: number): Promise<Uint8Array>;
  some(max: number): Promise<Uint8Array>;
  skip(length: number): Promise<void>;
} {
  let held: Uint8Array = new Uint8Array(0);
  let ended = false;

  const some = async (max: number): Promise<Uint8Array> => {
    while (held.length === 0 && !ended) {
      const next = await stream.next();
      if (next === null) ended = true;
      else held = next;
    }
    const bytes = held.subarray(0, max);
    held = held.subarray(bytes.length);
    return bytes;
  };

  return {
    some,
    async take(length) {
      const parts: Uint8Array[] = [];
      for (let left = length; left > 0; ) {
        const bytes = await some(left);
        if (bytes.length === 0) break;
        parts.push(bytes.slice());
        left -= bytes.length;
      }
      return concatBytes(...parts);
    },
    async skip(length) {
      for (let left = length; left > 0; ) {
        const bytes = await some(left);
        if (bytes.length === 0) throw new StreamFault('ingest.ends-early');
        left -= bytes.length;
      }
    },
  };
}
