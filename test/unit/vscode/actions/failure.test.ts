import assert from 'node:assert/strict';
import { type CertificateSummary, DeviceError, type DeviceErrorKind } from '../../../../src/panos/errors.ts';
import { UserError } from '../../../../src/ports/userError.ts';
import { withKnownPin } from '../../../../src/vscode/trust/changedCertificate.ts';
import { describeFailure, isUnexpected } from '../../../../src/vscode/actions/failure.ts';

const deviceError = (kind: DeviceErrorKind, device = 'fw-1', presented?: CertificateSummary): DeviceError =>
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
    assert.equal(describeFailure('Dry Run', new UserError('Do this.'))?.message, 'Do this.');
    assert.equal(
      describeFailure('Dry Run', deviceError('unreachable'))?.message,
      'fw-1: show system info: it is so. Nothing was sent.',
    );
  });

  it('is a hint, not an error, where there is only something to do first', () => {
    const hint = describeFailure('Verify', new UserError('No device is known yet. Discover devices first.'));
    assert.deepEqual([hint?.isHint, hint?.actions[0]?.title], [true, 'Discover Devices']);
    assert.equal(describeFailure('Verify', new UserError('Do this.'))?.isHint, undefined);
  });

  it('leads to the upgrade paths when they are missing or broken', () => {
    for (const text of [
      'upgrade_paths.json cannot be used, so nothing is planned.',
      'There is no upgrade_paths.json.',
    ]) {
      const labels = describeFailure('Upgrade', new UserError(text))?.actions.map(({ title }) => title);
      assert.equal(labels?.[0], 'Open Upgrade Paths', text);
    }
  });

  it('offers to set the credentials that are missing or wrong', () => {
    const offered = (device: string): unknown[] | undefined =>
      describeFailure('Test', deviceError('no_credentials', device))?.actions.map(({ command }) => command);
    assert.deepEqual(offered('fw-1'), ['panosUpgrade.setFirewallCredentials']);
    assert.deepEqual(offered('Panorama'), ['panosUpgrade.setPanoramaCredentials']);
  });

  it('is the old and the new certificate when a pinned one changed, and the way past it is explicit', () => {
    const address = '10.0.0.1:443';
    const pinned = { address, fingerprint: 'AA', subject: 'CN=old', validTo: '2030' };
    const presented = { fingerprint: 'BB', subject: 'CN=new', validTo: '2040' };
    const mismatch = deviceError('pin_mismatch', 'fw-1', presented);
    const failure = describeFailure('Test', withKnownPin(mismatch, 'fw-1', address, [pinned]));
    assert.match(failure?.message ?? '', /somebody may be in between/);
    for (const part of ['AA', 'CN=old', '2030', 'BB', 'CN=new', '2040', 'Nothing was sent'])
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
    const opened = (text: string): unknown => describeFailure('x', new UserError(text))?.actions[0]?.argument;
    assert.equal(opened('No Panorama is set.'), 'panosUpgrade.panorama.host');
    assert.equal(
      opened('panosUpgrade.workers.max: 51 is not a whole number. The default 5 is used.'),
      'panosUpgrade.workers.max',
    );
  });

  it('keeps our own mistakes out of sight: the stack is for the log', () => {
    const error = new TypeError('x is not a function');
    const failure = describeFailure('Dry Run', error);
    assert.equal(isUnexpected(error), true);
    assert.doesNotMatch(failure?.message ?? '', /not a function/);
  });
});
