/** An error whose message is complete and meant for people: shown as it is, without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
