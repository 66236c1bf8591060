import assert from 'node:assert/strict';
import type { Job } from '../../../src/jobs/job.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { openDatabase, type OpenDatabase } from '../../../src/store/database.ts';
import type { Files } from '../../../src/store/files.ts';
import { inventoryRows } from '../../../src/store/inventoryRows.ts';
import { jobRows } from '../../../src/store/jobRows.ts';
import { pinRows } from '../../../src/store/pinRows.ts';
import { openImage } from '../../../src/store/sqlite.ts';
import { readableSteps, stepsFile } from '../../../src/store/stepsFile.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { sampleDevice, sampleJob } from './samples.ts';
import { FOLDER, optionsOn, sqlite } from './storePieces.ts';
import { samplePin } from '../../support/samplePin.ts';

const { parseJob, parseDevice, parsePin } = optionsOn(memoryDisk().attach());

describe('the repositories over the database', () => {
  let database: OpenDatabase;
  let files: Files;
  beforeEach(async () => {
    files = memoryDisk().attach();
    database = openDatabase(openImage(await sqlite(), null));
  });

  it('keep jobs whole, running or ended, oldest first', () => {
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    assert.deepEqual([rows.all(), rows.lastSeq()], [[], 0]);
    rows.save(sampleJob(2, 'active'), 11);
    rows.save(sampleJob(1, 'active'), 12);
    rows.save(sampleJob(1, 'completed'), 17);
    assert.deepEqual(rows.all(), [sampleJob(1, 'completed'), sampleJob(2, 'active')]);
    assert.equal(rows.lastSeq(), 17);
    rows.save(sampleJob(2, 'active'), 13);
    assert.equal(rows.lastSeq(), 17);
    rows.clear();
    assert.deepEqual([rows.all(), rows.lastSeq()], [[], 0]);
  });

  it('write a job only when the database is saved, however often it changed, and say that something is to be saved', () => {
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    let news = 0;
    database.written(() => (news += 1));
    rows.save(sampleJob(1, 'active'), 11);
    rows.save(sampleJob(1, 'active'), 12);
    assert.deepEqual([news, database.rows('SELECT count(*) FROM jobs')], [2, [[0]]]);
    rows.complete();
    assert.deepEqual(database.rows('SELECT count(*) FROM jobs'), [[1]]);
    assert.equal(jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files)).lastSeq(), 12);
  });

  it('read the steps of an ended job only when somebody looks at them', () => {
    jobRowsWith(sampleJob(1), sampleJob(2));
    database.run('UPDATE jobs SET steps = ? WHERE id = ?', [Buffer.from('rubbish'), sampleJob(1).id]);
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (text: string) => warnings.push(text) };
    const rows = jobRows(database, parseJob, log, readableSteps(FOLDER, files));
    const [spoilt, good] = rows.all();
    assert.deepEqual(good, sampleJob(2));
    assert.deepEqual([spoilt?.message, warnings], [sampleJob(1).message, []]);
    assert.deepEqual(spoilt?.steps, []);
    assert.deepEqual(spoilt.steps, []);
    assert.equal(warnings.length, 1);
    assert.match(warnings[0] ?? '', /The steps of job-00000001 cannot be read: .* The journal holds them\./);
  });

  it('give a job that is over back with steps that are read when asked for, and keep them out of the database', async () => {
    const given = new Map<string, Job>();
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    const queued = Array.from({ length: 100 }, (_, index) => sampleJob(index + 4, 'active'));
    const jobs = [sampleJob(1), sampleJob(2, 'active'), sampleJob(3, 'needs_operator'), ...queued];
    for (const job of jobs) rows.save(job, 1, (stored) => given.set(job.id, stored));
    const prepared = rows.prepare();
    const written = (): number => Number(database.rows('SELECT count(*) FROM jobs')[0]?.[0]);
    assert.ok(written() < jobs.length / 2, 'others have their turn');
    await prepared;
    assert.equal(written(), jobs.length);
    assert.deepEqual([...given.keys()], [sampleJob(1).id], 'the others may be needed');
    assert.deepEqual(given.get(sampleJob(1).id), sampleJob(1));
    const lengths = database.rows('SELECT length(steps) FROM jobs ORDER BY id LIMIT 3').flat();
    assert.ok(Number(lengths[0]) < 20 && lengths[1] === null && Number(lengths[2]) > 20, String(lengths));
    rows.complete();
    assert.deepEqual(jobRows(database, parseJob, silentLog, readableSteps(FOLDER, files)).all(), jobs);
  });

  it('say that the steps of a job cannot be read where their file is gone', () => {
    const written = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    written.save(sampleJob(1), 1);
    written.complete();
    const warnings: string[] = [];
    const log = { ...silentLog, warn: (text: string) => warnings.push(text) };
    const elsewhere = readableSteps('/elsewhere', files);
    assert.deepEqual(jobRows(database, parseJob, log, elsewhere).all()[0]?.steps, []);
    assert.match(warnings.join(), /The steps of job-00000001 cannot be read/);
  });

  it('give the same object again for an ended job, and another one for a job that is open', () => {
    jobRowsWith(sampleJob(1), sampleJob(2, 'active'));
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    const [first, second] = [rows.all(), rows.all()];
    assert.equal(first[0], second[0]);
    assert.notEqual(first[1], second[1]);
  });

  function jobRowsWith(...jobs: Job[]): void {
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    for (const job of jobs) rows.save(job, 1);
    rows.complete();
  }

  it('do not hide a job that cannot be read', () => {
    const rows = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    rows.save({ ...sampleJob(1), status: 'levitating' } as never, 1);
    assert.throws(() => rows.all());
  });

  it('keep devices by serial, in the order of their names', () => {
    const rows = inventoryRows(database, parseDevice, silentLog);
    rows.upsert([sampleDevice(2), sampleDevice(1)]);
    const renamed = { ...sampleDevice(2), hostname: 'a-first', swVersion: '11.1.10' };
    rows.upsert([renamed]);
    assert.deepEqual(rows.all(), [renamed, sampleDevice(1)]);
  });

  it('give the devices that have changed since they were asked for them last', () => {
    const rows = inventoryRows(database, parseDevice, silentLog);
    rows.upsert([sampleDevice(1), sampleDevice(2)]);
    assert.deepEqual(rows.changed(), [sampleDevice(1), sampleDevice(2)]);
    const [renamed, upgraded] = [
      { ...sampleDevice(1), hostname: 'a-first' },
      { ...sampleDevice(3), swVersion: '11.1.10' },
    ];
    rows.upsert([renamed, sampleDevice(2), upgraded]);
    assert.deepEqual(rows.changed(), [renamed, upgraded]);
    assert.deepEqual(rows.changed(), []);
  });

  it('keep when each part of a device was read, also of one that was never seen', () => {
    const rows = inventoryRows(database, parseDevice, silentLog);
    const readAt = { version: 3, haState: 0, type: 5, contact: 7, deviceGroup: 0 };
    const devices = [sampleDevice(1), { ...sampleDevice(2), readAt, lastSeenAt: null }];
    rows.upsert(devices);
    assert.deepEqual(rows.all(), devices);
  });

  it('open rows of earlier releases, which did not keep it: as older than everything', () => {
    const old = sampleDevice(1);
    database.run('INSERT INTO devices (serial, hostname, content) VALUES (?, ?, ?)', [
      ...[old.serial, old.hostname, JSON.stringify({ ...old, readAt: undefined })],
    ]);
    const rows = inventoryRows(database, parseDevice, silentLog);
    const never = { version: 0, haState: 0, type: 0, contact: 0, deviceGroup: 0 };
    assert.deepEqual(rows.all(), [{ ...old, readAt: never }]);
  });

  it('leave out a device that cannot be read, and say so', () => {
    const warnings: string[] = [];
    const rows = inventoryRows(database, parseDevice, { ...silentLog, warn: (text) => warnings.push(text) });
    rows.upsert([sampleDevice(1), { ...sampleDevice(2), presence: 'on holiday' } as never]);
    assert.deepEqual(rows.all(), [sampleDevice(1)]);
    assert.match(warnings.join(), new RegExp(sampleDevice(2).serial));
  });

  it('trust no pin that cannot be read', () => {
    const warnings: string[] = [];
    const insert = 'INSERT INTO pins (address, fingerprint) VALUES (?, ?)';
    database.run(insert, ['10.1.1.1:443', 'AB:CD']);
    database.run(insert, ['user@fw', samplePin('a').fingerprint]);
    database.run(insert, ['FW-2', samplePin('a').fingerprint.toLowerCase()]);
    const rows = pinRows(database, parsePin, { ...silentLog, warn: (text) => warnings.push(text) });
    assert.deepEqual([...rows.all().values()], [samplePin('fw-2')]);
    assert.equal(warnings.length, 2);
  });

  it('keep the newest pin of an address', () => {
    const rows = pinRows(database, parsePin, silentLog);
    rows.set(samplePin('10.1.1.1:443', 'AA'));
    rows.set(samplePin('10.1.1.2:443', 'BB'));
    rows.set(samplePin('10.1.1.1:443', 'CC', { subject: 'CN=a', validTo: 'later' }));
    assert.deepEqual(
      rows.all(),
      new Map([
        ['10.1.1.1:443', samplePin('10.1.1.1:443', 'CC', { subject: 'CN=a', validTo: 'later' })],
        ['10.1.1.2:443', samplePin('10.1.1.2:443', 'BB')],
      ]),
    );
  });

  it('hold 10,000 devices and as many upgraded ones in less than 20 MB', () => {
    const devices = inventoryRows(database, parseDevice, silentLog);
    const jobs = jobRows(database, parseJob, silentLog, stepsFile(FOLDER, files));
    devices.upsert(Array.from({ length: 10_000 }, (_, index) => sampleDevice(index)));
    for (let index = 0; index < 10_000; index += 10) jobs.save(sampleJob(index), index);
    jobs.complete();
    const tenth = database.image().length;
    for (let index = 1; index < 10_000; index += 10) jobs.save(sampleJob(index), index);
    jobs.complete();
    const growth = database.image().length - tenth;
    assert.ok(tenth + 9 * growth < 20_000_000, `${tenth} + 9 * ${growth} bytes`);
  });
});
