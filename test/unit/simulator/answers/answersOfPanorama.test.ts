import assert from 'node:assert/strict';
import { pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

describe('simulator: what Panorama says', () => {
  const lost = standalone({ serial: '001701000109', hostname: 'fw-lost', connected: false });

  it('passes commands on to a firewall, to nobody else', async () => {
    const bench = new Bench([standalone(), lost]);
    const passOn = (target: string, cmd: string) => bench.body('panorama', { type: 'op', cmd, target });
    assert.equal(textOf(await passOn(STANDALONE, SHOW.systemInfo), 'serial'), STANDALONE);
    const refusal = /status="error"><msg><line>(\d+) not connected</;
    assert.equal(refusal.exec(await passOn('001701000109', SHOW.systemInfo))?.[1], '001701000109');
    assert.match(await passOn('009999999999', SHOW.systemInfo), refusal);
    const version = await bench.post('panorama', { type: 'version', target: STANDALONE });
    assert.ok(version.kind === 'answer' && version.status === 400);
  });

  it('says so while a firewall restarts, and what it does through Panorama it does', async () => {
    const bench = new Bench([standalone()]);
    const passOn = (cmd: string) => bench.body('panorama', { type: 'op', cmd, target: STANDALONE });
    await passOn('<request><restart><system></system></restart></request>');
    assert.deepEqual(bench.fleet.log.story(STANDALONE), ['restart_accepted']);
    await bench.clock.advanceBy(90_000);
    assert.match(await passOn(SHOW.systemInfo), /not connected/);
    await bench.clock.advanceBy(600_000);
    assert.match(await passOn(SHOW.jobs), /<type>AutoCom<\/type>/);
  });

  it('lists images by platform, with checksums', async () => {
    const bench = new Bench([standalone(), ...pair()]);
    const answer = await bench.ask(
      'panorama',
      '<request><batch><software><check/></software></batch></request>',
    );
    const entries = answer.match(/<entry>.*?<\/entry>/g) ?? [];
    assert.deepEqual([...new Set(entries.map((entry) => textOf(entry, 'platform')))], ['3400', '400']);
    const sums = entries.map((entry) => textOf(entry, 'sha256'));
    assert.ok(sums.every((sum) => /^[0-9a-f]{64}$/.test(sum ?? '')));
    assert.equal(new Set(sums).size, entries.length);
  });

  it('lists only connected devices when asked for them', async () => {
    const bench = new Bench([standalone(), lost]);
    const connected = await bench.ask('panorama', '<show><devices><connected></connected></devices></show>');
    assert.equal(connected.match(/<entry name="\d{12}">/g)?.length, 1);
  });

  it('tells about itself: version, jobs without details, no HA', async () => {
    const bench = new Bench([standalone()]);
    assert.equal(textOf(await bench.body('panorama', { type: 'version' }), 'model'), 'Panorama');
    const jobs = await bench.ask('panorama', SHOW.jobs);
    assert.match(jobs, /<type>RefreshLic<\/type>/);
    assert.doesNotMatch(jobs, /<details>|<warnings>/);
    assert.equal(textOf(await bench.ask('panorama', SHOW.haState), 'enabled'), 'no');
  });
});
