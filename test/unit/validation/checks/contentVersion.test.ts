import { contentVersion } from '../../../../src/validation/checks/contentVersion.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of the content version', () => {
  const info = (content: string): string =>
    `<system><serial>001701000999</serial><hostname>fw</hostname><model>PA-440</model><sw-version>11.1.4</sw-version><app-version>${content}</app-version></system>`;
  const finding = (content: string, minimumContent = { '11.2': '8832' }) =>
    judged(contentVersion, { 'show system info': info(content) }, { target: '11.2.4-h2', minimumContent });

  it('compares with what the feature release needs, as numbers', async () => {
    assertFinding(await finding('8832-8912'), 'pass', /8832-8912 is new enough for 11\.2\.4-h2/);
    assertFinding(await finding('8832'), 'pass', /new enough/);
    assertFinding(await finding('10000-1'), 'pass', /new enough/);
    assertFinding(
      await finding('8831-9999'),
      'fail',
      /11\.2\.4-h2 needs content 8832 or newer, and the device has 8831-9999/,
    );
  });

  it('prefers what the version itself needs', async () => {
    const minimums = { '11.2': '8832', '11.2.4-h2': '8950-1' };
    assertFinding(await finding('8900-1', minimums), 'fail', /needs content 8950-1 or newer/);
  });

  it('does not know without a device that tells, or with one that tells something else', async () => {
    assertFinding(await finding('0'), 'unknown', /names no content version/);
    assertFinding(await finding('latest'), 'unknown', /cannot be compared/);
  });

  it('asks nothing where the minimum is not known, or no target', async () => {
    const other = { target: 'constructor', minimumContent: { '11.2': '8832' } };
    assertFinding(await judged(contentVersion, {}, other), 'unknown', /Compare with its release notes/);
    assertFinding(await judged(contentVersion, {}), 'unknown', /No target version is chosen/);
  });
});
