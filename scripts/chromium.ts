/** The browser in which VS Code is driven where no desktop VS Code can be had. */
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runQuietly } from './childProcess.ts';

/** Arguments for a Chromium that runs in a container and reaches for nothing outside. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The path of a Chromium or Chrome; installed from Debian's packages when there is none and we may.
 * @throws saying what to install when there is none and we may not.
 */
export async function findOrInstallChromium(): Promise<string> {
  const found = await findChromium();
  if (found !== undefined) return found;
  if (process.platform === 'linux' && process.getuid?.() === 0 && (await findInPath('apt-get'))) {
    console.log('Installing Chromium from Debian’s packages (once) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await runQuietly('apt-get', ['update'], { env });
    await runQuietly('apt-get', ['install', '-y', 'chromium'], { env });
    const installed = await findChromium();
    if (installed !== undefined) return installed;
  }
  throw new Error(
    'Chromium is missing and cannot be installed from here. Install it (Debian, Ubuntu: «sudo apt-get install ' +
      'chromium») or name one in the environment variable CHROMIUM, then run this again.',
  );
}

async function findChromium(): Promise<string | undefined> {
  const named = process.env['CHROMIUM'];
  if (named !== undefined) return named;
  for (const name of NAMES) {
    const path = await findInPath(name);
    if (path !== undefined) return path;
  }
  for (const path of PLACES) if (await isThere(path)) return path;
  return undefined;
}

async function findInPath(name: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    if (await isThere(path)) return path;
  }
  return undefined;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
