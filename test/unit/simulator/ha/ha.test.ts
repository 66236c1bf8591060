import assert from 'node:assert/strict';
import { pair, PAIR, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, REQUEST, SHOW, textOf } from '../sampleFleet.ts';

const [FIRST, SECOND] = PAIR;

async function state(bench: Bench, serial: string): Promise<string | undefined> {
  return textOf(await bench.ask(serial, SHOW.haState), 'state');
}

describe('simulator: high availability', () => {
  it('says of a standalone device that HA is off, without a state', async () => {
    const bench = new Bench([standalone()]);
    const answer = await bench.ask(STANDALONE, SHOW.haState);
    assert.equal(textOf(answer, 'enabled'), 'no');
    assert.equal(textOf(answer, 'state'), undefined);
    assert.match(await bench.ask(STANDALONE, REQUEST.suspend), /status="error"/);
  });

  it('shows a healthy pair from both sides', async () => {
    const bench = new Bench(pair());
    const answer = await bench.ask(FIRST, SHOW.haState);
    assert.equal(textOf(answer, 'mode'), 'Active-Passive');
    assert.equal(textOf(answer, 'state'), 'active');
    assert.equal(textOf(textOf(answer, 'peer-info') ?? '', 'state'), 'passive');
    assert.equal(textOf(answer, 'conn-status'), 'up');
    assert.equal(textOf(answer, 'state-sync'), 'Complete');
    assert.equal(textOf(answer, 'running-sync'), 'synchronized');
    assert.equal(await state(bench, SECOND), 'passive');
  });

  it('moves the active role when the active is suspended, and leaves it there afterwards', async () => {
    const bench = new Bench(pair());
    assert.match(await bench.ask(FIRST, REQUEST.suspend), /Successfully changed HA state to suspended/);
    await bench.clock.advanceBy(5000);
    assert.deepEqual([await state(bench, FIRST), await state(bench, SECOND)], ['suspended', 'active']);
    assert.match(await bench.ask(FIRST, REQUEST.functional), /Successfully changed HA state to functional/);
    await bench.clock.advanceBy(30_000);
    assert.deepEqual([await state(bench, FIRST), await state(bench, SECOND)], ['passive', 'active']);
  });

  it('fails over when the active goes down, and takes it back as passive after a while of "not enabled"', async () => {
    const bench = new Bench(pair());
    await bench.restart(FIRST);
    await bench.clock.advanceBy(60_000);
    assert.equal(await state(bench, SECOND), 'active');
    assert.equal(textOf(await bench.ask(SECOND, SHOW.haState), 'conn-status'), 'down');

    const seen: (string | undefined)[] = [];
    while (seen.at(-1) !== 'passive') {
      const reply = await bench.send(FIRST, SHOW.haState);
      const body = reply.kind === 'answer' ? String(reply.body) : '';
      const now = body.includes('<enabled>') ? (textOf(body, 'state') ?? 'not enabled') : 'away';
      if (seen.at(-1) !== now) seen.push(now);
      await bench.clock.advanceBy(2000);
    }
    assert.deepEqual(seen, ['away', 'not enabled', 'initial', 'passive']);
    assert.equal(textOf(await bench.ask(FIRST, SHOW.haState), 'state-sync'), 'incomplete');
    await bench.clock.advanceBy(20_000);
    assert.equal(textOf(await bench.ask(FIRST, SHOW.haState), 'state-sync'), 'Complete');
    assert.deepEqual(bench.fleet.log.story(SECOND), ['ha_state active']);
    assert.deepEqual(bench.fleet.log.story(FIRST, 'ha_state'), [
      ...['ha_state off', 'ha_state initial', 'ha_state passive'],
    ]);
  });

  it('suspends the only member that works if told so: an outage', async () => {
    const bench = new Bench(pair());
    await bench.restart(SECOND);
    await bench.clock.advanceBy(60_000);
    assert.match(await bench.ask(FIRST, REQUEST.suspend), /status="success"/);
    await bench.clock.advanceBy(5000);
    const active = [...bench.fleet.devices.values()].filter((device) => device.ha?.state === 'active');
    assert.equal(active.length, 0);
  });

  it('gives the tables to the member that forwards', async () => {
    const bench = new Bench(pair());
    const rows = async (serial: string): Promise<number> =>
      (await bench.ask(serial, SHOW.routes)).match(/<entry>/g)?.length ?? 0;
    assert.deepEqual([await rows(FIRST), await rows(SECOND)], [40, 0]);
    await bench.ask(FIRST, REQUEST.suspend);
    await bench.clock.advanceBy(5000);
    assert.deepEqual([await rows(FIRST), await rows(SECOND)], [0, 40]);
  });

  it('shows a half upgraded pair as not synchronized', async () => {
    const [active, passive] = pair();
    assert.ok(active && passive);
    const bench = new Bench([active, { ...passive, version: '11.1.4-h7' }]);
    const answer = await bench.ask(FIRST, SHOW.haState);
    assert.equal(textOf(answer, 'running-sync'), 'not synchronized');
    assert.equal(textOf(answer, 'build-compat'), 'Mismatch');
    assert.equal(textOf(textOf(answer, 'peer-info') ?? '', 'build-rel'), '11.1.4-h7');
  });
});
