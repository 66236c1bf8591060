/** Starts a script in a process of its own and reads it line by line, so that a test can kill it at a line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly lines: AsyncIterator<string, undefined>;
  /** SIGKILL; gives the lines that were not read yet once the process is gone. */
  kill(): Promise<string[]>;
}

/** @param script beside the test: `new URL('children/x.ts', import.meta.url)`. */
export function startChild(script: URL, ...words: string[]): Child {
  const child = spawn(process.execPath, [fileURLToPath(script), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const reader = createInterface({ input: child.stdout });
  const lines = reader[Symbol.asyncIterator]() as AsyncIterator<string, undefined>;
  const gone = once(child, 'exit');
  return {
    lines,
    async kill() {
      child.kill('SIGKILL');
      await gone;
      const rest: string[] = [];
      for (let next = await lines.next(); next.done !== true; next = await lines.next())
        rest.push(next.value);
      return rest;
    },
  };
}
