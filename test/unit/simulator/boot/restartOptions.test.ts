import assert from 'node:assert/strict';
import type { FirewallSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

const MINUTE = 60_000;

/** A device that has just begun to work again. */
async function restarted(more: Partial<FirewallSpecInput>): Promise<Bench> {
  const bench = new Bench([standalone(more)]);
  await bench.restart(STANDALONE);
  const device = bench.fleet.devices.get(STANDALONE);
  while (device?.boots !== 1 || device.phase !== 'working') {
    await bench.clock.advanceBy(1000);
    bench.fleet.catchUp();
  }
  return bench;
}

async function autoCommits(bench: Bench): Promise<string[]> {
  const jobs = await bench.ask(STANDALONE, SHOW.jobs);
  return [...jobs.matchAll(/<id>(\d+)<\/id>.*?<type>AutoCom<\/type>.*?<result>(\w+)<\/result>/g)].map(
    ([, id, result]) => `${id} ${result}`,
  );
}

const isReady = async (bench: Bench): Promise<boolean> =>
  (await bench.ask(STANDALONE, SHOW.chassisReady)).includes('yes');

describe('simulator: how devices start', () => {
  it('AutoCom fails first and then ends well', async () => {
    const bench = await restarted({ boot: { autoComFails: 1 } });
    await bench.clock.advanceBy(1.5 * MINUTE);
    assert.deepEqual(await autoCommits(bench), ['2 PEND', '1 FAIL']);
    assert.equal(await isReady(bench), false);
    await bench.clock.advanceBy(2 * MINUTE);
    assert.deepEqual(await autoCommits(bench), ['2 OK', '1 FAIL']);
    assert.equal(await isReady(bench), true);
  });

  it('AutoCom never ends well, and the device never forwards', async () => {
    const bench = await restarted({ boot: { autoComEndsWell: false } });
    await bench.clock.advanceBy(20 * MINUTE);
    assert.deepEqual(await autoCommits(bench), ['1 FAIL']);
    assert.equal(await isReady(bench), false);
    assert.equal(bench.fleet.outages(STANDALONE).intervals.at(-1)?.to, null);
  });

  it('AutoCom is pushed off the list by later jobs', async () => {
    const bench = await restarted({ boot: { laterJobs: 29 } });
    assert.deepEqual(await autoCommits(bench), ['1 PEND']);
    await bench.clock.advanceBy(2 * MINUTE);
    const jobs = await bench.ask(STANDALONE, SHOW.jobs);
    assert.deepEqual([jobs.match(/<job>/g)?.length, jobs.includes('AutoCom')], [29, false]);
    assert.match(await bench.ask(STANDALONE, '<show><jobs><id>1</id></jobs></show>'), /AutoCom/);
  });

  it('the chassis is ready before AutoCom ends', async () => {
    const bench = await restarted({ boot: { chassisReadyEarly: true } });
    assert.equal(await isReady(bench), true);
    assert.deepEqual(await autoCommits(bench), ['1 PEND']);
    assert.equal(bench.fleet.outages(STANDALONE).intervals.at(-1)?.to, null);
  });

  it('the software manager stays busy for minutes', async () => {
    const bench = await restarted({ boot: { softwareBusyMinutes: 10 }, downloaded: ['10.2.0'] });
    await bench.clock.advanceBy(8 * MINUTE);
    assert.match(await bench.job(STANDALONE, 'install', '10.2.0'), /software manager is currently in use/);
    await bench.clock.advanceBy(3 * MINUTE);
    assert.match(await bench.job(STANDALONE, 'install', '10.2.0'), /successfully completed/);
  });

  it('API keys survive, or do not and a new one must be made', async () => {
    for (const losesKeys of [false, true]) {
      const bench = await restarted({ boot: { losesKeys } });
      const reply = await bench.send(STANDALONE, SHOW.systemInfo);
      assert.equal(reply.kind === 'answer' && reply.status === 403, losesKeys);
    }
  });

  it('the uptime of the first day has days, or has none', async () => {
    for (const [uptimeWithoutDays, expected] of [
      [false, /^0 days, 0:\d\d:\d\d$/],
      [true, /^0:\d\d:\d\d$/],
    ] as const) {
      const bench = await restarted({ uptimeWithoutDays });
      assert.match(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'uptime') ?? '', expected);
    }
  });

  it('Failed-Job stands in the list after a boot too, and ids twice, from 10.2 on', async () => {
    const jobs = async (more: Partial<FirewallSpecInput>): Promise<number> => {
      const bench = await restarted({ failedJob: 'always', duplicateJobs: 'all', ...more });
      const answer = await bench.ask(STANDALONE, SHOW.jobs);
      assert.match(answer, /<job><type>Failed-Job</);
      return answer.match(/<id>1<\/id>/g)?.length ?? 0;
    };
    assert.equal(await jobs({ version: '10.1.14' }), 1);
    assert.equal(await jobs({ version: '10.2.10' }), 2);
    assert.equal(await jobs({ version: '10.2.10', duplicateJobs: 'none' }), 1);
  });

  it('back_late keeps it down for longer', async () => {
    const bench = await restarted({ faults: [{ kind: 'back_late', minutes: 30 }] });
    const [down, booted] = bench.fleet.log.of(STANDALONE, 'went_down', 'booted');
    assert.ok(down && booted && booted.at - down.at > 30 * MINUTE);
  });
});
