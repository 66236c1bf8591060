import assert from 'node:assert/strict';
import { silentLog } from '../../../src/ports/log.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { autosave, type Autosave } from '../../../src/store/autosave.ts';
import { openDatabase, type OpenDatabase } from '../../../src/store/database.ts';
import { pinRows } from '../../../src/store/pinRows.ts';
import { openImage } from '../../../src/store/sqlite.ts';
import { diskError, memoryDisk } from '../../support/memoryFiles.ts';
import { FOLDER, optionsOn, sqlite } from './storePieces.ts';
import { samplePin } from '../../support/samplePin.ts';

const { parsePin } = optionsOn(memoryDisk().attach());

describe('autosave', () => {
  let clock: VirtualClock;
  let disk = memoryDisk();
  let database: OpenDatabase;
  let saver: Autosave;
  let problem: Error | null;
  let owner: boolean;
  let logged: string[];
  let told: string[];

  beforeEach(async () => {
    clock = new VirtualClock();
    disk = memoryDisk();
    problem = null;
    owner = true;
    logged = [];
    told = [];
    database = openDatabase(openImage(await sqlite(), null));
    const log = { debug() {}, info: note, warn: note, error: note };
    function note(text: string): void {
      logged.push(text);
    }
    const files = disk.attach(({ name, when }) => {
      if (name === 'write' && when === 'before' && problem !== null) throw problem;
    });
    saver = autosave(database, {
      folder: FOLDER,
      files,
      clock,
      log,
      assertOwner() {
        if (!owner) throw new Error('lost');
      },
      async prepare() {},
      complete() {},
      onTrouble: ({ message }) => told.push(message),
    });
  });

  async function pins(name: string): Promise<string[] | null> {
    const image = disk.content(`${FOLDER}/${name}`);
    return (
      image && [
        ...pinRows(openDatabase(openImage(await sqlite(), image)), parsePin, silentLog)
          .all()
          .keys(),
      ]
    );
  }

  it('puts all changes of two seconds into one save, and keeps the save before', async () => {
    const rows = pinRows(database, parsePin, silentLog);
    rows.set(samplePin('a'));
    await clock.advanceBy(1_000);
    rows.set(samplePin('b'));
    await clock.advanceBy(999);
    assert.deepEqual(disk.paths(), []);
    await clock.advanceBy(1);
    assert.deepEqual(await pins('state.db'), ['a:443', 'b:443']);
    assert.equal(await pins('state.db.1'), null);

    await clock.advanceBy(60_000);
    const stamp = await disk.attach().stamp(`${FOLDER}/state.db`);
    rows.set(samplePin('c'));
    await clock.advanceBy(1_999);
    assert.equal(await disk.attach().stamp(`${FOLDER}/state.db`), stamp);
    await clock.advanceBy(1);
    assert.deepEqual(await pins('state.db'), ['a:443', 'b:443', 'c:443']);
    assert.deepEqual(await pins('state.db.1'), ['a:443', 'b:443']);
    assert.deepEqual(logged, []);
  });

  it('saves at once on flush, only what has changed', async () => {
    await saver.flush();
    assert.deepEqual(disk.paths(), []);
    pinRows(database, parsePin, silentLog).set(samplePin('a'));
    await Promise.all([saver.flush(), saver.flush()]);
    assert.deepEqual(disk.paths(), ['/store/state.db']);
    await clock.advanceBy(10_000);
    assert.deepEqual(disk.paths(), ['/store/state.db']);
  });

  it('goes on when the disk is full: says so once, tries again, says when it worked', async () => {
    problem = diskError('ENOSPC');
    const rows = pinRows(database, parsePin, silentLog);
    rows.set(samplePin('a'));
    await clock.advanceBy(2_000);
    rows.set(samplePin('b'));
    await clock.advanceBy(60_000);
    assert.deepEqual(disk.paths(), []);
    assert.equal(logged.length, 1);
    assert.deepEqual(logged, told);
    assert.equal(
      told[0],
      'The database in /store could not be saved: the disk is full; free some space there (ENOSPC). ' +
        'Jobs and pinned certificates are safe in the journal, and saving is tried again.',
    );
    problem = null;
    await clock.advanceBy(15_000);
    assert.deepEqual(await pins('state.db'), ['a:443', 'b:443']);
    assert.match(logged[1] ?? '', /saved again/);
    assert.equal(told.length, 1);
  });

  it('never replaces the database of a new owner', async () => {
    owner = false;
    pinRows(database, parsePin, silentLog).set(samplePin('a'));
    await clock.advanceBy(2_000);
    await saver.close();
    assert.deepEqual(disk.paths(), []);
    assert.deepEqual(told, [], 'whoever works in this window says it');
  });

  it('takes in what was held back until the save', async () => {
    const late = autosave(database, {
      folder: FOLDER,
      files: disk.attach(),
      clock,
      log: silentLog,
      assertOwner() {},
      onTrouble() {},
      async prepare() {},
      complete: () => pinRows(database, parsePin, silentLog).set(samplePin('late')),
    });
    database.touch();
    await late.flush();
    assert.deepEqual(await pins('state.db'), ['late:443']);
  });

  it('saves once more when closed, and then no more', async () => {
    pinRows(database, parsePin, silentLog).set(samplePin('a'));
    await saver.close();
    assert.deepEqual(await pins('state.db'), ['a:443']);
    pinRows(database, parsePin, silentLog).set(samplePin('b'));
    await clock.advanceBy(60_000);
    assert.deepEqual(disk.paths(), ['/store/state.db']);
  });

  it('does not try a failed save again once closed', async () => {
    problem = diskError('ENOSPC');
    pinRows(database, parsePin, silentLog).set(samplePin('a'));
    await saver.close();
    problem = null;
    await clock.advanceBy(60_000);
    assert.deepEqual(disk.paths(), []);
    assert.equal(logged.length, 1);
  });

  it('always leaves a good file, wherever the power goes in a save', async () => {
    let operations = 0;
    for (let fatal = 0; fatal <= operations; fatal += 1) {
      const dying = memoryDisk();
      let saves = 0;
      operations = 0;
      const files = dying.attach(() => {
        if (saves === 2 && operations++ === fatal) dying.cutPower();
      });
      const content = openDatabase(openImage(await sqlite(), null));
      const dyingSaver = autosave(content, {
        folder: FOLDER,
        files,
        clock,
        log: silentLog,
        assertOwner() {},
        async prepare() {},
        complete() {},
        onTrouble() {},
      });
      for (; saves < 2; saves += 1) {
        pinRows(content, parsePin, silentLog).set(samplePin(`save${saves}`));
        await dyingSaver.flush();
      }
      pinRows(content, parsePin, silentLog).set(samplePin('save2'));
      void dyingSaver.flush();
      await new Promise(setImmediate);
      const image = dying.content(`${FOLDER}/state.db`) ?? dying.content(`${FOLDER}/state.db.1`);
      const kept = pinRows(openDatabase(openImage(await sqlite(), image)), parsePin, silentLog).all();
      assert.ok(kept.has(samplePin('save1').address), `operation ${fatal}`);
    }
    assert.ok(operations >= 12, `${operations} operations`);
  });
});
