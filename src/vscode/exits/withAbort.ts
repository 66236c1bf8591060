/** Long work under a progress display of VS Code, stoppable by the user, as an engine wants it: with a signal. */
import type { Progress, ProgressOptions } from 'vscode';
import { window } from './window.ts';

type Report = Progress<{ message?: string; increment?: number }>;

export function withAbort<T>(
  options: ProgressOptions,
  work: (signal: AbortSignal, progress: Report) => Promise<T>,
): Promise<T> {
  const running = window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const listener = token.onCancellationRequested(() => abort.abort());
    try {
      return await work(abort.signal, progress);
    } finally {
      listener.dispose();
    }
  });
  return Promise.resolve(running);
}
