import assert from 'node:assert/strict';
import { statusBarLook } from '../../../../src/vscode/statusBar/statusBarLook.ts';
import { job } from '../../../support/sampleJob.ts';
import { fakeEngine } from '../fakeEngine.ts';

describe('the status bar', () => {
  const time = (at: number): string => `at ${at}`;

  it('is quiet when nothing happens', () => {
    const { icon, text } = statusBarLook('owner', fakeEngine(), null, 0, time);
    assert.deepEqual([icon, text], ['shield', 'PAN-OS']);
  });

  it('counts active and queued jobs', () => {
    const engine = fakeEngine('owner', [job({ id: 'a' }), job({ id: 'b', status: 'queued' }, '002')]);
    const look = statusBarLook('owner', engine, 'simulated, ×30', 0, time);
    assert.deepEqual([look.icon, look.text], ['sync~spin', '1 active · 0 % · 1 queued']);
    assert.match(look.tooltip, /The fleet is simulated, ×30\./);
    assert.equal(look.isWarning, false);
  });

  it('warns when a job needs attention', () => {
    const look = statusBarLook(
      'owner',
      fakeEngine('owner', [job({ status: 'needs_operator' })]),
      null,
      0,
      time,
    );
    assert.equal(look.isWarning, true);
    assert.deepEqual([look.icon, look.text], ['shield', 'PAN-OS · 1 needs attention']);
  });

  it('says that it is paused', () => {
    const engine = fakeEngine();
    engine.pause();
    const { icon, text } = statusBarLook('owner', engine, null, 0, time);
    assert.deepEqual([icon, text], ['debug-pause', 'PAN-OS paused']);
  });

  it('says why there is no engine', () => {
    assert.match(statusBarLook('untrusted', null, null, 0, time).tooltip, /not trusted/);
    assert.equal(statusBarLook('failed', null, null, 0, time).icon, 'error');
  });
});
