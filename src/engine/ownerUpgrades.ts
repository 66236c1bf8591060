/** What the owner's engine does about upgrades of many devices at once. */
import type { OwnerBulkParts } from './bulkParts.ts';
import type { Engine } from './engineContract.ts';
import { jobError } from '../jobs/jobTroubles.ts';
import { submitUpgrades } from '../jobs/submission/bulkSubmission.ts';
import { withLeftNotes } from '../jobs/survey/leftNotes.ts';
import { longestFirst } from '../jobs/survey/longestFirst.ts';
import { surveyReadiness } from '../jobs/survey/readinessSurvey.ts';
import { measureDurations } from '../jobs/survey/upgradeDurations.ts';
import { NOTHING_MEASURED } from '../jobs/survey/upgradeEstimate.ts';
import { surveyUpgrades } from '../jobs/survey/upgradeSurvey.ts';
import { refused, submitJob } from '../jobs/submission/submission.ts';
import type { UpgradeTarget } from '../jobs/submission/upgradeTarget.ts';
import { planUpgrade } from '../planning/plan.ts';
import { UserError } from '../ports/userError.ts';
import { engineError } from './engineTroubles.ts';

export function ownerUpgrades(
  parts: OwnerBulkParts,
): Pick<Engine, 'previewUpgrade' | 'submitUpgrade' | 'surveyUpgrades' | 'submitUpgrades' | 'checkReadiness'> {
  const { book, inventory, rng, queueSize, installMode } = parts;
  return {
    async previewUpgrade(serial) {
      const device = inventory.get(serial);
      if (device === undefined) throw engineError({ code: 'device_not_found', serial });
      return planUpgrade({
        mode: installMode,
        currentVersion: device.swVersion,
        model: device.model,
        listed: [],
        paths: await parts.upgradePaths(),
      });
    },

    submitUpgrade({ serial, dryRun, by }) {
      const device = inventory.get(serial);
      if (device === undefined) {
        return refused(jobError({ code: 'device_not_found', serial }));
      }
      const submission = submitJob(book, rng, queueSize, {
        type: 'standalone',
        devices: [device],
        dryRun,
        allowPreemption: false,
        by,
        batch: null,
      });
      parts.fill();
      return submission;
    },

    async surveyUpgrades(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      await surveyUpgrades(
        { ...parts, paths: await parts.upgradePaths() },
        {
          ...options,
          signal,
          onRow(index, row) {
            const serials = row.members.map(({ serial }) => serial);
            options.onRow(index, withLeftNotes(row, serials, parts.leftOn));
          },
        },
      );
    },

    async checkReadiness(options) {
      const signal = AbortSignal.any([options.signal, parts.closing]);
      return surveyReadiness({ ...parts, paths: await parts.upgradePaths() }, { ...options, signal });
    },

    async submitUpgrades(request) {
      const targets = await inTheirOrder(parts, request.targets);
      const submission = await submitUpgrades(parts, { ...request, targets });
      parts.fill();
      return submission;
    },
  };
}

/** Longest first, as the estimate of the Preview assumes. Without a table that can be used each job says so itself. */
async function inTheirOrder(
  { book, inventory, clock, upgradePaths }: OwnerBulkParts,
  targets: readonly UpgradeTarget[],
): Promise<readonly UpgradeTarget[]> {
  if (targets.length < 2) return targets;
  const paths = await upgradePaths().catch((error: unknown) => {
    if (error instanceof UserError) return null;
    throw error;
  });
  if (paths === null) return targets;
  const durations = await measureDurations(
    book.all(),
    (serial) => inventory.get(serial)?.model,
    () => clock.sleep(0),
  );
  return longestFirst(targets, paths, (serial) => {
    const device = inventory.get(serial);
    if (device === undefined) return undefined;
    return {
      swVersion: device.swVersion,
      durations: durations.get(device.model) ?? NOTHING_MEASURED,
    };
  });
}
