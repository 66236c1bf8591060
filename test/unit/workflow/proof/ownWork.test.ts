import assert from 'node:assert/strict';
import type { DeviceJob } from '../../../../src/panos/answers/jobs.ts';
import type { OwnRequest } from '../../../../src/workflow/ownRequest.ts';
import { requestBehind } from '../../../../src/workflow/proof/ownWork.ts';
import type { EffectState } from '../../../../src/workflow/stepState.ts';
import { deviceJob, evidence } from '../fakeContext.ts';

const MINUTE_MS = 60_000;
const asked = evidence();
/** Ten minutes later, in the same boot. */
const now = evidence({
  uptimeSeconds: 5600,
  deviceClock: 5_600_000,
  newestDeviceJob: 30,
  at: asked.at + 10 * MINUTE_MS,
});

function isOurs(job: DeviceJob, effect: Partial<EffectState>, at = now): boolean {
  const lost: EffectState = {
    phase: 'not_happened',
    attempts: 1,
    evidence: asked,
    answered: false,
    deviceJob: null,
  };
  const request: OwnRequest = {
    job: 'job-1',
    step: 'install',
    type: 'SWInstall',
    version: '10.2.10',
    effect: { ...lost, ...effect },
  };
  return requestBehind(job, { evidence: at }, [request]) !== undefined;
}

describe('the request behind a job of the device', () => {
  const numbered = { phase: 'issued', answered: true, deviceJob: 25 } as const;

  it('is known by the number that the device gave, in the same boot alone', () => {
    assert.ok(isOurs(deviceJob(25), numbered));
    assert.ok(!isOurs(deviceJob(26), numbered), 'somebody else was faster');
    assert.ok(!isOurs(deviceJob(25, { type: 'Downld' }), numbered));
    const afterBoot = evidence({ uptimeSeconds: 60, at: now.at, deviceClock: 5_600_000 });
    assert.ok(!isOurs(deviceJob(25), numbered, afterBoot), 'numbers start again');
    assert.ok(!isOurs(deviceJob(25, { queuedAt: 4_000_000 }), numbered), 'queued before it was asked for');
  });

  it('is known by kind and time where the answer was lost, as long as it may be carried out late', () => {
    assert.ok(isOurs(deviceJob(21, { queuedAt: 5_000_000 + 14 * MINUTE_MS }), {}));
    assert.ok(!isOurs(deviceJob(21, { queuedAt: 5_000_000 + 20 * MINUTE_MS }), {}));
    assert.ok(!isOurs(deviceJob(20), {}), 'was there before');
    assert.ok(
      !isOurs(deviceJob(21), { answered: true }),
      'ours has ended, and the device had said which it was',
    );
    assert.ok(!isOurs(deviceJob(21), { evidence: null }));
  });

  it('is none of ours that never left us: nothing can come late of it', () => {
    assert.ok(!isOurs(deviceJob(21), { attempts: 0 }));
    assert.ok(isOurs(deviceJob(21), { attempts: 0, phase: 'adopted', deviceJob: 21 }));
  });
});
