/** Every command there is, with arguments where it takes some; commands.test.ts checks that none is missing. */
import * as configuration from '../../../src/panos/commands/configuration.ts';
import * as content from '../../../src/panos/commands/content.ts';
import * as device from '../../../src/panos/commands/device.ts';
import * as forwarding from '../../../src/panos/commands/forwarding.ts';
import * as highAvailability from '../../../src/panos/commands/highAvailability.ts';
import * as panorama from '../../../src/panos/commands/panorama.ts';
import * as readiness from '../../../src/panos/commands/readiness.ts';
import * as software from '../../../src/panos/commands/software.ts';
import * as traffic from '../../../src/panos/commands/traffic.ts';
import * as userId from '../../../src/panos/commands/userId.ts';

/** What the device gives as a file. */
export const EVERY_EXPORT = [configuration.exportConfiguration, configuration.exportDeviceState];

export const EVERY_COMMAND = [
  ...Object.values(readiness),
  configuration.checkFullCommitRequired,
  configuration.showConfigChanges,
  configuration.showRunningCertificates,
  configuration.showUpdateSchedule,
  configuration.saveConfig('pre-upgrade.xml'),
  content.checkContent,
  content.downloadLatestContent,
  content.installLatestContent,
  device.showSystemInfo,
  device.askVersion,
  device.showJob(42),
  device.showJobs,
  device.showPendingJobs,
  device.showProcessedJobs,
  device.showChassisReady,
  device.showDiskSpace,
  device.checkPendingChanges,
  device.restartSystem,
  forwarding.showFib('legacy'),
  forwarding.showFib('advanced'),
  forwarding.showBgpPeers('legacy'),
  forwarding.showBgpPeers('advanced'),
  forwarding.showRoutingSummary,
  forwarding.showTunnelFlows,
  userId.showUserIdAgents,
  userId.showRedistributionAgents,
  userId.showUserIdService,
  userId.showRedistributionService,
  forwarding.showIpsecAssociations,
  forwarding.showInterfaces,
  forwarding.showHardwareInterfaces,
  forwarding.findSessions(() => true),
  highAvailability.showHaState,
  highAvailability.showPanoramaHa,
  highAvailability.suspendHa,
  highAvailability.makeHaFunctional,
  highAvailability.syncConfigToPeer,
  panorama.showDevicesAll,
  panorama.showDevicesConnected,
  panorama.showDeviceGroups,
  panorama.checkBatchSoftware,
  software.checkSoftware,
  software.showSoftware,
  software.showPartitions,
  software.downloadSoftware('11.1.4-h7'),
  software.installSoftware('11.1.4-h7'),
  software.deleteSoftware('11.1.4-h7'),
  traffic.showSessionInfo,
  traffic.showRoutes('legacy'),
  traffic.showRoutes('advanced'),
  traffic.showArp,
  traffic.findArpEntries(() => false),
];
