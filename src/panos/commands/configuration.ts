/** A device's configuration: what is changed, what it holds, and copies of it. */
import { whole } from '../calls/answerReader.ts';
import { certificatesReader, type ConfiguredCertificate } from '../answers/health/certificates.ts';
import { readConfigChanges, type ConfigChange } from '../answers/configChanges.ts';
import { readUpdateSchedule, type ScheduledUpdate } from '../answers/updateSchedule.ts';
import { readYesNo } from '../answers/yesNo.ts';
import { escapeXml } from '../xml/xml.ts';
import {
  EFFECT,
  op,
  READ,
  type EffectCommand,
  type ExportCommand,
  type ReadCommand,
} from '../calls/command.ts';

export const checkFullCommitRequired: ReadCommand<'yes' | 'no' | 'unknown'> = {
  ...READ,
  name: 'check full-commit-required',
  form: op('<check><full-commit-required></full-commit-required></check>'),
  reader: whole(readYesNo),
};

export const showConfigChanges: ReadCommand<ConfigChange[]> = {
  ...READ,
  name: 'show config list changes',
  form: op('<show><config><list><changes></changes></list></config></show>'),
  reader: whole(readConfigChanges),
};

/** The certificates of the running configuration, which may be very long. */
export const showRunningCertificates: ReadCommand<ConfiguredCertificate[]> = {
  ...READ,
  name: 'show config running',
  form: op('<show><config><running></running></config></show>'),
  reader: certificatesReader,
};

/** What Panorama's templates put there is in it only on the firewall itself. */
export const showUpdateSchedule: ReadCommand<ScheduledUpdate[]> = {
  ...READ,
  name: 'config get update-schedule',
  form: {
    type: 'config',
    action: 'get',
    xpath: "/config/devices/entry[@name='localhost.localdomain']/deviceconfig/system/update-schedule",
  },
  acceptedCodes: ['7'],
  reader: whole(readUpdateSchedule),
};

/** Keeps a named copy on the device. @param name ends in `.xml`. */
export function saveConfig(name: string): EffectCommand<null> {
  return {
    ...EFFECT,
    name: `save config to ${name}`,
    form: op(`<save><config><to>${escapeXml(name)}</to></config></save>`),
    reader: whole(() => null),
  };
}

/** The running configuration as a file. */
export const exportConfiguration: ExportCommand = {
  name: 'export configuration',
  form: { type: 'export', category: 'configuration' },
  content: 'configuration',
};

/** All that makes the device what it is, certificates and their keys included: a file to be guarded. */
export const exportDeviceState: ExportCommand = {
  name: 'export device-state',
  form: { type: 'export', category: 'device-state' },
  content: 'archive',
};
