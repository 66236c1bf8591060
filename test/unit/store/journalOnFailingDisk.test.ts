/** What the journal says and does when its disk refuses. */
import assert from 'node:assert/strict';
import { openJournal } from '../../../src/store/journal.ts';
import { UserError } from '../../../src/ports/userError.ts';
import { StorageLostError } from '../../../src/workflow/journalRecord.ts';
import { diskError, memoryDisk } from '../../support/memoryFiles.ts';
import { started } from './samples.ts';
import { optionsOn } from './storePieces.ts';

describe('journal on a failing disk', () => {
  for (const [error, code] of [
    ['ENOSPC', 'storage_full'],
    ['EDQUOT', 'storage_full'],
    ['EIO', 'storage_refused'],
    ['EROFS', 'storage_refused'],
  ] as const) {
    it(`says ${code} for ${error}`, async () => {
      const disk = memoryDisk();
      let failing = false;
      const files = disk.attach(({ name, when }) => {
        if (failing && name === 'write' && when === 'before') throw diskError(error);
      });
      const journal = await openJournal({ ...optionsOn(files), after: 0 });
      failing = true;
      assert.throws(
        () => journal.append(started('job-a')),
        (thrown) => thrown instanceof UserError && thrown.trouble.code === code,
      );
    });
  }

  it('stops for good when not even the part of a failed record can be taken away', async () => {
    const disk = memoryDisk();
    let failing = false;
    const files = disk.attach(({ name, when }) => {
      if (failing && (name === 'sync' || name === 'truncate') && when === 'before') throw diskError('EIO');
    });
    const journal = await openJournal({ ...optionsOn(files), after: 0 });
    failing = true;
    assert.throws(() => journal.append(started('job-a')), /could not be written.*EIO/);
    failing = false;
    assert.throws(() => journal.append(started('job-b')), StorageLostError);
  });
});
