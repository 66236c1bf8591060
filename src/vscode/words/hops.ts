/** The hops of a job: the steps from one version to the next, of one device or of both members of a pair. */
import type { Job } from '../../jobs/job.ts';
import type { StepState } from '../../workflow/stepState.ts';
import { hostnameOf } from './jobTexts.ts';

export interface Hop {
  /** From 1. */
  readonly hop: number;
  /** `10.1.14 → 10.2.10`. */
  readonly title: string;
  readonly steps: readonly StepState[];
  /** The first one that has not ended well: in work, next, or where the job stopped. */
  readonly isCurrent: boolean;
}

/** In the order they are carried out. */
export function hopsOf(job: Job): readonly Hop[] {
  const current = job.steps.find(({ state }) => state !== 'done' && state !== 'skipped')?.hop;
  return [...Map.groupBy(job.steps, ({ hop }) => hop)].map(([hop, steps]) => ({
    hop,
    steps,
    title: hopTitle(job, hop),
    isCurrent: hop === current,
  }));
}

/** @param hop from 1 */
export function hopTitle(job: Job, hop: number): string {
  const steps = job.steps.filter((step) => step.hop === hop);
  const [first] = steps;
  if (first === undefined) return '';
  // A download stays on one version, and its images are those of the whole path.
  if (job.type === 'download_only') {
    return `Images for ${[first.fromVersion, ...(job.runs[0]?.path ?? [])].join(' → ')}`;
  }
  if (job.type === 'make_room') return `Room while it runs ${first.fromVersion}`;
  if (job.type === 'ha_pair') {
    // Members of a half upgraded pair have paths of their own; only the way back to the first roles installs nothing.
    const installed = steps.find(({ kind }) => kind === 'install');
    return installed === undefined
      ? `${hostnameOf(job, first.serial)} leads again`
      : `${installed.fromVersion} → ${installed.version}`;
  }
  const to = job.runs[0]?.path[hop - 1];
  return to === undefined ? first.fromVersion : `${first.fromVersion} → ${to}`;
}
