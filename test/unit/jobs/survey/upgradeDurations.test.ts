/** What earlier jobs took, by model. */
import assert from 'node:assert/strict';
import type { Job, RunImage } from '../../../../src/jobs/job.ts';
import { measureDurations } from '../../../../src/jobs/survey/upgradeDurations.ts';
import type { Durations } from '../../../../src/jobs/survey/upgradeEstimate.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { job, runImage, step } from '../../../support/sampleJob.ts';

const MINUTE = 60_000;
const sent: StepState['effect'] = {
  phase: 'done',
  attempts: 1,
  evidence: null,
  answered: true,
  deviceJob: 7,
};
const took = (
  kind: StepState['kind'],
  from: number,
  to: number,
  change: Partial<StepState> = {},
): StepState =>
  step({
    id: `hop1.${kind}`,
    kind,
    state: 'done',
    startedAt: from * MINUTE,
    endedAt: to * MINUTE,
    effect: sent,
    ...change,
  });

function upgraded(steps: readonly StepState[], change: Partial<Job> = {}): Job {
  const { runs } = job();
  return job({
    status: 'completed',
    endedAt: 100 * MINUTE,
    steps: [...steps],
    runs: runs.map((run) => ({ ...run, status: 'complete' })),
    ...change,
  });
}

const night = (install: number, restart: number): Job =>
  upgraded([
    took('download', 0, 1, { facts: { image: 'downloaded', sizeMb: 600 } }),
    took('install', 1, 1 + install),
    took('restart', 20, 21),
    took('prove_back', 21, 20 + restart, { effect: null }),
  ]);

const measure = async (jobs: readonly Job[]): Promise<Durations | undefined> =>
  (
    await measureDurations(
      jobs,
      (serial) => (serial === '001' ? 'PA-440' : undefined),
      async () => undefined,
    )
  ).get('PA-440');

describe('what upgrades took on a model', () => {
  it('is taken from the steps: bytes, installation, and the restart until it was proved back', async () => {
    assert.deepEqual(await measure([night(10, 8)]), {
      mbPerSecond: 10,
      installSeconds: 600,
      restartSeconds: 480,
    });
  });

  it('is the one in the middle, so that a window that was closed over night does not count', async () => {
    const { installSeconds, restartSeconds } =
      (await measure([night(9, 8), night(10, 900), night(11, 9)])) ?? {};
    assert.deepEqual([installSeconds, restartSeconds], [600, 540]);
  });

  it('is of the newest five upgrades', async () => {
    const jobs = [
      ...Array.from({ length: 5 }, () => night(10, 8)),
      ...Array.from({ length: 9 }, () => night(50, 50)),
    ];
    assert.equal((await measure(jobs))?.installSeconds, 600);
  });

  it('leaves out what failed, what was found done, dry runs and devices that are gone', async () => {
    const nothing = { mbPerSecond: null, installSeconds: null, restartSeconds: null };
    const adopted = took('install', 1, 2, { effect: { ...sent, attempts: 0 } });
    assert.deepEqual(await measure([upgraded([adopted, took('restart', 1, 2)])]), nothing);
    assert.deepEqual(await measure([upgraded([took('install', 1, 2, { state: 'failed' })])]), nothing);
    for (const change of [{ dryRun: true }, { endedAt: null }])
      assert.equal(await measure([{ ...night(10, 8), ...change }]), undefined, JSON.stringify(change));
    const [run] = job({}, '999').runs;
    assert.equal(await measure([{ ...night(10, 8), runs: run === undefined ? [] : [run] }]), undefined);
  });

  it('has the rate from downloads, too', async () => {
    const image = (change: Partial<RunImage>): RunImage =>
      runImage({ sizeMb: 300, state: 'downloaded', startedAt: 0, endedAt: MINUTE, ...change });
    const images = [image({}), image({ state: 'present' }), image({ sizeMb: null })];
    const runs = job().runs.map((run) => ({ ...run, images }));
    const download = job({ type: 'download_only', status: 'completed', endedAt: 1, runs });
    assert.deepEqual(await measure([download]), {
      mbPerSecond: 5,
      installSeconds: null,
      restartSeconds: null,
    });
  });
});
