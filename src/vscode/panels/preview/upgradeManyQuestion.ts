/** What is asked once before a bulk of upgrades is queued: how many devices, how often each is gone, for how long. */
import { pathOf, type UpgradeSurveyRow } from '../../../jobs/survey/upgradeSurveyRow.ts';
import { ACTIVE_ACTIVE_WARNING } from '../../words/activeActive.ts';
import { counted, size } from '../../words/quantities.ts';
import { namesOf } from './upgradePreviewTable.ts';
import { aboutTime, countedTargets, totalsOf } from './upgradeTotals.ts';

/** A modal question does not scroll. */
const NAMED_PAIRS = 5;
const NAMED_MEMBERS = 8;

export interface ManyQuestion {
  readonly message: string;
  readonly detail: string;
  /** The button: says how often devices will be gone. */
  readonly confirm: string;
}

/** @param workers 1 or more */
export function upgradeManyQuestion(rows: readonly UpgradeSurveyRow[], workers: number): ManyQuestion {
  const { pairs, restarts, fetchMb } = totalsOf(rows);
  const alone = rows.filter(({ members }) => members.length === 1).length;
  const preemptive = rows.filter(({ isPreemptive }) => isPreemptive);
  const activeActive = rows.filter(({ isActiveActive }) => isActiveActive);
  return {
    message: `Upgrade ${whatOf(rows, restarts)}?`,
    detail: `${waysOf(rows).join('\n')}\n\n${[
      alone === 0
        ? ''
        : `${counted(alone, 'firewall')} ${alone === 1 ? 'stands' : 'stand'} alone: no traffic passes while ${alone === 1 ? 'it restarts' : 'one of them restarts'}.`,
      pairs === 0
        ? ''
        : `${counted(pairs, 'HA pair')}: one member at a time. The traffic is handed over to the other member before a restart, which long sessions may notice.`,
      preemptive.length === 0 ? '' : preemptionSentences(preemptive),
      activeActive.length === 0
        ? ''
        : `${counted(activeActive.length, 'active/active pair')}: ${somePairs(activeActive)}. ${ACTIVE_ACTIVE_WARNING}`,
      fetchMb === 0 ? '' : `Missing images are downloaded first: ${size(fetchMb)}.`,
      `${aboutTime(rows, workers)}.`,
      'Each device is looked at again before it is touched, and left alone if it is not fit.',
    ]
      .filter((line) => line !== '')
      .join('\n')}`,
    confirm: `Upgrade with ${counted(restarts, 'Restart')}`,
  };
}

/** One by its name and target; of several how many. */
function whatOf(rows: readonly UpgradeSurveyRow[], restarts: number): string {
  const [only, second] = rows;
  if (only === undefined || second !== undefined)
    return `${countedTargets(rows)} with ${counted(restarts, 'restart')}`;
  const { members } = only;
  const target = pathOf(only).at(-1) ?? members[0].version;
  return members.length === 2
    ? `the HA pair ${namesOf(only)} to ${target}`
    : `${namesOf(only)} from ${members[0].version} to ${target}`;
}

/** The way of each device, in the order in which they are upgraded. */
function waysOf(rows: readonly UpgradeSurveyRow[]): readonly string[] {
  const ways = rows.flatMap(({ members }) =>
    members.map(({ hostname, version, path }) =>
      path.length === 0
        ? `${hostname}: runs ${version} already`
        : `${hostname}: ${[version, ...path].join(' → ')}`,
    ),
  );
  const more = ways.length - NAMED_MEMBERS;
  return more > 1 ? [...ways.slice(0, NAMED_MEMBERS), `and ${more} more`] : ways;
}

function preemptionSentences(pairs: readonly UpgradeSurveyRow[]): string {
  return `${counted(pairs.length, 'preemptive pair')}: ${somePairs(pairs)}. A preemptive member may take its role back by itself.`;
}

function somePairs(pairs: readonly UpgradeSurveyRow[]): string {
  const named = pairs.slice(0, NAMED_PAIRS).map(namesOf).join(', ');
  const more = pairs.length - NAMED_PAIRS;
  return `${named}${more > 0 ? ` and ${more} more` : ''}`;
}
