import assert from 'node:assert/strict';
import { openDatabase } from '../../../src/store/database.ts';
import { MIGRATIONS } from '../../../src/store/schema.ts';
import { openImage } from '../../../src/store/sqlite.ts';
import { sqlite } from './storePieces.ts';

describe('sql.js, as the store relies on it', () => {
  it('exports a snapshot: settings, statements and temporary tables live on', async () => {
    const { Database } = await sqlite();
    const database = new Database();
    database.run('PRAGMA foreign_keys = ON; CREATE TABLE t (x); CREATE TEMP TABLE mine (x)');
    const insert = database.prepare('INSERT INTO t VALUES (?)');
    insert.run([1]);
    database.export();
    insert.run([2]);
    database.run('INSERT INTO mine VALUES (1)');
    assert.deepEqual(database.exec('PRAGMA foreign_keys')[0]?.values, [[1]]);
    assert.deepEqual(database.exec('SELECT count(*) FROM t')[0]?.values, [[2]]);
  });

  it('refuses to export inside a transaction, and the transaction is not lost', async () => {
    const { Database } = await sqlite();
    const database = new Database();
    database.run('CREATE TABLE t (x); BEGIN; INSERT INTO t VALUES (1)');
    assert.throws(() => database.export(), /busy|locked/);
    database.run('COMMIT');
    assert.deepEqual(database.exec('SELECT count(*) FROM t')[0]?.values, [[1]]);
  });
});

describe('openImage', () => {
  it('refuses what is not a whole database, with words', async () => {
    const sql = await sqlite();
    const source = openImage(sql, null);
    for (let index = 0; index < 200; index += 1)
      source.run('INSERT INTO pins (address, fingerprint) VALUES (?, ?)', [index, 'x'.repeat(500)]);
    const good = source.export();
    openImage(sql, good).close();

    const zeroFilled = good.slice();
    zeroFilled.fill(0, 4096);
    assert.throws(() => openImage(sql, zeroFilled));
    assert.throws(() => openImage(sql, new Uint8Array(good.length)), /is not a database/);
    assert.throws(() => openImage(sql, new Uint8Array()), /is not a database/);
    assert.throws(() => openImage(sql, Buffer.from('Not found')), /is not a database/);
    for (const length of [50, 1000, 4096, 5000, good.length - 4096, good.length - 1]) {
      assert.throws(() => openImage(sql, good.subarray(0, length)), `cut to ${length} of ${good.length}`);
    }
  });

  it('brings an older database to the newest schema, step by step, and keeps its rows', async () => {
    const sql = await sqlite();
    const old = openImage(sql, null, ['CREATE TABLE t (x); INSERT INTO t VALUES (7)']);
    const steps = [
      'not run again',
      'ALTER TABLE t ADD COLUMN y DEFAULT 1',
      'ALTER TABLE t ADD COLUMN z DEFAULT 2',
    ];
    const image = old.export();
    const migrated = openImage(sql, image, steps);
    assert.deepEqual(migrated.exec('SELECT x, y, z FROM t')[0]?.values, [[7, 1, 2]]);
    assert.deepEqual(migrated.exec('PRAGMA user_version')[0]?.values, [[3]]);
    assert.throws(() => openImage(sql, migrated.export(), steps.slice(0, 2)), /newer release/);
  });

  it('leaves nothing of a step that fails', async () => {
    const sql = await sqlite();
    const image = openImage(sql, null, ['CREATE TABLE t (x)']).export();
    assert.throws(
      () => openImage(sql, image, ['', 'ALTER TABLE t ADD COLUMN y; SELECT * FROM missing']),
      /missing/,
    );
    assert.deepEqual(
      openImage(sql, image, ['']).exec("SELECT * FROM pragma_table_info('t')")[0]?.values.length,
      1,
    );
  });

  it('has the tables of the newest schema when new', async () => {
    const tables = openImage(await sqlite(), null).exec(
      `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`,
    );
    assert.deepEqual(tables[0]?.values.flat(), ['devices', 'jobs', 'meta', 'pins', 'sites']);
    assert.ok(MIGRATIONS.length >= 1);
  });
});

describe('openDatabase', () => {
  it('undoes a transaction that throws, and tells of what was written', async () => {
    const database = openDatabase(openImage(await sqlite(), null));
    let changes = 0;
    database.written(() => (changes += 1));
    const insert = `INSERT INTO pins (address, fingerprint) VALUES (?, 'print')`;
    assert.throws(
      () =>
        database.transaction(() => {
          database.run(insert, ['one']);
          throw new Error('stop');
        }),
      /stop/,
    );
    assert.deepEqual(database.rows('SELECT * FROM pins'), []);
    database.transaction(() => database.run(insert, ['two']));
    assert.throws(() => database.run(insert, ['two']), /UNIQUE/);
    database.run(insert, ['three']);
    assert.deepEqual(database.rows('SELECT address FROM pins WHERE address > ? ORDER BY 1', ['a']), [
      ['three'],
      ['two'],
    ]);
    assert.ok(changes >= 2);
  });
});
