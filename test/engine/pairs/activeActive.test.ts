/** Upgrades of pairs whose members both forward, judged by what both went through and by the seconds in which neither did. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import {
  beginPair,
  byHand,
  doneTo,
  haState,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  submitPair,
  upgradePair,
} from '../../support/pairRig.ts';
import type { Rig, RigOptions } from '../../support/rig.ts';
import { activeActive, PAIR } from '../../support/sampleSpec.ts';

const [FIRST, SECOND] = PAIR;

async function upgraded(
  options: RigOptions = {},
  more: { allowPreemption?: boolean } = {},
): Promise<{ rig: Rig; job: Job }> {
  const { rig, engine } = await beginPair({
    spec: pairSpec(activeActive()),
    paths: ONE_HOP_OF_PAIR,
    ...options,
  });
  return { rig, job: await upgradePair({ rig, engine }, more) };
}

/** One hop, with a fault of one member. */
async function withFault(serial: string, fault: FaultInput): Promise<{ rig: Rig; job: Job }> {
  const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
  rig.fleet.fault(serial, fault);
  return { rig, job: await upgradePair({ rig, engine }) };
}

function states(rig: Rig): (string | undefined)[] {
  return PAIR.map((serial) => haState(rig, serial));
}

function memberOrder(rig: Rig): string[] {
  return rig.fleet.log
    .all()
    .filter(({ what }) => what === 'suspended')
    .map(({ serial }) => (serial === FIRST ? 'first' : 'second'));
}

/** Each member in turn is out and installs while its peer is hurt. */
async function givesBack(
  hurt: (rig: Rig, peer: string) => void,
  peerBecomes: string,
  words: RegExp,
): Promise<void> {
  for (const [out, peer] of [
    [SECOND, FIRST],
    [FIRST, SECOND],
  ] as const) {
    const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(out, 'install_started');
    hurt(rig, peer);
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', words);
    assert.equal(rig.fleet.log.of(out, 'restart_accepted').length, 0);
    assert.deepEqual([haState(rig, out), haState(rig, peer)], ['active-primary', peerBecomes]);
    assert.ok(outageSeconds(rig) < 60, `${outageSeconds(rig)} s`);
  }
}

describe('engine: an active/active pair', () => {
  it('goes hop by hop, each time the secondary first, and both are taken out before they restart', async () => {
    const { rig, job } = await upgraded({ paths: { '10.2.10': ['11.1.4-h7', '12.1.4'] } });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(memberOrder(rig), ['second', 'first', 'first', 'second']);
    assert.deepEqual(states(rig), ['active-primary', 'active-secondary']);
    assert.equal(outageSeconds(rig), 0);
    const said = job.steps.find(({ kind }) => kind === 'check_pair')?.message;
    assert.equal(said, 'fw-active-primary is active-primary, fw-active-secondary is active-secondary.');
  });

  it('finds the primary on the devices, whatever the list says', async () => {
    const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
    byHand(rig, FIRST, 'suspend');
    await rig.clock.advanceBy(10_000);
    byHand(rig, FIRST, 'functional');
    await rig.clock.advanceBy(200_000);
    const before = rig.fleet.log.all().length;
    const job = await upgradePair({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    const suspended = rig.fleet.log
      .all()
      .slice(before)
      .filter(({ what }) => what === 'suspended');
    assert.deepEqual(
      suspended.map(({ serial }) => serial),
      [FIRST, SECOND],
    );
  });

  it('lets the primary lead again that led before, if that is set', async () => {
    const settings = { ...defaultSettings, ha: { ...defaultSettings.ha, returnToOriginalActive: true } };
    const { rig, job } = await upgraded({ settings });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(memberOrder(rig), ['second', 'first', 'second']);
    assert.deepEqual(states(rig), ['active-primary', 'active-secondary']);
    assert.equal(outageSeconds(rig), 0);
  });

  it('comes through where the member with device id 0 takes its role back by itself, if the user bears it', async () => {
    const spec = pairSpec(activeActive({ preemptive: true }, { preemptive: true }));
    const paths = { '10.2.10': ['11.1.4-h7', '12.1.4'] };
    const refused = await upgraded({ spec, paths });
    assert.match(refused.job.message ?? '', /preemptive/);
    const { rig, job } = await upgraded({ spec, paths }, { allowPreemption: true });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('is waited for while a member is tentative, as long as users may set', async () => {
    const suspended = { staysSuspended: true };
    const timing = { haFailoverSeconds: 0, haTentativeHoldSeconds: 600 };
    const spec = pairSpec(activeActive(suspended, suspended), { timing });
    const { rig, job } = await upgraded({ spec });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('is compared when the member that came back last has its sessions again', async () => {
    const suspended = { staysSuspended: true };
    const { job } = await upgraded({ spec: pairSpec(activeActive(suspended, suspended)) });
    const compared = job.steps.find(({ kind }) => kind === 'compare');
    assert.equal(compared?.facts['passed'], true, compared?.message ?? '');
  });

  it('leaves the primary alone when the secondary comes back tentative, and does not call it suspended', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'link_fails_at_boot' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Not sent\. It is tentative\b/);
    assert.doesNotMatch(job.message ?? '', /suspended/);
    assert.notEqual(job.trouble?.code, 'left_suspended');
    assert.deepEqual(doneTo(rig, FIRST), []);
    assert.equal(outageSeconds(rig), 0);
  });

  it('gives traffic back within seconds when the secondary fails in the moment it should lead', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'no_takeover', state: 'non-functional' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /fw-active-secondary cannot take over: fw-active-secondary is tentative/);
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
    assert.equal(haState(rig, FIRST), 'active-primary');
    assert.ok(outageSeconds(rig) < 20, `${outageSeconds(rig)} s`);
  });

  it('makes the primary functional again where the secondary forwards and does not become the primary', async () => {
    const { rig, job } = await withFault(SECOND, { kind: 'no_takeover' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /fw-active-secondary is active-secondary/);
    assert.deepEqual(doneTo(rig, FIRST), ['suspended', 'functional']);
    assert.equal(outageSeconds(rig), 0);
  });

  it('gives the secondary a minute to become the primary: it forwards meanwhile', async () => {
    const spec = pairSpec(activeActive(), { timing: { haFailoverSeconds: 40 } });
    const { rig, job } = await upgraded({ spec });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('goes on with a member that is out as long as its peer forwards, whatever its role', async () => {
    const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'install_started');
    rig.rewrite = (_, body) => body.replaceAll('>active-primary<', '>active-secondary<');
    await rig.until(FIRST, 'restart_accepted');
    rig.rewrite = null;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('gives a member back when somebody takes its peer out while it installs', async () => {
    const words = /is suspended \(it says: "User requested"\) and does not forward/;
    await givesBack((rig, peer) => byHand(rig, peer, 'suspend'), 'suspended', words);
  });

  it('gives a member back when the links of its peer fail while it installs: a tentative one does not forward', async () => {
    const words = /is tentative .*and does not forward/;
    await givesBack((rig, peer) => rig.fleet.fault(peer, { kind: 'links_fail' }), 'tentative', words);
  });

  it('shows its roles in the inventory as they were proved, by the word of the pair', async () => {
    const { rig, engine } = await beginPair({ spec: pairSpec(activeActive()), paths: ONE_HOP_OF_PAIR });
    const { id } = await submitPair(engine);
    await rig.finish(engine, id);
    assert.deepEqual(
      PAIR.map((serial) => engine.inventory.get(serial)?.haState),
      ['active-secondary', 'active-primary'],
    );
  });
});
