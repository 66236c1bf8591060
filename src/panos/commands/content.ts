/** Applications and threats on a device: images ask for a version of them. docs/PANOS.md "Content". */
import { whole } from '../calls/answerReader.ts';
import { readContentUpdates, type ContentUpdate } from '../answers/contentUpdates.ts';
import { readEnqueuedJob } from '../answers/jobs.ts';
import { EFFECT, op, READ, type EffectCommand, type ReadCommand } from '../calls/command.ts';

/** Asks the update server. */
export const checkContent: ReadCommand<ContentUpdate[]> = {
  ...READ,
  name: 'request content upgrade check',
  form: op('<request><content><upgrade><check></check></upgrade></content></request>'),
  patience: 'software_check',
  reader: whole(readContentUpdates),
};

/** Gives the device's job id. Refused with `No update available` when there is nothing new. */
export const downloadLatestContent: EffectCommand<number> = {
  ...EFFECT,
  name: 'request content upgrade download latest',
  form: op('<request><content><upgrade><download><latest></latest></download></upgrade></content></request>'),
  reader: whole(readEnqueuedJob),
};

/** Gives the device's job id. Only the latest can be asked for before it is downloaded. */
export const installLatestContent: EffectCommand<number> = {
  ...EFFECT,
  name: 'request content upgrade install version latest',
  form: op(
    '<request><content><upgrade><install><version>latest</version></install></upgrade></content></request>',
  ),
  reader: whole(readEnqueuedJob),
};
