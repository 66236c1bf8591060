/** What the owner's engine does about images on many devices at once. */
import type { Engine } from './engineContract.ts';
import { retryJobs, submitDownloads, type BulkParts } from '../jobs/submission/bulkSubmission.ts';
import { surveyDownloads, type SurveyParts } from '../jobs/survey/downloadSurvey.ts';
import { verifyDownloads } from '../jobs/survey/verifyDownloads.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';

type Parts = BulkParts &
  Omit<SurveyParts, 'paths'> & {
    /** @throws UserError */
    readonly upgradePaths: () => Promise<UpgradePaths>;
    /** Lets the workers look for new jobs. */
    readonly fill: () => void;
    /** Aborted when the engine closes: nothing is read any more then. */
    readonly closing: AbortSignal;
  };

export function ownerDownloads(
  parts: Parts,
): Pick<Engine, 'surveyDownloads' | 'verifyDownloads' | 'submitDownloads' | 'retry'> {
  return {
    async surveyDownloads(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      await surveyDownloads({ ...parts, paths: await parts.upgradePaths() }, { ...options, signal });
    },

    async verifyDownloads(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      return verifyDownloads({ ...parts, paths: await parts.upgradePaths() }, { ...options, signal });
    },

    async submitDownloads({ serials, by }) {
      const submission = await submitDownloads(parts, serials, by);
      parts.fill();
      return submission;
    },

    async retry(jobIds, by) {
      const submission = await retryJobs(parts, jobIds, by);
      parts.fill();
      return submission;
    },
  };
}
