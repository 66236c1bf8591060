import assert from 'node:assert/strict';
import {
  DeviceError,
  type DeviceErrorKind,
  type PresentedCertificate,
  retold,
} from '../../../../src/panos/errors.ts';
import { planningError } from '../../../../src/planning/planningTroubles.ts';
import { engineError } from '../../../../src/engine/engineTroubles.ts';
import { settingTold, type SettingTrouble } from '../../../../src/engine/settings/settingTroubles.ts';
import { editorError } from '../../../../src/vscode/editorTroubles.ts';
import { UserError } from '../../../../src/ports/userError.ts';
import { withKnownPin } from '../../../../src/vscode/trust/changedCertificate.ts';
import { describeFailure, isUnexpected } from '../../../../src/vscode/actions/failure.ts';
import { sampleFingerprint, samplePin } from '../../../support/samplePin.ts';

const deviceError = (kind: DeviceErrorKind, device = 'fw-1', presented?: PresentedCertificate): DeviceError =>
  new DeviceError({
    kind,
    device,
    operation: 'show system info',
    delivery: 'not_sent',
    what: 'it is so',
    presented,
  });

describe('what the user is told about a failure', () => {
  it('is nothing when the user cancelled', () => {
    const abort = new AbortController();
    abort.abort();
    for (const error of [deviceError('cancelled'), abort.signal.reason]) {
      assert.equal(describeFailure('Discover Devices', error), null);
      assert.equal(isUnexpected(error), false);
    }
  });

  it('is the message as it is for errors that are meant for people', () => {
    assert.equal(
      describeFailure('Dry Run', editorError({ code: 'same_file_twice' }))?.message,
      'Each list of devices needs a file of its own. Nothing was written.',
    );
    assert.equal(
      describeFailure('Dry Run', deviceError('unreachable'))?.message,
      'fw-1: show system info: it is so. Nothing was sent.',
    );
  });

  it('is a hint, not an error, where there is only something to do first', () => {
    const hint = describeFailure('Verify', editorError({ code: 'no_devices' }));
    assert.deepEqual([hint?.isHint, hint?.actions[0]?.title], [true, 'Discover Devices']);
    assert.equal(describeFailure('Verify', editorError({ code: 'no_pins' }))?.isHint, undefined);
  });

  it('leads to the upgrade paths when they are missing or broken', () => {
    const first = { line: 1, column: 2, message: 'it is no version' };
    for (const error of [
      planningError({ code: 'upgrade_paths_broken', first, others: 0 }),
      planningError({ code: 'upgrade_paths_missing' }),
    ]) {
      const labels = describeFailure('Upgrade', error)?.actions.map(({ title }) => title);
      assert.equal(labels?.[0], 'Open Upgrade Paths', error.message);
    }
  });

  it('offers to set the credentials that are missing or wrong', () => {
    const offered = (device: string): unknown[] | undefined =>
      describeFailure('Test', deviceError('no_credentials', device))?.actions.map(({ command }) => command);
    assert.deepEqual(offered('fw-1'), ['panosUpgrade.setFirewallCredentials']);
    assert.deepEqual(offered('Panorama'), ['panosUpgrade.setPanoramaCredentials']);
    const own = retold(deviceError('authentication'), { hasOwnCredentials: true });
    assert.deepEqual(
      describeFailure('Test', own)?.actions.map(({ command }) => command),
      ['panosUpgrade.setDeviceCredentials', 'panosUpgrade.testConnection'],
    );
  });

  it('is the old and the new certificate when a pinned one changed, and the way past it is explicit', () => {
    const pinned = samplePin('10.0.0.1', 'AA', { subject: 'CN=old', validTo: '2030' });
    const presented = {
      fingerprint: sampleFingerprint('BB'),
      subject: 'CN=new',
      issuer: 'CN=new',
      validTo: '2040',
      vouchedBy: 'nothing',
    } as const;
    const mismatch = deviceError('pin_mismatch', 'fw-1', presented);
    const failure = describeFailure('Test', withKnownPin(mismatch, 'fw-1', pinned.address, [pinned]));
    assert.match(failure?.message ?? '', /somebody may be in between/);
    for (const part of ['AA:AA', 'CN=old', '2030', 'BB:BB', 'CN=new', '2040', 'Nothing was sent'])
      assert.ok(failure?.message.includes(part), part);
    assert.deepEqual(
      failure?.actions.map(({ title, argument }) => [title, argument]),
      [
        ['Trust the New Certificate…', [{ name: 'fw-1', pinned, presented }]],
        ['Keep Stopped', undefined],
      ],
    );
  });

  it('leads to the question about a changed certificate where it is not known which pin is meant', () => {
    const failure = describeFailure('Upgrade', deviceError('pin_mismatch'));
    assert.deepEqual(
      failure?.actions.map(({ title }) => title),
      ['Test Connection', 'Keep Stopped'],
    );
  });

  it('opens the setting that is wrong', () => {
    const settingError = (trouble: SettingTrouble): UserError => new UserError(settingTold(trouble));
    const opened = (error: UserError): unknown => describeFailure('x', error)?.actions[0]?.argument;
    assert.equal(opened(engineError({ code: 'no_panorama' })), 'panosUpgrade.panorama.host');
    assert.equal(
      opened(
        settingError({
          code: 'setting_out_of_range',
          setting: 'panosUpgrade.workers.max',
          value: 51,
          range: { kind: 'number', isWhole: true, minimum: 1, maximum: 50 },
          fallback: 5,
        }),
      ),
      'panosUpgrade.workers.max',
    );
  });

  it('offers the log for a trouble that another release knows and this one does not', () => {
    const error = new UserError({
      trouble: { code: 'of_tomorrow' },
      message: 'Who knows.',
      brief: 'Who knows.',
    });
    assert.deepEqual(
      describeFailure('x', error)?.actions.map(({ id }) => id),
      ['showLog'],
    );
  });

  it('keeps our own mistakes out of sight: the stack is for the log', () => {
    const error = new TypeError('x is not a function');
    const failure = describeFailure('Dry Run', error);
    assert.equal(isUnexpected(error), true);
    assert.doesNotMatch(failure?.message ?? '', /not a function/);
  });
});
