/**
 * Whatever pan-os-python and pan-os-upgrade-assurance send is answered, in the form they look for: their whole way of
 * installing, and every command of their checks and snapshots, spelt as they spell them. What they make of the answers is
 * in answersToPeers.test.ts.
 */
import assert from 'node:assert/strict';
import { PAIR, pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, imageField, textOf } from '../sampleFleet.ts';

const CHASSIS = '001701000301';
const OLD = '001701000302';
const ADVANCED = '001701000303';

/** Of words: each becomes an element, and one between quotation marks the text of the one before. */
function xmlOf(command: string): string {
  const [first, ...rest] = command.match(/"[^"]*"|\S+/g) ?? [];
  const open: string[] = [];
  let xml = '';
  for (const word of [first ?? '', ...rest]) {
    if (word.startsWith('"')) xml += `${word.slice(1, -1)}</${open.pop() ?? ''}>`;
    else {
      xml += `<${word}>`;
      open.push(word);
    }
  }
  return (
    xml +
    open
      .toReversed()
      .map((word) => `</${word}>`)
      .join('')
  );
}

const boxes = new Bench([
  standalone({ condition: { contentUpdateAt: '01:30' } }),
  standalone({ serial: CHASSIS, hostname: 'chassis', model: 'PA-7050' }),
  standalone({ serial: OLD, hostname: 'old', version: '9.1.13' }),
  standalone({ serial: ADVANCED, hostname: 'advanced', version: '11.1.4-h7', advancedRouting: true }),
  ...pair(),
]);

/** What is sent, to whom, and what the answer must hold. */
type Row = readonly [command: string, shape: RegExp, target?: string];

const CHECKS: readonly Row[] = [
  ['check pending-changes', /<result>no<\/result>/],
  ['check full-commit-required', /<result>no<\/result>/],
  ['show panorama-status', /Panorama Server 1 : .*Connected {5}: yes/s],
  ['show high-availability state', /<enabled>no<\/enabled>/],
  ['show high-availability state', /<enabled>yes<.*<local-info>.*<peer-info>.*<running-sync>/s, PAIR[0]],
  ['show ntp', /<ntp-server-1>.*<synched>/s],
  ['request license info', /<licenses><entry><feature>/],
  ['request support check', /<SupportInfoResponse>.*<ExpiryDate>/s],
  ['request content upgrade check', /<content-updates[^>]*>(?:<entry>.*<\/entry>){3}/s],
  ['request content upgrade info', /<current>yes<\/current><previous>no<\/previous><installing>no</],
  ['show session all', /<entry>.*<xdst>.*<dport>/s],
  ['show session info', /<num-tcp>\d+</],
  ['show running tunnel flow all', /<IPSec><entry>.*<state>active</s],
  ['show system disk-space', /\/opt\/panrepo/],
  ['request system software check', /<sw-updates[^>]*><msg\/><versions><entry>/],
  ['request system software info', /<sw-updates[^>]*><msg\/><versions><entry>/],
  ['show clock', /\w{3} \w{3} +\d+ \d\d:\d\d:\d\d UTC \d{4}/],
  ['show clock more', /<member>dataplane time: /],
  ['show clock more', /<member>DP s3dp0:/, CHASSIS],
  ['show config running', /<config [^>]*>.*<certificate><entry name=/s],
  ['show jobs all', /<result>/],
  ['show system setting jumbo-frame', /<!\[CDATA\[off|>off</],
  ['show system environmentals', /<thermal><Slot0><entry>.*<alarm>False</s],
  ['show running resource-monitor minute last "5"', /<cpu-load-average><entry><coreid>0</],
  ['show system state filter "sys.monitor.*.mp.exports"', /'1minavg': \d+/],
  ['show system resources', /MiB Mem : /],
  ['show config-locks vsys "all"', /<config-locks\/>/],
  ['show commit-locks vsys "all"', /<commit-locks\/>/],
  ['show config-locks', /<config-locks\/>/],
  ['show commit-locks', /<commit-locks\/>/],
];

const SNAPSHOTS: readonly Row[] = [
  ['show interface "hardware"', /<hw><entry><name>ethernet1\/1<.*<state>up</s],
  ['show interface "all"', /<hw>.*<ifnet><entry>.*<dyn-addr\/><addr6\/>/s],
  ['show routing route', /<entry>.*<virtual-router>.*<destination>/s],
  ['show advanced-routing route', /<json>/, ADVANCED],
  ['show routing fib', /<fibs><entry>.*<dst>/s],
  ['show advanced-routing fib', /<fibs><entry>.*<dst>/s, ADVANCED],
  ['show routing protocol bgp peer', /<entry peer="[^"]+" vr="[^"]+">/],
  ['show advanced-routing bgp peer status', /<json>/, ADVANCED],
  ['show system info', /<app-version>\d+-\d+</],
  [
    'show system state filter "sw.dev.interface.config"',
    /sw\.dev\.interface\.config: \{ 'ethernet1\/1': .*'mtu': 1500/s,
  ],
  ['show user user-id-service status', /User id service: +up/],
  ['show user user-id-agent state all', /Agent: \S+\(vsys: vsys1\) Host: .*conn:idle/s],
  ['show redistribution agent state all', /Agent: \S+\(vsys: vsys1\) Host: .*conn:idle/s],
  ['show redistribution service status', /Redistribution service: +up/],
  ['show redistribution service agent all', /<entry name="[^"]+"><host>.*<state>conn:idle</s],
  ['show redistribution service client all', /<entry><host>.*<status>idle</s],
  ['show system raid', /Disk Pair A +Available/, CHASSIS],
  ['show system raid detail', /Disk Pair A +Available.*Disk id A2 +Present.*active sync/s, CHASSIS],
  ['show system software status', /Process +\S+ +running/],
];

describe('simulator: every command of the peers is answered', () => {
  for (const [command, shape, target = STANDALONE] of [...CHECKS, ...SNAPSHOTS]) {
    it(`${command} (${target})`, async () => {
      const answer = await boxes.ask(target, xmlOf(command));
      assert.match(answer, /^<response status="success"/);
      assert.match(answer, shape);
    });
  }

  it('show arp all, which is spelt in a way of its own', async () => {
    const answer = await boxes.ask(STANDALONE, "<show><arp><entry name = 'all'/></arp></show>");
    assert.match(answer, /<entries><entry><status> {2}c {2}<\/status><ip>/);
  });

  it('what an old release or another model does not know is refused as it refuses it', async () => {
    for (const command of ['agent state all', 'service status', 'service agent all', 'service client all']) {
      assert.match(
        await boxes.ask(OLD, xmlOf(`show redistribution ${command}`)),
        /^<response status="error" code="17"><msg><line><!\[CDATA\[ show -> redistribution {2}is unexpected\]\]>/,
      );
    }
    assert.match(await boxes.ask(OLD, xmlOf('show user user-id-agent state all')), /success/);
    assert.match(
      await boxes.ask(STANDALONE, xmlOf('show system raid detail')),
      /code="17".* show -> system -> raid {2}is unexpected/,
    );
  });
});

describe('simulator: pieces of configuration', () => {
  const SYSTEM = "/config/devices/entry[@name='localhost.localdomain']/deviceconfig/system";
  const config = (target: string, action: string, xpath: string): Promise<string> =>
    boxes.body(target, { type: 'config', action, xpath });

  it('are shown by a firewall and by Panorama; what is missing is an error to show and a code to get', async () => {
    for (const [target, name] of [
      [STANDALONE, 'fw-lab-01'],
      ['panorama', 'panorama'],
    ] as const) {
      assert.equal(
        await config(target, 'show', `${SYSTEM}/hostname`),
        `<response status="success"><result><hostname>${name}</hostname></result></response>`,
      );
      assert.match(await config(target, 'get', `${SYSTEM}/hostname`), /code="19"><result total-count="1"/);
      assert.equal(
        await config(target, 'show', `${SYSTEM}/ntp-servers`),
        '<response status="error"><msg><line>No such node</line></msg></response>',
      );
      assert.match(await config(target, 'get', `${SYSTEM}/ntp-servers`), /status="success" code="7"/);
      assert.match(await config(target, 'delete', `${SYSTEM}/hostname`), /code = '400'/);
    }
    assert.match(await config(STANDALONE, 'get', `${SYSTEM}/update-schedule`), /<daily><at>01:30</);
  });

  it('of Panorama name its devices and their groups', async () => {
    const managed = await config('panorama', 'get', '/config/mgt-config/devices');
    assert.equal(managed.match(/<entry name="\d+"\/>/g)?.length, boxes.fleet.devices.size);
    const groups = await config(
      'panorama',
      'show',
      "/config/devices/entry[@name='localhost.localdomain']/device-group",
    );
    assert.match(groups, new RegExp(`<device-group><entry name="all-sites"><devices>.*"${STANDALONE}"`));
    assert.match(await config('panorama', 'show', '/config'), /<config version="11\.2\.0"/);
  });
});

describe('simulator: the way in which pan-os-python installs', () => {
  const request = (bench: Bench, command: string, target: string = PAIR[1]): Promise<string> =>
    bench.ask(target, xmlOf(`request ${command}`));
  const job = async (bench: Bench, command: string, target?: string): Promise<string> => {
    const begun = await request(bench, command, target);
    assert.match(begun, /^<response status="success" code="19">.*<job>\d+<\/job>/);
    return bench.untilEnded(target ?? PAIR[1], begun);
  };
  const listed = async (bench: Bench, target: string, version: string): Promise<string | undefined> =>
    imageField(await request(bench, 'system software info', target), version, 'downloaded');

  it('goes from the check to the version after the restart, and its peer gets the image, too', async () => {
    const bench = new Bench(pair());
    for (const target of PAIR) await request(bench, 'system software check', target);
    assert.match(await request(bench, 'content upgrade check'), /<current>yes</);
    const downloaded = await job(bench, 'system software download sync-to-peer "yes" version "11.1.0"');
    assert.match(downloaded, /<result>OK<.*<line>Image synchronized to HA peer</s);
    assert.equal(await listed(bench, PAIR[0], '11.1.0'), 'yes');
    assert.deepEqual(bench.fleet.log.story(PAIR[0], 'download_started', 'download_finished'), [
      'download_finished 11.1.0',
    ]);
    assert.match(await job(bench, 'system software install version "11.1.0"'), /<result>OK</);
    await bench.send(PAIR[1], xmlOf('request restart system'));
    await bench.clock.advanceBy(1_800_000);
    assert.match(await bench.ask(PAIR[1], xmlOf('show chassis-ready')), /\[CDATA\[yes/);
    assert.equal(textOf(await bench.ask(PAIR[1], xmlOf('show system info')), 'sw-version'), '11.1.0');
  });

  it('takes the children in either order, and hands nothing on when told not to', async () => {
    const bench = new Bench(pair());
    for (const target of PAIR) await request(bench, 'system software check', target);
    await job(bench, 'system software download version "11.1.0" sync-to-peer "yes"');
    await job(bench, 'system software download sync-to-peer "no" version "11.1.4-h7"');
    await job(bench, 'system software download version "10.2.0" sync-to-peer "no"');
    const there = ['11.1.0', '11.1.4-h7', '10.2.0'].map((version) => listed(bench, PAIR[0], version));
    assert.deepEqual(await Promise.all(there), ['yes', 'no', 'no']);
  });

  it('has the image alone where the peer is away, has no room, or there is none', async () => {
    const apart = new Bench(pair({ link: 'down' }));
    const full = new Bench(
      pair().map((member) => ({ ...member, panrepoFreeMb: member.serial === PAIR[0] ? 300 : 8000 })),
    );
    for (const [bench, said] of [
      [apart, /HA peer is not connected/],
      [full, /no space left on HA peer/],
    ] as const) {
      for (const target of PAIR) await request(bench, 'system software check', target);
      assert.match(await job(bench, 'system software download sync-to-peer "yes" version "11.1.0"'), said);
      assert.equal(await listed(bench, PAIR[0], '11.1.0'), 'no');
    }
    await request(boxes, 'system software check', STANDALONE);
    assert.match(
      await job(boxes, 'system software download sync-to-peer "yes" version "10.2.0"', STANDALONE),
      /<result>OK</,
    );
  });

  it('updates content to the latest and goes back to the version before', async () => {
    const bench = new Bench([standalone({ contentVersion: '8940-9298' })]);
    const content = async (): Promise<string> => request(bench, 'content upgrade info', STANDALONE);
    const versionWith = async (field: string): Promise<string | undefined> =>
      new RegExp(`<entry><version>([^<]+)<(?:(?!</entry>).)*<${field}>yes<`, 's').exec(await content())?.[1];
    assert.deepEqual(
      [await versionWith('current'), await versionWith('previous')],
      ['8940-9298', '8936-9281'],
    );
    await job(bench, 'content upgrade download latest "" sync-to-peer "yes"', STANDALONE);
    const begun = await request(
      bench,
      'content upgrade install commit "yes" sync-to-peer "yes" version "latest"',
      STANDALONE,
    );
    assert.equal(await versionWith('installing'), '8943-9315');
    await bench.untilEnded(STANDALONE, begun);
    assert.deepEqual(
      [await versionWith('current'), await versionWith('previous'), await versionWith('installing')],
      ['8943-9315', '8940-9298', undefined],
    );
    await job(bench, 'content downgrade install "previous"', STANDALONE);
    assert.equal(await versionWith('current'), '8940-9298');
  });
});
