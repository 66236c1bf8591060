import assert from 'node:assert/strict';
import { readSettings } from '../../../../src/vscode/engine/settings.ts';
import { defaultSettings } from '../../../support/engineSettings.ts';

const read = (values: Readonly<Record<string, unknown>>): ReturnType<typeof readSettings> =>
  readSettings((key) => values[key]);

describe('the settings', () => {
  it('gives the engine its defaults, in milliseconds, when nothing is set', () => {
    const { engine, caFile, problems } = read({});
    assert.deepEqual(engine, {
      ...defaultSettings,
      panorama: { ...defaultSettings.panorama, host: null },
    });
    assert.equal(caFile, null);
    assert.deepEqual(problems, []);
  });

  it('takes what is set', () => {
    const { engine, caFile } = read({
      'panorama.host': ' panorama.example.com ',
      'workers.max': 50,
      'firewall.timeout': 20,
      'validation.tcpSessionMargin': 2.5,
      'backup.enabled': false,
      'backup.retentionDays': 0,
      'tls.caFile': '/etc/ca.pem',
    });
    assert.equal(engine.panorama.host, 'panorama.example.com');
    assert.equal(engine.workers.max, 50);
    assert.equal(engine.firewall.timeoutMs, 20_000);
    assert.equal(engine.validation.tcpSessionMargin, 2.5);
    assert.deepEqual(engine.backup, { enabled: false, retentionDays: 0 });
    assert.equal(caFile, '/etc/ca.pem');
  });

  it('replaces what is out of range by the default and names the key and the range', () => {
    const { engine, problems } = read({ 'workers.max': 51 });
    assert.equal(engine.workers.max, 5);
    assert.deepEqual(problems, [
      'panosUpgrade.workers.max: 51 is not a whole number from 1 to 50. The default 5 is used.',
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
});
