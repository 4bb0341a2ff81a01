/**
 * The part of a capture that is in memory: what is left of earlier blocks and the newest one. A block is read where it lies; only what
 * is left at its end, part of a record, is copied into a buffer of the window's own before the next one comes.
 */
export class ByteWindow {
  bytes: Uint8Array;
  view: DataView;
  /** Next unread byte, and end of what is there. */
  position = 0;
  end = 0;
  /** File offset of `bytes[0]`. */
  base = 0;
  private own: Uint8Array;
  private ownView: DataView;

  constructor(capacity = 64 * 1024) {
    this.bytes = this.own = new Uint8Array(capacity);
    this.view = this.ownView = new DataView(this.own.buffer);
  }

  /** Bytes that can be read. */
  get available(): number {
    return this.end - this.position;
  }

  /** File offset of the next unread byte. */
  get offset(): number {
    return this.base + this.position;
  }

  /** Takes a block in behind what is unread, as a copy. Earlier views on `bytes` are invalid afterwards. */
  append(block: Uint8Array): void {
    this.settle();
    if (this.end + block.length > this.own.length) this.makeRoom(block.length);
    this.own.set(block, this.end);
    this.end += block.length;
  }

  /** Goes on in a block itself, from `from`: what is unread has to begin there. The block is read where it lies until `settle`. */
  adopt(block: Uint8Array, from: number): void {
    this.base = this.offset - from;
    this.bytes = block;
    this.view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    this.position = from;
    this.end = block.length;
  }

  /** Copies what is unread out of a block that was adopted: its bytes are about to change. */
  settle(): void {
    if (this.bytes === this.own) return;
    const left = this.bytes.subarray(this.position, this.end);
    if (left.length > this.own.length) this.renew(left.length * 2);
    this.own.set(left);
    this.base = this.offset;
    this.position = 0;
    this.end = left.length;
    this.bytes = this.own;
    this.view = this.ownView;
  }

  private renew(capacity: number): void {
    this.own = new Uint8Array(capacity);
    this.ownView = new DataView(this.own.buffer);
  }

  private makeRoom(length: number): void {
    const held = this.end - this.position;
    const needed = held + length;
    if (needed > this.own.length) {
      const before = this.own;
      this.renew(Math.max(needed, Math.min(before.length * 2, needed + 2 ** 22)));
      this.own.set(before.subarray(this.position, this.end));
      this.bytes = this.own;
      this.view = this.ownView;
    } else {
      this.own.copyWithin(0, this.position, this.end);
    }
    this.base += this.position;
    this.position = 0;
    this.end = held;
  }
}
