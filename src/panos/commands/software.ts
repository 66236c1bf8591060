/** PAN-OS images on a device. docs/PANOS.md "Software". */
import { whole } from '../calls/answerReader.ts';
import { readEnqueuedJob } from '../answers/jobs.ts';
import { readPartitions } from '../answers/partitions.ts';
import { readSoftware, type SoftwareImage } from '../answers/software.ts';
import { escapeXml } from '../xml/xml.ts';
import { EFFECT, op, READ, type EffectCommand, type ReadCommand } from '../calls/command.ts';

/** Asks the update server; can take a minute. */
export const checkSoftware: ReadCommand<SoftwareImage[]> = {
  ...READ,
  name: 'request system software check',
  form: op('<request><system><software><check></check></software></system></request>'),
  patience: 'software_check',
  reader: whole(readSoftware),
};

/** The device's cached list: fast; empty list when the device has none yet ("No update information available"). */
export const showSoftware: ReadCommand<SoftwareImage[]> = {
  ...READ,
  name: 'request system software info',
  form: op('<request><system><software><info></info></software></system></request>'),
  patience: 'software_info',
  acceptedErrors: ['no update information available'],
  reader: whole(readSoftware),
};

/** The versions of the partitions that it does not run from; null where it does not tell clients of the API. */
export const showPartitions: ReadCommand<readonly string[] | null> = {
  ...READ,
  name: 'debug swm status',
  form: op('<debug><swm><status></status></swm></debug>'),
  acceptedErrors: ['debug not available'],
  reader: whole(readPartitions),
};

/** Gives the device's job id. */
export function downloadSoftware(version: string): EffectCommand<number> {
  return softwareJob('download', version);
}

/** Gives the device's job id. */
export function installSoftware(version: string): EffectCommand<number> {
  return softwareJob('install', version);
}

function softwareJob(verb: 'download' | 'install', version: string): EffectCommand<number> {
  const target = `<version>${escapeXml(version)}</version>`;
  return {
    ...EFFECT,
    name: `request system software ${verb} version ${version}`,
    form: op(`<request><system><software><${verb}>${target}</${verb}></software></system></request>`),
    reader: whole(readEnqueuedJob),
  };
}

/** Makes room on the device. There being no such image is no failure. */
export function deleteSoftware(version: string): EffectCommand<null> {
  return {
    ...EFFECT,
    name: `delete software version ${version}`,
    form: op(`<delete><software><version>${escapeXml(version)}</version></software></delete>`),
    acceptedErrors: ['not downloaded', `software version ${version} not downloaded`],
    reader: whole(() => null),
  };
}
