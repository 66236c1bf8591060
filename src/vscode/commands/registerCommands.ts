/** Every command with its implementation, and the one place that decides what is shown when one fails. */
import { commands, Disposable } from 'vscode';
import { window } from '../exits/window.ts';
import { type CommandId, commandIds } from '../commandIds.ts';
import { offerActions } from '../actions/offerActions.ts';
import { addFirewall } from './devices/addFirewall.ts';
import type { Command, CommandParts } from './asking/commandParts.ts';
import { openBackupFolder } from './editor/backupFolder.ts';
import { exportCertificatePins, importCertificatePins } from './devices/certificatePins.ts';
import { showComparison } from './jobs/comparison.ts';
import { copyCell } from './editor/copyCell.ts';
import { confirmAddresses } from './devices/confirmAddresses.ts';
import { setFirewallCredentials, setPanoramaCredentials } from './devices/credentials.ts';
import { showDeviceStatus } from './devices/deviceStatus.ts';
import { removeDeviceCredentials, setDeviceCredentials } from './devices/deviceCredentials.ts';
import { discoverDevices } from './devices/discoverDevices.ts';
import {
  downloadDryRun,
  downloadImages,
  downloadImagesFromCsv,
  downloadImagesToAll,
  showFleet,
  verifyDownloads,
} from './jobs/downloads.ts';
import { exportDevices } from './devices/exportDevicesCsv.ts';
import { pauseEngine, resumeEngine, retryEngine } from './editor/engineControl.ts';
import { describeFailure, isUnexpected } from '../actions/failure.ts';
import { groupDevicesBy } from './devices/groupDevicesBy.ts';
import { cancelJob, cancelQueuedDownloads, showJob } from './jobs/jobs.ts';
import { cancelRest, letRestGoOn } from './jobs/bulkHold.ts';
import { makeRoom } from './jobs/makeRoom.ts';
import { decideStep, handOverJob } from './jobs/operator.ts';
import { moveToBottom, moveToTop } from './jobs/queueOrder.ts';
import { reviewFolderSettings } from './editor/folderSettings.ts';
import { openUpgradePaths, openVersionHashes } from './editor/openFiles.ts';
import { checkReadiness } from './jobs/readiness.ts';
import { retryAllFailed, retryJob } from './jobs/retryJobs.ts';
import { importSites, setSite } from './devices/sites.ts';
import { showLog } from './editor/showLog.ts';
import { startSimulatedFleet, stopSimulatedFleet } from './editor/simulatedFleet.ts';
import { testConnection } from './devices/testConnection.ts';
import { trustNewCertificate } from './devices/trustNewCertificate.ts';
import { dryRun, upgradeDevice } from './jobs/upgradeDevice.ts';
import { upgradeDevices, upgradeDevicesFromCsv, upgradeDryRun, upgradeGroup } from './jobs/upgrades.ts';
import type { OutputChannel } from '../exits/outputChannel.ts';

/** Forgetting one is a compile error. Titles are those of the manifest. */
const implementations: Readonly<Record<keyof typeof commandIds, { title: string; run: Command }>> = {
  discoverDevices: { title: 'Discover Devices', run: discoverDevices },
  addFirewall: { title: 'Add Firewall', run: addFirewall },
  setPanoramaCredentials: { title: 'Set Panorama Credentials', run: setPanoramaCredentials },
  setFirewallCredentials: { title: 'Set Firewall Credentials', run: setFirewallCredentials },
  setDeviceCredentials: { title: 'Set Credentials', run: setDeviceCredentials },
  removeDeviceCredentials: { title: 'Remove Credentials', run: removeDeviceCredentials },
  confirmAddresses: { title: 'Confirm Addresses', run: confirmAddresses },
  trustNewCertificate: { title: 'Trust the New Certificate', run: trustNewCertificate },
  exportCertificatePins: { title: 'Export Certificate Pins', run: exportCertificatePins },
  importCertificatePins: { title: 'Import Certificate Pins', run: importCertificatePins },
  testConnection: { title: 'Test Connection', run: testConnection },
  startSimulatedFleet: { title: 'Start Simulated Fleet', run: startSimulatedFleet },
  stopSimulatedFleet: { title: 'Stop Simulated Fleet', run: stopSimulatedFleet },
  upgradeDevice: { title: 'Upgrade Device', run: upgradeDevice },
  dryRun: { title: 'Dry Run', run: dryRun },
  upgradeDevices: { title: 'Upgrade Devices', run: upgradeDevices },
  upgradeDevicesFromCsv: { title: 'Upgrade Devices in CSV', run: upgradeDevicesFromCsv },
  upgradeGroup: { title: 'Upgrade All Devices of a Version or Group', run: upgradeGroup },
  upgradeDryRun: { title: 'Dry Run: Upgrade Devices', run: upgradeDryRun },
  downloadImages: { title: 'Download Images', run: downloadImages },
  downloadImagesToAll: { title: 'Download Images to All Devices', run: downloadImagesToAll },
  downloadImagesFromCsv: { title: 'Download Images to Devices in CSV', run: downloadImagesFromCsv },
  downloadDryRun: { title: 'Dry Run: Download Images', run: downloadDryRun },
  verifyDownloads: { title: 'Verify Downloads', run: verifyDownloads },
  makeRoom: { title: 'Make Room', run: makeRoom },
  checkReadiness: { title: 'Check Readiness', run: checkReadiness },
  showFleet: { title: 'Show Fleet', run: showFleet },
  showComparison: { title: 'Show Comparison', run: showComparison },
  showDeviceStatus: { title: 'Show Device Status', run: showDeviceStatus },
  exportDevices: { title: 'Export Devices to CSV', run: exportDevices },
  setSite: { title: 'Set Site', run: setSite },
  importSites: { title: 'Set Sites from CSV', run: importSites },
  retryJob: { title: 'Retry', run: retryJob },
  retryDownload: { title: 'Retry', run: retryJob },
  cancelQueuedDownloads: { title: 'Cancel Queued Downloads', run: cancelQueuedDownloads },
  retryAllFailed: { title: 'Retry All Failed', run: retryAllFailed },
  cancelJob: { title: 'Cancel Job', run: cancelJob },
  handOverJob: { title: 'Hand Over Now', run: handOverJob },
  decideStep: { title: 'Decide', run: decideStep },
  moveToTop: { title: 'Move to Top of Queue', run: moveToTop },
  moveToBottom: { title: 'Move to Bottom of Queue', run: moveToBottom },
  letRestGoOn: { title: 'Let the Rest Go On', run: letRestGoOn },
  cancelRest: { title: 'Cancel the Rest', run: cancelRest },
  showJob: { title: 'Show Job', run: showJob },
  pauseEngine: { title: 'Pause Engine', run: pauseEngine },
  resumeEngine: { title: 'Resume Engine', run: resumeEngine },
  retryEngine: { title: 'Try Again', run: retryEngine },
  reviewFolderSettings: { title: 'Review Folder Settings', run: reviewFolderSettings },
  openUpgradePaths: { title: 'Open Upgrade Paths', run: openUpgradePaths },
  openVersionHashes: { title: 'Open Version Hashes', run: openVersionHashes },
  openBackupFolder: { title: 'Open Backup Folder', run: openBackupFolder },
  groupDevicesBy: { title: 'Group Devices By', run: groupDevicesBy },
  copyCell: { title: 'Copy', run: copyCell },
  showLog: { title: 'Show Log', run: showLog },
};

export function registerCommands(parts: CommandParts): Disposable {
  return Disposable.from(
    ...Object.entries(implementations).map(([name, { title, run }]) => {
      // Object.entries widens the keys; they are exactly commandIds' by the record's type.
      const id: CommandId = commandIds[name as keyof typeof commandIds];
      return commands.registerCommand(id, async (target: unknown, others: unknown) => {
        try {
          await run(parts, target, others);
        } catch (error) {
          void showFailure(title, error, parts.channel);
        }
      });
    }),
  );
}

/** Tells the user; never waits for the buttons before the command counts as ended. */
export async function showFailure(title: string, error: unknown, channel: OutputChannel): Promise<void> {
  const failure = describeFailure(title, error);
  if (failure === null) return;
  const message = failure.message;
  if (failure.isHint === true) {
    channel.info(`${title}: ${failure.message}`);
    await offerActions(failure.actions, (titles) => window.showInformationMessage(message, ...titles));
    return;
  }
  channel.error(`${title}: ${isUnexpected(error) ? stackOf(error) : failure.message}`);
  await offerActions(failure.actions, (titles) => window.showErrorMessage(message, ...titles));
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
