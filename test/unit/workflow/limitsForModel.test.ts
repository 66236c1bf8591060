import assert from 'node:assert/strict';
import { limitsForModel } from '../../../src/workflow/limitsForModel.ts';
import { defaultSettings } from '../../support/engineSettings.ts';

const timeouts = { 'PA-*': 1, 'PA-70*': 2, 'pa-7080*': 3, 'PA-7080': 4 };

const waits = (model: string): number =>
  limitsForModel(defaultSettings.firewall, timeouts, model).rebootReadyTimeoutMs;

describe('the limits for a model', () => {
  it('are those of its name before those of the longest beginning that fits', () => {
    assert.deepEqual(['PA-440', 'PA-7050', 'PA-7080-NPC', 'pa-7080'].map(waits), [1, 2, 3, 4]);
  });

  it('are the general ones for every other model, and for an unknown one', () => {
    assert.deepEqual(['M-700', ''].map(waits), [600_000, 600_000]);
  });

  it('are what is known of a model where the user says nothing of it, unless the limit for all is longer', () => {
    const known = (model: string, general: number): number => {
      const limits = { ...defaultSettings.firewall, rebootReadyTimeoutMs: general * 60_000 };
      return limitsForModel(limits, { 'PA-1*': 1 }, model).rebootReadyTimeoutMs / 60_000;
    };
    assert.deepEqual(
      ['PA-220', 'PA-220R', 'PA-415-5G', 'PA-850', 'PA-5450', 'PA-7080', 'PA-3410', 'PA-VM'].map((model) =>
        known(model, 10),
      ),
      [60, 60, 45, 30, 60, 60, 10, 10],
    );
    assert.deepEqual([known('PA-440', 50), known('PA-440', 5)], [50, 45]);
  });

  it('differ in the wait for a restarted device only', () => {
    const { rebootReadyTimeoutMs, ...others } = limitsForModel(defaultSettings.firewall, timeouts, 'PA-440');
    const { rebootReadyTimeoutMs: general, ...same } = defaultSettings.firewall;
    assert.notEqual(rebootReadyTimeoutMs, general);
    assert.deepEqual(others, same);
  });
});
