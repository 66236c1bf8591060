/** The state of a job as the fold of its journal records: the same function live, on load and on rebuild. */
import type { JobEnding, JournalRecord, Step } from '../workflow/record.ts';
import { reduceStep, type StepState } from '../workflow/stepState.ts';
import type { Job, Run, RunStatus } from './job.ts';

type JobRecord = Extract<JournalRecord, { job: string }>;

/** The records that say something about a job; others (epochs, pins) do not. */
export function isJobRecord(record: JournalRecord): record is JobRecord {
  return 'job' in record;
}

/**
 * @param job undefined before its first record.
 * @returns undefined for a record of a job whose submission is not known: it cannot be judged.
 */
export function reduceJob(job: Job | undefined, record: JobRecord): Job | undefined {
  if (record.kind === 'JOB_SUBMITTED') return submitted(record);
  if (job === undefined) return undefined;
  switch (record.kind) {
    case 'JOB_STARTED':
      return { ...job, status: 'active', startedAt: job.startedAt ?? record.at };
    case 'CANCEL_REQUESTED':
      return { ...job, cancelRequested: true };
    case 'JOB_ENDED':
      return {
        ...job,
        status: record.data.ending,
        message: record.data.message,
        endedAt: record.at,
        runs: job.runs.map((run) => ({ ...run, status: endOfRun(job, record.data.ending) })),
      };
    case 'PLAN_FIXED':
      return {
        ...mapRun(job, record.serial, (run) => ({
          ...run,
          startingVersion: record.data.startingVersion,
          currentVersion: record.data.startingVersion,
          path: record.data.path,
        })),
        steps: [...job.steps, ...record.data.steps.map(pendingStep)],
      };
    default:
      return withStep(job, record);
  }
}

function submitted(record: Extract<JobRecord, { kind: 'JOB_SUBMITTED' }>): Job {
  const { type, dryRun, by, devices } = record.data;
  return {
    id: record.job,
    type,
    dryRun,
    by,
    status: 'queued',
    message: null,
    cancelRequested: false,
    createdAt: record.at,
    startedAt: null,
    endedAt: null,
    runs: devices.map((device) => ({
      ...device,
      status: 'pending',
      startingVersion: null,
      currentVersion: null,
      path: [],
    })),
    steps: [],
  };
}

function pendingStep(step: Step): StepState {
  return {
    ...step,
    state: 'pending',
    startedAt: null,
    endedAt: null,
    message: null,
    facts: {},
    effect: null,
  };
}

function withStep(job: Job, record: Extract<JobRecord, { step: string }>): Job {
  const step = job.steps.find((candidate) => candidate.id === record.step);
  if (step === undefined) return job;
  const next = reduceStep(step, record);
  const steps = job.steps.map((candidate) => (candidate === step ? next : candidate));
  return mapRun({ ...job, steps }, record.serial, (run) => afterStep(run, next));
}

function afterStep(run: Run, step: StepState): Run {
  if (step.state === 'running') return { ...run, status: statusDuring[step.kind] };
  return step.kind === 'prove_back' && step.state === 'done' ? { ...run, currentVersion: step.version } : run;
}

const statusDuring: Readonly<Record<Step['kind'], RunStatus>> = {
  software_check: 'validating',
  readiness: 'validating',
  pre_snapshot: 'validating',
  download: 'downloading',
  prove_images: 'downloading',
  install: 'installing',
  restart: 'rebooting',
  prove_back: 'rebooting',
  post_snapshot: 'validating',
  compare: 'validating',
};

function endOfRun(job: Job, ending: JobEnding): RunStatus {
  if (ending !== 'completed') return ending;
  return job.type === 'download_only' ? 'download_complete' : 'complete';
}

function mapRun(job: Job, serial: string, change: (run: Run) => Run): Job {
  return { ...job, runs: job.runs.map((run) => (run.serial === serial ? change(run) : run)) };
}
