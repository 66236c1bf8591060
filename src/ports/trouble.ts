/**
 * Trouble is data first: a code, and what its words need. Each room declares the union of its own troubles, with a table
 * of words beside it. What helps (causes, buttons) follows from the code, and never from the words: those may be changed
 * by anybody at any time.
 */
export interface Trouble {
  readonly code: string;
  /** The trouble it stands around: what helps with that one helps. */
  readonly because?: Trouble | null | undefined;
  /** The key of the setting that matters, where that differs from case to case; null where none does. */
  readonly setting?: string | null | undefined;
}

/** A sentence or more; where not the whole of it is what matters, in parts. All end with a full stop. */
export type Said =
  | string
  | {
      /** Around it: what it is about. */
      readonly before?: string;
      /** What is wrong, alone: rows and notifications have room for no more. */
      readonly tells: string;
      /** What was not done, what to do next. */
      readonly after?: string;
    }
  | Told;

/** In words: in full, and in the one sentence that matters. */
export interface Told {
  readonly message: string;
  readonly brief: string;
}

/** The words of every trouble of a room: a new code does not compile without. */
export type TroubleWords<T extends Trouble> = {
  readonly [C in T['code']]: (trouble: Extract<T, { readonly code: C }>) => Said;
};

/** A trouble with its words. */
export interface ToldTrouble<T extends Trouble = Trouble> extends Told {
  readonly trouble: T;
}

export function tell<T extends Trouble>(trouble: T, words: TroubleWords<T>): ToldTrouble<T> {
  // Each code has the words of its own trouble, which the compiler cannot follow through a union.
  const said = (words[trouble.code as T['code']] as (trouble: T) => Said)(trouble);
  if (typeof said === 'string') return { trouble, message: said, brief: said };
  if ('message' in said) return { trouble, message: said.message, brief: said.brief };
  const parts = [said.before, said.tells, said.after].filter((part) => part !== undefined && part !== '');
  return { trouble, message: parts.join(' '), brief: said.tells };
}

/** The words alone, to be kept as data of the trouble that stands around it. */
export function toldOf({ message, brief }: Told): Told {
  return { message, brief };
}

/** Another trouble's words, with what follows from it here. */
export function followedBy({ message, brief }: Told, more: string): Told {
  return { message: `${message} ${more}`, brief };
}
