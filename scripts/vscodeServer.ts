/**
 * A real VS Code in the browser: the server that VS Code itself ships, with a real extension host, on a free
 * port of this machine. The demo, the host tests and the e2e tests open their pages from it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startProcess, waitForOutput } from './childProcess.ts';
import { installVsCode } from './vscodeInstall.ts';
import type { VsCodeVersion } from './vscodeVersions.ts';

export interface VsCodeServerOptions {
  readonly version: VsCodeVersion;
  /** Holds everything this VS Code remembers: settings, storage, logs, extensions. */
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly port?: number;
  /** Lets the page load an extension under development or run its tests: see `developmentPage`. */
  readonly testDriver: boolean;
  /** A folder is untrusted until the user says otherwise, as on a desktop; left out: every folder is trusted. */
  readonly asksForTrust?: boolean | undefined;
  /** Environment variables that the extension host shall see besides this process's own. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface VsCodeServer {
  readonly port: number;
  /** The process id of the server; the extension hosts are its children. */
  readonly pid: number;
  readonly dataFolder: string;
  output(): string;
  readonly exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** A window without anything that distracts from the extension or reaches for the internet. */
const CALM_SETTINGS = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
};

const STARTUP_LIMIT_MS = 30_000;

/** Where a server with this data folder looks for installed extensions. */
export function extensionsFolder(dataFolder: string): string {
  return join(dataFolder, 'extensions');
}

/**
 * Starts a server and waits until it answers.
 * @throws with its output when it does not come up.
 */
export async function startVsCodeServer(options: VsCodeServerOptions): Promise<VsCodeServer> {
  const { dataFolder } = options;
  const installed = await installVsCode(options.version);
  await writeMachineSettings(dataFolder);
  const started = startProcess(
    installed.node,
    [
      join(installed.serverFolder, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...['--without-connection-token', '--accept-server-license-terms'],
      ...(options.asksForTrust === true ? [] : ['--disable-workspace-trust']),
      ...['--disable-telemetry', '--user-data-dir', dataFolder, '--server-data-dir', dataFolder],
      ...['--extensions-dir', extensionsFolder(dataFolder)],
      // A browser that died must not leave its extension host, and so the storage's owner, behind for hours.
      ...['--reconnection-grace-time', '30'],
      ...(options.testDriver ? ['--enable-smoke-test-driver'] : []),
    ],
    { cwd: installed.serverFolder, env: { ...environmentWithout('VSCODE_', 'ELECTRON_'), ...options.env } },
  );
  const match = await waitForOutput(
    'VS Code',
    started,
    /Web UI available at \S+:(\d+)|EADDRINUSE/,
    STARTUP_LIMIT_MS,
  );
  if (match[1] === undefined) {
    await started.stop();
    throw new Error(`VS Code did not start: another program listens at port ${options.port ?? 0} already.`);
  }
  return {
    port: Number(match[1]),
    pid: started.child.pid ?? 0,
    dataFolder,
    output: () => started.output(),
    exited: started.exited,
    stop: () => started.stop(),
  };
}

/** The address of a window with this folder open. */
export function folderPage(server: VsCodeServer, folder: string): string {
  return `http://127.0.0.1:${String(server.port)}/?folder=${encodeURI(folder)}`;
}

/**
 * The address of a window that runs the extension from its source folder, and its tests when `testsFile` is
 * given. Needs a server with `testDriver`.
 */
export function developmentPage(
  server: VsCodeServer,
  page: { folder: string; extensionFolder: string; testsFile?: string },
): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${String(server.port)}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(page.extensionFolder)],
    ...(page.testsFile === undefined ? [] : [['extensionTestsPath', remote(page.testsFile)]]),
    ['skipWelcome', 'true'],
  ];
  return `${folderPage(server, page.folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

async function writeMachineSettings(dataFolder: string): Promise<void> {
  await mkdir(extensionsFolder(dataFolder), { recursive: true });
  const file = join(dataFolder, 'Machine/settings.json');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(CALM_SETTINGS, null, 2));
}

/** A server started from a terminal inside VS Code must not take that VS Code's own variables for its own. */
function environmentWithout(...prefixes: string[]): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env);
  return Object.fromEntries(entries.filter(([name]) => !prefixes.some((prefix) => name.startsWith(prefix))));
}
