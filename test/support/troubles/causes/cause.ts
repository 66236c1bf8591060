/** What a message of trouble does not say by itself, for docs/ERRORS.md. Without a full stop. */
export interface Cause {
  readonly cause: string;
  readonly notDone: string;
}
