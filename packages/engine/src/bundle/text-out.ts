/** A growing string of octets that pieces of an input are copied into. */
export class TextOut {
  private held: Uint8Array;
  length = 0;

  constructor(room: number) {
    this.held = new Uint8Array(Math.max(room, 1024));
  }

  private room(more: number): void {
    if (this.length + more <= this.held.length) return;
    const grown = new Uint8Array(Math.max(2 * this.held.length, this.length + more));
    grown.set(this.held.subarray(0, this.length));
    this.held = grown;
  }

  copy(bytes: Uint8Array, from: number, to: number): void {
    if (to <= from) return;
    this.room(to - from);
    if (to - from < 48) for (let i = from; i < to; i++) this.held[this.length++] = bytes[i] ?? 0;
    else {
      this.held.set(bytes.subarray(from, to), this.length);
      this.length += to - from;
    }
  }

  /** ASCII alone. */
  ascii(text: string): void {
    this.room(text.length);
    for (let i = 0; i < text.length; i++) this.held[this.length++] = text.charCodeAt(i);
  }

  take(): Uint8Array {
    return this.held.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
