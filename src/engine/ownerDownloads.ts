/** What the owner's engine does about images on many devices at once. */
import type { OwnerBulkParts } from './bulkParts.ts';
import type { Engine } from './engineContract.ts';
import { retryJobs, submitDownloads, submitMakeRoom } from '../jobs/submission/bulkSubmission.ts';
import { surveyRoom } from '../jobs/survey/roomSurvey.ts';
import { surveyDownloads } from '../jobs/survey/downloadSurvey.ts';
import { withLeftNotes } from '../jobs/survey/leftNotes.ts';
import { verifyDownloads } from '../jobs/survey/verifyDownloads.ts';

export function ownerDownloads(
  parts: OwnerBulkParts,
): Pick<
  Engine,
  'surveyDownloads' | 'verifyDownloads' | 'submitDownloads' | 'surveyRoom' | 'makeRoom' | 'retry'
> {
  return {
    async surveyDownloads(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      await surveyDownloads(
        { ...parts, paths: await parts.upgradePaths() },
        {
          ...options,
          signal,
          onRow: (index, row) => options.onRow(index, withLeftNotes(row, [row.serial], parts.leftOn)),
        },
      );
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

    async surveyRoom(serials, given) {
      const signal = AbortSignal.any([given, parts.closing]);
      return surveyRoom({ ...parts, paths: await parts.upgradePaths() }, serials, signal);
    },

    async makeRoom(request) {
      const submission = await submitMakeRoom(parts, request);
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
