import assert from 'node:assert/strict';
import { silentLog } from '../../../../src/ports/log.ts';
import { UserError } from '../../../../src/ports/userError.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';
import { EngineHolder, type OpenedEngine } from '../../../../src/vscode/engine/engineHolder.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';
import { job } from '../../../support/sampleJob.ts';
import { type FakeEngine, fakeEngine } from '../fakeEngine.ts';
import { noCredentials } from '../../../support/memorySecrets.ts';

interface Opener {
  readonly open: () => Promise<OpenedEngine>;
  readonly opened: FakeEngine[];
}

/** Opens these engines one after another; an error in their place is thrown. */
function opener(clock: VirtualClock, ...results: (FakeEngine | Error)[]): Opener {
  const opened: FakeEngine[] = [];
  return {
    opened,
    async open() {
      const next = results.shift();
      if (next === undefined) throw new Error('opened too often');
      if (next instanceof Error) throw next;
      opened.push(next);
      return {
        engine: next,
        clock,
        settings: defaultSettings,
        simulation: null,
        credentials: noCredentials(),
      };
    },
  };
}

describe('the holder of the engine', () => {
  let clock: VirtualClock;
  const hold = ({ open }: Opener): EngineHolder => new EngineHolder(open, clock, silentLog);

  beforeEach(() => {
    clock = new VirtualClock();
  });

  it('has no engine and refuses to act before it is started', async () => {
    const holder = hold(opener(clock));
    assert.equal(holder.status, 'untrusted');
    await assert.rejects(holder.require(), { trouble: { code: 'untrusted_workspace' } });
  });

  it('gives the engine as soon as it is open', async () => {
    const engine = fakeEngine();
    const holder = hold(opener(clock, engine));
    void holder.start();
    assert.equal(holder.status, 'starting');
    assert.equal((await holder.require()).engine, engine);
    assert.equal(holder.status, 'owner');
  });

  it('says why there is none when it could not be opened, and can try again', async () => {
    const full = new UserError({
      trouble: { code: 'full' },
      message: 'The disk is full.',
      brief: 'The disk is full.',
    });
    const holder = hold(opener(clock, full, fakeEngine()));
    await holder.start();
    assert.equal(holder.status, 'failed');
    await assert.rejects(holder.require(), {
      message: 'The engine is not running: The disk is full. Nothing was done.',
      trouble: { code: 'engine_not_running', reason: 'The disk is full.' },
    });
    await holder.restart();
    assert.equal(holder.status, 'owner');
  });

  it('closes the old engine before it opens the new one: they share a storage', async () => {
    const old = fakeEngine();
    const parts = opener(clock, old, fakeEngine());
    const holder = new EngineHolder(
      async () => {
        assert.equal(
          parts.opened.every(({ isClosed }) => isClosed),
          true,
        );
        return parts.open();
      },
      clock,
      silentLog,
    );
    await holder.start();
    assert.equal(await holder.restart(), 'restarted');
    assert.equal(parts.opened.length, 2);
  });

  it('waits with a restart until no job is active', async () => {
    const old = fakeEngine('owner', [job()]);
    const next = fakeEngine();
    const holder = hold(opener(clock, old, next));
    await holder.start();
    assert.equal(await holder.restart(), 'deferred');
    assert.equal(holder.engine, old);
    old.setJobs([job({ status: 'completed' })]);
    assert.equal((await holder.require()).engine, next);
    assert.equal(old.isClosed, true);
  });

  it('stays paused over a restart', async () => {
    const [old, next] = [fakeEngine(), fakeEngine()];
    const holder = hold(opener(clock, old, next));
    await holder.start();
    old.pause();
    await holder.restart();
    assert.equal(next.paused, true);
  });

  it('takes the storage over when its owner is gone', async () => {
    const viewers = [fakeEngine('viewer'), fakeEngine('viewer')];
    const owner = fakeEngine();
    const holder = hold(opener(clock, ...viewers, owner));
    await holder.start();
    assert.equal(holder.status, 'viewer');
    await clock.advanceBy(5000);
    assert.equal(holder.engine, viewers[1]);
    await clock.advanceBy(5000);
    assert.equal(holder.status, 'owner');
    assert.deepEqual(
      viewers.map(({ isClosed }) => isClosed),
      [true, true],
    );
  });

  it('stops looking for the storage when the window closes', async () => {
    const viewer = fakeEngine('viewer');
    const holder = hold(opener(clock, viewer));
    await holder.start();
    await holder.close();
    await clock.advanceBy(60_000);
    assert.equal(viewer.isClosed, true);
  });

  it('keeps followers on the engine of the moment', async () => {
    const engines = [fakeEngine(), fakeEngine()];
    const holder = hold(opener(clock, ...engines));
    const attached: unknown[] = [];
    let detached = 0;
    const following = holder.follow((engine) => {
      attached.push(engine);
      return [{ dispose: () => (detached += 1) }];
    });
    await holder.start();
    await holder.restart();
    assert.deepEqual(attached, engines);
    assert.equal(detached, 1);
    following.dispose();
    assert.equal(detached, 2);
  });
});
