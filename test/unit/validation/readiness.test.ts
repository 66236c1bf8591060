import assert from 'node:assert/strict';
import { DeviceError, type DeviceErrorKind } from '../../../src/panos/errors.ts';
import type { DeviceClient } from '../../../src/panos/client.ts';
import { blockingResults, checkReadiness } from '../../../src/validation/readiness.ts';

const GB = 1024 ** 3;

/** A device on which everything is well, but for the given answers. */
function fitDevice(changes: Readonly<Record<string, unknown>> = {}): DeviceClient {
  const answers: Readonly<Record<string, unknown>> = {
    'show system disk-space': [{ mount: '/opt/panrepo', availableBytes: 20 * GB }],
    'request system software info': [
      { version: '11.1.0', sizeMb: 1000, downloaded: 'no', current: false, isBase: null },
    ],
    'check pending-changes': 'no',
    'show jobs all': [],
    ...changes,
  };
  return {
    async read<T>({ name }: { readonly name: string }): Promise<T> {
      const answer = answers[name];
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
    effect: () => Promise.reject(new Error('readiness sent an effect')),
    export: () => Promise.reject(new Error('readiness exported a file')),
    forgetKey: () => undefined,
  };
}

function deviceError(kind: DeviceErrorKind): DeviceError {
  return new DeviceError({ kind, device: 'fw-1', operation: 'a question', delivery: 'answered', what: 'no' });
}

async function verdicts(client: DeviceClient): Promise<Record<string, string>> {
  const results = await checkReadiness(client, {
    wanted: ['11.1.0'],
    settings: { minDiskGb: 5, verifyHashes: true, failOnMissingHash: false },
  });
  return Object.fromEntries(results.map(({ check, verdict }) => [check, verdict]));
}

const fit = { disk_space: 'pass', pending_changes: 'pass', device_jobs: 'pass' };

describe('checkReadiness', () => {
  it('passes a fit device', async () => {
    assert.deepEqual(await verdicts(fitDevice()), fit);
  });

  it('fails for each thing that is wrong', async () => {
    const full = fitDevice({ 'show system disk-space': [{ mount: '/opt/panrepo', availableBytes: 4 * GB }] });
    assert.deepEqual(await verdicts(full), { ...fit, disk_space: 'fail' });
    assert.deepEqual(await verdicts(fitDevice({ 'check pending-changes': 'yes' })), {
      ...fit,
      pending_changes: 'fail',
    });
    const busy = fitDevice({
      'show jobs all': [{ id: 7, type: 'Commit', status: 'running', user: 'alice' }],
    });
    assert.deepEqual(await verdicts(busy), { ...fit, device_jobs: 'fail' });
  });

  it('does not know what the device does not say or refuses to say', async () => {
    assert.deepEqual(await verdicts(fitDevice({ 'check pending-changes': 'unknown' })), {
      ...fit,
      pending_changes: 'unknown',
    });
    for (const kind of ['device_refused', 'not_authorized'] as const) {
      const client = fitDevice({ 'show jobs all': deviceError(kind) });
      assert.deepEqual(await verdicts(client), { ...fit, device_jobs: 'unknown' });
    }
  });

  it('fails as a whole when the device cannot be asked', async () => {
    for (const kind of ['unreachable', 'no_answer', 'cancelled', 'authentication'] as const) {
      await assert.rejects(verdicts(fitDevice({ 'show jobs all': deviceError(kind) })), { kind });
    }
  });
});

describe('blockingResults', () => {
  it('are the failures alone', () => {
    const results = (['pass', 'warn', 'fail', 'unknown'] as const).map((verdict) => ({
      check: verdict,
      verdict,
      reason: '',
    }));
    assert.deepEqual(
      blockingResults(results).map(({ check }) => check),
      ['fail'],
    );
  });
});
