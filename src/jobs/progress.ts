/** How far a job is, for bars and the status bar. */
import type { StepState } from '../workflow/stepState.ts';
import { isOpen, type Job } from './job.ts';

/** Progress that is shown but not written down: a device job's percentage, what is being waited for. */
export interface LiveProgress {
  readonly stepId: string;
  readonly percent: number | null;
  readonly message: string;
}

/** Roughly how long each kind of step takes, so that the bar moves evenly; a restart is half of an upgrade. */
const weights: Readonly<Record<StepState['kind'], number>> = {
  software_check: 1,
  readiness: 1,
  back_up: 1,
  check_room: 1,
  delete_image: 1,
  check_pair: 1,
  pre_snapshot: 1,
  download: 20,
  prove_images: 1,
  suspend: 1,
  prove_failover: 1,
  install: 25,
  restart: 20,
  prove_back: 25,
  make_functional: 1,
  sync_config: 1,
  prove_pair: 3,
  post_snapshot: 1,
  compare: 1,
};

/** Percent from 0 to 100; 100 only for a job that has ended well. */
export function jobProgress(job: Job, live: LiveProgress | null): number {
  if (job.status === 'completed') return 100;
  if (job.type === 'download_only') return downloadProgress(job, live);
  const total = job.steps.reduce((sum, step) => sum + weights[step.kind], 0);
  if (total === 0) return 0;
  const reached = job.steps.reduce((sum, step) => sum + weights[step.kind] * fraction(step, job, live), 0);
  return Math.min(99, Math.floor((reached / total) * 100));
}

/** In bands: 5 while it looks, 10 to 90 while it downloads. */
function downloadProgress(job: Job, live: LiveProgress | null): number {
  if (job.startedAt === null) return 0;
  const images = job.runs.flatMap((run) => run.images).filter(({ state }) => state !== 'not_listed');
  const there = images.filter(({ state }) => state === 'downloaded' || state === 'present').length;
  const running = images.some(({ state }) => state === 'downloading');
  if (there === 0 && !running) return 5;
  const reached = there + (running && isOpen(job) ? (live?.percent ?? 0) / 100 : 0);
  return Math.floor(10 + (80 * reached) / images.length);
}

function fraction(step: StepState, job: Job, live: LiveProgress | null): number {
  if (step.state === 'done' || step.state === 'skipped') return 1;
  if (step.state !== 'running' || !isOpen(job) || live?.stepId !== step.id) return 0;
  return (live.percent ?? 0) / 100;
}
