/**
 * Prepares a VS Code server from npm packages in the user's cache, once per version: about a minute and 800 MB.
 * It is prepared in a folder beside and renamed when complete, so an interrupted preparation leaves nothing
 * that could be taken for a whole one, and two preparations at once do not disturb each other.
 */
import { access, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cacheFolder } from './cacheFolder.ts';
import { runQuietly } from './childProcess.ts';
import type { VsCodeVersion } from './vscodeVersions.ts';

export interface InstalledVsCode {
  /** The folder with `out/server-main.js`. */
  readonly serverFolder: string;
  /** The Node it must be started with. */
  readonly node: string;
}

/** Only these two native modules are needed: without spdlog the extension host does not start. */
const NATIVE_MODULES = ['@vscode/spdlog', '@vscode/native-watchdog'];

/**
 * The VS Code of this version, prepared if it is not there yet.
 * @throws when a package cannot be fetched or built; nothing half-made stays behind.
 */
export async function installVsCode(version: VsCodeVersion): Promise<InstalledVsCode> {
  if (process.platform === 'win32') throw new Error('VS Code in the browser runs on Linux and macOS only.');
  const folder = join(cacheFolder(), `vscode-${version.vscode}-${process.platform}-${process.arch}`);
  if (!(await exists(folder))) await prepare(version, folder);
  return { serverFolder: join(folder, 'package/lib/vscode'), node: join(folder, nodeInside(), 'bin/node') };
}

async function prepare(version: VsCodeVersion, folder: string): Promise<void> {
  console.log(`Preparing VS Code ${version.vscode} (once, about a minute, 800 MB in ${cacheFolder()}) …`);
  await removeAbandoned(dirname(folder));
  const partial = `${folder}.partial-${String(process.pid)}`;
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial, version);
    await rename(partial, folder);
  } catch (error) {
    // Somebody else may have finished the same preparation first: theirs is as good.
    if (!(await exists(folder))) throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function fill(folder: string, version: VsCodeVersion): Promise<void> {
  const nodePackage = `node-${process.platform}-${process.arch}@${version.node}`;
  const here = { cwd: folder, env: process.env };
  await runQuietly(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--prefix', folder, nodePackage],
    here,
  );
  await runQuietly('npm', ['pack', `code-server@${version.codeServer}`, '--silent'], here);
  const archive = `code-server-${version.codeServer}.tgz`;
  await runQuietly('tar', ['-xzf', archive, 'package/lib/vscode'], here);
  await rm(join(folder, archive));

  const serverFolder = join(folder, 'package/lib/vscode');
  const nodeFolder = join(folder, nodeInside());
  const env = {
    ...process.env,
    PATH: [join(nodeFolder, 'bin'), process.env['PATH']].join(delimiter),
    // The headers come with the Node package: otherwise node-gyp would download them.
    npm_config_nodedir: nodeFolder,
  };
  for (const cwd of [serverFolder, join(serverFolder, 'extensions')]) {
    await runQuietly('npm', ['install', '--omit=dev', '--ignore-scripts'], { cwd, env });
  }
  for (const name of NATIVE_MODULES) await runQuietly('npm', ['rebuild', name], { cwd: serverFolder, env });
}

/** Removes what preparations that were killed have left: their process is gone. */
async function removeAbandoned(parent: string): Promise<void> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const pid = /\.partial-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(parent, name), { recursive: true, maxRetries: 5 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function nodeInside(): string {
  return `node_modules/node-${process.platform}-${process.arch}`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
