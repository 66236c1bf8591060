/** What a window says that does not own the storage. */
export const ONLY_SHOWS =
  'Another window of this workspace does the work, or one that was lost and that VS Code has not ended yet; ' +
  'this one only shows it. If there is no other window, wait some minutes or reload this one.';
