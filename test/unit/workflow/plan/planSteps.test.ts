import assert from 'node:assert/strict';
import { planSteps } from '../../../../src/workflow/plan/planSteps.ts';
import { pendingStep } from '../../../../src/workflow/stepState.ts';
import { sn } from '../../../support/serials.ts';

const steps = planSteps(
  sn('001701000101'),
  [
    {
      from: '11.1.4',
      to: '12.1.4',
      images: [
        { version: '12.1.2', isBase: true, reason: 'base' },
        { version: '12.1.4', isBase: false, reason: 'target' },
      ],
    },
  ],
  true,
).map(pendingStep);

describe('planSteps', () => {
  it('proves the images before the installation and the way back before the comparison', () => {
    assert.deepEqual(
      steps.map((step) => step.id.replace('001701000101.', '')),
      [
        ...['hop1.software_check', 'hop1.readiness', 'hop1.back_up', 'hop1.pre_snapshot'],
        ...['hop1.download.12.1.2', 'hop1.download.12.1.4', 'hop1.prove_images'],
        ...['hop1.install', 'hop1.restart', 'hop1.prove_back', 'hop1.post_snapshot', 'hop1.compare'],
      ],
    );
  });
});
