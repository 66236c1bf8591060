/** Tells when a member is functional again that a job had left suspended: the warning about it stays until it is read. */
import { window } from '../exits/window.ts';
import type { Subscription } from '../../ports/events.ts';
import { buttons } from '../actions/buttons.ts';
import { type FunctionalAgain, functionalAgain } from '../actions/functionalAgain.ts';
import { offerActions } from '../actions/offerActions.ts';
import type { EngineHolder } from '../engine/engineHolder.ts';

export function showFunctionalAgain(holder: EngineHolder): Subscription {
  return holder.follow((engine) => {
    // What other windows bring back is told there.
    if (engine.role === 'viewer') return [];
    let before = engine.suspended;
    return [
      engine.onDidChangeState(() => {
        const told = functionalAgain(before, engine);
        before = engine.suspended;
        for (const one of told) void tell(one);
      }),
    ];
  });
}

async function tell({ message, jobId }: FunctionalAgain): Promise<void> {
  await offerActions([buttons.showJob], (titles) => window.showInformationMessage(message, ...titles), {
    jobId,
  });
}
