/** How rows of the trees are grouped, what they say, and what can be done with them. */
import assert from 'node:assert/strict';
import type { Job } from '../../../../src/jobs/job.ts';
import { Emitter } from '../../../../src/ports/events.ts';
import { onDidPauseOrResume } from '../../../../src/vscode/words/pausedJobs.ts';
import { hopsOf } from '../../../../src/vscode/words/hops.ts';
import { needsAttention, newestJobs } from '../../../../src/jobs/newestJobs.ts';
import {
  deviceCapabilities,
  jobCapabilities,
  whyNotUpgradable,
} from '../../../../src/vscode/trees/capabilities.ts';
import { groupDevices } from '../../../../src/vscode/trees/deviceGroups.ts';
import { deviceLook } from '../../../../src/vscode/trees/deviceLook.ts';
import { hopLook, jobLook, stepLook } from '../../../../src/vscode/trees/jobLook.ts';
import { pairLook } from '../../../../src/vscode/trees/pairLook.ts';
import type { StepState } from '../../../../src/workflow/stepState.ts';
import { device } from '../../../support/sampleDevice.ts';
import { job, step } from '../../../support/sampleJob.ts';
import { sn } from '../../../support/serials.ts';

const none: ReadonlyMap<string, Job> = new Map();

describe('what can be done with a row', () => {
  it('upgrades a standalone device that is there and in no job', () => {
    assert.equal(
      deviceCapabilities(device(), undefined),
      'device testable downloadable bulkUpgradable upgradable',
    );
    assert.equal(
      deviceCapabilities(device(), job({ status: 'failed' })),
      'device testable downloadable bulkUpgradable upgradable hasJob retryable',
    );
  });

  it('upgrades no HA member by itself, nothing of unknown type and nothing that is gone', () => {
    for (const change of [
      { deviceType: 'ha_pair' },
      { deviceType: 'unknown' },
      { presence: 'vanished' },
      { presence: 'disconnected' },
    ] as const) {
      assert.equal(
        deviceCapabilities(device(change), undefined),
        'device testable downloadable bulkUpgradable',
        JSON.stringify(change),
      );
    }
  });

  it('says in the palette why a device cannot be chosen', () => {
    assert.equal(whyNotUpgradable(device()), null);
    assert.match(whyNotUpgradable(device({ deviceType: 'ha_pair' })) ?? '', /HA pair/);
    assert.match(
      whyNotUpgradable(device({ presence: 'disconnected', deviceType: 'unknown' })) ?? '',
      /connection/,
    );
  });

  it('cancels an open job once, and hands over one that has begun', () => {
    const device1 = 'device testable downloadable bulkUpgradable upgradable hasJob';
    assert.equal(deviceCapabilities(device(), job()), `${device1} cancelable canBeHandedOver`);
    assert.equal(jobCapabilities(job({ status: 'queued' }), false), 'job hasJob cancelable movable');
    assert.equal(jobCapabilities(job({ cancelRequested: true }), false), 'job hasJob canBeHandedOver');
    assert.equal(jobCapabilities(job({ handedOverTo: 'ada', cancelRequested: true }), false), 'job hasJob');
    assert.equal(jobCapabilities(job({ status: 'completed' }), false), 'job hasJob');
  });

  it('tries again what failed or was cancelled, and nothing that somebody must look at first', () => {
    assert.equal(jobCapabilities(job({ status: 'failed' }), false), 'job hasJob retryable');
    assert.equal(jobCapabilities(job({ status: 'cancelled' }), false), 'job hasJob retryable');
    assert.equal(jobCapabilities(job({ status: 'cancelled', handedOverTo: 'ada' }), false), 'job hasJob');
    assert.equal(jobCapabilities(job({ status: 'failed', dryRun: true }), false), 'job hasJob');
  });

  it('asks somebody about a step that nobody can judge, and about a bulk that is held', () => {
    const waiting = job({ status: 'needs_operator', steps: [step({ state: 'needs_operator' })] });
    assert.equal(jobCapabilities(waiting, false), 'job hasJob decidable canBeHandedOver');
    assert.equal(jobCapabilities(job({ status: 'needs_operator' }), false), 'job hasJob canBeHandedOver');
    assert.equal(jobCapabilities(job({ status: 'queued' }), true), 'job hasJob cancelable movable bulkHeld');
  });
});

describe('what needs attention', () => {
  it('is a failed job until its device is taken up again', () => {
    const failed = job({ id: 'old', status: 'failed' });
    assert.equal(needsAttention(failed, newestJobs([failed])), true);
    const retried = job({ id: 'new', status: 'completed' });
    assert.equal(needsAttention(failed, newestJobs([retried, failed])), false);
  });

  it('is never a dry run or a job that ended well', () => {
    for (const harmless of [job({ status: 'failed', dryRun: true }), job({ status: 'cancelled' })]) {
      assert.equal(needsAttention(harmless, newestJobs([harmless])), false);
    }
  });
});

const noSites = (): null => null;

describe('the groups of devices', () => {
  it('by state: the urgent ones first, and within a group by host name with its numbers', () => {
    const devices = [
      device({ serial: sn('a'), hostname: 'fw-10' }),
      device({ serial: sn('b'), hostname: 'fw-9' }),
      device({ serial: sn('c'), deviceType: 'ha_pair' }),
      device({ serial: sn('d'), presence: 'unreachable' }),
      device({ serial: sn('e') }),
      device({ serial: sn('f') }),
    ];
    const newest = newestJobs([job({ status: 'active' }, 'e'), job({ status: 'needs_operator' }, 'f')]);
    assert.deepEqual(
      groupDevices(devices, newest, 'state', noSites, () => false).map(({ label, serials }) => [
        label,
        ...serials,
      ]),
      [
        ['Needs attention', 'f'],
        ['In a job', 'e'],
        ['HA members', 'c'],
        ['Standalone', 'b', 'a'],
        ['Unreachable', 'd'],
      ],
    );
  });

  it('by version: the newest first, in PAN-OS order', () => {
    const devices = ['10.1.14', '11.1.4-h7', '11.1.4-h10', ''].map((swVersion) =>
      device({ serial: sn(swVersion), swVersion }),
    );
    assert.deepEqual(
      groupDevices(devices, none, 'version', noSites, () => false).map(({ label }) => label),
      ['PAN-OS 11.1.4-h10', 'PAN-OS 11.1.4-h7', 'PAN-OS 10.1.14', 'Unknown version'],
    );
  });

  it('by site: what has a name first', () => {
    const sites = new Map([
      ['001', 'Ulm'],
      ['003', 'Berlin'],
    ]);
    const devices = ['001', '002', '003'].map((serial) => device({ serial: sn(serial) }));
    const groups = groupDevices(
      devices,
      new Map(),
      'site',
      (serial) => sites.get(serial) ?? null,
      () => false,
    );
    assert.deepEqual(
      groups.map(({ label }) => label),
      ['Berlin', 'Ulm', 'No site'],
    );
  });

  it('by model', () => {
    const devices = ['PA-3220', 'PA-440'].map((model) => device({ serial: sn(model), model }));
    assert.deepEqual(
      groupDevices(devices, none, 'model', noSites, () => false).map(({ label }) => label),
      ['PA-440', 'PA-3220'],
    );
  });
});

describe('how rows look', () => {
  const live = { stepId: 'hop1.install', percent: 43, message: 'installing 10.2.10: 43 %' };
  const running = step({ state: 'running', startedAt: 1000 });
  const idle = {
    live: null,
    percent: 0,
    paused: false,
    isOffline: false,
    wait: null,
    waiting: 0,
    suspended: [],
  };

  it('an active job says how far it is and what it does', () => {
    const look = jobLook(job({ steps: [running] }), { ...idle, live, percent: 21.9 });
    assert.equal(look.label, 'fw-1');
    assert.equal(look.description, '21 % · Installing 10.2.10: 43 %');
    assert.equal(look.icon, 'sync~spin');
    assert.equal(look.spoken, 'fw-1, Active, 21 % · Installing 10.2.10: 43 %');
  });

  it('a failed job says the cause before anything else', () => {
    const steps = [
      step({ state: 'done' }),
      step({ kind: 'download', version: '11.1.4', state: 'failed', facts: { checksum: 'mismatch' } }),
    ];
    const failed = (change: Partial<Job>): string =>
      jobLook(
        job({ status: 'failed', message: 'Download 11.1.4: it is not accepted.', steps, ...change }),
        idle,
      ).description;
    assert.equal(failed({}), 'Wrong checksum: 11.1.4 · Download 11.1.4: it is not accepted.');
    assert.match(failed({ steps: [step({ state: 'running' })] }), /^Install failed: 10\.2\.10 · /);
    assert.equal(failed({ steps: [] }), 'Download 11.1.4: it is not accepted.');
  });

  it('only a running job spins', () => {
    const states = ['queued', 'completed', 'skipped', 'failed', 'cancelled', 'needs_operator'] as const;
    for (const status of states) assert.doesNotMatch(jobLook(job({ status }), idle).icon, /spin/, status);
  });

  it('a job that is complete outside its margins warns', () => {
    const trouble = { code: 'outside_the_margins' };
    const icon = (change: Partial<Job>): string =>
      jobLook(job({ status: 'completed', ...change }), idle).icon;
    assert.deepEqual([icon({ trouble }), icon({})], ['warning', 'pass-filled']);
  });

  it('a job says for which other one it waits', () => {
    const look = jobLook(job({ status: 'queued' }), {
      ...idle,
      wait: { kind: 'held', hold: { holder: job({ id: 'other' }), failed: [] } },
    });
    assert.deepEqual([look.icon, look.description], ['debug-pause', 'waits: fw-1 is outside the margins']);
  });

  it('a job that a paused engine holds says so and does not spin', () => {
    const held = jobLook(job({ steps: [step()] }), { ...idle, paused: true });
    assert.deepEqual([held.icon, held.description], ['debug-pause', '0 % · held: the engine is paused']);
    const queued = jobLook(job({ status: 'queued' }), { ...idle, paused: true });
    assert.equal(queued.description, 'held: the engine is paused');
    assert.equal(jobLook(job({ steps: [running] }), { ...idle, paused: true }).icon, 'sync~spin');
  });

  it('of held jobs are drawn again when the engine is paused or resumed, not with every worker', () => {
    const changed = new Emitter<void>();
    const engine = { paused: false, onDidChangeState: changed.event };
    let told = 0;
    onDidPauseOrResume(engine, () => (told += 1));
    for (const paused of [false, true, true, false]) {
      engine.paused = paused;
      changed.fire();
    }
    assert.equal(told, 2);
  });

  it('a hop looks like the step it is at, and says how far it is', () => {
    const looks = (...states: StepState['state'][]): string[] => {
      const upgrade = job({ steps: states.map((state) => step({ state })) });
      return hopsOf(upgrade).map((hop) => Object.values(hopLook(upgrade, hop)).slice(0, 3).join(' | '));
    };
    assert.deepEqual(looks('done', 'running', 'pending'), ['10.1.14 → 10.2.10 | 1 of 3 steps | sync~spin']);
    assert.deepEqual(looks('done', 'skipped'), ['10.1.14 → 10.2.10 | 2 of 2 steps | pass']);
    assert.deepEqual(looks('skipped'), ['10.1.14 → 10.2.10 | 1 of 1 steps | debug-step-over']);
  });

  it('a running step says what it does and for how long, a finished one how long it took', () => {
    assert.equal(stepLook(running, live, 66_000).description, 'Installing 10.2.10: 43 % · 1 min 5 s');
    const done = step({ state: 'done', startedAt: 0, endedAt: 3_840_000, message: 'installed' });
    assert.equal(stepLook(done, null, 0).description, '1 h 4 min');
    assert.equal(stepLook(step(), null, 0).description, '');
  });

  it('a device says its job and whether it is there, then its version, role and model', () => {
    const look = deviceLook(device({ haState: 'active', presence: 'unreachable' }), {
      job: job(),
      percent: 12,
      needsAttention: false,
      paused: false,
      suspended: undefined,
      left: undefined,
      haState: 'active',
    });
    assert.equal(look.description, '12 % · unreachable · 10.1.14 · active · PA-440');
    assert.equal(look.icon, 'sync~spin');
  });

  it('a device whose upgrade failed stands out', () => {
    const look = deviceLook(device(), {
      job: job({ status: 'failed' }),
      percent: 0,
      needsAttention: true,
      paused: false,
      suspended: undefined,
      left: undefined,
      haState: null,
    });
    assert.match(look.description, /upgrade failed/);
    assert.deepEqual([look.icon, look.color], ['error', 'testing.iconFailed']);
  });

  it('a pair stands out unless one member is active and the other passive', () => {
    const active = device({ hostname: 'a', haState: 'active' });
    const passive = device({ hostname: 'b', haState: 'passive' });
    assert.equal(pairLook({ id: 'x', members: [active, passive] }, [], [], undefined).icon, 'arrow-swap');
    assert.equal(pairLook({ id: 'x', members: [active, active] }, [], [], undefined).icon, 'warning');
    assert.equal(
      pairLook({ id: 'x', members: [active, passive] }, [], [], undefined).description,
      'active / passive · 10.1.14',
    );
  });
});
