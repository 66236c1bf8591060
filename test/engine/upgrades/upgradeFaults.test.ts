/** What can go wrong on a device during its upgrade, and what the tool must make of it. In virtual time. */
import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import type { FaultInput } from '../../../src/simulator/faults/faults.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

async function upgradeWith(rig: Rig, ...faults: FaultInput[]): Promise<Job> {
  const engine = await rig.start();
  const { id } = await rig.submit(engine);
  for (const fault of faults) rig.fleet.fault(SERIAL, fault);
  const job = await rig.finish(engine, id);
  await rig.clock.advanceBy(3_600_000);
  return job;
}

const count = (rig: Rig, what: Parameters<typeof rig.fleet.log.of>[1]): number =>
  rig.fleet.log.of(SERIAL, what).length;

describe('engine: what goes wrong on the device', () => {
  it('fails when the device comes back with another version', async () => {
    const rig = new Rig();
    const job = await upgradeWith(rig, { kind: 'wrong_version_after_boot', version: '10.1.14' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /came back with 10\.1\.14 instead of 10\.2\.10/);
    assert.equal(count(rig, 'booted'), 1);
  });

  it('never restarts after a failed installation', async () => {
    const rig = new Rig();
    const job = await upgradeWith(rig, { kind: 'install_fails', text: 'Image is damaged.' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /could not install 10\.2\.10.*Image is damaged\./);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('gives a clear failure within the limits when the device never comes back', async () => {
    // A model of which nothing is known: the limit for all holds.
    const rig = new Rig({ firewalls: [standalone({ model: 'PA-VM' })] });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    rig.fleet.fault(SERIAL, { kind: 'never_back' });
    await rig.until(SERIAL, 'restart_accepted');
    const restartAt = rig.clock.now();
    const job = await rig.finish(engine, id);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /did not come back within 12 minutes/);
    // Initial delay and ready time-out of the settings: 90 s + 600 s.
    assert.ok((job.endedAt ?? Infinity) - restartAt <= 691_000, `${(job.endedAt ?? 0) - restartAt} ms`);
    assert.equal(count(rig, 'restart_accepted'), 1);
  });

  it('asks a person when the device accepts the restart and stays up', async () => {
    const rig = new Rig();
    const job = await upgradeWith(rig, { kind: 'restart_ignored' });
    assert.equal(job.status, 'needs_operator');
    assert.match(job.message ?? '', /runs on the same boot/);
    assert.equal(count(rig, 'restart_accepted'), 1);
  });

  it('restarts once a device that goes on answering for two minutes', async () => {
    const rig = new Rig();
    const job = await upgradeWith(rig, { kind: 'slow_to_go_down', seconds: 120 });
    assert.equal(job.status, 'completed');
    assert.equal(count(rig, 'restart_accepted'), 2);
    assert.equal(count(rig, 'booted'), 2);
  });

  for (const failedCheck of ['error', 'sentence'] as const) {
    it(`says that the update server was not reached, whether that is said as an ${failedCheck}`, async () => {
      const there = { downloaded: ['10.2.0'], condition: { updateServer: false } };
      const rig = new Rig({ firewalls: [standalone({ ...there, answers: { failedCheck } })] });
      const engine = await rig.start();
      const { id } = await rig.submit(engine);
      const { steps } = await rig.finish(engine, id);
      const check = steps.find(({ kind }) => kind === 'software_check');
      assert.equal(check?.state, 'done');
      assert.match(
        JSON.stringify(check),
        /The update server could not be asked: .*Failed to check upgrade info/,
      );
    });
  }

  it('gives the words of a download that the device could not do', async () => {
    const rig = new Rig();
    const job = await upgradeWith(rig, { kind: 'download_fails', text: 'Not entitled to this image.' });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /Not entitled to this image\./);
    assert.equal(count(rig, 'install_started'), 0);
  });

  it('tries again while the software manager is in use', async () => {
    const rig = new Rig();
    const text = 'The software manager is currently in use. Please try again later.';
    const job = await upgradeWith(rig, { kind: 'install_fails', text, times: 3 });
    assert.equal(job.status, 'completed');
    assert.equal(count(rig, 'install_failed'), 3);
    assert.equal(count(rig, 'install_finished'), 2);
  });

  for (const type of ['Downld', 'SWInstall'] as const) {
    it(`gives up a ${type} job that makes no progress, and restarts nothing`, async () => {
      const rig = new Rig();
      const job = await upgradeWith(rig, { kind: 'job_stalls', type });
      assert.equal(job.status, type === 'Downld' ? 'failed' : 'needs_operator');
      assert.match(job.message ?? '', /no progress for 30 minutes/);
      assert.equal(count(rig, 'restart_accepted'), 0);
    });
  }

  const followed = { kind: 'call', command: 'show jobs id', times: 'always' } as const;
  for (const [name, what, words] of [
    ['503', { how: 'http_status', status: 503 }, /HTTP status 503/],
    ['403', { how: 'http_status', status: 403 }, /HTTP status 403|does not accept/],
    ['a redirect', { how: 'redirect', location: 'https://elsewhere.example/' }, /HTTP status 30[12378]/],
    ['HTML', { how: 'html' }, /not a complete PAN-OS answer/],
    ['silence', { how: 'drop_before' }, /does not answer: /],
  ] as const) {
    it(`says that its polling met ${name} for half an hour, and not that a job made no progress`, async () => {
      const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
      const job = await upgradeWith(rig, { ...followed, what });
      assert.equal(job.status, 'needs_operator');
      assert.match(job.message ?? '', words);
      assert.match(job.message ?? '', /was not seen to make progress for \d\d minutes/);
      assert.doesNotMatch(job.message ?? '', /made no progress/);
      if (name !== 'silence') assert.doesNotMatch(job.message ?? '', /does not answer/);
      assert.equal(count(rig, 'restart_accepted'), 0);
    });
  }

  it('keeps the last cause of an installation that is refused again and again', async () => {
    const rig = new Rig();
    const text = 'The software manager is currently in use. Please try again later.';
    const job = await upgradeWith(rig, { kind: 'install_fails', text, times: 99 });
    assert.equal(job.status, 'failed');
    assert.match(job.brief ?? '', /could not install 10\.2\.10: "The software manager is currently in use/);
    assert.match(job.message ?? '', /Given up after \d+ tries to install 10\.2\.10; none of them changed/);
    assert.equal(count(rig, 'restart_accepted'), 0);
  });

  it('stops before an installation that somebody else runs, naming it', async () => {
    const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
    const job = await upgradeWith(rig, {
      kind: 'foreign_job',
      type: 'SWInstall',
      user: 'alice',
      seconds: 7200,
    });
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /alice/);
    assert.equal(count(rig, 'install_started'), 0);
  });

  // Two downloads, an installation and a restart a hop: the n-th effect the device is sent.
  for (const [nth, name] of ['download', 'download', 'install', 'restart'].entries()) {
    it(`repeats no ${name} whose answer was lost (effect ${nth + 1})`, async () => {
      const rig = new Rig();
      const job = await upgradeWith(rig, { kind: 'drop_after_acceptance', nth: nth + 1 });
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(count(rig, 'download_started'), 4);
      assert.equal(count(rig, 'install_started'), 2);
      assert.equal(count(rig, 'restart_accepted'), 2);
    });

    it(`sends a ${name} again that never arrived (effect ${nth + 1})`, async () => {
      const rig = new Rig();
      const job = await upgradeWith(rig, { kind: 'drop_before', nth: nth + 1 });
      assert.equal(job.status, 'completed', job.message ?? '');
      assert.equal(count(rig, 'download_started'), 4);
      assert.equal(count(rig, 'install_started'), 2);
      assert.equal(count(rig, 'restart_accepted'), 2);
    });
  }

  it('touches nothing when there is not enough room', async () => {
    const rig = new Rig({ firewalls: [standalone({ panrepoFreeMb: 700 })] });
    const job = await upgradeWith(rig);
    assert.equal(job.status, 'failed');
    assert.match(job.message ?? '', /panrepo/);
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });

  it('touches nothing when there are changes that nobody has committed', async () => {
    const rig = new Rig({ firewalls: [standalone({ pendingChanges: true })] });
    const job = await upgradeWith(rig);
    assert.equal(job.status, 'failed');
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });

  it('skips a device whose version has no path', async () => {
    const rig = new Rig({ firewalls: [standalone({ version: '9.1.13' })] });
    const job = await upgradeWith(rig);
    assert.equal(job.status, 'skipped');
    assert.deepEqual(rig.fleet.log.of(SERIAL), []);
  });
});
