/** What the fault matrices share: the count of cases and of their ends, and what was wrong with them. */
import assert from 'node:assert/strict';
import type { FaultInput } from '../../src/simulator/faults/faults.ts';
import type { CallFaultSample } from '../support/faultSamples.ts';

/** The ends, and what was wrong with them. */
export class Matrix {
  cases = 0;
  readonly #endings = new Map<string, number>();
  readonly #wrong: string[] = [];

  add(where: string, ending: string, wrong: readonly string[]): void {
    this.cases += 1;
    this.#endings.set(ending, (this.#endings.get(ending) ?? 0) + 1);
    this.#wrong.push(...wrong.map((what) => `${where}: ${ending}: ${what}`));
  }

  isRight(): void {
    console.log(
      `      ${this.cases} cases: ${[...this.#endings].map((ending) => ending.reverse().join(' ')).join(', ')}`,
    );
    assert.deepEqual(this.#wrong, []);
  }
}

export function callFault(
  command: string,
  what: CallFaultSample['what'],
  more: { nth?: number; times?: 'always' } = {},
): FaultInput {
  return { kind: 'call', command, what, ...more };
}

/** A command's name as a pattern for itself. */
export function escaped(command: string): string {
  return command.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
