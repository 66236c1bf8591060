/** Troubles made up: at least one of every code, and of every variant that says something else. */
import type { Trouble } from '../../../src/ports/trouble.ts';

/** A new code does not compile until it has a sample. */
export type SamplesOf<T extends Trouble> = {
  readonly [C in T['code']]: readonly [
    Extract<T, { readonly code: C }>,
    ...Extract<T, { readonly code: C }>[],
  ];
};

/** A trouble that stands around another one has this for its cause. */
export const cause = { code: 'no_path', version: '10.1.14', through: null } as const;
export const told = { message: 'The cause in full. And more.', brief: 'The cause in full.' } as const;
