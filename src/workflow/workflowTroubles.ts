/**
 * Everything that ends a step other than well, and the words for it. A trouble that stands around another one names it in
 * `because`: what helps with that one helps.
 */
import type { DeviceError, DeviceErrorKind } from '../panos/errors.ts';
import {
  followedBy,
  tell,
  type Told,
  type ToldTrouble,
  type Trouble,
  type TroubleWords,
} from '../ports/trouble.ts';
import type { CheckId } from '../validation/checkResult.ts';
import { type ConfigTrouble, configWords } from './configTrouble.ts';
import { type DownloadFailure, downloadWords, reasonGiven } from './downloadFailure.ts';
import { type FailoverTrouble, failoverTroubleWords, type PeerMissedTrouble } from './failoverTrouble.ts';
import { type NotBack, notBackWords } from './notBack.ts';
import { type Obstacle, obstacleWords } from './obstacles.ts';
import { type StorageLoss, storageLossWords } from './storageLoss.ts';

export type WorkflowTrouble =
  | Obstacle
  | { readonly code: 'not_sent'; readonly effect: string; readonly because: Obstacle }
  /** A device could not be asked, or refused. */
  | {
      readonly code: 'device_error';
      readonly kind: DeviceErrorKind;
      /** It was asked with credentials that are stored for it alone. */
      readonly hasOwnCredentials: boolean;
      readonly told: Told;
    }
  | {
      readonly code: 'nothing_changed';
      readonly because: Trouble;
      readonly told: Told;
      readonly untouched: Untouched;
    }
  | {
      readonly code: 'not_ready';
      readonly checks: readonly CheckId[];
      readonly reasons: readonly string[];
      readonly setting: string | null;
      readonly offersRoom?: boolean | undefined;
    }
  | {
      readonly code: 'snapshot_not_kept';
      readonly because: Trouble;
      readonly told: Told;
      readonly runs: string;
    }
  /** Who answers after an upgrade is not what was upgraded: another device, or another version. */
  | {
      readonly code: 'not_the_same';
      /** Serials. */
      readonly at: string;
      readonly found: string;
      readonly runs: string;
      /** What `at` ran before. */
      readonly version: string;
    }
  | {
      readonly code: 'not_backed_up';
      readonly hostname: string;
      readonly what: string;
      readonly why: string;
      /** The file of the part that was saved; null where nothing was. */
      readonly saved: string | null;
      readonly isRefused: boolean;
    }
  | ({ readonly code: 'download_failed' } & DownloadFailure)
  | { readonly code: 'install_failed'; readonly version: string; readonly details: string }
  | { readonly code: 'not_installed' }
  | {
      readonly code: 'given_up';
      readonly effect: string;
      readonly attempts: number;
      /** What came of the last try, a sentence; null where an earlier release did not keep it. */
      readonly why: string | null;
    }
  | { readonly code: 'effect_failed'; readonly effect: string }
  | PeerMissedTrouble
  | ({ readonly code: 'not_back' } & NotBack)
  | { readonly code: 'wrong_version'; readonly runs: string; readonly expected: string }
  | ({ readonly code: 'cannot_tell' } & CannotTell)
  | FailoverTrouble
  | {
      readonly code: 'not_made_functional';
      readonly seen: string;
      /** In the device's word; null where it did not answer. */
      readonly state: string | null;
    }
  | {
      readonly code: 'left_suspended';
      readonly because: Trouble | null;
      readonly told: Told;
      /** The last look showed it suspended; otherwise nobody knows. */
      readonly isSeen: boolean;
    }
  | {
      readonly code: 'outside_the_margins';
      readonly comparison: string;
      /** The job goes on all the same. */
      readonly isBorne: boolean;
    }
  | { readonly code: 'not_compared'; readonly comparison: string }
  | ConfigTrouble
  | StorageLoss;

/** Nobody but a person can say what became of an effect. */
type CannotTell =
  | { readonly how: 'no_evidence'; readonly effect: string }
  | {
      readonly how: 'asked';
      readonly effect: string;
      /** What is known of it, for people. */
      readonly known: string;
      readonly mayRepeat: boolean;
    }
  | { readonly how: 'installation'; readonly version: string; readonly why: string }
  | { readonly how: 'no_restart'; readonly minutes: number }
  | { readonly how: 'restart_unseen'; readonly isOldBoot: boolean }
  | { readonly how: 'version_disputed'; readonly said: string; readonly says: string };

const untouchedWords = {
  hop: 'Nothing was changed in this hop.',
  job: 'Nothing was changed.',
  device: 'Nothing was changed on the device.',
  download: 'Nothing was downloaded.',
  install: 'Nothing was installed.',
} as const;

/** What a step left as it was. */
export type Untouched = keyof typeof untouchedWords;

/** To follow what says that a member could not be made functional: jobs/work/restoreSuspended.ts goes on trying. */
export function stillSuspended(isSeen: boolean): string {
  const how = isSeen
    ? 'It is suspended, and is told again until it is functional'
    : 'It may still be suspended, and is made functional as soon as it can be asked';
  return `${how} (by hand: Device > High Availability > Operational Commands).`;
}

export const workflowWords: TroubleWords<WorkflowTrouble> = {
  ...obstacleWords,
  ...storageLossWords,
  ...configWords,
  not_sent({ because }) {
    const { message, brief } = tell(because, obstacleWords);
    return { message: `Not sent. ${message}`, brief };
  },
  device_error: ({ told }) => told,
  nothing_changed: ({ told, untouched }) => followedBy(told, untouchedWords[untouched]),
  not_ready: ({ reasons }) => ({
    before: 'Not ready; nothing was changed in this hop.',
    tells: reasons.join(' '),
  }),
  snapshot_not_kept: ({ told, runs }) => followedBy(told, `The device runs ${runs}.`),
  not_the_same: ({ at, found, runs, version }) =>
    found === at
      ? {
          tells: `The device runs ${runs} by now and not ${version}.`,
          after: 'It was not compared with what it was before. Look at its system log.',
        }
      : {
          tells: `Another device (${found}, on ${runs}) answers at the address of ${at} by now.`,
          after:
            `It was not compared with ${at}, which ran ${version} before. ` +
            'Find out which device is where, then run Discover Devices again.',
        },
  not_backed_up: ({ hostname, what, why, saved, isRefused }) => ({
    tells: `The ${what} of ${hostname} was not backed up: ${why}`,
    after: [
      ...(saved === null ? [] : [`The running configuration was saved as ${saved}.`]),
      untouchedWords.device,
      ...(isRefused
        ? [
            'Its administrator role needs the XML API permission Export. To upgrade without backups, switch panosUpgrade.backup.enabled off.',
          ]
        : []),
    ].join(' '),
  }),
  download_failed: downloadWords,
  install_failed: ({ version, details }) => ({
    tells: `The device could not install ${version}: ${reasonGiven(details)}`,
    after: 'It was not restarted. Look at its tasks and its system log.',
  }),
  not_installed: () => ({
    tells: 'Not restarted: the installation did not end well.',
    after: 'Look at its tasks and its system log.',
  }),
  given_up({ effect, attempts, why }) {
    const tries = `Given up after ${attempts} tries to ${effect}; none of them changed the device.`;
    const after = 'Look at its tasks and its system log before it is tried again.';
    return why === null ? { tells: tries, after } : { before: tries, tells: why, after };
  },
  effect_failed: ({ effect }) => ({
    tells: `The device failed to ${effect}.`,
    after: 'Look at its tasks and its system log.',
  }),
  not_back: notBackWords,
  wrong_version: ({ runs, expected }) => ({
    tells: `The device came back with ${runs} instead of ${expected}.`,
    after: 'Look at its console and system log.',
  }),
  cannot_tell: cannotTellWords,
  ...failoverTroubleWords,
  not_made_functional: ({ seen }) => `It was told to become functional and did not. ${seen}`,
  left_suspended: ({ told, isSeen }) => ({ before: told.message, tells: stillSuspended(isSeen) }),
  outside_the_margins: ({ comparison, isBorne }) =>
    isBorne
      ? comparison
      : { tells: comparison, after: 'Nothing more is done (panosUpgrade.validation.onMismatch).' },
  not_compared: ({ comparison }) => comparison,
};

function cannotTellWords(trouble: CannotTell): string {
  switch (trouble.how) {
    case 'no_evidence':
      return `The journal holds no evidence from before the request to ${trouble.effect}: look at the device.`;
    case 'asked': {
      const { effect, known, mayRepeat } = trouble;
      const then = mayRepeat
        ? 'It may be tried again.'
        : 'Nothing more is sent to this device until you have looked at it.';
      return `It cannot be told whether the device carried out the request to ${effect}. ${known} ${then}`;
    }
    case 'installation':
      return (
        `It is not certain whether ${trouble.version} was installed. ${trouble.why} ` +
        'The device was not restarted; look at Device > Software on it.'
      );
    case 'no_restart':
      return `The device accepted the restart but runs on the same boot more than ${trouble.minutes} minutes later. It was not asked again; look at the device.`;
    case 'restart_unseen': {
      const why = trouble.isOldBoot
        ? 'still from the old boot'
        : 'but it cannot be seen whether it restarted';
      return `The device answers, ${why}. It was not asked again; look at the device.`;
    }
    case 'version_disputed':
      return `The device said that it runs ${trouble.said} and now says ${trouble.says}. It was not restarted.`;
  }
}

/** A trouble of this room with its words. */
export function inWords(trouble: WorkflowTrouble): ToldTrouble {
  return tell(trouble, workflowWords);
}

/** An error of a device, as what ends a step. */
export function deviceTrouble(error: DeviceError): WorkflowTrouble {
  const { kind, operation, what, message, hasOwnCredentials } = error;
  const brief = `${what.charAt(0).toUpperCase()}${what.slice(1)} (asked: ${operation}).`;
  return { code: 'device_error', kind, hasOwnCredentials, told: { message, brief } };
}
