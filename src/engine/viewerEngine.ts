/** What a second window shows: what the owner of the storage wrote last. It acts on nothing. */
import type { Engine, EngineParts } from './engineContract.ts';
import { Inventory } from '../inventory/inventory.ts';
import { Batches } from '../jobs/batches.ts';
import { newestFirst, openJobHolding, type Job } from '../jobs/job.ts';
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
    { all: () => view.inventoryRows.all(), upsert: () => undefined },
    view.siteRows.all(),
  );
  const jobs = new Map<string, Job>();
  const batches = new Batches(parts.settings.bulk);
  /** Gives those that are new or have changed; ended ones stay the same objects. */
  const readJobs = (): Job[] => {
    try {
      const changed = view.jobRows.all().filter((job) => jobs.get(job.id) !== job);
      for (const job of changed) {
        jobs.set(job.id, job);
        batches.keep(job);
      }
      return changed;
    } catch {
      parts.log.warn('The jobs of the other window are of another release and cannot be shown here.');
      return [];
    }
  };
  readJobs();
  // Whether the other window works on a job that is open cannot be seen from here.
  const whatIsSuspended = () =>
    suspendedNow(
      jobs.values(),
      () => undefined,
      () => true,
    );
  let suspended = whatIsSuspended();
  const jobsChanged = new Emitter<Job>();
  const stateChanged = new Emitter<void>();
  const left = createLeft(
    {
      jobs: {
        onDidChange: jobsChanged.event,
        all: () => newestFirst(jobs.values()),
        withSomethingLeft: () => jobs.values(),
      },
      inventory,
      clock: parts.clock,
    },
    { isAtWork: () => true, onDidChange: stateChanged.event },
  );
  const subscription = view.changed(() => {
    inventory.replaceSites(view.siteRows.all());
    inventory.put(view.inventoryRows.all());
    const changed = readJobs();
    const before = suspended;
    suspended = whatIsSuspended();
    for (const job of changed) jobsChanged.fire(job);
    if (before.length + suspended.length > 0) stateChanged.fire();
  });
  const refuse = (): never => {
    throw engineError({ code: 'other_window', owner });
  };

  return {
    role: 'viewer',
    notices: [],
    inventory,
    jobs: {
      all: () => newestFirst(jobs.values()),
      get: (id) => jobs.get(id),
      openJobOf: (serial) => openJobHolding(jobs.values(), serial),
      holdOf: (batch) => batches.holdOf(batch),
      waitOf: (job) => batches.waitOf(job),
      live: () => null,
      onDidChange: jobsChanged.event,
    },
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
      jobs,
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
      subscription.dispose();
      view.close();
    },
  };
}
