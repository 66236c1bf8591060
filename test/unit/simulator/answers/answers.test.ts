import assert from 'node:assert/strict';
import { commandWords } from '../../../../src/simulator/server/commandWords.ts';
import { CREDENTIALS, pair, PAIR, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: what devices say', () => {
  it('lets in only with the right password and the key of this very device', async () => {
    const bench = new Bench([standalone(), ...pair()]);
    const call = (target: string, form: Record<string, string>, key?: string) =>
      bench.clock.drive(bench.fleet.handle(target, { form, key }));
    const wrong = await call(STANDALONE, { type: 'keygen', user: CREDENTIALS.username, password: 'wrong' });
    assert.ok(wrong.kind === 'answer' && wrong.status === 403);
    assert.match(String(wrong.body), /Invalid Credential/);
    const { username: user, password } = CREDENTIALS;
    const login = await call(STANDALONE, { type: 'keygen', user, password });
    const key = login.kind === 'answer' ? textOf(String(login.body), 'key') : undefined;
    assert.ok(key !== undefined);
    const op = { type: 'op', cmd: SHOW.systemInfo };
    const status = async (
      target: string,
      form: Record<string, string>,
      header?: string,
    ): Promise<unknown> => {
      const reply = await call(target, form, header);
      return reply.kind === 'answer' ? reply.status : reply.kind;
    };
    assert.equal(await status(STANDALONE, op, key), 200);
    assert.equal(await status(STANDALONE, { ...op, key }), 200);
    assert.equal(await status(STANDALONE, op), 403);
    assert.equal(await status(PAIR[0], op, key), 403);
    assert.equal(await status('panorama', op, key), 403);
    assert.equal(await status(STANDALONE, { type: 'report' }, key), 400);
    assert.equal(await status('no such device', op, key), 'refused');
  });

  it('knows no other commands', async () => {
    const bench = new Bench([standalone()]);
    assert.match(
      await bench.ask(STANDALONE, '<show><redistribution></redistribution></show>'),
      /status="error" code="17".* show -> redistribution {2}is unexpected/,
    );
    assert.match(await bench.ask(STANDALONE, '<show><system>'), /code="18"/);
  });

  it('gives the routes of its own engine only', async () => {
    const legacy = new Bench([standalone()]);
    assert.equal((await legacy.ask(STANDALONE, SHOW.routes)).match(/<entry>/g)?.length, 40);
    assert.match(await legacy.ask(STANDALONE, SHOW.advancedRoutes), /code="17"/);

    const advanced = new Bench([standalone({ version: '11.1.4-h7', advancedRouting: true })]);
    assert.match(
      await advanced.ask(STANDALONE, SHOW.routes),
      /status="success".*Command deprecated in Advanced Routing Mode\./,
    );
    const json = textOf(await advanced.ask(STANDALONE, SHOW.advancedRoutes), 'json')?.replaceAll(
      '&quot;',
      '"',
    );
    assert.equal(Object.keys((JSON.parse(json ?? '') as { default: object }).default).length, 40);
    assert.equal(textOf(await advanced.ask(STANDALONE, SHOW.systemInfo), 'advanced-routing'), 'on');
  });

  it('writes the time as devices do, off by its own clock', async () => {
    const bench = new Bench([standalone({ clockOffsetMinutes: -300 })]);
    assert.match(
      await bench.ask(STANDALONE, SHOW.systemInfo),
      /<time>Thu Jan 29 11:00:00 2026\n<\/time><uptime>41 days, \d+:\d\d:\d\d<\/uptime>/,
    );
  });

  it('lets Panorama list every device, the disconnected one with what was heard last', async () => {
    const lost = standalone({ serial: '001701000109', hostname: 'fw-lost', connected: false });
    const bench = new Bench([standalone({ multiVsys: true }), ...pair(), lost]);
    const answer = await bench.ask('panorama', SHOW.devicesAll);
    const entries = answer.match(/<entry name="\d+">.*?<\/vsys>/gs) ?? [];
    const facts = entries.map((entry) =>
      ['serial', 'connected', 'sw-version', 'multi-vsys', 'ha'].map((name) => textOf(entry, name)),
    );
    assert.deepEqual(facts, [
      [STANDALONE, 'yes', '10.1.14', 'yes', undefined],
      [PAIR[0], 'yes', '10.2.10', 'no', `<state>active</state><peer><serial>${PAIR[1]}</serial></peer>`],
      [PAIR[1], 'yes', '10.2.10', 'no', `<state>passive</state><peer><serial>${PAIR[0]}</serial></peer>`],
      [lost.serial, 'no', '10.1.14', 'no', undefined],
    ]);
    assert.equal((await bench.clock.drive(bench.fleet.handle(lost.serial, { form: {} }))).kind, 'refused');
  });

  it('offers newer feature releases only as far as an old device may see', async () => {
    const listed = async (version: string): Promise<string[]> => {
      const bench = new Bench([standalone({ version })]);
      const answer = await bench.ask(STANDALONE, SHOW.softwareInfo);
      return [...answer.matchAll(/<version>(.*?)<\/version>/g)].map((match) => match[1] ?? '');
    };
    assert.deepEqual(await listed('9.1.13'), ['10.2.10', '10.2.0', '10.1.14', '9.1.13']);
    assert.equal((await listed('10.1.14'))[0], '12.1.4');
  });

  it('counts what it is asked', async () => {
    const bench = new Bench([standalone()]);
    for (let call = 0; call < 3; call += 1) await bench.ask('panorama', SHOW.devicesAll);
    await bench.clock.advanceBy(61_000);
    await bench.ask('panorama', SHOW.devicesAll);
    const { calls } = bench.fleet.panorama;
    assert.equal(calls.byCommand.get('show devices all'), 4);
    assert.equal(calls.byCommand.get('keygen'), 1);
    assert.equal(calls.busiestMinute(), 4);
    assert.equal(calls.mostInFlight, 1);
  });
});

describe('simulator: the words of a command', () => {
  it('are what one would type', () => {
    assert.deepEqual(commandWords(`<show><arp><entry name = 'all'/></arp></show>`), ['show', 'arp', 'all']);
    assert.deepEqual(commandWords('<show><jobs><id>42</id></jobs></show>'), ['show', 'jobs', 'id', '42']);
    assert.deepEqual(commandWords('<a><b> x &amp; y </b></a>'), ['a', 'b', 'x & y']);
  });

  it('are none where the XML is broken', () => {
    for (const broken of ['', '<a>', '</a>', '<a></b>', '<a', 'text > <'])
      assert.equal(commandWords(broken), null);
  });
});
