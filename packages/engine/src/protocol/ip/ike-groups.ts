import type { MessageStore } from './message-store.ts';
import { seededHash } from './tables.ts';

/** What a group of messages under one initiator SPI looks like from outside: only headers and sizes are looked at. */
export type Standing =
  /** Set up, and every request was answered. */
  | 'ordinary'
  /** Something was refused, or repeated in vain, or is not as it should be. */
  | 'telling'
  /** Not past the first exchange, and nothing was repeated: a stranger, or what the capture cuts off. */
  | 'half-open';

const integers = ['high', 'low', 'first', 'last', 'count', 'flags', 'nanoseconds'] as const;
type Columns = Record<(typeof integers)[number], Int32Array> & { seconds: Float64Array };

function columns(size: number): Columns {
  const made: Partial<Columns> = { seconds: new Float64Array(size) };
  for (const name of integers) made[name] = new Int32Array(size);
  return made as Columns;
}

/** Past its first exchange, or repeated: never given up for others. */
const settled = 1;
const gone = 2;

/** Groups of messages by initiator SPI (or cookie), in the order they began, each a chain through the store. */
export class IkeGroups {
  column: Columns = columns(1024);
  size = 0;
  private slots = new Int32Array(2048).fill(-1);
  /** Groups before this one are settled or gone. */
  private oldest = 0;

  /** Number of the group with this SPI; made when it is new. */
  at(high: number, low: number, seconds: number, nanoseconds: number): number {
    const { column, slots } = this;
    const mask = slots.length - 1;
    for (let slot = seededHash(high, low) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot] ?? -1;
      if (id < 0) return this.make(high, low, seconds, nanoseconds);
      if (column.high[id] === high && column.low[id] === low && ((column.flags[id] ?? 0) & gone) === 0) return id;
    }
  }

  private make(high: number, low: number, seconds: number, nanoseconds: number): number {
    if (this.size === this.column.flags.length) {
      const grown = columns(this.size * 2);
      for (const name of [...integers, 'seconds'] as const) grown[name].set(this.column[name]);
      this.column = grown;
    }
    if ((this.size + 1) * 2 > this.slots.length) this.rehash(this.slots.length * 2);
    const { column } = this;
    const id = this.size++;
    column.high[id] = high;
    column.low[id] = low;
    column.first[id] = column.last[id] = -1;
    column.count[id] = column.flags[id] = 0;
    column.seconds[id] = seconds;
    column.nanoseconds[id] = nanoseconds;
    this.place(id);
    return id;
  }

  private place(id: number): void {
    const { column, slots } = this;
    const mask = slots.length - 1;
    let slot = seededHash(column.high[id] ?? 0, column.low[id] ?? 0) & mask;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    slots[slot] = id;
  }

  private rehash(size: number): void {
    this.slots = new Int32Array(size).fill(-1);
    for (let id = 0; id < this.size; id++) if (!this.isGone(id)) this.place(id);
  }

  /** Puts a message at the end of a group's chain. */
  append(store: MessageStore, group: number, message: number): void {
    const { column } = this;
    const last = column.last[group] ?? -1;
    if (last < 0) column.first[group] = message;
    else store.column.next[last] = message;
    column.last[group] = message;
    column.count[group] = (column.count[group] ?? 0) + 1;
  }

  settle(group: number): void {
    this.column.flags[group] = (this.column.flags[group] ?? 0) | settled;
  }

  isSettled(group: number): boolean {
    return ((this.column.flags[group] ?? 0) & settled) !== 0;
  }

  isGone(group: number): boolean {
    return ((this.column.flags[group] ?? 0) & gone) !== 0;
  }

  /** The oldest group that is not settled; -1 when there is none. */
  halfOpen(): number {
    while (this.oldest < this.size && ((this.column.flags[this.oldest] ?? 0) & (settled | gone)) !== 0) this.oldest++;
    return this.oldest < this.size ? this.oldest : -1;
  }

  /** Takes a group with all its messages out. Gives how many those were. */
  drop(store: MessageStore, group: number): number {
    const { column } = this;
    let dropped = 0;
    for (let id = column.first[group] ?? -1; id >= 0; id = store.column.next[id] ?? -1) {
      if ((store.column.group[id] ?? -1) < 0) continue;
      store.remove(id);
      dropped++;
    }
    column.flags[group] = (column.flags[group] ?? 0) | gone;
    column.first[group] = column.last[group] = -1;
    column.count[group] = 0;
    return dropped;
  }

  /** Messages of a group, in order. */
  messages(store: MessageStore, group: number): number[] {
    const found: number[] = [];
    for (let id = this.column.first[group] ?? -1; id >= 0; id = store.column.next[id] ?? -1)
      if ((store.column.group[id] ?? -1) >= 0) found.push(id);
    return found;
  }

  /** Gives back the room of what was taken out, here and in the store, and sets all chains anew. */
  compact(store: MessageStore): void {
    const { column } = this;
    const moved = new Int32Array(this.size).fill(-1);
    let to = 0;
    for (let id = 0; id < this.size; id++) if (!this.isGone(id)) moved[id] = to++;
    for (const name of [...integers, 'seconds'] as const) {
      const numbers = column[name];
      for (let id = 0; id < this.size; id++) if ((moved[id] ?? -1) >= 0) numbers[moved[id] ?? 0] = numbers[id] ?? 0;
    }
    column.first.fill(-1, 0, to);
    column.last.fill(-1, 0, to);
    column.count.fill(0, 0, to);
    this.size = to;
    this.oldest = 0;
    this.rehash(this.slots.length);
    store.compact();
    for (let id = 0; id < store.size; id++) {
      const group = moved[store.column.group[id] ?? -1] ?? -1;
      store.column.group[id] = group;
      this.append(store, group, id);
    }
  }

  /** SPI of a group, 16 hex digits. */
  spi(group: number): string {
    const digits = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
    return digits(this.column.high[group] ?? 0) + digits(this.column.low[group] ?? 0);
  }
}
