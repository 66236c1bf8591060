import assert from 'node:assert/strict';
import { LockOutGuard, type LoginMemory } from '../../../../src/panos/client/lockOutGuard.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';

const MINUTE_MS = 60_000;
const ACCOUNT = 'api';

function memory(): LoginMemory & { saved: unknown[] } {
  const saved: unknown[] = [];
  return { saved, load: async () => saved.at(-1) ?? null, save: async (value) => void saved.push(value) };
}

function setup(remembered: LoginMemory = memory()) {
  const clock = new VirtualClock();
  return { clock, remembered, guard: new LockOutGuard(clock, remembered) };
}

const fails = (): Promise<never> => Promise.reject(new Error('refused'));

/** One login that is refused, or not answered. @returns what happened to it. */
async function unaccepted(guard: LockOutGuard, account = ACCOUNT): Promise<string> {
  return guard
    .run(account, fails, () => 'unaccepted')
    .then(
      (outcome) => ('held' in outcome ? 'held' : 'accepted'),
      () => 'tried',
    );
}

async function accepted(guard: LockOutGuard): Promise<string> {
  const outcome = await guard.run(
    ACCOUNT,
    async () => 'key',
    () => 'undecided',
  );
  return 'held' in outcome ? 'held' : outcome.result;
}

describe('the lock-out guard', () => {
  it('lets two logins in a row go unaccepted, and holds the third for half an hour, then for twice as long', async () => {
    const { guard, clock } = setup();
    assert.deepEqual([await unaccepted(guard), await unaccepted(guard)], ['tried', 'tried']);
    assert.equal(await unaccepted(guard), 'held');
    assert.deepEqual(guard.held(), [
      { account: ACCOUNT, unaccepted: 2, until: clock.now() + 30 * MINUTE_MS },
    ]);
    await clock.advanceBy(30 * MINUTE_MS - 1);
    assert.equal(await unaccepted(guard), 'held');
    await clock.advanceBy(1);
    assert.deepEqual([await unaccepted(guard), await unaccepted(guard)], ['tried', 'held']);
    assert.equal(guard.held()[0]?.until, clock.now() + 60 * MINUTE_MS);
  });

  it('begins to count again when a login is accepted, or when somebody says that credentials were corrected', async () => {
    const { guard } = setup();
    await unaccepted(guard);
    assert.equal(await accepted(guard), 'key');
    assert.deepEqual([await unaccepted(guard), await unaccepted(guard)], ['tried', 'tried']);
    guard.open();
    assert.deepEqual(guard.held(), []);
    assert.equal(await accepted(guard), 'key');
  });

  it('counts each account by itself', async () => {
    const { guard } = setup();
    await unaccepted(guard);
    await unaccepted(guard);
    assert.deepEqual([await unaccepted(guard, 'other'), await unaccepted(guard)], ['tried', 'held']);
  });

  it('counts nothing that says nothing about the credentials', async () => {
    const { guard } = setup();
    for (let tries = 0; tries < 5; tries += 1) {
      await assert.rejects(
        guard.run(ACCOUNT, fails, () => 'undecided'),
        /refused/,
      );
    }
    assert.deepEqual(guard.held(), []);
  });

  it('has no more under way than may be refused, however many were accepted before', async () => {
    const { guard, clock } = setup();
    let [underWay, most] = [0, 0];
    const slow = async (): Promise<string> => {
      underWay += 1;
      most = Math.max(most, underWay);
      await clock.sleep(1_000);
      underWay -= 1;
      return 'key';
    };
    const logIn = () => guard.run(ACCOUNT, slow, () => 'undecided');
    const outcomes = await clock.drive(Promise.all(Array.from({ length: 50 }, logIn)));
    assert.deepEqual([most, outcomes.length], [2, 50]);

    let tried = 0;
    const refused = async (): Promise<never> => {
      tried += 1;
      return fails();
    };
    const refuse = () => guard.run(ACCOUNT, refused, () => 'unaccepted').catch(() => null);
    await clock.drive(Promise.all(Array.from({ length: 50 }, refuse)));
    assert.equal(tried, 2, 'a password that was changed in the middle is tried twice');
  });

  it('goes on counting in the next process, also for logins that had no answer when the last one died', async () => {
    const remembered = memory();
    const first = setup(remembered);
    await unaccepted(first.guard);
    void first.guard.run(
      ACCOUNT,
      () => new Promise(() => undefined),
      () => 'undecided',
    );
    await first.clock.advanceBy(1_000);

    const next = setup(remembered);
    assert.equal(await unaccepted(next.guard), 'held');
  });

  it('forgets what earlier processes counted, too, when credentials were corrected before anything was read', async () => {
    const remembered = memory();
    const first = setup(remembered);
    await unaccepted(first.guard);
    await unaccepted(first.guard);
    const next = setup(remembered);
    next.guard.open();
    assert.equal(await accepted(next.guard), 'key');
    await next.guard.settled();
    assert.deepEqual(remembered.saved.at(-1), {});
  });

  it('is settled when the logins under way have ended, and their counts are kept', async () => {
    const { guard, clock, remembered } = setup();
    const slow = async (): Promise<string> => {
      await clock.sleep(1_000);
      return 'key';
    };
    void guard.run(ACCOUNT, slow, () => 'undecided');
    await clock.advanceBy(0);
    const begun = clock.now();
    await clock.drive(guard.settled());
    assert.equal(clock.now() - begun, 1_000);
    assert.deepEqual((remembered as ReturnType<typeof memory>).saved.at(-1), {});
  });

  it('writes a login down before it leaves, and nothing once all were accepted', async () => {
    const { guard, remembered, clock } = setup();
    const { saved } = remembered as ReturnType<typeof memory>;
    let before: unknown;
    await guard.run(
      ACCOUNT,
      async () => {
        before = saved.at(-1);
      },
      () => 'undecided',
    );
    assert.deepEqual(before, { [ACCOUNT]: { unaccepted: 1, at: clock.now() } });
    await clock.advanceBy(0);
    assert.deepEqual(saved.at(-1), {});
  });

  it('begins anew where what was kept cannot be read', async () => {
    const { guard } = setup({ load: async () => ({ api: 'x' }), save: async () => undefined });
    assert.equal(await accepted(guard), 'key');
  });

  it('makes nobody wait for longer because a clock was set back', async () => {
    const { guard, clock } = setup({
      load: async () => ({ [ACCOUNT]: { unaccepted: 2, at: clock.now() + 24 * 60 * MINUTE_MS } }),
      save: async () => undefined,
    });
    assert.equal(await unaccepted(guard), 'held');
    assert.equal(guard.held()[0]?.until, clock.now() + 30 * MINUTE_MS);
    await clock.advanceBy(30 * MINUTE_MS);
    assert.deepEqual(guard.held(), []);
  });
});
