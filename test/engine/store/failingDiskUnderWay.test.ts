/**
 * The disk fails in the middle of an upgrade, at one operation or for good, and a new window carries on when it is well
 * again. Judged by what the device saw, and by what the user read.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { isOpen } from '../../../src/jobs/job.ts';
import { violations } from '../../crash/judges/deviceJudge.ts';
import { DISK_ERRORS, diskFailure, MANNERS } from '../../support/failingOperations.ts';
import type { DiskHook } from '../../support/memoryFiles.ts';
import { PATHS, Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL } from '../../support/sampleSpec.ts';

const UPGRADE = {
  serial: SERIAL,
  path: PATHS['10.1.14'],
  images: ['10.2.0', '10.2.10', '11.1.0', '11.1.4-h7'],
};

/** How many of the operations of one run are made to fail, evenly spread, for each kind of failure. */
const SAMPLES = 25;

const STOPPED =
  /^The engine has stopped\. The journal in \/storage (could not be written: .+ \((EIO|EPERM)\)\. Nothing is done that cannot be written down\. Jobs stay where they are and go on when the window has been reloaded\.|is no longer as this window left it: .+)$/;
/** Only a lack of room is waited for. */
const WAITS = /^The engine waits\. The (journal|snapshot|backup) .+ \(ENOSPC\)\. No job begins/;
const GOES_ON = /^There is room on the disk again, and the engine goes on by itself/;
const NOT_SAVED =
  /^The database in \/storage could not be saved: .+ \((ENOSPC|EIO|EPERM)\)\. Jobs and pinned certificates are safe/;

async function submitted(onDisk: DiskHook): Promise<{ rig: Rig; engine: Engine; id: string }> {
  const rig = new Rig();
  const first = await rig.start();
  first.pause();
  const { id } = await rig.submit(first);
  await first.close();
  let working = false;
  const engine = await rig.start(undefined, (operation) => {
    if (working) onDisk(operation);
  });
  working = true;
  return { rig, engine, id };
}

const isOver = (engine: Engine, id: string, manner: (typeof MANNERS)[number]): boolean => {
  const job = engine.jobs.get(id);
  const ends = manner === 'for good' ? [STOPPED, WAITS] : [STOPPED];
  return (
    (job !== undefined && !isOpen(job)) ||
    engine.notices.some(({ message }) => ends.some((end) => end.test(message)))
  );
};

describe('an upgrade on a failing disk', () => {
  it('never repeats an effect or claims a success, and says once what is wrong', async function () {
    this.timeout(120_000);
    let operations = 0;
    const healthy = await submitted(({ when }) => {
      if (when === 'before') operations += 1;
    });
    await healthy.rig.finish(healthy.engine, healthy.id);
    const wrong: string[] = [];
    const endings = new Map<string, number>();
    for (const code of DISK_ERRORS) {
      for (const manner of MANNERS) {
        for (let sample = 0; sample < SAMPLES; sample += 1) {
          const failure = diskFailure(code, manner, 1 + Math.floor((sample * operations) / SAMPLES));
          const { rig, engine, id } = await submitted(failure.hook);
          await rig.clock.run(() => isOver(engine, id, manner), 48 * 3_600_000);
          const notices = engine.notices.map(({ message }) => message);
          if (new Set(notices).size !== notices.length || notices.length > 2)
            wrong.push(`${failure.where()}: told ${notices.join(' | ')}`);
          const known = [STOPPED, WAITS, GOES_ON, NOT_SAVED];
          const strange = notices.filter((notice) => !known.some((words) => words.test(notice)));
          if (strange.length > 0) wrong.push(`${failure.where()}: told ${strange.join(' | ')}`);
          await engine.close();
          await rig.clock.advanceBy(1_000);
          const next = await rig.start();
          const job = await rig.finish(next, id);
          await rig.clock.advanceBy(3_600_000);
          endings.set(job.status, (endings.get(job.status) ?? 0) + 1);
          const explained = job.status === 'completed' || /EIO|EPERM/.test(job.message ?? '');
          if (!explained || next.notices.length > 0)
            wrong.push(
              `${failure.where()}: ${job.status}, ${job.message ?? ''} ${next.notices.map(({ message }) => message).join(' | ')}`,
            );
          wrong.push(...violations(rig.fleet, UPGRADE, job).map((what) => `${failure.where()}: ${what}`));
          await next.close();
        }
      }
    }
    const sums = [...endings].map((ending) => ending.join(' ')).join(', ');
    console.log(`      ${DISK_ERRORS.length * MANNERS.length * SAMPLES} failures: ${sums}`);
    assert.deepEqual(wrong, []);
  });
});
