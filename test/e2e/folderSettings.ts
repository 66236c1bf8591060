/** Settings of the folder that a window has open, as its user would write them down there. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Sets these and keeps the others. */
export async function setInFolder(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = join(folder, '.vscode/settings.json');
  const before = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return '{}';
  });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...(JSON.parse(before) as object), ...settings }));
}
