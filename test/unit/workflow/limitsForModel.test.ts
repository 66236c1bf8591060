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

  it('differ in the wait for a restarted device only', () => {
    const { rebootReadyTimeoutMs, ...others } = limitsForModel(defaultSettings.firewall, timeouts, 'PA-440');
    const { rebootReadyTimeoutMs: general, ...same } = defaultSettings.firewall;
    assert.notEqual(rebootReadyTimeoutMs, general);
    assert.deepEqual(others, same);
  });
});
