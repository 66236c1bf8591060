/**
 * One kind of event with its listeners; what vscode.EventEmitter is, for code that must not know vscode. As there,
 * a listener that throws stops neither the others nor whoever fires: a view must not end an upgrade. What it threw
 * goes to the console, which in the editor is the extension host's log.
 */
export interface Subscription {
  dispose(): void;
}

export type Listen<T> = (listener: (value: T) => void) => Subscription;

export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Listen<T> = (listener) => {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        console.error('A listener failed.', error);
      }
    }
  }
}
