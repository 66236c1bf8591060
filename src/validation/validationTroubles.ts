/** Why nothing may be done to a pair, and why an image is not accepted. */
import { quotable } from '../panos/calls/envelope.ts';
import { quoted } from '../ports/outsideText.ts';
import type { Said, TroubleWords } from '../ports/trouble.ts';

export interface ImageTrouble {
  readonly code: 'image_not_accepted';
  /** Its name. */
  readonly device: string;
  readonly version: string;
  readonly verdict: 'mismatch' | 'not_in_database' | 'not_reported';
  /** What was compared with what: one sentence. */
  readonly reason: string;
}

interface MemberState {
  readonly hostname: string;
  /** In the device's own word. */
  readonly state: string;
}

/** In the device's own words; null where it does not say why. */
interface Reason {
  readonly reason: string | null;
}

/** Members are named by their host names. */
export type PairTrouble =
  /** Of one member, or of both. */
  | { readonly code: 'ha_disabled'; readonly members: readonly string[] }
  | PeersDisagree
  | {
      readonly code: 'different_models';
      readonly members: readonly { readonly hostname: string; readonly model: string }[];
    }
  /** Not by the job. */
  | ({ readonly code: 'suspended'; readonly member: string } & Reason)
  | { readonly code: 'both_active'; readonly members: readonly MemberState[] }
  | { readonly code: 'none_active'; readonly members: readonly MemberState[] }
  | ({ readonly code: 'not_functional' } & MemberState & Reason)
  | {
      readonly code: 'peer_down';
      readonly member: string;
      readonly peer: string;
      readonly connection: string;
    }
  | { readonly code: 'preemptive'; readonly member: string }
  | ({ readonly code: 'sessions_not_synchronized' } & MemberState)
  | ({ readonly code: 'config_not_synchronized' } & MemberState);

/** They do not name each other, or not the same HA mode. */
type PeersDisagree = { readonly code: 'peers_disagree'; readonly member: string } & (
  | { readonly about: 'serial'; readonly named: string; readonly peer: string }
  | { readonly about: 'address'; readonly named: string; readonly peer: string; readonly address: string }
  /** The member says nothing of its peer. */
  | { readonly about: 'nothing' }
  | { readonly about: 'mode'; readonly named: string; readonly peer: string; readonly peerNamed: string }
);

export type ValidationTrouble = ImageTrouble | PairTrouble;

export const validationWords: TroubleWords<ValidationTrouble> = {
  image_not_accepted: ({ device, version, verdict, reason }) => ({
    before: `${device}:`,
    tells: `${version} is not accepted and will not be installed.`,
    after: `${reason} ${waysOut[verdict]}`,
  }),
  ha_disabled: ({ members }) => ({
    tells: `${members.length === 2 ? `${members.join(' and ')} both say` : `${members.join()} says`} that HA is not enabled.`,
    after: 'A member that has just started says so, too: try again in ten minutes.',
  }),
  peers_disagree: peersDisagreeWords,
  different_models: ({ members }) => {
    const models = members.map(({ hostname, model }) => `${hostname} is a ${model}`).join(', ');
    return `The members are of different models: ${models}.`;
  },
  suspended: ({ member, reason }) => ({
    tells: `${member} is suspended${because(reason)}, and not by this job.`,
    after: isOfVersions(reason)
      ? versionsApart
      : 'Make it functional (Device > High Availability > Operational Commands) and try again.',
  }),
  both_active: ({ members }) => ({
    tells: `Both members are active: ${withStates(members)}.`,
    after: 'They do not see each other: repair the HA links.',
  }),
  none_active: ({ members }) => `Neither member is active: ${withStates(members)}.`,
  not_functional: ({ hostname, state, reason }) => ({
    tells: `${hostname} is ${state}${because(reason)}, so it could not take over.`,
    after: isOfVersions(reason) ? versionsApart : 'Look at Dashboard > High Availability on it.',
  }),
  peer_down: ({ member, peer, connection }) =>
    `${member} says that the HA connection to ${peer} is ${connection}.`,
  preemptive: ({ member }) => ({
    tells: `${member} is preemptive: it would take its role back in the middle of the work.`,
    after: 'Switch preemption off on both members and commit, or allow it for this job.',
  }),
  sessions_not_synchronized: ({ hostname, state }) =>
    `${hostname}: session synchronization is not complete (${state}).`,
  config_not_synchronized: ({ hostname, state }) => ({
    tells: `${hostname}: the configuration is ${state} with its peer's.`,
    after:
      'Synchronize it from the member whose configuration is right (Dashboard > High Availability > Sync to peer on it), ' +
      'and try again.',
  }),
};

const lenient = 'To accept it, set panosUpgrade.validation.failOnMissingHash to false.';

const waysOut: Readonly<Record<ImageTrouble['verdict'], string>> = {
  mismatch:
    'Compare it with the checksum at the Palo Alto Networks support portal, correct version_hashes.json ' +
    'or delete the image on the device (Device > Software), then download it again.',
  not_in_database: `Add its checksum to version_hashes.json. ${lenient}`,
  not_reported: lenient,
};

function peersDisagreeWords(trouble: PeersDisagree): Said {
  const { member } = trouble;
  switch (trouble.about) {
    case 'serial':
      return `${member} names ${trouble.named} as its HA peer, not ${trouble.peer}.`;
    case 'address':
      return `${member} says that its HA peer is at ${trouble.named}, but ${trouble.peer} is at ${trouble.address}.`;
    case 'nothing':
      return `${member} does not tell who its HA peer is.`;
    case 'mode':
      return `${member} and ${trouble.peer} do not name the same HA mode (${trouble.named}, ${trouble.peerNamed}).`;
  }
}

/** The device's words, such as `Peer version too old`: then what helps otherwise does not. */
export function isOfVersions(reason: string | null): boolean {
  return reason !== null && /\bversion\b/i.test(reason);
}

const versionsApart =
  'A pair cannot work with versions so far from each other, so making it functional does not help: bring both members to one version.';

/** ` (it says: “Path monitor failure”)`. */
export function because(reason: string | null): string {
  return reason === null ? '' : ` (it says: ${quoted(quotable(reason))})`;
}

function withStates(members: readonly MemberState[]): string {
  return members.map(({ hostname, state }) => `${hostname} (${state})`).join(' and ');
}
