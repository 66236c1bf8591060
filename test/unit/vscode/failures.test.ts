import assert from 'node:assert/strict';
import { DeviceError, type DeviceErrorKind } from '../../../src/panos/errors.ts';
import { UserError } from '../../../src/ports/userError.ts';
import { describeFailure, isUnexpected } from '../../../src/vscode/commands/failures.ts';

const deviceError = (kind: DeviceErrorKind, device = 'fw-1'): DeviceError =>
  new DeviceError({
    kind,
    device,
    operation: 'show system info',
    delivery: 'not_sent',
    what: 'it is so',
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

  it('leads to the upgrade paths when they are missing or broken', () => {
    for (const text of ['upgrade_paths.json has 1 problem(s).', 'There is no upgrade_paths.json.']) {
      const labels = describeFailure('Upgrade', new UserError(text))?.actions.map(({ label }) => label);
      assert.deepEqual(labels, ['Open Upgrade Paths'], text);
    }
  });

  it('offers to set the credentials that are missing or wrong', () => {
    const offered = (device: string): unknown[] | undefined =>
      describeFailure('Test', deviceError('no_credentials', device))?.actions.map(({ command }) => command);
    assert.deepEqual(offered('fw-1'), ['panosUpgrade.setFirewallCredentials']);
    assert.deepEqual(offered('Panorama'), ['panosUpgrade.setPanoramaCredentials']);
  });

  it('warns when a pinned certificate changed, and offers no way around', () => {
    const failure = describeFailure('Test', deviceError('pin_mismatch'));
    assert.match(failure?.message ?? '', /somebody may be in between/);
    assert.deepEqual(
      failure?.actions.map(({ label }) => label),
      ['Show Log'],
    );
  });

  it('keeps our own mistakes out of sight: the stack is for the log', () => {
    const error = new TypeError('x is not a function');
    const failure = describeFailure('Dry Run', error);
    assert.equal(isUnexpected(error), true);
    assert.doesNotMatch(failure?.message ?? '', /not a function/);
  });
});
