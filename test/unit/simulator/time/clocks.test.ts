import assert from 'node:assert/strict';
import { Agenda } from '../../../../src/simulator/time/agenda.ts';
import { scaledClock } from '../../../../src/simulator/time/scaledClock.ts';
import { VirtualClock } from '../../../../src/simulator/time/virtualClock.ts';

describe('simulator: the virtual clock', () => {
  it('wakes sleepers in the order of their time, and of their arrival at the same time', async () => {
    const clock = new VirtualClock(0);
    const woken: string[] = [];
    const sleeper = async (name: string, ms: number): Promise<void> => {
      await clock.sleep(ms);
      woken.push(`${name}@${clock.now()}`);
    };
    const all = [sleeper('c', 30), sleeper('a', 10), sleeper('b1', 20), sleeper('b2', 20), sleeper('z', 0)];
    await clock.drive(Promise.all(all));
    assert.deepEqual(woken, ['z@0', 'a@10', 'b1@20', 'b2@20', 'c@30']);
  });

  it('keeps order with many timers', async () => {
    const clock = new VirtualClock(0);
    const woken: number[] = [];
    const times = Array.from({ length: 500 }, (_, index) => (index * 7919) % 997);
    const all = times.map((ms) => clock.sleep(ms).then(() => woken.push(ms)));
    await clock.drive(Promise.all(all));
    assert.deepEqual(
      woken,
      times.toSorted((a, b) => a - b),
    );
  });

  it('stops exactly where it is told to', async () => {
    const clock = new VirtualClock(0);
    let woken = false;
    void clock.sleep(100).then(() => (woken = true));
    await clock.advanceBy(99);
    assert.deepEqual([clock.now(), woken], [99, false]);
    await clock.advanceBy(1);
    assert.deepEqual([clock.now(), woken], [100, true]);
  });

  it('rejects an aborted sleep with its reason and never wakes it', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const reason = new Error('stop');
    const sleeping = assert.rejects(clock.sleep(100, stop.signal), reason);
    stop.abort(reason);
    await sleeping;
    await assert.rejects(clock.sleep(100, stop.signal), reason);
    await clock.runUntilIdle();
    assert.equal(clock.now(), 0);
  });

  it('reports a deadlock and a broken limit instead of hanging', async () => {
    const clock = new VirtualClock(0);
    await assert.rejects(
      clock.run(() => false),
      /deadlock/,
    );
    void clock.sleep(2000);
    await assert.rejects(
      clock.run(() => false, 1000),
      /does not hold after 1000 ms/,
    );
  });
});

describe('simulator: the scaled clock', () => {
  it('runs `speed` times as fast from a shared epoch', async () => {
    const base = new VirtualClock(1000);
    const clock = scaledClock({ speed: 60, realEpoch: 1000, simEpoch: 5_000_000 }, base);
    assert.equal(clock.now(), 5_000_000);
    await base.drive(clock.sleep(60_000));
    assert.deepEqual([base.now(), clock.now()], [2000, 5_060_000]);
  });
});

describe('simulator: the agenda', () => {
  it('lets events happen in order, at their own time, with those they cause', () => {
    const agenda = new Agenda(0);
    const happened: string[] = [];
    const note = (name: string): void => void happened.push(`${name}@${agenda.now}`);
    agenda.in(20, () => note('second'));
    agenda.in(10, () => {
      note('first');
      agenda.in(5, () => note('caused'));
    });
    agenda.in(50, () => note('later'));
    agenda.advanceTo(40);
    assert.deepEqual(happened, ['first@10', 'caused@15', 'second@20']);
    assert.equal(agenda.now, 40);
  });
});
