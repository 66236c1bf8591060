import assert from 'node:assert/strict';
import { silentLog } from '../../../src/ports/log.ts';
import { openDatabase, type OpenDatabase } from '../../../src/store/database.ts';
import { inventoryRows } from '../../../src/store/inventoryRows.ts';
import { jobRows } from '../../../src/store/jobRows.ts';
import { pinRows } from '../../../src/store/pinRows.ts';
import { openImage } from '../../../src/store/sqlite.ts';
import { memoryDisk } from '../../support/memoryFiles.ts';
import { optionsOn, sampleDevice, sampleJob, sqlite } from './storePieces.ts';

const { parseJob, parseDevice } = optionsOn(memoryDisk().attach());

describe('the repositories over the database', () => {
  let database: OpenDatabase;
  beforeEach(async () => {
    database = openDatabase(openImage(await sqlite(), null));
  });

  it('keep jobs whole, running or ended, oldest first', () => {
    const rows = jobRows(database, parseJob);
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

  it('do not hide a job that cannot be read', () => {
    const rows = jobRows(database, parseJob);
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

  it('leave out a device that cannot be read, and say so', () => {
    const warnings: string[] = [];
    const rows = inventoryRows(database, parseDevice, { ...silentLog, warn: (text) => warnings.push(text) });
    rows.upsert([sampleDevice(1), { ...sampleDevice(2), presence: 'on holiday' } as never]);
    assert.deepEqual(rows.all(), [sampleDevice(1)]);
    assert.match(warnings.join(), new RegExp(sampleDevice(2).serial));
  });

  it('keep the newest pin of an address', () => {
    const rows = pinRows(database);
    rows.set('10.1.1.1:443', 'AA');
    rows.set('10.1.1.2:443', 'BB');
    rows.set('10.1.1.1:443', 'CC');
    assert.deepEqual(
      rows.all(),
      new Map([
        ['10.1.1.1:443', 'CC'],
        ['10.1.1.2:443', 'BB'],
      ]),
    );
  });

  it('hold 10,000 devices and as many upgraded ones in less than 20 MB', () => {
    const devices = inventoryRows(database, parseDevice, silentLog);
    const jobs = jobRows(database, parseJob);
    devices.upsert(Array.from({ length: 10_000 }, (_, index) => sampleDevice(index)));
    for (let index = 0; index < 10_000; index += 10) jobs.save(sampleJob(index), index);
    const tenth = database.image().length;
    for (let index = 1; index < 10_000; index += 10) jobs.save(sampleJob(index), index);
    const growth = database.image().length - tenth;
    assert.ok(tenth + 9 * growth < 20_000_000, `${tenth} + 9 * ${growth} bytes`);
  });
});
