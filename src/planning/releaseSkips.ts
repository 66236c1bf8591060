/**
 * How far one install may jump. Up to 10.1 PAN-OS goes one feature release at a time; from 10.1 on it may skip
 * some. docs/PANOS.md "Paths between releases".
 */
import { FEATURE_RELEASES, pairGap } from '../panos/featureReleases.ts';
import { compareVersions, featureRelease, parseVersion } from '../panos/version.ts';
import type { IllegalPath } from './planningTroubles.ts';

const MAX_SKIPPED = 3;
/** What Palo Alto Networks advises for a start below 11.0; more works, but is worth a word. */
const ADVISED_SKIPPED_BELOW_11 = 2;

export type HopVerdict =
  /** `note` is null or a word of caution. */
  | { readonly verdict: 'legal'; readonly note: string | null }
  | { readonly verdict: 'illegal'; readonly trouble: IllegalPath }
  /** A feature release this tool does not know: the device decides. */
  | { readonly verdict: 'unknown'; readonly note: string };

/** Whether PAN-OS allows one install from version `from` straight to version `to`. Both as devices write them. */
export function checkHop(from: string, to: string): HopVerdict {
  for (const version of [from, to]) {
    if (parseVersion(version) === null)
      return illegal({ code: 'illegal_path', why: 'no_version', text: version });
  }
  if (compareVersions(to, from) <= 0) return illegal({ code: 'illegal_path', why: 'not_newer', from, to });
  const [start, end] = [from, to].map((version) =>
    FEATURE_RELEASES.findIndex((it) => it === featureRelease(version)),
  );
  if (start === undefined || end === undefined || start < 0 || end < 0) {
    const stranger = start === -1 ? from : to;
    return {
      verdict: 'unknown',
      note: `${String(featureRelease(stranger))} is not a feature release this tool knows, so it cannot say whether PAN-OS allows ${from} to ${to}. The device decides.`,
    };
  }
  const skipped = FEATURE_RELEASES.slice(start + 1, end);
  return start < FEATURE_RELEASES.indexOf('10.1') ? stepwise(from, to, skipped) : skipping(from, to, skipped);
}

function stepwise(from: string, to: string, skipped: readonly string[]): HopVerdict {
  if (skipped.length === 0) return { verdict: 'legal', note: null };
  return illegal({ code: 'illegal_path', why: 'one_at_a_time', from, to, skipped });
}

function skipping(from: string, to: string, skipped: readonly string[]): HopVerdict {
  if (skipped.length > MAX_SKIPPED) {
    return illegal({ code: 'illegal_path', why: 'skips_too_many', from, to, skipped, allowed: MAX_SKIPPED });
  }
  const bold = compareVersions(from, '11.0.0') < 0 && skipped.length > ADVISED_SKIPPED_BELOW_11;
  return {
    verdict: 'legal',
    note: bold
      ? `${from} to ${to} skips ${skipped.join(', ')}; Palo Alto Networks advises to skip at most ${ADVISED_SKIPPED_BELOW_11} from releases before 11.0.`
      : null,
  };
}

function illegal(trouble: IllegalPath): HopVerdict {
  return { verdict: 'illegal', trouble };
}

/**
 * While a pair is upgraded its members run both versions.
 * @param mostApart how many feature releases the user lets them be apart where nobody knows for certain.
 * @returns null when the pair bears the hop.
 */
export function whyTooFarForPair(from: string, to: string, mostApart: number): IllegalPath | null {
  const gap = pairGap(from, to);
  if (gap === null || gap.verdict === 'borne') return null;
  const tooFar = { code: 'illegal_path', why: 'too_far_for_pair', from, to } as const;
  if (gap.verdict === 'not_borne') return { ...tooFar, setting: null };
  const setting = 'panosUpgrade.ha.maxReleasesApart';
  return gap.apart <= mostApart ? null : { ...tooFar, setting, apart: gap.apart, mostApart };
}
