/** Tells once that a bulk is held, when it happens: nothing of it goes on before somebody says how. */
import { window } from '../exits/window.ts';
import type { Job } from '../../jobs/job.ts';
import type { Subscription } from '../../ports/events.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { buttons } from '../actions/buttons.ts';
import { heldSentence, waitingFor } from '../words/bulkHold.ts';
import { offerActions } from '../actions/offerActions.ts';

export function showHeldBulks(holder: EngineHolder): Subscription {
  const told = new Set<string>();
  return holder.follow((engine) => {
    // What other windows' jobs come to is told there.
    if (engine.role === 'viewer') return [];
    return [
      engine.jobs.onDidChange((job) => {
        if (told.has(job.id)) return;
        const waiting = waitingFor(job, engine.jobs);
        if (waiting.length === 0) return;
        told.add(job.id);
        void tell(job, waiting);
      }),
    ];
  });
}

async function tell(holder: Job, waiting: readonly Job[]): Promise<void> {
  await offerActions(
    [buttons.showJob, buttons.letRestGoOn, buttons.cancelRest],
    (titles) => window.showWarningMessage(heldSentence({ holder, waiting }), ...titles),
    { jobId: holder.id },
  );
}
