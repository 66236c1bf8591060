import assert from 'node:assert/strict';
import type { FirewallSpecInput, FleetSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import { CREDENTIALS, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

const MINUTE = 60_000;
const LOGIN = { type: 'keygen', user: CREDENTIALS.username, password: CREDENTIALS.password };

type Boot = FirewallSpecInput['boot'];
type Phase = 'down' | 'web_only' | 'no_authentication' | 'working';

/** A device that has accepted a restart. */
async function restarting(boot: Boot, more: Partial<FleetSpecInput> = {}): Promise<Bench> {
  const bench = new Bench([standalone({ boot, bootMinutes: 2 })], 1, {
    credentials: { ...CREDENTIALS, lockOut: { afterRefusals: 1 } },
    ...more,
  });
  await bench.restart(STANDALONE);
  return bench;
}

/** Lets time pass until the device has come to a phase of its boot, and says for how many minutes it was in the one before. */
async function until(bench: Bench, phase: Phase): Promise<number> {
  const begun = bench.clock.now();
  const device = bench.fleet.devices.get(STANDALONE);
  while (device?.boots !== 1 || device.phase !== phase) {
    await bench.clock.advanceBy(1000);
    bench.fleet.catchUp();
  }
  return (bench.clock.now() - begun) / MINUTE;
}

/** Status and text of an answer. */
async function said(bench: Bench, form: Record<string, string>): Promise<string> {
  const reply = await bench.post(STANDALONE, form);
  return reply.kind === 'answer' ? `${reply.status} ${String(reply.body)}` : reply.kind;
}

const about = (minutes: number, expected: number): void =>
  assert.ok(Math.abs(minutes - expected) <= expected / 10 + 0.1, `${minutes} minutes, not ${expected}`);

async function autoCom(bench: Bench): Promise<{ status: string; progress: number }> {
  const job = await bench.ask(STANDALONE, '<show><jobs><id>1</id></jobs></show>');
  assert.equal(textOf(job, 'type'), 'AutoCom');
  return { status: textOf(job, 'status') ?? '', progress: Number(textOf(job, 'progress')) };
}

describe('simulator: devices that start slowly', () => {
  it('are in each phase as long as the fleet file says', async () => {
    const bench = await restarting({ silentMinutes: 12, htmlMinutes: 9, noAuthenticationMinutes: 6 });
    await until(bench, 'down');
    about(await until(bench, 'web_only'), 12);
    about(await until(bench, 'no_authentication'), 9);
    about(await until(bench, 'working'), 6);
  });

  it('show an AutoCom that moves while it runs, for as long as the fleet file says', async () => {
    const bench = await restarting({ autoComMinutes: 25 });
    await until(bench, 'working');
    const seen: number[] = [];
    for (let minute = 0; minute < 20; minute += 1) {
      const { status, progress } = await autoCom(bench);
      assert.equal(status, 'ACT');
      seen.push(progress);
      await bench.clock.advanceBy(MINUTE);
    }
    assert.deepEqual(
      seen,
      [...new Set(seen)].sort((a, b) => a - b),
    );
    await bench.clock.advanceBy(8 * MINUTE);
    assert.deepEqual(await autoCom(bench), { status: 'FIN', progress: 100 });
  });

  it('have a web server that says one thing or another before anything else is up', async () => {
    for (const [whileStarting, status] of [
      ['html', 200],
      ['http_503', 503],
      ['http_403', 403],
    ] as const) {
      const bench = await restarting({ whileStarting });
      await until(bench, 'web_only');
      assert.match(await said(bench, LOGIN), new RegExp(`^${status} <html>`));
      assert.equal(bench.fleet.account.isLocked, false);
    }
  });

  it('refuse logins as wrong ones, or say that nobody is there who could tell', async () => {
    for (const [loginWhileBooting, answer, isLocked] of [
      ['invalid_credential', /^403 .*Invalid Credential/, true],
      [
        'not_connected',
        /^200 <response status="error"><result><msg>Transport endpoint is not connected<\/msg>/,
        false,
      ],
    ] as const) {
      const bench = await restarting({ loginWhileBooting });
      await until(bench, 'no_authentication');
      assert.match(await said(bench, LOGIN), answer);
      assert.equal(bench.fleet.account.isLocked, isLocked);
      assert.match(await said(bench, { type: 'op', cmd: SHOW.systemInfo }), /^403 .*Invalid Credential/);
    }
  });

  it('may not know the command that says whether they are ready', async () => {
    const bench = new Bench([standalone({ boot: { chassisReadyCommand: false } })]);
    assert.equal(
      await bench.ask(STANDALONE, SHOW.chassisReady),
      '<response status="error" code="17"><msg><line><![CDATA[ show -> chassis-ready  is unexpected]]></line></msg></response>',
    );
  });
});
