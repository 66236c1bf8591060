/** A VS Code window on this desktop: a local `code` if there is one, else a VS Code that is downloaded for it. */
import { join } from 'node:path';
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { cacheFolder } from './cacheFolder.ts';
import { runQuietly, startProcess } from './childProcess.ts';
import { PROJECT_ROOT } from './projectRoot.ts';

/** How long the download may stand still before it is given up, in milliseconds. */
const DOWNLOAD_PATIENCE_MS = 5000;

/** Opens `folder` with the extension; false when there is no desktop, or no VS Code to be had for it. */
export async function openOnDesktop(folder: string): Promise<boolean> {
  if (!hasDesktop()) return false;
  const args = [
    `--extensionDevelopmentPath=${PROJECT_ROOT}`,
    // A profile of its own: no other extension, nothing of the user's settings, nothing left behind in them.
    ...['--user-data-dir', join(cacheFolder(), 'desktop-profile'), '--disable-extensions'],
    ...['--disable-workspace-trust', '--new-window', folder],
  ];
  return (await openWithLocalCode(args)) || (await openWithDownload(args));
}

function hasDesktop(): boolean {
  if (process.platform !== 'linux') return true;
  return process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
}

async function openWithLocalCode(args: readonly string[]): Promise<boolean> {
  try {
    await runQuietly(process.platform === 'win32' ? 'code.cmd' : 'code', args);
    return true;
  } catch {
    return false;
  }
}

async function openWithDownload(args: readonly string[]): Promise<boolean> {
  try {
    const executable = await downloadAndUnzipVSCode({
      cachePath: join(cacheFolder(), 'desktop'),
      reporter: new SilentReporter(),
      timeout: DOWNLOAD_PATIENCE_MS,
    });
    startProcess(executable, args);
    return true;
  } catch {
    return false;
  }
}
