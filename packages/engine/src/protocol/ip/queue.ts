/**
 * A first-in first-out queue whose members may leave early: `gone` tells which did. Cheaper than taking the first entry of a
 * Map, which walks over everything that was deleted before it.
 */
export class Queue<T> {
  private items: T[] = [];
  private head = 0;
  private readonly gone: (item: T) => boolean;

  constructor(gone: (item: T) => boolean) {
    this.gone = gone;
  }

  push(item: T): void {
    this.items.push(item);
  }

  /** The oldest member that is still there; it stays. */
  peek(): T | undefined {
    while (this.head < this.items.length) {
      const item = this.items[this.head];
      if (item !== undefined && !this.gone(item)) return item;
      this.head++;
      if (this.head >= 1024 && this.head * 2 >= this.items.length) {
        this.items = this.items.slice(this.head);
        this.head = 0;
      }
    }
    return undefined;
  }
}
