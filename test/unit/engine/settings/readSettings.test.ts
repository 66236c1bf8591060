import assert from 'node:assert/strict';
import { readSettings } from '../../../../src/engine/settings/readSettings.ts';
import {
  choiceSettings,
  flagSettings,
  numberSettings,
} from '../../../../src/engine/settings/settingsTable.ts';

/** With the problems in words. */
function read(values: Readonly<Record<string, unknown>>) {
  const { problems, ...others } = readSettings((key) => values[key]);
  return { ...others, problems: problems.map(({ message }) => message) };
}

/** Every default of the table, as somebody would have to set it. */
function tableDefaults(): Record<string, unknown> {
  const settings: Record<string, { readonly default: unknown }> = { ...numberSettings, ...choiceSettings };
  const values = Object.entries(settings).map(([key, setting]): [string, unknown] => [key, setting.default]);
  return Object.fromEntries([...values, ...Object.entries(flagSettings)]);
}

describe('the settings', () => {
  it('are those of the table when nothing is set, without a Panorama', () => {
    const { engine, caFile, problems } = read({});
    assert.deepEqual(engine, read(tableDefaults()).engine);
    assert.equal(engine.panorama.host, null);
    assert.equal(caFile, null);
    assert.deepEqual(problems, []);
  });

  it('reach the engine each at its place, times in milliseconds', () => {
    const { engine, problems } = read({
      'panorama.rateLimit': 11,
      'panorama.timeout': 12,
      'firewall.port': 13,
      'firewall.timeout': 14,
      'firewall.softwareCheckTimeout': 15,
      'firewall.softwareInfoTimeout': 16,
      'firewall.jobStallTimeout': 17,
      'firewall.downloadRetryAttempts': 1,
      'firewall.maxRebootPollInterval': 19,
      'firewall.rebootReadyTimeout': 20,
      'firewall.rebootInitialDelay': 21,
      'firewall.rebootStabilizationDelay': 22,
      'firewall.rebootStabilizationMode': 'fixed',
      'workers.max': 23,
      'workers.queueSize': 24,
      'bulk.holdAfterFailures': 4,
      'download.maxConcurrent': 25,
      'download.maxConcurrentPerGroup': 26,
      'discovery.retryAttempts': 2,
      'validation.tcpSessionMargin': 28,
      'validation.tcpSessionFloor': 37,
      'validation.routeMargin': 29,
      'validation.arpMargin': 30,
      'validation.fibMargin': 31,
      'validation.interfaceMargin': 32,
      'validation.bgpPeerMargin': 33,
      'validation.tunnelMargin': 34,
      'validation.licenceMargin': 35,
      'validation.userIdMargin': 39,
      'validation.minDiskGb': 36,
      'readiness.updateWindowHours': 37,
      'backup.retentionDays': 38,
      'upgrade.installMode': 'final-only',
      'validation.onMismatch': 'ask',
      'recovery.onStart': 'paused',
      'images.makeRoom': 'auto',
      'validation.verifyHashes': false,
      'validation.failOnMissingHash': true,
      'backup.enabled': false,
      'ha.returnToOriginalActive': true,
      'bulk.onePairFirst': false,
      'ha.maxReleasesApart': 3,
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(engine, {
      panorama: { host: null, rateLimit: 11, timeoutMs: 12_000 },
      firewall: {
        port: 13,
        timeoutMs: 14_000,
        softwareCheckTimeoutMs: 15_000,
        softwareInfoTimeoutMs: 16_000,
        jobStallTimeoutMs: 17_000,
        downloadRetryAttempts: 1,
        maxRebootPollIntervalMs: 19_000,
        rebootReadyTimeoutMs: 20_000,
        rebootInitialDelayMs: 21_000,
        rebootStabilizationDelayMs: 22_000,
        settleMode: 'fixed',
        rebootReadyTimeoutMsByModel: {},
      },
      workers: { max: 23, queueSize: 24 },
      bulk: { holdAfterFailures: 4, onePairFirst: false },
      upgrade: { installMode: 'final-only' },
      ha: { returnToOriginalActive: true, maxReleasesApart: 3 },
      recovery: { onStart: 'paused' },
      download: { maxConcurrent: 25, maxConcurrentPerGroup: 26 },
      discovery: { retryAttempts: 2 },
      validation: {
        tcpSessionMargin: 28,
        tcpSessionFloor: 37,
        routeMargin: 29,
        arpMargin: 30,
        fibMargin: 31,
        interfaceMargin: 32,
        bgpPeerMargin: 33,
        tunnelMargin: 34,
        licenceMargin: 35,
        userIdMargin: 39,
        minDiskGb: 36,
        makeRoom: 'auto',
        onMismatch: 'ask',
        verifyHashes: false,
        failOnMissingHash: true,
      },
      readiness: {
        policies: {},
        minimumContent: {},
        mustExist: { sessions: [], arpEntries: [], tunnels: [] },
        updateWindowHours: 37,
      },
      backup: { enabled: false, retentionDays: 38 },
    });
  });

  it('takes what is set', () => {
    const { engine, caFile } = read({
      'panorama.host': ' panorama.example.com ',
      'workers.max': 500,
      'firewall.timeout': 20,
      'validation.tcpSessionMargin': 2.5,
      'backup.enabled': false,
      'backup.retentionDays': 0,
      'tls.caFile': '/etc/ca.pem',
    });
    assert.equal(engine.panorama.host, 'panorama.example.com');
    assert.equal(engine.workers.max, 500);
    assert.equal(engine.firewall.timeoutMs, 20_000);
    assert.equal(engine.validation.tcpSessionMargin, 2.5);
    assert.deepEqual(engine.backup, { enabled: false, retentionDays: 0 });
    assert.equal(caFile, '/etc/ca.pem');
  });

  it('replaces what is out of range by the default and names the key and the range', () => {
    const { engine, problems } = read({ 'workers.max': 501 });
    assert.equal(engine.workers.max, 5);
    assert.deepEqual(problems, [
      'panosUpgrade.workers.max: 501 is not a whole number from 1 to 500. The default 5 is used.',
    ]);
  });

  it('takes neither text nor fractions for whole numbers', () => {
    const { engine, problems } = read({ 'firewall.jobStallTimeout': '60', 'discovery.retryAttempts': 1.5 });
    assert.equal(engine.firewall.jobStallTimeoutMs, 1_800_000);
    assert.equal(engine.discovery.retryAttempts, 3);
    assert.equal(problems.length, 2);
  });

  it('leaves a host empty that is no text', () => {
    const { engine, problems } = read({ 'panorama.host': 7 });
    assert.equal(engine.panorama.host, null);
    assert.match(problems.join(), /panosUpgrade\.panorama\.host: 7 is not a text/);
  });

  it('carries what is out of range as data', () => {
    const wrong: Readonly<Record<string, unknown>> = { 'workers.max': 501, 'backup.enabled': 'yes' };
    const { problems } = readSettings((key) => wrong[key]);
    assert.deepEqual(
      problems.map(({ trouble }) => trouble),
      [
        {
          code: 'setting_out_of_range',
          setting: 'panosUpgrade.workers.max',
          value: 501,
          fallback: 5,
          range: { kind: 'number', isWhole: true, minimum: 1, maximum: 500 },
        },
        {
          code: 'setting_out_of_range',
          setting: 'panosUpgrade.backup.enabled',
          value: 'yes',
          range: { kind: 'flag' },
          fallback: true,
        },
      ],
    );
  });
});
