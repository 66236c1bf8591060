import assert from 'node:assert/strict';
import { AnswerShapeError } from '../../../../src/panos/calls/elementReaders.ts';
import { parseDeviceClock, parseUptime } from '../../../../src/panos/answers/deviceClock.ts';
import { readSystemInfo, type SystemInfo } from '../../../../src/panos/answers/systemInfo.ts';
import { result } from '../sampleXml.ts';
import { sn } from '../../../support/serials.ts';

const HEAD =
  '<hostname>edge-07</hostname><model>PA-450</model><serial>001901002233</serial><sw-version>10.2.9-h1</sw-version>';

function read(rest: string, head = HEAD): SystemInfo {
  return readSystemInfo(result(`<system>${head}${rest}</system>`));
}

describe('readSystemInfo', () => {
  it('reads a hardware firewall', () => {
    const info = read(`<ip-address>10.9.8.7</ip-address><ipv6-address>unknown</ipv6-address>
      <time>Sun Dec  3 06:05:04 2023
</time><uptime>115 days, 3:08:17</uptime><family>400</family><app-version>8780-8400</app-version>
      <ZTP>Disabled</ZTP><ZTP>Disabled</ZTP><multi-vsys>on</multi-vsys><advanced-routing>on</advanced-routing>
      <device-certificate-status>None</device-certificate-status>`);
    assert.deepEqual(info, {
      serial: sn('001901002233'),
      hostname: 'edge-07',
      model: 'PA-450',
      family: '400',
      swVersion: '10.2.9-h1',
      uptimeSeconds: 115 * 86_400 + 3 * 3600 + 8 * 60 + 17,
      deviceClock: Date.UTC(2023, 11, 3, 6, 5, 4),
      managementIp: '10.9.8.7',
      appVersion: '8780-8400',
      multiVsys: true,
      routingEngine: 'advanced',
      deviceCertificate: 'None',
      isPanorama: false,
    } satisfies SystemInfo);
  });

  it('gives null for placeholders and for what is missing', () => {
    const info = read('<ip-address>unknown</ip-address><app-version>0</app-version><uptime>a while</uptime>');
    assert.deepEqual(
      [info.managementIp, info.appVersion, info.uptimeSeconds, info.deviceClock, info.multiVsys, info.family],
      [null, null, null, null, null, null],
    );
    assert.equal(info.routingEngine, 'legacy');
    assert.equal(
      read('<advanced-routing>off</advanced-routing><multi-vsys>off</multi-vsys>').multiVsys,
      false,
    );
    assert.equal(
      read('<ip-address>unknown</ip-address><ipv6-address>2001:db8::5/64</ipv6-address>').managementIp,
      '2001:db8::5',
    );
  });

  it('knows a Panorama by family, model or system mode', () => {
    assert.equal(read('<family>pc</family>').isPanorama, true);
    assert.equal(read('<family>m</family>').isPanorama, true);
    assert.equal(read('<system-mode>management-only</system-mode>').isPanorama, true);
    assert.equal(read('', HEAD.replace('PA-450', 'Panorama')).isPanorama, true);
  });

  it('refuses an answer without identity or version', () => {
    for (const element of ['hostname', 'model', 'serial', 'sw-version']) {
      const without = HEAD.replace(new RegExp(`<${element}>.*?</${element}>`), '');
      assert.throws(() => read('', without), AnswerShapeError, element);
    }
    assert.throws(() => readSystemInfo(result('Server is starting')), AnswerShapeError);
  });
});

describe('the device clock', () => {
  it('reads both forms, as if UTC', () => {
    assert.equal(parseDeviceClock('Thu Jan 29 16:35:59 2026\n'), Date.UTC(2026, 0, 29, 16, 35, 59));
    assert.equal(parseDeviceClock('Wed May 31 11:50:21 PDT 2023'), Date.UTC(2023, 4, 31, 11, 50, 21));
    assert.equal(parseDeviceClock('2019/03/18  22:01:25'), Date.UTC(2019, 2, 18, 22, 1, 25));
  });

  it('gives null for anything else', () => {
    for (const text of [
      undefined,
      '',
      '14:07:58',
      'Still Active',
      'Thu Foo 29 16:35:59 2026',
      '2026/13/01 00:00:00',
      '2026/02/31 00:00:00',
    ]) {
      assert.equal(parseDeviceClock(text), null, text);
    }
  });
});

describe('uptime', () => {
  it('reads it with and without days', () => {
    assert.equal(parseUptime('0 days, 0:21:17'), 21 * 60 + 17);
    assert.equal(parseUptime('1 day, 23:00:00'), 47 * 3600);
    assert.equal(parseUptime('7:15:50'), 7 * 3600 + 15 * 60 + 50);
    assert.equal(parseUptime('unknown'), null);
    assert.equal(parseUptime(undefined), null);
  });
});
