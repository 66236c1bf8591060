/** How the Devices view sorts its devices into groups. */
import type { Engine } from '../../engine/engineContract.ts';
import { compareNames } from '../../inventory/names.ts';
import { compareVersions } from '../../panos/version.ts';
import type { Device } from '../../inventory/device.ts';
import { isOpen, type Job } from '../../jobs/job.ts';
import { needsAttention } from '../../jobs/newestJobs.ts';

export const groupings = ['state', 'version', 'model', 'deviceGroup', 'site'] as const;
export type Grouping = (typeof groupings)[number];

export interface DeviceGroup {
  readonly key: string;
  readonly label: string;
  readonly icon: string;
  readonly serials: readonly string[];
}

/** What the user called a device's place; null without. */
export type SiteOf = (serial: string) => string | null;

const states = {
  attention: { label: 'Needs attention', icon: 'warning' },
  upgrading: { label: 'In a job', icon: 'sync' },
  pairs: { label: 'HA members', icon: 'arrow-swap' },
  standalone: { label: 'Standalone', icon: 'server' },
  unknown: { label: 'Unknown type', icon: 'question' },
  unreachable: { label: 'Unreachable', icon: 'debug-disconnect' },
  disconnected: { label: 'Disconnected from Panorama', icon: 'debug-disconnect' },
  vanished: { label: 'No longer on Panorama', icon: 'circle-slash' },
} as const;
type State = keyof typeof states;

/** Whether a job has left the device in a state that somebody must know of. */
export type HasLeft = (serial: string) => boolean;

/** Suspended because of us, or anything else that a look has not shown to be over. */
export function hasLeft(engine: Pick<Engine, 'leftOn' | 'suspended'>): HasLeft {
  const suspended = new Set<string>(engine.suspended.map((member) => member.serial));
  return (serial) => suspended.has(serial) || engine.leftOn(serial) !== undefined;
}

/**
 * @param newest see src/jobs/newestJobs.ts
 * @returns groups without empty ones: states in order of urgency, versions newest first, all others by name;
 *   within a group by host name
 */
export function groupDevices(
  devices: readonly Device[],
  newest: ReadonlyMap<string, Job>,
  by: Grouping,
  siteOf: SiteOf,
  hasLeft: HasLeft,
): readonly DeviceGroup[] {
  const members = new Map<string, Device[]>();
  for (const device of devices) {
    const key = groupKey(device, newest, by, siteOf, hasLeft);
    const group = members.get(key);
    if (group === undefined) members.set(key, [device]);
    else group.push(device);
  }
  return sortedKeys([...members.keys()], by).map((key) => ({
    key: `${by}:${key}`,
    ...groupFace(key, by),
    serials: (members.get(key) ?? []).sort(byHostname).map(({ serial }) => serial),
  }));
}

/** The part of a group's key that depends on the device. */
export function groupKey(
  device: Device,
  newest: ReadonlyMap<string, Job>,
  by: Grouping,
  siteOf: SiteOf,
  hasLeft: HasLeft,
): string {
  switch (by) {
    case 'version':
      return device.swVersion;
    case 'model':
      return device.model;
    case 'deviceGroup':
      return device.deviceGroup ?? '';
    case 'site':
      return siteOf(device.serial) ?? '';
    case 'state':
      return stateOf(device, newest, hasLeft);
  }
}

function stateOf(device: Device, newest: ReadonlyMap<string, Job>, hasLeft: HasLeft): State {
  if (hasLeft(device.serial)) return 'attention';
  const job = newest.get(device.serial);
  if (job !== undefined && needsAttention(job, newest)) return 'attention';
  if (job !== undefined && isOpen(job)) return 'upgrading';
  if (device.presence !== 'reachable') return device.presence;
  if (device.deviceType === 'unknown') return 'unknown';
  return device.deviceType === 'ha_pair' ? 'pairs' : 'standalone';
}

function groupFace(key: string, by: Grouping): { label: string; icon: string } {
  if (by === 'state') return states[key as State];
  if (by === 'version') return { label: key === '' ? 'Unknown version' : `PAN-OS ${key}`, icon: 'versions' };
  if (by === 'deviceGroup') return { label: key === '' ? 'No device group' : key, icon: 'folder' };
  if (by === 'site') return { label: key === '' ? 'No site' : key, icon: 'location' };
  return { label: key === '' ? 'Unknown model' : key, icon: 'server' };
}

function sortedKeys(keys: string[], by: Grouping): string[] {
  if (by === 'state') return Object.keys(states).filter((state) => keys.includes(state));
  if (by === 'version') return keys.sort((left, right) => compareVersions(right, left));
  // What has no name comes after all that have one.
  return keys.sort((left, right) => Number(left === '') - Number(right === '') || compareNames(left, right));
}

function byHostname(left: Device, right: Device): number {
  return compareNames(left.hostname, right.hostname);
}
