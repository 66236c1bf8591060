/**
 * Collects what has to be drawn again and asks for it a few times a second, and only while somebody looks: a
 * fleet in the middle of its night reports hundreds of changes a second.
 */
const INTERVAL_MS = 250;

export class RefreshBatch<N> {
  readonly #refresh: (nodes: readonly N[] | 'all') => void;
  readonly #nodes = new Set<N>();
  #all = false;
  #visible = false;
  #timer: NodeJS.Timeout | null = null;

  /** @param refresh draws these nodes, or everything, again */
  constructor(refresh: (nodes: readonly N[] | 'all') => void) {
    this.#refresh = refresh;
  }

  /** What changed while hidden is drawn when it becomes visible. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.#schedule();
  }

  add(node: N): void {
    this.#nodes.add(node);
    this.#schedule();
  }

  addAll(): void {
    this.#all = true;
    this.#schedule();
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#visible = false;
  }

  #schedule(): void {
    if (!this.#visible || this.#timer !== null || (!this.#all && this.#nodes.size === 0)) return;
    this.#timer = setTimeout(() => this.#flush(), INTERVAL_MS);
  }

  #flush(): void {
    this.#timer = null;
    if (!this.#visible) return;
    const what = this.#all ? 'all' : [...this.#nodes];
    this.#all = false;
    this.#nodes.clear();
    this.#refresh(what);
  }
}
