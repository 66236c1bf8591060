/** A device, a job and a step to vary, and an engine that does nothing but hold them. */
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Device } from '../../../src/inventory/device.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { LiveProgress } from '../../../src/jobs/progress.ts';
import { Emitter } from '../../../src/ports/events.ts';
import type { StepState } from '../../../src/workflow/stepState.ts';

export function device(change: Partial<Device> = {}): Device {
  return {
    serial: '001',
    hostname: 'fw-1',
    address: '10.0.0.1',
    model: 'PA-440',
    swVersion: '10.1.14',
    deviceType: 'standalone',
    typeReason: 'HA is off on the firewall.',
    haState: null,
    peerSerial: null,
    multiVsys: false,
    routingEngine: 'legacy',
    deviceGroup: null,
    source: 'panorama',
    presence: 'reachable',
    presenceReason: null,
    discoveredAt: 0,
    lastSeenAt: 0,
    ...change,
  };
}

export function step(change: Partial<StepState> = {}): StepState {
  return {
    id: 'hop1.install',
    kind: 'install',
    serial: '001',
    hop: 1,
    fromVersion: '10.1.14',
    version: '10.2.10',
    title: 'Install 10.2.10',
    reason: 'The device goes on running 10.1.14 until it restarts.',
    state: 'pending',
    startedAt: null,
    endedAt: null,
    message: null,
    facts: {},
    effect: null,
    ...change,
  };
}

export function job(change: Partial<Job> = {}, serial = '001'): Job {
  return {
    id: 'job-1',
    type: 'standalone',
    dryRun: false,
    allowPreemption: false,
    handedOverTo: null,
    priority: 0,
    holdsBatch: null,
    by: 'ada',
    batch: null,
    status: 'active',
    message: null,
    cancelRequested: false,
    createdAt: 0,
    startedAt: 0,
    endedAt: null,
    runs: [
      {
        serial,
        hostname: 'fw-1',
        address: '10.0.0.1',
        status: 'installing',
        startingVersion: '10.1.14',
        currentVersion: '10.1.14',
        path: ['10.2.10', '11.1.4-h7'],
        images: [],
      },
    ],
    steps: [],
    ...change,
  };
}

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
      holderOf: () => undefined,
      live: () => live,
      onDidChange: jobsChanged.event,
    },
    workers: { busy: 0, max: 5 },
    interrupted: [],
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
