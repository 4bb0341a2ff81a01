import type { Timed } from './peer.ts';

/** Something that goes on: its next frame, and where the ones after it come from. */
interface Running {
  next: Timed;
  readonly rest: Iterator<Timed>;
  readonly order: number;
}

const earlier = (a: Running, b: Running): boolean =>
  a.next.at < b.next.at || (a.next.at === b.next.at && a.order < b.order);

/** The running ones as a heap, the earliest frame on top. */
class Heap {
  private readonly items: Running[] = [];

  get top(): Running | undefined {
    return this.items[0];
  }

  push(item: Running): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = items[up];
      if (parent === undefined || !earlier(item, parent)) break;
      items[at] = parent;
      at = up;
    }
    items[at] = item;
  }

  /** Puts the top where it belongs after its frame changed; without a frame left, takes it out. */
  settle(gone: boolean): void {
    const { items } = this;
    const last = gone ? items.pop() : items[0];
    if (last === undefined || items.length === 0) return;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const [a, b] = [items[left], items[left + 1]];
      if (a === undefined) break;
      const child = b !== undefined && earlier(b, a) ? left + 1 : left;
      const best = items[child];
      if (best === undefined || !earlier(best, last)) break;
      items[at] = best;
      at = child;
    }
    items[at] = last;
  }
}

/**
 * Frames of many conversations in the order of their times. `start` makes the conversation of a number when its time, `startOf`,
 * has come, so that only those that go on are in memory.
 */
export function* merged(
  count: number,
  startOf: (number: number) => number,
  start: (number: number) => Iterable<Timed>,
): Generator<Timed> {
  const heap = new Heap();
  let begun = 0;
  for (;;) {
    while (begun < count && (heap.top === undefined || startOf(begun) <= heap.top.next.at)) {
      const rest = start(begun)[Symbol.iterator]();
      const first = rest.next();
      if (first.done !== true) heap.push({ next: first.value, rest, order: begun });
      begun++;
    }
    const { top } = heap;
    if (top === undefined) return;
    yield top.next;
    const step = top.rest.next();
    if (step.done === true) heap.settle(true);
    else {
      top.next = step.value;
      heap.settle(false);
    }
  }
}
