/**
 * The engine without an editor: what the extension, the engine tests, the benches and the command line start.
 */
import type { Engine, EngineParts } from './engineContract.ts';
import { startOwner } from './ownerEngine.ts';
import { nodeFiles } from './store/files.ts';
import { acquireLock } from './store/lock.ts';
import { startViewer } from './viewerEngine.ts';

/** Starts as the owner of the folder, or as a viewer when another window owns it. */
export async function startEngine(parts: EngineParts): Promise<Engine> {
  const files = parts.files ?? nodeFiles;
  await files.createFolder(parts.folder);
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
