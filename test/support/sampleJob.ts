/** A job, the run of its device, an image and a step, to vary. Imports nothing that runs: see test/unit/store/samples.ts. */
import type { Job, Run, RunImage } from '../../src/jobs/job.ts';
import type { StepState } from '../../src/workflow/stepState.ts';
import { sn } from './serials.ts';

/** An upgrade under way, whose steps the test adds. @param serial of its device, where `change` has no runs */
export function job(change: Partial<Job> = {}, serial = '001'): Job {
  return {
    id: 'job-1',
    type: 'standalone',
    dryRun: false,
    allowPreemption: false,
    handedOverTo: null,
    priority: 0,
    holdsBatch: null,
    countsAsFailure: false,
    hopAhead: null,
    hopsProved: [],
    by: 'ada',
    batch: null,
    room: null,
    status: 'active',
    message: null,
    trouble: null,
    brief: null,
    cancelRequested: false,
    suspended: [],
    left: [],
    createdAt: 0,
    startedAt: 0,
    endedAt: null,
    runs: [run({ serial: sn(serial) })],
    steps: [],
    ...change,
  };
}

export function run(change: Partial<Run> = {}): Run {
  return {
    serial: sn('001'),
    hostname: 'fw-1',
    address: '10.0.0.1',
    status: 'installing',
    startingVersion: '10.1.14',
    currentVersion: '10.1.14',
    path: ['10.2.10', '11.1.4-h7'],
    images: [],
    ...change,
  };
}

/** One that a download job has still to fetch. */
export function runImage(change: Partial<RunImage> = {}): RunImage {
  return {
    version: '10.2.10',
    sizeMb: 1000,
    state: 'pending',
    integrity: null,
    sha256: null,
    startedAt: null,
    endedAt: null,
    ...change,
  };
}

export function step(change: Partial<StepState> = {}): StepState {
  return {
    id: 'hop1.install',
    kind: 'install',
    serial: sn('001'),
    hop: 1,
    fromVersion: '10.1.14',
    version: '10.2.10',
    title: 'Install 10.2.10',
    reason: 'The device goes on running 10.1.14 until it restarts.',
    state: 'pending',
    startedAt: null,
    endedAt: null,
    message: null,
    trouble: null,
    brief: null,
    facts: {},
    checks: [],
    effect: null,
    ...change,
  };
}
