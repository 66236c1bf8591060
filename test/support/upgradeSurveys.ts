/** The survey behind the Preview of upgrades, on a rig. */
import type { Engine } from '../../src/engine/engineContract.ts';
import type { UpgradeSurveyOptions, UpgradeSurveyRow } from '../../src/jobs/survey/upgradeSurveyRow.ts';
import type { Rig } from './rig.ts';

/** @returns the rows as they are in the end. */
export async function surveyUpgradesOf(
  { rig, engine }: { readonly rig: Rig; readonly engine: Engine },
  serials: readonly string[],
  more: Partial<UpgradeSurveyOptions> = {},
): Promise<UpgradeSurveyRow[]> {
  const rows: UpgradeSurveyRow[] = [];
  await rig.clock.drive(
    engine.surveyUpgrades({
      serials,
      readiness: false,
      allowPreemption: false,
      signal: new AbortController().signal,
      onRow: (index, row) => void (rows[index] = row),
      ...more,
    }),
  );
  return rows;
}
