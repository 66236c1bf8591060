/** Fleets that really run: what their file says counts only when the process itself confirms it. */
import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { askControl, type ControlWord, type Who } from './server/control.ts';
import { type FleetFile, readFleetAddress, readFleetFile } from './spec/fleetFile.ts';

export interface LiveFleet extends FleetFile {
  /** For people only: a number may belong to another process by the time it is used. */
  readonly pid: number;
}

/** The fleet that `dir` speaks of, if it runs and proves to be that one; null otherwise. */
export async function findLiveFleet(dir: string): Promise<LiveFleet | null> {
  const file = readFleetFile(dir);
  const who = file === null ? null : await ask(file, 'who');
  return file === null || who === null ? null : { ...file, pid: who.pid };
}

/** Tells the fleet that `dir` speaks of to end. @returns false when it did not answer: then nothing was ended. */
export async function endFleet(dir: string): Promise<boolean> {
  const file = readFleetFile(dir);
  return file !== null && (await ask(file, 'end')) !== null;
}

async function ask({ name, startedAt, control }: FleetFile, word: ControlWord): Promise<Who | null> {
  const address = readFleetAddress(control.address);
  if (address === null) return null;
  const who = await askControl({ ...control, ...address }, word);
  return who?.name === name && who.startedAt === startedAt ? who : null;
}

/**
 * The folders of fleets that were started for a workspace, the newest first, running or not.
 * @param fleets a folder that has a folder for each fleet; it need not exist
 */
export async function fleetFoldersFor(workspace: string, fleets: string): Promise<readonly string[]> {
  const [names, real] = await Promise.all([namesIn(fleets), realpath(workspace).catch(() => null)]);
  if (real === null) return [];
  const meant = names.flatMap((name) => {
    const folder = join(fleets, name);
    const file = readFleetFile(folder);
    return file !== null && file.workspace === real ? [{ folder, startedAt: file.startedAt }] : [];
  });
  meant.sort((one, other) => other.startedAt.localeCompare(one.startedAt));
  return meant.map(({ folder }) => folder);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    return []; // no fleet was ever started from here
  }
}
