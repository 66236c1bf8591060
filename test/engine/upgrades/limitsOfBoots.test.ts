/** Where a boot has no end, where nobody saw how it began, and where it is we who hold a login back. In virtual time. */
import assert from 'node:assert/strict';
import type { Engine } from '../../../src/engine/engineContract.ts';
import { restart } from '../../../src/simulator/boot/boot.ts';
import { Rig } from '../../support/rig.ts';
import { STANDALONE as SERIAL, standalone } from '../../support/sampleSpec.ts';

const ONE_HOP = { '10.1.14': ['10.2.10'] };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

describe('engine: limits of a boot', function () {
  this.timeout(60_000);

  it('end where a device restarts by itself again and again, whatever is seen each time', async () => {
    const firewall = standalone({ model: 'PA-VM', boot: { autoComMinutes: 30 } });
    const rig = new Rig({ firewalls: [firewall], paths: ONE_HOP });
    const engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'booted');
    const begun = rig.clock.now();
    const isActive = (): boolean => engine.jobs.get(id)?.status === 'active';
    while (isActive() && rig.clock.now() - begun < 12 * HOUR_MS) {
      await rig.clock.advanceBy(9 * MINUTE_MS);
      const device = rig.fleet.devices.get(SERIAL);
      assert.ok(device !== undefined);
      rig.fleet.catchUp();
      restart(device);
    }
    assert.equal(engine.jobs.get(id)?.status, 'failed');
    assert.ok(rig.clock.now() - begun < 3 * HOUR_MS, `${(rig.clock.now() - begun) / HOUR_MS} h`);
  });

  it('follow what is seen also where the answer to the restart was lost with its window', async () => {
    const boot = { silentMinutes: 8, htmlMinutes: 8, noAuthenticationMinutes: 4 };
    const rig = new Rig({ firewalls: [standalone({ model: 'PA-VM', boot })], paths: ONE_HOP });
    let isDead = false;
    const first = await rig.start(({ what, name, when }, die) => {
      if (isDead || what !== 'call' || name !== 'request restart system' || when !== 'after') return;
      isDead = true;
      die();
    });
    const { id } = await rig.submit(first);
    await rig.clock.run(() => isDead, 48 * HOUR_MS);
    await rig.clock.advanceBy(MINUTE_MS);
    const next = await rig.start();
    const job = await rig.finish(next, id);
    assert.equal(job.status, 'completed', job.message ?? '');
    assert.equal(rig.fleet.log.of(SERIAL, 'restart_accepted').length, 1);
  });

  it('wait for an installation while the account is held for the sake of others, and go on when credentials are set', async () => {
    const others = [1, 2].map((n) =>
      standalone({ serial: `00170100090${n}`, hostname: `fw-other-${n}`, downloaded: ['10.2.0', '10.2.10'] }),
    );
    const rig = new Rig({ firewalls: [standalone(), ...others], paths: ONE_HOP });
    const engine: Engine = await rig.start();
    const { id } = await rig.submit(engine);
    await rig.until(SERIAL, 'install_started');
    for (const { serial } of others) {
      rig.fleet.fault(serial, { kind: 'keys_expire' });
      rig.fleet.fault(serial, {
        kind: 'call',
        command: 'keygen',
        times: 'always',
        what: { how: 'unauthorised' },
      });
    }
    await rig.discover(engine);
    assert.ok(engine.loginsHeld !== null);
    rig.fleet.fault(SERIAL, { kind: 'keys_expire' });
    await rig.clock.advanceBy(5 * MINUTE_MS);
    assert.equal(engine.jobs.get(id)?.status, 'active');
    engine.forgetLogins();
    const set = rig.clock.now();
    const isInstalled = (): boolean =>
      engine.jobs.get(id)?.steps.some(({ kind, state }) => kind === 'install' && state === 'done') === true;
    await rig.clock.run(isInstalled, HOUR_MS);
    assert.ok(rig.clock.now() - set < 10 * MINUTE_MS, `${(rig.clock.now() - set) / MINUTE_MS} minutes`);
    assert.equal((await rig.finish(engine, id)).status, 'completed');
  });
});
