/** The buttons of a message, and what pressing one does. */
import { commands, type MessageItem } from 'vscode';
import type { Button } from './buttons.ts';

/** A button as VS Code wants it; the one that is pressed comes back as the same object. */
type ActionItem = MessageItem & { readonly action: Button };

/**
 * @param show shows the message with these buttons, and gives the one that was pressed
 * @param fallback handed to commands that are about one thing and are given none, such as the job of the message
 */
export async function offerActions(
  actions: readonly Button[],
  show: (items: readonly ActionItem[]) => Thenable<ActionItem | undefined>,
  fallback?: unknown,
): Promise<void> {
  const chosen = await show(actions.map((action) => ({ title: action.title, action })));
  const { command = null, argument } = chosen?.action ?? {};
  if (command !== null) await commands.executeCommand(command, argument ?? fallback);
}
