/**
 * The engine of the window that owns the storage: its parts, each in a file of its own, in the order in which they are
 * put together and let go again. The order is part of what keeps devices safe; where it matters it says so.
 */
import { ownerBulkParts } from './bulkParts.ts';
import { createDeviceAccess } from './deviceAccess.ts';
import type { Engine, EngineParts } from './engineContract.ts';
import { Inventory } from '../inventory/inventory.ts';
import { followIntoInventory } from './inventoryFollower.ts';
import type { Job } from '../jobs/job.ts';
import { JobBook } from '../jobs/jobBook.ts';
import { LockOutGuard } from '../panos/client/lockOutGuard.ts';
import { createAwakeTime } from '../jobs/work/awakeTime.ts';
import { createJobComparisons } from '../jobs/outcome/jobComparison.ts';
import { suspendedNow } from '../jobs/outcome/suspendedNow.ts';
import { ownerControl } from './ownerControl.ts';
import { ownerDiscovery } from './ownerDiscovery.ts';
import { ownerDownloads } from './ownerDownloads.ts';
import { createLeft } from './left.ts';
import { ownerHashes } from './ownerHashes.ts';
import { keepOwnerLog } from './ownerLog.ts';
import { loginsHeldBy, loginsSettled } from './ownerLogins.ts';
import { offlineOf, ownerLookout } from './ownerLookout.ts';
import { ownerNotices } from './ownerNotices.ts';
import { ownerPins } from './ownerPins.ts';
import { ownerSites } from './ownerSites.ts';
import { ownerUpgrades } from './ownerUpgrades.ts';
import { createOwnerWorkers, takeUpOpenJobs } from './ownerWorkers.ts';
import { requirePaths } from '../planning/requirePaths.ts';
import type { Files } from '../store/files.ts';
import { openStore } from '../store/openStore.ts';
import { ownerParsers } from './storeParsers.ts';
import { keepBackupsTidy } from '../workflow/backup/backupRetention.ts';

type OwnerParts = EngineParts & { readonly files: Files };

/** @param releaseLock called last, when the engine closes. */
export async function startOwner(given: OwnerParts, releaseLock: () => Promise<void>): Promise<Engine> {
  const { settings, clock, log } = given;
  const closing = new AbortController();
  const store = await openStore({ ...given, ...ownerParsers });
  const pins = ownerPins(store, settings);
  const notices = ownerNotices(store);
  const awake = createAwakeTime(clock);
  const guard = new LockOutGuard(clock, store.loginMemory, notices.stateChanged);
  const devices = createDeviceAccess(
    { ...given, guard, awake },
    { pinFor: pins.pinFor, assertOwner: store.journal.assertOwner },
  );
  const inventory = new Inventory(store.inventoryRows, store.siteRows.all());
  const unseen = store.recordsAfter(store.jobRows.lastSeq());
  const book = new JobBook(store.journal, store.jobRows, unseen, settings.bulk);
  const isWaiting = (job: Job | undefined): boolean => job !== undefined && book.waitOf(job) !== null;
  const left = createLeft(
    { jobs: book, inventory, clock },
    {
      // One that waits in its bulk has left nothing: it goes on from there in its turn.
      isAtWork: (id) => workers.isAtWork(id) || isWaiting(book.get(id)),
      onDidChange: notices.onDidChangeState,
    },
  );
  const own = {
    ...given,
    store,
    devices,
    inventory,
    book,
    ...left,
    closing: closing.signal,
  };
  const upgradePaths = async () => requirePaths(await given.upgradePaths());
  keepOwnerLog(own);
  followIntoInventory(book, inventory, clock, unseen);
  const lookout = ownerLookout({ ...own, awake, notices });
  const { workers, restorer } = createOwnerWorkers({
    ...own,
    awake,
    notices,
    lookout,
    upgradePaths,
    knownHashes: ownerHashes(own),
  });
  // From here on devices may be touched: everything that watches the jobs is in its place.
  const interrupted = takeUpOpenJobs(own, workers);
  restorer.begin();
  const bulk = ownerBulkParts({ ...own, upgradePaths }, workers);
  const tidied = keepBackupsTidy(
    {
      backups: store.backupFiles,
      clock,
      log,
      retentionDays: settings.backup.retentionDays,
      isOpen: (id) => book.open().some((job) => job.id === id),
    },
    closing.signal,
  );

  return {
    role: 'owner',
    inventory,
    jobs: book,
    workers,
    interrupted,
    notices: notices.notices,
    get offline() {
      return offlineOf(lookout);
    },
    get loginsHeld() {
      return loginsHeldBy(guard);
    },
    onDidChangeState: notices.onDidChangeState,
    get suspended() {
      return suspendedNow(book.withMembersOut(), restorer.attemptsOn, (id) => workers.isAtWork(id));
    },
    get paused() {
      return workers.paused;
    },
    ...ownerDiscovery(own),
    ...ownerDownloads(bulk),
    ...ownerUpgrades(bulk),
    ...left,
    ...ownerControl({ ...own, workers }),
    ...ownerSites({ store, inventory, workers }),
    ...pins.calls,
    forgetLogins: devices.forgetLogins,
    comparison: createJobComparisons({
      jobs: book,
      snapshots: store.snapshotFiles,
      margins: settings.validation,
      clock,
    }),

    /** Nothing is begun any more; then the workers let go; then the ways out are shut; the lock is the last to go. */
    async close() {
      closing.abort();
      await Promise.all([workers.close(), restorer.close()]);
      await tidied;
      await loginsSettled(guard, clock);
      devices.close();
      await store.close().finally(releaseLock);
    },
  };
}
