import assert from 'node:assert/strict';
import { DeviceError, type DeviceErrorDetails, type DeviceErrorKind } from '../../../../src/panos/errors.ts';
import type { DeviceClient, ReadOptions } from '../../../../src/panos/client/client.ts';
import type { CheckResult } from '../../../../src/validation/checkResult.ts';
import { ALL_CHECKS, UPGRADE_CHECKS } from '../../../../src/validation/readiness/allChecks.ts';
import {
  blockingResults,
  checkReadiness,
  type ReadinessRequest,
} from '../../../../src/validation/readiness/checkReadiness.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';

const GB = 1024 ** 3;

interface Asked {
  readonly name: string;
  readonly attempts: number | undefined;
}

/** A device on which everything is well, but for the given answers. It writes down what it is asked. */
function fitDevice(changes: Readonly<Record<string, unknown>> = {}, asked: Asked[] = []): DeviceClient {
  const answers: Readonly<Record<string, unknown>> = {
    'show system disk-space': [{ mount: '/opt/panrepo', availableBytes: 20 * GB }],
    'request system software info': [
      { version: '11.1.0', sizeMb: 1000, downloaded: 'no', current: false, isBase: null },
    ],
    'check pending-changes': 'no',
    'show jobs all': [],
    'show config-locks vsys all': [],
    'show commit-locks vsys all': [],
    // An old release, which does not say.
    'show system info': { deviceCertificate: null },
    'show ntp': { synchronizedTo: null, servers: [] },
    'request support check': { level: null, expires: { kind: 'never' } },
    'show system setting jumbo-frame': 'off',
    'show system state filter sw.dev.interface.config': new Map([['ethernet1/1', 1500]]),
    ...changes,
  };
  return {
    async read<T>({ name }: { readonly name: string }, { attempts, signal }: ReadOptions = {}): Promise<T> {
      if (signal?.aborted === true) throw deviceError('cancelled');
      asked.push({ name, attempts });
      const answer = answers[name] ?? assert.fail(`"${name}" was not expected`);
      if (answer instanceof Error) throw answer;
      return answer as T;
    },
    effect: () => Promise.reject(new Error('readiness sent an effect')),
    export: () => Promise.reject(new Error('readiness exported a file')),
    meet: async () => {
      throw new Error('Nobody is to be met here.');
    },
    forgetKey: () => undefined,
  };
}

function deviceError(kind: DeviceErrorKind, more: Partial<DeviceErrorDetails> = {}): DeviceError {
  const details = { device: 'fw-1', operation: 'a question', delivery: 'answered', what: 'no' } as const;
  return new DeviceError({ ...details, kind, ...more });
}

function results(client: DeviceClient, more: Partial<ReadinessRequest> = {}): Promise<CheckResult[]> {
  return checkReadiness(client, {
    ...defaultSettings.readiness,
    settings: defaultSettings.validation,
    wanted: ['11.1.0'],
    installs: [],
    contentDemands: [],
    ...more,
  });
}

async function verdicts(
  client: DeviceClient,
  more: Partial<ReadinessRequest> = {},
): Promise<Record<string, string>> {
  return Object.fromEntries((await results(client, more)).map(({ check, verdict }) => [check, verdict]));
}

const fit = {
  disk_space: 'pass',
  pending_changes: 'pass',
  config_locks: 'pass',
  commit_locks: 'pass',
  device_jobs: 'pass',
};

describe('checkReadiness', () => {
  it('asks a fit device what forbids an upgrade by itself, unless more is wanted; of content nothing where nobody knows what is needed', async () => {
    const asked: Asked[] = [];
    assert.deepEqual(await verdicts(fitDevice({}, asked)), fit);
    assert.equal(asked.length, 7);
  });

  it('fails for each thing that is wrong', async () => {
    const full = fitDevice({ 'show system disk-space': [{ mount: '/opt/panrepo', availableBytes: GB / 2 }] });
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

  it('does not know what the device does not say, refuses to say, or says in a way of its own', async () => {
    assert.deepEqual(await verdicts(fitDevice({ 'check pending-changes': 'unknown' })), {
      ...fit,
      pending_changes: 'unknown',
    });
    for (const kind of ['device_refused', 'not_authorized', 'not_an_answer', 'answer_too_large'] as const) {
      const client = fitDevice({ 'show jobs all': deviceError(kind) });
      assert.deepEqual(await verdicts(client), { ...fit, device_jobs: 'unknown' }, kind);
    }
  });

  it('fails as a whole when the device cannot be asked, and asks no more', async () => {
    for (const kind of ['unreachable', 'no_answer', 'cancelled', 'authentication'] as const) {
      const asked: Asked[] = [];
      const client = fitDevice({ 'check pending-changes': deviceError(kind) }, asked);
      await assert.rejects(verdicts(client, { checks: ALL_CHECKS }), { kind });
      await new Promise((resolve) => setImmediate(resolve));
      assert.ok(asked.length <= 4, asked.map(({ name }) => name).join(', '));
    }
    const booting = deviceError('not_an_answer', { delivery: 'unknown' });
    await assert.rejects(verdicts(fitDevice({ 'show jobs all': booting })), { kind: 'not_an_answer' });
  });

  it('stops as asked', async () => {
    const signal = AbortSignal.abort();
    await assert.rejects(results(fitDevice(), { signal }), { kind: 'cancelled' });
  });

  it('puts heavy questions once, and does not take their failure for that of the device', async () => {
    for (const kind of ['no_answer', 'unreachable', 'not_an_answer', 'http_status'] as const) {
      const asked: Asked[] = [];
      const silent = deviceError(kind, { delivery: 'unknown' });
      const client = fitDevice({ 'request support check': silent }, asked);
      const found = await verdicts(client, { policies: { support: 'block' } });
      assert.deepEqual(found, { ...fit, support: 'unknown' }, kind);
      assert.deepEqual(
        asked.filter(({ attempts }) => attempts === 1).map(({ name }) => name),
        ['request support check'],
      );
    }
  });
});

describe('the policy of a check', () => {
  const locked = { 'show config-locks vsys all': [{ administrator: 'carol', scope: null, comment: null }] };

  it('lets a failure block, or only warn', async () => {
    const verdictUnder = async (policy: 'block' | 'warn') =>
      (await verdicts(fitDevice(locked), { policies: { config_locks: policy } }))['config_locks'];
    assert.equal(await verdictUnder('block'), 'fail');
    assert.equal(await verdictUnder('warn'), 'warn');
  });

  it('keeps the check from asking when it is off', async () => {
    const asked: Asked[] = [];
    const policies = { device_jobs: 'off', pending_changes: 'off', jumbo_frame: 'off' } as const;
    const { disk_space, config_locks, commit_locks } = fit;
    assert.deepEqual(await verdicts(fitDevice({}, asked), { policies }), {
      disk_space,
      config_locks,
      commit_locks,
    });
    assert.deepEqual(asked.map(({ name }) => name).toSorted(), [
      'request system software info',
      'show commit-locks vsys all',
      'show config-locks vsys all',
      'show system disk-space',
      'show system info',
    ]);
  });

  it('names checks beside those of an upgrade; all stay in one order', async () => {
    const policies = { jumbo_frame: 'warn', config_locks: 'warn', ntp_sync: 'block' } as const;
    assert.deepEqual(Object.entries(await verdicts(fitDevice(), { policies })), [
      ['disk_space', 'pass'],
      ['pending_changes', 'pass'],
      ['config_locks', 'pass'],
      ['commit_locks', 'pass'],
      ['device_jobs', 'pass'],
      ['ntp_sync', 'warn'],
      ['jumbo_frame', 'pass'],
    ]);
  });

  it('is the check’s own where the user set none', () => {
    const policyOf = Object.fromEntries(ALL_CHECKS.map(({ id, defaultPolicy }) => [id, defaultPolicy]));
    const upgrade = UPGRADE_CHECKS.map(({ id }) => id);
    const block: readonly string[] = [...upgrade.filter((id) => id !== 'device_certificate'), 'ha'];
    assert.equal(ALL_CHECKS.length, 24);
    for (const [id, policy] of Object.entries(policyOf)) {
      assert.equal(policy, block.includes(id) ? 'block' : id === 'jumbo_frame' ? 'off' : 'warn', id);
    }
  });
});

describe('blockingResults', () => {
  it('are the failures alone', () => {
    const found = (['pass', 'warn', 'fail', 'unknown'] as const).map((verdict) => ({
      check: 'memory' as const,
      verdict,
      reason: '',
    }));
    assert.deepEqual(
      blockingResults(found).map(({ verdict }) => verdict),
      ['fail'],
    );
  });
});
