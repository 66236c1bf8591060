/** What only a Panorama knows. */
import { whole } from '../calls/answerReader.ts';
import { devicesReader, type ManagedDevice } from '../answers/panorama/devices.ts';
import { deviceGroupsReader, type DeviceGroups } from '../answers/panorama/deviceGroups.ts';
import { readBatchSoftware, type PlatformImage } from '../answers/panorama/batchSoftware.ts';
import { op, READ, type ReadCommand } from '../calls/command.ts';

/** Only a Panorama knows it. */
export const showDevicesAll: ReadCommand<ManagedDevice[]> = {
  ...READ,
  name: 'show devices all',
  form: op('<show><devices><all></all></devices></show>'),
  reader: devicesReader,
};

/** Only those with a live connection. */
export const showDevicesConnected: ReadCommand<ManagedDevice[]> = {
  ...READ,
  name: 'show devices connected',
  form: op('<show><devices><connected></connected></devices></show>'),
  reader: devicesReader,
};

/** The device group of every firewall. */
export const showDeviceGroups: ReadCommand<DeviceGroups> = {
  ...READ,
  name: 'show devicegroups',
  form: op('<show><devicegroups></devicegroups></show>'),
  reader: deviceGroupsReader,
};

/** Images for every platform, with checksums. Asks the update server. */
export const checkBatchSoftware: ReadCommand<PlatformImage[]> = {
  ...READ,
  name: 'request batch software check',
  form: op('<request><batch><software><check></check></software></batch></request>'),
  patience: 'software_check',
  reader: whole(readBatchSoftware),
};
