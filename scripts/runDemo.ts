/**
 * `npm run demo`: a simulated fleet and a VS Code with the extension on it, until Ctrl+C.
 *
 *   npm run demo                   in VS Code on this desktop if that is possible, else in the browser
 *   npm run demo -- --browser      in the browser
 *   npm run demo -- --port 9000    in the browser, at this port instead of 8137
 *   npm run demo -- --fleet FILE   with a fleet of your own: docs/TESTING.md
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { isEnding } from './childProcess.ts';
import { prepareDemoWorkspace } from './demoWorkspace.ts';
import { openOnDesktop } from './desktopVsCode.ts';
import { FLEETS_FOLDER, startFleet } from './fleetProcess.ts';
import { linkExtension } from './linkedExtension.ts';
import { PROJECT_ROOT } from './projectRoot.ts';
import { folderPage, startVsCodeServer } from './vscodeServer.ts';
import { VSCODE_VERSIONS } from './vscodeVersions.ts';

/** Always the same, because a browser keeps VS Code's secrets by address. */
const DEFAULT_PORT = '8137';

/** Thirty seconds of a firewall's life in one of ours: an upgrade takes a minute or two. */
const SPEED = 30;

const DEMO_FOLDER = join(PROJECT_ROOT, '.demo');
const WORKSPACE = join(DEMO_FOLDER, 'workspace');

process.once('exit', () => {
  // The terminal has written ^C into the line.
  if (isEnding()) console.log('\nDemo stopped.');
});

const { values } = parseArgs({
  options: { browser: { type: 'boolean' }, port: { type: 'string' }, fleet: { type: 'string' } },
});
const browserWanted = values.browser === true || values.port !== undefined;

try {
  await demo();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
}
// Reached only when something went wrong: a demo ends by Ctrl+C.
if (!isEnding()) process.exit(1);

async function demo(): Promise<void> {
  await build({ minify: false });
  await prepareDemoWorkspace(WORKSPACE);
  const fleet = await startFleet({
    fleetFile: values.fleet === undefined ? 'resources/fleets/demo.json' : resolve(values.fleet),
    speed: SPEED,
    stateFolder: join(FLEETS_FOLDER, 'demo'),
    workspace: WORKSPACE,
  });
  console.log(`The simulated fleet runs, ${SPEED} times as fast as real firewalls.`);

  const onDesktop = !browserWanted && (await openOnDesktop(WORKSPACE));
  console.log(onDesktop ? 'VS Code has opened with it.' : `VS Code is at:\n\n  ${await openInBrowser()}\n`);
  console.log('Ctrl+C ends the fleet and what was started for it.');

  const code = await fleet.process.exited;
  if (code === 0 && !isEnding()) {
    console.log('The simulated fleet was stopped in the window. VS Code stays open; Ctrl+C ends it.');
    await new Promise(() => undefined);
  }
  if (!isEnding()) throw new Error(`The simulated fleet ended by itself:\n${fleet.process.output()}`);
}

async function openInBrowser(): Promise<string> {
  const dataFolder = join(DEMO_FOLDER, 'vscode');
  await linkExtension(dataFolder);
  const port = Number(values.port ?? DEFAULT_PORT);
  const server = await startVsCodeServer({
    version: VSCODE_VERSIONS.newest,
    dataFolder,
    port,
    testDriver: false,
  });
  return folderPage(server, WORKSPACE);
}
