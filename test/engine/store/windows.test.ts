/** Several windows on one storage: real files, the real lock, real processes. */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from '../../support/childProcess.ts';
import { startWindow } from './window.ts';
import { samplePin } from '../../support/samplePin.ts';

const OWN_ENGINE = new URL('children/ownEngine.ts', import.meta.url);
/** Longer than the heartbeat of any lock by files would allow. */
const BLOCKED_MS = 8_000;

describe('windows on one storage', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'windows-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('has one owner; the others look on, say whom to ask, and the next one takes over after it', async () => {
    const first = await startWindow(folder, 'Ada on host a');
    const second = await startWindow(folder, 'Bob on host b');
    assert.deepEqual([first.role, second.role], ['owner', 'viewer']);
    assert.throws(() => second.submitUpgrade({ serial: '1', dryRun: false, by: 'Bob' }), {
      name: 'UserError',
      message:
        'Another window works with this storage ("Ada on host a"). Do it there, or close that window first.',
    });
    await assert.rejects(
      second.submitDownloads({ serials: ['1'], by: 'Bob' }),
      /^UserError: Another window works/,
    );
    first.trust(samplePin('10.1.1.1:443'));
    await first.close();
    const third = await startWindow(folder, 'Bob on host b');
    assert.equal(third.role, 'owner');
    assert.deepEqual(third.pins(), [samplePin('10.1.1.1:443')]);
    await second.close();
    await third.close();
  });

  it('leaves the storage to an owner that is blocked for long, and takes it over when that one was killed', async () => {
    const child = startChild(OWN_ENGINE, folder, String(BLOCKED_MS));
    assert.equal((await child.lines.next()).value, 'owner');
    const blocked = { awake: false };
    const pinned = child.lines.next().then(({ value }) => {
      blocked.awake = true;
      return value;
    });
    let tries = 0;
    while (!blocked.awake) {
      const window = await startWindow(folder, 'the parent');
      assert.equal(window.role, 'viewer');
      await window.close();
      tries += 1;
    }
    assert.ok(tries >= 3, `${tries} tries to take it over`);
    assert.equal(await pinned, 'pinned', 'it could still write');

    await child.kill();
    const next = await startWindow(folder, 'the parent');
    assert.equal(next.role, 'owner');
    assert.deepEqual(next.notices, []);
    assert.deepEqual(next.pins(), [samplePin('10.1.1.1:443')]);
    await next.close();
  });

  it('says that the storage folder cannot be made', async () => {
    const file = join(folder, 'a file');
    await writeFile(file, '');
    await assert.rejects(startWindow(join(file, 'store'), 'Ada'), {
      name: 'UserError',
      message: /^The storage folder ".*a file.store" cannot be made: /,
    });
  });
});
