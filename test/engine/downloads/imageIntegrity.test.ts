/** What is said of images' checksums, and what is refused, with devices that report them and devices that do not. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import type { Job } from '../../../src/jobs/job.ts';
import type { SurveyOutcome, SurveyRow } from '../../../src/jobs/survey/downloadSurveyRow.ts';
import { imageFile, imageSha256 } from '../../../src/simulator/software/imageFile.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import { Rig, type RigOptions } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const STRICT = {
  ...defaultSettings,
  validation: { ...defaultSettings.validation, failOnMissingHash: true },
};
const reporting = standalone({ reportsSha256: true });
const corrupt = standalone({ reportsSha256: true, corruptImages: ['10.2.10'] });

async function download(options: RigOptions = {}): Promise<{ rig: Rig; engine: Engine; job: Job }> {
  const rig = new Rig({ paths: { '10.1.14': ['10.2.10'] }, ...options });
  const engine = await rig.start();
  await rig.discover(engine);
  const [queued] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
  return { rig, engine, job: await rig.finish(engine, queued?.id ?? '') };
}

const verdicts = ({ runs }: Job) => runs[0]?.images.map(({ integrity }) => integrity);

describe('engine: checksums of images', () => {
  it('verifies what the device reports against Panorama, asked once', async () => {
    const { rig, job } = await download({ firewalls: [reporting] });
    assert.deepEqual([job.status, verdicts(job)], ['completed', ['passed', 'passed']]);
    assert.match(job.message ?? '', /Checksums: 2 verified\.$/);
    const step = job.steps.find(({ version, kind }) => kind === 'download' && version === '10.2.10');
    assert.equal(step?.facts['checksumSource'], 'panorama');
    assert.match(step.message ?? '', /^Downloaded and verified 10\.2\.10\./);
    assert.equal(rig.fleet.panorama.calls.byCommand.get('request batch software check'), 1);
  });

  it('says that nothing was verified where the device reports nothing', async () => {
    const { job } = await download();
    assert.deepEqual([job.status, verdicts(job)], ['completed', ['not_reported', 'not_reported']]);
    assert.doesNotMatch(job.message ?? '', /\bverified\.|and verified/);
  });

  it('refuses a wrong image, and never installs it', async () => {
    const { rig, engine, job } = await download({ firewalls: [corrupt] });
    assert.deepEqual([job.status, verdicts(job)], ['failed', ['passed', 'mismatch']]);
    assert.match(job.message ?? '', /fw-lab-01: 10\.2\.10 is not accepted and will not be installed/);
    const upgrade = engine.submitUpgrade({ serial: SERIAL, dryRun: false, by: 'test' });
    assert.ok(upgrade.ok);
    assert.equal((await rig.finish(engine, upgrade.job.id)).status, 'failed');
    assert.equal(rig.fleet.log.of(SERIAL, 'install_started').length, 0);
  });

  it('does not call a device staged that has a wrong image, until it was fetched again', async () => {
    const { rig, engine } = await download({ firewalls: [corrupt] });
    const signal = new AbortController().signal;
    const verify = async () => {
      const options = { serials: [SERIAL], signal, onProgress: () => undefined };
      const [device] = await rig.clock.drive(engine.verifyDownloads(options));
      return device;
    };
    const survey = async (): Promise<SurveyOutcome | undefined> => {
      let outcome: SurveyOutcome | undefined;
      const onRow = (_index: number, row: SurveyRow): void => void (outcome = row.outcome);
      await rig.clock.drive(engine.surveyDownloads({ serials: [SERIAL], signal, onRow }));
      return outcome;
    };
    const found = await verify();
    assert.deepEqual(found?.images, [
      { version: '10.2.0', state: 'present' },
      { version: '10.2.10', state: 'wrong' },
    ]);
    assert.match(found.message, /^10\.2\.10 was refused for a wrong checksum and will not be installed\./);
    const outcome = await survey();
    assert.equal(outcome?.kind, 'ready');
    assert.match(outcome.note ?? '', /^10\.2\.10 is on the device with a wrong checksum/);

    // Somebody deletes it there, and this time it comes whole.
    const device = rig.fleet.devices.get(SERIAL);
    assert.ok(device !== undefined);
    device.images.delete('10.2.10');
    device.spec.corruptImages.length = 0;
    assert.equal((await verify())?.images[1]?.state, 'missing');
    const [again] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    assert.equal((await rig.finish(engine, again?.id ?? '')).status, 'completed');
    assert.deepEqual((await verify())?.images[1], { version: '10.2.10', state: 'present' });
    assert.equal((await survey())?.kind, 'skipped');
  });

  it('strict: refuses what cannot be verified', async () => {
    const { job } = await download({ settings: STRICT });
    assert.deepEqual([job.status, verdicts(job)], ['failed', ['not_reported', null]]);
    assert.match(job.message ?? '', /set panosUpgrade\.validation\.failOnMissingHash to false/);
    assert.equal((await download({ settings: STRICT, firewalls: [reporting] })).job.status, 'completed');
  });

  it('believes neither source when the file and Panorama differ', async () => {
    const entry = { sha256: 'ab'.repeat(32), filename: imageFile('400', '10.2.0') };
    const { job } = await download({ versionHashes: JSON.stringify({ '10.2.0': entry }) });
    assert.deepEqual([job.status, verdicts(job)?.[0]], ['failed', 'mismatch']);
    assert.match(job.message ?? '', /Its sources differ about its checksum/);
  });

  it('takes the file alone where Panorama cannot be asked, and does not ask it for every image', async () => {
    const filename = imageFile('400', '10.2.0');
    const rig = new Rig({
      firewalls: [reporting],
      paths: { '10.1.14': ['10.2.10'] },
      versionHashes: JSON.stringify({ '10.2.0': { sha256: imageSha256(filename), filename } }),
    });
    rig.fleet.fault('panorama', {
      kind: 'call',
      command: 'request batch software check',
      times: 'always',
      what: { how: 'error', text: 'No update information available' },
    });
    const engine = await rig.start();
    await rig.discover(engine);
    const [queued] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    const job = await rig.finish(engine, queued?.id ?? '');
    assert.deepEqual([job.status, verdicts(job)], ['completed', ['passed', 'not_in_database']]);
    assert.equal(rig.fleet.panorama.calls.byCommand.get('request batch software check'), 1);
  });

  it('accepts nothing by a file that cannot be used', async () => {
    const { rig, job } = await download({
      versionHashes: '{"10.2.0": {"sha256": "OFFICIAL_HASH_FROM_PALO_ALTO"}}',
    });
    assert.equal(job.status, 'failed');
    assert.equal(rig.fleet.log.of(SERIAL).length, 0, 'said before the first image');
    assert.match(
      job.message ?? '',
      /version_hashes\.json cannot be used, so no image is accepted\. Line 1, column 23/,
    );
  });

  it('does not look at checksums when told so', async () => {
    const settings = {
      ...defaultSettings,
      validation: { ...defaultSettings.validation, verifyHashes: false },
    };
    const { rig, job } = await download({ settings, firewalls: [corrupt] });
    assert.deepEqual([job.status, verdicts(job)], ['completed', [null, null]]);
    assert.equal(rig.fleet.panorama.calls.byCommand.get('request batch software check'), undefined);
  });
});
