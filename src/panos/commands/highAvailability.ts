/** The HA pair a device belongs to. docs/PANOS.md "High availability". */
import { whole } from '../answerReader.ts';
import { readHaState, type HaState } from '../answers/haState.ts';
import { op, READ, type ReadCommand } from './command.ts';

export const showHaState: ReadCommand<HaState> = {
  ...READ,
  name: 'show high-availability state',
  form: op('<show><high-availability><state></state></high-availability></show>'),
  reader: whole(readHaState),
};
