/** What many upgrades come to: devices, restarts, gigabytes and hours, in numbers and in words. */
import { inTurn, makespan } from '../../../jobs/survey/upgradeEstimate.ts';
import { fetchMbOf, restartsOf, type UpgradeSurveyRow } from '../../../jobs/survey/upgradeSurveyRow.ts';
import { counted, timeLeft } from '../../words/quantities.ts';

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

/** `3 devices and 1 HA pair`, as they are rows: a device is one that is upgraded by itself. */
export function countedTargets(
  rows: readonly UpgradeSurveyRow[],
  [device, pair]: readonly [string, string] = ['device', 'HA pair'],
): string {
  const pairs = rows.filter(isPair).length;
  const alone = rows.length - pairs;
  const parts = [
    alone > 0 || pairs === 0 ? counted(alone, device) : '',
    pairs > 0 ? counted(pairs, pair) : '',
  ];
  return parts.filter((part) => part !== '').join(' and ');
}

/** `2 of 3 devices and 1 of 1 HA pair`. @param some of `all` */
export function shareOfTargets(some: readonly UpgradeSurveyRow[], all: readonly UpgradeSurveyRow[]): string {
  const isAlone = (row: UpgradeSurveyRow): boolean => !isPair(row);
  const parts = [isAlone, isPair].flatMap((isOfKind) => {
    const asked = all.filter(isOfKind);
    return asked.length === 0 ? [] : [`${some.filter(isOfKind).length} of ${countedTargets(asked)}`];
  });
  return parts.length === 0 ? '0 of 0 devices' : parts.join(' and ');
}

function isPair({ members }: UpgradeSurveyRow): boolean {
  return members.length === 2;
}

/** `About 3 h 20 min with 5 workers (as earlier upgrades took)`, of one job without them. @param workers 1 or more */
export function aboutTime(rows: readonly UpgradeSurveyRow[], workers: number): string {
  const estimates = rows.flatMap(({ estimate }) => estimate ?? []);
  const seconds = makespan(
    estimates.map((estimate) => estimate.seconds),
    workers,
  );
  const basis = inTurn(estimates).isMeasured
    ? 'as earlier upgrades of these models took'
    : 'partly assumed, because nothing was measured yet on some of these models';
  const shared = estimates.length > 1 ? ` with ${counted(workers, 'worker')}` : '';
  return `About ${timeLeft(seconds)}${shared} (${basis})`;
}
