/** The buttons of a message, and what pressing one does. */
import { commands } from 'vscode';
import type { ErrorAction } from './buttons.ts';

/**
 * @param show shows the message with these buttons, and gives the one that was pressed
 * @param fallback handed to commands that are about one thing and are given none, such as the job of the message
 */
export async function offerActions(
  actions: readonly ErrorAction[],
  show: (titles: readonly string[]) => Thenable<string | undefined>,
  fallback?: unknown,
): Promise<void> {
  const chosen = await show(actions.map(({ title }) => title));
  const action = actions.find(({ title }) => title === chosen);
  if (action === undefined || action.command === null) return;
  await commands.executeCommand(action.command, action.argument ?? fallback);
}
