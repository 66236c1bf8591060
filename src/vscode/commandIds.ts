/**
 * The names by which VS Code knows our commands, views and context keys. The manifest repeats them, since it
 * cannot import; test/unit/vscode/manifest.test.ts holds the two together.
 */
export const commandIds = {
  discoverDevices: 'panosUpgrade.discoverDevices',
  addFirewall: 'panosUpgrade.addFirewall',
  setPanoramaCredentials: 'panosUpgrade.setPanoramaCredentials',
  setFirewallCredentials: 'panosUpgrade.setFirewallCredentials',
  setDeviceCredentials: 'panosUpgrade.setDeviceCredentials',
  removeDeviceCredentials: 'panosUpgrade.removeDeviceCredentials',
  testConnection: 'panosUpgrade.testConnection',
  confirmAddresses: 'panosUpgrade.confirmAddresses',
  trustNewCertificate: 'panosUpgrade.trustNewCertificate',
  exportCertificatePins: 'panosUpgrade.exportCertificatePins',
  importCertificatePins: 'panosUpgrade.importCertificatePins',
  startSimulatedFleet: 'panosUpgrade.startSimulatedFleet',
  stopSimulatedFleet: 'panosUpgrade.stopSimulatedFleet',
  upgradeDevice: 'panosUpgrade.upgradeDevice',
  dryRun: 'panosUpgrade.dryRun',
  upgradeDevices: 'panosUpgrade.upgradeDevices',
  upgradeDevicesFromCsv: 'panosUpgrade.upgradeDevicesFromCsv',
  upgradeGroup: 'panosUpgrade.upgradeGroup',
  upgradeDryRun: 'panosUpgrade.upgradeDryRun',
  downloadImages: 'panosUpgrade.downloadImages',
  downloadImagesToAll: 'panosUpgrade.downloadImagesToAll',
  downloadImagesFromCsv: 'panosUpgrade.downloadImagesFromCsv',
  downloadDryRun: 'panosUpgrade.downloadDryRun',
  verifyDownloads: 'panosUpgrade.verifyDownloads',
  makeRoom: 'panosUpgrade.makeRoom',
  checkReadiness: 'panosUpgrade.checkReadiness',
  showFleet: 'panosUpgrade.showFleet',
  showComparison: 'panosUpgrade.showComparison',
  showDeviceStatus: 'panosUpgrade.showDeviceStatus',
  exportDevices: 'panosUpgrade.exportDevices',
  setSite: 'panosUpgrade.setSite',
  importSites: 'panosUpgrade.importSites',
  retryJob: 'panosUpgrade.retryJob',
  retryDownload: 'panosUpgrade.retryDownload',
  cancelQueuedDownloads: 'panosUpgrade.cancelQueuedDownloads',
  retryAllFailed: 'panosUpgrade.retryAllFailed',
  cancelJob: 'panosUpgrade.cancelJob',
  handOverJob: 'panosUpgrade.handOverJob',
  decideStep: 'panosUpgrade.decideStep',
  moveToTop: 'panosUpgrade.moveToTop',
  moveToBottom: 'panosUpgrade.moveToBottom',
  letRestGoOn: 'panosUpgrade.letRestGoOn',
  cancelRest: 'panosUpgrade.cancelRest',
  showJob: 'panosUpgrade.showJob',
  pauseEngine: 'panosUpgrade.pauseEngine',
  resumeEngine: 'panosUpgrade.resumeEngine',
  retryEngine: 'panosUpgrade.retryEngine',
  reviewFolderSettings: 'panosUpgrade.reviewFolderSettings',
  openUpgradePaths: 'panosUpgrade.openUpgradePaths',
  openVersionHashes: 'panosUpgrade.openVersionHashes',
  openBackupFolder: 'panosUpgrade.openBackupFolder',
  groupDevicesBy: 'panosUpgrade.groupDevicesBy',
  copyCell: 'panosUpgrade.copyCell',
  showLog: 'panosUpgrade.showLog',
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const viewIds = {
  devices: 'panosUpgrade.devices',
  haPairs: 'panosUpgrade.haPairs',
  jobs: 'panosUpgrade.jobs',
} as const;

/** Of documents that show a device's status: VS Code opens them for reading only. */
export const deviceStatusScheme = 'panos-upgrade-status';

/** Of documents that show a table before or after an upgrade: VS Code opens them for reading only. */
export const comparedTablesScheme = 'panos-upgrade-table';

/** The Job page, as its serializer and VS Code's tabs know it. */
export const jobPanelType = 'panosUpgrade.job';

/** The Fleet page, as its serializer and VS Code's tabs know it. */
export const fleetPanelType = 'panosUpgrade.fleet';
export const downloadPreviewPanelType = 'panosUpgrade.preview';
export const upgradePreviewPanelType = 'panosUpgrade.upgradePreview';
export const verifyPanelType = 'panosUpgrade.verify';
export const comparisonPanelType = 'panosUpgrade.comparison';
export const readinessPanelType = 'panosUpgrade.readiness';
