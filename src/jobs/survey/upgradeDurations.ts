/** What earlier jobs took on each model: the newest few of them, since releases and links change. */
import { stepOf, type StepState } from '../../workflow/stepState.ts';
import { isUpgrade, type Job, type Run } from '../job.ts';
import type { Durations } from './upgradeEstimate.ts';

/** Of each model. */
const JOBS_OF_A_MODEL = 5;
/** Looking at so many jobs takes some milliseconds. */
const JOBS_AT_ONCE = 500;

class Samples {
  readonly rates: number[] = [];
  readonly installs: number[] = [];
  readonly restarts: number[] = [];
  upgrades = 0;
  downloads = 0;
}

/**
 * @param jobs newest first.
 * @param modelOf undefined for a device that is not known any more.
 * @param pause lets others work; awaited every few hundred jobs, and after each of which the steps were read.
 * @returns by model; one that is missing was never upgraded.
 */
export async function measureDurations(
  jobs: readonly Job[],
  modelOf: (serial: string) => string | undefined,
  pause: () => Promise<void>,
): Promise<ReadonlyMap<string, Durations>> {
  const models = new Map<string, Samples>();
  for (const [index, job] of jobs.entries()) {
    if (index % JOBS_AT_ONCE === JOBS_AT_ONCE - 1) await pause();
    if (job.dryRun || job.endedAt === null) continue;
    for (const run of job.runs) {
      const model = modelOf(run.serial);
      if (model === undefined) continue;
      const samples = models.get(model) ?? new Samples();
      models.set(model, samples);
      if (job.type === 'download_only') takeDownload(samples, run);
      else if (isUpgrade(job) && run.status === 'complete' && samples.upgrades < JOBS_OF_A_MODEL) {
        takeUpgrade(samples, job, run);
        // The steps of an ended job are read from the disk, and unpacked, when they are asked for.
        await pause();
      }
    }
  }
  return new Map([...models].map(([model, samples]) => [model, durationsOf(samples)]));
}

function takeDownload(samples: Samples, { images }: Run): void {
  const fetched = images.filter(({ state }) => state === 'downloaded');
  if (fetched.length === 0 || samples.downloads >= JOBS_OF_A_MODEL) return;
  samples.downloads += 1;
  for (const { sizeMb, startedAt, endedAt } of fetched) takeRate(samples, sizeMb, startedAt, endedAt);
}

function takeUpgrade(samples: Samples, job: Job, run: Run): void {
  samples.upgrades += 1;
  for (const step of job.steps) {
    // What was found done already took no time.
    if (step.serial !== run.serial || step.state !== 'done' || (step.effect?.attempts ?? 0) === 0) continue;
    if (step.kind === 'download') takeRate(samples, step.facts['sizeMb'], step.startedAt, step.endedAt);
    if (step.kind === 'install') take(samples.installs, step.startedAt, step.endedAt);
    if (step.kind === 'restart') take(samples.restarts, step.startedAt, endOfRestart(job.steps, step));
  }
}

function endOfRestart(steps: readonly StepState[], restart: StepState): number | null {
  const back = stepOf(steps, restart, 'prove_back');
  return back?.state === 'done' ? back.endedAt : null;
}

function takeRate(samples: Samples, sizeMb: unknown, from: number | null, to: number | null): void {
  if (typeof sizeMb !== 'number' || from === null || to === null || to <= from) return;
  samples.rates.push((sizeMb * 1000) / (to - from));
}

function take(seconds: number[], from: number | null, to: number | null): void {
  if (from !== null && to !== null && to > from) seconds.push((to - from) / 1000);
}

function durationsOf({ rates, installs, restarts }: Samples): Durations {
  return {
    mbPerSecond: median(rates),
    installSeconds: median(installs),
    restartSeconds: median(restarts),
  };
}

/** One restart during which the window was closed for a night does not matter to it. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
