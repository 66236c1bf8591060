/** What the owner's engine does about upgrades of many devices at once. */
import type { Engine } from './engineContract.ts';
import { type BulkParts, submitUpgrades } from '../jobs/submission/bulkSubmission.ts';
import { surveyReadiness } from '../jobs/survey/readinessSurvey.ts';
import { surveyUpgrades, type UpgradeSurveyParts } from '../jobs/survey/upgradeSurvey.ts';
import { refused, submitJob } from '../jobs/submission/submission.ts';
import { type InstallMode, planUpgrade } from '../planning/plan.ts';
import { UserError } from '../ports/userError.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';

type Parts = BulkParts &
  Omit<UpgradeSurveyParts, 'paths'> & {
    readonly installMode: InstallMode;
    /** @throws UserError */
    readonly upgradePaths: () => Promise<UpgradePaths>;
    /** Lets the workers look for new jobs. */
    readonly fill: () => void;
    /** Aborted when the engine closes: nothing is read any more then. */
    readonly closing: AbortSignal;
  };

export function ownerUpgrades(
  parts: Parts,
): Pick<Engine, 'previewUpgrade' | 'submitUpgrade' | 'surveyUpgrades' | 'submitUpgrades' | 'checkReadiness'> {
  const { book, inventory, rng, queueSize, installMode } = parts;
  return {
    async previewUpgrade(serial) {
      const device = inventory.get(serial);
      if (device === undefined) throw new UserError(`There is no device ${serial} in the inventory.`);
      return planUpgrade({
        ...{ mode: installMode, currentVersion: device.swVersion, listed: [] },
        paths: await parts.upgradePaths(),
      });
    },

    submitUpgrade({ serial, dryRun, by }) {
      const device = inventory.get(serial);
      if (device === undefined) {
        return refused(`There is no device ${serial} in the inventory. Run Discover Devices first.`);
      }
      const submission = submitJob(book, rng, queueSize, {
        ...{ type: 'standalone', devices: [device], dryRun, allowPreemption: false, by, batch: null },
      });
      parts.fill();
      return submission;
    },

    async surveyUpgrades(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      await surveyUpgrades({ ...parts, paths: await parts.upgradePaths() }, { ...options, signal });
    },

    async checkReadiness(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      return surveyReadiness({ ...parts, paths: await parts.upgradePaths() }, { ...options, signal });
    },

    async submitUpgrades(request) {
      const submission = await submitUpgrades(parts, request);
      parts.fill();
      return submission;
    },
  };
}
