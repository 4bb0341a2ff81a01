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
    const { held } = this;
    let at = this.length;
    // A view of a short piece costs more than its octets.
    if (to - from < 128) for (let i = from; i < to; i++) held[at++] = bytes[i] ?? 0;
    else {
      held.set(bytes.subarray(from, to), at);
      at += to - from;
    }
    this.length = at;
  }

  /** ASCII alone. */
  ascii(text: string): void {
    this.room(text.length);
    const { held } = this;
    let at = this.length;
    for (let i = 0; i < text.length; i++) held[at++] = text.charCodeAt(i);
    this.length = at;
  }

  take(): Uint8Array {
    return this.held.slice(0, this.length);
  }

  clear(): void {
    this.length = 0;
  }
}
