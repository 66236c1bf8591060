/** Who a device is and how it is doing: identity, jobs, room, restart. */
import { whole } from '../calls/answerReader.ts';
import { readApiVersion, type ApiVersion } from '../answers/apiVersion.ts';
import { readDiskSpace, type FileSystem } from '../answers/health/diskSpace.ts';
import { readJobs, type DeviceJob } from '../answers/jobs.ts';
import { readSystemInfo, type SystemInfo } from '../answers/systemInfo.ts';
import { readYesNo } from '../answers/yesNo.ts';
import { EFFECT, op, READ, type EffectCommand, type ReadCommand } from '../calls/command.ts';

export const showSystemInfo: ReadCommand<SystemInfo> = {
  ...READ,
  name: 'show system info',
  form: op('<show><system><info></info></system></show>'),
  reader: whole(readSystemInfo),
};

/** The cheapest question: who is there? */
export const askVersion: ReadCommand<ApiVersion> = {
  ...READ,
  name: 'version',
  form: { type: 'version' },
  reader: whole(readApiVersion),
};

/** Null when the device has no such job, as after a restart, when ids start again. */
export function showJob(id: number): ReadCommand<DeviceJob | null> {
  return {
    ...READ,
    name: `show jobs id ${id}`,
    form: op(`<show><jobs><id>${id}</id></jobs></show>`),
    acceptedErrors: [`job ${id} not found`, `server error : job ${id} not found`],
    reader: whole((response) => readJobs(response).find((job) => job.id === id) ?? null),
  };
}

export const showJobs: ReadCommand<DeviceJob[]> = {
  ...READ,
  name: 'show jobs all',
  form: op('<show><jobs><all></all></jobs></show>'),
  reader: whole(readJobs),
};

/** Those that wait or run. */
export const showPendingJobs: ReadCommand<DeviceJob[]> = {
  ...READ,
  name: 'show jobs pending',
  form: op('<show><jobs><pending></pending></jobs></show>'),
  reader: whole(readJobs),
};

/** Those that have ended. */
export const showProcessedJobs: ReadCommand<DeviceJob[]> = {
  ...READ,
  name: 'show jobs processed',
  form: op('<show><jobs><processed></processed></jobs></show>'),
  reader: whole(readJobs),
};

export const showChassisReady: ReadCommand<'yes' | 'no' | 'unknown'> = {
  ...READ,
  name: 'show chassis-ready',
  form: op('<show><chassis-ready></chassis-ready></show>'),
  reader: whole(readYesNo),
};

export const showDiskSpace: ReadCommand<FileSystem[]> = {
  ...READ,
  name: 'show system disk-space',
  form: op('<show><system><disk-space></disk-space></system></show>'),
  reader: whole(readDiskSpace),
};

export const checkPendingChanges: ReadCommand<'yes' | 'no' | 'unknown'> = {
  ...READ,
  name: 'check pending-changes',
  form: op('<check><pending-changes></pending-changes></check>'),
  reader: whole(readYesNo),
};

export const restartSystem: EffectCommand<null> = {
  ...EFFECT,
  name: 'request restart system',
  form: op('<request><restart><system></system></restart></request>'),
  acceptedErrors: ['command succeeded with no output'],
  reader: whole(() => null),
};
