/** Why a device is skipped, in the words of the Preview pages. */
import type { SkipKind, Skipped, SurveyOutcome } from '../../../jobs/survey/downloadSurveyRow.ts';

/** In the order of the counters. */
export const skipLabels: Readonly<Record<SkipKind, string>> = {
  no_path: 'No upgrade path',
  at_target: 'At its target',
  illegal_path: 'Path not allowed',
  all_present: 'All images there',
  existing_job: 'Existing job',
  pair_not_fit: 'Pair not fit',
  member_alone: 'Peer not chosen',
  not_ready: 'Not ready',
  no_room: 'Not enough room',
  not_listed: 'Image not offered',
  disconnected: 'Disconnected',
  unreachable: 'Unreachable',
  vanished: 'Not on Panorama',
  unknown_type: 'Type unknown',
  not_in_inventory: 'Not in the inventory',
  duplicate_row: 'Duplicate',
  queue_full: 'Queue full',
};

export const skipKinds = Object.keys(skipLabels) as readonly SkipKind[];

/** Nothing to worry about. */
const harmless: ReadonlySet<SkipKind> = new Set([
  'at_target',
  'all_present',
  'duplicate_row',
  'existing_job',
]);

/** What their messages say begins with what the label says. */
const selfExplaining: ReadonlySet<SkipKind> = new Set([
  'all_present',
  'no_room',
  'vanished',
  'not_in_inventory',
  'member_alone',
  'queue_full',
]);

export function skipStatus(why: SkipKind): 'skipped' | 'attention' {
  return harmless.has(why) ? 'skipped' : 'attention';
}

export function skipText({ why, message }: Skipped): string {
  return selfExplaining.has(why) ? message : `${skipLabels[why]}: ${message}`;
}

/** `15 skipped: 14 no upgrade path, 1 existing job.`; empty where none is. @param rows each device once */
export function skippedSentence(rows: readonly { readonly outcome: SurveyOutcome }[]): string {
  const whys = rows.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.why] : []));
  const kinds = skipKinds.flatMap((why) => {
    const count = whys.filter((one) => one === why).length;
    return count === 0 ? [] : [`${count} ${skipLabels[why].toLowerCase()}`];
  });
  return whys.length === 0 ? '' : `${whys.length} skipped: ${kinds.join(', ')}.`;
}
