/** *Let the Rest Go On…* and *Cancel the Rest…*: the two ways out of a bulk that is held. */
import { userInfo } from 'node:os';
import type { Engine } from '../../../engine/engineContract.ts';
import { editorError } from '../../editorTroubles.ts';
import { counted } from '../../words/quantities.ts';
import {
  foundWords,
  type HeldBulk,
  heldBulks,
  holdOfJob,
  nextHoldWords,
  restLeaves,
  waitingFor,
} from '../../words/bulkHold.ts';
import { jobDevices } from '../../words/jobTexts.ts';
import { onEngine } from '../asking/commandParts.ts';
import { isStopConfirmed } from '../asking/askForUpgrade.ts';
import { window } from '../../exits/window.ts';
import { cancelWaiting } from './jobs.ts';
import { pickJob } from '../asking/picks.ts';
import { targetJob } from '../asking/targets.ts';

export const letRestGoOn = onEngine(async ({ engine }, { jobPanels }, target) => {
  const bulk = await chosenBulk(engine, target, 'Let the rest of which bulk go on?');
  if (bulk === null) return;
  const { hold, waiting } = bulk;
  const { holder } = hold;
  const detail =
    `${foundWords(hold)}\n\nWhat was found on ${jobDevices(holder)} may happen to the others, too. ` +
    nextHoldWords(hold);
  // The first one stands out, and is what Enter presses: it changes nothing.
  const [look, goOn] = [
    { title: 'Show What Was Found' },
    { title: `Let ${counted(waiting.length, 'Job')} Go On` },
  ];
  const answer = await window.showWarningMessage(
    `Let ${counted(waiting.length, 'job')} go on?`,
    { modal: true, detail },
    look,
    goOn,
    keepWaiting(waiting.length),
  );
  if (answer === look) jobPanels.show(holder.id);
  if (answer === goOn) engine.releaseBatch(holder.id, userInfo().username);
});

export const cancelRest = onEngine(async ({ engine }, _parts, target) => {
  const bulk = await chosenBulk(engine, target, 'Cancel the rest of which bulk?');
  if (bulk === null) return;
  const { hold, waiting } = bulk;
  const isMeant = await isStopConfirmed({
    message: `Cancel the ${counted(waiting.length, 'job')} of this bulk that wait?`,
    detail: restLeaves(waiting),
    confirm: `Cancel ${counted(waiting.length, 'Job')}`,
    dismiss: keepWaiting(waiting.length).title,
  });
  if (isMeant) await cancelWaiting(engine, waitingFor(hold.holder, engine.jobs));
});

function keepWaiting(count: number): { readonly title: string; readonly isCloseAffordance: true } {
  return { title: count === 1 ? 'Keep It Waiting' : 'Keep Them Waiting', isCloseAffordance: true };
}

/** Of the holder's row, of a row that waits, or chosen among all that are held. @throws UserError when none is. */
async function chosenBulk(engine: Engine, target: unknown, placeHolder: string): Promise<HeldBulk | null> {
  const { jobs } = engine;
  const bulks = heldBulks(jobs);
  const job = targetJob(target, jobs);
  const [only] = bulks;
  if (only === undefined) throw editorError({ code: 'no_such_job', asked: 'held_bulk' });
  if (job === null) {
    const isOne = bulks.length === 1;
    const holder = isOne
      ? only.hold.holder
      : await pickJob(
          bulks.map(({ hold }) => hold.holder),
          placeHolder,
        );
    return bulks.find(({ hold }) => hold.holder === holder) ?? null;
  }
  const hold = holdOfJob(job, jobs) ?? (job.batch === null ? undefined : jobs.holdOf(job.batch));
  const waiting = hold === undefined ? [] : waitingFor(hold.holder, jobs);
  if (hold === undefined || waiting.length === 0)
    throw editorError({ code: 'no_such_job', asked: 'waiting_for', jobId: job.id });
  return { hold, waiting };
}
