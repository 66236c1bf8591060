import assert from 'node:assert/strict';
import type { CheckContext } from '../../../../src/validation/check.ts';
import { contentVersion } from '../../../../src/validation/checks/contentVersion.ts';
import { assertFinding, judged, judgedIfKnown } from './scriptedDevice.ts';

type Changes = Partial<Omit<CheckContext, 'ask'>>;

const info = (content: string): string =>
  `<system><serial>001701000999</serial><hostname>fw</hostname><model>PA-440</model><sw-version>11.1.4</sw-version><app-version>${content}</app-version></system>`;
const device = (content: string) => ({ 'show system info': info(content) });
const finding = (content: string, changes: Changes = {}) =>
  judged(contentVersion, device(content), {
    installs: ['11.2.4-h2'],
    minimumContent: { '11.2': '8832' },
    ...changes,
  });

describe('the check of the content version', () => {
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
    const minimumContent = { '11.2': '8832', '11.2.4-h2': '8950-1' };
    assertFinding(await finding('8900-1', { minimumContent }), 'fail', /needs content 8950-1 or newer/);
  });

  it('judges every version that is to be installed, and names each that asks for more', async () => {
    const changes = { installs: ['11.2.7', '12.1.4'], minimumContent: { '11.2': '8832', '12.1': '8930' } };
    const found = await finding('8900-1', changes);
    assertFinding(found, 'fail', /^12\.1\.4 needs content 8930/);
    assert.doesNotMatch(found.reason, /11\.2\.7/);
    assertFinding(await finding('8700-1', changes), 'fail', /11\.2\.7 needs .*12\.1\.4 needs /);
  });

  it('knows what firewalls have said that refused a version: for it and later ones of its release', async () => {
    const minimumContent = {};
    assertFinding(
      await finding('8831-1', { minimumContent }),
      'fail',
      /needs content 8832 or newer.*Firewalls that refused 11\.2\.0 have said so/,
    );
    const contentDemands = [{ version: '11.2.3', content: '8850' }];
    assertFinding(await finding('8840-1', { minimumContent, contentDemands }), 'fail', /needs content 8850/);
    const earlier = { minimumContent, contentDemands, installs: ['11.2.2'] };
    assertFinding(await finding('8840-1', earlier), 'pass', /which needs 8832/);
    const within = { minimumContent, installs: ['11.1.6'] };
    assert.equal(await judgedIfKnown(contentVersion, device('1-1'), { ...within, isNamed: false }), null);
  });

  it('lets the user correct what is publicly known, and believes the user’s own devices more', async () => {
    const minimumContent = { '11.2': '8700' };
    assertFinding(await finding('8701-1', { minimumContent }), 'pass', /which needs 8700/);
    const contentDemands = [{ version: '11.2.0', content: '8832' }];
    assertFinding(await finding('8701-1', { minimumContent, contentDemands }), 'fail', /needs content 8832/);
  });

  it('does not know without a device that tells, or with one that tells something else', async () => {
    assertFinding(await finding('0'), 'unknown', /names no content version/);
    assertFinding(await finding('latest'), 'unknown', /cannot be compared/);
  });

  it('asks nothing where the minimum is not known, or no target; that is a doubt only where it is named', async () => {
    const other = { installs: ['constructor'], minimumContent: { '11.2': '8832' } };
    assertFinding(await judged(contentVersion, {}, other), 'unknown', /Compare with its release notes/);
    assertFinding(await judged(contentVersion, {}), 'unknown', /No target version is chosen/);
    assert.equal(await judgedIfKnown(contentVersion, {}, { ...other, isNamed: false }), null);
  });
});

describe('the check of the content version of the member that comes second', () => {
  const beside = (content: string, peers: string | null, changes: Changes = {}) =>
    judgedIfKnown(contentVersion, device(content), {
      installs: ['12.1.4'],
      minimumContent: {},
      isNamed: false,
      peerBefore: { hostname: 'fw-first', content: async () => peers },
      ...changes,
    });

  it('fails where nobody knows what is needed and its content is older than that of the first', async () => {
    const words = /not known which content 12\.1\.4 needs.*has 8900-1, older than 8901-1 on fw-first/;
    assertFinding((await beside('8900-1', '8901-1')) ?? assert.fail(), 'fail', words);
  });

  it('has nothing to say where it is as new, where one is not told, and where the release stays', async () => {
    assert.equal(await beside('8901-1', '8901-2'), null);
    assert.equal(await beside('8902-1', '8901-1'), null);
    assert.equal(await beside('8900-1', null), null);
    assert.equal(await beside('0', '8901-1'), null);
    assert.equal(await beside('8900-1', '8901-1', { installs: ['11.1.6'] }), null);
  });

  it('goes by what is needed where that is known', async () => {
    const known = { minimumContent: { '12.1': '8850' } };
    assertFinding((await beside('8900-1', '8901-1', known)) ?? assert.fail(), 'pass', /new enough/);
  });
});
