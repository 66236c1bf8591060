/**
 * What keeps an effect from being sent: found on the device, or on its peer, a moment before. Nothing has happened then.
 */
import type { TroubleWords } from '../ports/trouble.ts';
import type { CheckId } from '../validation/checkResult.ts';

export type Obstacle =
  /** Another serial answers: addresses are swapped and reused. */
  | { readonly code: 'other_device'; readonly found: string; readonly at: string }
  /** Work that is not ours. `minutes`: for so long it was waited for. */
  | { readonly code: 'device_busy'; readonly how: 'installing'; readonly work: string }
  | { readonly code: 'device_busy'; readonly how: 'working'; readonly work: string; readonly minutes: number }
  | { readonly code: 'device_busy'; readonly how: 'downloading'; readonly minutes: number }
  | { readonly code: 'runs_other_version'; readonly runs: string; readonly planned: string }
  | { readonly code: 'image_missing'; readonly version: string }
  | { readonly code: 'image_not_listed'; readonly version: string }
  | { readonly code: 'disk_full'; readonly reason: string; readonly offersRoom?: boolean | undefined }
  /** It would be deleted, and stays. `keptFor`: to follow its version. */
  | { readonly code: 'image_needed'; readonly version: string; readonly keptFor: string }
  /** A member that comes second is not taken out for an installation that would be refused. */
  | {
      readonly code: 'not_ready_now';
      readonly hostname: string;
      readonly checks: readonly CheckId[];
      readonly reasons: readonly string[];
      readonly setting: string | null;
      readonly offersRoom?: boolean | undefined;
      readonly peer: string;
      /** The version that its peer has been upgraded to; null where it has not. */
      readonly peerRuns: string | null;
    }
  /** It stood alone when its job was planned. */
  | { readonly code: 'joined_a_pair'; readonly hostname: string }
  | ({ readonly code: 'pair_changed' } & PairChange)
  /** `words`: the state with why; left out by earlier releases. */
  | { readonly code: 'member_not_suspended'; readonly state: string; readonly words?: string }
  /** Suspended later than anything of ours can have suspended it. */
  | { readonly code: 'suspended_anew'; readonly minutes: number }
  | { readonly code: 'member_silent'; readonly why: string };

/** How a pair is not as it must be at the moment of sending. */
type PairChange =
  | { readonly what: 'peer_is_other_device'; readonly found: string; readonly peer: string }
  | { readonly what: 'forwards' | 'may_forward'; readonly hostname: string; readonly state: string }
  | {
      readonly what: 'peer_not_leading' | 'peer_not_functional';
      readonly peer: string;
      readonly state: string;
    }
  | { readonly what: 'peer_busy'; readonly peer: string; readonly work: string }
  | { readonly what: 'suspended_already'; readonly hostname: string }
  | { readonly what: 'roles_changed'; readonly hostname: string; readonly state: string }
  | { readonly what: 'ha_disabled' | 'sessions_not_synchronized' | 'answers_slowly' }
  /** Not as whole as it was. `seen`: what is wrong, for people. */
  | { readonly what: 'not_whole'; readonly seen: string }
  | { readonly what: 'link_not_up'; readonly peer: string; readonly connection: string };

/** Only of few models it is known where their line ends (planning/lastReleases.ts). */
export const NOT_LISTED_HELP =
  'Check that its model has this release, its support licence and its connection to the update server; or upload the image.';

/** Whole sentences: they stand alone, too. */
export const obstacleWords: TroubleWords<Obstacle> = {
  other_device: ({ found, at }) => ({
    tells: `Another device (${found}) answers at the address of ${at}.`,
    after: 'Run Discover Devices again.',
  }),
  device_busy(busy) {
    switch (busy.how) {
      case 'installing':
        return `Somebody else is installing software on it: ${busy.work}.`;
      case 'working':
        return `It is still busy with ${busy.work} after ${busy.minutes} minutes.`;
      case 'downloading':
        return `The device has been downloading it for ${busy.minutes} minutes already.`;
    }
  },
  runs_other_version: ({ runs, planned }) => ({
    tells: `The device runs ${runs} and not ${planned}, as it did when this upgrade was planned.`,
    after: 'Run Discover Devices, then upgrade it from there.',
  }),
  image_missing: ({ version }) => ({
    tells: `${version} is not on the device.`,
    after: 'Somebody has removed it since it was proved: try again, which fetches it.',
  }),
  image_not_listed: ({ version }) => ({
    tells: `The device does not list ${version}.`,
    after: NOT_LISTED_HELP,
  }),
  disk_full: ({ reason }) => reason,
  image_needed: ({ version, keptFor }) => `${version} ${keptFor}.`,
  not_ready_now: ({ hostname, reasons, peer, peerRuns }) => ({
    tells: `${hostname} is not ready: ${reasons.join(' ')}`,
    after:
      peerRuns === null
        ? ''
        : `Its peer ${peer} already runs ${peerRuns}: put it right and upgrade the pair again, soon; it is taken up where it is.`,
  }),
  joined_a_pair: ({ hostname }) => ({
    tells: `${hostname} is a member of an HA pair by now.`,
    after: 'Run Discover Devices, then upgrade the pair.',
  }),
  pair_changed: changeWords,
  member_not_suspended: ({ state, words = state }) => `It is ${words}.`,
  suspended_anew: ({ minutes }) => ({
    tells: `It was suspended ${minutes} minutes ago, and not by this job.`,
    after: 'It is left as it is.',
  }),
  member_silent: ({ why }) => why,
};

function changeWords(change: PairChange): string {
  switch (change.what) {
    case 'peer_is_other_device':
      return `Another device (${change.found}) answers at the address of its peer ${change.peer}.`;
    case 'forwards':
      return `${change.hostname} is ${change.state}: it forwards traffic.`;
    case 'may_forward':
      return `${change.hostname} is ${change.state}: it may forward traffic.`;
    case 'peer_not_leading':
      return `Its peer ${change.peer} is ${change.state} and does not forward.`;
    case 'peer_not_functional':
      return `Its peer ${change.peer} is ${change.state}.`;
    case 'peer_busy':
      return `Its peer ${change.peer} is busy: ${change.work}.`;
    case 'suspended_already':
      return `${change.hostname} is suspended already, and not by this job.`;
    case 'roles_changed':
      return `${change.hostname} is ${change.state} now: the roles of the pair have changed.`;
    case 'ha_disabled':
      return 'HA is not enabled.';
    case 'link_not_up':
      return `The HA connection to ${change.peer} is ${change.connection}.`;
    case 'sessions_not_synchronized':
      return 'The sessions of the pair are not synchronized.';
    case 'not_whole':
      return change.seen;
    case 'answers_slowly':
      return 'The pair answers so slowly that nobody can say who forwards at the moment of sending.';
  }
}
