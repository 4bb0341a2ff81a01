/**
 * The part of a capture that is in memory: what is left of earlier blocks and the newest one, in a buffer of its own that
 * grows only when a single record needs it.
 */
export class ByteWindow {
  bytes: Uint8Array;
  view: DataView;
  /** Next unread byte, and end of what is there. */
  position = 0;
  end = 0;
  /** File offset of `bytes[0]`. */
  base = 0;

  constructor(capacity = 64 * 1024) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Bytes that can be read. */
  get available(): number {
    return this.end - this.position;
  }

  /** File offset of the next unread byte. */
  get offset(): number {
    return this.base + this.position;
  }

  /** Takes a block in. Earlier views on `bytes` are invalid afterwards. */
  append(block: Uint8Array): void {
    if (this.end + block.length > this.bytes.length) this.makeRoom(block.length);
    this.bytes.set(block, this.end);
    this.end += block.length;
  }

  private makeRoom(length: number): void {
    const held = this.end - this.position;
    const needed = held + length;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.max(needed, Math.min(this.bytes.length * 2, needed + 2 ** 22)));
      grown.set(this.bytes.subarray(this.position, this.end));
      this.bytes = grown;
      this.view = new DataView(grown.buffer);
    } else {
      this.bytes.copyWithin(0, this.position, this.end);
    }
    this.base += this.position;
    this.position = 0;
    this.end = held;
  }
}
