/** What calls about many devices at once are handed: previews, checks, and wishes that become jobs. */
import type { DeviceAccess } from './deviceAccess.ts';
import type { Engine, EngineParts } from './engineContract.ts';
import type { Inventory } from '../inventory/inventory.ts';
import type { JobBook } from '../jobs/jobBook.ts';
import type { BulkParts } from '../jobs/submission/bulkSubmission.ts';
import type { SurveyParts } from '../jobs/survey/downloadSurvey.ts';
import type { UpgradeSurveyParts } from '../jobs/survey/upgradeSurvey.ts';
import type { Workers } from '../jobs/work/workers.ts';
import type { UpgradePaths } from '../planning/upgradePaths.ts';
import { ALL_CHECKS } from '../validation/readiness/allChecks.ts';

export interface OwnerBulkParts
  extends BulkParts, Omit<SurveyParts, 'paths'>, Omit<UpgradeSurveyParts, 'paths'> {
  readonly inventory: Inventory;
  readonly book: JobBook;
  /** @throws UserError when the user's table cannot be used. */
  readonly upgradePaths: () => Promise<UpgradePaths>;
  readonly leftOn: Engine['leftOn'];
  /** Lets the workers look for new jobs. */
  readonly fill: () => void;
  /** Aborted when the engine closes: nothing is read any more then. */
  readonly closing: AbortSignal;
}

interface Parts
  extends
    Pick<EngineParts, 'settings' | 'clock' | 'rng'>,
    Pick<OwnerBulkParts, 'book' | 'inventory' | 'upgradePaths' | 'closing' | 'leftOn'> {
  readonly devices: Pick<DeviceAccess, 'clientFor'>;
}

export function ownerBulkParts(parts: Parts, workers: Workers): OwnerBulkParts {
  const { settings } = parts;
  return {
    book: parts.book,
    inventory: parts.inventory,
    clock: parts.clock,
    rng: parts.rng,
    clientFor: parts.devices.clientFor,
    upgradePaths: parts.upgradePaths,
    closing: parts.closing,
    leftOn: parts.leftOn,
    fill: () => workers.fill(),
    workers: settings.workers.max,
    queueSize: settings.workers.queueSize,
    installMode: settings.upgrade.installMode,
    maxReleasesApart: settings.ha.maxReleasesApart,
    room: settings.validation,
    readiness: {
      ...settings.readiness,
      settings: settings.validation,
      checks: ALL_CHECKS,
    },
  };
}
