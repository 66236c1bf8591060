/** Download jobs of single devices, judged by what the device saw. In virtual time. */
import assert from 'node:assert/strict';
import { ConflictingJobTypeError } from '../../../src/jobs/submission/conflict.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { begin, count, download } from '../../support/downloadRig.ts';
import { sampleSpec, STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

describe('engine: download of one device', () => {
  it('says what it fetched, what was there, and that the device is ready', async () => {
    const { rig, engine } = await begin({ firewalls: [standalone({ downloaded: ['10.2.0'] })] });
    const job = await download({ rig, engine });
    assert.equal(job.status, 'completed');
    assert.match(
      job.message ?? '',
      /^Downloaded 1 version\(s\): 10\.2\.10\. Skipped 1 \(already present\): 10\.2\.0\. Checksums: 2 not verified \(the device reports none\)\.$/,
    );
    const [run] = job.runs;
    assert.deepEqual(
      run?.images.map(({ version, state, sizeMb }) => [version, state, sizeMb]),
      [
        ['10.2.0', 'present', 900],
        ['10.2.10', 'downloaded', 450],
      ],
    );
    assert.equal(run.status, 'download_complete');
  });

  it('plans by the version the device runs, not by the one the inventory remembers', async () => {
    const { rig, engine } = await begin({ paths: { '10.1.14': ['10.2.10'], '10.2.10': ['11.1.4-h7'] } });
    const device = rig.fleet.devices.get(SERIAL);
    assert.ok(device !== undefined);
    // Somebody has upgraded it since the discovery.
    device.version = '10.2.10';
    assert.equal(engine.inventory.get(SERIAL)?.swVersion, '10.1.14');
    const job = await download({ rig, engine });
    assert.equal(engine.inventory.get(SERIAL)?.swVersion, '10.2.10');
    assert.deepEqual(
      job.runs[0]?.images.map(({ version }) => version),
      ['11.1.0', '11.1.4-h7'],
    );
  });

  it('skips a device without a path, and one at its target, with the reason', async () => {
    const without = await begin({ paths: { '9.9.9': ['10.0.0'] } });
    const job = await download(without);
    assert.equal(job.status, 'skipped');
    assert.match(job.message ?? '', /no path for 10\.1\.14/);
    const at = await begin({ paths: { '9.1.13': ['10.0.0', '10.1.14'] } });
    assert.match((await download(at)).message ?? '', /already runs 10\.1\.14, the target/);
    assert.equal(at.rig.fleet.log.of(SERIAL).length, 0);
  });

  it('fetches what an old release offers, and says what it does not offer yet', async () => {
    const sample = sampleSpec([standalone({ version: '9.1.13' })]);
    const spec = {
      ...sample,
      catalogue: [
        ...sample.catalogue,
        { version: '10.0.0', sizeMb: 700, base: true },
        { version: '10.1.0', sizeMb: 800, base: true },
      ],
    };
    const { rig, engine } = await begin({
      spec,
      paths: { '9.1.13': ['10.0.0', '10.1.14', '11.1.4-h7'] },
    });
    const job = await download({ rig, engine });
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.deepEqual(
      rig.fleet.log.of(SERIAL, 'download_finished').map(({ version }) => version),
      ['10.0.0', '10.1.0', '10.1.14'],
    );
    assert.match(
      job.message ?? '',
      /Not offered by the device while it runs 9\.1\.13: 11\.1\.0, 11\.1\.4-h7\./,
    );
  });

  it('looks for room once, before the first image; what vanishes later is told by the device', async () => {
    const none = await begin({ firewalls: [standalone({ panrepoFreeMb: 1000 })] });
    const refused = await download(none);
    assert.equal(refused.status, 'failed');
    assert.match(refused.message ?? '', /1\.0 GB free on \/opt\/panrepo, 1\.5 GB needed for 10\.2\.0/);
    assert.equal(count(none.rig, 'download_started'), 0);

    const { rig, engine } = await begin();
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    await rig.until(SERIAL, 'download_finished');
    rig.fleet.fault(SERIAL, { kind: 'disk_full', freeMb: 100 });
    const stopped = await rig.finish(engine, job?.id ?? '');
    assert.match(
      stopped.message ?? '',
      /The device could not download 10\.2\.10: .*no space left on device.* Make Room… shows/,
    );
    assert.equal(stopped.trouble?.code, 'disk_full');
    // It was told once, and is not asked for again.
    assert.equal(count(rig, 'download_started'), 2);
  });

  it('tries again what can pass, with longer and longer pauses, and no more often than set', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, { kind: 'download_fails', times: 2 });
    assert.equal((await download({ rig, engine })).status, 'completed');
    const starts = rig.fleet.log.of(SERIAL, 'download_started').map(({ at }) => at);
    assert.equal(starts.length, 4);
    const [first = 0, second = 0, third = 0] = starts;
    assert.ok(third - second > second - first + 30_000, `${second - first} ms, then ${third - second} ms`);

    const worse = await begin();
    worse.rig.fleet.fault(SERIAL, { kind: 'download_fails', times: 3 });
    const failed = await download(worse);
    assert.match(failed.message ?? '', /given up after 3 tries/);
    assert.equal(count(worse.rig, 'download_started'), 3);
  });

  it('tries again what nobody knows, no more often than set, and ends with the last words of the device', async () => {
    const text = 'Failed to download due to server error.';
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, { kind: 'download_fails', text, times: 2 });
    assert.equal((await download({ rig, engine })).status, 'completed');
    assert.equal(count(rig, 'download_started'), 4);

    const worse = await begin();
    worse.rig.fleet.fault(SERIAL, { kind: 'download_fails', text, times: 3 });
    const failed = await download(worse);
    assert.match(failed.message ?? '', /given up after 3 tries.*"Failed to download due to server error\."/);
    assert.equal(count(worse.rig, 'download_started'), 3);
  });

  it('tries again where the device refuses to begin, unless it says that it never will', async () => {
    const refusal = (text: string) =>
      ({
        kind: 'call',
        command: 'request system software download',
        times: 2,
        what: { how: 'error', text },
      }) as const;
    const busy = await begin();
    busy.rig.fleet.fault(SERIAL, refusal('Another download is in progress.'));
    assert.equal((await download(busy)).status, 'completed');

    const never = await begin();
    never.rig.fleet.fault(SERIAL, refusal('10.2.0 is not a valid version for this platform.'));
    assert.match((await download(never)).message ?? '', /not a valid version/);
    assert.equal(count(never.rig, 'download_started'), 0);
  });

  it('counts what is known to pass by itself, so that a busy hour uses up no other try', async () => {
    const busy = 'The software manager is currently in use.';
    const { rig, engine } = await begin();
    const text = 'Failed to download due to server error.';
    rig.fleet.fault(SERIAL, { kind: 'download_fails', text: busy, times: 2 });
    rig.fleet.fault(SERIAL, { kind: 'download_fails', text, times: 2 });
    assert.equal((await download({ rig, engine })).status, 'completed');
  });

  it('does not try again what cannot pass', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, { kind: 'download_fails', text: 'No license found for this download.' });
    const job = await download({ rig, engine });
    assert.match(job.message ?? '', /could not download 10\.2\.0: "No license found/);
    assert.equal(count(rig, 'download_started'), 1);
  });

  it('is asked for again by retry, as a new job', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, { kind: 'download_fails', text: 'No license found for this download.' });
    const failed = await download({ rig, engine });
    const [again] = (await engine.retry([failed.id], 'test')).queued;
    assert.notEqual(again?.id, failed.id);
    assert.equal(again?.retryOf, failed.id, 'the old job is known to be tried again by the new one');
    assert.equal((await rig.finish(engine, again.id)).status, 'completed');
    await assert.rejects(engine.retry([again.id], 'test'), /cannot be tried again: it ended as completed/);
    await assert.rejects(engine.retry(['job-x'], 'test'), /There is no such job/);
  });

  it('leaves the rest of the queue where it is when the queue is full', async () => {
    const firewalls = [1, 2, 3].map((n) => standalone({ serial: `00170100010${n}`, hostname: `fw-${n}` }));
    const { engine } = await begin({
      firewalls,
      settings: { ...defaultSettings, workers: { max: 1, queueSize: 2 } },
    });
    const { queued, skipped } = await engine.submitDownloads({
      serials: [...firewalls.map(({ serial }) => serial), '009'],
      by: 'test',
    });
    assert.equal(queued.length, 2);
    assert.match(skipped[0]?.reason ?? '', /^The queue is full \(2 jobs\)/);
    assert.match(skipped[1]?.reason ?? '', /no device 009 in the inventory/);
  });
});

describe('engine: downloads and upgrades on one device', () => {
  it('are refused beside each other in either order, with the id of the other job', async () => {
    const { engine } = await begin();
    engine.pause();
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    const upgrade = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(!upgrade.ok && upgrade.error instanceof ConflictingJobTypeError);
    assert.equal(upgrade.conflictingJobId, job?.id);

    engine.cancel(job?.id ?? '', 'test');
    const second = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(second.ok);
    const { queued, skipped } = await engine.submitDownloads({ serials: [SERIAL], by: 'test' });
    assert.deepEqual([queued.length, skipped[0]?.conflictingJobId], [0, second.job.id]);
    assert.match(skipped[0]?.reason ?? '', /existing standalone job\. Cannot submit download_only job/);
  });

  it('wait for a download of another window or tool, and give up when it does not end', async () => {
    const { rig, engine } = await begin();
    rig.fleet.fault(SERIAL, { kind: 'foreign_job', type: 'Downld', user: 'other-window', seconds: 120 });
    assert.equal((await download({ rig, engine })).status, 'completed');

    const stuck = await begin();
    stuck.rig.fleet.fault(SERIAL, {
      kind: 'foreign_job',
      type: 'Downld',
      user: 'other-window',
      seconds: 86_400,
    });
    const job = await download(stuck);
    assert.match(job.message ?? '', /still busy with Downld job \d+ of other-window after 15 minutes/);
    assert.equal(count(stuck.rig, 'download_started'), 0);
  });

  it('keep to one job a device when a crash left both of them open', async () => {
    const { rig, engine } = await begin();
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    await rig.until(SERIAL, 'download_started');
    await rig.clock.drive(engine.close());
    const next = await rig.start();
    const refused = next.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(!refused.ok && refused.conflictingJobId === job?.id);
    assert.equal((await rig.finish(next, job.id)).status, 'completed');
    assert.equal(count(rig, 'download_finished'), 2);
  });
});

describe('engine: limits of downloads', () => {
  it('keeps to the limit of a site, and of a device group where there is no site', async () => {
    const firewalls = Array.from({ length: 12 }, (_, n) =>
      standalone({
        serial: `0017010001${10 + n}`,
        hostname: `fw-${n}`,
        deviceGroup: n < 6 ? 'EMEA' : 'APAC',
      }),
    );
    const { rig, engine } = await begin({
      firewalls,
      settings: {
        ...defaultSettings,
        workers: { max: 20, queueSize: 100 },
        download: { maxConcurrent: 5, maxConcurrentPerGroup: 2 },
      },
    });
    const serials = firewalls.map(({ serial }) => serial);
    // Three devices of APAC share a link of their own.
    engine.setSite(serials.slice(9), 'Ulm');
    const most = new Map<string, number>();
    engine.jobs.onDidChange(() => {
      const active = engine.jobs.all().filter(({ status }) => status === 'active');
      const groups = Map.groupBy(active, ({ runs }) => engine.inventory.groupOf(runs[0]?.serial ?? '') ?? '');
      for (const [group, jobs] of groups) most.set(group, Math.max(most.get(group) ?? 0, jobs.length));
      most.set('all', Math.max(most.get('all') ?? 0, active.length));
    });
    await rig.clock.drive(engine.submitDownloads({ serials, by: 'test' }));
    await rig.finishAll(engine);
    assert.deepEqual(
      [...most].toSorted(([a], [b]) => a.localeCompare(b)),
      [
        ['all', 5],
        ['APAC', 2],
        ['EMEA', 2],
        ['Ulm', 2],
      ],
    );
    assert.ok(engine.jobs.all().every(({ status }) => status === 'completed'));
  });

  it('remembers sites: over a restart, for a window that looks on, and without the database', async () => {
    const { rig, engine } = await begin();
    engine.setSite([SERIAL], 'Ulm');
    assert.equal(engine.inventory.siteOf(SERIAL), 'Ulm');
    await engine.close();
    const again = await rig.start();
    assert.deepEqual([again.inventory.groupOf(SERIAL), again.inventory.sites()], ['Ulm', ['Ulm']]);
    await again.close();
    for (const path of ['/storage/state.db', '/storage/state.db.1']) rig.disk.put(path, new Uint8Array(3));
    const fromJournal = await rig.start();
    assert.equal(fromJournal.inventory.siteOf(SERIAL), 'Ulm');
    fromJournal.setSite([SERIAL], null);
    await fromJournal.close();
    assert.equal((await rig.start()).inventory.siteOf(SERIAL), null);
  });
});
