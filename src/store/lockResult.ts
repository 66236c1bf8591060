/** What became of an attempt to take a lock. */
export type LockResult =
  | { readonly held: true; release(): Promise<void> }
  /** Somebody else holds it; `owner` is what they said of themselves, in one line. */
  | { readonly held: false; readonly owner: string };
