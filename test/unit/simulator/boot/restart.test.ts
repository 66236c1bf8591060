import assert from 'node:assert/strict';
import type { SimReply } from '../../../../src/simulator/server/replies.ts';
import { STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, imageField, SHOW, textOf } from '../sampleFleet.ts';

/** How a reply looks from outside, in one word. */
function word(reply: SimReply): string {
  if (reply.kind !== 'answer') return reply.kind;
  if (reply.contentType === 'text/html') return 'html';
  return reply.status === 403 ? '403' : 'answer';
}

/** The kinds of replies one gets by asking every few seconds, without repetitions. */
async function phasesAfterRestart(bench: Bench): Promise<string[]> {
  const phases: string[] = [];
  for (let second = 0; second < 600; second += 5) {
    const seen = word(await bench.send(STANDALONE, SHOW.systemInfo));
    if (phases.at(-1) !== seen) phases.push(seen);
    await bench.clock.advanceBy(5000);
  }
  return phases;
}

describe('simulator: a restart', () => {
  it('answers on, is gone, serves HTML, rejects valid keys, and works again', async () => {
    const bench = new Bench([standalone()]);
    await bench.restart(STANDALONE);
    assert.deepEqual(await phasesAfterRestart(bench), ['answer', 'refused', 'html', '403', 'answer']);
  });

  it('hangs instead of being refused where management runs through the dataplane', async () => {
    const bench = new Bench([standalone({ whileDown: 'silent' })]);
    await bench.restart(STANDALONE);
    assert.deepEqual(await phasesAfterRestart(bench), ['answer', 'hang', 'html', '403', 'answer']);
  });

  it('is acknowledged in the three ways of real devices, and carried out in each', async () => {
    for (const [restartAnswer, expected] of [
      ['text', /^<response status="success"><result>/],
      ['error_text', /status="error".*Command succeeded with no output/],
      ['drop', /^reset$/],
    ] as const) {
      const bench = new Bench([standalone({ restartAnswer })]);
      const reply = await bench.restart(STANDALONE);
      assert.match(reply.kind === 'answer' ? String(reply.body) : reply.kind, expected);
      await bench.clock.advanceBy(600_000);
      assert.deepEqual(bench.fleet.log.story(STANDALONE), [
        'restart_accepted',
        'went_down',
        'booted 10.1.14',
      ]);
    }
  });

  it('begins the job numbers again, with AutoCom as the only job and the chassis not ready until it ends', async () => {
    const bench = new Bench([standalone({ failedJob: true, downloaded: ['10.2.0'] })]);
    assert.match(
      await bench.ask(STANDALONE, SHOW.jobs),
      /^<response[^>]*><result><job><type>Failed-Job<\/type>/,
    );
    await bench.restart(STANDALONE);
    await untilWorking(bench);

    const jobs = await bench.ask(STANDALONE, SHOW.jobs);
    assert.equal(jobs.match(/<job>/g)?.length, 1);
    assert.match(jobs, /<id>1<\/id>.*<type>AutoCom<\/type><status>ACT<\/status>/s);
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.chassisReady), 'result'), '<![CDATA[no\n]]>');
    assert.match(await bench.ask(STANDALONE, SHOW.softwareInfo), /No update information available/);
    assert.match(
      await bench.job(STANDALONE, 'install', '10.2.0'),
      /FAIL.*The software manager is currently in use/s,
    );

    await bench.clock.advanceBy(100_000);
    assert.match(await bench.ask(STANDALONE, SHOW.jobs), /<type>AutoCom<\/type><status>FIN<\/status>/);
    assert.equal(textOf(await bench.ask(STANDALONE, SHOW.chassisReady), 'result'), '<![CDATA[yes\n]]>');
    assert.match(await bench.job(STANDALONE, 'install', '10.2.0'), /successfully completed/);
  });

  it('shows an uptime shorter than the time since the restart', async () => {
    const bench = new Bench([standalone()]);
    const sentAt = bench.clock.now();
    await bench.restart(STANDALONE);
    assert.match(textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'uptime') ?? '', /^41 days, /);
    await untilWorking(bench);
    const [, minutes, seconds] = /^0 days, 0:(\d\d):(\d\d)$/.exec(
      textOf(await bench.ask(STANDALONE, SHOW.systemInfo), 'uptime') ?? '',
    ) ?? [undefined, 'no', 'uptime'];
    const uptimeMs = (Number(minutes) * 60 + Number(seconds)) * 1000;
    assert.ok(uptimeMs > 0 && uptimeMs < bench.clock.now() - sentAt - 45_000 * 0.9, `${uptimeMs} ms`);
  });

  it('breaks off a running download and forgets its image', async () => {
    const bench = new Bench([standalone()]);
    await bench.ask(
      STANDALONE,
      '<request><system><software><download><version>10.2.0</version></download></software></system></request>',
    );
    await bench.restart(STANDALONE);
    await untilWorking(bench);
    assert.deepEqual(bench.fleet.log.story(STANDALONE, 'download_finished', 'download_failed'), [
      'download_failed 10.2.0',
    ]);
    const list = await bench.ask(STANDALONE, SHOW.softwareCheck);
    assert.equal(imageField(list, '10.2.0', 'downloaded'), 'no');
  });

  it('lets sessions come back within a minute of forwarding', async () => {
    const bench = new Bench([standalone({ tcpSessions: 2000 })]);
    const sessions = async (): Promise<number> =>
      Number(textOf(await bench.ask(STANDALONE, SHOW.sessions), 'num-tcp'));
    const before = await sessions();
    await bench.restart(STANDALONE);
    await untilWorking(bench);
    assert.ok((await sessions()) < 50);
    await bench.clock.advanceBy(150_000);
    const after = await sessions();
    assert.notEqual(after, before);
    assert.ok(Math.abs(after - before) / before < 0.05, `${before} then ${after}`);
  });
});

async function untilWorking(bench: Bench): Promise<void> {
  await bench.clock.advanceBy(60_000);
  while (word(await bench.send(STANDALONE, SHOW.systemInfo)) !== 'answer') await bench.clock.advanceBy(1000);
}
