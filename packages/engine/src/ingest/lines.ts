import type { ByteStream } from './byte-stream.ts';
import type { TextEncoding } from './sniff.ts';
import type { IngestNote } from './types.ts';

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}

// A web standard that Node and browsers share; the engine is compiled without either's type library.
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: string, options: { ignoreBOM: boolean }) => Decoder;
};

/** Takes decoded lines. `cut` tells that the line was longer than what is given; `more` that it goes on with the next call. */
export type LineSink = (text: string, lineNumber: number, cut: boolean, more?: boolean) => void;

/** Turns blocks of bytes into lines with bounded memory, whatever the length of a line. */
export interface LineFeeder {
  push(bytes: Uint8Array): void;
  /** Ends the text; a last line without line end is given too. Returns how many lines there were. */
  end(): number;
}

/**
 * A piece of a text in engines that cut without copying keeps the whole text alive: one word kept of a line would hold its block
 * of a megabyte. Joining and cutting makes a copy of the line alone.
 */
function ownCopy(line: string): string {
  return ` ${line}`.slice(1);
}

/**
 * The line without the colours of a terminal (`ESC [ 31 m`, ECMA-48 8.3.117): logs are often copied with them. Every other control
 * sequence stays, and is made harmless where it is shown.
 */
function withoutColours(line: string): string {
  let from = line.indexOf('\u001b[');
  if (from === -1) return line;
  let plain = '';
  let kept = 0;
  for (; from !== -1; from = line.indexOf('\u001b[', from + 2)) {
    let to = from + 2;
    while (to < line.length && to - from < 24 && '0123456789;'.includes(line.charAt(to))) to++;
    const end = line.charAt(to);
    if (end !== 'm' && end !== 'K') continue;
    plain += line.slice(kept, from);
    kept = to + 1;
  }
  return plain + line.slice(kept);
}

/**
 * Decodes (malformed sequences become U+FFFD) and splits at LF or CR LF. A line longer than `maxLength` UTF-16 units is given
 * cut to that length, once, and the rest of it is passed over; with `pieces` it is given in parts of that length instead. Lines count from 1.
 */
export function lineFeeder(encoding: TextEncoding, maxLength: number, sink: LineSink, pieces = false): LineFeeder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let rest = '';
  let cut = false;
  let line = 0;

  const emit = (tail: string): void => {
    line += 1;
    let text = rest.length === 0 ? tail : rest + tail;
    rest = '';
    if (pieces)
      while (text.length > maxLength) {
        sink(ownCopy(text.slice(0, maxLength)), line, false, true);
        text = text.slice(maxLength);
      }
    if (!cut && text.endsWith('\r')) text = text.slice(0, -1);
    const long = cut || text.length > maxLength;
    cut = false;
    sink(ownCopy(withoutColours(long ? text.slice(0, maxLength) : text)), line, long);
  };

  const take = (text: string): void => {
    let from = 0;
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      emit(cut ? '' : text.slice(from, to));
      from = to + 1;
    }
    if (cut || from >= text.length) return;
    rest += text.slice(from);
    if (pieces) {
      let at = 0;
      // The last piece stays, so that a carriage return before the line end is still seen.
      for (; rest.length - at > maxLength + 1; at += maxLength)
        sink(ownCopy(rest.slice(at, at + maxLength)), line + 1, false, true);
      rest = rest.slice(at);
      return;
    }
    if (rest.length > maxLength + 1) {
      rest = rest.slice(0, maxLength);
      cut = true;
    }
  };

  return {
    push: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => {
      take(decoder.decode());
      if (rest.length > 0 || cut) emit('');
      return line;
    },
  };
}

/** Feeds a text to its end or to `cap` bytes, without its first `skip` bytes (a byte order mark); the note says that it was too long. Throws what the stream throws. */
export async function feedText(
  stream: Pick<ByteStream, 'next'>,
  feeder: LineFeeder,
  skip: number,
  cap: number,
): Promise<IngestNote | null> {
  let bytes = 0;
  let left = skip;
  for (let block = await stream.next(); block !== null; block = await stream.next()) {
    const from = Math.min(left, block.length);
    left -= from;
    bytes += block.length - from;
    if (bytes > cap) return { id: 'ingest.text-limit', args: { cap } };
    feeder.push(block.subarray(from));
  }
  return null;
}
