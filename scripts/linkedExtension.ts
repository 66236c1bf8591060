/**
 * Puts the project's own folder, as a link, where a VS Code server looks for installed extensions: it then runs as
 * an installed one does, always in its newest build, and the address of the window stays short.
 */
import { mkdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PROJECT_ROOT } from './projectRoot.ts';
import { extensionsFolder } from './vscodeServer.ts';

interface Manifest {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
}

export async function linkExtension(dataFolder: string): Promise<void> {
  const text = await readFile(join(PROJECT_ROOT, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(text) as Manifest;
  const folder = extensionsFolder(dataFolder);
  // VS Code remembers what the manifest said last time: here it may say something new at every start.
  await rm(folder, { recursive: true, force: true });
  await rm(join(dataFolder, 'CachedProfilesData'), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await symlink(PROJECT_ROOT, join(folder, `${publisher}.${name}-${version}`));
}
