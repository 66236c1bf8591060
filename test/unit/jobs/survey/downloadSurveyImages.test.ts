/** Under which label a device or a pair is skipped that has no plan. */
import assert from 'node:assert/strict';
import { whyNoPlan } from '../../../../src/jobs/survey/downloadSurveyImages.ts';
import { noPlan } from '../../../../src/planning/plan.ts';

const hop = { from: '10.2.10', to: '11.1.4' } as const;

describe('whyNoPlan', () => {
  it('tells members that would be too far apart from a path that PAN-OS does not allow', () => {
    const apart = {
      ...hop,
      why: 'too_far_for_pair',
      setting: 'ha.maxReleasesApart',
      apart: 2,
      mostApart: 1,
    } as const;
    assert.equal(whyNoPlan(noPlan({ code: 'illegal_path', ...apart })), 'members_apart');
    assert.equal(whyNoPlan(noPlan({ code: 'illegal_path', why: 'not_newer', ...hop })), 'illegal_path');
  });

  it('says of a half upgraded pair that its path is missing, as its words do', () => {
    const members = [
      { hostname: 'fw-a', version: '10.2.10' },
      { hostname: 'fw-b', version: '11.1.4' },
    ];
    const half = noPlan({ code: 'half_upgraded', members, newer: '11.1.4', older: '10.2.10' });
    assert.equal(whyNoPlan(half), 'no_path');
  });
});
