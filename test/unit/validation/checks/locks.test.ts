import { commitLocks, configLocks } from '../../../../src/validation/checks/locks.ts';
import { assertFinding, judged } from './scriptedDevice.ts';

describe('the checks of locks', () => {
  const config = (inside: string) => judged(configLocks, { 'show config-locks vsys all': inside });
  const commit = (inside: string) => judged(commitLocks, { 'show commit-locks vsys all': inside });

  it('pass when nobody holds one', async () => {
    assertFinding(await config('<config-locks/>'), 'pass', /Nobody holds a config lock/);
    assertFinding(await commit(''), 'pass', /Nobody holds a commit lock/);
  });

  it('fail with who holds which', async () => {
    const lock = '<config-locks><entry name="carol"><name>vsys2</name></entry></config-locks>';
    assertFinding(await config(lock), 'fail', /A config lock is held by carol \(vsys2\)/);
    const unnamed = '<commit-locks><entry/></commit-locks>';
    assertFinding(await commit(unnamed), 'fail', /A commit lock is held by unknown\. Have it released/);
  });
});
