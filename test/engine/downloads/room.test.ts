/** Room for the images of a whole path: what fits is fetched and installed, what does not is refused before anything is sent. */
import assert from 'node:assert/strict';
import type { EngineSettings } from '../../../src/engine/settings/engineSettings.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { UpgradeTarget } from '../../../src/jobs/submission/upgradeTarget.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { begin, download } from '../../support/downloadRig.ts';
import { pairSpec } from '../../support/pairRig.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import { pair, PAIR, STANDALONE, standalone } from '../../support/sampleSpec.ts';

const PATH = ['10.2.10', '11.1.4-h7', '12.1.4'];

/** With a tenth more: 1.45, 3.06 and 4.80 GB. */
const NEEDED = ['1.5 GB', '3.1 GB', '4.8 GB'];

function withRoom(room: Partial<EngineSettings['validation']>): EngineSettings {
  return { ...defaultSettings, validation: { ...defaultSettings.validation, ...room } };
}

async function upgrade(
  options: RigOptions,
  targets: readonly UpgradeTarget[],
): Promise<{ rig: Rig; job: Job }> {
  const rig = new Rig(options);
  const engine = await rig.start();
  await rig.discover(engine);
  const request = { targets, dryRun: false, allowPreemption: false, by: 'test' };
  const { queued, skipped } = await rig.clock.drive(engine.submitUpgrades(request));
  assert.deepEqual(skipped, []);
  return { rig, job: await rig.finish(engine, queued[0]?.id ?? '') };
}

describe('room for a path', () => {
  const disks = [
    { name: '2.9 GB, as a PA-440 was captured', freeMb: 2960, hops: 1 },
    { name: '4.2 GB', freeMb: 4300, hops: 2 },
    { name: '1.0 GB', freeMb: 1024, hops: 0 },
    { name: '5.5 GB', freeMb: 5632, hops: 3 },
  ];
  for (const { name, freeMb, hops: fitting } of disks) {
    for (const hops of [1, 2, 3]) {
      const fits = hops <= fitting;
      it(`is judged before anything is sent: ${name}, hops ${hops}: ${fits ? 'upgraded' : 'refused with the numbers'}`, async () => {
        const paths = { '10.1.14': PATH.slice(0, hops) };
        const options = { firewalls: [standalone({ panrepoFreeMb: freeMb })], paths };
        const staged = await begin(options);
        const jobs = [await download(staged), (await upgrade(options, [[STANDALONE]])).job];
        for (const job of jobs) {
          if (fits) {
            assert.equal(job.status, 'completed', job.message ?? '');
            continue;
          }
          assert.equal(job.status, 'failed');
          const message = job.message ?? '';
          assert.match(message, /GB free on \/opt\/panrepo/);
          assert.ok(message.includes(`${NEEDED[hops - 1] ?? ''} needed for 10.2.0 (0.9 GB)`), message);
          assert.match(message, /Make Room…/);
        }
        if (!fits) assert.deepEqual(staged.rig.fleet.log.story(STANDALONE), []);
      });
    }
  }

  it('is judged for both members of a pair before anything is sent to either', async () => {
    const members = pair().map((member, index) => ({ ...member, panrepoFreeMb: index === 0 ? 3600 : 2960 }));
    const paths = { '10.2.10': ['11.1.4-h7', '12.1.4'] };
    const { rig, job } = await upgrade({ spec: pairSpec(members), paths }, [PAIR]);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /2\.9 GB free on \/opt\/panrepo, 3\.4 GB needed/);
    assert.deepEqual(
      rig.fleet.log.all().filter(({ what }) => what !== 'ha_state'),
      [],
    );

    const one = await upgrade({ spec: pairSpec(members), paths: { '10.2.10': ['11.1.4-h7'] } }, [PAIR]);
    assert.equal(one.job.status, 'completed', one.job.message ?? '');
  });

  it('keeps the reserve before the first image, and does not ask for it again after its own', async () => {
    const settings = withRoom({ minDiskGb: 5 });
    const paths = { '10.1.14': PATH.slice(0, 2) };
    const { job } = await upgrade({ settings, paths, firewalls: [standalone({ panrepoFreeMb: 5632 })] }, [
      [STANDALONE],
    ]);
    assert.equal(job.status, 'completed', job.message ?? '');

    const less = await upgrade({ settings, paths, firewalls: [standalone({ panrepoFreeMb: 5000 })] }, [
      [STANDALONE],
    ]);
    assert.equal(less.job.status, 'failed');
    assert.match(less.job.message ?? '', /minDiskGb wants 5\.0 GB free before the first of them/);
    assert.deepEqual(less.rig.fleet.log.story(STANDALONE), []);
  });

  it('counts what an earlier job has staged for the same path as free before it', async () => {
    const settings = withRoom({ minDiskGb: 5 });
    const paths = { '10.1.14': PATH.slice(0, 2) };
    const { rig, engine } = await begin({
      settings,
      paths,
      firewalls: [standalone({ panrepoFreeMb: 5632 })],
    });
    const [first] = (await engine.submitDownloads({ serials: [STANDALONE], by: 'test' })).queued;
    await rig.until(STANDALONE, 'download_finished', 1);
    engine.cancel(first?.id ?? '', 'test');
    await rig.finish(engine, first?.id ?? '');
    const again = await download({ rig, engine });
    assert.equal(again.status, 'completed', again.message ?? '');
  });

  it('is not asked for in a later hop: what somebody has taken meanwhile is told by the device', async () => {
    const rig = new Rig({ paths: { '10.1.14': PATH.slice(0, 2) } });
    const engine = await rig.start();
    const job = await rig.submit(engine);
    await rig.until(STANDALONE, 'booted');
    rig.fleet.fault(STANDALONE, { kind: 'disk_full', freeMb: 300 });
    const ended = await rig.finish(engine, job.id);
    assert.equal(ended.status, 'failed');
    assert.match(ended.message ?? '', /could not download 11\.1\.0: .*no space left on device/);
    assert.equal(ended.trouble?.code, 'disk_full');
  });
});
