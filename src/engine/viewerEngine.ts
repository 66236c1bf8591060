/** What a second window shows: what the owner of the storage wrote last. It acts on nothing. */
import type { Engine, EngineParts } from './engineContract.ts';
import { followIntoInventory } from './inventoryFollower.ts';
import { Inventory } from '../inventory/inventory.ts';
import { isOpen, type Job } from '../jobs/job.ts';
import { JobBook } from '../jobs/jobBook.ts';
import { createJobComparisons } from '../jobs/outcome/jobComparison.ts';
import { suspendedNow } from '../jobs/outcome/suspendedNow.ts';
import { Emitter } from '../ports/events.ts';
import type { Files } from '../store/files.ts';
import { openStoreReadOnly } from '../store/openStoreView.ts';
import { createLeft } from './left.ts';
import { engineError } from './engineTroubles.ts';
import { viewParsers } from './storeParsers.ts';

/** @param owner what the owner says of itself. */
export async function startViewer(
  parts: EngineParts & { readonly files: Files },
  owner: string,
): Promise<Engine> {
  const view = await openStoreReadOnly({
    ...parts,
    ...viewParsers,
  });
  const inventory = new Inventory(
    { all: () => view.inventoryRows.changed(), upsert: () => undefined },
    view.siteRows.all(),
  );
  const savedJobs = (): Job[] => {
    try {
      return view.jobRows.all();
    } catch {
      parts.log.warn('The jobs of the other window are of another release and cannot be shown here.');
      return [];
    }
  };
  const book = new JobBook(
    { append: refuseToWrite },
    { all: savedJobs, save: () => undefined, lastSeq: () => view.jobRows.lastSeq() },
    view.records,
    parts.settings.bulk,
  );
  followIntoInventory(book, inventory, parts.clock, view.records);
  // Whether the other window works on a job that is open cannot be seen from here.
  const whatIsSuspended = () =>
    suspendedNow(
      book.withMembersOut(),
      () => undefined,
      () => true,
    );
  let suspended = whatIsSuspended();
  const stateChanged = new Emitter<void>();
  const left = createLeft(
    { jobs: book, inventory, clock: parts.clock },
    { isAtWork: () => true, onDidChange: stateChanged.event },
  );
  const lookAgain = (): void => {
    const before = suspended;
    suspended = whatIsSuspended();
    if (before.length + suspended.length > 0) stateChanged.fire();
  };
  const subscriptions = [
    view.recorded((records) => {
      for (const record of records) book.follow(record);
      lookAgain();
    }),
    view.saved(() => {
      inventory.replaceSites(view.siteRows.all());
      inventory.take(view.inventoryRows.changed(), parts.clock.now());
      const isBehind = !view.isFollowing();
      for (const job of savedJobs()) if (isBehind || !isOpen(job)) book.adopt(job, isBehind);
      lookAgain();
    }),
  ];
  const refuse = (): never => {
    throw engineError({ code: 'other_window', owner });
  };

  return {
    role: 'viewer',
    notices: [],
    inventory,
    jobs: book,
    workers: { busy: 0, max: parts.settings.workers.max },
    paused: false,
    interrupted: [],
    offline: null,
    loginsHeld: null,
    get suspended() {
      return suspended;
    },
    ...left,
    onDidChangeState: stateChanged.event,
    comparison: createJobComparisons({
      jobs: book,
      snapshots: view.snapshotFiles,
      margins: parts.settings.validation,
      clock: parts.clock,
    }),
    discover: async () => refuse(),
    addFirewall: async () => refuse(),
    testConnection: async () => refuse(),
    pins: refuse,
    trust: refuse,
    forgetLogins: () => undefined,
    previewUpgrade: async () => refuse(),
    submitUpgrade: refuse,
    submitUpgrades: async () => refuse(),
    surveyUpgrades: async () => refuse(),
    surveyDownloads: async () => refuse(),
    submitDownloads: async () => refuse(),
    surveyRoom: async () => refuse(),
    makeRoom: async () => refuse(),
    verifyDownloads: async () => refuse(),
    checkReadiness: async () => refuse(),
    retry: async () => refuse(),
    setSite: refuse,
    cancel: refuse,
    handOver: refuse,
    decide: refuse,
    moveInQueue: refuse,
    releaseBatch: refuse,
    pause: refuse,
    resume: refuse,
    async close() {
      for (const subscription of subscriptions) subscription.dispose();
      view.close();
    },
  };
}

function refuseToWrite(): never {
  throw new Error('This window only looks on: it writes nothing down.');
}
