/** What is asked before many failed jobs are tried again. */
import type { DeviceLeft } from '../../../jobs/left/leftNow.ts';
import { leftWarnings } from '../../../jobs/left/stateWords.ts';
import { counted } from '../../words/quantities.ts';
import type { Question } from './upgradeQuestionWords.ts';

/** What the jobs come to. */
interface Retry {
  readonly downloads: number;
  readonly upgrades: number;
  /** Of the upgrades, all together. */
  readonly restarts: number;
  /** What jobs have left on their devices. */
  readonly left: readonly DeviceLeft[];
}

export function retryQuestion({ downloads, upgrades, restarts, left }: Retry): Question {
  const jobs = downloads + upgrades;
  const message = `Try ${counted(jobs, 'failed job')} again?`;
  if (upgrades === 0) {
    return {
      message,
      confirm: `Retry ${counted(jobs, 'Job')}`,
      detail: jobs === 1 ? 'It only downloads images.' : 'They only download images.',
    };
  }
  const which =
    downloads === 0
      ? jobs === 1
        ? 'It is an upgrade'
        : 'All of them are upgrades'
      : `${upgrades} of them ${upgrades === 1 ? 'is an upgrade' : 'are upgrades'}`;
  return {
    message,
    detail:
      left
        .flatMap(leftWarnings)
        .map((line) => `${line}\n`)
        .join('') +
      `${which}, with ${counted(restarts, 'restart')}. A firewall that stands alone forwards no traffic while it ` +
      `restarts; a pair is taken one member at a time.${downloads === 0 ? '' : ' The others only download images.'}`,
    confirm: `Retry with ${counted(restarts, 'Restart')}`,
  };
}
