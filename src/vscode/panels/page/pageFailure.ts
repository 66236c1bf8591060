/** What a page did not get done: for the log, and for the user with the buttons that help. */
import { window } from '../../exits/window.ts';
import type { Log } from '../../../ports/log.ts';
import { describeFailure, isUnexpected } from '../../actions/failure.ts';
import { offerActions } from '../../actions/offerActions.ts';

/**
 * Tells the user, without waiting for the buttons.
 * @param title of what was asked for, e.g. `Verify Downloads`
 * @returns what the page should say itself; null for what the user wanted: to stop
 */
export function tellFailure(title: string, error: unknown, log: Log): string | null {
  const failure = describeFailure(title, error);
  if (failure === null) return null;
  const { message, actions } = failure;
  log.error(`${title}: ${isUnexpected(error) && error instanceof Error ? error.stack : message}`);
  void offerActions(actions, (titles) => window.showErrorMessage(message, ...titles));
  return message;
}
