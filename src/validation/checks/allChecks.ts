/** Every readiness check, in the order people read them: what an upgrade needs first, what the user listed last. */
import { isContentJudged, type ReadinessSettings } from '../readinessSettings.ts';
import { arpEntries } from './arpEntries.ts';
import { certificates } from './certificates.ts';
import type { Check } from './check.ts';
import { clockDifference } from './clockDifference.ts';
import { contentVersion } from './contentVersion.ts';
import { dataplaneCpu, managementCpu } from './cpu.ts';
import { deviceJobs } from './deviceJobs.ts';
import { diskSpace } from './diskSpace.ts';
import { environment } from './environment.ts';
import { ha } from './ha.ts';
import { jumboFrame } from './jumboFrame.ts';
import { licences } from './licences.ts';
import { commitLocks, configLocks } from './locks.ts';
import { memory } from './memory.ts';
import { ntpSync } from './ntpSync.ts';
import { panoramaConnection } from './panoramaConnection.ts';
import { pendingChanges } from './pendingChanges.ts';
import { sessions } from './sessions.ts';
import { support } from './support.ts';
import { tunnels } from './tunnels.ts';
import { updateSchedule } from './updateSchedule.ts';

export const ALL_CHECKS: readonly Check[] = [
  diskSpace,
  pendingChanges,
  configLocks,
  commitLocks,
  deviceJobs,
  ha,
  panoramaConnection,
  contentVersion,
  licences,
  support,
  ntpSync,
  clockDifference,
  updateSchedule,
  environment,
  managementCpu,
  dataplaneCpu,
  memory,
  certificates,
  jumboFrame,
  sessions,
  arpEntries,
  tunnels,
];

/** What an upgrade asks by itself. */
export const UPGRADE_CHECKS: readonly Check[] = [diskSpace, pendingChanges, deviceJobs];

/**
 * What is asked where somebody wants to know how a device is: everything that can be judged. A doubt that all devices
 * have would hide those that few have.
 */
export function checksOfSurvey(
  settings: Pick<ReadinessSettings, 'policies' | 'minimumContent'>,
): readonly Check[] {
  return isContentJudged(settings) ? ALL_CHECKS : ALL_CHECKS.filter((check) => check !== contentVersion);
}
