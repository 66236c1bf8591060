/** What stands on the buttons by which a person decides about a step, and among the facts of the step afterwards. */
import type { OperatorDecision } from '../../workflow/journalRecord.ts';

export const decisionLabels: Readonly<Record<OperatorDecision, string>> = {
  happened: 'It Happened',
  not_happened: 'It Did Not Happen',
  look_again: 'Look Again',
  go_on: 'Go On',
  sync_config: 'Sync Now',
};
