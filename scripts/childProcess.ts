/**
 * Child processes that do not outlive this one: each gets its own process group, and what still runs when
 * this process ends (also by Ctrl+C) is ended with it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProcessOptions {
  readonly cwd?: string | undefined;
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Real milliseconds after which Node ends it with SIGTERM. */
  readonly timeout?: number | undefined;
}

export interface StartedProcess {
  readonly child: ChildProcess;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** Resolves with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends the whole process group; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** How long a process may take to leave after SIGTERM before it is killed, in milliseconds. */
const PATIENCE_MS = 3000;

const running = new Map<ChildProcess, StartedProcess>();
let endWanted = false;

/** Whether this process was told to end (Ctrl+C): then its children end because of that, not by themselves. */
export function isEnding(): boolean {
  return endWanted;
}

process.on('exit', () => {
  for (const child of running.keys()) signalGroup(child, 'SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    endWanted = true;
    void Promise.all([...running.values()].map((started) => started.stop())).then(() => process.exit(130));
  });
}

/** Starts a long-running process and collects its output. */
export function startProcess(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): StartedProcess {
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  }).finally(() => {
    running.delete(child);
    signalGroup(child, 'SIGKILL');
  });
  // Who does not wait for the end must not be brought down by a process that could not be started.
  exited.catch(() => undefined);

  const started: StartedProcess = {
    child,
    output: () => chunks.join(''),
    exited,
    async stop() {
      if (!running.has(child)) return;
      signalGroup(child, 'SIGTERM');
      const killer = setTimeout(() => signalGroup(child, 'SIGKILL'), PATIENCE_MS);
      await exited.catch(() => undefined);
      clearTimeout(killer);
    },
  };
  running.set(child, started);
  return started;
}

/**
 * Runs a command to its end, quietly.
 * @throws with the last lines of its output when it could not be started or did not succeed.
 */
export async function runQuietly(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<void> {
  const started = startProcess(command, args, options);
  const code = await started.exited;
  if (code !== 0) {
    const lastLines = started.output().trim().split('\n').slice(-15).join('\n');
    throw new Error(`«${[command, ...args].join(' ')}» ended with code ${String(code)}:\n${lastLines}`);
  }
}

/** Runs a command to its end on this terminal; resolves with its exit code (1 when a signal ended it). */
export async function runVisibly(
  command: string,
  args: readonly string[],
  options: ProcessOptions = {},
): Promise<number> {
  const child = spawn(command, args, { ...options, stdio: 'inherit' });
  process.once('exit', () => child.kill());
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}

/**
 * Resolves with the first match of `pattern` in the output of a started process, the sign that it is up.
 * @param name for the error: what it is that did not start
 * @throws with its output when it ends or `timeoutMs` pass before; it is stopped then.
 */
export function waitForOutput(
  name: string,
  started: StartedProcess,
  pattern: RegExp,
  timeoutMs: number,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      started.child.stdout?.off('data', look);
      started.child.stderr?.off('data', look);
      end();
    };
    const giveUp = (reason: string): void =>
      settle(() => {
        void started.stop();
        reject(new Error(`${name} did not start: ${reason}.\n${started.output()}`));
      });
    const look = (): void => {
      const match = pattern.exec(started.output());
      if (match !== null) settle(() => resolve(match));
    };
    const timer = setTimeout(() => giveUp(`no sign of it after ${timeoutMs} ms`), timeoutMs);
    started.child.stdout?.on('data', look);
    started.child.stderr?.on('data', look);
    started.exited.then(
      (code) => giveUp(`it ended with code ${String(code)}`),
      (error: unknown) => giveUp(String(error)),
    );
    look();
  });
}

/** Windows has no process groups that can be signalled: there only the process itself is ended. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}
