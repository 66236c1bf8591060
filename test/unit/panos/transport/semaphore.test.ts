import assert from 'node:assert/strict';
import { createSemaphore } from '../../../../src/panos/transport/semaphore.ts';

describe('the semaphore', () => {
  it('lets so many run at a time, in order, and goes on after a failure', async () => {
    const semaphore = createSemaphore(1);
    const order: string[] = [];
    const first = Promise.withResolvers<never>();
    const failing = semaphore.run(() => first.promise);
    const others = ['b', 'c'].map((name) => semaphore.run(async () => order.push(name)));
    await Promise.resolve();
    assert.deepEqual(order, []);
    first.reject(new Error('first'));
    await assert.rejects(failing, /first/);
    await Promise.all(others);
    assert.deepEqual(order, ['b', 'c']);
  });

  it('does not run what was given up, and loses no place by it', async () => {
    const semaphore = createSemaphore(1);
    const first = Promise.withResolvers<undefined>();
    const running = semaphore.run(() => first.promise);
    const stop = new AbortController();
    const neverRun = (): Promise<never> => assert.fail('ran');
    const givenUp = semaphore.run(neverRun, stop.signal);
    const last = semaphore.run(async () => 'last');
    stop.abort(new Error('enough'));
    await assert.rejects(givenUp, /enough/);
    first.resolve(undefined);
    await running;
    assert.equal(await last, 'last');
    await assert.rejects(semaphore.run(neverRun, AbortSignal.abort(new Error('before'))), /before/);
    assert.equal(await semaphore.run(async () => 'free again'), 'free again');
  });
});
