/** The one summary of a bulk that was queued from a Preview page. */
import type { NotQueued } from '../../../jobs/submission/bulk.ts';
import { skippedSentence } from './previewSkips.ts';
import { onceEach, type PreviewedRow } from './previewState.ts';

/** A message that names more is read by nobody. */
const REFUSED_SHOWN = 3;

/**
 * `Queued 215 devices for download. 15 skipped: 15 no upgrade path.`
 * @param queued `215 devices for download`
 * @param rows of the page
 * @param refused what was shown as to be queued, and was not after all
 */
export function queuedSentence(
  queued: string,
  rows: readonly PreviewedRow[],
  refused: readonly NotQueued[],
): string {
  const more = refused.length - REFUSED_SHOWN;
  return [
    `Queued ${queued}.`,
    skippedSentence(onceEach(rows)),
    ...refused.slice(0, REFUSED_SHOWN).map(({ hostname, reason }) => `${hostname}: ${reason}`),
    more <= 0 ? '' : `And ${more} more ${more === 1 ? 'was' : 'were'} refused.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
