/** The row of one firewall, the same in the Devices and the HA Pairs view. */
import { type TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import { jobProgress } from '../../jobs/progress.ts';
import { factLines, type Markdown } from '../exits/markdown.ts';
import type { Job } from '../../jobs/job.ts';
import type { TimeWords } from '../engine/times.ts';
import { needsAttention } from '../../jobs/newestJobs.ts';
import { whyNotUpgradable } from './capabilities.ts';
import { deviceLook } from './deviceLook.ts';
import { treeItem } from './treeItems.ts';

/** @param newest see src/jobs/newestJobs.ts */
export function deviceItem(
  engine: Engine,
  id: string,
  device: Device,
  newest: ReadonlyMap<string, Job>,
): TreeItem {
  const job = newest.get(device.serial);
  const look = deviceLook(device, {
    job,
    percent: job === undefined ? 0 : jobProgress(job, engine.jobs.live(job.id)),
    needsAttention: job !== undefined && needsAttention(job, newest),
    paused: engine.paused,
  });
  return treeItem(id, look, TreeItemCollapsibleState.None);
}

const typeWords = { standalone: 'Standalone', ha_pair: 'HA member', unknown: 'Unknown' } as const;

export function deviceTooltip(device: Device, job: Job | undefined, time: TimeWords): Markdown {
  return factLines([
    ['Host name', device.hostname],
    ['Serial', device.serial],
    ['Address', device.address],
    ['Model', device.model],
    ['PAN-OS', device.swVersion],
    ['Type', `${typeWords[device.deviceType]}. ${device.typeReason}`],
    ['HA state', device.haState],
    ['Routing engine', device.routingEngine],
    ['Virtual systems', device.multiVsys === null ? null : device.multiVsys ? 'several' : 'one'],
    ['Not reachable', device.presenceReason],
    ['Cannot be upgraded now', whyNotUpgradable(device)],
    ['Last seen', device.lastSeenAt === null ? 'never' : time(device.lastSeenAt)],
    ['Newest job', job === undefined ? null : `${job.id}: ${job.message ?? job.status}`],
  ]);
}
