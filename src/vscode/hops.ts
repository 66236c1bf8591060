/** The hops of a job: the steps from one version to the next, of one device. */
import type { Job } from '../jobs/job.ts';
import type { StepState } from '../workflow/stepState.ts';

export interface Hop {
  readonly serial: string;
  /** From 1. */
  readonly hop: number;
  /** `10.1.14 → 10.2.10`. */
  readonly title: string;
  readonly steps: readonly StepState[];
  /** The first one of its device that has not ended well: in work, next, or where the job stopped. */
  readonly isCurrent: boolean;
}

/** In the order they are carried out. */
export function hopsOf(job: Job): readonly Hop[] {
  const current = new Map<string, number>();
  for (const { serial, hop, state } of job.steps) {
    if (state !== 'done' && state !== 'skipped' && !current.has(serial)) current.set(serial, hop);
  }
  return [...Map.groupBy(job.steps, ({ serial, hop }) => `${serial}.${hop}`).values()].flatMap((steps) =>
    steps.slice(0, 1).map((first) => ({
      serial: first.serial,
      hop: first.hop,
      title: hopTitle(job, first),
      steps,
      isCurrent: current.get(first.serial) === first.hop,
    })),
  );
}

/** `fromVersion` is the version of the hop's begin; where it leads is in the run's path. */
export function hopTitle(job: Job, step: StepState): string {
  const path = job.runs.find(({ serial }) => serial === step.serial)?.path ?? [];
  // A download stays on one version, and its images are those of the whole path.
  if (job.type === 'download_only') return `Images for ${[step.fromVersion, ...path].join(' → ')}`;
  const to = path[step.hop - 1];
  return to === undefined ? step.fromVersion : `${step.fromVersion} → ${to}`;
}
