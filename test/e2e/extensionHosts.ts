/** The extension hosts of a VS Code server are its child processes; Linux tells of them in /proc. */
import { readdir, readFile } from 'node:fs/promises';

/** The process ids of the extension hosts that this server has started, directly or through another process. */
export async function extensionHostsOf(serverPid: number): Promise<readonly number[]> {
  const processes = await allProcesses();
  const parentOf = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === serverPid || descends(parentOf.get(pid)));
  return processes
    .filter(({ pid, command }) => command.includes('--type=extensionHost') && descends(pid))
    .map(({ pid }) => pid);
}

interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function allProcesses(): Promise<RunningProcess[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => readProcess(pid)));
  return found.filter((running) => running !== undefined);
}

/** Undefined when the process has ended meanwhile. */
async function readProcess(pid: number): Promise<RunningProcess | undefined> {
  try {
    const [status, command] = await Promise.all(
      ['status', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
    );
    const parent = Number(/^PPid:\s*(\d+)$/m.exec(status ?? '')?.[1] ?? 0);
    return { pid, parent, command: command ?? '' };
  } catch {
    return undefined;
  }
}
