/** The state of a job as the fold of its journal records: the same function live, on load and on rebuild. */
import type { JobEnding, JournalRecord, Step } from '../workflow/record.ts';
import { pendingStep, reduceStep, type StepState } from '../workflow/stepState.ts';
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
        runs: job.runs.map((run) => ({ ...run, status: endOfRun(job, run, record.data.ending) })),
      };
    case 'PLAN_FIXED':
      return {
        ...job,
        runs: job.runs.map((run) => planned(run, record.data.runs)),
        steps: record.data.steps.map(pendingStep),
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

function planned(run: Run, plans: Extract<JobRecord, { kind: 'PLAN_FIXED' }>['data']['runs']): Run {
  const plan = plans.find((candidate) => candidate.serial === run.serial);
  if (plan === undefined) return run;
  const { startingVersion, path } = plan;
  return { ...run, startingVersion, currentVersion: startingVersion, path };
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

/** A device whose own steps are all done has come through, however the job ended for others. */
function endOfRun(job: Job, run: Run, ending: JobEnding): RunStatus {
  const own = job.steps.filter((step) => step.serial === run.serial);
  const through = own.length > 0 && own.every((step) => step.state === 'done');
  if (ending !== 'completed' && !through) return ending;
  return job.type === 'download_only' ? 'download_complete' : 'complete';
}

function mapRun(job: Job, serial: string, change: (run: Run) => Run): Job {
  return { ...job, runs: job.runs.map((run) => (run.serial === serial ? change(run) : run)) };
}
