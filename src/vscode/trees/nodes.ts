/** The rows of our trees, as data. Menu commands are handed the row they were chosen on. */
export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
}

export interface DeviceNode {
  readonly kind: 'device';
  readonly id: string;
  readonly serial: string;
}

export interface PairNode {
  readonly kind: 'pair';
  readonly id: string;
  readonly pairId: string;
}

export interface JobNode {
  readonly kind: 'job';
  readonly id: string;
  readonly jobId: string;
}

export interface HopNode {
  readonly kind: 'hop';
  readonly id: string;
  readonly jobId: string;
  /** From 1. */
  readonly hop: number;
}

export interface StepNode {
  readonly kind: 'step';
  readonly id: string;
  readonly jobId: string;
  readonly stepId: string;
}

/** Gives the same object for the same id, as VS Code needs it to refresh a single row. */
export class NodeMap<N extends { readonly id: string }> {
  readonly #nodes = new Map<string, N>();

  of<K extends N>(node: K): K {
    const known = this.#nodes.get(node.id);
    // An id is made from a node's kind and content, so the same id means the same kind.
    if (known !== undefined) return known as K;
    this.#nodes.set(node.id, node);
    return node;
  }
}
