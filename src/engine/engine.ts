/**
 * The engine without an editor: what the extension, the engine tests, the benches and the command line start.
 */
import type { Engine, EngineParts } from './engineContract.ts';
import { startOwner } from './ownerEngine.ts';
import { nodeFiles } from '../store/files.ts';
import { createStoreFolder } from '../store/openStore.ts';
import { acquireLock } from '../store/lock.ts';
import { startViewer } from './viewerEngine.ts';

/**
 * Starts as the owner of the folder, or as a viewer when another window owns it.
 * @throws UserError when the disk refuses what the engine cannot do without.
 */
export async function startEngine(parts: EngineParts): Promise<Engine> {
  const files = parts.files ?? nodeFiles;
  await createStoreFolder(files, parts.folder);
  const lock = await acquireLock(parts.folder, parts.owner);
  if (!lock.held) return startViewer({ ...parts, files }, lock.owner);
  try {
    return await startOwner({ ...parts, files }, () => lock.release());
  } catch (error) {
    // Otherwise this window would keep itself from trying again.
    await lock.release();
    throw error;
  }
}
