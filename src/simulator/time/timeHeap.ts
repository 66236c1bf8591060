/** Things ordered by time, and by arrival where the time is the same: a binary heap. Under clock and agenda. */
interface Slot<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

export class TimeHeap<T> {
  readonly #slots: Slot<T>[] = [];
  #pushed = 0;

  firstAt(): number | undefined {
    return this.#slots[0]?.at;
  }

  first(): T | undefined {
    return this.#slots[0]?.item;
  }

  push(at: number, item: T): void {
    const slots = this.#slots;
    const slot: Slot<T> = { at, order: this.#pushed++, item };
    let hole = slots.length;
    slots.push(slot);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = slots[parent];
      if (above === undefined || !isBefore(slot, above)) break;
      slots[hole] = above;
      hole = parent;
    }
    slots[hole] = slot;
  }

  pop(): T | undefined {
    const slots = this.#slots;
    const top = slots[0];
    const last = slots.pop();
    if (top === undefined || last === undefined || slots.length === 0) return top?.item;
    let hole = 0;
    for (;;) {
      const left = slots[2 * hole + 1];
      const right = slots[2 * hole + 2];
      if (left === undefined) break;
      const takeRight = right !== undefined && isBefore(right, left);
      const child = takeRight ? right : left;
      if (!isBefore(child, last)) break;
      slots[hole] = child;
      hole = 2 * hole + (takeRight ? 2 : 1);
    }
    slots[hole] = last;
    return top.item;
  }
}

function isBefore<T>(a: Slot<T>, b: Slot<T>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
