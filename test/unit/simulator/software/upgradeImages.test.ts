import assert from 'node:assert/strict';
import { sampleSpec, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, imageField, REQUEST, SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: images on a device', () => {
  it('make room when they are deleted', async () => {
    const bench = new Bench([standalone({ downloaded: ['10.2.0'], panrepoFreeMb: 300 })]);
    assert.match(await bench.job(STANDALONE, 'download', '10.2.10'), /no space left on device/);
    assert.match(await bench.ask(STANDALONE, REQUEST.deleteImage('10.2.0')), /status="success"/);
    assert.match(await bench.ask(STANDALONE, SHOW.diskSpace), / 1\.2G +\d+% \/opt\/panrepo\n/);
    const list = await bench.ask(STANDALONE, SHOW.softwareInfo);
    assert.equal(imageField(list, '10.2.0', 'downloaded'), 'no');
    assert.deepEqual(bench.fleet.log.story(STANDALONE, 'image_deleted'), ['image_deleted 10.2.0']);
  });

  it('cannot be deleted when they run or are not there', async () => {
    const bench = new Bench([standalone()]);
    assert.match(await bench.ask(STANDALONE, REQUEST.deleteImage('10.1.14')), /error.*it is running/);
    assert.match(await bench.ask(STANDALONE, REQUEST.deleteImage('10.2.0')), /error.*not downloaded/);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), []);
  });

  it('cannot be deleted while the software manager is busy', async () => {
    const bench = new Bench([standalone({ downloaded: ['10.2.0'] })]);
    bench.fleet.fault(STANDALONE, { kind: 'software_manager_busy', minutes: 10 });
    assert.match(await bench.ask(STANDALONE, REQUEST.deleteImage('10.2.0')), /error.*currently in use/);
    assert.deepEqual(bench.fleet.log.story(STANDALONE), []);
  });

  it('are deleted whatever falls back to them, and the log says what the device had then', async () => {
    const bench = new Bench([standalone({ otherPartition: '9.1.13', downloaded: ['9.1.13'] })]);
    assert.match(await bench.ask(STANDALONE, REQUEST.deleteImage('9.1.13')), /status="success"/);
    const [entry] = bench.fleet.log.of(STANDALONE, 'image_deleted');
    assert.equal(entry?.detail, 'beside 10.1.14 and 9.1.13');
  });

  it('stand on two partitions, of which the API tells or does not', async () => {
    const downloaded = ['10.2.0', '10.2.10'];
    const bench = new Bench([standalone({ answers: { partitions: 'told' }, downloaded })]);
    const status = '<debug><swm><status></status></swm></debug>';
    const other = async (): Promise<string | undefined> =>
      /sysroot1 +(.*)/.exec(await bench.ask(STANDALONE, status))?.[1]?.replaceAll(/ +/g, ' ');
    assert.equal(await other(), 'EMPTY None');
    await bench.job(STANDALONE, 'install', '10.2.10');
    assert.equal(await other(), 'PENDING-CHANGE 10.2.10');
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(30 * 60_000);
    assert.equal(await other(), 'REVERTABLE 10.1.14');
    const silent = new Bench([standalone()]);
    assert.match(await silent.ask(STANDALONE, status), /debug not available to xmlapi client/);
  });

  it('may stand in the list twice, and without a size', async () => {
    const catalogue = sampleSpec([]).catalogue.map((image) => ({ ...image, sizeKnown: false }));
    const bench = new Bench([standalone({ duplicateImages: true })], 1, { catalogue });
    const list = await bench.ask(STANDALONE, SHOW.softwareInfo);
    assert.equal(list.match(/<version>10\.1\.14<\/version>/g)?.length, 2);
    assert.equal(list.match(/<version>10\.2\.0<\/version>/g)?.length, 1);
    assert.equal(textOf(list, 'size'), '(null)');
  });

  it('are lost when the room goes away in the middle of the transfer', async () => {
    const bench = new Bench([standalone()]);
    const begun = await bench.ask(
      STANDALONE,
      '<request><system><software><download><version>10.2.0</version></download></software></system></request>',
    );
    const word = async (): Promise<string | undefined> =>
      imageField(await bench.ask(STANDALONE, SHOW.softwareInfo), '10.2.0', 'downloaded');
    assert.equal(await word(), 'downloading');
    bench.fleet.fault(STANDALONE, { kind: 'disk_full' });
    assert.match(await bench.untilEnded(STANDALONE, begun), /<result>FAIL<.*no space left on device/s);
    assert.equal(await word(), 'no');
  });

  it('say while they are transferred that they can be stopped, while they are installed that they cannot', async () => {
    const bench = new Bench([standalone({ downloaded: ['10.2.0'] })]);
    for (const [verb, version, stoppable] of [
      ['download', '10.2.10', 'yes'],
      ['install', '10.2.0', 'no'],
    ] as const) {
      const begun = await bench.ask(
        STANDALONE,
        `<request><system><software><${verb}><version>${version}</version></${verb}></software></system></request>`,
      );
      assert.equal(textOf(await bench.ask(STANDALONE, SHOW.jobs), 'stoppable'), stoppable);
      await bench.untilEnded(STANDALONE, begun);
    }
  });
});
