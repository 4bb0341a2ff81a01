const places = 16_384;
const keyLength = 5;

/**
 * The flow that was met last for each of some thousands of places, by five 32-bit numbers: what a packet of a flow that goes on is found by
 * without the tables. A place holds one flow; another one of the same place takes it over.
 */
export class LatestFlows<T> {
  private readonly keys = new Int32Array(keyLength * places);
  private readonly values: (T | undefined)[] = new Array(places).fill(undefined);
  private readonly notes = new Uint8Array(places);
  private found = 0;

  /** The flow, if it was the last one of its place. */
  get(a: number, b: number, c: number, d: number, e: number): T | undefined {
    const place = placeOf(a, b, c, d);
    const { keys } = this;
    const at = place * keyLength;
    if (keys[at] !== a || keys[at + 1] !== b || keys[at + 2] !== c || keys[at + 3] !== d || keys[at + 4] !== e)
      return undefined;
    this.found = place;
    return this.values[place];
  }

  /** The note that was put with the flow that `get` gave last. */
  get note(): number {
    return this.notes[this.found] ?? 0;
  }

  /** Puts a flow with a small number that belongs to it. */
  put(a: number, b: number, c: number, d: number, e: number, value: T, note: number): void {
    const place = placeOf(a, b, c, d);
    const { keys } = this;
    const at = place * keyLength;
    keys[at] = a;
    keys[at + 1] = b;
    keys[at + 2] = c;
    keys[at + 3] = d;
    keys[at + 4] = e;
    this.values[place] = value;
    this.notes[place] = note;
  }

  /** Lets go of all flows. */
  clear(): void {
    this.values.fill(undefined);
  }
}

function placeOf(a: number, b: number, c: number, d: number): number {
  const hash = Math.imul(a ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ d, 0x9e3779b1);
  return (hash >>> 16) & (places - 1);
}
