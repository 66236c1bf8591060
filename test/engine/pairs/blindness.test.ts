/**
 * A network of ours that is away is no failure of a device: what was seen when upgrades met it, each played through
 * again. Crash tests have it at every step and effect; here are the moments that were met, and what is said meanwhile.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { NetworkOutage } from '../../../src/simulator/network.ts';
import type { StepKind } from '../../../src/workflow/steps/stepRules.ts';
import {
  beginPair,
  doneTo,
  haState,
  outageSeconds,
  pairRig,
  submitPair,
  ONE_HOP_OF_PAIR,
} from '../../support/pairRig.ts';
import { Rig, type Touch } from '../../support/rig.ts';
import { PAIR, STANDALONE } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;
const ONE_HOP = { '10.1.14': ['10.2.10'] };
const MINUTE_MS = 60_000;

/** Once, when the job's first step of this kind begins. */
function atStep(engine: Engine, kind: StepKind, act: () => void): void {
  let isOver = false;
  engine.jobs.onDidChange(({ steps }) => {
    if (isOver || !steps.some((step) => step.kind === kind && step.state === 'running')) return;
    isOver = true;
    act();
  });
}

function isWell(rig: Rig, job: Job): void {
  assert.equal(job.status, 'completed', job.message ?? '');
  assert.equal(outageSeconds(rig), 0);
  assert.deepEqual([haState(rig, FIRST), haState(rig, SECOND)], ['passive', 'active']);
  const hop = ['install_started 11.1.4-h7', 'restart_accepted', 'booted 11.1.4-h7'];
  assert.deepEqual(doneTo(rig, SECOND), hop);
  assert.deepEqual(doneTo(rig, FIRST), ['suspended', ...hop]);
}

describe('engine: the network is away while a member is suspended', () => {
  async function awayWhileInstalling(
    outage: NetworkOutage,
  ): Promise<{ rig: Rig; engine: Engine; id: string }> {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'install_started');
    await rig.clock.advanceBy(5_000);
    rig.fleet.network.away(outage);
    return { rig, engine, id };
  }

  for (const seconds of [20, 900]) {
    it(`goes on where it was when connections were refused for ${seconds} s during the installation`, async () => {
      const { rig, engine, id } = await awayWhileInstalling({ how: 'refused', seconds });
      isWell(rig, await rig.finish(engine, id));
    });
  }

  it('says that it sees nothing, for as long as that is so', async () => {
    const { rig, engine, id } = await awayWhileInstalling({ how: 'dropped', seconds: 900 });
    const begun = rig.clock.now();
    await rig.clock.advanceBy(10 * MINUTE_MS);
    const { since = 0, ...offline } = engine.offline ?? {};
    assert.deepEqual(offline, { jobIds: [id], who: 'fw-active and fw-passive', othersAnswer: false });
    assert.ok(since - begun < MINUTE_MS, `${since - begun} ms`);
    await rig.clock.advanceBy(6 * MINUTE_MS);
    assert.equal(engine.offline, null);
    isWell(rig, await rig.finish(engine, id));
  });

  for (const how of ['refused', 'dropped'] as const) {
    it(`takes the silence of both members for no word of the failover (${how})`, async () => {
      const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
      const { id } = await submitPair(engine);
      atStep(engine, 'prove_failover', () => rig.fleet.network.away({ how, seconds: 300 }));
      isWell(rig, await rig.finish(engine, id));
    });
  }
});

describe('engine: four seconds without a network at the beginning of a step', () => {
  const KINDS = [
    ...(['software_check', 'readiness', 'pre_snapshot', 'back_up', 'download', 'prove_images'] as const),
    ...([
      'check_pair',
      'install',
      'restart',
      'prove_back',
      'prove_pair',
      'suspend',
      'prove_failover',
    ] as const),
    ...(['make_functional', 'post_snapshot', 'compare'] as const),
  ];
  for (const kind of KINDS) {
    it(`of a pair: ${kind}`, async () => {
      const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
      const { id } = await submitPair(engine);
      let wasAway = false;
      atStep(engine, kind, () => {
        wasAway = true;
        rig.fleet.network.away({ how: 'refused', seconds: 4 });
      });
      const job = await rig.finish(engine, id);
      assert.ok(wasAway, `there is no ${kind}`);
      isWell(rig, job);
    });
  }

  it('before a job is planned', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    rig.fleet.network.away({ how: 'refused', seconds: 4 });
    const { id } = await submitPair(engine);
    isWell(rig, await rig.finish(engine, id));
  });
});

describe('engine: an effect of which nobody could be asked for a while', () => {
  for (const { effect, log, seconds } of [
    { effect: 'request system software install', log: 'install_started', seconds: 4 },
    { effect: 'request system software install', log: 'install_started', seconds: 60 },
    { effect: 'request restart system', log: 'restart_accepted', seconds: 4 },
  ] as const) {
    it(`is asked about until somebody answers: ${effect}, ${seconds} s`, async () => {
      const rig = new Rig({ paths: ONE_HOP });
      const seen = { sent: false, away: false };
      const engine = await rig.start(({ what, name, when }: Touch) => {
        if (what !== 'call' || when !== 'after') return;
        if (name.startsWith(effect)) seen.sent = true;
        // The first question of the probe was answered; the next is not.
        if (!seen.sent || seen.away || name !== 'show system info') return;
        seen.away = true;
        rig.fleet.network.away({ how: 'refused', seconds });
      });
      const { id } = await rig.submit(engine);
      rig.fleet.fault(STANDALONE, { kind: 'call', command: effect, what: { how: 'drop_after' } });
      const job = await rig.finish(engine, id);
      assert.ok(seen.away);
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(rig.fleet.log.of(STANDALONE, log).length, 1);
    });
  }
});

describe('engine: a member that needs 400 s for an answer while the pair is proved whole', () => {
  async function slowAtProof(): Promise<{ rig: Rig; engine: Engine; id: string }> {
    const rig = pairRig({ paths: ONE_HOP_OF_PAIR });
    const engine = await rig.start();
    await rig.discover(engine);
    const { id } = await submitPair(engine);
    let began = false;
    atStep(engine, 'prove_pair', () => {
      began = true;
      const what = { how: 'delay', seconds: 400 } as const;
      rig.fleet.fault(SECOND, { kind: 'call', command: '*', times: 'always', what });
    });
    await rig.clock.run(() => began, 24 * 60 * MINUTE_MS);
    return { rig, engine, id };
  }

  it('is waited for within the limit, by the clock', async () => {
    const { rig, engine, id } = await slowAtProof();
    const begun = rig.clock.now();
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /The pair was not whole 10 minutes later/);
    const minutes = (rig.clock.now() - begun) / MINUTE_MS;
    assert.ok(minutes <= 12, `${minutes} min`);
    assert.deepEqual(doneTo(rig, FIRST), []);
  });

  it('is let go of at once', async () => {
    const { rig, engine, id } = await slowAtProof();
    await rig.clock.advanceBy(MINUTE_MS);
    const begun = rig.clock.now();
    engine.handOver(id, 'test');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'cancelled', job.message ?? '');
    assert.equal(rig.clock.now(), begun);
  });
});

describe('engine: while this machine is offline', () => {
  it('says so, since when and for how many jobs, until devices answer again', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    rig.fleet.network.away({ how: 'refused', seconds: 30 * 60 });
    const from = rig.clock.now();
    await rig.clock.advanceBy(20 * MINUTE_MS);
    const now = engine.offline;
    assert.ok(now !== null);
    assert.deepEqual([now.jobIds, now.who.split(' and ').sort()], [[id], ['fw-active', 'fw-passive']]);
    assert.ok(now.since >= from && now.since < from + MINUTE_MS);
    assert.equal((await rig.finish(engine, id)).status, 'completed');
    assert.deepEqual([engine.offline, engine.suspended], [null, []]);
  });
});
