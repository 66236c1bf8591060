/** What tells whether a device is fit for an upgrade: clocks, contracts, health, load, locks. */
import { whole } from '../calls/answerReader.ts';
import { readDataplaneClocks, readManagementClock, type PlaneClock } from '../answers/health/clocks.ts';
import { readEnvironmentals, type Sensor } from '../answers/health/environmentals.ts';
import { readLicenses, readSupport, type License, type SupportContract } from '../answers/health/licences.ts';
import {
  readDataplaneLoad,
  readManagementCpu,
  readManagementMemory,
  type DataplaneLoad,
} from '../answers/health/load.ts';
import { readLocks, type ConfigurationLock } from '../answers/health/locks.ts';
import { readMtus } from '../answers/forwarding/mtus.ts';
import { readNtp, type NtpState } from '../answers/health/ntp.ts';
import { readPanoramaStatus } from '../answers/panoramaStatus.ts';
import { readProcesses, type DeviceProcess } from '../answers/health/processes.ts';
import { readOnOff } from '../answers/yesNo.ts';
import { op, READ, type ReadCommand } from '../calls/command.ts';

export const showPanoramaStatus: ReadCommand<ReturnType<typeof readPanoramaStatus>> = {
  ...READ,
  name: 'show panorama-status',
  form: op('<show><panorama-status></panorama-status></show>'),
  reader: whole(readPanoramaStatus),
};

export const showNtp: ReadCommand<NtpState> = {
  ...READ,
  name: 'show ntp',
  form: op('<show><ntp></ntp></show>'),
  reader: whole(readNtp),
};

export const showClock: ReadCommand<PlaneClock> = {
  ...READ,
  name: 'show clock',
  form: op('<show><clock></clock></show>'),
  reader: whole(readManagementClock),
};

export const showClockMore: ReadCommand<PlaneClock[]> = {
  ...READ,
  name: 'show clock more',
  form: op('<show><clock><more></more></clock></show>'),
  reader: whole(readDataplaneClocks),
};

export const requestLicenseInfo: ReadCommand<License[]> = {
  ...READ,
  name: 'request license info',
  form: op('<request><license><info></info></license></request>'),
  reader: whole(readLicenses),
};

/** Asks the update server. */
export const requestSupportCheck: ReadCommand<SupportContract> = {
  ...READ,
  name: 'request support check',
  form: op('<request><support><check></check></support></request>'),
  patience: 'software_check',
  reader: whole(readSupport),
};

export const showEnvironmentals: ReadCommand<Sensor[]> = {
  ...READ,
  name: 'show system environmentals',
  form: op('<show><system><environmentals></environmentals></system></show>'),
  reader: whole(readEnvironmentals),
};

export const showDataplaneLoad: ReadCommand<DataplaneLoad[]> = {
  ...READ,
  name: 'show running resource-monitor minute last 5',
  form: op(
    '<show><running><resource-monitor><minute><last>5</last></minute></resource-monitor></running></show>',
  ),
  reader: whole(readDataplaneLoad),
};

/** Percent; null when the device does not tell. */
export const showManagementCpu: ReadCommand<number | null> = {
  ...READ,
  name: 'show system state filter sys.monitor.*.mp.exports',
  form: op('<show><system><state><filter>sys.monitor.*.mp.exports</filter></state></system></show>'),
  reader: whole(readManagementCpu),
};

/** Percent in use; null when the device does not tell. */
export const showManagementMemory: ReadCommand<number | null> = {
  ...READ,
  name: 'show system resources',
  form: op('<show><system><resources></resources></system></show>'),
  reader: whole(readManagementMemory),
};

export const showConfigLocks: ReadCommand<ConfigurationLock[]> = {
  ...READ,
  name: 'show config-locks vsys all',
  form: op('<show><config-locks><vsys>all</vsys></config-locks></show>'),
  reader: whole(readLocks),
};

export const showCommitLocks: ReadCommand<ConfigurationLock[]> = {
  ...READ,
  name: 'show commit-locks vsys all',
  form: op('<show><commit-locks><vsys>all</vsys></commit-locks></show>'),
  reader: whole(readLocks),
};

/** By the name of the port. */
export const showMtus: ReadCommand<ReadonlyMap<string, number>> = {
  ...READ,
  name: 'show system state filter sw.dev.interface.config',
  form: op('<show><system><state><filter>sw.dev.interface.config</filter></state></system></show>'),
  reader: whole(readMtus),
};

export const showJumboFrames: ReadCommand<'on' | 'off' | 'unknown'> = {
  ...READ,
  name: 'show system setting jumbo-frame',
  form: op('<show><system><setting><jumbo-frame></jumbo-frame></setting></system></show>'),
  reader: whole(readOnOff),
};

export const showProcesses: ReadCommand<DeviceProcess[]> = {
  ...READ,
  name: 'show system software status',
  form: op('<show><system><software><status></status></software></system></show>'),
  reader: whole(readProcesses),
};
