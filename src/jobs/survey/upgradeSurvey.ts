/** What a bulk upgrade would do, row by row, before anything is queued: from what is known, then from the devices. */
import type { Device } from '../../inventory/device.ts';
import type { ReadableInventory } from '../../inventory/inventory.ts';
import { contentDemands } from '../contentDemands.ts';
import type { JobBook } from '../jobBook.ts';
import { otherPartitionOf } from '../plan/planRoom.ts';
import { DUPLICATE_ROW, NOT_IN_INVENTORY, outcomeFromMemory } from './outcomeFromMemory.ts';
import { type ReadingParts, readRows } from './surveyReading.ts';
import { skipped, type Skipped, type SurveyOutcome } from './downloadSurveyRow.ts';
import { measureDurations } from './upgradeDurations.ts';
import { NOTHING_MEASURED } from './upgradeEstimate.ts';
import type { SurveyedMember, UpgradeSurveyOptions, UpgradeSurveyRow } from './upgradeSurveyRow.ts';
import { surveyTarget, type TargetSurvey } from './upgradeSurveyTarget.ts';
import { type ChosenTargets, targetsOf, type UpgradeTarget } from '../submission/upgradeTarget.ts';

export interface UpgradeSurveyParts
  extends
    ReadingParts,
    Omit<
      TargetSurvey,
      'signal' | 'allowPreemption' | 'durationsOf' | 'otherPartition' | 'isReadinessAsked' | 'contentDemands'
    > {
  readonly inventory: Pick<ReadableInventory, 'get' | 'pairs'>;
  readonly book: Pick<JobBook, 'all' | 'openJobOf' | 'openCount'>;
}

/** One device in trouble never stops the others. Resolves when all were read, or soon after the signal was aborted. */
export async function surveyUpgrades(
  parts: UpgradeSurveyParts,
  options: UpgradeSurveyOptions,
): Promise<void> {
  const { inventory, book, clock } = parts;
  const { serials, signal, allowPreemption } = options;
  const durations = await measureDurations(
    book.all(),
    (serial) => inventory.get(serial)?.model,
    () => clock.sleep(0),
  );
  const survey: TargetSurvey = {
    ...parts,
    isReadinessAsked: options.readiness,
    contentDemands: contentDemands(book.all()),
    durationsOf: (model) => durations.get(model) ?? NOTHING_MEASURED,
    otherPartition: (device) => otherPartitionOf(book.all(), device, signal),
    allowPreemption,
    signal,
  };
  await readRows(parts, rowsFromMemory(parts, serials), {
    signal,
    onRow: (index, row) => options.onRow(index, row),
    read: (row) => surveyTarget(row, survey),
  });
}

function* rowsFromMemory(parts: UpgradeSurveyParts, serials: readonly string[]): Generator<UpgradeSurveyRow> {
  const { targets, alone }: ChosenTargets = targetsOf(serials, parts.inventory);
  const targetAt = new Map<string, UpgradeTarget>(targets.map((target) => [target[0], target]));
  const isAlone = new Set(alone);
  const chosen = new Set(serials);
  const seen = new Set<string>();
  for (const serial of serials) {
    const target = targetAt.get(serial);
    if (seen.has(serial)) yield rowOf([memberFromMemory(parts, serial)], DUPLICATE_ROW);
    else if (isAlone.has(serial))
      yield rowOf([memberFromMemory(parts, serial)], whyAlone(parts, serial, chosen));
    // The second member of a pair stands in the row of the first.
    else if (target !== undefined) yield rowOfTarget(parts, target);
    seen.add(serial);
  }
}

function rowOfTarget(parts: UpgradeSurveyParts, target: UpgradeTarget): UpgradeSurveyRow {
  const [first, second] = target;
  if (second === undefined) {
    const device = parts.inventory.get(first);
    const outcome =
      device === undefined ? NOT_IN_INVENTORY : outcomeFromMemory(device, parts.book, 'standalone');
    return rowOf([memberFromMemory(parts, first)], outcome);
  }
  const devices = target.flatMap((serial) => parts.inventory.get(serial) ?? []);
  const outcomes = devices.map((device) => ofPair(device, outcomeFromMemory(device, parts.book, 'ha_pair')));
  return rowOf(
    [memberFromMemory(parts, first), memberFromMemory(parts, second)],
    outcomes.find(({ kind }) => kind === 'skipped') ?? { kind: 'reading' },
  );
}

/** Of two devices in one row it is said which one is meant; a conflict says so itself. */
function ofPair({ hostname }: Device, outcome: SurveyOutcome): SurveyOutcome {
  if (outcome.kind !== 'skipped' || outcome.why === 'existing_job') return outcome;
  return { ...outcome, message: `${hostname}: ${outcome.message}` };
}

function rowOf(members: UpgradeSurveyRow['members'], outcome: SurveyOutcome): UpgradeSurveyRow {
  return { members, isPreemptive: false, isActiveActive: false, estimate: null, outcome };
}

function memberFromMemory({ inventory }: UpgradeSurveyParts, serial: string): SurveyedMember {
  const device = inventory.get(serial);
  return {
    serial,
    hostname: device?.hostname ?? '',
    model: device?.model ?? '',
    address: device?.address ?? '',
    version: device?.swVersion ?? '',
    path: [],
    images: [],
    fetchMb: null,
    freeMb: null,
    readiness: null,
  };
}

function whyAlone({ inventory }: UpgradeSurveyParts, serial: string, chosen: ReadonlySet<string>): Skipped {
  const peerSerial = inventory.get(serial)?.peerSerial ?? null;
  if (peerSerial === null) {
    return skipped(
      'member_alone',
      'It is a member of an HA pair, and its peer is not known. Nothing is done to one member by itself. Run Discover Devices again.',
    );
  }
  const peer = inventory.get(peerSerial)?.hostname ?? peerSerial;
  if (!chosen.has(peerSerial)) {
    return skipped(
      'member_alone',
      `It is a member of an HA pair with ${peer}, which is not in the list; nothing is done to one member by itself.`,
    );
  }
  return skipped(
    'member_alone',
    `It names ${peer} as its HA peer, but ${peer} does not name it. Nothing is done to one member by itself. Run Discover Devices again.`,
  );
}
