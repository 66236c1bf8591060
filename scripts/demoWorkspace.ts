/** The folder that the demo opens, with upgrade paths in it. Which fleet it works with is not said there. */
import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot.ts';

/** Makes the folder ready; upgrade paths that somebody has changed there are kept. */
export async function prepareDemoWorkspace(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await copyUnlessThere(
    join(PROJECT_ROOT, 'resources/upgrade_paths.json'),
    join(folder, 'upgrade_paths.json'),
  );
}

async function copyUnlessThere(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}
