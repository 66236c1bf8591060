/** What is left of what a job has done, once the device has been asked again: its last answers win where they are newer. */
import type { Device } from '../../inventory/device.ts';
import { isOlder } from '../../inventory/readings.ts';
import { type BootVerdict, compareBoots } from '../proof/bootComparison.ts';
import { RESTART_SETTLE_MS } from '../timeLimits.ts';
import type { LeftSoftware } from './softwareLeft.ts';

/** What the inventory holds of a device, and when it was asked for it. */
export type LastAnswers = Pick<Device, 'swVersion' | 'haState' | 'boot' | 'readAt'>;

/**
 * @param answers undefined where nothing is known.
 * @param now by the clock of the answers.
 * @returns null where it is over: the device was restarted since, or runs something else by now.
 */
export function settled(
  left: LeftSoftware,
  answers: LastAnswers | undefined,
  now: number,
): LeftSoftware | null {
  if (answers === undefined || answers.swVersion === '') return left;
  const { version: at } = answers.readAt;
  if (isOlder(at, left.since, now)) return left;
  const runs = answers.swVersion;
  if (left.kind === 'runs') return runs === left.version ? left : null;
  // A device changes its version by a restart only, and by that starts whatever was installed.
  if (runs === left.version) return { ...left, kind: 'runs', since: at };
  if (runs !== left.ran) return null;
  const boot = bootSince(left, answers);
  if (boot === 'rebooted') return null;
  const isOver = left.kind === 'restarting' && boot === 'same_boot' && at - left.since >= RESTART_SETTLE_MS;
  return isOver ? { ...left, kind: 'installed' } : left;
}

function bootSince({ before, serial }: LeftSoftware, { boot, swVersion, readAt }: LastAnswers): BootVerdict {
  return before === null || boot === null
    ? 'cannot_tell'
    : compareBoots(before, { serial, swVersion, at: readAt.version, ...boot });
}
