/** The row of one firewall, the same in the Devices and the HA Pairs view. */
import { type TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Engine } from '../../engine/engineContract.ts';
import type { Device } from '../../inventory/device.ts';
import { jobProgress } from '../../jobs/progress.ts';
import type { Job } from '../../jobs/job.ts';
import { needsAttention } from '../../jobs/newestJobs.ts';
import { shownHaState } from '../../jobs/outcome/shownHaState.ts';
import { deviceLook } from './deviceLook.ts';
import { sinceThen, suspendedOf } from './deviceTooltip.ts';
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
    paused: engine.paused || (job?.status === 'active' && engine.jobs.waitOf(job) !== null),
    suspended: suspendedOf(engine, device),
    left: engine.leftOn(device.serial),
    haState: shownHaState(device, sinceThen(engine, device, job)),
  });
  return treeItem(id, look, TreeItemCollapsibleState.None);
}
