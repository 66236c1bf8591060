/** How a download can fail on a device, in words; with the device's own where it has some. */
import { quoted } from '../ports/outsideText.ts';
import type { Said } from '../ports/trouble.ts';

/** After which the device has nothing of the image, so that it may be asked for again. */
export type OneFailure =
  | { readonly how: 'refused'; readonly version: string; readonly details: string }
  | { readonly how: 'lost'; readonly version: string; readonly why: string }
  | { readonly how: 'not_downloaded'; readonly version: string };

export type DownloadFailure =
  | OneFailure
  | { readonly how: 'given_up'; readonly version: string; readonly why: string }
  /** As often as it may be asked for. `why`: what became of the last one. */
  | {
      readonly how: 'kept_failing';
      readonly version: string;
      readonly attempts: number;
      readonly why: string;
    }
  | { readonly how: 'gone'; readonly version: string }
  | { readonly how: 'missing'; readonly versions: readonly string[] };

export function downloadWords(failure: DownloadFailure): Said {
  switch (failure.how) {
    case 'given_up':
      return {
        tells: `The download of ${failure.version} was given up: ${failure.why}`,
        after: 'The device may still finish it: look at Device > Software, then try again.',
      };
    case 'kept_failing':
      // What was wrong matters more than how often.
      return {
        before: `The download of ${failure.version} was given up after ${failure.attempts} tries. The last one:`,
        tells: failure.why,
      };
    case 'gone':
      return `${failure.version} was on the device a moment ago and is not any more. Nothing was installed.`;
    case 'missing':
      return `Not on the device although downloaded: ${failure.versions.join(', ')}. Nothing was installed.`;
    default:
      return oneFailureWords(failure);
  }
}

export function oneFailureWords(failure: OneFailure): string {
  switch (failure.how) {
    case 'refused':
      return `The device could not download ${failure.version}: ${reasonGiven(failure.details)}`;
    case 'lost':
      return `The download of ${failure.version} was lost: ${failure.why} The image is not there.`;
    case 'not_downloaded':
      return `The device calls the download of ${failure.version} finished but does not list the image as downloaded.`;
  }
}

/** As much of a device's words as a sentence has room for. */
const LONGEST_REASON = 500;

/** @param details the device's words; empty where it has none */
export function reasonGiven(details: string): string {
  if (details === '') return 'The device gives no reason.';
  return `${quoted(details, LONGEST_REASON)}${details.endsWith('.') ? '' : '.'}`;
}
