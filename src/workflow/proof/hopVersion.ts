/** Is the device where its hop takes it from? Asked right before an installation and a restart. */
import type { StepContext } from '../context.ts';
import type { Observation } from '../effect.ts';
import type { DeviceNow } from './evidence.ts';
import { readWhenIdle } from './foreignWork.ts';

/**
 * Reads the device once nobody else works on it.
 * @param wanted work of this kind on `version` that is ours already is taken up.
 * @returns the device when it runs `fromVersion`; otherwise what makes the effect needless or impossible.
 * @throws DeviceError, and what ends the wait.
 */
export async function readBeforeHop(
  context: StepContext,
  fromVersion: string,
  version: string,
  wanted?: 'SWInstall',
): Promise<DeviceNow | Observation> {
  const options = wanted === undefined ? {} : { wanted: { type: wanted, version } };
  const idle = await readWhenIdle(context, options);
  if ('ours' in idle) return { kind: 'under_way', ...idle.ours };
  if ('blockedBy' in idle) return { kind: 'blocked', by: idle.blockedBy };
  const running = idle.info.swVersion;
  if (running === version) return { kind: 'already', why: `The device already runs ${version}.` };
  if (running !== fromVersion) {
    return { kind: 'blocked', by: { code: 'runs_other_version', runs: running, planned: fromVersion } };
  }
  return idle;
}
