/** What both members of a pair are asked, and when: an update server that does not answer them, and what passes by itself. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import { beginPair, haState, outageSeconds, pairSpec, submitPair, versionOf } from '../../support/pairRig.ts';
import type { Rig } from '../../support/rig.ts';
import { pair, PAIR } from '../../support/sampleSpec.ts';
import { defaultSettings } from '../../support/engineSettings.ts';

const [LEADS, STANDS_BY] = PAIR;

const SILENT_TO = [
  { where: 'the first', members: [STANDS_BY], named: 'fw-passive' },
  { where: 'the second', members: [LEADS], named: 'fw-active' },
  { where: 'both', members: [...PAIR], named: 'fw-active' },
];

describe('engine: the update server that does not answer a member of a pair', () => {
  const staged = { downloaded: ['11.1.0', '11.1.4-h7', '12.1.2', '12.1.4'] };
  async function upgradeUnanswered(
    members: readonly string[],
    what: Extract<FaultInput, { kind: 'call' }>['what'],
  ): Promise<{ rig: Rig; job: Job }> {
    const spec = pairSpec(pair().map((member) => ({ ...member, ...staged })));
    const { rig, engine } = await beginPair({ spec });
    for (const serial of members) {
      const command = 'request system software check';
      rig.fleet.fault(serial, { kind: 'call', command, times: 'always', what });
    }
    const { id } = await submitPair(engine);
    return { rig, job: await rig.finish(engine, id) };
  }

  for (const { where, members, named } of SILENT_TO) {
    it(`keeps nothing back where every image is there and its answer is late (${where})`, async () => {
      const { rig, job } = await upgradeUnanswered(members, { how: 'delay', seconds: 600 });
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(outageSeconds(rig), 0);
    });

    it(`leaves the pair on one version where a member has forgotten its images (${where})`, async () => {
      const { rig, job } = await upgradeUnanswered(members, { how: 'http_status', status: 504 });
      // After its restart such a member knows of no image any more: the second hop is not begun on either.
      assert.match(job.message ?? '', /does not list 12\.1\.4/);
      assert.ok(job.message?.includes(named), job.message ?? '');
      for (const serial of PAIR) assert.equal(versionOf(rig, serial), '11.1.4-h7');
      assert.deepEqual(PAIR.map((serial) => haState(rig, serial)).toSorted(), ['active', 'passive']);
      assert.equal(outageSeconds(rig), 0);
    });
  }

  it('is asked by both members, and both are judged, before anything is fetched', async () => {
    const { rig, engine } = await beginPair();
    const { id } = await submitPair(engine);
    await rig.until(STANDS_BY, 'install_started');
    const job = engine.jobs.get(id);
    const kinds = job?.steps.map(({ kind }) => kind) ?? [];
    assert.deepEqual(kinds.slice(0, 5), [
      ...['software_check', 'software_check', 'readiness', 'readiness', 'back_up'],
    ]);
    const firstEffect = Math.min(
      ...PAIR.map((serial) => rig.fleet.log.of(serial, 'download_started')[0]?.at ?? 0),
    );
    const judged = job?.steps.slice(0, 4).map(({ endedAt }) => endedAt ?? Infinity) ?? [];
    assert.ok(Math.max(...judged) <= firstEffect);
  });
});

describe('engine: what is in the way for a while', () => {
  const ONE_HOP = { paths: { '10.2.10': ['11.1.4-h7'] } };

  it('is waited for on the second member, when the first has been upgraded', async () => {
    const { rig, engine } = await beginPair(ONE_HOP);
    const { id } = await submitPair(engine);
    await rig.until(STANDS_BY, 'booted');
    const condition = rig.fleet.devices.get(LEADS)?.spec.condition;
    assert.ok(condition !== undefined);
    condition.configLock = 'alice';
    await rig.clock.advanceBy(12 * 60_000);
    assert.equal(haState(rig, LEADS), 'active');
    condition.configLock = undefined;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(outageSeconds(rig), 0);
  });

  it('is no reason to leave the pair on two versions, when it is none that an upgrade asks for', async () => {
    const { readiness } = defaultSettings;
    const settings = {
      ...defaultSettings,
      readiness: { ...readiness, policies: { management_cpu: 'block' } as const },
    };
    const { rig, engine } = await beginPair({ ...ONE_HOP, settings });
    const { id } = await submitPair(engine);
    await rig.until(STANDS_BY, 'booted');
    const condition = rig.fleet.devices.get(LEADS)?.spec.condition;
    assert.ok(condition !== undefined);
    condition.managementCpu = 95;
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'completed', job.message ?? '');
  });
});
