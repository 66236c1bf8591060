import assert from 'node:assert/strict';
import { LockOutGuard } from '../../../../src/panos/client/lockOutGuard.ts';

describe('LockOutGuard', () => {
  it('closes after three refusals in a row', () => {
    const guard = new LockOutGuard();
    guard.refused();
    guard.refused();
    assert.equal(guard.whyClosed(), null);
    guard.refused();
    assert.match(guard.whyClosed() ?? '', /3 firewalls in a row refused the credentials/);
  });

  it('begins to count again when credentials are accepted', () => {
    const guard = new LockOutGuard();
    guard.refused();
    guard.refused();
    guard.accepted();
    guard.refused();
    guard.refused();
    assert.equal(guard.whyClosed(), null);
  });

  it('stays closed when a login that was on its way is accepted afterwards', () => {
    const guard = new LockOutGuard();
    for (let refusals = 0; refusals < 3; refusals += 1) guard.refused();
    guard.accepted();
    assert.notEqual(guard.whyClosed(), null);
  });
});
