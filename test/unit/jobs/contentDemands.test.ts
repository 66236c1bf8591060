import assert from 'node:assert/strict';
import { contentDemands } from '../../../src/jobs/contentDemands.ts';

const refused = {
  code: 'install_failed',
  version: '11.2.4-h2',
  details:
    'Error: Upgrading from 11.1.4 to 11.2.0 requires a content version of 8832 or greater and found 8790-8462.',
};

describe('what devices have asked for', () => {
  it('is read from the ends of jobs, also where a member was left suspended for it', () => {
    const left = { code: 'left_suspended', because: refused };
    assert.deepEqual(contentDemands([{ trouble: refused }, { trouble: left }]), [
      { version: '11.2.0', content: '8832' },
      { version: '11.2.0', content: '8832' },
    ]);
  });

  it('is nothing in other ends', () => {
    const other = { ...refused, details: 'Failed to extract the image.' };
    const damaged = { code: 'install_failed' };
    assert.deepEqual(contentDemands([{ trouble: null }, { trouble: other }, { trouble: damaged }]), []);
  });
});
