import assert from 'node:assert/strict';
import type { Patience as CommandPatience, ReadCommand } from '../../../src/panos/calls/command.ts';
import type { ReadOptions } from '../../../src/panos/client/client.ts';
import { showSystemInfo } from '../../../src/panos/commands/device.ts';
import { DeviceError, type DeviceErrorDetails } from '../../../src/panos/errors.ts';
import { createJobTime } from '../../../src/jobs/work/jobTime.ts';
import { VirtualClock } from '../../../src/simulator/time/virtualClock.ts';
import { endure, holdLogins, patientClient } from '../../../src/workflow/patience.ts';
import { fakeContext } from './fakeContext.ts';

const MINUTE = 60_000;

function trouble(details: Partial<DeviceErrorDetails> = {}): DeviceError {
  const call = { device: 'fw', operation: 'show system info', what: 'it went wrong' };
  return new DeviceError({ kind: 'unreachable', delivery: 'not_sent', ...call, ...details });
}

function patience() {
  const clock = new VirtualClock();
  const time = createJobTime({ ms: () => clock.now() });
  const stopping = new AbortController();
  const state = { isMemberOut: false };
  const parts = { clock, time, stop: stopping.signal, isMemberOut: () => state.isMemberOut };
  const begun = clock.now();
  return { clock, time, stopping, state, parts, elapsed: () => clock.now() - begun };
}

/** Bears the same trouble until it is thrown. @returns after how many milliseconds, and how many tries. */
async function bornFor(
  { clock, parts, elapsed }: ReturnType<typeof patience>,
  error: DeviceError,
): Promise<{ ms: number; tries: number }> {
  const endurance = endure(parts);
  let tries = 1;
  const inVain = (async () => {
    for (;;) {
      await endurance.bear(error);
      tries += 1;
    }
  })();
  const thrown = await clock.drive(inVain.catch((reason: unknown) => reason));
  assert.equal(thrown, error);
  return { ms: elapsed(), tries };
}

describe('patience with a device that cannot be asked', () => {
  it('lasts ten minutes, however quickly the tries fail', async () => {
    const { ms, tries } = await bornFor(patience(), trouble());
    assert.ok(ms >= 10 * MINUTE && ms <= 10 * MINUTE + 15_000, String(ms));
    assert.ok(tries > 40, String(tries));
  });

  it('lasts two minutes while a member is out because of us', async () => {
    const night = patience();
    night.state.isMemberOut = true;
    const { ms } = await bornFor(night, trouble());
    assert.ok(ms >= 2 * MINUTE && ms <= 2 * MINUTE + 15_000, String(ms));
  });

  it('lasts a minute with answers that nobody understands, whatever came before them', async () => {
    const odd = trouble({ kind: 'not_an_answer', delivery: 'answered' });
    const { ms, tries } = await bornFor(patience(), odd);
    assert.ok(ms >= MINUTE && ms <= MINUTE + 15_000, String(ms));
    assert.ok(tries > 5, String(tries));

    const night = patience();
    const endurance = endure(night.parts);
    const begun = (async () => {
      while (night.elapsed() < 5 * MINUTE) await endurance.bear(trouble());
      // What a web server says while it starts is no answer of the device.
      const page = trouble({ kind: 'not_an_answer', delivery: 'unknown' });
      while (night.elapsed() < 7 * MINUTE) await endurance.bear(page);
      await endurance.bear(odd);
    })();
    await night.clock.drive(begun);
  });

  it('is that of the state as it is now, not as it was in the beginning', async () => {
    const night = patience();
    void night.clock.sleep(5 * MINUTE).then(() => (night.state.isMemberOut = true));
    const { ms } = await bornFor(night, trouble());
    assert.ok(ms >= 5 * MINUTE && ms <= 5 * MINUTE + 15_000, String(ms));
  });

  it('is not used up by time that does not count', async () => {
    const night = patience();
    void night.clock.sleep(MINUTE).then(() => night.time.stopSince(night.clock.now()));
    void night.clock.sleep(121 * MINUTE).then(() => night.time.goOn());
    const { ms } = await bornFor(night, trouble());
    assert.ok(ms >= 130 * MINUTE && ms <= 130 * MINUTE + 15_000, String(ms));
  });

  it('has pauses that double, up to a quarter of a minute', async () => {
    const { clock, parts, elapsed } = patience();
    const endurance = endure(parts);
    const at: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      await clock.drive(endurance.bear(trouble()));
      at.push(elapsed() / 1000);
    }
    assert.deepEqual(at, [1, 3, 7, 15, 30, 45]);
  });

  for (const kind of ['device_refused', 'not_authorized', 'pin_mismatch', 'authentication'] as const) {
    it(`is none with what will not pass: ${kind}`, async () => {
      assert.deepEqual(await bornFor(patience(), trouble({ kind, delivery: 'answered' })), {
        ms: 0,
        tries: 1,
      });
    });
  }

  it('waits for a login that we hold back ourselves, and no limit runs meanwhile', async () => {
    const night = patience();
    const { clock, parts, time, elapsed } = night;
    const until = clock.now() + 20 * MINUTE;
    const endurance = endure(parts);
    // In pieces, after each of which it is asked for again: the user may have set the credentials meanwhile.
    for (let pieces = 0; pieces < 40; pieces += 1) {
      await clock.drive(endurance.bear(trouble({ kind: 'authentication', nextLoginAt: until })));
    }
    assert.equal(elapsed(), 20 * MINUTE);
    assert.equal(time.ms(), 0);
  });

  it('is none of the device while the next login is minutes away, though its old key is asked with', async () => {
    const { clock, parts, time, elapsed } = patience();
    const refused = (inMinutes: number) =>
      trouble({
        kind: 'authentication',
        delivery: 'answered',
        nextLoginAt: clock.now() + inMinutes * MINUTE,
      });
    await clock.drive(endure(parts).bear(refused(30)));
    await clock.drive(holdLogins(parts).hold(refused(30)));
    assert.deepEqual([elapsed(), time.ms()], [MINUTE, 0]);
    await clock.drive(holdLogins(parts).hold(refused(3)));
    assert.equal(elapsed(), MINUTE, 'that is a phase of its boot');
  });

  it('waits for held logins for an hour at most, and then as for anything else', async () => {
    const night = patience();
    const { clock, parts, elapsed } = night;
    const endurance = endure(parts);
    const later = async (): Promise<void> => {
      for (;;)
        await endurance.bear(trouble({ kind: 'authentication', nextLoginAt: clock.now() + 20 * MINUTE }));
    };
    await assert.rejects(clock.drive(later()), { kind: 'authentication' });
    assert.ok(elapsed() >= 70 * MINUTE && elapsed() <= 71 * MINUTE, String(elapsed()));
  });

  it('holds a poll back while a login is held, and lets it be otherwise', async () => {
    const { clock, parts, time, elapsed } = patience();
    await clock.drive(holdLogins(parts).hold(trouble()));
    assert.equal(elapsed(), 0);
    const held = trouble({ kind: 'authentication', nextLoginAt: clock.now() + MINUTE });
    await clock.drive(holdLogins(parts).hold(held));
    assert.deepEqual([elapsed(), time.ms()], [MINUTE / 2, 0]);
  });

  it('ends at once when it is stopped', async () => {
    const { clock, parts, stopping, elapsed } = patience();
    const endurance = endure(parts);
    for (let turn = 0; turn < 5; turn += 1) await clock.drive(endurance.bear(trouble()));
    const begun = elapsed();
    void clock.sleep(100).then(() => stopping.abort(new Error('stopped')));
    await assert.rejects(clock.drive(endurance.bear(trouble())), /stopped/);
    assert.equal(elapsed() - begun, 100);
  });
});

describe('a client that is patient', () => {
  function client(outcomes: (number | DeviceError)[]) {
    const night = patience();
    const { context } = fakeContext({});
    const asked: ReadOptions[] = [];
    const inner = {
      ...context.client,
      read: async (_: unknown, options: ReadOptions) => {
        asked.push(options);
        const outcome = outcomes.shift();
        if (outcome instanceof DeviceError) throw outcome;
        return outcome;
      },
    } as typeof context.client;
    return { ...night, asked, client: patientClient(inner, () => night.parts) };
  }

  function command(how: CommandPatience): ReadCommand<unknown> {
    return { ...showSystemInfo, patience: how };
  }

  it('asks once a time until there is an answer', async () => {
    const { clock, client: patient, asked, elapsed } = client([trouble(), trouble({ kind: 'no_answer' }), 7]);
    assert.equal(await clock.drive(patient.read(command('normal'))), 7);
    assert.deepEqual(asked, [{ attempts: 1 }, { attempts: 1 }, { attempts: 1 }]);
    assert.equal(elapsed(), 3_000);
  });

  it('leaves reads with a rhythm of their own alone', async () => {
    const { clock, client: patient, asked } = client([trouble(), 7]);
    const options = { attempts: 1, timeoutMs: 30_000 };
    await assert.rejects(clock.drive(patient.read(command('normal'), options)), { kind: 'unreachable' });
    assert.deepEqual(asked, [options]);
  });

  it('does not let one call use up the patience beside a suspended member, unless a command may take its time', async () => {
    const { clock, client: patient, asked, state } = client([1, 2, 3]);
    state.isMemberOut = true;
    await clock.drive(patient.read(command('normal')));
    await clock.drive(patient.read(command('software_check')));
    await clock.drive(patient.read(command('normal'), { timeoutMs: 5_000 }));
    assert.deepEqual(asked, [
      { attempts: 1, timeoutMs: 60_000 },
      { attempts: 1 },
      { attempts: 1, timeoutMs: 5_000 },
    ]);
  });

  it('stops with the signal of its caller, in a call and between two', async () => {
    const calling = new AbortController();
    const first = client([trouble()]);
    calling.abort('stopped');
    await assert.rejects(
      first.clock.drive(first.client.read(command('normal'), { signal: calling.signal })),
      { kind: 'unreachable' },
    );
    assert.equal(first.elapsed(), 0);

    const pausing = new AbortController();
    const second = client(Array.from({ length: 10 }, () => trouble()));
    void second.clock.sleep(20_000).then(() => pausing.abort(new Error('stopped')));
    await assert.rejects(
      second.clock.drive(second.client.read(command('normal'), { signal: pausing.signal })),
      /stopped/,
    );
    assert.equal(second.elapsed(), 20_000);
  });
});
