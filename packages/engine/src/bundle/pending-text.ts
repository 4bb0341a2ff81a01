/** What is left of a text that comes block by block, and the next block behind it: in one room that is used again. */

/** More room than blocks of files take is given back. */
const longestHeld = 8 * 2 ** 20;

export class PendingText {
  private held = new Uint8Array(0);
  private length = 0;

  /** What was left, and `block`; good until the next call. */
  add(block: Uint8Array): Uint8Array {
    const length = this.length + block.length;
    if (length > this.held.length) {
      const grown = new Uint8Array(Math.max(length, Math.min(2 * length, longestHeld)));
      grown.set(this.held.subarray(0, this.length));
      this.held = grown;
    }
    this.held.set(block, this.length);
    this.length = length;
    return this.all();
  }

  all(): Uint8Array {
    return this.held.subarray(0, this.length);
  }

  /** Leaves what begins at `from`. */
  leave(from: number): void {
    this.held.copyWithin(0, from, this.length);
    this.length -= from;
    if (this.held.length > longestHeld && this.length < longestHeld / 2) this.held = this.held.slice(0, this.length);
  }
}
