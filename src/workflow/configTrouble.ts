/** That the two members of a pair do not have one configuration, though all else is well; and that it could not be copied. */
import type { TroubleWords } from '../ports/trouble.ts';

/** Members are named by their host names. */
export type ConfigTrouble =
  /** Both run one version: somebody has to say what becomes of it. */
  | {
      readonly code: 'not_in_step';
      readonly leading: string;
      readonly standby: string;
      readonly version: string;
      /** In the device's own words. */
      readonly state: string;
      readonly minutes: number;
      /** Why the last try to copy it came to nothing; null where there was none. */
      readonly tried: string | null;
    }
  | { readonly code: 'config_not_copied'; readonly from: string; readonly to: string; readonly why: string };

export const configWords: TroubleWords<ConfigTrouble> = {
  not_in_step: ({ leading, standby, version, state, minutes, tried }) => {
    const since = minutes === 0 ? '' : ` ${minutes} minutes later`;
    return {
      tells: `${leading} and ${standby} both run ${version} and are whole, but their configuration is ${state}${since}.`,
      after: [
        ...(tried === null ? [] : [tried]),
        `${leading} leads. What differs would be missing, or come back, when ${standby} takes over.`,
      ].join(' '),
    };
  },
  config_not_copied: ({ from, to, why }) => `${to} did not take over the configuration of ${from}: ${why}`,
};
