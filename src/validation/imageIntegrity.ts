/**
 * Is the image on a device the genuine one? Judged by what the device itself reports against sources that do not depend
 * on it. Most releases report nothing: then nothing is claimed. docs/PANOS.md "Checksums".
 */
import type { SoftwareImage } from '../panos/answers/software.ts';
import { DownloadVerificationError, HashMismatchError, HashNotFoundError } from './hashErrors.ts';

type HashSource = 'file' | 'panorama';

const sourceNames: Readonly<Record<HashSource, string>> = {
  file: 'version_hashes.json',
  panorama: "Panorama's list of images",
};

/** What a source that does not depend on the device says of a file. */
export interface ExpectedHash {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  readonly source: HashSource;
}

export interface Integrity {
  /**
   * `passed`: what the device reports is what an independent source says. `mismatch`: two of them differ.
   * `not_in_database`: no source knows the image. `not_reported`: the device says no checksum.
   */
  readonly verdict: 'passed' | 'mismatch' | 'not_in_database' | 'not_reported';
  /** What the device reports. */
  readonly reported: string | null;
  /** What the sources say; null when none knows the image, or they differ. */
  readonly expected: string | null;
  /** Who knows the image besides the device. */
  readonly sources: readonly HashSource[];
  /** For people: what was compared with what. */
  readonly reason: string;
}

/** @param known the checksums known of this very file. */
export function judgeImage(image: Pick<SoftwareImage, 'sha256'>, known: readonly ExpectedHash[]): Integrity {
  const reported = image.sha256;
  const sources = [...new Set(known.map(({ source }) => source))];
  const values = new Set(known.map(({ sha256 }) => sha256));
  const expected = values.size === 1 ? ([...values][0] ?? null) : null;
  const judged = (verdict: Integrity['verdict'], reason: string): Integrity => {
    return { verdict, reported, expected, sources, reason };
  };
  const who = sources.map((source) => sourceNames[source]).join(' and ');

  if (values.size > 1) {
    return judged('mismatch', `Its sources differ about its checksum: ${who}.`);
  }
  if (reported === null) {
    const beside = expected === null ? '' : ` to compare with the one of ${who}`;
    return judged('not_reported', `Not verified: the device reports no checksum${beside}.`);
  }
  if (expected === null) {
    return judged('not_in_database', 'Not verified: only the device itself knows a checksum of it.');
  }
  return reported === expected
    ? judged('passed', `The checksum the device reports is the one of ${who}.`)
    : judged('mismatch', `The device reports the checksum ${reported}, and by ${who} it is ${expected}.`);
}

/**
 * @param device its name, for the message.
 * @param strict whether an image that cannot be verified is bad, too.
 * @throws HashMismatchError; when strict, HashNotFoundError and DownloadVerificationError.
 */
export function requireIntegrity(
  device: string,
  version: string,
  { verdict, reason }: Integrity,
  strict: boolean,
): void {
  switch (verdict) {
    case 'passed':
      return;
    case 'mismatch':
      throw new HashMismatchError({ code: 'image_not_accepted', device, version, verdict, reason });
    case 'not_in_database':
      if (!strict) return;
      throw new HashNotFoundError({ code: 'image_not_accepted', device, version, verdict, reason });
    case 'not_reported':
      if (!strict) return;
      throw new DownloadVerificationError({ code: 'image_not_accepted', device, version, verdict, reason });
  }
}
