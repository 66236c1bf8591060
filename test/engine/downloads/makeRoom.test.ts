/** Old images are deleted by a job of their own, or as part of one that needs room: judged by what the device itself has lost. Longer than 300 lines because both ask the same devices. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { FirewallSpecInput } from '../../../src/simulator/spec/fleetSpec.ts';
import { choicesOf, mayBeOtherPartition } from '../../../src/vscode/commands/asking/makeRoomQuestion.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { sn } from '../../support/serials.ts';
import { pairSpec } from '../../support/pairRig.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import { pair, PAIR, sampleSpec, STANDALONE, standalone } from '../../support/sampleSpec.ts';
import { wrongDeletions } from '../../crash/judges/deletionJudge.ts';

const AUTO: EngineSettings = {
  ...defaultSettings,
  validation: { ...defaultSettings.validation, makeRoom: 'auto' },
};
const NEVER: EngineSettings = {
  ...defaultSettings,
  validation: { ...defaultSettings.validation, makeRoom: 'never' },
};

/** It runs 10.2.10, tells that it ran 10.1.14 before, and has little room for one hop: 1650 MB. */
function full(more: Partial<FirewallSpecInput> = {}): FirewallSpecInput {
  return standalone({
    version: '10.2.10',
    otherPartition: '10.1.14',
    downloaded: ['9.1.13', '10.1.14', '10.2.0'],
    panrepoFreeMb: 1300,
    answers: { partitions: 'told' },
    ...more,
  });
}

const INSTALLATION_THAT_FAILED =
  '<job><tenq>2026/01/01 02:00:00</tenq><id>9999</id><user>admin</user><type>SWInstall</type><status>FIN</status>' +
  '<result>FAIL</result><tfin>02:01:00</tfin><progress>100</progress><details><line>Failed</line></details></job>';

const PATHS = { '10.2.10': ['11.1.4-h7'] };

async function opened(options: RigOptions = {}): Promise<{ rig: Rig; engine: Engine }> {
  const rig = new Rig({ firewalls: [full()], paths: PATHS, ...options });
  const engine = await rig.start();
  await rig.discover(engine);
  return { rig, engine };
}

/** What *Make Room…* proposes, and nobody changes. */
async function proposed(
  { rig, engine }: { rig: Rig; engine: Engine },
  otherPartition: string[] | null = null,
) {
  const signal = new AbortController().signal;
  const found = await rig.clock.drive(engine.surveyRoom([sn(STANDALONE)], signal));
  return choicesOf(found.map((device) => ({ device, otherPartition }))).map(({ version }) => version);
}

async function makeRoom(
  { rig, engine }: { rig: Rig; engine: Engine },
  versions: string[],
  otherPartition: string[] | null = null,
): Promise<Job> {
  const devices = [{ serial: STANDALONE, versions, otherPartition }];
  const { queued } = await rig.clock.drive(engine.makeRoom({ devices, by: 'test' }));
  return rig.finish(engine, queued[0]?.id ?? '');
}

const deleted = (rig: Rig, serial: string = STANDALONE): string[] =>
  rig.fleet.log.of(serial, 'image_deleted').map(({ version }) => version ?? '');

describe('room that is made', () => {
  it('by somebody who chose: what is proposed is deleted, and an upgrade fits then', async () => {
    const night = await opened();
    const { rig, engine } = night;
    const refused = await rig.submit(engine);
    assert.equal((await rig.finish(engine, refused.id)).status, 'failed');
    assert.deepEqual(await proposed(night), ['9.1.13']);
    const job = await makeRoom(night, ['9.1.13']);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.match(job.message ?? '', /^Deleted 9\.1\.13\. 1\.7 GB free on \/opt\/panrepo now\.$/);
    assert.deepEqual(deleted(rig), ['9.1.13']);
    const again = await rig.submit(engine);
    assert.equal((await rig.finish(engine, again.id)).status, 'completed');
    assert.deepEqual(wrongDeletions(rig.fleet), []);
  });

  it('never of what is asked for and must stay, whoever asks', async () => {
    for (const [version, why] of [
      ['10.2.10', 'runs'],
      ['10.1.14', 'is what it would fall back to'],
      ['10.2.0', 'is the base image of one that stays'],
      ['11.1.0', 'is one of its path'],
    ] as const) {
      const night = await opened({
        firewalls: [full({ downloaded: ['9.1.13', '10.1.14', '10.2.0', '11.1.0'] })],
      });
      const job = await makeRoom(night, ['9.1.13', version]);
      assert.equal(job.status, 'failed');
      assert.ok(job.message?.includes(`${version} ${why}`), job.message ?? '');
      assert.deepEqual(night.rig.fleet.log.story(STANDALONE), []);
    }
  });

  it('of which only what it has deleted itself is said to be deleted', async () => {
    const night = await opened({ firewalls: [full({ otherPartition: '10.2.10' })] });
    const { rig } = night;
    rig.onAnswer = async ({ operation }) => {
      if (operation === 'delete software version 9.1.13')
        rig.fleet.devices.get(STANDALONE)?.images.delete('10.1.14');
    };
    const job = await makeRoom(night, ['9.1.13', '10.1.14']);
    assert.deepEqual([job.status, deleted(rig)], ['completed', ['9.1.13']]);
    assert.match(job.message ?? '', /^Deleted 9\.1\.13\. Not on the device any more: 10\.1\.14\. /);
  });

  it('by what somebody says of the other partition, where the device does not tell', async () => {
    const night = await opened({ firewalls: [full({ answers: { partitions: 'refused' } })] });
    assert.deepEqual(await proposed(night), []);
    const [device] = await night.rig.clock.drive(
      night.engine.surveyRoom([sn(STANDALONE)], new AbortController().signal),
    );
    assert.deepEqual(device === undefined ? [] : mayBeOtherPartition(device), ['10.1.14', '9.1.13']);
    assert.equal((await makeRoom(night, ['9.1.13'])).status, 'failed');
    assert.equal((await makeRoom(night, ['9.1.13'], ['10.1.14'])).status, 'completed');
    assert.deepEqual(deleted(night.rig), ['9.1.13']);
  });

  it('by what our own upgrade has left in the other partition, until somebody else installs', async () => {
    const { rig, engine } = await opened({
      firewalls: [standalone({ downloaded: ['9.1.13'], panrepoFreeMb: 8000 })],
      paths: { '10.1.14': ['10.2.10'], '10.2.10': ['11.1.4-h7'] },
    });
    const job = await rig.submit(engine);
    assert.equal((await rig.finish(engine, job.id)).status, 'completed');
    assert.deepEqual(await proposed({ rig, engine }), ['9.1.13']);
    const firewall = rig.fleet.devices.get(STANDALONE);
    assert.equal(firewall?.otherPartition, '10.1.14');
  });

  it('as part of a job, where that is allowed: no more than is lacking, before anything is fetched', async () => {
    const { rig, engine } = await opened({ settings: AUTO });
    const job = await rig.submit(engine);
    const ended = await rig.finish(engine, job.id);
    assert.equal(ended.status, 'completed', ended.message ?? '');
    assert.deepEqual(rig.fleet.log.story(STANDALONE).slice(0, 2), [
      'image_deleted 9.1.13',
      'download_started 11.1.0',
    ]);
    assert.deepEqual(wrongDeletions(rig.fleet), []);

    const roomy = await opened({ settings: AUTO, firewalls: [full({ panrepoFreeMb: 8000 })] });
    const second = await roomy.rig.submit(roomy.engine);
    assert.equal((await roomy.rig.finish(roomy.engine, second.id)).status, 'completed');
    assert.deepEqual(deleted(roomy.rig), []);
  });

  it('as part of a download, and is shown beforehand', async () => {
    const { rig, engine } = await opened({ settings: AUTO });
    let note: string | null = null;
    await rig.clock.drive(
      engine.surveyDownloads({
        serials: [STANDALONE],
        signal: new AbortController().signal,
        onRow(_, { outcome }) {
          if (outcome.kind === 'ready') note = outcome.note;
        },
      }),
    );
    assert.equal(note, 'Deletes 9.1.13 first, for room.');
    const { queued } = await rig.clock.drive(engine.submitDownloads({ serials: [STANDALONE], by: 'test' }));
    assert.equal((await rig.finish(engine, queued[0]?.id ?? '')).status, 'completed');
    assert.deepEqual(deleted(rig), ['9.1.13']);
  });

  it('of both members of a pair, each by what it lacks itself', async () => {
    const members = pair().map((member, index) => ({
      ...member,
      otherPartition: '10.1.14',
      downloaded: ['9.1.13', '10.1.14'],
      answers: { partitions: 'told' } as const,
      panrepoFreeMb: index === 0 ? 1300 : 4000,
    }));
    const { rig, engine } = await opened({ spec: pairSpec(members), settings: AUTO });
    const targets = [PAIR];
    const rows: string[] = [];
    await rig.clock.drive(
      engine.surveyUpgrades({
        serials: PAIR,
        readiness: true,
        allowPreemption: false,
        signal: new AbortController().signal,
        onRow: (_, { outcome }) => rows.push(outcome.kind === 'ready' ? (outcome.note ?? '') : outcome.kind),
      }),
    );
    assert.match(rows.at(-1) ?? '', /fw-active: Deletes 9\.1\.13 first, for room\./);
    const request = { targets, dryRun: false, allowPreemption: false, by: 'test' };
    const { queued } = await rig.clock.drive(engine.submitUpgrades(request));
    const ended = await rig.finish(engine, queued[0]?.id ?? '');
    assert.equal(ended.status, 'completed', ended.message ?? '');
    assert.deepEqual([deleted(rig, PAIR[0]), deleted(rig, PAIR[1])], [['9.1.13'], []]);
    assert.deepEqual(wrongDeletions(rig.fleet), []);
  });

  it('not by itself where nobody knows what the device falls back to, nor in a dry run, nor unless it is allowed', async () => {
    const unknown = await opened({
      settings: AUTO,
      firewalls: [full({ answers: { partitions: 'refused' } })],
    });
    const job = await unknown.rig.submit(unknown.engine);
    const ended = await unknown.rig.finish(unknown.engine, job.id);
    assert.equal(ended.status, 'failed');
    assert.match(ended.message ?? '', /Not enough room: 1\.3 GB free/);
    assert.deepEqual(unknown.rig.fleet.log.story(STANDALONE), []);

    const dry = await opened({ settings: AUTO });
    const dryRun = await dry.rig.submit(dry.engine, STANDALONE, true);
    assert.equal((await dry.rig.finish(dry.engine, dryRun.id)).status, 'completed');
    assert.deepEqual(dry.rig.fleet.log.story(STANDALONE), []);

    const never = await opened({ settings: NEVER });
    const forbidden = await never.rig.submit(never.engine);
    const told = await never.rig.finish(never.engine, forbidden.id);
    assert.match(told.message ?? '', /Delete old images on the device \(Device > Software\)/);
    assert.doesNotMatch(told.message ?? '', /Make Room/);
    assert.deepEqual(never.rig.fleet.log.story(STANDALONE), []);
  });

  it('is left when what must stay has changed since it was planned', async () => {
    const { rig, engine } = await opened();
    engine.pause();
    const devices = [{ serial: STANDALONE, versions: ['9.1.13'], otherPartition: null }];
    const { queued } = await rig.clock.drive(engine.makeRoom({ devices, by: 'test' }));
    const firewall = rig.fleet.devices.get(STANDALONE);
    assert.ok(firewall !== undefined);
    firewall.otherPartition = '9.1.13';
    engine.resume();
    const ended = await rig.finish(engine, queued[0]?.id ?? '');
    assert.equal(ended.status, 'failed');
    assert.match(ended.message ?? '', /9\.1\.13 is what it would fall back to/);
    assert.deepEqual(deleted(rig), []);
  });

  it('is left when somebody installs meanwhile and the device does not tell what it has, unless a person does', async () => {
    for (const said of [null, ['10.1.14']]) {
      const { rig, engine } = await opened({
        firewalls: [standalone({ downloaded: ['9.1.13'], panrepoFreeMb: 8000 })],
        paths: { '10.1.14': ['10.2.10'], '10.2.10': ['11.1.4-h7'] },
      });
      const { id } = await rig.submit(engine);
      assert.equal((await rig.finish(engine, id)).status, 'completed');
      const devices = [{ serial: STANDALONE, versions: ['9.1.13'], otherPartition: said }];
      const { queued } = await rig.clock.drive(engine.makeRoom({ devices, by: 'test' }));
      const job = queued[0]?.id ?? '';
      rig.rewrite = (operation, body) =>
        operation === 'show jobs all' && (engine.jobs.get(job)?.steps.length ?? 0) > 0
          ? body.replace('<result>', `<result>${INSTALLATION_THAT_FAILED}`)
          : body;
      const { status, message } = await rig.finish(engine, job);
      assert.equal(status, said === null ? 'failed' : 'completed', message ?? '');
      if (said === null) assert.match(message ?? '', /9\.1\.13 may be what it would fall back to/);
      assert.deepEqual(deleted(rig), said === null ? [] : ['9.1.13']);
    }
  });

  it('is asked for again while the software manager is busy, and looked up where no answer came', async () => {
    const busy = await opened();
    busy.rig.fleet.fault(STANDALONE, { kind: 'software_manager_busy', minutes: 5 });
    assert.equal((await makeRoom(busy, ['9.1.13'])).status, 'completed');
    assert.deepEqual(deleted(busy.rig), ['9.1.13']);
    for (const kind of ['drop_after_acceptance', 'drop_before'] as const) {
      const lost = await opened();
      lost.rig.fleet.fault(STANDALONE, { kind });
      assert.equal((await makeRoom(lost, ['9.1.13'])).status, 'completed', kind);
      assert.deepEqual(deleted(lost.rig), ['9.1.13'], kind);
    }
  });

  it('is one job a device like any other: not beside another, and what is cancelled says what is gone', async () => {
    const { rig, engine } = await opened({
      firewalls: [full({ downloaded: ['9.1.13', '10.0.0', '10.1.14'] })],
      spec: {
        ...sampleSpec([]),
        catalogue: [...sampleSpec([]).catalogue, { version: '10.0.0', sizeMb: 300 }],
        firewalls: [full({ downloaded: ['9.1.13', '10.0.0', '10.1.14'] })],
      },
    });
    const devices = [{ serial: STANDALONE, versions: ['9.1.13', '10.0.0'], otherPartition: null }];
    const { queued } = await rig.clock.drive(engine.makeRoom({ devices, by: 'test' }));
    const [{ id } = { id: '' }] = queued;
    const beside = engine.submitUpgrade({ serial: STANDALONE, dryRun: false, by: 'test' });
    assert.ok(!beside.ok && beside.conflictingJobId === id);
    await rig.until(STANDALONE, 'image_deleted');
    engine.cancel(id, 'test');
    const ended = await rig.finish(engine, id);
    assert.equal(ended.status, 'cancelled');
    assert.match(ended.message ?? '', /Deleted from fw-lab-01: 9\.1\.13\.$/);
    assert.deepEqual(deleted(rig), ['9.1.13']);
  });

  it('never costs a device what it runs, falls back to or is on its way to, whatever it has and whatever is allowed', async function () {
    this.timeout(120_000);
    const versions = ['9.1.13', '10.1.6', '10.1.14', '10.2.0', '10.2.10', '11.1.0', '11.1.4-h7'];
    const catalogue = [...sampleSpec([]).catalogue, { version: '10.1.6', sizeMb: 410 }];
    let gone = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          version: fc.constantFrom('10.1.14', '10.2.10', '10.2.10'),
          otherPartition: fc.option(fc.constantFrom(...versions), { nil: undefined }),
          downloaded: fc.subarray(versions, { minLength: 3 }),
          panrepoFreeMb: fc.integer({ min: 100, max: 4000 }),
          partitions: fc.constantFrom('told', 'told', 'refused'),
        }),
        fc.constantFrom(defaultSettings, AUTO),
        fc.nat(3),
        async ({ version, partitions, ...device }, settings, hops) => {
          const path = ['10.2.10', '11.1.4-h7', '12.1.4'].filter((one) => one !== version).slice(0, hops + 1);
          const firewalls = [standalone({ ...device, version, answers: { partitions } })];
          const spec = { ...sampleSpec(firewalls), catalogue };
          const night = await opened({ spec, settings, paths: { [version]: path } });
          const { rig, engine } = night;
          const asked = await proposed(night);
          if (asked.length > 0) assert.equal((await makeRoom(night, asked)).status, 'completed');
          const request = { serials: [STANDALONE], by: 'test' };
          const { queued } = await rig.clock.drive(engine.submitDownloads(request));
          await rig.finish(engine, queued[0]?.id ?? '');
          await makeRoom(night, versions);
          gone += rig.fleet.log.of(STANDALONE, 'image_deleted').length;
          assert.deepEqual(wrongDeletions(rig.fleet, new Map([[STANDALONE, path]])), []);
          await rig.clock.drive(engine.close());
        },
      ),
      { numRuns: 40, seed: 20 },
    );
    assert.ok(gone > 10, `only ${gone} images were deleted`);
  });
});
