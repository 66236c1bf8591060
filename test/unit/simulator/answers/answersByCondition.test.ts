import assert from 'node:assert/strict';
import type { FirewallSpecInput } from '../../../../src/simulator/spec/fleetSpec.ts';
import { PAIR, pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW, textOf } from '../sampleFleet.ts';

const CMD = {
  panoramaStatus: '<show><panorama-status></panorama-status></show>',
  ntp: '<show><ntp></ntp></show>',
  clockMore: '<show><clock><more></more></clock></show>',
  environment: '<show><system><environmentals></environmentals></system></show>',
  load: '<show><running><resource-monitor><minute><last>5</last></minute></resource-monitor></running></show>',
  state: '<show><system><state><filter>sys.monitor.*.mp.exports</filter></state></system></show>',
  resources: '<show><system><resources></resources></system></show>',
  processes: '<show><system><software><status></status></software></system></show>',
  licenses: '<request><license><info></info></license></request>',
  support: '<request><support><check></check></support></request>',
  content: '<request><content><upgrade><check/></upgrade></content></request>',
  configLocks: '<show><config-locks><vsys>all</vsys></config-locks></show>',
  commitLocks: '<show><commit-locks><vsys>all</vsys></commit-locks></show>',
  changes: '<show><config><list><changes/></list></config></show>',
  fullCommit: '<check><full-commit-required></full-commit-required></check>',
  jumbo: '<show><system><setting><jumbo-frame/></setting></system></show>',
  summary: '<show><routing><summary></summary></routing></show>',
  legacyFib: '<show><routing><fib></fib></routing></show>',
  advancedFib: '<show><advanced-routing><fib></fib></advanced-routing></show>',
  legacyBgp: '<show><routing><protocol><bgp><peer></peer></bgp></protocol></routing></show>',
  advancedBgp: '<show><advanced-routing><bgp><peer><status></status></peer></bgp></advanced-routing></show>',
  tunnels: '<show><running><tunnel><flow><all/></flow></tunnel></running></show>',
  associations: '<show><vpn><ipsec-sa></ipsec-sa></vpn></show>',
  interfaces: '<show><interface>all</interface></show>',
  sessions: '<show><session><all></all></session></show>',
} as const;

/** What a standalone firewall with these properties answers. */
function ask(cmd: string, more: Partial<FirewallSpecInput> = {}): Promise<string> {
  return new Bench([standalone(more)]).ask(STANDALONE, cmd);
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

describe('simulator: answers follow the version and the model', () => {
  it('panorama-status has blank lines between servers until 10.2', async () => {
    assert.match(await ask(CMD.panoramaStatus, { version: '10.2.10' }), /Active\n\nPanorama Server 2/);
    assert.match(await ask(CMD.panoramaStatus, { version: '11.1.4-h7' }), /Active\nPanorama Server 2/);
  });

  it('system resources are in KiB on old releases', async () => {
    assert.match(await ask(CMD.resources, { version: '9.1.13' }), /\nKiB Mem : 16777216 total/);
    assert.match(await ask(CMD.resources, { version: '11.1.0' }), /\nMiB Mem : 16384\.0 total/);
  });

  it('a chassis names its dataplanes, a virtual firewall has no environment', async () => {
    assert.match(await ask(CMD.clockMore, { model: 'PA-7050' }), /<member>DP s3dp0:\ndataplane time: /);
    assert.equal(count(await ask(CMD.load, { model: 'PA-5450' }), /<s3dp[01]>/g), 2);
    assert.equal(textOf(await ask(CMD.environment, { model: 'PA-VM' }), 'result'), '');
  });

  it('each routing engine has its own commands', async () => {
    const advanced = { version: '11.1.4-h7', advancedRouting: true };
    for (const cmd of [CMD.legacyFib, CMD.legacyBgp, CMD.summary])
      assert.match(
        await ask(cmd, advanced),
        /status="success".*Command deprecated in Advanced Routing Mode\./,
      );
    for (const cmd of [CMD.advancedFib, CMD.advancedBgp]) assert.match(await ask(cmd), /code="17"/);
    assert.equal(count(await ask(CMD.advancedFib, advanced), /<dst>/g), 40);
    const json = textOf(await ask(CMD.advancedBgp, advanced), 'json')?.replaceAll('&quot;', '"') ?? '';
    const peers = JSON.parse(json) as Record<string, { state: string; detail: { bgpState: string } }>;
    assert.equal(peers['isp-1']?.state, 'Established');
    assert.equal(peers['isp-2']?.detail.bgpState, 'Established');
  });

  it('the routing summary agrees with the table', async () => {
    const summary = await ask(CMD.summary);
    assert.match(summary, /<All-Routes><total>40<\/total><limit>\d+<\/limit><active>40<\/active>/);
    assert.match(summary, /<Connect-Routes><total>8<\/total>/);
  });

  it('one interface, and one that does not exist', async () => {
    const bench = new Bench([standalone()]);
    const one = await bench.ask(STANDALONE, '<show><interface>ethernet1/1</interface></show>');
    assert.match(one, /<hw><name>ethernet1\/1<\/name>.*<state>up<\/state>/);
    assert.match(
      await bench.ask(STANDALONE, '<show><interface>ethernet1/123</interface></show>'),
      /status="success"><result><error>Interface 'ethernet1\/123' not found</,
    );
    assert.match(await bench.ask(STANDALONE, CMD.interfaces), /<ifnet><entry><name>ethernet1\/1<.*<zone>/);
  });
});

describe('simulator: answers follow the condition of the device', () => {
  const cases: readonly [string, string, FirewallSpecInput['condition'], RegExp][] = [
    ['no Panorama', CMD.panoramaStatus, { panorama: 'not_configured' }, /<result><\/result>/],
    ['a lost Panorama', CMD.panoramaStatus, { panorama: 'disconnected' }, /^(?!.*: yes).*Connected {5}: no/s],
    ['no NTP', CMD.ntp, { ntp: 'not_configured' }, /<result><synched>LOCAL<\/synched><\/result>/],
    ['unsynchronized NTP', CMD.ntp, { ntp: 'not_synchronized' }, /<reachable>no<.*<synched>LOCAL</s],
    ['no licence', CMD.licenses, { licenses: 'none' }, /<licenses><\/licenses>/],
    ['an expired licence', CMD.licenses, { licenses: 'expired' }, /January 17, 2026<\/expires><expired>yes</],
    ['no support contract', CMD.support, { support: 'unknown' }, /<ExpiryDate><\/ExpiryDate>/],
    ['an expired contract', CMD.support, { support: 'expired' }, /<ExpiryDate>January 17, 2026</],
    [
      'no update server for support',
      CMD.support,
      { updateServer: false },
      /status="error".*Please check network connectivity/,
    ],
    [
      'no update server for content',
      CMD.content,
      { updateServer: false },
      /status="error".*Please check network connectivity/,
    ],
    [
      'no update server for software',
      SHOW.softwareCheck,
      { updateServer: false },
      /status="error".*Please check network/,
    ],
    [
      'software without a support contract',
      SHOW.softwareCheck,
      { support: 'expired' },
      /status="error".*Please check network/,
    ],
    [
      'an expired device certificate',
      SHOW.systemInfo,
      { deviceCertificate: 'Expired' },
      /<device-certificate-status>Expired</,
    ],
    ['a full commit', CMD.fullCommit, { fullCommitRequired: true }, /<result>yes</],
    ['a config lock', CMD.configLocks, { configLock: 'alice' }, /<config-locks><entry name="alice">/],
    ['a commit lock', CMD.commitLocks, { commitLock: 'bob' }, /<commit-locks><entry name="bob">/],
    ['jumbo frames', CMD.jumbo, { jumboFrames: true }, /<result>on</],
    ['a missing power supply', CMD.environment, { alarm: true }, /<alarm>True<\/alarm><Inserted>False</],
    ['a busy dataplane', CMD.load, { dataplaneCpu: 93 }, /<value>93,93,93,93,93</],
    ['a busy management plane', CMD.state, { managementCpu: 88 }, /'1minavg': 88,/],
    ['no such state', CMD.state, { systemState: false }, /NO_MATCHES/],
    [
      'little memory',
      CMD.resources,
      { memoryUsed: 95 },
      /MiB Mem : 16384\.0 total, 409\.6 free, 15564\.8 used/,
    ],
    ['a stopped process', CMD.processes, { stoppedProcess: 'routed' }, /Process {2}routed +stopped/],
    ['a tunnel that is down', CMD.tunnels, { tunnels: 3, tunnelsDown: 1 }, /branch-3.*<state>init</],
    [
      'the associations that are left',
      CMD.associations,
      { tunnels: 3, tunnelsDown: 1 },
      /<ntun>2<\/ntun>(?!.*branch-3)/,
    ],
    ['a BGP peer down', CMD.legacyBgp, { bgpPeersDown: 1 }, /peer="isp-2".*<status>Active</],
    ['no BGP', CMD.legacyBgp, { bgpPeers: 0 }, /<result><\/result>/],
  ];
  for (const [name, cmd, condition, expected] of cases) {
    it(name, async () => {
      assert.match(await ask(cmd, { condition }), expected);
    });
  }

  it('clocks of the planes that differ', async () => {
    const bench = new Bench([standalone({ condition: { dataplaneClockSeconds: 60 } })]);
    const seconds = (text: string): number =>
      Date.parse(`1970-01-01T${/\d\d:\d\d:\d\d/.exec(text)?.[0] ?? ''}Z`) / 1000;
    const management = seconds(await bench.ask(STANDALONE, '<show><clock></clock></show>'));
    assert.equal(seconds(await bench.ask(STANDALONE, CMD.clockMore)) - management, 60);
  });

  it('changes that wait for a commit', async () => {
    assert.match(await ask(CMD.changes, { pendingChanges: true }), /<journal><entry>.*<owner>netops</);
    assert.match(await ask(CMD.changes), /<result><journal\/><\/result>/);
  });

  it('a passive member has neither tunnels nor peers nor a table', async () => {
    const bench = new Bench(pair());
    const [, passive] = PAIR;
    assert.equal(textOf(await bench.ask(passive, CMD.associations), 'ntun'), '0');
    assert.doesNotMatch(await bench.ask(passive, CMD.legacyBgp), /Established/);
    assert.match(await bench.ask(passive, CMD.legacyFib), /<total>0<\/total><fibs><\/fibs>/);
    assert.equal(count(await bench.ask(passive, CMD.sessions), /<entry>/g), 4);
  });

  it('jobs that wait and jobs that ended', async () => {
    const bench = new Bench([standalone()]);
    bench.fleet.fault(STANDALONE, { kind: 'foreign_job', type: 'Commit', user: 'alice' });
    const pending = await bench.ask(STANDALONE, '<show><jobs><pending></pending></jobs></show>');
    assert.deepEqual([count(pending, /<job>/g), textOf(pending, 'status')], [1, 'ACT']);
    const processed = await bench.ask(STANDALONE, '<show><jobs><processed></processed></jobs></show>');
    assert.equal(count(processed, /<job>/g), count(processed, /<status>FIN</g));
  });
});
