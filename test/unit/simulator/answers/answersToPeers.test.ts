/**
 * Public tools that run against real devices can read the simulated ones: every path here is one that
 * pan-os-python or pan-os-upgrade-assurance looks at, written as they write it, below `<response>`.
 */
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { parseXml, type XmlElement } from '../../../../src/panos/xml/xml.ts';
import { PAIR, pair, STANDALONE, standalone } from '../../../support/sampleSpec.ts';
import { Bench, SHOW } from '../sampleFleet.ts';

async function read(bench: Bench, cmd: string, target = STANDALONE): Promise<XmlElement> {
  const answer = parseXml(await bench.ask(target, cmd), 'response');
  assert.ok(answer !== null, cmd);
  assert.equal(answer.attribute('status'), 'success', cmd);
  return answer;
}

/** What a text matches, as both tools search texts. */
async function match(bench: Bench, cmd: string, pattern: RegExp): Promise<string | undefined> {
  return pattern.exec((await read(bench, cmd)).text('result') ?? '')?.[1];
}

describe('simulator: pan-os-python can read', () => {
  it('system info, versions and chassis-ready', async () => {
    const bench = new Bench([standalone()]);
    const info = await read(bench, SHOW.systemInfo);
    assert.equal(info.text('result/system/sw-version'), '10.1.14');
    assert.equal(info.text('result/system/serial'), STANDALONE);
    assert.equal(info.text('result/system/multi-vsys'), 'off');
    assert.equal(info.text('result/system/model'), 'PA-440');
    const ready = await read(bench, SHOW.chassisReady);
    assert.equal(ready.text('result')?.trim(), 'yes');
  });

  it('the software list and a job from its first to its last answer', async () => {
    const bench = new Bench([standalone()]);
    const list = await read(bench, SHOW.softwareCheck);
    const entries = list.allAt('result/sw-updates/versions/entry');
    assert.ok(entries.length > 5);
    for (const entry of entries) {
      assert.match(entry.text('version') ?? '', /^\d+\.\d+\.\d+/);
      assert.match(entry.text('downloaded') ?? '', /^(yes|no)$/);
      assert.match(entry.text('current') ?? '', /^(yes|no)$/);
    }
    const begun = await read(
      bench,
      '<request><system><software><download><version>10.2.0</version></download></software></system></request>',
    );
    const id = begun.text('result/job');
    await bench.clock.advanceBy(3_600_000);
    const job = await read(bench, `<show><jobs><id>${id}</id></jobs></show>`);
    assert.equal(job.text('result/job/status'), 'FIN');
    assert.equal(job.text('result/job/result'), 'OK');
    assert.ok(job.allAt('result/job/details/line').length > 0);
  });

  it('the HA state of a firewall and of a Panorama', async () => {
    const bench = new Bench(pair(), 1, { panorama: { ha: { state: 'secondary-passive' } } });
    const firewall = await read(bench, SHOW.haState, PAIR[0]);
    assert.equal(firewall.text('result/enabled'), 'yes');
    assert.equal(firewall.text('result/group/local-info/state'), 'active');
    assert.equal(firewall.text('result/group/running-sync'), 'synchronized');
    const panorama = await read(bench, SHOW.haState, 'panorama');
    assert.equal(panorama.text('result/local-info/state'), 'secondary-passive');
    assert.equal(panorama.text('result/peer-info/state'), 'primary-active');
    assert.equal(panorama.at('result/group'), undefined);
  });

  it('the devices of a Panorama and its device groups', async () => {
    const bench = new Bench([standalone(), ...pair()]);
    const devices = await read(bench, SHOW.devicesAll, 'panorama');
    for (const device of devices.allAt('result/devices/entry')) {
      assert.equal(device.text('serial'), device.attribute('name'));
      assert.match(device.text('connected') ?? '', /^(yes|no)$/);
      assert.ok(device.allAt('vsys/entry').length > 0);
    }
    const groups = await read(bench, '<show><devicegroups></devicegroups></show>', 'panorama');
    const members = groups.allAt('result/devicegroups/entry/devices/entry');
    assert.equal(members.length, 3);
    assert.equal(members[0]?.text('shared-policy-status'), 'In Sync');
    assert.equal(members[0].text('last-commit-all-state-sp'), 'commit succeeded');
  });
});

describe('simulator: pan-os-upgrade-assurance can read', () => {
  const bench = new Bench([standalone({ condition: { contentUpdateAt: '01:30' } })]);

  it('whether changes wait for a commit, and locks', async () => {
    assert.equal(
      (await read(bench, '<check><pending-changes></pending-changes></check>')).text('result'),
      'no',
    );
    const full = await read(bench, '<check><full-commit-required></full-commit-required></check>');
    assert.equal(full.text('result'), 'no');
    for (const kind of ['config-locks', 'commit-locks']) {
      const locks = await read(bench, `<show><${kind}><vsys>all</vsys></${kind}></show>`);
      assert.deepEqual(locks.allAt(`result/${kind}/entry`), []);
    }
  });

  it('the connection to Panorama', async () => {
    const cmd = '<show><panorama-status></panorama-status></show>';
    assert.equal(await match(bench, cmd, /connected\s*:\s*(yes)/i), 'yes');
  });

  it('NTP and both clocks', async () => {
    const ntp = await read(bench, '<show><ntp></ntp></show>');
    assert.equal(ntp.text('result/synched'), ntp.text('result/ntp-server-1/name'));
    assert.equal(ntp.text('result/ntp-server-1/reachable'), 'yes');
    const clock = (await read(bench, '<show><clock></clock></show>')).text('result') ?? '';
    // Day of week, month, day, time, zone and year, by position.
    assert.match(clock.trim(), /^Thu Jan 29 \d\d:\d\d:\d\d UTC 2026$/);
    const more = await read(bench, '<show><clock><more></more></clock></show>');
    const words = more.text('result/member')?.trim().split(/\s+/) ?? [];
    assert.deepEqual(words.slice(0, 5), ['dataplane', 'time:', 'Thu', 'Jan', '29']);
    assert.match(words[5] ?? '', /^\d\d:\d\d:\d\d$/);
    assert.equal(words[7], '2026');
  });

  it('licences and the support contract', async () => {
    const licenses = await read(bench, '<request><license><info></info></license></request>');
    const entries = licenses.allAt('result/licenses/entry');
    assert.deepEqual(
      entries.map((entry) => entry.text('expired')),
      ['no', 'no', 'no'],
    );
    assert.ok(entries.some((entry) => entry.text('expires') === 'Never'));
    assert.ok(entries.some((entry) => /^[A-Z][a-z]+ \d\d, \d{4}$/.test(entry.text('expires') ?? '')));
    const support = await read(bench, '<request><support><check></check></support></request>');
    const expiry = support.text('result/SupportInfoResponse/Support/ExpiryDate') ?? '';
    assert.match(expiry, /^[A-Z][a-z]+ \d\d, 2027$/);
  });

  it('content versions', async () => {
    const list = await read(bench, '<request><content><upgrade><check/></upgrade></content></request>');
    const entries = list.allAt('result/content-updates/entry');
    // Both tools take several entries for granted, in no order.
    assert.ok(entries.length > 2);
    assert.notEqual(entries[0]?.text('current'), 'yes');
    const [entry, ...others] = entries.filter((each) => each.text('current') === 'yes');
    assert.deepEqual(others, []);
    assert.match(entry?.text('version') ?? '', /^\d+-\d+$/);
    assert.match(entry?.text('sha256') ?? '', /^[0-9a-f]{64}$/);
    assert.equal(entry?.text('current'), 'yes');
    assert.equal(
      entry.text('version'),
      (await read(bench, SHOW.systemInfo)).text('result/system/app-version'),
    );
  });

  it('sessions, tunnels, ARP and interfaces', async () => {
    const sessions = await read(bench, '<show><session><all></all></session></show>');
    const [session] = sessions.allAt('result/entry');
    for (const field of ['source', 'xdst', 'dport']) assert.ok(session?.text(field), field);
    const flows = await read(bench, '<show><running><tunnel><flow><all/></flow></tunnel></running></show>');
    assert.deepEqual(
      flows.allAt('result/IPSec/entry').map((tunnel) => [tunnel.text('name'), tunnel.text('state')]),
      [
        ['branch-1', 'active'],
        ['branch-2', 'active'],
      ],
    );
    const arp = await read(bench, "<show><arp><entry name = 'all'/></arp></show>");
    assert.equal(arp.allAt('result/entries/entry').length, 25);
    const nics = await read(bench, '<show><interface>hardware</interface></show>');
    const states = nics.allAt('result/hw/entry').map((port) => port.text('state'));
    assert.equal(states.filter((state) => state === 'up').length, 9);
    assert.equal(states.length, 12);
  });

  it('certificates of the running configuration, as certificates', async () => {
    const config = await read(bench, '<show><config><running></running></config></show>');
    const [entry] = config.allAt('result/config/shared/certificate/entry');
    assert.ok(entry?.text('private-key') !== undefined);
    const certificate = new X509Certificate(entry.lines('public-key') ?? '');
    assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  });

  it('update schedules', async () => {
    const xpath = "/config/devices/entry[@name='localhost.localdomain']/deviceconfig/system/update-schedule";
    const answer = parseXml(
      await bench.body(STANDALONE, { type: 'config', action: 'get', xpath }),
      'response',
    );
    assert.equal(answer?.attribute('status'), 'success');
    assert.equal(answer.attribute('code'), '19');
    assert.equal(answer.text('result/update-schedule/threats/recurring/daily/at'), '01:30');
  });

  it('load, memory, environment and the jumbo frame setting', async () => {
    const monitor = await read(
      bench,
      '<show><running><resource-monitor><minute><last>5</last></minute></resource-monitor></running></show>',
    );
    const cores = monitor.allAt('result/resource-monitor/data-processors/dp0/minute/cpu-load-average/entry');
    assert.equal(cores.length, 4);
    assert.equal(cores[1]?.text('value'), '12,12,12,12,12');
    const state = '<show><system><state><filter>sys.monitor.*.mp.exports</filter></state></system></show>';
    assert.equal(await match(bench, state, /sys\.monitor\.s0\.mp\.exports: .*?'1minavg': (\d+)/), '9');
    const resources = '<show><system><resources></resources></system></show>';
    assert.equal(await match(bench, resources, /MiB Mem\s*:\s*([\d.]+) total/), '16384.0');
    const environment = await read(bench, '<show><system><environmentals></environmentals></system></show>');
    for (const kind of ['thermal', 'fantray', 'fan', 'power', 'power-supply']) {
      const [slot] = [0, 1].flatMap((number) => environment.allAt(`result/${kind}/Slot${number}/entry`));
      assert.equal(slot?.text('alarm'), 'False', kind);
    }
    const jumbo = await read(bench, '<show><system><setting><jumbo-frame/></setting></system></show>');
    assert.equal(jumbo.text('result'), 'off');
  });

  it('disk space: in the fourth column of every line but the first', async () => {
    const text = (await read(bench, SHOW.diskSpace)).text('result') ?? '';
    for (const line of text.trim().split('\n').slice(1)) {
      const columns = line.trim().split(/ +/);
      assert.match(columns[3] ?? '', /^-?[\d.]+[KMGT]$/, line);
    }
  });

  it('forwarding tables and BGP peers', async () => {
    const fib = await read(bench, '<show><routing><fib></fib></routing></show>');
    const rows = fib.allAt('result/fibs/entry/entries/entry');
    assert.equal(rows.length, 40);
    for (const field of ['dst', 'interface', 'nh_type', 'flags', 'nexthop', 'mtu'])
      assert.ok(rows[0]?.text(field) !== undefined, field);
    const bgp = await read(
      bench,
      '<show><routing><protocol><bgp><peer></peer></bgp></protocol></routing></show>',
    );
    const [peer] = bgp.allAt('result/entry');
    assert.equal(peer?.attribute('peer'), 'isp-1');
    assert.equal(peer.attribute('vr'), 'default');
    assert.equal(peer.text('peer-group'), 'uplinks');
    assert.equal(peer.text('status'), 'Established');
    assert.ok(peer.text('prefix-counter/entry/incoming-total') !== undefined);
  });

  it('jobs, by id', async () => {
    const jobs = await read(bench, SHOW.jobs);
    for (const job of jobs.allAt('result/job')) assert.ok(job.text('id') !== undefined && job.text('status'));
  });
});
