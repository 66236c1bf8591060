/** That a member of a pair did not take over, or failed while the other one was out of the pair; and the words for it. */
import type { TroubleWords } from '../ports/trouble.ts';

export interface PeerMissedTrouble {
  readonly code: 'peer_missed';
  /** Of the peer, without a full stop. */
  readonly why: string;
  /** The member that was out, and its peer, by their host names. */
  readonly hostname: string;
  readonly peer: string;
  /** By the engine's clock: since when nobody was seen to forward. */
  readonly missedSince: number;
}

export type FailoverTrouble = { readonly code: 'failover' } & NoFailover;

type NoFailover =
  | {
      readonly how: 'cannot_take_over';
      readonly peer: string;
      readonly hostname: string;
      readonly missedSince?: number | null;
      /** What both said of themselves. */
      readonly seen: string;
    }
  | {
      readonly how: 'no_takeover';
      readonly peer: string;
      readonly hostname: string;
      readonly seconds: number;
      readonly missedSince?: number | null;
      readonly seen: string;
    }
  /** The peer forwards, and the member was not seen to be out. */
  | {
      readonly how: 'not_seen_out';
      readonly peer: string;
      readonly hostname: string;
      readonly seconds: number;
      readonly seen: string;
    }
  | { readonly how: 'not_suspended'; readonly seconds: number; readonly seen: string }
  | {
      readonly how: 'not_whole';
      readonly minutes: number;
      readonly seen: string;
      /** The member that has not been touched in this hop; null where both have. */
      readonly untouched: string | null;
    };

export const failoverTroubleWords: TroubleWords<FailoverTrouble | PeerMissedTrouble> = {
  peer_missed: ({ why }) => ({
    before: 'Left, because its peer failed.',
    tells: `${why}.`,
    after: 'See to the peer before the pair is upgraded again.',
  }),
  failover: (trouble) => ({ tells: failoverWords(trouble), after: AFTER[trouble.how] }),
};

const SEE_TO_BOTH =
  'Look at Dashboard > High Availability on both members before the pair is upgraded again.';
const AFTER: Readonly<Record<NoFailover['how'], string>> = {
  cannot_take_over: SEE_TO_BOTH,
  no_takeover: SEE_TO_BOTH,
  not_seen_out: SEE_TO_BOTH,
  not_suspended: 'Look at its system log before the pair is upgraded again.',
  not_whole: SEE_TO_BOTH,
};

function failoverWords(trouble: NoFailover): string {
  switch (trouble.how) {
    case 'cannot_take_over':
      return `${trouble.peer} cannot take over: ${trouble.seen} Nothing was installed on ${trouble.hostname}.`;
    case 'no_takeover':
      return (
        `${trouble.peer} was not seen to take over within ${trouble.seconds} seconds: ${trouble.seen} ` +
        `Nothing was installed on ${trouble.hostname}.`
      );
    case 'not_seen_out':
      return (
        `${trouble.peer} forwards, and ${trouble.hostname} was not seen suspended within ${trouble.seconds} seconds: ` +
        `${trouble.seen} Nothing was installed on ${trouble.hostname}.`
      );
    case 'not_suspended':
      return `It accepted the suspension and was not suspended ${trouble.seconds} seconds later. ${trouble.seen}`;
    case 'not_whole': {
      const then =
        trouble.untouched === null
          ? 'Nothing more is done to it.'
          : `${trouble.untouched} was not touched in this hop.`;
      return `The pair was not whole ${trouble.minutes} minutes later: ${trouble.seen} ${then}`;
    }
  }
}
