/** Remembers runs of octets that were looked at, by themselves and without a text of each: one place for each hash, the last one stays. */

const places = 32_768;
const longest = 64;

/** Runs that came lately. */
export class SeenRuns {
  private readonly octets = new Uint8Array(places * longest);
  private readonly lengths = new Uint8Array(places);

  /** Whether this run came before; it is remembered from now on. Forgetting costs a look, and nothing else. */
  again(bytes: Uint8Array, from: number, to: number): boolean {
    const length = to - from;
    if (length > longest) return false;
    let hash = 0;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const place = (hash ^ (hash >>> 15)) & (places - 1);
    const at = place * longest;
    const { octets } = this;
    if (this.lengths[place] === length) {
      let i = 0;
      while (i < length && octets[at + i] === bytes[from + i]) i++;
      if (i === length) return true;
    }
    this.lengths[place] = length;
    for (let i = 0; i < length; i++) octets[at + i] = bytes[from + i] ?? 0;
    return false;
  }
}
