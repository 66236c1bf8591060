/**
 * Every command this tool sends, each with its XML and the reader of its answer. A read may be repeated; an
 * effect changes the device and is sent once, see workflow/effect.ts.
 */
import { readArp, type ArpEntry } from './answers/arp.ts';
import { readDevices, type ManagedDevice } from './answers/devices.ts';
import { readDiskSpace, type FileSystem } from './answers/diskSpace.ts';
import { readHaState, type HaState } from './answers/haState.ts';
import { readEnqueuedJob, readJobs, type DeviceJob } from './answers/jobs.ts';
import { readAdvancedRoutes, readLegacyRoutes, type Route } from './answers/routes.ts';
import { readSessionInfo, type SessionInfo } from './answers/sessions.ts';
import { readSoftware, type SoftwareImage } from './answers/software.ts';
import { readSystemInfo, type SystemInfo } from './answers/systemInfo.ts';
import { readYesNo } from './answers/yesNo.ts';
import { escapeXml, type XmlElement } from './xml.ts';

/** Which of the client's time limits applies; see ClientLimits. */
export type Patience = 'normal' | 'software_check' | 'software_info';

interface Command<T> {
  /** As on the device's command line; stands in logs and errors. */
  readonly name: string;
  /** The `cmd` parameter. */
  readonly xml: string;
  readonly patience: Patience;
  /**
   * Beginnings, in lower case, of error answers that are no failure: the restart's "no output", a list that
   * does not exist yet. `read` then gets an empty response.
   */
  readonly acceptedErrors: readonly string[];
  /**
   * @param response the `<response>` element of an answer that was accepted as a success.
   * @throws AnswerShapeError when what is needed is not there.
   */
  read(response: XmlElement): T;
}

export type ReadCommand<T> = Command<T> & { readonly kind: 'read' };
export type EffectCommand<T> = Command<T> & { readonly kind: 'effect' };

const READ = { kind: 'read', patience: 'normal', acceptedErrors: [] } as const;
const EFFECT = { kind: 'effect', patience: 'normal', acceptedErrors: [] } as const;

export const showSystemInfo: ReadCommand<SystemInfo> = {
  ...READ,
  name: 'show system info',
  xml: '<show><system><info></info></system></show>',
  read: readSystemInfo,
};

/** Only a Panorama knows it. */
export const showDevicesAll: ReadCommand<ManagedDevice[]> = {
  ...READ,
  name: 'show devices all',
  xml: '<show><devices><all></all></devices></show>',
  read: readDevices,
};

export const showHaState: ReadCommand<HaState> = {
  ...READ,
  name: 'show high-availability state',
  xml: '<show><high-availability><state></state></high-availability></show>',
  read: readHaState,
};

/** Asks the update server; can take a minute. */
export const checkSoftware: ReadCommand<SoftwareImage[]> = {
  ...READ,
  name: 'request system software check',
  xml: '<request><system><software><check></check></software></system></request>',
  patience: 'software_check',
  read: readSoftware,
};

/** The device's cached list: fast; empty list when the device has none yet ("No update information available"). */
export const showSoftware: ReadCommand<SoftwareImage[]> = {
  ...READ,
  name: 'request system software info',
  xml: '<request><system><software><info></info></software></system></request>',
  patience: 'software_info',
  acceptedErrors: ['no update information available'],
  read: readSoftware,
};

/** Null when the device has no such job, as after a restart, when ids start again. */
export function showJob(id: number): ReadCommand<DeviceJob | null> {
  return {
    ...READ,
    name: `show jobs id ${id}`,
    xml: `<show><jobs><id>${id}</id></jobs></show>`,
    acceptedErrors: [`job ${id} not found`, `server error : job ${id} not found`],
    read: (response) => readJobs(response).find((job) => job.id === id) ?? null,
  };
}

export const showJobs: ReadCommand<DeviceJob[]> = {
  ...READ,
  name: 'show jobs all',
  xml: '<show><jobs><all></all></jobs></show>',
  read: readJobs,
};

export const showChassisReady: ReadCommand<'yes' | 'no' | 'unknown'> = {
  ...READ,
  name: 'show chassis-ready',
  xml: '<show><chassis-ready></chassis-ready></show>',
  read: readYesNo,
};

export const showDiskSpace: ReadCommand<FileSystem[]> = {
  ...READ,
  name: 'show system disk-space',
  xml: '<show><system><disk-space></disk-space></system></show>',
  read: readDiskSpace,
};

export const showSessionInfo: ReadCommand<SessionInfo> = {
  ...READ,
  name: 'show session info',
  xml: '<show><session><info></info></session></show>',
  read: readSessionInfo,
};

/** @param engine as SystemInfo.routingEngine says; the other engine's command is refused. */
export function showRoutes(engine: 'legacy' | 'advanced'): ReadCommand<Route[]> {
  return engine === 'legacy' ? showLegacyRoutes : showAdvancedRoutes;
}

const showLegacyRoutes: ReadCommand<Route[]> = {
  ...READ,
  name: 'show routing route',
  xml: '<show><routing><route></route></routing></show>',
  read: readLegacyRoutes,
};

const showAdvancedRoutes: ReadCommand<Route[]> = {
  ...READ,
  name: 'show advanced-routing route',
  xml: '<show><advanced-routing><route></route></advanced-routing></show>',
  read: readAdvancedRoutes,
};

export const showArp: ReadCommand<ArpEntry[]> = {
  ...READ,
  name: 'show arp all',
  xml: "<show><arp><entry name='all'/></arp></show>",
  read: readArp,
};

export const checkPendingChanges: ReadCommand<'yes' | 'no' | 'unknown'> = {
  ...READ,
  name: 'check pending-changes',
  xml: '<check><pending-changes></pending-changes></check>',
  read: readYesNo,
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
    xml: `<request><system><software><${verb}>${target}</${verb}></software></system></request>`,
    read: readEnqueuedJob,
  };
}

export const restartSystem: EffectCommand<null> = {
  ...EFFECT,
  name: 'request restart system',
  xml: '<request><restart><system></system></restart></request>',
  acceptedErrors: ['command succeeded with no output'],
  read: () => null,
};
