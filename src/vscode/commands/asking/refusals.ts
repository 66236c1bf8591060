/** A job that is not taken: said with the reason and the buttons that help. */
import type { MessageItem } from 'vscode';
import { window } from '../../exits/window.ts';
import type { Engine } from '../../../engine/engineContract.ts';
import type { Job } from '../../../jobs/job.ts';
import type { Trouble } from '../../../ports/trouble.ts';
import { conflictWords } from '../../words/conflictWords.ts';
import { buttons } from '../../actions/buttons.ts';
import { offerActions } from '../../actions/offerActions.ts';
import { troubleActions } from '../../actions/troubleHelp.ts';

interface Refusal {
  readonly hostname: string;
  readonly reason: string;
  readonly trouble: Trouble;
  readonly conflictingJobId: string | null;
}

export async function showRefusal(
  { jobs }: Pick<Engine, 'jobs'>,
  { hostname, reason, trouble, conflictingJobId }: Refusal,
  wanted: Job['type'],
): Promise<void> {
  const other = conflictingJobId === null ? undefined : jobs.get(conflictingJobId);
  if (other !== undefined) await showConflict(hostname, other, wanted);
  else await offerActions(troubleActions(trouble) ?? [], (items) => showError(reason, items));
}

async function showConflict(hostname: string, other: Job, wanted: Job['type']): Promise<void> {
  await offerActions(
    [buttons.showJob, buttons.cancelJob],
    (items) => showError(conflictWords(hostname, other, wanted), items),
    { jobId: other.id },
  );
}

function showError<T extends MessageItem>(reason: string, items: readonly T[]): Thenable<T | undefined> {
  return window.showErrorMessage(`${reason} Nothing was queued.`, ...items);
}

/** Said before anything is asked; the submission looks again. @returns whether another job holds one of the devices. */
export function isHeldByJob(
  engine: Pick<Engine, 'jobs' | 'inventory'>,
  serials: readonly string[],
  wanted: Job['type'],
): boolean {
  for (const serial of serials) {
    const other = engine.jobs.openJobOf(serial);
    if (other === undefined) continue;
    void showConflict(engine.inventory.get(serial)?.hostname ?? serial, other, wanted);
    return true;
  }
  return false;
}
