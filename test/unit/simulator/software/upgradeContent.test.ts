import assert from 'node:assert/strict';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, imageField, REQUEST, SHOW, textOf } from '../sampleFleet.ts';

const OLD = { contentVersion: '8790-8462', version: '10.2.10', downloaded: ['11.1.0', '11.1.4-h7'] };
const FLEET = { contentVersions: ['8790-8462', '8943-9315'], minimumContent: { '11.1': 8832 } };

describe('simulator: content', () => {
  it('is too old for another feature release, and no longer once it is updated', async () => {
    const bench = new Bench([standalone(OLD)], 1, FLEET);
    assert.match(
      await bench.job(STANDALONE, 'install', '11.1.4-h7'),
      /FAIL.*<line>Error: Upgrading from 10\.2\.10 to 11\.1\.4-h7 requires a content version of 8832 or greater and found 8790-8462\.</s,
    );
    const list = await bench.ask(STANDALONE, SHOW.contentCheck);
    assert.equal(imageField(list, '8943-9315', 'downloaded'), 'no');
    const run = async (cmd: string): Promise<string> =>
      bench.untilEnded(STANDALONE, await bench.ask(STANDALONE, cmd));
    assert.match(await run(REQUEST.contentDownload), /<type>Downld<.*<result>OK</s);
    assert.match(await run(REQUEST.contentInstall), /<type>Content<.*<result>OK</s);
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'app-version'), '8943-9315');
    assert.match(await bench.job(STANDALONE, 'install', '11.1.4-h7'), /successfully completed/);
    assert.deepEqual(bench.fleet.log.story(STANDALONE).slice(2, 6), [
      ...['content_download_started 8943-9315', 'content_downloaded 8943-9315'],
      ...['content_install_started 8943-9315', 'content_installed 8943-9315'],
    ]);
  });

  it('is installed while the software manager does nothing else', async () => {
    const bench = new Bench([standalone(OLD)], 1, FLEET);
    await bench.untilEnded(STANDALONE, await bench.ask(STANDALONE, REQUEST.contentDownload));
    await bench.ask(STANDALONE, REQUEST.contentInstall);
    await bench.job(STANDALONE, 'download', '10.2.10');
    const [content, image] = bench.fleet.log.of(STANDALONE, 'content_installed', 'download_started');
    assert.equal(content?.what, 'content_installed');
    assert.equal(image?.at, content.at);
  });

  it('plays no part within the running feature release', async () => {
    const bench = new Bench([standalone({ ...OLD, downloaded: ['10.2.0'] })], 1, {
      ...FLEET,
      minimumContent: { '10.2': 8832 },
    });
    assert.match(await bench.job(STANDALONE, 'install', '10.2.0'), /successfully completed/);
  });

  it('cannot be installed before it is downloaded, nor downloaded when nothing is newer', async () => {
    const bench = new Bench([standalone(OLD)], 1, FLEET);
    assert.match(
      await bench.ask(
        STANDALONE,
        '<request><content><upgrade><install><commit>no</commit><version>8943-9315</version></install></upgrade></content></request>',
      ),
      / request -> content -> upgrade -> install -> version '8943-9315' is not an allowed keyword/,
    );
    const newest = new Bench([standalone()]);
    assert.match(await newest.ask(STANDALONE, REQUEST.contentDownload), /error.*No update available/);
  });

  it('is not installed by a job that a restart breaks off', async () => {
    const bench = new Bench([standalone(OLD)], 1, FLEET);
    await bench.untilEnded(STANDALONE, await bench.ask(STANDALONE, REQUEST.contentDownload));
    await bench.ask(STANDALONE, REQUEST.contentInstall);
    await bench.restart(STANDALONE);
    await bench.clock.advanceBy(600_000);
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'app-version'), '8790-8462');
    assert.deepEqual(bench.fleet.log.story(STANDALONE, 'content_job_failed', 'content_installed'), [
      'content_job_failed 8943-9315',
    ]);
  });
});
