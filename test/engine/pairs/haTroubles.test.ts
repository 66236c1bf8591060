/** Pairs that must not be touched, and pairs that get into trouble on the way: judged by what both members went through. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import {
  beginPair,
  byHand,
  doneTo,
  haState,
  isUntouched,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  refusal,
  submitPair,
  upgradePair,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR, pair, pairOf, STANDALONE, standalone } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;

describe('engine: pairs that are refused, with nothing touched', () => {
  const cases: readonly { name: string; members: FirewallSpecInput[]; words: RegExp }[] = [
    {
      name: 'not synchronized',
      members: pair({ synchronized: false }),
      words: /the configuration is not synchronized with its peer's/,
    },
    { name: 'preemptive', members: pair({ preemptive: true }, { preemptive: true }), words: /is preemptive/ },
    {
      name: 'suspended',
      members: pair({}, { state: 'suspended' }),
      words: /is suspended \(it says: "User requested"\), and not by this job/,
    },
    {
      name: 'both active',
      members: pair({ link: 'down' }, { link: 'down', state: 'active' }),
      words: /Both members are active/,
    },
    {
      name: 'non-functional peer',
      members: pair({}, { state: 'non-functional' }),
      words: /is non-functional \(it says: "Link down"\), so it could not take over/,
    },
    { name: 'peer link down', members: pair({ link: 'down' }), words: /HA connection to fw-\w+ is down/ },
  ];
  for (const { name, members, words } of cases) {
    it(name, async () => {
      assert.match(await refusal(members), words);
    });
  }

  it('different models', async () => {
    const [one, other] = pair();
    assert.ok(one !== undefined && other !== undefined);
    const message = await refusal([one, { ...other, model: 'PA-3220' }]);
    assert.match(message, /different models: fw-active is a PA-3410, fw-passive is a PA-3220/);
  });

  it('HA switched off on one member since it was discovered', async () => {
    const { rig, engine } = await beginPair();
    const ha = rig.fleet.devices.get(SECOND)?.ha;
    assert.ok(ha !== undefined && ha !== null);
    ha.state = 'off';
    const job = await upgradePair({ rig, engine });
    assert.match(job.message ?? '', /^fw-passive says that HA is not enabled/);
    assert.ok(isUntouched(rig));
  });

  it('another peer on one member since they were discovered', async () => {
    const { rig, engine } = await beginPair();
    const ofSecond = rig.fleet.devices.get(SECOND)?.address ?? '';
    rig.rewrite = (operation, body, { address }) =>
      operation === 'show high-availability state' && address.host !== ofSecond
        ? body.replaceAll(ofSecond, '10.99.0.1')
        : body;
    const job = await upgradePair({ rig, engine });
    assert.match(
      job.message ?? '',
      /^fw-active says that its HA peer is at 10\.99\.0\.1, but fw-passive is at /,
    );
    assert.ok(isUntouched(rig));
  });

  it('versions so far apart that the newer member would leave the pair', async () => {
    const members = pairOf('10.1.14', '10.1.14');
    const { rig, engine } = await beginPair({
      spec: pairSpec(members),
      paths: { '10.1.14': ['11.1.4-h7'] },
    });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /cannot work with members on 10\.1\.14 and 11\.1\.4-h7/);
    assert.ok(isUntouched(rig));
  });

  it("members that are not in the inventory, or not each other's peers", async () => {
    const { engine } = await beginPair({ spec: pairSpec([...pair(), standalone()]) });
    const request = { dryRun: false, allowPreemption: false, by: 'test' };
    const unknown = await engine.submitUpgrades({ ...request, targets: [[FIRST, '009999999999']] });
    assert.match(unknown.skipped[0]?.reason ?? '', /no device 009999999999 in the inventory/);
    const strangers = await engine.submitUpgrades({ ...request, targets: [[FIRST, STANDALONE]] });
    assert.match(strangers.skipped[0]?.reason ?? '', /are not each other's HA peers/);
    const alone = await engine.submitUpgrades({ ...request, targets: [[FIRST]] });
    assert.match(alone.skipped[0]?.reason ?? '', /is a member of an HA pair/);
  });

  it('preemptive, unless the user bears it', async () => {
    const members = pair({ preemptive: true, priority: 50 }, { preemptive: true });
    const { rig, engine } = await beginPair({ spec: pairSpec(members) });
    const job = await upgradePair({ rig, engine }, { allowPreemption: true });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });
});

describe('engine: a pair in trouble', () => {
  async function withFault(
    serial: string,
    fault: Parameters<Rig['fleet']['fault']>[1],
  ): Promise<{ rig: Rig; job: Job }> {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    rig.fleet.fault(serial, fault);
    const job = await upgradePair({ rig, engine });
    await rig.clock.advanceBy(3_600_000);
    return { rig, job };
  }

  it('leaves the active member alone when the other one comes back non-functional', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'link_fails_at_boot' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /fw-passive is non-functional.*fw-active was not touched in this hop/);
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.equal(outageSeconds(rig), 0);
  });

  it('leaves the active member alone when the other one never comes back', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'never_back' });
    assert.equal(job.status, 'failed');
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.equal(outageSeconds(rig), 0);
  });

  it('makes the active member functional again when its suspension has no effect', async () => {
    const { rig, job } = await withFault(FIRST, { kind: 'suspend_ignored' });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /was not suspended 60 seconds later.*Make fw-active functional: It is active/,
    );
    assert.deepEqual(doneTo(rig, FIRST), ['suspended']);
    assert.equal(haState(rig, FIRST), 'active');
    assert.equal(outageSeconds(rig), 0);
  });

  it('tells a suspended member again that took no notice', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    rig.fleet.fault(SECOND, { kind: 'no_takeover' });
    rig.fleet.fault(FIRST, { kind: 'functional_ignored' });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'failed');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional', 'functional']);
    assert.equal(haState(rig, FIRST), 'active');
    assert.ok(outageSeconds(rig) < 240, `${outageSeconds(rig)} s`);
  });

  it('makes the active member functional again when its peer does not take over', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'no_takeover' });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /was not seen to take over within 20 seconds.*Make fw-active functional: /,
    );
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
    assert.equal(haState(rig, FIRST), 'active');
    assert.ok(outageSeconds(rig) < 120);
  });

  it('says of a peer that forwards that it does, where the suspended member cannot be asked any more', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'suspended');
    rig.unreachable.add(FIRST);
    const job = await rig.finish(engine, id);
    assert.equal(haState(rig, SECOND), 'active');
    assert.match(
      job.message ?? '',
      /^fw-passive forwards by its word; fw-active was not seen to be functional again\. .*fw-passive forwards, and fw-active was not seen suspended within \d+ seconds/,
    );
    assert.doesNotMatch(job.message ?? '', /take over|[Nn]obody/);
  });

  for (const state of ['non-functional', 'suspended'] as const) {
    it(`gives traffic back within seconds when its peer becomes ${state} instead of taking over`, async () => {
      const { rig, job } = await withFault(SECOND, { kind: 'no_takeover', state });
      assert.equal(job.status, 'failed');
      const why = state === 'suspended' ? 'User requested' : 'Path monitor failure';
      const words = `fw-passive cannot take over: fw-passive is ${state} (it says: "${why}"). fw-active is suspended. Nothing was installed on fw-active.`;
      assert.match(
        job.brief ?? '',
        /^fw-active was given back and is active: it forwards; for \d+ s nobody was seen to forward\. /,
      );
      assert.ok(job.message?.includes(words), job.message ?? '');
      assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
      assert.equal(haState(rig, FIRST), 'active');
      assert.ok(outageSeconds(rig) < 15, `${outageSeconds(rig)} s`);
    });
  }

  it('makes the suspended member functional again when its installation fails', async () => {
    const { rig, job } = await withFault(FIRST, { kind: 'install_fails', text: 'No space left on device' });
    assert.equal(job.status, 'failed');
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'install_started 11.1.4-h7', 'functional']);
    assert.equal(haState(rig, FIRST), 'passive');
    assert.equal(outageSeconds(rig), 0);
  });

  it('does not restart a member that somebody has made the active one meanwhile', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(SECOND, 'install_started');
    byHand(rig, FIRST, 'suspend');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Not sent\. fw-passive is active: it forwards traffic/);
    assert.equal(rig.fleet.log.of(SECOND, 'restart_accepted').length, 0);
    assert.equal(outageSeconds(rig), 0);
  });

  it('gives traffic back when somebody takes the peer out while its member is suspended', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'install_started');
    byHand(rig, SECOND, 'suspend');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /^fw-active was given back and is active: it forwards; for \d+ s nobody was seen to forward\. .* fw-passive is suspended \(it says: "User requested"\) and does not forward/,
    );
    assert.equal(rig.fleet.log.of(FIRST, 'restart_accepted').length, 0);
    assert.equal(haState(rig, FIRST), 'active');
  });

  it('does not suspend a member whose peer somebody has taken out meanwhile', async () => {
    const { rig, engine } = await beginPair({ paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(SECOND, 'booted');
    await rig.clock.run(() => haState(rig, SECOND) === 'passive', 3_600_000);
    byHand(rig, SECOND, 'suspend');
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.equal(outageSeconds(rig), 0);
  });

  it('does not begin the next hop while the configurations differ after one', async () => {
    const members = pair({ unsyncedByUpgrade: true }, { unsyncedByUpgrade: true });
    const { rig, engine } = await beginPair({ spec: pairSpec(members) });
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'needs_operator');
    assert.match(job.message ?? '', /are whole, but their configuration is not synchronized/);
    assert.deepEqual([haState(rig, FIRST), haState(rig, SECOND)], ['passive', 'active']);
    assert.equal(rig.fleet.log.of(FIRST, 'install_started').length, 1);
    assert.equal(outageSeconds(rig), 0);
  });

  it('says plainly that a member may be suspended that cannot be asked any more', async () => {
    const { rig, job } = await withFault(FIRST, { kind: 'never_back' });
    assert.equal(job.status, 'failed');
    assert.match(
      job.message ?? '',
      /Make fw-active functional: .*It may still be suspended, and is made functional as soon as it can be asked/,
    );
    assert.equal(outageSeconds(rig), 0);
  });
});
