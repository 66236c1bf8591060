/** What keeps a device from being planned, or an image from being judged: the user's files, and paths that lead nowhere. */
import { type Said, tell, type TroubleWords } from '../ports/trouble.ts';
import { UserError } from '../ports/userError.ts';
import { quoted } from '../ports/outsideText.ts';

/** A file of the user's that is not used because of its problems. */
interface BrokenFile {
  readonly first: FirstProblem | undefined;
  /** How many there are besides. */
  readonly others: number;
}

interface FirstProblem {
  readonly line: number;
  readonly column: number;
  /** Without a full stop. */
  readonly message: string;
}

/** PAN-OS does not allow a hop of the path, or the table names what is no version. */
export type IllegalPath = { readonly code: 'illegal_path' } & (
  | { readonly why: 'no_version'; readonly text: string }
  | { readonly why: 'not_newer'; readonly from: string; readonly to: string }
  /** Before 10.1. */
  | {
      readonly why: 'one_at_a_time';
      readonly from: string;
      readonly to: string;
      /** The feature releases between them. */
      readonly skipped: readonly string[];
    }
  /** From 10.1 on. */
  | {
      readonly why: 'skips_too_many';
      readonly from: string;
      readonly to: string;
      readonly skipped: readonly string[];
      readonly allowed: number;
    }
  /** The members of a pair would be too far apart while it is upgraded. */
  | ({ readonly why: 'too_far_for_pair'; readonly from: string; readonly to: string } & TooFar)
  /** The vendor publishes no later feature release for the model. */
  | { readonly why: 'beyond_model'; readonly to: string; readonly model: string; readonly last: string }
  /** A final-only upgrade to a version that cannot be installed straight away. */
  | {
      readonly why: 'not_at_once';
      readonly to: string;
      /** Null: a release that is not known here. */
      readonly because: IllegalPath | null;
      readonly reason: string;
    }
);

/** `setting` is null where it is certain; otherwise the user may let them be farther apart. */
type TooFar =
  | { readonly setting: null }
  | { readonly setting: string; readonly apart: number; readonly mostApart: number };

/** Why a device or a pair has no plan. */
export type NoPlanTrouble =
  | {
      readonly code: 'no_path';
      readonly version: string;
      /** The version whose path goes through this one without saying clearly how it goes on. */
      readonly through: string | null;
    }
  /** Or beyond it. */
  | { readonly code: 'at_target'; readonly version: string; readonly target: string }
  | IllegalPath
  /** Of a pair whose members run two versions: the newer one is no stop on the path of the older one. */
  | {
      readonly code: 'half_upgraded';
      readonly members: readonly { readonly hostname: string; readonly version: string }[];
      readonly newer: string;
      readonly older: string;
    };

export type PlanningTrouble =
  | { readonly code: 'upgrade_paths_missing' }
  | ({ readonly code: 'upgrade_paths_broken' } & BrokenFile)
  | ({ readonly code: 'version_hashes_broken' } & BrokenFile)
  | NoPlanTrouble;

export const planningWords: TroubleWords<PlanningTrouble> = {
  upgrade_paths_missing: () => ({
    tells: 'There is no upgrade_paths.json.',
    after: 'Run "PAN-OS: Open Upgrade Paths" to make one.',
  }),
  upgrade_paths_broken: (broken) => ({
    tells: 'upgrade_paths.json cannot be used, so nothing is planned.',
    after: whereBroken(broken),
  }),
  version_hashes_broken: (broken) => ({
    tells: 'version_hashes.json cannot be used, so no image is accepted.',
    after: whereBroken(broken),
  }),
  no_path: ({ version, through }) => {
    const hint =
      through === null
        ? ''
        : ` (it is a stop on the path of ${through}, and the table does not say clearly how it goes on from there)`;
    return {
      tells: `upgrade_paths.json has no path for ${version}${hint}.`,
      after: `Add ${quoted(version)}: ["<target version>"] to it, or a line for its release train.`,
    };
  },
  at_target: ({ version, target }) => ({
    tells:
      version === target
        ? `The device already runs ${version}, the target of its path.`
        : `The device already runs ${version}, which is newer than ${target}, the target of its path.`,
    after: 'There is nothing to do.',
  }),
  illegal_path: illegalPathWords,
  half_upgraded: ({ members, newer, older }) => {
    const run = members.map(({ hostname, version }) => `${hostname} runs ${version}`).join(', ');
    return {
      tells: `${run}, and ${newer} is not on the path of ${older} in upgrade_paths.json.`,
      after: 'Put it there, or bring both members to one version.',
    };
  },
};

export function planningError(trouble: PlanningTrouble): UserError {
  return new UserError(tell(trouble, planningWords));
}

function whereBroken({ first, others }: BrokenFile): string {
  const where = first === undefined ? '' : `Line ${first.line}, column ${first.column}: ${first.message}.`;
  const more = others === 0 ? '' : ` There ${others === 1 ? 'is 1 more' : `are ${others} more`}.`;
  return `${where}${more}`;
}

function illegalPathWords(trouble: IllegalPath): Said {
  switch (trouble.why) {
    case 'no_version':
      return {
        tells: `${quoted(trouble.text)} is not a PAN-OS version.`,
        after: 'Correct it in upgrade_paths.json.',
      };
    case 'not_newer':
      return {
        tells: `${trouble.to} is not newer than ${trouble.from}.`,
        after: 'Downgrades are not done by this tool: correct the path.',
      };
    case 'one_at_a_time':
      return {
        tells: `PAN-OS before 10.1 goes one feature release at a time, and ${trouble.from} to ${trouble.to} skips ${trouble.skipped.join(', ')}.`,
        after: 'Put a version of each of them into the path.',
      };
    case 'skips_too_many': {
      const { from, to, skipped, allowed } = trouble;
      return {
        tells: `${from} to ${to} skips ${skipped.length} feature releases (${skipped.join(', ')}); PAN-OS allows ${allowed}.`,
        after: 'Put a version of one of them into the path.',
      };
    }
    case 'too_far_for_pair':
      return tooFarWords(trouble);
    case 'beyond_model':
      return {
        tells: `${trouble.to} does not exist for the ${trouble.model}: ${trouble.last} is its last feature release.`,
        after: 'Let its path in upgrade_paths.json end there.',
      };
    case 'not_at_once':
      return {
        tells: `${trouble.to} cannot be installed straight away (final-only): ${trouble.reason}`,
        after: 'Set panosUpgrade.upgrade.installMode to "stepwise".',
      };
  }
}

function tooFarWords(trouble: Extract<IllegalPath, { why: 'too_far_for_pair' }>): Said {
  const { from, to, setting } = trouble;
  const after = 'Put a version of every feature release between them into the path.';
  return setting === null
    ? {
        tells: `Below 10.2 a pair cannot work with members on ${from} and ${to}: the newer of the two members would leave the pair.`,
        after,
      }
    : {
        tells: `While the pair is upgraded its members would run ${from} and ${to}, which are ${trouble.apart} feature releases apart, and ${setting} allows ${trouble.mostApart}: it is not certain whether more will work.`,
        after,
      };
}
