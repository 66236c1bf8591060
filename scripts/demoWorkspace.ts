/** The folder that the demo opens: upgrade paths, and settings that name the simulated fleet's Panorama. */
import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot.ts';

/** Makes the folder ready; upgrade paths and settings that somebody has changed there are kept. */
export async function prepareDemoWorkspace(folder: string, panorama: string): Promise<void> {
  await mkdir(join(folder, '.vscode'), { recursive: true });
  const settings = join(folder, '.vscode/settings.json');
  await writeFile(settings, demoSettings(await textOf(settings), panorama));
  await copyUnlessThere(
    join(PROJECT_ROOT, 'resources/upgrade_paths.json'),
    join(folder, 'upgrade_paths.json'),
  );
}

/**
 * @param before the settings of an earlier start, perhaps changed since; null at the first one
 * @returns the same with what the demo needs: the fleet's Panorama has another port at every start
 * @throws when they are not plain JSON, which could only be kept by losing something
 */
export function demoSettings(before: string | null, panorama: string): string {
  const kept = settingsIn(before ?? '{}');
  const excluded = kept['files.exclude'];
  const settings = {
    ...kept,
    'panosUpgrade.panorama.host': panorama,
    'files.exclude': { ...(typeof excluded === 'object' ? excluded : {}), '.panos-simulator': true },
  };
  return `${JSON.stringify(settings, null, 2)}\n`;
}

function settingsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    throw new Error(
      'The settings of the demo’s folder, .demo/workspace/.vscode/settings.json, are not plain JSON. ' +
        'Take out what is none, such as comments, or delete the file, and start again.',
    );
  }
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return null;
  });
}

async function copyUnlessThere(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_EXCL).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}
