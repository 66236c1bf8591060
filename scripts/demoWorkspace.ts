/** The folder that the demo opens: upgrade paths, and settings that name the simulated fleet's Panorama. */
import { constants } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot.ts';

/** Makes the folder ready; upgrade paths that somebody has changed there are kept. */
export async function prepareDemoWorkspace(folder: string, panorama: string): Promise<void> {
  await mkdir(join(folder, '.vscode'), { recursive: true });
  const settings = { 'panosUpgrade.panorama.host': panorama, 'files.exclude': { '.panos-simulator': true } };
  await writeFile(join(folder, '.vscode/settings.json'), `${JSON.stringify(settings, null, 2)}\n`);
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
