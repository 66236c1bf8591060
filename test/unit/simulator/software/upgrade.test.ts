import assert from 'node:assert/strict';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, imageField, SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: an upgrade by bare commands', () => {
  it('takes two hops, and the effect log says so', async () => {
    const bench = new Bench([standalone()]);
    for (const [base, target] of [
      ['10.2.0', '10.2.10'],
      ['11.1.0', '11.1.4-h7'],
    ] as const) {
      await bench.ask(STANDALONE, SHOW.softwareCheck);
      assert.match(await bench.job(STANDALONE, 'download', base), /<result>OK<\/result>/);
      assert.match(await bench.job(STANDALONE, 'download', target), /<result>OK<\/result>/);
      assert.match(await bench.job(STANDALONE, 'install', target), /successfully completed/);
      await bench.restart(STANDALONE);
      await bench.clock.advanceBy(10 * 60_000);
      assert.equal(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'sw-version'), target);
    }
    assert.deepEqual(bench.fleet.log.story(STANDALONE), [
      ...['download_started 10.2.0', 'download_finished 10.2.0'],
      ...['download_started 10.2.10', 'download_finished 10.2.10'],
      ...['install_started 10.2.10', 'install_finished 10.2.10'],
      ...['restart_accepted', 'went_down', 'booted 10.2.10'],
      ...['download_started 11.1.0', 'download_finished 11.1.0'],
      ...['download_started 11.1.4-h7', 'download_finished 11.1.4-h7'],
      ...['install_started 11.1.4-h7', 'install_finished 11.1.4-h7'],
      ...['restart_accepted', 'went_down', 'booted 11.1.4-h7'],
    ]);
  });

  it('is the same again with the same seed, and differs with another', async () => {
    const run = async (seed: number): Promise<string> => {
      const bench = new Bench([standalone()], seed);
      await bench.job(STANDALONE, 'download', '10.2.0');
      await bench.restart(STANDALONE);
      await bench.clock.advanceBy(10 * 60_000);
      return JSON.stringify(bench.fleet.log.all());
    };
    assert.equal(await run(7), await run(7));
    assert.notEqual(await run(7), await run(8));
  });

  it('keeps the old version current until the reboot', async () => {
    const bench = new Bench([standalone({ downloaded: ['10.2.0', '10.2.10'] })]);
    await bench.job(STANDALONE, 'install', '10.2.10');
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'sw-version'), '10.1.14');
    const list = await bench.ask(STANDALONE, SHOW.softwareInfo);
    assert.equal(imageField(list, '10.1.14', 'current'), 'yes');
  });
});

describe('simulator: the software manager', () => {
  it('fails a download whose base image is missing, after the transfer', async () => {
    const bench = new Bench([standalone()]);
    const job = await bench.job(STANDALONE, 'download', '12.1.4');
    assert.match(job, /<result>FAIL<\/result>.*The required '12\.1\.2' base image must be loaded before/s);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), [
      'download_started 12.1.4',
      'download_failed 12.1.4',
    ]);
  });

  it('needs no base image within the running feature release', async () => {
    const bench = new Bench([standalone({ version: '10.2.10' })]);
    assert.match(await bench.job(STANDALONE, 'download', '10.2.10'), /<result>OK<\/result>/);
  });

  it('fails a download for want of room, and takes room for a good one', async () => {
    const bench = new Bench([standalone({ panrepoFreeMb: 1000 })]);
    assert.match(await bench.job(STANDALONE, 'download', '10.2.0'), /<result>OK<\/result>/);
    assert.match(await bench.ask(STANDALONE, SHOW.diskSpace), / 100M +\d+% \/opt\/panrepo\n/);
    assert.match(await bench.job(STANDALONE, 'download', '10.2.10'), /no space left on device/);
  });

  it('lets the progress fall back while the image is loaded, and then shows a time', async () => {
    const bench = new Bench([standalone()]);
    await bench.ask(
      STANDALONE,
      '<request><system><software><download><version>10.2.0</version></download></software></system></request>',
    );
    const shown: string[] = [];
    while (!shown.at(-1)?.includes(':')) {
      const job = textOf(await bench.ask(STANDALONE, SHOW.jobs), 'job') ?? '';
      shown.push(textOf(job, 'progress') ?? '');
      await bench.clock.advanceBy(5000);
    }
    const percents = shown.slice(0, -1).map(Number);
    assert.ok(percents.some((percent, index) => percent < (percents[index - 1] ?? 0)));
    assert.match(shown.at(-1) ?? '', /^\d\d:\d\d:\d\d$/);
  });

  it('refuses to install what is not there, and more than the rule of skipping allows', async () => {
    const bench = new Bench([standalone({ version: '9.1.13', downloaded: ['10.2.10'] })]);
    assert.match(await bench.job(STANDALONE, 'install', '10.1.14'), /FAIL.*has not been downloaded/s);
    assert.match(await bench.job(STANDALONE, 'install', '10.2.10'), /FAIL.*is not supported/s);
  });

  it('does one job at a time', async () => {
    const bench = new Bench([standalone()]);
    for (const version of ['10.2.0', '11.1.0']) {
      await bench.ask(
        STANDALONE,
        `<request><system><software><download><version>${version}</version></download></software></system></request>`,
      );
    }
    assert.match(await bench.ask(STANDALONE, SHOW.jobs), /^.*?<status>PEND<.*?<status>ACT</s);
    await bench.clock.advanceBy(30 * 60_000);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), [
      ...['download_started 10.2.0', 'download_finished 10.2.0'],
      ...['download_started 11.1.0', 'download_finished 11.1.0'],
    ]);
  });
});
