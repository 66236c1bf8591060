import assert from 'node:assert/strict';
import { downloadMessage, isReadyForInstall } from '../../../../src/jobs/outcome/downloadMessage.ts';
import type { RunImage } from '../../../../src/jobs/job.ts';

function image(version: string, state: RunImage['state'], integrity: RunImage['integrity'] = null): RunImage {
  return { version, state, integrity, sizeMb: 450, sha256: null, startedAt: null, endedAt: null };
}

describe('downloadMessage', () => {
  it('says what was fetched and what had been there, as the original did', () => {
    const images = [image('10.1.0', 'present'), image('10.5.1', 'downloaded'), image('11.1.0', 'downloaded')];
    assert.equal(
      downloadMessage(images, '10.0.2'),
      'Downloaded 2 version(s): 10.5.1, 11.1.0. Skipped 1 (already present): 10.1.0.',
    );
    assert.equal(isReadyForInstall({ status: 'download_complete', images }), true);
  });

  it('says that there was nothing to do', () => {
    const images = [image('10.1.0', 'present'), image('11.1.0', 'present')];
    assert.equal(downloadMessage(images, '10.0.2'), 'All 2 version(s) already downloaded: 10.1.0, 11.1.0.');
  });

  it('names what the device does not offer yet, and is not ready then', () => {
    const images = [image('10.1.0', 'downloaded'), image('12.1.2', 'not_listed')];
    assert.match(
      downloadMessage(images, '10.0.2'),
      /Not offered by the device while it runs 10\.0\.2: 12\.1\.2\./,
    );
    assert.equal(isReadyForInstall({ status: 'download_complete', images }), false);
  });

  it('claims no more of the checksums than was checked', () => {
    const images = [
      image('10.1.0', 'downloaded', 'passed'),
      image('10.5.1', 'downloaded', 'not_reported'),
      image('11.1.0', 'present', 'not_in_database'),
    ];
    assert.match(
      downloadMessage(images, '10.0.2'),
      /Checksums: 1 verified, 1 not verified \(no known checksum\), 1 not verified \(the device reports none\)\.$/,
    );
  });

  it('is not ready when the download has failed, whatever it had fetched before', () => {
    assert.equal(isReadyForInstall({ status: 'failed', images: [image('10.1.0', 'downloaded')] }), false);
  });

  it('is not ready without any image', () => {
    assert.equal(isReadyForInstall({ status: 'download_complete', images: [] }), false);
  });
});
