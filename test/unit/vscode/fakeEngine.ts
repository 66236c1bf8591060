/** An engine that does nothing but hold jobs. */
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import { cancelLeaves, leftBehind } from '../../../src/jobs/left/leftBehind.ts';
import type { LiveProgress } from '../../../src/jobs/progress.ts';
import { Emitter } from '../../../src/ports/events.ts';

export interface FakeEngine extends Engine {
  setJobs(jobs: readonly Job[]): void;
  readonly isClosed: boolean;
}

/** @param jobs newest first */
export function fakeEngine(
  role: Engine['role'] = 'owner',
  jobs: readonly Job[] = [],
  live: LiveProgress | null = null,
): FakeEngine {
  const jobsChanged = new Emitter<Job>();
  const refuse = (): never => {
    throw new Error('The fake engine does nothing.');
  };
  let held = jobs;
  let isClosed = false;
  let paused = false;
  return {
    role,
    notices: [],
    inventory: {
      devices: () => [],
      get: () => undefined,
      pairs: () => [],
      siteOf: () => null,
      groupOf: () => null,
      sites: () => [],
      onDidChange: new Emitter<readonly string[]>().event,
    },
    jobs: {
      all: () => held,
      get: (id) => held.find((one) => one.id === id),
      openJobOf: () => undefined,
      holdOf: () => undefined,
      waitOf: () => null,
      live: () => live,
      onDidChange: jobsChanged.event,
    },
    workers: { busy: 0, max: 5 },
    interrupted: [],
    suspended: [],
    leftOn: () => undefined,
    leftOf: (job) => leftBehind(job, () => undefined, 0),
    cancelLeaves: (job) => cancelLeaves(job, () => undefined, 0),
    offline: null,
    loginsHeld: null,
    get paused() {
      return paused;
    },
    onDidChangeState: new Emitter<void>().event,
    discover: refuse,
    addFirewall: refuse,
    testConnection: refuse,
    pins: () => [],
    trust: refuse,
    forgetLogins: refuse,
    previewUpgrade: refuse,
    surveyRoom: refuse,
    makeRoom: refuse,
    submitUpgrade: refuse,
    submitUpgrades: refuse,
    surveyUpgrades: refuse,
    surveyDownloads: refuse,
    submitDownloads: refuse,
    verifyDownloads: refuse,
    checkReadiness: refuse,
    comparison: refuse,
    retry: refuse,
    setSite: refuse,
    cancel: refuse,
    handOver: refuse,
    decide: refuse,
    moveInQueue: refuse,
    releaseBatch: refuse,
    pause() {
      paused = true;
    },
    resume: refuse,
    async close() {
      isClosed = true;
    },
    setJobs(next) {
      held = next;
      for (const one of next) jobsChanged.fire(one);
    },
    get isClosed() {
      return isClosed;
    },
  };
}
