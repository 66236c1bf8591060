import { pendingChanges } from '../../../../src/validation/checks/pendingChanges.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the check of pending changes', () => {
  it('fails for changes nobody committed, and does not know any other word than yes and no', async () => {
    const finding = (word: string) => judged(pendingChanges, { 'check pending-changes': word });
    assertFinding(await finding('<![CDATA[no\n]]>'), 'pass', /no uncommitted changes/);
    assertFinding(await finding('yes'), 'fail', /Commit or revert/);
    for (const word of ['', 'maybe']) assertFinding(await finding(word), 'unknown', /does not say/);
  });
});
