/** The state of a job as the fold of its journal records: the same function live, on load and on rebuild. */
import {
  integrityVerdicts,
  type JobEnding,
  type JournalRecord,
  type Step,
} from '../workflow/journalRecord.ts';
import {
  isTakenBack,
  suspendedMembers,
  withSuspensionDue,
  withTakenBack,
} from '../workflow/pair/suspendedByUs.ts';
import { pendingStep, reduceStep, type StepState } from '../workflow/stepState.ts';
import { heldAfterStep, heldAtEnd, heldOnceDecided } from './batchHold.ts';
import { withTurn } from './hopTurn.ts';
import { isOpen, type Job, type Run, type RunImage, type RunStatus } from './job.ts';
import { jobTrouble } from './jobTrouble.ts';
import { withLastSeen } from './lastSeen.ts';
import { withWhatIsLeft } from './leftSuspended.ts';
import { leftSuspendedTrouble } from './leftSuspendedTrouble.ts';
import type { Serial } from '../panos/serial.ts';

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
  const next = afterRecord(job, record);
  if (next === undefined) return undefined;
  const seen = withSeen(next, record);
  return withTurn('step' in record ? withWhatIsLeft(seen) : seen);
}

function withSeen(job: Job, record: JobRecord): Job {
  const runs = withLastSeen(job.runs, record);
  return runs === job.runs ? job : { ...job, runs };
}

function afterRecord(job: Job | undefined, record: JobRecord): Job | undefined {
  if (record.kind === 'JOB_SUBMITTED') return submitted(record);
  if (job === undefined) return undefined;
  switch (record.kind) {
    case 'JOB_STARTED':
      return {
        ...job,
        status: 'active',
        startedAt: job.startedAt ?? record.at,
        runs: job.runs.map((run) => ({ ...run, status: 'validating' })),
      };
    case 'CANCEL_REQUESTED':
      return { ...job, cancelRequested: true };
    case 'HANDED_OVER':
      return { ...job, handedOverTo: record.data.by };
    case 'PRIORITY_SET':
      return { ...job, priority: record.data.priority };
    case 'BATCH_RELEASED':
      return { ...job, holdsBatch: null, countsAsFailure: false };
    case 'OPERATOR_DECIDED':
      return withStep(
        {
          ...job,
          status: 'active',
          message: null,
          trouble: null,
          brief: null,
          endedAt: null,
          holdsBatch: heldOnceDecided(job),
          steps: beforeAgain(job.steps, record.step, record.data.first),
        },
        record,
      );
    case 'JOB_ENDED':
      return {
        ...job,
        status: record.data.ending,
        message: record.data.message,
        trouble: jobTrouble({ ...job, status: record.data.ending, trouble: record.data.trouble }),
        brief: record.data.brief,
        endedAt: record.at,
        ...heldAtEnd(job, record.data.ending, record.data),
        runs: job.runs.map((run) => ({ ...run, status: endOfRun(job, run, record.data.ending) })),
      };
    case 'PLAN_FIXED':
      return {
        ...job,
        runs: job.runs.map((run) => planned(run, record.data.runs)),
        steps: record.data.steps.map(pendingStep),
      };
    case 'PLAN_CHANGED':
      return {
        ...job,
        steps: [
          ...job.steps.filter(({ state }) => state !== 'pending'),
          ...record.data.steps.map(pendingStep),
        ],
      };
    case 'SUSPENSION_DUE': {
      const suspension = job.steps.find(({ id }) => id === record.step);
      return suspension === undefined ? job : { ...job, steps: withSuspensionDue(job.steps, suspension) };
    }
    case 'STEP_BEGIN':
      return withStep(isOpen(job) ? job : takenUpAgain(job, record.step), record);
    case 'STEP_END': {
      const next = withStep(job, record);
      return isOpen(job) ? heldAfter(next, record) : afterRestoring(next, record);
    }
    default:
      return withStep(job, record);
  }
}

function submitted(record: Extract<JobRecord, { kind: 'JOB_SUBMITTED' }>): Job {
  const { type, dryRun, allowPreemption, by, batch, retryOf, devices, room } = record.data;
  return {
    id: record.job,
    type,
    dryRun,
    allowPreemption,
    by,
    batch,
    retryOf: retryOf ?? null,
    room: room ?? null,
    status: 'queued',
    message: null,
    trouble: null,
    brief: null,
    cancelRequested: false,
    handedOverTo: null,
    priority: 0,
    holdsBatch: null,
    countsAsFailure: false,
    hopAhead: null,
    hopsProved: [],
    suspended: [],
    left: [],
    createdAt: record.at,
    startedAt: null,
    endedAt: null,
    runs: devices.map((device) => ({
      ...device,
      status: 'pending',
      startingVersion: null,
      currentVersion: null,
      path: [],
      images: [],
    })),
    steps: [],
  };
}

/**
 * What was done out of turn because the job stopped (a member made functional again) is due again in its turn; what somebody
 * asks for comes before the step that was decided.
 */
function beforeAgain(steps: readonly StepState[], decided: string, first: readonly Step[]): StepState[] {
  const place = steps.findIndex(({ id }) => id === decided);
  const again = steps.map((step, index) => (index > place ? pendingStep(step) : step));
  return first.length === 0 ? again : again.toSpliced(place, 0, ...first.map(pendingStep));
}

/** What one device went through may happen to the others of its batch, too. */
function heldAfter(job: Job, { step: id, data }: Extract<JobRecord, { kind: 'STEP_END' }>): Job {
  const step = job.steps.find((candidate) => candidate.id === id);
  const holdsBatch = step === undefined ? job.holdsBatch : heldAfterStep(job, step, data);
  return holdsBatch === job.holdsBatch ? job : { ...job, holdsBatch };
}

/** After its job has ended only what was suspended is taken back: the step begins anew, with what is known of its effect. */
function takenUpAgain(job: Job, id: string): Job {
  return { ...job, steps: job.steps.map((step) => (step.id === id ? begunAnew(step) : step)) };
}

function begunAnew(step: StepState): StepState {
  const { effect } = step;
  // That it came to nothing then says nothing of now.
  return {
    ...pendingStep(step),
    effect: effect?.phase === 'failed' ? { ...effect, phase: 'not_happened' } : effect,
  };
}

/** The job's words stay true: what was left behind is told of as what has become of it. */
function afterRestoring(job: Job, { step: id, data }: Extract<JobRecord, { kind: 'STEP_END' }>): Job {
  const step = job.steps.find((candidate) => candidate.id === id);
  if (step === undefined || !isTakenBack(step)) return job;
  const later = `Later: ${step.title}: ${data.message}`;
  const left = leftSuspendedTrouble.safeParse(job.trouble).data;
  if (left === undefined || suspendedMembers(job.steps).length > 0) {
    return { ...job, message: [job.message, later].filter((part) => part !== null).join(' ') };
  }
  const { because, told } = left;
  return { ...job, message: `${told.message} ${later}`, brief: told.brief, trouble: because ?? null };
}

type PlannedRun = Extract<JobRecord, { kind: 'PLAN_FIXED' }>['data']['runs'][number];

function planned(run: Run, plans: readonly PlannedRun[]): Run {
  const plan = plans.find((candidate) => candidate.serial === run.serial);
  if (plan === undefined) return run;
  const { startingVersion, path, images } = plan;
  return {
    ...run,
    startingVersion,
    currentVersion: startingVersion,
    path,
    images: images.map(plannedImage),
  };
}

function plannedImage({ version, sizeMb, listed }: PlannedRun['images'][number]): RunImage {
  const state = listed ? 'pending' : 'not_listed';
  return { version, sizeMb, state, integrity: null, sha256: null, startedAt: null, endedAt: null };
}

function withStep(job: Job, record: Extract<JobRecord, { step: string }>): Job {
  const step = job.steps.find((candidate) => candidate.id === record.step);
  if (step === undefined) return job;
  const next = reduceStep(step, record);
  const changed = job.steps.map((candidate) => (candidate === step ? next : candidate));
  const steps = [...withTakenBack(changed, record, next)];
  // What is taken back after a job has ended does not change how its runs came out.
  if (!isOpen(job)) return { ...job, steps };
  return mapRun({ ...job, steps }, record.serial, (run) => afterStep(run, next));
}

function afterStep(run: Run, step: StepState): Run {
  const after = step.kind === 'download' ? { ...run, images: afterDownload(run.images, step) } : run;
  if (step.state === 'running') return { ...after, status: statusDuring[step.kind] };
  if (step.kind === 'download') return after;
  return step.kind === 'prove_back' && step.state === 'done' ? { ...run, currentVersion: step.version } : run;
}

function afterDownload(images: readonly RunImage[], step: StepState): RunImage[] {
  return images.map((image) => (image.version === step.version ? withFacts(image, step) : image));
}

/** What the step of an image found: workflow/effects/stageImage.ts writes these facts. */
function withFacts(image: RunImage, { state, startedAt, endedAt, facts }: StepState): RunImage {
  if (state === 'pending') return image;
  if (state === 'running') return { ...image, state: 'downloading', startedAt };
  const { sizeMb, checksum, sha256 } = facts;
  return {
    ...image,
    state: state === 'done' ? (facts['image'] === 'present' ? 'present' : 'downloaded') : 'failed',
    sizeMb: typeof sizeMb === 'number' ? sizeMb : image.sizeMb,
    integrity: integrityVerdicts.safeParse(checksum).data ?? null,
    sha256: typeof sha256 === 'string' ? sha256 : null,
    startedAt,
    endedAt,
  };
}

const statusDuring: Readonly<Record<Step['kind'], RunStatus>> = {
  software_check: 'validating',
  readiness: 'validating',
  back_up: 'validating',
  check_room: 'validating',
  delete_image: 'downloading',
  check_pair: 'validating',
  pre_snapshot: 'validating',
  download: 'downloading',
  prove_images: 'downloading',
  suspend: 'installing',
  prove_failover: 'installing',
  install: 'installing',
  restart: 'rebooting',
  prove_back: 'rebooting',
  make_functional: 'rebooting',
  sync_config: 'rebooting',
  prove_pair: 'rebooting',
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

function mapRun(job: Job, serial: Serial, change: (run: Run) => Run): Job {
  return { ...job, runs: job.runs.map((run) => (run.serial === serial ? change(run) : run)) };
}
