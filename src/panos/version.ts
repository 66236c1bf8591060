/**
 * PAN-OS version strings and their order. A semver library gets both wrong: it takes `-h3` for a pre-release
 * and puts h10 before h9. Imports nothing, because the simulator shares it. docs/PANOS.md "Versions and base images".
 */
export type VersionKind = 'internal' | 'beta' | 'release' | 'hotfix';

export interface PanosVersion {
  /** 11 of `11.1.4-h7`. */
  readonly major: number;
  /** 1 of `11.1.4-h7`; together with `major` it names the feature release. */
  readonly feature: number;
  /** 4 of `11.1.4-h7`. */
  readonly maintenance: number;
  readonly kind: VersionKind;
  /** Which hotfix, beta or internal build; 0 for a plain release. */
  readonly build: number;
  /** What else the device wrote, such as `xfr`; lower case, mostly empty. */
  readonly tail: string;
}

// Tails are limited to characters that are harmless in file names, logs and commands.
const VERSION = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-.]([cbh])(\d{1,9}))?(?:[-.]([a-z0-9._-]{1,40}))?$/;

/** Not `trim`: it would take off what nobody sees, and the version would equal another text than itself. */
const BLANKS_AROUND = /^[ \t\r\n]+|[ \t\r\n]+$/g;

const KIND_OF_LETTER: Readonly<Record<string, VersionKind>> = { c: 'internal', b: 'beta', h: 'hotfix' };
const KINDS_IN_ORDER: readonly VersionKind[] = ['internal', 'beta', 'release', 'hotfix'];

/**
 * Reads `10.1.4`, `11.1.10-h10`, `9.0.0-b36`, `7.1.0-c65`, `9.0.5.xfr`; blanks around are ignored.
 * @returns null for anything else, also for a feature release alone (`11.1`).
 */
export function parseVersion(text: string): PanosVersion | null {
  const match = VERSION.exec(text.replaceAll(BLANKS_AROUND, '').toLowerCase());
  if (match === null) return null;
  const [, major, feature, maintenance, letter = '', build = '0', tail = ''] = match;
  return {
    major: Number(major),
    feature: Number(feature),
    maintenance: Number(maintenance),
    kind: KIND_OF_LETTER[letter] ?? 'release',
    build: Number(build),
    tail,
  };
}

/**
 * Total order for sorting and for "is this newer": numbers first, then internal < beta < release < hotfix,
 * builds by number; a tail comes right after the same version without it. Text that is no version comes
 * before every version, ordered as text.
 * @returns negative, 0 or positive, as Array.sort wants it.
 */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (left === null || right === null) {
    return left !== null ? 1 : right !== null ? -1 : compareText(a, b);
  }
  return (
    left.major - right.major ||
    left.feature - right.feature ||
    left.maintenance - right.maintenance ||
    KINDS_IN_ORDER.indexOf(left.kind) - KINDS_IN_ORDER.indexOf(right.kind) ||
    left.build - right.build ||
    compareText(left.tail, right.tail)
  );
}

/** `11.1` of `11.1.4-h7`: the release whose base image is needed. Null when `version` is not understood. */
export function featureRelease(version: string): string | null {
  const parsed = parseVersion(version);
  return parsed === null ? null : `${parsed.major}.${parsed.feature}`;
}

// By code units: localeCompare would order differently from machine to machine.
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
