/** What only a Panorama knows. */
import { whole } from '../answerReader.ts';
import { readDevices, type ManagedDevice } from '../answers/devices.ts';
import { op, READ, type ReadCommand } from './command.ts';

/** Only a Panorama knows it. */
export const showDevicesAll: ReadCommand<ManagedDevice[]> = {
  ...READ,
  name: 'show devices all',
  form: op('<show><devices><all></all></devices></show>'),
  reader: whole(readDevices),
};
