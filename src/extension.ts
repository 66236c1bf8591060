/**
 * The editor's composition root: builds the parts and wires them, nothing else.
 *
 * It activates at startup (`onStartupFinished`), because a job that was under way when the window died must go on
 * without anybody opening a view. Activation only registers things; the engine opens after it has returned.
 */
import { join } from 'node:path';
import { type ExtensionContext, Uri, window, workspace } from 'vscode';
import { systemClock } from './ports/systemClock.ts';
import { findLiveFleet } from './simulator/spec/fleetFile.ts';
import { scaledClock } from './simulator/time/scaledClock.ts';
import { registerCommands } from './vscode/commands/registerCommands.ts';
import {
  keepContextKeys,
  offerToResume,
  restartOnChangedSettings,
  settingsProblemReporter,
  showNotices,
  startWhenTrusted,
} from './vscode/notices/engineEvents.ts';
import { EngineHolder, type OpenedEngine } from './vscode/engine/engineHolder.ts';
import { currentSettings, openEngine } from './vscode/engine/openEngine.ts';
import { showHeldBulks } from './vscode/notices/bulkHoldNotice.ts';
import { showJobEndings } from './vscode/notices/jobEndings.ts';
import { outputLog } from './vscode/engine/outputLog.ts';
import { createCsvProblems } from './vscode/csv/csvProblems.ts';
import { createComparedTableDocuments } from './vscode/documents/comparedTableDocuments.ts';
import { createDeviceStatusDocuments } from './vscode/documents/deviceStatusDocuments.ts';
import { showDeviceListLens } from './vscode/csv/deviceListLens.ts';
import { createComparisonPanels } from './vscode/panels/comparison/comparisonPanel.ts';
import { createFleetPanels } from './vscode/panels/fleet/fleetPanel.ts';
import { createPreviewPanels } from './vscode/panels/preview/previewPanel.ts';
import { createUpgradePreviewPanels } from './vscode/panels/preview/upgradePreviewPanel.ts';
import { createReadinessPanels } from './vscode/panels/reading/readinessPanel.ts';
import { createVerifyPanels } from './vscode/panels/reading/verifyPanel.ts';
import { createJobPanels } from './vscode/panels/job/jobPanels.ts';
import { createPinProblems } from './vscode/trust/pinProblems.ts';
import { credentialsStore } from './vscode/engine/secrets.ts';
import { SimulatedFleets } from './vscode/engine/simulatedFleets.ts';
import { createStatusBar } from './vscode/statusBar/statusBar.ts';
import { storageFolder } from './vscode/engine/storageFolder.ts';
import { createDevicesTree } from './vscode/trees/devicesTree.ts';
import { createJobsTree } from './vscode/trees/jobsTree.ts';
import { createPairsTree } from './vscode/trees/pairsTree.ts';
import { showUpgradePathsProblems, showVersionHashesProblems } from './vscode/documents/fileProblems.ts';

let holder: EngineHolder | undefined;

/** What the host tests hold on to. */
export interface ExtensionApi {
  readonly holder: EngineHolder;
  /** Opens an engine on this window's storage, as the next window on it would. */
  open(): Promise<OpenedEngine>;
}

export function activate(context: ExtensionContext): ExtensionApi {
  const channel = window.createOutputChannel('PAN-OS Upgrade', { log: true });
  context.subscriptions.push(channel);
  try {
    const log = outputLog(channel);
    const credentials = credentialsStore(context.secrets);
    const fleets = createFleets(context);
    const reportProblems = settingsProblemReporter();
    const clockOf: Parameters<typeof openEngine>[0]['clockOf'] = (fleet) =>
      fleet === null ? systemClock : scaledClock(fleet.time);
    const open = (): Promise<OpenedEngine> =>
      openEngine({ context, log, credentials, fleets, clockOf, reportProblems });
    const engineHolder = new EngineHolder(open, systemClock, log);
    holder = engineHolder;

    const devicesTree = createDevicesTree(engineHolder, context.workspaceState);
    const pinProblems = createPinProblems(() => currentSettings().engine.firewall.port);
    const jobPanels = createJobPanels(engineHolder, context.extensionUri);
    const fleetPanels = createFleetPanels(engineHolder, context.extensionUri, log);
    const csvProblems = createCsvProblems();
    const statusDocuments = createDeviceStatusDocuments(engineHolder);
    const tableDocuments = createComparedTableDocuments(engineHolder);
    const previewParts = { holder: engineHolder, extensionUri: context.extensionUri, log };
    context.subscriptions.push(
      devicesTree,
      createPairsTree(engineHolder),
      createJobsTree(engineHolder),
      createStatusBar(engineHolder),
      showUpgradePathsProblems(),
      showVersionHashesProblems(),
      showDeviceListLens(),
      jobPanels,
      fleetPanels,
      pinProblems,
      csvProblems,
      statusDocuments,
      tableDocuments,
      registerCommands({
        context,
        channel,
        holder: engineHolder,
        credentials,
        fleets,
        devicesTree,
        jobPanels,
        pinProblems,
        fleetPanels,
        csvProblems,
        statusDocuments,
        previewPanels: createPreviewPanels(previewParts),
        upgradePanels: createUpgradePreviewPanels(previewParts),
        verifyPanels: createVerifyPanels(previewParts),
        readinessPanels: createReadinessPanels(previewParts),
        comparisonPanels: createComparisonPanels({ ...previewParts, tableDocuments }),
      }),
      keepContextKeys(engineHolder),
      showNotices(engineHolder),
      offerToResume(engineHolder),
      showJobEndings(engineHolder, jobPanels),
      showHeldBulks(engineHolder),
      restartOnChangedSettings(engineHolder),
      startWhenTrusted(engineHolder),
    );
    return { holder: engineHolder, open };
  } catch (error) {
    // VS Code itself shows nothing when an activation fails.
    channel.error(error instanceof Error ? error : String(error));
    void window.showErrorMessage('PAN-OS Upgrade could not start. Its output channel says why.');
    throw error;
  }
}

/** Leaves every device as it is; what was under way is resumed when the window opens again. */
export async function deactivate(): Promise<void> {
  await holder?.close();
}

function createFleets(context: ExtensionContext): SimulatedFleets {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const resource = (...path: string[]): string => Uri.joinPath(context.extensionUri, ...path).fsPath;
  return new SimulatedFleets({
    program: resource('dist', 'simulator.cjs'),
    fleetSpec: resource('resources', 'fleets', 'demo.json'),
    stateFolder: join(storageFolder(context), 'simulator'),
    demoFolder: folder?.scheme === 'file' ? join(folder.fsPath, '.panos-simulator') : null,
    panoramaHost: () => currentSettings().engine.panorama.host,
    memory: context.workspaceState,
    findLiveFleet,
  });
}
