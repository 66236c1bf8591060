/** The device's own words in jobs, where they decide what happens next. docs/PANOS.md "Jobs", "Software". */
import type { DeviceJob } from '../../panos/answers/jobs.ts';
import type { ContentDemand } from '../../validation/contentDemands.ts';

/** Letter case differs between releases. */
export function isOfType(job: DeviceJob, type: string): boolean {
  return job.type.toLowerCase() === type.toLowerCase();
}

/** Known as passing by itself: usual for minutes after a boot, or a server that is busy. */
const PASSING_TROUBLES = [
  'software manager is currently in use',
  'please try again later',
  'generic communication error',
];

/** True when the device did nothing and the same request may succeed a little later. */
export function isWorthAnotherTry(details: string): boolean {
  return isAmong(PASSING_TROUBLES, details);
}

/**
 * What a download can fail of that no later download of the same image mends, with where the words are known from.
 * Anything else may pass: the list of passing troubles is never complete.
 */
const FINAL_FOR_A_DOWNLOAD: readonly { readonly words: string; readonly source: string }[] = [
  // The plan orders base images first: one that is missing here is not fetched by asking again.
  { words: 'base image must be loaded', source: 'a public job log, and pan-os-python issue 243' },
  { words: 'no space left', source: 'the words of the file system; the exact text of PAN-OS is inferred' },
  { words: 'not enough space', source: 'inferred' },
  { words: 'disk space', source: 'inferred' },
  { words: 'not an allowed keyword', source: 'how PAN-OS refuses a version that it does not list' },
  { words: 'not a valid', source: 'inferred: a version that does not exist for this platform' },
  { words: 'invalid version', source: 'inferred' },
  { words: 'not available for', source: 'inferred: a version that this platform cannot run' },
  { words: 'not supported', source: 'inferred: a version that this platform cannot run' },
  { words: 'not entitled', source: 'inferred: no support contract' },
  { words: 'license', source: 'the wording of PAN-OS; the exact text is inferred' },
  { words: 'support contract', source: 'inferred' },
];

/** Whether a download failed because the device has no room for the image. */
export function tellsOfNoRoom(details: string): boolean {
  return isAmong(['no space left', 'not enough space', 'disk space'], details);
}

/** Whether the device's words show that asking for the image again cannot help. */
export function isFinalForADownload(details: string): boolean {
  // A device that itself says that it may be asked again is believed.
  return (
    !isWorthAnotherTry(details) &&
    isAmong(
      FINAL_FOR_A_DOWNLOAD.map(({ words }) => words),
      details,
    )
  );
}

function isAmong(phrases: readonly string[], details: string): boolean {
  const text = details.toLowerCase();
  return phrases.some((words) => text.includes(words));
}

/** The version of which an installation says that it ended; undefined where it names none. */
export function installationNamed(details: readonly string[]): string | undefined {
  return /installation of version (\S+)/i.exec(details.join(' '))?.[1];
}

/** What a refused installation says of the content that the version asks for; null where it was refused for something else. */
export function contentAskedFor(details: string): ContentDemand | null {
  const [, version, content] =
    /to (\S+) requires a content version of (\d+(?:-\d+)?) or greater/i.exec(details) ?? [];
  return version === undefined || content === undefined ? null : { version, content };
}
