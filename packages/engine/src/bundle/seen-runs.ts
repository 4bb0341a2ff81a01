/** Remembers runs of octets that were looked at, by themselves and without a text of each: two places for each hash. */

const places = 65_536;
const longest = 64;

/** Runs that came lately. */
export class SeenRuns {
  private readonly octets = new Uint8Array(places * longest);
  private readonly lengths = new Uint8Array(places);

  /** Which of two places is given up next: runs that come often do not push each other out for long. */
  private turn = 0;

  private place(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    // Runs that differ in a digit or two would lie close together.
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) & (places - 1);
  }

  private isAt(place: number, bytes: Uint8Array, from: number, length: number): boolean {
    if (this.lengths[place] !== length) return false;
    const { octets } = this;
    const at = place * longest;
    for (let i = 0; i < length; i++) if (octets[at + i] !== bytes[from + i]) return false;
    return true;
  }

  /** Whether this run came before. */
  has(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length > longest) return false;
    const place = this.place(bytes, from, to);
    return this.isAt(place, bytes, from, length) || this.isAt(place ^ 1, bytes, from, length);
  }

  /** Whether this run came before; it is remembered from now on. Forgetting costs a look, and nothing else. */
  again(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length > longest) return false;
    let place = this.place(bytes, from, to);
    if (this.isAt(place, bytes, from, length) || this.isAt(place ^ 1, bytes, from, length)) return true;
    if (this.lengths[place] !== 0 && (this.lengths[place ^ 1] === 0 || (this.turn ^= 1) === 1)) place ^= 1;
    this.lengths[place] = length;
    this.octets.set(bytes.subarray(from, to), place * longest);
    return false;
  }
}
