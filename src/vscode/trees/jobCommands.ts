/**
 * What a click on a job's row does. VS Code keeps the arguments of a row's command only until the row is drawn again,
 * and a click that comes meanwhile fails ("Actual command not found"); what is selected it does not know either while
 * the view is drawn. So each job has a command of its own, which needs nothing and stays as long as the view.
 */
import { commands } from 'vscode';
import type { Subscription } from '../../ports/events.ts';
import { commandIds } from '../commandIds.ts';

export class JobCommands implements Subscription {
  readonly #registered = new Map<string, Subscription>();

  /** The command that shows this job, for its row. */
  of(jobId: string): { readonly command: string; readonly title: string } {
    // Commands that begin so are nobody else's business: VS Code lists them nowhere.
    const command = `_${commandIds.showJob}:${jobId}`;
    if (!this.#registered.has(jobId)) {
      const show = (): void => void commands.executeCommand(commandIds.showJob, { jobId });
      this.#registered.set(jobId, commands.registerCommand(command, show));
    }
    return { command, title: 'Show Job' };
  }

  dispose(): void {
    for (const registered of this.#registered.values()) registered.dispose();
  }
}
