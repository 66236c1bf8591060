/** Every readiness check, in the order people read them: what an upgrade needs first, what the user listed last. */
import { arpEntries } from '../checks/arpEntries.ts';
import { certificates } from '../checks/certificates.ts';
import type { Check } from '../check.ts';
import { clockDifference } from '../checks/clockDifference.ts';
import { contentVersion } from '../checks/contentVersion.ts';
import { dataplaneCpu, managementCpu } from '../checks/cpu.ts';
import { deviceCertificate } from '../checks/deviceCertificate.ts';
import { deviceJobs } from '../checks/deviceJobs.ts';
import { diskSpace } from '../checks/diskSpace.ts';
import { environment } from '../checks/environment.ts';
import { ha } from '../checks/ha.ts';
import { jumboFrame } from '../checks/jumboFrame.ts';
import { licences } from '../checks/licences.ts';
import { commitLocks, configLocks } from '../checks/locks.ts';
import { memory } from '../checks/memory.ts';
import { ntpSync } from '../checks/ntpSync.ts';
import { panoramaConnection } from '../checks/panoramaConnection.ts';
import { pendingChanges } from '../checks/pendingChanges.ts';
import { sessions } from '../checks/sessions.ts';
import { support } from '../checks/support.ts';
import { tunnels } from '../checks/tunnels.ts';
import { userId } from '../checks/userId.ts';
import { updateSchedule } from '../checks/updateSchedule.ts';

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
  deviceCertificate,
  ntpSync,
  clockDifference,
  updateSchedule,
  environment,
  managementCpu,
  dataplaneCpu,
  memory,
  certificates,
  jumboFrame,
  userId,
  sessions,
  arpEntries,
  tunnels,
];

/** What an upgrade asks by itself: what forbids it unless the user says otherwise, and what is only shown. The roles of a pair are judged by both members. */
export const UPGRADE_CHECKS: readonly Check[] = [
  diskSpace,
  pendingChanges,
  configLocks,
  commitLocks,
  deviceJobs,
  contentVersion,
  deviceCertificate,
];
