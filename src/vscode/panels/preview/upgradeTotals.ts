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
