/** Every command there is, with arguments where it takes some; commands.test.ts checks that none is missing. */
import * as device from '../../../src/panos/commands/device.ts';
import * as highAvailability from '../../../src/panos/commands/highAvailability.ts';
import * as panorama from '../../../src/panos/commands/panorama.ts';
import * as software from '../../../src/panos/commands/software.ts';
import * as traffic from '../../../src/panos/commands/traffic.ts';

export const EVERY_COMMAND = [
  device.showSystemInfo,
  device.showJob(42),
  device.showJobs,
  device.showChassisReady,
  device.showDiskSpace,
  device.checkPendingChanges,
  device.restartSystem,
  highAvailability.showHaState,
  panorama.showDevicesAll,
  software.checkSoftware,
  software.showSoftware,
  software.downloadSoftware('11.1.4-h7'),
  software.installSoftware('11.1.4-h7'),
  traffic.showSessionInfo,
  traffic.showRoutes('legacy'),
  traffic.showRoutes('advanced'),
  traffic.showArp,
];
