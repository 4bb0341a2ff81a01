/**
 * IKE and ESP in TCP (RFC 9329). A stream begins with the six octets `IKETCP` from its originator; then each message has a length of
 * two octets, which counts itself, and IKE messages have the non-ESP marker of four zero octets.
 */

/** A message out of a stream, without its length and marker. */
export interface TcpMessage {
  readonly kind: 'ike' | 'esp';
  readonly bytes: Uint8Array;
}

const prefix = Uint8Array.from('IKETCP', (char) => char.charCodeAt(0));
const longestMessage = 65_535;
const maxStreams = 4096;
const maxHeld = 256 * 1024;
const maxLate = 32;

interface Stream {
  /** Next sequence number, and bytes that wait for more. */
  expected: number;
  held: Uint8Array;
  readonly late: Map<number, Uint8Array>;
  /** This direction began with the prefix, or answers one that did. */
  prefixed: boolean;
  /** A piece is missing: what follows cannot be framed. */
  lost: boolean;
}

/** Puts streams together as far as they come in order, or a little out of it, and cuts them into messages. */
export class TcpEncapsulation {
  /** Streams that were given up: too many at once, or with a hole. */
  givenUp = 0;
  private readonly streams = new Map<string, Stream>();

  /** Whether anything is followed; cheap, for every packet. */
  get following(): boolean {
    return this.streams.size > 0;
  }

  /** Whether a direction is such a stream. */
  follows(key: string): boolean {
    return this.streams.has(key);
  }

  /**
   * Takes a segment in and gives the messages it completes. `key` names the direction, `back` the other one; `sequence` is the number of
   * the first octet of `data`.
   */
  segment(key: string, back: string, sequence: number, data: Uint8Array): readonly TcpMessage[] {
    if (data.length === 0) return [];
    let stream = this.streams.get(key);
    if (stream === undefined) {
      const answers = this.streams.get(back)?.prefixed === true;
      if (!answers && !startsWithPrefix(data)) return [];
      if (this.streams.size >= maxStreams) {
        this.givenUp++;
        return [];
      }
      stream = { expected: sequence >>> 0, held: new Uint8Array(0), late: new Map(), prefixed: true, lost: false };
      this.streams.set(key, stream);
      if (!answers) {
        stream.expected = (sequence + prefix.length) >>> 0;
        data = data.subarray(prefix.length);
        sequence = stream.expected;
      }
    }
    if (stream.lost) return [];
    return this.take(stream, sequence >>> 0, data);
  }

  private take(stream: Stream, sequence: number, data: Uint8Array): TcpMessage[] {
    const ahead = (sequence - stream.expected) | 0;
    if (ahead > 0) {
      if (stream.late.size >= maxLate || ahead > maxHeld) this.lose(stream);
      else stream.late.set(sequence, data.slice());
      return [];
    }
    // What was there already is cut off; a whole copy leaves nothing.
    if (-ahead >= data.length) return [];
    let fresh: Uint8Array | undefined = data.subarray(-ahead);
    const messages: TcpMessage[] = [];
    while (fresh !== undefined) {
      stream.expected = (stream.expected + fresh.length) >>> 0;
      stream.held = joined(stream.held, fresh);
      fresh = stream.late.get(stream.expected);
      stream.late.delete(stream.expected);
    }
    this.cut(stream, messages);
    if (stream.held.length > maxHeld) this.lose(stream);
    return messages;
  }

  private cut(stream: Stream, messages: TcpMessage[]): void {
    let at = 0;
    const { held } = stream;
    while (at + 2 <= held.length) {
      const length = ((held[at] ?? 0) << 8) | (held[at + 1] ?? 0);
      if (length < 2 || length > longestMessage) {
        this.lose(stream);
        return;
      }
      if (at + length > held.length) break;
      const body = held.subarray(at + 2, at + length);
      const marked = body.length >= 4 && body[0] === 0 && body[1] === 0 && body[2] === 0 && body[3] === 0;
      if (marked) messages.push({ kind: 'ike', bytes: body.subarray(4) });
      else if (body.length >= 8) messages.push({ kind: 'esp', bytes: body });
      at += length;
    }
    stream.held = held.slice(at);
  }

  private lose(stream: Stream): void {
    stream.lost = true;
    stream.held = new Uint8Array(0);
    stream.late.clear();
    this.givenUp++;
  }
}

function startsWithPrefix(data: Uint8Array): boolean {
  return data.length >= prefix.length && prefix.every((byte, at) => data[at] === byte);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
