/**
 * A pair that runs its target and is whole but for its configuration: a person says what becomes of it. Judged by what the
 * members saw: whose configuration was copied to whom, and how many times.
 */
import assert from 'node:assert/strict';
import { decisionsFor, undecidedStep } from '../../../src/jobs/work/operator.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import {
  beginPair,
  byHand,
  decide,
  haState,
  type JobOnRig,
  ONE_HOP_OF_PAIR,
  outageSeconds,
  pairSpec,
  submitPair,
  versionOf,
} from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { PAIR, pair } from '../../support/sampleSpec.ts';

/** The first one led before the upgrade, the second one leads afterwards. */
const [FIRST, SECOND] = PAIR;
const TWO_HOPS = { '10.2.10': ['11.1.4-h7', '12.1.4'] };
const SYNC = 'request high-availability sync-to-remote';
const HOUR = 3_600_000;

async function upgraded(paths = ONE_HOP_OF_PAIR, settings = defaultSettings): Promise<JobOnRig> {
  const members = pair({ unsyncedByUpgrade: true }, { unsyncedByUpgrade: true });
  const { rig, engine } = await beginPair({ spec: pairSpec(members), paths, settings });
  const { id } = await submitPair(engine);
  return { rig, engine, job: await rig.finish(engine, id) };
}

/** Every copy of a configuration that has begun: to whom, from whom. */
function copies(rig: Rig): string[] {
  return rig.fleet.log
    .all()
    .filter(({ what }) => what === 'config_sync_started')
    .map(({ serial, detail }) => `${serial === FIRST ? 'first' : 'second'} ${detail ?? ''}`);
}

const FROM_THE_LEADING_ONE = [`first from ${SECOND}`];

function isInStep(rig: Rig): boolean {
  const [one, other] = PAIR.map((serial) => rig.fleet.devices.get(serial)?.ha?.config);
  return one === other;
}

describe('engine: a pair on its target that is not in step', () => {
  it('waits for somebody, with nothing more sent, and says what differs and who leads', async () => {
    const { rig, job } = await upgraded();
    assert.equal(job.status, 'needs_operator', job.message ?? '');
    const step = undecidedStep(job);
    assert.ok(step !== undefined);
    assert.deepEqual([step.kind, step.trouble?.code], ['prove_pair', 'not_in_step']);
    assert.deepEqual(decisionsFor(step), ['sync_config', 'go_on', 'look_again']);
    assert.match(
      job.message ?? '',
      /fw-passive and fw-active both run 11\.1\.4-h7 and are whole, but their configuration is not synchronized 10 minutes later\..*fw-passive leads/,
    );
    assert.deepEqual([versionOf(rig, FIRST), versionOf(rig, SECOND)], ['11.1.4-h7', '11.1.4-h7']);
    await rig.clock.advanceBy(HOUR);
    assert.deepEqual(copies(rig), []);
    assert.equal(outageSeconds(rig), 0);
  });

  it('asks after ten minutes also where a boot may take an hour', async () => {
    const firewall = { ...defaultSettings.firewall, rebootReadyTimeoutMs: HOUR };
    const { job } = await upgraded(ONE_HOP_OF_PAIR, { ...defaultSettings, firewall });
    assert.equal(job.status, 'needs_operator');
    assert.match(job.message ?? '', /is not synchronized 1[0-5] minutes later/);
  });

  it("copies the leading member's configuration once, and goes on when the pair is whole", async () => {
    const waiting = await upgraded();
    const job = await decide(waiting, 'sync_config', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(copies(waiting.rig), FROM_THE_LEADING_ONE);
    assert.ok(isInStep(waiting.rig));
    const step = job.steps.find(({ kind }) => kind === 'sync_config');
    assert.deepEqual(
      [step?.serial, step?.title, step?.state, step?.effect?.phase],
      [FIRST, 'Copy the configuration of fw-passive to fw-active', 'done', 'done'],
    );
    assert.match(step?.reason ?? '', /^Asked for by alice\./);
    assert.equal(
      step?.message,
      'fw-active has taken over the configuration of fw-passive, as decided by alice.',
    );
    assert.match(job.message ?? '', / The configuration was copied, as decided by alice\./);
    const decided = job.steps.filter(({ facts }) => facts['decision'] === 'sync_config');
    assert.deepEqual(
      decided.map(({ kind, facts }) => [kind, facts['decidedBy']]),
      [['prove_pair', 'alice']],
    );
  });

  it('goes on as it is on the word of somebody, who is named at the end', async () => {
    const waiting = await upgraded();
    const job = await decide(waiting, 'go_on', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(
      job.message ?? '',
      /The configuration of the pair is not synchronized; alice decided to go on\./,
    );
    const proof = job.steps.find(
      ({ kind, facts }) => kind === 'prove_pair' && facts['decision'] !== undefined,
    );
    assert.match(
      proof?.message ?? '',
      /^The pair is healthy, but its configuration is .*: alice decided to go on\./,
    );
    assert.deepEqual([proof?.facts['decision'], proof?.facts['decidedBy']], ['go_on', 'alice']);
    assert.deepEqual(copies(waiting.rig), []);
  });

  it('goes on with the next hop as it is, and asks no second time', async () => {
    // The readiness check of the same, which the user has named, does not stop what was borne.
    const policies = { ...defaultSettings.readiness.policies, ha: 'block' } as const;
    const settings = { ...defaultSettings, readiness: { ...defaultSettings.readiness, policies } };
    const waiting = await upgraded(TWO_HOPS, settings);
    assert.equal(undecidedStep(waiting.job)?.hop, 1);
    const job = await decide(waiting, 'go_on', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual([versionOf(waiting.rig, FIRST), versionOf(waiting.rig, SECOND)], ['12.1.4', '12.1.4']);
    assert.deepEqual(copies(waiting.rig), []);
    assert.equal(outageSeconds(waiting.rig), 0);
  });

  it('asks anew after each hop that takes it out of step', async () => {
    const waiting = await upgraded(TWO_HOPS);
    const second = await decide(waiting, 'sync_config', 'alice');
    assert.equal(second.status, 'needs_operator', second.message ?? '');
    assert.equal(undecidedStep(second)?.hop, 2);
    const job = await decide({ ...waiting, job: second }, 'sync_config', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(copies(waiting.rig), [...FROM_THE_LEADING_ONE, `second from ${FIRST}`]);
  });

  it('bears the configuration only: everything else must still be well when it is said', async () => {
    const waiting = await upgraded();
    byHand(waiting.rig, FIRST, 'suspend');
    const job = await decide(waiting, 'go_on', 'alice');
    assert.equal(job.status, 'failed', job.message ?? '');
    assert.match(job.message ?? '', /fw-active is suspended/);
  });

  it('looks again, finds what somebody has synchronized by hand, and asks at once while nothing has changed', async () => {
    const waiting = await upgraded();
    const before = waiting.rig.clock.now();
    const again = await decide(waiting, 'look_again', 'alice');
    assert.equal(again.status, 'needs_operator');
    assert.ok(waiting.rig.clock.now() - before < 60_000);
    const [one, other] = PAIR.map((serial) => waiting.rig.fleet.devices.get(serial)?.ha);
    assert.ok(one && other);
    one.config = other.config;
    const job = await decide({ ...waiting, job: again }, 'look_again', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
  });
});

describe('engine: a configuration that is to be copied', () => {
  const hit =
    (fault: FaultInput, serial: string = SECOND) =>
    async (): Promise<JobOnRig> => {
      const waiting = await upgraded();
      waiting.rig.fleet.fault(serial, fault);
      return waiting;
    };

  for (const { name, begin, words } of [
    {
      name: 'is refused',
      begin: hit({
        kind: 'call',
        command: SYNC,
        what: { how: 'error', text: 'Failed to synchronize running configuration with HA peer' },
      }),
      words: /Failed to synchronize running configuration with HA peer/,
    },
    {
      name: 'fails on the peer',
      begin: hit({ kind: 'config_sync_fails', text: 'commit failed: zone untrust' }, FIRST),
      words: /fw-active did not take over the configuration of fw-passive: .commit failed: zone untrust/,
    },
  ]) {
    it(`${name}: somebody is asked again at once, with the reason, and can try again`, async () => {
      const waiting = await begin();
      const before = waiting.rig.clock.now();
      const again = await decide(waiting, 'sync_config', 'alice');
      assert.equal(again.status, 'needs_operator', again.message ?? '');
      assert.match(again.message ?? '', words);
      assert.ok(waiting.rig.clock.now() - before < 3 * 60_000);
      const job = await decide({ ...waiting, job: again }, 'sync_config', 'alice');
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.ok(isInStep(waiting.rig));
    });
  }

  for (const { name, fault, times } of [
    { name: 'the answer is lost', fault: { kind: 'drop_after_acceptance' }, times: 1 },
    { name: 'the request is lost', fault: { kind: 'drop_before' }, times: 1 },
    {
      name: 'it is carried out late',
      fault: { kind: 'call', command: SYNC, what: { how: 'late', seconds: 400 } },
      times: 1,
    },
    {
      name: 'another copy is under way',
      fault: {
        kind: 'call',
        command: SYNC,
        what: { how: 'error', text: 'Another sync is in progress. Please try again later' },
      },
      times: 1,
    },
  ] as const) {
    it(`is copied once when ${name}`, async () => {
      const waiting = await hit(fault)();
      const job = await decide(waiting, 'sync_config', 'alice');
      assert.equal(job.status, 'completed', job.message ?? '');
      await waiting.rig.clock.advanceBy(HOUR);
      assert.equal(copies(waiting.rig).length, times);
      assert.deepEqual([...new Set(copies(waiting.rig))], FROM_THE_LEADING_ONE);
      assert.ok(isInStep(waiting.rig));
    });
  }

  it('is copied on the word of somebody where the job was cancelled before, which stops after it', async () => {
    const members = pair({ unsyncedByUpgrade: true }, { unsyncedByUpgrade: true });
    const { rig, engine } = await beginPair({ spec: pairSpec(members), paths: TWO_HOPS });
    const { id } = await submitPair(engine);
    await rig.until(FIRST, 'restart_accepted');
    engine.cancel(id, 'alice');
    const job = await rig.finish(engine, id);
    assert.equal(undecidedStep(job)?.trouble?.code, 'not_in_step', job.message ?? '');
    assert.match(
      job.message ?? '',
      /It was cancelled before: whatever is decided, it stops where it next can\./,
    );
    const ended = await decide({ rig, engine, job }, 'sync_config', 'alice');
    assert.equal(ended.status, 'cancelled', ended.message ?? '');
    assert.match(ended.message ?? '', / The configuration of its peer was copied to fw-active\./);
    assert.deepEqual(copies(rig), FROM_THE_LEADING_ONE);
    assert.ok(isInStep(rig));
    assert.deepEqual([versionOf(rig, FIRST), versionOf(rig, SECOND)], ['11.1.4-h7', '11.1.4-h7']);
  });

  it('is not sent where the roles have changed since somebody was asked, and the new one is named', async () => {
    const waiting = await upgraded();
    const { rig } = waiting;
    byHand(rig, SECOND, 'suspend');
    await rig.clock.advanceBy(60_000);
    byHand(rig, SECOND, 'functional');
    await rig.clock.advanceBy(60_000);
    assert.deepEqual([haState(rig, FIRST), haState(rig, SECOND)], ['active', 'passive']);
    const again = await decide(waiting, 'sync_config', 'alice');
    assert.equal(again.status, 'needs_operator', again.message ?? '');
    assert.match(
      again.message ?? '',
      /fw-passive is passive now: the roles of the pair have changed.*fw-active leads/,
    );
    assert.deepEqual(copies(rig), []);
    const job = await decide({ ...waiting, job: again }, 'sync_config', 'alice');
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(copies(rig), [`second from ${FIRST}`]);
  });

  it('goes on in the next window, which was closed while it was copied', async () => {
    const { rig, engine, job } = await upgraded();
    const stepId = undecidedStep(job)?.id ?? '';
    engine.decide({ jobId: job.id, stepId, decision: 'sync_config', by: 'alice' });
    await rig.until(FIRST, 'config_sync_started');
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    const ended = await rig.finish(next, job.id);
    assert.equal(ended.status, 'completed', ended.message ?? '');
    assert.deepEqual(copies(rig), FROM_THE_LEADING_ONE);
  });
});
