/**
 * The editor's composition root: builds the parts and wires them, nothing else.
 *
 * It activates at startup (`onStartupFinished`), because a job that was under way when the window died must go on
 * without anybody opening a view. Activation only registers things; the engine opens after it has returned.
 */
import { join } from 'node:path';
import { type ExtensionContext, ExtensionMode, Uri, workspace } from 'vscode';
import { readSettings, type Settings } from './engine/settings/readSettings.ts';
import { settingsSection } from './engine/settings/settingsTable.ts';
import type { Clock } from './ports/clock.ts';
import { systemClock } from './ports/systemClock.ts';
import { endFleet, findLiveFleet, fleetFoldersFor } from './simulator/liveFleet.ts';
import { scaledClock } from './simulator/time/scaledClock.ts';
import { registerCommands } from './vscode/commands/registerCommands.ts';
import { createCsvProblems } from './vscode/csv/csvProblems.ts';
import { showDeviceListLens } from './vscode/csv/deviceListLens.ts';
import { createComparedTableDocuments } from './vscode/documents/comparedTableDocuments.ts';
import { createDeviceStatusDocuments } from './vscode/documents/deviceStatusDocuments.ts';
import { showUpgradePathsProblems, showVersionHashesProblems } from './vscode/documents/fileProblems.ts';
import { EngineHolder, type OpenedEngine } from './vscode/engine/engineHolder.ts';
import { folderSettings } from './vscode/engine/folderSettings.ts';
import { openEngine } from './vscode/engine/openEngine.ts';
import { window } from './vscode/exits/window.ts';
import type { Log } from './ports/log.ts';
import { rememberedSecrets } from './vscode/engine/rememberedSecrets.ts';
import { type SimulatedFleet, SimulatedFleets } from './vscode/engine/simulatedFleets.ts';
import { storageFolder } from './vscode/engine/storageFolder.ts';
import { showHeldBulks } from './vscode/notices/bulkHoldNotice.ts';
import { logContact } from './vscode/notices/contactLog.ts';
import {
  keepContextKeys,
  offerToResume,
  restartOnChangedSettings,
  settingsProblemReporter,
  showNotices,
  startWhenTrusted,
} from './vscode/notices/engineEvents.ts';
import { showEarlierCredentials } from './vscode/notices/earlierCredentialsNotice.ts';
import { showFolderSettings } from './vscode/notices/folderSettingsNotice.ts';
import { showFunctionalAgain } from './vscode/notices/functionalAgainNotice.ts';
import { showJobEndings } from './vscode/notices/jobEndings.ts';
import { createComparisonPanels } from './vscode/panels/comparison/comparisonPanel.ts';
import { createFleetPanels } from './vscode/panels/fleet/fleetPanel.ts';
import { createJobPanels } from './vscode/panels/job/jobPanels.ts';
import { createDownloadPreviewPanels } from './vscode/panels/preview/downloadPreviewPanel.ts';
import { createUpgradePreviewPanels } from './vscode/panels/preview/upgradePreviewPanel.ts';
import { OpenPages } from './vscode/panels/page/openPages.ts';
import { pageEditor } from './vscode/panels/page/pageEditor.ts';
import { PageMemory } from './vscode/panels/page/pageMemory.ts';
import { createReadinessPanels } from './vscode/panels/reading/readinessPanel.ts';
import { createVerifyPanels } from './vscode/panels/reading/verifyPanel.ts';
import { createStatusBar } from './vscode/statusBar/statusBar.ts';
import { createDevicesTree } from './vscode/trees/devicesTree.ts';
import { createJobsTree } from './vscode/trees/jobsTree.ts';
import { createPairsTree } from './vscode/trees/pairsTree.ts';
import { createPinProblems } from './vscode/trust/pinProblems.ts';
import { createOutputChannel, type OutputChannel } from './vscode/exits/outputChannel.ts';

/** What the host tests hold on to; nobody else is given it. */
export interface ExtensionApi {
  readonly holder: EngineHolder;
  /** Opens an engine on this window's storage, as the next window on it would. */
  open(): Promise<OpenedEngine>;
}

let holder: EngineHolder | undefined;

export function activate(context: ExtensionContext): ExtensionApi | undefined {
  const channel = createOutputChannel('PAN-OS Upgrade');
  context.subscriptions.push(channel);
  try {
    return register(context, channel);
  } catch (error) {
    // VS Code itself shows nothing when an activation fails.
    channel.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    void window.showErrorMessage('PAN-OS Upgrade could not start. Its output channel says why.');
    throw error;
  }
}

/** Leaves every device as it is; what was under way is resumed when the window opens again. */
export async function deactivate(): Promise<void> {
  await holder?.close();
}

function register(context: ExtensionContext, channel: OutputChannel): ExtensionApi | undefined {
  const log: Log = channel;
  const ofFolder = folderSettings(() => workspace.getConfiguration(settingsSection), context.workspaceState);
  const settings = (): Settings => readSettings((key) => ofFolder.read(key));
  const secrets = rememberedSecrets(context.secrets);
  const fleets = createFleets(context);
  const reportProblems = settingsProblemReporter();
  const open = (): Promise<OpenedEngine> =>
    openEngine({ context, log, secrets, fleets, settings, clockOf, reportProblems });
  const engine = new EngineHolder(open, systemClock, log);
  holder = engine;

  const devicesTree = createDevicesTree(engine, context.workspaceState);
  const trees = [devicesTree, createPairsTree(engine), createJobsTree(engine)];

  const pinProblems = createPinProblems(() => settings().engine.firewall.port);
  const csvProblems = createCsvProblems();
  const statusDocuments = createDeviceStatusDocuments(engine);
  const tableDocuments = createComparedTableDocuments(engine);
  const documents = [
    showUpgradePathsProblems(),
    showVersionHashesProblems(),
    showDeviceListLens(),
    pinProblems,
    csvProblems,
    statusDocuments,
    tableDocuments,
  ];

  const pages = new OpenPages({
    editor: pageEditor(context.extensionUri),
    memory: new PageMemory(context.workspaceState),
    clock: systemClock,
    log,
  });
  const pageParts = { holder: engine, extensionUri: context.extensionUri, log, pages };
  const jobPanels = createJobPanels(pageParts);
  const commands = registerCommands({
    context,
    channel,
    holder: engine,
    fleets,
    folderSettings: ofFolder,
    devicesTree,
    pinProblems,
    csvProblems,
    statusDocuments,
    jobPanels,
    fleetPanels: createFleetPanels(pageParts),
    downloadPanels: createDownloadPreviewPanels(pageParts),
    upgradePanels: createUpgradePreviewPanels(pageParts),
    verifyPanels: createVerifyPanels(pageParts),
    readinessPanels: createReadinessPanels(pageParts),
    comparisonPanels: createComparisonPanels({ ...pageParts, tableDocuments }),
  });

  context.subscriptions.push(
    secrets,
    ...trees,
    createStatusBar(engine),
    logContact(engine, log),
    ...documents,
    pages,
    commands,
    keepContextKeys(engine),
    showNotices(engine),
    offerToResume(engine),
    showJobEndings(engine, jobPanels),
    showFunctionalAgain(engine),
    showHeldBulks(engine),
    showFolderSettings(ofFolder, systemClock),
    showEarlierCredentials(engine),
    restartOnChangedSettings(engine),
    // The last one: whoever follows the engine is there when it opens.
    startWhenTrusted(engine),
  );
  // Any extension may ask for what is given back here, and with it for credentials and devices.
  return context.extensionMode === ExtensionMode.Test ? { holder: engine, open } : undefined;
}

/** A simulated fleet has its own time. */
function clockOf(fleet: SimulatedFleet | null): Clock {
  return fleet === null ? systemClock : scaledClock(fleet.time);
}

function createFleets(context: ExtensionContext): SimulatedFleets {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const resource = (...path: string[]): string => Uri.joinPath(context.extensionUri, ...path).fsPath;
  return new SimulatedFleets({
    program: resource('dist', 'simulator.cjs'),
    fleetSpec: resource('resources', 'fleets', 'demo.json'),
    stateFolder: join(storageFolder(context), 'simulator'),
    // Where scripts/runDemo.ts has them; an installed extension has no such folder.
    demoFolders: async () =>
      folder?.scheme === 'file' ? fleetFoldersFor(folder.fsPath, resource('.demo', 'fleets')) : [],
    memory: context.workspaceState,
    findLiveFleet,
    endFleet,
  });
}
