/** What many upgrades come to: devices, restarts, gigabytes and hours, in numbers and in words. */
import { inTurn, makespan } from '../../../jobs/survey/upgradeEstimate.ts';
import { fetchMbOf, restartsOf, type UpgradeSurveyRow } from '../../../jobs/survey/upgradeSurveyRow.ts';
import { counted, size, timeLeft } from '../../words/quantities.ts';

export interface UpgradeTotals {
  /** Both members of a pair. */
  readonly devices: number;
  readonly pairs: number;
  readonly restarts: number;
  readonly fetchMb: number;
}

export function totalsOf(rows: readonly UpgradeSurveyRow[]): UpgradeTotals {
  const sum = (of: (row: UpgradeSurveyRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    devices: sum(({ members }) => members.length),
    pairs: sum(({ members }) => members.length - 1),
    restarts: sum(restartsOf),
    fetchMb: sum((row) => fetchMbOf(row) ?? 0),
  };
}

/** `About 3 h 20 min with 5 workers, as earlier upgrades took`. @param workers 1 or more */
export function aboutTime(rows: readonly UpgradeSurveyRow[], workers: number): string {
  const estimates = rows.flatMap(({ estimate }) => estimate ?? []);
  const seconds = makespan(
    estimates.map((estimate) => estimate.seconds),
    workers,
  );
  const basis = inTurn(estimates).isMeasured
    ? 'as earlier upgrades of these models took'
    : 'partly assumed, because nothing was measured yet on some of these models';
  return `About ${timeLeft(seconds)} with ${counted(workers, 'worker')} (${basis})`;
}

/** `fw-hq-1 + fw-hq-2` for a pair. */
export function namesOf({ members }: Pick<UpgradeSurveyRow, 'members'>): string {
  return members.map(({ hostname }) => hostname).join(' + ');
}

export interface ManyQuestion {
  readonly message: string;
  readonly detail: string;
  /** The button: says how often devices will be gone. */
  readonly confirm: string;
}

/** What is asked once before a bulk of upgrades is queued. @param workers 1 or more */
export function upgradeManyQuestion(rows: readonly UpgradeSurveyRow[], workers: number): ManyQuestion {
  const { devices, pairs, restarts, fetchMb } = totalsOf(rows);
  const alone = rows.filter(({ members }) => members.length === 1).length;
  const preemptive = rows.filter(({ isPreemptive }) => isPreemptive);
  const what = `${counted(devices, 'device')} with ${counted(restarts, 'restart')}`;
  return {
    message: `Upgrade ${what}?`,
    detail: [
      alone === 0
        ? ''
        : `${counted(alone, 'firewall')} ${alone === 1 ? 'stands' : 'stand'} alone: no traffic passes while ${alone === 1 ? 'it restarts' : 'one of them restarts'}.`,
      pairs === 0
        ? ''
        : `${counted(pairs, 'HA pair')}: one member at a time. The traffic is handed over to the other member before a restart, which long sessions may notice.`,
      preemptive.length === 0 ? '' : preemptionSentences(preemptive),
      fetchMb === 0 ? '' : `Missing images are downloaded first: ${size(fetchMb)}.`,
      `${aboutTime(rows, workers)}.`,
      'Each device is looked at again before it is touched, and left alone if it is not fit.',
    ]
      .filter((line) => line !== '')
      .join('\n'),
    confirm: `Upgrade with ${counted(restarts, 'Restart')}`,
  };
}

/** A modal question does not scroll. */
const NAMED_PAIRS = 5;

function preemptionSentences(pairs: readonly UpgradeSurveyRow[]): string {
  const named = pairs.slice(0, NAMED_PAIRS).map(namesOf).join(', ');
  const more = pairs.length - NAMED_PAIRS;
  return `${counted(pairs.length, 'preemptive pair')}: ${named}${more > 0 ? ` and ${more} more` : ''}. A preemptive member may take its role back by itself.`;
}
