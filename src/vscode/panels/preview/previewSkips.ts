/** Why a device is skipped, in the words of the Preview pages. */
import type { SkipKind, Skipped, SurveyOutcome } from '../../../jobs/survey/downloadSurveyRow.ts';
import type { KindLook } from '../page/kindsOfRows.ts';

/** In the order of the counters. What is `skipped`, nobody has to worry about. */
export const skipLooks: Readonly<Record<SkipKind, KindLook>> = {
  no_path: { label: 'No upgrade path', status: 'attention' },
  at_target: { label: 'At its target', status: 'skipped' },
  illegal_path: { label: 'Path not allowed', status: 'attention' },
  members_apart: { label: 'Members too far apart', status: 'attention' },
  all_present: { label: 'All images there', status: 'skipped' },
  existing_job: { label: 'Existing job', status: 'skipped' },
  pair_not_fit: { label: 'Pair not fit', status: 'attention' },
  member_alone: { label: 'Peer not chosen', status: 'attention' },
  not_ready: { label: 'Not ready', status: 'attention' },
  no_room: { label: 'Not enough room', status: 'attention' },
  not_listed: { label: 'Image not offered', status: 'attention' },
  disconnected: { label: 'Disconnected', status: 'attention' },
  unreachable: { label: 'Unreachable', status: 'attention' },
  vanished: { label: 'Not on Panorama', status: 'attention' },
  unknown_type: { label: 'Type unknown', status: 'attention' },
  not_in_inventory: { label: 'Not in the inventory', status: 'attention' },
  duplicate_row: { label: 'Duplicate', status: 'skipped' },
  queue_full: { label: 'Queue full', status: 'attention' },
};

const skipKinds = Object.keys(skipLooks) as readonly SkipKind[];

/** What their messages say begins with what the label says. */
const selfExplaining: ReadonlySet<SkipKind> = new Set([
  'all_present',
  'no_room',
  'vanished',
  'not_in_inventory',
  'member_alone',
  'queue_full',
]);

export function skipText({ why, message }: Skipped): string {
  return selfExplaining.has(why) ? message : `${skipLooks[why].label}: ${message}`;
}

/** `15 skipped: 14 no upgrade path, 1 existing job.`; empty where none is. @param rows each device once */
export function skippedSentence(rows: readonly { readonly outcome: SurveyOutcome }[]): string {
  const whys = rows.flatMap(({ outcome }) => (outcome.kind === 'skipped' ? [outcome.why] : []));
  const kinds = skipKinds.flatMap((why) => {
    const count = whys.filter((one) => one === why).length;
    return count === 0 ? [] : [`${count} ${skipLooks[why].label.toLowerCase()}`];
  });
  return whys.length === 0 ? '' : `${whys.length} skipped: ${kinds.join(', ')}.`;
}
