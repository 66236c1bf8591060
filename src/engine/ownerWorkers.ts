/** The workers of the owner's engine: what a job is handed when one of them carries it, and what is taken up first. */
import type { DeviceAccess } from './deviceAccess.ts';
import type { EngineParts } from './engineContract.ts';
import { watchedJob } from './ownerLookout.ts';
import type { OwnerNotices } from './ownerNotices.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { EndingParts } from '../jobs/left/endJob.ts';
import type { AwakeTime } from '../jobs/work/awakeTime.ts';
import { type CarryParts, carryJob, stepContext } from '../jobs/work/carryJob.ts';
import { createJobTime } from '../jobs/work/jobTime.ts';
import type { Lookout } from '../jobs/work/lookout.ts';
import { mayStartNow } from '../jobs/work/downloadLimits.ts';
import { endAllHandedOver } from '../jobs/work/handedOver.ts';
import { createRestorer, type Restorer } from '../jobs/work/restoreSuspended.ts';
import { stopDamaged } from '../jobs/work/stopDamaged.ts';
import { Workers } from '../jobs/work/workers.ts';
import type { Store } from '../store/openStore.ts';
import { limitsForModel } from '../workflow/limitsForModel.ts';

interface Parts
  extends
    Pick<EngineParts, 'settings' | 'clock' | 'log'>,
    Pick<CarryParts, 'knownHashes' | 'upgradePaths'>,
    EndingParts {
  readonly inventory: Inventory;
  readonly devices: DeviceAccess;
  readonly store: Pick<Store, 'snapshotFiles' | 'backupFiles' | 'hasRoom'>;
  readonly notices: OwnerNotices;
  readonly lookout: Lookout;
  readonly awake: AwakeTime;
}

/** Often enough for a night, and seldom enough that a full disk is not worn by the looks at it. */
const LOOK_FOR_ROOM_MS = 30_000;
const ROOM_NOTICES = ['engine_waits', 'engine_goes_on'];

export interface OwnerWorkers {
  readonly workers: Workers;
  readonly restorer: Restorer;
}

/** They carry nothing before they are told to. */
export function createOwnerWorkers(parts: Parts): OwnerWorkers {
  const { settings, book, leftOf, inventory, log, notices } = parts;
  const workers: Workers = new Workers({
    book,
    leftOf,
    log,
    max: settings.workers.max,
    mayStart: (job, atWork) => mayStartNow(job, atWork, settings.download, inventory),
    carry: (id, stops) =>
      carryJob(
        { ...stepParts(parts, workers), keepingAway: (job, work) => restorer.keepingAway(job, work) },
        id,
        stops,
      ),
    onHalt(why) {
      log.error(why.message);
      notices.add(why);
    },
    whenRoom: (signal) => whenRoom(parts, signal),
    onNoRoom(why) {
      log.error(why.message);
      notices.replace(ROOM_NOTICES, why);
    },
    onRoom(told) {
      log.info(told.message);
      notices.replace(ROOM_NOTICES, told);
    },
  });
  const restorer = createRestorer({
    book,
    clock: parts.clock,
    awake: parts.awake,
    log,
    contextFor(id, step, stops) {
      // Of a member that is away for hours nobody has to tell whether it is we who do not see it.
      const time = createJobTime(parts.awake);
      return stepContext({ ...stepParts(parts, workers), time }, id, step, stops, 'never', stops.closing);
    },
  });
  workers.onDidChange(notices.stateChanged);
  restorer.onDidChange(notices.stateChanged);
  return { workers, restorer };
}

async function whenRoom({ clock, store }: Parts, signal: AbortSignal): Promise<void> {
  do await clock.sleep(LOOK_FOR_ROOM_MS, signal);
  while (!(await store.hasRoom()));
}

function stepParts(parts: Parts, workers: Workers): Omit<CarryParts, 'keepingAway'> {
  const { settings, book, leftOf, inventory, clock, devices, store } = parts;
  return {
    book,
    leftOf,
    clock,
    watch(job, work) {
      const isCancelled = (): boolean => book.get(job.id)?.cancelRequested === true;
      return parts.lookout.during(watchedJob(parts, job), isCancelled, work);
    },
    clientFor: devices.clientFor,
    knownHashes: parts.knownHashes,
    upgradePaths: parts.upgradePaths,
    installMode: settings.upgrade.installMode,
    maxReleasesApart: settings.ha.maxReleasesApart,
    returnsToActive: settings.ha.returnToOriginalActive,
    backsUp: settings.backup.enabled,
    limitsFor: (serial) =>
      limitsForModel(
        settings.firewall,
        settings.firewall.rebootReadyTimeoutMsByModel,
        inventory.get(serial)?.model ?? '',
      ),
    checks: settings.validation,
    room: settings.validation,
    readiness: settings.readiness,
    margins: settings.validation,
    onMismatch: settings.validation.onMismatch,
    snapshots: store.snapshotFiles,
    backups: store.backupFiles,
    whenResumed: (stops) => workers.whenResumed(stops),
    isPaused: () => workers.paused,
    onHopThrough: () => workers.fill(),
  };
}

/**
 * Takes up what earlier windows left open. What must not go on by itself is ended before a worker can look: jobs of
 * which a line of the journal is damaged, and those that were handed over.
 * @returns ids of the jobs that were under way when this engine was opened; not of those that waited for their turn.
 */
export function takeUpOpenJobs(
  parts: Pick<Parts, 'settings'> & EndingParts & { readonly store: Pick<Store, 'damaged'> },
  workers: Workers,
): readonly string[] {
  const { settings, book, store } = parts;
  stopDamaged(parts, store.damaged);
  endAllHandedOver(parts);
  const underWay = book.open().filter((job) => job.status === 'active' && book.waitOf(job) === null);
  const interrupted = underWay.map(({ id }) => id);
  if (interrupted.length > 0 && settings.recovery.onStart !== 'resume') workers.pause();
  workers.fill();
  return interrupted;
}
