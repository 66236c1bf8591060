import assert from 'node:assert/strict';
import type { DeviceJob } from '../../../../src/panos/answers/jobs.ts';
import type { Probe } from '../../../../src/workflow/effect.ts';
import { probeForJob } from '../../../../src/workflow/proof/jobProbe.ts';
import { deviceJob, evidence, fakeContext, systemInfo } from '../fakeContext.ts';

async function probe(
  jobs: readonly DeviceJob[],
  { uptimeBefore = 5000, newestDeviceJob = evidence().newestDeviceJob } = {},
): Promise<Probe> {
  const { context, clock } = fakeContext({
    'show system info': () => {
      const passed = (clock.now() - evidence().at) / 1000;
      return systemInfo(uptimeBefore + passed);
    },
    'show jobs all': () => jobs,
  });
  return clock.drive(probeForJob(context, { ...evidence(), newestDeviceJob }, 'SWInstall'));
}

describe('probeForJob', () => {
  it('finds the first job of the kind since the request', async () => {
    const jobs = [deviceJob(30), deviceJob(25), deviceJob(22, { type: 'Content' }), deviceJob(19)];
    const found = await probe(jobs);
    assert.deepEqual([found.kind, found.kind === 'happened' ? found.deviceJob : null], ['happened', 25]);
  });

  it('says no when the list reaches back and has none', async () => {
    assert.equal((await probe([deviceJob(21, { type: 'Content' }), deviceJob(20)])).kind, 'not_happened');
  });

  it('does not take a list for proof whose oldest job is newer than the request', async () => {
    const contentUpdates = Array.from({ length: 29 }, (_, index) =>
      deviceJob(40 + index, { type: 'Content' }),
    );
    assert.equal((await probe(contentUpdates)).kind, 'cannot_tell');
  });

  it('cannot tell from job numbers that began again with a boot', async () => {
    assert.equal(
      (await probe([deviceJob(1, { type: 'AutoCom' })], { uptimeBefore: 100 })).kind,
      'cannot_tell',
    );
  });

  it('takes an empty list for no witness, not even where none was listed before', async () => {
    assert.equal((await probe([], { newestDeviceJob: null })).kind, 'cannot_tell');
    assert.equal((await probe([])).kind, 'cannot_tell');
  });
});
