/** What earlier releases left behind is opened, and their upgrades are carried on: files of test/golden. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { jobTrouble } from '../../../src/jobs/jobTrouble.ts';
import { MIGRATIONS } from '../../../src/store/schema.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';
import { sqlite } from '../../unit/store/storePieces.ts';

const GOLDEN = new URL('../../golden/', import.meta.url);
const golden = (name: string): Buffer => readFileSync(new URL(name, GOLDEN));
const versions = readdirSync(GOLDEN)
  .flatMap((name) => /^database-(\d+)\.sql$/.exec(name)?.slice(1).map(Number) ?? [])
  .sort((a, b) => a - b);

const JOB = 'job-qbajvmhc';
const FINGERPRINT = Array.from({ length: 32 }, () => 'AB').join(':');

/** A storage as release 0.1.0 left it, and the device in the state that its journal tells of. */
async function storageOf(release: string, databaseVersion: number | null): Promise<Rig> {
  const rig = new Rig({ firewalls: [standalone({ downloaded: ['10.2.0', '10.2.10'] })] });
  rig.disk.put('/storage/journal-000000001.jsonl', golden(`journal-${release}.jsonl`));
  rig.disk.put(
    `/storage/snapshots/${JOB}~${SERIAL}.hop1.pre_snapshot.ndjson.gz`,
    gzipSync(golden(`snapshot-${release}.ndjson`)),
  );
  if (databaseVersion !== null) {
    const database = new (await sqlite()).Database();
    database.exec(golden(`database-${databaseVersion}.sql`).toString('utf8'));
    rig.disk.put('/storage/state.db', database.export());
    database.close();
  }
  await rig.clock.advanceBy(600_000);
  return rig;
}

describe('storages of older releases', () => {
  it('are kept for each version of the schema before this one', () => {
    assert.deepEqual(
      versions,
      Array.from({ length: MIGRATIONS.length - 1 }, (_, index) => index + 1),
    );
  });

  for (const version of [...versions, null]) {
    const name = version === null ? 'without its database' : `with a database of version ${version}`;
    it(`of 0.1.0, ${name}: its upgrade is carried on from the intent without an end`, async () => {
      const rig = await storageOf('0.1.0', version);
      const engine = await rig.start();
      assert.deepEqual(engine.notices, []);
      assert.equal(engine.jobs.get(JOB)?.status, 'active');
      if (version !== null) {
        const older = engine.jobs.get('job-older001');
        assert.deepEqual([older?.status, older?.message], ['cancelled', 'Cancelled by the user.']);
        assert.deepEqual(
          older?.steps.map(({ kind, state }) => [kind, state]),
          [
            ['software_check', 'done'],
            ['readiness', 'done'],
          ],
        );
        assert.equal(engine.inventory.get(SERIAL)?.hostname, 'fw-lab-01');
        const subject = version < 2 ? {} : { subject: 'CN=fw-lab-01', validTo: 'Jan 29 16:00:00 2027 GMT' };
        assert.deepEqual(engine.pins(), [
          { address: '10.77.16.1:443', fingerprint: FINGERPRINT, ...subject },
        ]);
      }

      const job = await rig.finish(engine, JOB);
      assert.equal(job.status, 'completed', job.message ?? '');
      const comparison = job.steps.find(({ kind, hop }) => kind === 'compare' && hop === 1);
      assert.match(comparison?.message ?? '', /^TCP sessions 1214/, 'the snapshot of before could be read');
      assert.deepEqual(rig.fleet.log.story(SERIAL).slice(0, 5), [
        'install_started 10.2.10',
        'install_finished 10.2.10',
        'restart_accepted',
        'went_down',
        'booted 10.2.10',
      ]);

      await engine.close();
      const again = await rig.start();
      assert.deepEqual([again.notices, again.jobs.get(JOB)], [[], job]);
      await again.close();
    });
  }
});

/** As the release that wrote them ended them: serial, status, and what the step that ended it found. */
const ENDINGS = [
  ['001701000101', 'failed', 'not_back'],
  ['001701000102', 'failed', 'install_failed'],
  ['001701000103', 'failed', 'not_back'],
  ['001701000104', 'needs_operator', 'cannot_tell'],
  ['001701000105', 'failed', 'download_failed'],
  ['001701000106', 'failed', 'not_ready'],
  ['001701000107', 'completed', 'outside_the_margins'],
  ['001701000108', 'completed', 'outside_the_margins'],
] as const;

describe('endings of 0.1.0, of which only words were kept', () => {
  it('are read with all that was said, and have their trouble by the step that ended them', async () => {
    const rig = new Rig();
    rig.disk.put('/storage/journal-000000001.jsonl', golden('journal-0.1.0-endings.jsonl'));
    const engine = await rig.start();
    const jobs = engine.jobs.all();
    assert.deepEqual(
      jobs.map((job) => [job.runs[0]?.serial, job.status, jobTrouble(job)?.code]),
      ENDINGS,
    );
    const [, , , , , notReady] = jobs;
    assert.match(notReady?.message ?? '', /^Check readiness: Not ready; .* Not enough room: 0\.1 GB free/);
    const readiness = notReady?.steps.find(({ kind }) => kind === 'readiness');
    assert.deepEqual(
      readiness?.checks.map(({ check, verdict }) => [check, verdict]),
      [
        ['disk_space', 'fail'],
        ['pending_changes', 'pass'],
        ['device_jobs', 'pass'],
      ],
    );
    assert.deepEqual(readiness.facts, {});
    await rig.clock.drive(engine.close());
  });
});
