import assert from 'node:assert/strict';
import { deviceFaultSamples } from '../../../support/faultSamples.ts';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

const TEN_MINUTES = 600_000;
const downloaded = ['10.2.0', '10.2.10'];

describe('simulator: faults', () => {
  it('wrong_version_after_boot', async () => {
    const bench = new Bench([standalone({ downloaded })]);
    bench.fleet.fault(STANDALONE, { kind: 'wrong_version_after_boot', version: '10.1.14' });
    await bench.job(STANDALONE, 'install', '10.2.10');
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(TEN_MINUTES);
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'sw-version'), '10.1.14');
  });

  it('never_back', async () => {
    const bench = new Bench([standalone({ faults: [{ kind: 'never_back' }] })]);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(100 * TEN_MINUTES);
    assert.equal((await bench.send(STANDALONE, SHOW.systemInfo)).kind, 'refused');
  });

  it('back_late: minutes later than otherwise', async () => {
    const bench = new Bench([standalone({ faults: [{ kind: 'back_late', minutes: 40 }] })]);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(4 * TEN_MINUTES);
    assert.equal((await bench.send(STANDALONE, SHOW.systemInfo)).kind, 'refused');
    await bench.clock.advanceBy(TEN_MINUTES);
    assert.equal((await bench.send(STANDALONE, SHOW.systemInfo)).kind, 'answer');
  });

  it('disk_full: what does not fit is not loaded, and nothing of it stays', async () => {
    const bench = new Bench([standalone({ faults: [{ kind: 'disk_full', freeMb: 100 }] })]);
    assert.match(await bench.ask(STANDALONE, SHOW.diskSpace), /100M +\d+% \/opt\/panrepo/);
    assert.match(await bench.job(STANDALONE, 'download', '10.2.0'), /<result>FAIL.*no space left/s);
  });

  it('software_manager_busy: installs fail for so long', async () => {
    const bench = new Bench([standalone({ downloaded })]);
    bench.fleet.fault(STANDALONE, { kind: 'software_manager_busy', minutes: 10 });
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /software manager is currently in use/);
    await bench.clock.advanceBy(TEN_MINUTES);
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /<result>OK/);
  });

  it('install_fails and download_fails, as often as asked', async () => {
    const bench = new Bench([standalone({ downloaded })]);
    bench.fleet.fault(STANDALONE, { kind: 'install_fails', text: 'Broken image' });
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /FAIL.*Broken image/s);
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /<result>OK/);
    bench.fleet.fault(STANDALONE, { kind: 'download_fails', times: 2 });
    assert.match(await bench.job(STANDALONE, 'download', '11.1.0'), /<result>FAIL/);
    assert.match(await bench.job(STANDALONE, 'download', '11.1.0'), /<result>FAIL/);
    assert.match(await bench.job(STANDALONE, 'download', '11.1.0'), /<result>OK/);
  });

  it('job_stalls', async () => {
    const bench = new Bench([standalone({ faults: [{ kind: 'job_stalls', type: 'Downld' }] })]);
    await bench.ask(
      STANDALONE,
      '<request><system><software><download><version>10.2.0</version></download></software></system></request>',
    );
    await bench.clock.advanceBy(10 * TEN_MINUTES);
    assert.match(await bench.ask(STANDALONE, SHOW.jobs), /<type>Downld<\/type><status>ACT<.*?<progress>43</s);
  });

  it('drop_before and drop_after_acceptance hit the nth effect and no reading', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'drop_before' });
    bench.fleet.fault(STANDALONE, { kind: 'drop_after_acceptance', nth: 2 });
    await bench.ask(STANDALONE, SHOW.systemInfo);
    assert.equal((await bench.restart(STANDALONE)).kind, 'reset');
    assert.deepEqual(bench.fleet.log.story(STANDALONE), []);
    assert.equal((await bench.restart(STANDALONE)).kind, 'reset');
    assert.deepEqual(bench.fleet.log.story(STANDALONE), ['restart_accepted']);
    assert.equal((await bench.restart(STANDALONE)).kind, 'answer');
  });

  it('exchanged: another serial and version from now on, with the same key and the jobs of before', async () => {
    const bench = new Bench([standalone()]);
    assert.match(await bench.ask(STANDALONE, SHOW.systemInfo), /<serial>001701000101</);
    const jobs = await bench.ask(STANDALONE, SHOW.jobs);
    bench.fleet.fault(STANDALONE, { kind: 'exchanged', serial: '001701009901', version: '9.1.13' });
    const info = await bench.ask(STANDALONE, SHOW.systemInfo);
    assert.match(info, /<serial>001701009901</);
    assert.match(info, /<sw-version>9\.1\.13</);
    assert.equal(await bench.ask(STANDALONE, SHOW.jobs), jobs);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), ['exchanged']);
  });

  it('foreign_job', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'foreign_job', type: 'Commit', user: 'alice', seconds: 120 });
    assert.match(
      await bench.ask(STANDALONE, SHOW.jobs),
      /<user>alice<\/user><type>Commit<\/type><status>ACT</,
    );
    await bench.clock.advanceBy(120_000);
    assert.match(
      await bench.ask(STANDALONE, SHOW.jobs),
      /<user>alice<\/user><type>Commit<\/type><status>FIN</,
    );
  });

  it('foreign_job of the software manager makes ours wait for its end', async () => {
    const bench = new Bench([standalone({ downloaded })]);
    bench.fleet.fault(STANDALONE, { kind: 'foreign_job', type: 'Downld', user: 'alice', seconds: 120 });
    const begun = bench.clock.now();
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /<result>OK/);
    const [started] = bench.fleet.log.of(STANDALONE, 'install_started');
    assert.equal(started?.at, begun + 120_000);
  });

  it('slow_to_go_down and restart_ignored', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'restart_ignored' });
    bench.fleet.fault(STANDALONE, { kind: 'slow_to_go_down', seconds: 280 });
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(TEN_MINUTES);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), ['restart_accepted']);
    const sentAt = bench.clock.now();
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(TEN_MINUTES);
    const [wentDown] = bench.fleet.log.of(STANDALONE, 'went_down');
    assert.ok(wentDown !== undefined && wentDown.at - sentAt >= 280_000);
  });

  it('certificate_changed and plain_http are told to whoever serves the address', () => {
    const bench = new Bench([standalone({ faults: [{ kind: 'certificate_changed' }] })]);
    const changed: string[] = [];
    bench.fleet.onPresence((target) => changed.push(target));
    assert.equal(bench.fleet.presence(STANDALONE), 'other_certificate');
    assert.equal(bench.fleet.presence('panorama'), 'itself');
    bench.fleet.fault('panorama', { kind: 'plain_http' });
    assert.equal(bench.fleet.presence('panorama'), 'plain_http');
    assert.deepEqual(changed, ['panorama']);
  });

  it('can all be set, in a fleet file and while it runs', () => {
    const samples = Object.values(deviceFaultSamples);
    const bench = new Bench([standalone({ faults: samples })]);
    for (const sample of samples) bench.fleet.fault(STANDALONE, sample);
  });

  it('refuses a fault or a device it does not know', () => {
    const bench = new Bench([standalone()]);
    assert.throws(
      () => bench.fleet.fault('000000000000', { kind: 'never_back' }),
      /has no device 000000000000/,
    );
    assert.throws(() => bench.fleet.fault(STANDALONE, { kind: 'drop_before', nth: 0 }));
  });
});
