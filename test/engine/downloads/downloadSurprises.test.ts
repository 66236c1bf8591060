/** What may happen to a download behind its back: on the device, at its address, in its site. In virtual time. */
import assert from 'node:assert/strict';
import { isReadyForInstall } from '../../../src/jobs/outcome/downloadMessage.ts';
import { begin, count } from '../../support/downloadRig.ts';
import { defaultSettings } from '../../support/engineSettings.ts';
import type { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const OTHER = '001701000102';

describe('engine: what may happen to a download behind its back', () => {
  it('does not take another device at its address for its own', async () => {
    const firewalls = [
      standalone({ address: '10.77.16.1' }),
      standalone({
        serial: OTHER,
        hostname: 'fw-lab-02',
        address: '10.77.16.2',
        downloaded: ['10.2.0', '10.2.10'],
      }),
    ];
    const { rig, engine } = await begin({ firewalls });
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    await rig.until(SERIAL, 'download_started');
    await rig.clock.drive(engine.close());
    swapAddresses(rig);
    const next = await rig.start();
    const ended = await rig.finish(next, job?.id ?? '');
    assert.equal(ended.status, 'failed');
    assert.match(ended.message ?? '', /001701000102/);
  });

  it('waits for an image the device already fetches, though its job is not listed any more', async () => {
    const { rig, engine } = await begin();
    const device = rig.fleet.devices.get(SERIAL);
    assert.ok(device !== undefined);
    device.images.set('10.2.0', 'downloading');
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    await rig.clock.advanceBy(60_000);
    assert.equal(count(rig, 'download_started'), 0);
    device.images.set('10.2.0', 'downloaded');
    assert.equal((await rig.finish(engine, job?.id ?? '')).status, 'completed');
    assert.deepEqual(
      rig.fleet.log.of(SERIAL, 'download_started').map(({ version }) => version),
      ['10.2.10'],
    );
  });

  it('asks again when the download it found after a lost answer was of something else', async () => {
    const { rig, engine } = await begin();
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    rig.fleet.fault(SERIAL, { kind: 'drop_before', nth: 1 });
    await rig.clock.advanceBy(2_000);
    rig.fleet.fault(SERIAL, { kind: 'foreign_job', type: 'Downld', user: 'Auto update agent', seconds: 60 });
    const ended = await rig.finish(engine, job?.id ?? '');
    assert.equal(ended.status, 'completed', ended.message ?? '');
    assert.equal(count(rig, 'download_finished'), 2);
  });

  it('is not called ready when an image was deleted at the very end', async () => {
    const { rig, engine } = await begin();
    const [job] = (await engine.submitDownloads({ serials: [SERIAL], by: 'test' })).queued;
    await rig.until(SERIAL, 'download_finished', 2);
    rig.fleet.devices.get(SERIAL)?.images.delete('10.2.0');
    const ended = await rig.finish(engine, job?.id ?? '');
    assert.equal(ended.status, 'failed');
    assert.equal(ended.runs.every(isReadyForInstall), false);
  });

  it('lets devices begin that have left a busy site', async () => {
    const firewalls = [SERIAL, OTHER].map((serial, n) => standalone({ serial, hostname: `fw-${n}` }));
    const { rig, engine } = await begin({
      firewalls,
      settings: { ...defaultSettings, download: { maxConcurrent: 5, maxConcurrentPerGroup: 1 } },
    });
    engine.setSite([SERIAL, OTHER], 'Ulm');
    await engine.submitDownloads({ serials: [SERIAL, OTHER], by: 'test' });
    await rig.until(SERIAL, 'download_started');
    assert.equal(rig.fleet.log.of(OTHER).length, 0);
    engine.setSite([OTHER], 'Köln');
    await rig.until(OTHER, 'download_started');
    assert.equal(count(rig, 'download_finished'), 0);
  });
});

function swapAddresses({ fleet }: Rig): void {
  const [one, other]: ({ address: string } | undefined)[] = [
    fleet.devices.get(SERIAL),
    fleet.devices.get(OTHER),
  ];
  assert.ok(one !== undefined && other !== undefined);
  [one.address, other.address] = [other.address, one.address];
}
