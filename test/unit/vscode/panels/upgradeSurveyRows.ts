/** Rows of a survey of upgrades, for the tests of what is shown and asked of them. */
import type { SurveyedMember, UpgradeSurveyRow } from '../../../../src/jobs/survey/upgradeSurveyRow.ts';
import { surveyedDevice } from '../../../support/sampleDevice.ts';

export const HOUR = 3600;

export function member(serial: string, change: Partial<SurveyedMember> = {}): SurveyedMember {
  return {
    ...surveyedDevice(serial),
    path: ['10.2.10', '11.1.4-h7'],
    images: [],
    fetchMb: 512,
    freeMb: 4096,
    readiness: null,
    ...change,
  };
}

export function target(
  members: UpgradeSurveyRow['members'],
  change: Partial<UpgradeSurveyRow> = {},
): UpgradeSurveyRow {
  return {
    members,
    isPreemptive: false,
    isActiveActive: false,
    estimate: { seconds: HOUR, isMeasured: true },
    outcome: { kind: 'ready', note: null },
    ...change,
  };
}

export const alone = target([member('1')]);
export const pair = target([member('2'), member('3')], { estimate: { seconds: 2 * HOUR, isMeasured: true } });
