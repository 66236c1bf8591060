/** How a firewall looks in the Devices and HA Pairs views. */
import type { Device } from '../../inventory/device.ts';
import { isReadyForInstall } from '../../jobs/outcome/downloadMessage.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import type { DeviceLeft } from '../../jobs/left/leftNow.ts';
import { leftPart } from '../../jobs/left/stateWords.ts';
import type { SuspendedNow } from '../../jobs/outcome/suspendedNow.ts';
import { suspendedPart } from '../words/suspendedWords.ts';
import { isOutsideTheMargins } from '../words/comparisonWord.ts';
import { deviceCapabilities } from './capabilities.ts';
import { jobIcon } from './jobLook.ts';
import type { Icon, Look } from './look.ts';

export interface DeviceSituation {
  /** The device's newest job, or undefined when it never had one. */
  readonly job: Job | undefined;
  /** Of that job, 0 to 100. */
  readonly percent: number;
  /** See src/jobs/newestJobs.ts. */
  readonly needsAttention: boolean;
  /** Undefined where it is not suspended because of us. */
  readonly suspended: SuspendedNow | undefined;
  /** What jobs have left on it; undefined where nothing is left. */
  readonly left: DeviceLeft | undefined;
  /** See shownHaState. */
  readonly haState: string | null;
  /** Whether the engine is, or the job waits for others. */
  readonly paused: boolean;
}

export function deviceLook(device: Device, situation: DeviceSituation): Look {
  const label = deviceName(device);
  const description = [
    // The side bar is narrow: what must be acted on comes before what stays the same.
    situation.suspended === undefined ? '' : suspendedPart(situation.suspended),
    situation.left === undefined ? '' : leftPart(situation.left),
    jobPart(situation),
    presencePart(device),
    device.swVersion,
    situation.haState,
    device.model,
  ]
    .filter((part) => part !== null && part !== '')
    .join(' · ');
  return {
    label,
    description,
    ...deviceIcon(device, situation),
    spoken: `${label}, ${description}`,
    contextValue: deviceCapabilities(device, situation.job),
  };
}

export function deviceName(device: Device): string {
  return device.hostname === '' ? device.serial : device.hostname;
}

const UPGRADE = 'upgrade failed';

function jobPart({ job, percent, needsAttention }: DeviceSituation): string {
  if (job === undefined) return '';
  const isDownload = job.type === 'download_only';
  if (needsAttention) {
    if (job.status !== 'failed') return 'needs an operator';
    return {
      download_only: 'download failed',
      make_room: 'no room made',
      standalone: UPGRADE,
      ha_pair: UPGRADE,
    }[job.type];
  }
  if (isDownload && job.status === 'completed') return isStaged(job) ? 'images complete' : 'partly staged';
  if (isOutsideTheMargins(job)) return 'outside the margins';
  if (job.status === 'queued') return 'queued';
  if (job.status !== 'active') return '';
  return `${isDownload ? 'downloading ' : ''}${Math.floor(percent)} %`;
}

function isStaged({ runs }: Job): boolean {
  return runs.every(isReadyForInstall);
}

function presencePart(device: Device): string {
  switch (device.presence) {
    case 'reachable':
      return device.deviceType === 'unknown' ? 'type unknown' : '';
    case 'unreachable':
      return 'unreachable';
    case 'disconnected':
      return 'disconnected';
    case 'vanished':
      return 'no longer on Panorama';
  }
}

function deviceIcon(device: Device, { job, needsAttention, paused, suspended, left }: DeviceSituation): Icon {
  if ((suspended ?? left) !== undefined && (job === undefined || !isOpen(job)))
    return { icon: 'warning', color: 'list.warningForeground' };
  if (job !== undefined && (needsAttention || isOpen(job))) return jobIcon(job, paused);
  if (job !== undefined && isOutsideTheMargins(job))
    return { icon: 'warning', color: 'list.warningForeground' };
  switch (device.presence) {
    case 'reachable':
      return device.deviceType === 'unknown'
        ? { icon: 'question', color: 'list.warningForeground' }
        : { icon: 'vm-active', color: 'charts.green' };
    case 'unreachable':
      return { icon: 'vm-outline', color: 'list.warningForeground' };
    case 'disconnected':
      return { icon: 'vm-outline', color: 'disabledForeground' };
    case 'vanished':
      return { icon: 'circle-slash', color: 'disabledForeground' };
  }
}
