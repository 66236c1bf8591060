/** Tells once that a bulk is held, when it happens: nothing of it goes on before somebody says how. */
import { window } from '../exits/window.ts';
import type { Subscription } from '../../ports/events.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';
import { buttons } from '../actions/buttons.ts';
import { type HeldBulk, heldWithReason, waitingFor } from '../words/bulkHold.ts';
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
        const hold = job.batch === null ? undefined : engine.jobs.holdOf(job.batch);
        if (hold === undefined || waiting.length === 0) return;
        told.add(job.id);
        void tell({ hold, waiting });
      }),
    ];
  });
}

async function tell(bulk: HeldBulk): Promise<void> {
  await offerActions(
    [buttons.showJob, buttons.letRestGoOn, buttons.cancelRest],
    (titles) => window.showWarningMessage(heldWithReason(bulk), ...titles),
    { jobId: bulk.hold.holder.id },
  );
}
