import type { ToldTrouble, Trouble } from './trouble.ts';

/** An error whose message is complete and meant for people: shown as it is, without a stack. What helps follows from its trouble. */
export class UserError extends Error implements ToldTrouble {
  override readonly name: string = 'UserError';
  readonly trouble: Trouble;
  readonly brief: string;

  constructor({ trouble, message, brief }: ToldTrouble, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
    this.brief = brief;
  }
}
