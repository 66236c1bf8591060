/**
 * Runs test/host inside a real extension host: in the VS Code server with a Chromium as its window, or, with
 * VSCODE_TEST=electron in the environment, in a desktop VS Code that @vscode/test-electron downloads.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { format } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { chromium } from 'playwright-core';
import { CHROMIUM_ARGUMENTS, findOrInstallChromium } from './chromium.ts';
import { PROJECT_ROOT } from './projectRoot.ts';
import { developmentPage, startVsCodeServer } from './vscodeServer.ts';
import type { VsCodeVersion } from './vscodeVersions.ts';

const TESTS_FILE = join(PROJECT_ROOT, 'dist/test/host/index.cjs');

/** How long all tests in the extension host may take together, in milliseconds. */
const LIMIT_MS = 10 * 60_000;

/** What the window and the extension host had to say meanwhile: much, and only of interest when a test fails. */
function windowLog(version: VsCodeVersion): string {
  return join(PROJECT_ROOT, `out/host/window-${version.vscode}.log`);
}

/**
 * Runs the tests in an empty workspace with a fresh profile and prints their report. They write their totals to
 * `resultFile`, and the report beside it: the extension host has no terminal of its own.
 */
export async function runHostTests(version: VsCodeVersion, resultFile: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'panos-host-'));
  await mkdir(join(folder, 'workspace'));
  try {
    const inDesktop = process.env['VSCODE_TEST'] === 'electron';
    await (inDesktop ? runInDesktop(folder, version, resultFile) : runInServer(folder, version, resultFile));
  } finally {
    console.log(await readFile(`${resultFile}.report`, 'utf8').catch(() => 'No test reported anything.'));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInDesktop(folder: string, version: VsCodeVersion, resultFile: string): Promise<void> {
  await runTests({
    version: version.vscode,
    extensionDevelopmentPath: PROJECT_ROOT,
    extensionTestsPath: TESTS_FILE,
    extensionTestsEnv: { TEST_RESULT_FILE: resultFile },
    launchArgs: [
      join(folder, 'workspace'),
      ...['--disable-workspace-trust', '--disable-extensions', '--user-data-dir', join(folder, 'data')],
    ],
  });
}

async function runInServer(folder: string, version: VsCodeVersion, resultFile: string): Promise<void> {
  const executablePath = await findOrInstallChromium();
  const server = await startVsCodeServer({
    version,
    dataFolder: join(folder, 'data'),
    testDriver: true,
    env: { TEST_RESULT_FILE: resultFile },
  });
  try {
    const testPage = developmentPage(server, {
      folder: join(folder, 'workspace'),
      extensionFolder: PROJECT_ROOT,
      testsFile: TESTS_FILE,
    });
    await openUntilDone(executablePath, testPage, windowLog(version));
  } finally {
    await server.stop();
  }
}

/** Opens the page in a browser of its own until VS Code says, through its test driver, that the tests have ended. */
async function openUntilDone(executablePath: string, address: string, logFile: string): Promise<void> {
  await mkdir(dirname(logFile), { recursive: true });
  const log = createWriteStream(logFile);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  try {
    const page = await browser.newPage();
    const ended = page.waitForEvent('close', { timeout: LIMIT_MS });
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) =>
      log.write(`${format(...args)}\n`),
    );
    await page.exposeFunction('codeAutomationExit', () => page.close());
    await page.goto(address);
    await ended;
  } finally {
    await browser.close();
    log.end();
  }
}
