/** The HA pair a device belongs to. docs/PANOS.md "High availability". */
import { whole } from '../calls/answerReader.ts';
import { readHaState, type HaState } from '../answers/haState.ts';
import { readPanoramaHa, type PanoramaHa } from '../answers/panorama/panoramaHa.ts';
import { EFFECT, op, READ, type EffectCommand, type ReadCommand } from '../calls/command.ts';

export const showHaState: ReadCommand<HaState> = {
  ...READ,
  name: 'show high-availability state',
  form: op('<show><high-availability><state></state></high-availability></show>'),
  reader: whole(readHaState),
};

/** The same question to a Panorama. */
export const showPanoramaHa: ReadCommand<PanoramaHa> = {
  ...READ,
  name: 'show high-availability state',
  form: op('<show><high-availability><state></state></high-availability></show>'),
  reader: whole(readPanoramaHa),
};

/** Takes the member out of the pair. It is carried out also when the peer is down: whoever sends it looks first. */
export const suspendHa: EffectCommand<null> = {
  ...EFFECT,
  name: 'request high-availability state suspend',
  form: op('<request><high-availability><state><suspend></suspend></state></high-availability></request>'),
  reader: whole(() => null),
};

/** Lets a suspended member take part again. */
export const makeHaFunctional: EffectCommand<null> = {
  ...EFFECT,
  name: 'request high-availability state functional',
  form: op(
    '<request><high-availability><state><functional></functional></state></high-availability></request>',
  ),
  reader: whole(() => null),
};

/** Copies the running configuration to the peer, which does it as a job of its own. */
export const syncConfigToPeer: EffectCommand<null> = {
  ...EFFECT,
  name: 'request high-availability sync-to-remote running-config',
  form: op(
    '<request><high-availability><sync-to-remote><running-config></running-config></sync-to-remote></high-availability></request>',
  ),
  reader: whole(() => null),
};
